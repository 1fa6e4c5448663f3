"""Words of everyday talk that say nothing about which cases are meant, as data, and where they do after all.

A word is here only when it picks out no cases, changes neither what is counted nor over which time, and is no name that
data might hold. So there are no adjectives, no negations, no quantities and no times, and of a verb only the forms
that are no property of a case.
"""

from collections.abc import Iterable, Iterator, Sequence

from knowledge.questions.linking.marks import Filler, Mark
from knowledge.questions.linking.metric_words import CASES, crossed
from knowledge.questions.linking.tokens import words_of

_TAKING_IN = words_of("receive face encounter experience register record note observe notice witness relate concern")
"""What happens to every case: of these the past picks out none even right before "cases"."""

_VERBS = (
    *_TAKING_IN,
    *words_of("""
    capture display present provide compile calculate compute determine learn wonder need love prepare happen occur
    appear seem tend involve originate pull summarize summarise plot visualise visualize graph contain include show
    attribute ascribe belong outline illustrate describe tabulate itemise itemize enumerate recap rephrase reword
    reckon guess assume presume imagine realise realize believe hope appreciate indicate imply reveal reflect
    represent constitute comprise consist tally attract garner retrieve obtain fetch grab focus ponder pinpoint
    """),
)
"""In all their forms: what may be asked of what was received may be asked of what we receive.

Not here are those whose past form picks out some of the cases: flagged, confirmed, known, managed, preferred.
"""

_NOT_IN_THE_PAST = words_of("""
want wish suppose analyse analyze examine inspect evaluate assess gauge quantify understand remember
specify clarify prefer explore highlight arise result equate draw yield
""")
"""A case may be one that was discussed, analysed or specified: their past form is left out."""

_DOUBLED = frozenset(words_of("occur plot recap grab prefer"))

_UNLIKE_OTHERS = words_of("""
gotten see sees saw find finds found say says said saying tells told telling gives gave given giving brings brought
knows knew thinks think thought become becomes became makes make check checking confirm verify try trying wanted
shown arose arisen resulted understood undergo undergoes underwent undergone incur incurs incurred drew
scores scored scoring amounts amounted amounting totalled totaled totalling put puts putting letting feel feels felt
""")

_DEGREES = words_of("""
lot lots much far way bit slightly somewhat considerably significantly substantially noticeably markedly drastically
dramatically sharply steeply strongly massively hugely quite rather pretty fairly extremely particularly especially
mostly mainly largely primarily generally simply truly specifically respectively apparently obviously probably possibly
hopefully honestly frankly literally definitely certainly gradually steadily finally essentially even yet
enormously remarkably tremendously immensely incredibly awfully terribly absolutely exceptionally extraordinarily
utterly genuinely broadly loosely vaguely actual precise
""")

_DISCOURSE = words_of("""
maybe perhaps anyway anyways anyhow meanwhile however indeed presumably surely evidently clearly undoubtedly arguably
admittedly unquestionably luckily fortunately unfortunately sadly thankfully regrettably naturally incidentally
interestingly surprisingly oddly strangely curiously ideally furthermore moreover additionally nevertheless nonetheless
therefore thus hence accordingly consequently somehow whatsoever whether conversely alternatively ironically
understandably inevitably concisely succinctly firstly secondly thirdly lastly namely via amongst ish
everyone everybody alright yes yeah yep yup sure oh ah aha ooh whoa gosh geez jeez yikes ugh argh phew eh huh hell
heck damn darn freaking lmao rofl hehe hahaha oops whoops howdy heya bye goodbye pardon buddy dude
afaik iirc imho fwiw ngl idk tldr thnx thanx tysm np welp meh awesome kidding
""")

_NOUNS = words_of("""
because kind kinds sort sorts state info information detail details facts fact sense
aspect aspects rundown lowdown glimpse glance peek hunch curiosity viewpoint standpoint perspective
perspectives basis purposes
""")

