"""The words that change nothing, join or negate, as data."""

from collections.abc import Sequence

from knowledge.questions.linking.metric_words import crossed
from knowledge.questions.linking.tokens import words_of

NEGATIONS: Sequence[str] = (
    "except",
    "except for",
    "except in",
    "excluding",
    "exclude",
    "excl",
    "without",
    "not",
    "not in",
    "not for",
    "not from",
    "but not",
    "not counting",
    "not including",
    "leaving aside",
    "ignore",
    "everything but",
    "all but",
    "anything but",
    "everywhere but",
    "other than",
    "outside",
    "outside of",
    "apart from",
    "aside from",
    "ignoring",
    "leaving out",
    "minus",
    "non",
    "neither",
    "nor",
    "barring",
    "omit",
    "omitting",
    "leave out",
    "removing",
    "remove",
    "with o",  # w/o
    "with out",
    *crossed(
        "do not|don't|never|no need to|without|please do not|please don't|don't you|not",
        "count|include|consider|use|counting|including|considering|show|take|take into account|want|need|look at",
    ),
    *crossed("leave|leaves|leaving|keep|keeping|take|taking|drop|dropping|skip|skipping", "out|away|aside|off"),
    *crossed("disregarding|skip|skipping|save for|with the exception of|bar|excl|excludes|excluded are|never mind"),
)

NEGATING_WORDS = frozenset(
    words_of("""
    no never isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't cannot can't won't wouldn't
    couldn't shouldn't mustn't needn't
    """)
)
"""Words that negate what no Plan can leave out: they stay unexplained, and no choice says the opposite."""


AND_WORDS: Sequence[str] = ("and", "or", "as well as", "plus", "+", "alongside", "next to", "along with")

FUNCTION_WORDS = frozenset(
    words_of("""
    a an the in on at of for from to by with within into onto over under as is are was were be been being am do
    does did done have has had having it its itself this that these those there here i me my mine we us our ours
    you your yours he she they them their and or but if so than then not no nor can could should would shall may
    might must all any some each every both what which who whom whose when where why how now just only also too
    very more
    """)
)
"""Words that are too small to name a value by themselves: "it" is hardly ever the team IT."""

FILLERS: Sequence[str] = (
    *words_of("""
    a an the in on at of for from to by with within into during over as is are was were be been being am do does
    did done have has had having it its i me my we us our ours you your there here this that these those they
    them their can could should would shall may might must so just only also now currently please hey hi hello
    thanks thank thx ok okay well kindly dear show shows showing give get gets got tell list display see find
    let lets want need like know wondering wonder look looking view pull report reports chart graph plot table
    figure figures number numbers count counts total totals overall sum amount many much how what whats which
    all any some happen happened happening occur occurred occurring go going went made seen across among out up
    about data stats statistics statistic question answer one ones quick quickly again through throughout
    support desk helpdesk received reported experienced looks together combined both if then i'd
    i'm we've i've we're you're they're you've they've what're it's there's that's where's how's what's
    bring put produce produced generate
    generated appear appears whole entire entirely altogether involving regarding concerning come comes coming
    came dashboard overview summary summarise summarize still already actually really exactly doing stand stands
    perform performs performing performed performance ever both get being list listing customers' where people's
    anything something everything anywhere situation picture regards respect sit sits sitting spend spends spent
    spending
    """),
    *(
        f"{before} {of}"
        for before in ("before", "until", "till")
        for of in ("they", "it", "a", "an", "the", "we", "being")
    ),
    *(f"{after} {of}opening" for after in ("after", "of", "from", "since") for of in ("", "the ")),
    *(f"{after} {being}" for after in ("after", "of") for being in ("being opened", "they were opened", "creation")),
    *(f"{at}a {case}" for at in ("", "for ", "of ") for case in ("customer", "client", "request")),
    "how many",
    "how much",
    *crossed(
        "after|of|from|since|following",
        "|the|a|its|their|it|them",
        "|case|ticket|cases|tickets",
        "being|is being|was|were|has been|had been|got",
        "opened|created|raised|logged|submitted|filed",
    ),
    *crossed("after|of|from|since|following", "|its|their|the", "arrival|opening|creation|submission"),
    *crossed("someone|somebody|anyone|anybody|getting"),
    *crossed(
        "when|once|whenever|as soon as|every time|each time|if",
        "someone|somebody|anyone|anybody|a customer|customers|a client|clients|people|folks|one",
        "|has|have",
    ),
    *crossed("when|once|whenever|as soon as|each time|if", "a|the", "case|ticket", "is|was|has been|gets|got"),
    *crossed("affected|affects"),
    *crossed("own|owns|owned|owning|run|runs|ran"),
    *crossed("combination|combinations|combo|combos|pairing|pairings", "of"),
    *crossed("name", "the|our|all|me the"),
    *crossed("made|make|makes|making", "up"),
    *crossed("accounted|accounting", "for"),
    *(f"how {big}" for big in ("big", "large", "high", "low", "bad", "good", "great", "small", "severe", "strong")),
    *("current", "right now", "at the moment", "at present", "because of", "due to", "owing to", "thanks to"),
    *("related to", "related", "concerned", "attributed to", "belonging to", "associated with", "tagged as"),
    *("which segments", "what segments", "which ones", "segments"),
    *("but only", "but just", "and only"),
    "number of",
    "the number of",
    "what is the",
    "what are the",
    "in total",
    "in terms of",
    "so far",
    "thus far",
    "help me",
    "can you",
    "i would like",
    "sort by",
    "sorted by",
    "ordered by",
    "order by",
)

CHANGE_NOTHING = frozenset(word for phrase in (*FILLERS, *AND_WORDS) for word in words_of(phrase))
"""Every word of the phrases that change nothing."""

OTHER_WORDS = frozenset(
    words_of("""
    about above after average below between billed cared causing caused chases choices closes counted country
    course courses daily dates diary elevate elevated escalator escalators excess first hours house irons lapses
    later leased least legion less liaison longer median mean message minutes mouth mouths never older other
    individually separately independently
    began begun parity phases pleases prior produce produced producer products quality quarterly quartz raised reasons
    relation release releases religion reports request requested requests resolve returned season seasons
    shorter since teach terms their theme themes third thing things think those threat thread threads times
    trend weakly weeks wheels where which whole works worth years yield younger
    """)
)
"""English words that a known word is near to: they are what they say, and never a misspelling."""
