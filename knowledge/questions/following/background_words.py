"""The words by which sentences and phrases only tell why something is asked, as data."""

from knowledge.questions.linking.tokens import words_of

GREETINGS = frozenset(
    words_of("""
    good morning afternoon evening hi hello hey hiya team all everyone everybody folks guys there happy new year yr
    monday friday thanks thank thx you so much very a lot in advance sorry sry ok okay great right cool super please
    pls just back on here again from holiday holidays vacation leave pto it's its me the and for your
    help cheers ta many quick question q one that this was is helped helps helpful clear useful perfect makes sense
    understood noted got works worked basic stupid dumb silly about
    """)
)
"""A sentence of nothing but these asks nothing."""

SAYS_HELLO = frozenset(
    words_of("""
    morning afternoon evening hi hello hey hiya happy thanks thank thx sorry sry ok okay great cheers ta quick helped
    """)
)

QUESTION_WORDS = frozenset(
    words_of("""
    how what whats which when where why who whom whose wat is are was were did do does has have had can could would will
    should may any anything any anyone anybody
    """)
)
"""What begins with one of these asks."""

REQUESTS = frozenset(
    words_of("""
    show give list compare tell break split rank name count find define explain summarise summarize pull get let send
    provide display calculate compute plot chart graph draw check look similar describe report want need please
    """)
)
"""What begins with one of these and names a metric asks, too."""

WISHES = frozenset(
    words_of(text)
    for who in ("i", "we")
    for text in (f"{who} would like", f"{who} want", f"{who} need", f"{who}'d like", f"{who} wish", f"{who}'d love")
)

RESTRICTIONS = frozenset(
    words_of("""
    only exclude excluding except without ignore ignoring mean meant means interested care focus focusing limit
    restrict restricted filter filtered leave omit besides counting consider use take include included including
    """)
)
"""A sentence with one of these says more about the question."""

VERBS = frozenset(
    words_of("""
    am is are was were i'm im i've ive i'd we're we've it's they're they've he's she's there's isn't aren't wasn't
    weren't isnt arent has have had hasn't haven't keep keeps kept say says said claim claims claimed think thinks
    thought believe believes tell tells told want wants wanted need needs needed know knows heard hear hears feel feels
    felt seem seems seemed get gets got go goes went come comes came make makes made took takes look looks looked will
    would should could can can't cant cannot couldn't couldnt don't dont doesn't doesnt didn't didnt won't wont asked
    asks ask complain complains complained worry worries expect expects hope hopes promised launched introduced changed
    moved rolled started switched reorganised reorganized hired joined renamed raised decided agreed noticed suspect
    suspects threaten threatens threatened argue argues insist insists received owe owes reckon
    reckons wonder wonders mentioned mentions
    """)
)
"""What a sentence that tells something has, and a question in headline style has not."""

SUBJECTS = frozenset(words_of("i we they he she you"))
"""What begins with one of these has a verb, whichever it is: "we shipped a fix"."""

AT_WORK = frozenset(
    words_of("""
    preparing planning working writing building reviewing looking thinking getting trying checking drafting updating
    putting finishing collecting gathering going sitting
    """)
)
"""What a sentence about oneself begins with: "Preparing the QBR."."""

REPORTED = frozenset(
    words_of(
        "claim claims claimed say says said think thinks believe believes told tells swears argues insists reckons"
    )
)
"""Somebody else's opinion: nothing in it is asked for."""

SUBORDINATING = frozenset(
    words_of("that which who whose whom where when what how why if whether while because since until before after as")
)
"""A verb behind one of these is not what the sentence tells."""

BACK_REFERENCES = frozenset(words_of("them they their theirs it there those these that this him her"))
"""A question with one of these is about something that was named before."""

BEFORE_NAMES = frozenset(words_of("with from at for about of by"))
"""In front of a word that nothing is known of: perhaps somebody's name."""

HOW_IT_ENDED = frozenset(("outcome", "status"))
"""What happened to a case is named by everyday words ("we shipped a fix"), which do not say what is asked about."""

SPEAKERS = frozenset(words_of("i i'm im i've ive i'd my"))
"""A sentence that begins so is about the speaker, and the period in it is no period of the cases."""

HEADINGS = frozenset(words_of("question questions q things thing numbers figures context background topics points"))
"""In front of a colon these are nothing but its title."""

OCCASIONS = (
    r"qbrs?|mbr|wbr|decks?|slides?(?:\s+(?:no\.?\s*)?\d+)?|stand-?\s?ups?|syncs?|1:1s?|1-1s?|one[-\s](?:to|on)[-\s]ones?"
    r"|town\s+hall|all[-\s]hands|retros?|retrospectives?|post-?mortems?|steerco|steering\s+committee|off-?site|meetings?"
    r"|presentations?|newsletters?|(?:ops|operations|service|business|staff|management|leadership|weekly|monthly"
    r"|quarterly|annual|budget|performance|account|board)\s+(?:reviews?|calls?|reports?|updates?|packs?|papers?|memos?)"
)
"""What numbers are wanted for, and no case is about."""

PLAIN_OCCASIONS = (
    r"call|review|report|update|summary|memo|board|budget|audit|talk|workshop|interview|planning|boss|board"
)
"""The same, where "the" or "my" stands before it."""

ASKERS = (
    r"(?:my|our|the|a|an)\s+(?:new\s+|own\s+)?(?:boss|manager|director|vp|svp|evp|ceo|cfo|coo|cto|cio|cmo|chief|board|execs?"
    r"|executives?|leadership(?:\s+team)?|management|head\s+of\s+\w+|hr\s+partner|colleagues?|team\s+lead|lead"
    r"|product\s+manager|account\s+manager|auditors?|controller|investors?|sponsor|client|customer)"
    r"|somebody|someone|everybody|everyone|management|leadership|finance|sales|legal|marketing|people"
)
"""Who has a question that is passed on."""