_PHRASES = (
    *crossed(
        "as a matter of fact|in fact|of course|in general|in particular|in short|in brief|in essence|"
        "in summary|in sum|in conclusion|by any chance|for instance|for example|as an example|all in all|"
        "by and large|more or less|at any rate|in any case|in any event|just in case|in that case|that said|"
        "that being said|having said that|so to speak|as it were|as such|to say the least|last but not least|"
        "long story short|first of all|first off|first and foremost|for starters|to start with|to begin with|"
        "for that matter|in a nutshell|at the end of the day|when all is said and done|to my knowledge|"
        "to the best of your knowledge|as far as i know|as far as we know|as far as you know|as you know|"
        "as we know|as you can see|you see|you know|mind you|in my experience|in our experience|or so|"
        "or something|or whatever|or anything|that kind of thing|"
        "that sort of thing|or thereabouts|give or take|and stuff|and so on|and so forth|across the board|"
        "while you are at it|while you're at it|while we are at it|while we're at it|heads up|no doubt|"
        "without a doubt|beyond doubt|for sure|for real|fair enough|no problem|no worries|no offense|"
        "no offence|no kidding|needless to say|it goes without saying|on the face of it|on earth|the hell|"
        "the heck|in the meantime|any luck|any thoughts|any news on|if i may|if you will|if you like|"
        "if you please|excuse me|my apologies|apologies|my bad|good question|bear with me|hear me out|"
        "at this point|at this stage|keep in mind|bear in mind|keep track of|keeping track of|keep an eye on|"
        "keeping an eye on|shed light on|shed some light on|pertaining to|as to|as for|as regards|in light of|"
        "in view of|when it comes to|on the subject of|on the topic of|speaking of|talking of|talking about|"
        "in connection with|not to mention|worth mentioning|to discuss|it matters|what matters is|as mentioned|"
        "as discussed|as i mentioned|i mentioned|as i recall|zoom in on|on a side note|on another note|"
        "please note|on record|in plain english|in plain language|for whatever reason|for some reason|"
        "for one reason or another|fill me in|bring me up to speed|get me up to speed|catch me up|enlighten me|"
        "humor me|humour me|do me a favor|do me a favour|much obliged|i'd be grateful|i would be grateful|"
        "company wide|org wide"
    ),
    *crossed("with|in", "regard|regards|relation|respect|reference", "to|of"),
    *crossed("to be|let's be|let us be|i'll be", "honest|frank|fair|clear|precise|exact|specific|blunt|sure|safe"),
    *crossed(
        "i'm|i am|we're|we are",
        "afraid|sure|certain|unsure|worried|interested in|keen to know|keen to see|eager to know|not sure|not certain"
        "|not quite sure|told|told that",
    ),
    *crossed(
        "i",
        "suspect|bet|swear|admit|gather|hear|heard|recall|forgot|forget|don't know|do not know|don't remember"
        "|can't remember|cannot remember|can't recall|have no clue|have no idea|have heard|keep hearing|apologise"
        "|apologize",
    ),
    *crossed("if", "i|we", "recall|recall correctly|recall right|remember correctly|understand correctly"),
    *crossed("correct me if", "i'm|i am", "wrong|mistaken"),
    *crossed("let me|may i|can i|could i|might i|i want to|i wanted to|i have to|i must|i|just", "ask|ask you|asking"),
    *crossed("is that|is this|is it|that is|that's|it's|am i", "right|true|correct|fair to say|safe to say|possible"),
    *crossed(
        "that would be|that'd be|would be|it would be|it'd be",
        "great|good|nice|lovely|awesome|helpful|fantastic|perfect|wonderful|brilliant|ideal|useful|handy|cool"
        "|interesting|fine",
    ),
    *crossed(
        "thanks|thank you|great|perfect|ok|okay|cool|good|nice", "that|this|it", "helped|helps|is clear|is helpful"
    ),
    *crossed("obvious|clear", "to", "you|me|us|you all|everyone|everybody"),
    *crossed("of interest|both of interest|of interest to me|of interest to us"),
    *crossed("good|nice|useful|helpful|interesting|important|handy", "to", "know|see|hear|have"),
    *crossed("are you|would you be|will you be", "able to"),
    *crossed("walk|talk|run|take|guide", "me|us", "through"),
    *crossed("send|forward|email|message|slack|dm|ping|text|point|direct|update|brief|explain|explain to", "me"),
    *crossed("an|any|a quick", "update|updates", "on"),
    *crossed(
        "a|a better|a rough|a quick|a clear|a good", "feel|feeling|sense|handle|picture|grip|snapshot", "for|of|on"
    ),
    *crossed("|some|any|more", "insight|insights|visibility|clarity", "into|on"),
    *crossed("rough|hard|solid|concrete|raw|accurate|headline|real", "number|numbers|figure|figures|count|data|idea"),
    *crossed("dig|drill|delve|dive|look", "into|deeper|deeper into"),
    *crossed("turn|turns|turned|wind|winds|wound|crop|crops|cropped|show|shows|showed", "up"),
    *crossed("turn|turns|turned|find|finding|figure|figuring|point", "out"),
    *crossed("got a|have a|have you got a|give me a|give me one|just a|just one", "minute|moment|sec|second"),
    *crossed("to", "what|some|a large|a certain|which", "extent|degree"),
    *crossed("in", "other|simple|plain|a few|a couple of", "words|terms"),
    *crossed("in", "your|my|our", "opinion|view|eyes|estimation"),
    *crossed(
        "in|across|for|throughout|within",
        "our|the whole|the entire|our whole|our entire",
        "company|organisation|organization|org|business|firm",
    ),
    *crossed("for", "planning|reporting|budgeting|audit|information", "purposes"),
    *crossed("a bunch|plenty|loads|tons|heaps", "of"),
)
"""Turns of phrase whose words, one by one, might say something."""

_CASE_NOUNS = frozenset((*CASES.split("|"), *words_of("escalation escalations complaint complaints request requests")))
_CUSTOMERS = frozenset(words_of("customer customers account accounts client clients user users"))
_ARTICLES = frozenset(words_of("a an the my our your their its many any every"))
_PREPOSITIONS = frozenset(words_of("of for in on at about by with from per into"))
_BARE = words_of("check confirm verify")
_ALSO_NOUNS = frozenset(
    words_of("need needs want wants love loves hope hopes wish wishes graph graphs plot plots show shows look looks")
)
"""Nouns of talk that are verbs as well."""


def _forms(verb: str) -> tuple[str, str, str, str]:
    """The forms of a regular verb: by itself, with an s, with -ing, and in the past."""
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb}ing", f"{verb[:-1]}ied"
    stem = verb.removesuffix("e") if verb.endswith("e") else verb + verb[-1] * (verb in _DOUBLED)
    return verb, f"{verb}{'es' if verb.endswith(('s', 'sh', 'ch')) else 's'}", f"{stem}ing", f"{stem}ed"


_ALL_FORMS = tuple(map(_forms, _VERBS))
_FEW_FORMS = tuple(_forms(verb)[:3] for verb in _NOT_IN_THE_PAST)
_PAST = frozenset(forms[3] for forms in _ALL_FORMS)
_PRESENT = frozenset((*(form for forms in (*_ALL_FORMS, *_FEW_FORMS) for form in forms[:2]), *_BARE)) - _ALSO_NOUNS
_ATTRIBUTES = frozenset((*(form for forms in (*_ALL_FORMS, *_FEW_FORMS) for form in forms), *_UNLIKE_OTHERS, *_NOUNS))
"""What picks out cases where it stands right before them, as "the contained incidents" do."""
_OF_EVERY_CASE = frozenset(_forms(verb)[3] for verb in _TAKING_IN)

EVERYDAY_WORDS: Sequence[str] = (
    *(form for forms in (*_ALL_FORMS, *_FEW_FORMS) for form in forms),
    *_UNLIKE_OTHERS,
    *_DEGREES,
    *_DISCOURSE,
    *_NOUNS,
    *_PHRASES,
)


def without_nouns(said: Sequence[str], marks: Iterable[Mark]) -> Iterator[Mark]:
    """`marks` without the everyday words that stand where a noun or its attribute does.

    "Display escalations by team" asks for them; "how many display escalations" and "cases about the display" do not.
    """
    for mark in marks:
        if mark.last > mark.first + 1 or not isinstance(mark.means, Filler) or not _is_content(said, mark.first):
            yield mark


def _is_content(said: Sequence[str], place: int) -> bool:
    word, before = said[place], said[place - 1] if place else ""
    behind = said[place + 1] if place + 1 < len(said) else ""
    if word in _PRESENT and (before in _ARTICLES or before in _PREPOSITIONS):
        return True
    of_cases = behind in _CASE_NOUNS and word in _ATTRIBUTES and word not in _OF_EVERY_CASE
    return before in _ARTICLES and (of_cases or (behind in _CUSTOMERS and word in _PAST))
