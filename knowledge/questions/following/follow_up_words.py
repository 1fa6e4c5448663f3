"""The words by which a message goes on from the one before, as data."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from knowledge.questions.linking.tokens import words_of

Phrase = tuple[str, ...]


class Wish(StrEnum):
    """What a whole message can ask about the answer before it."""

    WHY = "why"
    CASES = "cases"
    TABLE = "table"
    CHART = "chart"
    DEFINE = "define"
    THANKS = "thanks"
    REVERSE = "reverse"
    RATIO = "ratio"
    COUNT = "count"
    EVERYTHING = "everything"
    EVERYWHERE = "everywhere"
    SIMILAR = "similar"


def said(texts: str) -> tuple[str, ...]:
    """The texts between the bars."""
    return tuple(text.strip() for text in texts.split("|"))


def phrases(texts: Iterable[str]) -> tuple[Phrase, ...]:
    """The words of each text, the longest first."""
    return tuple(sorted({words_of(text) for text in texts}, key=lambda phrase: (-len(phrase), phrase)))


COURTESIES = phrases(
    said(
        "please | pls | ok | okay | hey | hi | hello | thanks | thank you | thx | so | yes | sure | can you |"
        "could you | would you | can i | could i | may i | i want to | i would like to | i'd like to | let's |"
        "lets | can we | could we"
    )
)
"""Before or behind a message: they say nothing."""

EXCLAMATIONS = "great|good|cool|nice|perfect|interesting|right|no|wow|hmm+|oh|ah|well|alright|got it|i see|understood"
"""Set off by a comma or a full stop they say nothing; without one they may be part of a name."""

LEADS = phrases(
    said(
        "and | but | also | or | then | now | only | just | again | what about | how about | what of |"
        "how does it look | how is it | same | the same | same thing | the same thing | instead |"
        "same question | do the same | do that | do it | repeat | repeat that | show the same |"
        "show me the same | show that | show it | show me that | split that | split it | split them |"
        "break that down | additionally | break it down | break them down | narrow it down | narrow that down |"
        "narrow down | limit it | limit that | filter it | filter that | restrict it | restrict that |"
        "rank them | sort them | order them | make it | make that | change it to | change that to | switch to |"
        "only show | show only | show me only | is it"
    )
)
"""In front of a message: it goes on from the one before."""

LOOSE_LEADS = frozenset({"now", "then", "just", "or", "again"})
"""Leads that can begin a question of its own, too."""

ADDS = phrases(("include", "including", "also include", "add", "together with"))
"""In front of values: they come in addition to those that were filtered by."""

TRAILS = phrases(("instead", "too", "as well", "again", "then", "though", "next", "now"))
ALSO = frozenset({"too", "well", "also", "additionally"})

OF_THOSE = phrases(
    f"{of} {those}" for of in ("of", "among", "out of", "from") for those in ("those", "these", "them", "the above")
)
"""The cases of the answer before."""

STRETCHES = frozenset(
    phrases(
        said("period | time | point | date | day | days | week | weeks | month | months | quarter | half | stretch")
    )
)
"""Behind "the same": a period is told."""

SAME_PERIOD = phrases(
    f"{in_} {same} {period}"
    for in_ in ("in", "for", "over", "during", "within")
    for same in ("the same", "that", "this same")
    for period in ("period", "time", "time frame", "timeframe", "stretch", "month", "week", "quarter", "year", "range")
)

FRONTS = frozenset(
    words_of("for in by per with without since except excluding from between until during at on of until")
)
"""A message that begins so and names no metric belongs to the one before."""

_THAT = ("that", "it", "this", "these", "those", "them")
_CASES = ("the cases", "cases", "those cases", "these cases", "the actual cases", "them", "which ones", "the tickets")

_WISHES: Mapping[Wish, Sequence[str]] = {
    Wish.CASES: (
        *(
            f"{show} {cases}"
            for show in ("show me", "show", "list", "give me", "let me see", "see")
            for cases in _CASES
        ),
        *said("the cases | which cases | which ones | which are they | the actual cases | the list | list all"),
        *(f"which cases are {that}" for that in ("those", "these", "they", "behind that", "behind it")),
        *said(
            "what are the cases | what cases | which cases exactly | cases behind it | cases behind that |"
            "drill down | the cases behind it | the cases behind that | show me the cases behind that |"
            "which cases were these | which cases were those | which cases were they | what are those cases |"
            "show me which cases"
        ),
    ),
    Wish.TABLE: (
        *(
            f"{as_} table"
            for as_ in ("as a", "as", "in a", "into a", "make it a", "make that a", "give me a", "show a")
        ),
        *said(
            "table | tabulate | tabular | in tabular form | in table form | show me a table | put it in a table |"
            "put that in a table | show it as a table | show that as a table | show me that as a table |"
            "the table | give it to me as a table | show this as a table | as a list | give me the table"
        ),
    ),
    Wish.WHY: ("how come", "how so", "what happened", "what is going on", "what is going on there", "what changed"),
    Wish.CHART: (
        *(
            f"{as_} {chart}"
            for as_ in ("as a", "as", "in a", "make it a", "show a")
            for chart in ("chart", "graph", "plot")
        ),
        *said("chart | graph | plot | plot it | plot that | chart it | graph it | show it as a chart | draw it"),
    ),
    Wish.DEFINE: (
        *(f"define {that}" for that in _THAT),
        *(f"what {does} {that} mean" for that in _THAT for does in ("does", "do")),
        *(
            f"how {is_} {that} {counted}"
            for is_ in ("is", "are", "was", "were")
            for that in _THAT
            for counted in ("calculated", "computed", "defined", "measured", "counted", "worked out")
        ),
        *(
            f"how do you {count} {that}"
            for count in ("calculate", "compute", "define", "measure", "count")
            for that in _THAT
        ),
        *said(
            "definition | the definition | what is the definition | meaning | what is that | what do you mean |"
            "what do you mean by that | what is meant by that | what does that count | what counts |"
            "what exactly is that"
        ),
    ),
    Wish.THANKS: (
        *said(
            "thanks | thank you | thank you very much | thanks a lot | many thanks | thx | ty | cheers | great |"
            "good | cool | nice | perfect | ok | okay | got it | alright | awesome | excellent | that helps |"
            "that is helpful | very helpful | helpful | good to know | well done | makes sense"
        ),
    ),
    Wish.REVERSE: (
        *said(
            "the other way round | the other way around | other way round | other way around | the other end |"
            "reverse | reversed | reverse it | reverse that | reverse order | in reverse | in reverse order |"
            "flip it | flip that | the opposite | opposite order | the reverse | reverse the order | upside down"
        ),
    ),
    Wish.RATIO: (
        *said(
            "ratio | the ratio | the rate | rate | what is the ratio | what was the ratio | what is the rate |"
            "what was the rate | as a ratio | as a share | the share | the percentage | percentage | in percent |"
            "as a percentage | as percentage | percent | share | what share is that | what percentage is that |"
            "what percentage was that | what ratio is that | relative | in relative terms | as ratio | as a rate"
        ),
    ),
    Wish.COUNT: (
        *said(
            "count | the count | counts | absolute numbers | in absolute numbers | in absolute terms | the number |"
            "as numbers | absolute | how many is that | how many are that | how many are they |"
            "how many were that | in numbers | raw numbers | the raw numbers | as a count | as counts |"
            "the absolute numbers"
        ),
    ),
    Wish.EVERYTHING: (
        *said(
            "overall | in total | altogether | total | the total | all cases | for all cases | everything |"
            "for everything | without filters | without any filter | without the filter | without the filters |"
            "no filter | no filters | remove the filter | remove the filters | remove all filters |"
            "drop the filter | drop the filters | for all of them | all of them | unfiltered | for all | in all"
        ),
    ),
    Wish.EVERYWHERE: ("everywhere", "worldwide", "globally", "global", "across the world"),
    Wish.SIMILAR: (
        *said(
            "similar | similar ones | similar cases | similar past cases | any similar ones | any similar cases |"
            "anything similar | find similar ones | find similar cases | show similar cases |"
            "show me similar cases | show similar ones | show me similar ones | are there similar cases |"
            "are there any similar cases | are there similar ones | more like this | more like that |"
            "more like it | others like it | others like this | others like that | similar to this |"
            "similar to that | similar to it | similar cases to this | similar cases to that |"
            "similar cases to it | cases like this | cases like that | cases like it | cases like this one |"
            "similar to this one | have we seen this before | have we seen that before | has this happened before |"
            "has that happened before"
        ),
    ),
}

WISHES: Mapping[Phrase, Wish] = {words_of(text): wish for wish, texts in _WISHES.items() for text in texts}
FORMS = phrases(text for wish in (Wish.CASES, Wish.TABLE) for text in _WISHES[wish] if " " in text)
"""Those forms of answer that can stand before or behind something else: "by team, as a table"."""

WHY_WORDS = frozenset(
    words_of("why drive drives driving drove driver drivers cause causes caused causing explains explain behind")
)
EACH = frozenset(words_of("each them those these they"))
"""Beside a word for why: the reasons are wanted for every group of the ranking before."""

AROUND_WHY = EACH | frozenset(
    words_of("""
    what is are was were s whats that this it so the of for in one did do does has have happen happened happening
    change changed changes increase increased decrease decreased rise risen rose drop dropped fall fallen fell go
    goes going went gone up down high higher low lower many few much how group groups here there main and reason reasons
    """)
)
"""Words that a question for the reasons has beside it without naming anything new."""

COMPARES = frozenset(words_of("compare compared compares comparing comparison vs versus against than relative"))
COMPARE_FRONTS = phrases(
    (
        *(
            f"{compare}{that} {with_}"
            for compare in ("compare", "compared")
            for that in ("", " that", " it", " this")
            for with_ in ("with", "to", "against", "and")
        ),
        *said(
            "compare | vs | versus | against | in comparison to | in comparison with | how does that compare to |"
            "how does that compare with | how does it compare to | how does it compare with"
        ),
    )
)

EARLIER = frozenset(words_of(text) for text in ("before that", "the time before", "before", "previously", "earlier"))
"""The period before the one that was asked about."""

BEFORE_WORDS = frozenset(words_of("before earlier prior preceding"))
YEAR_EARLIER = frozenset(words_of(f"{in_}{one} year ago") for in_ in ("", "in ", "from ") for one in ("a", "one"))
PREVIOUS = frozenset(words_of("previous preceding prior"))
"""Before a unit: the one before the unit that was asked about, where it was one."""

DROPS = frozenset(words_of("all any every regardless irrespective whatever drop remove no"))
"""Beside a dimension that was filtered by: it is filtered by no longer."""

TAKES_AWAY = frozenset(words_of("drop remove no"))
"""Beside a dimension that was split by, too."""

AROUND_DROP = DROPS | frozenset(words_of("the our of filter filters in for across on over from without"))

REPLY_ORDER: Mapping[Phrase, int] = {
    words_of(text): place
    for place, texts in enumerate(
        (
            (
                "first",
                "the first",
                "first one",
                "the first one",
                "1",
                "one",
                "number one",
                "number 1",
                "option 1",
                "1st",
            ),
            (
                "second",
                "the second",
                "second one",
                "the second one",
                "2",
                "two",
                "number two",
                "number 2",
                "option 2",
                "2nd",
            ),
            (
                "third",
                "the third",
                "third one",
                "the third one",
                "3",
                "three",
                "number three",
                "number 3",
                "option 3",
                "3rd",
            ),
            (
                "fourth",
                "the fourth",
                "fourth one",
                "the fourth one",
                "4",
                "four",
                "number four",
                "number 4",
                "option 4",
                "4th",
            ),
        )
    )
    for text in texts
}
"""Which of the choices is meant, counted from 0."""

REPLY_LAST = frozenset(words_of(text) for text in ("last one", "the last one", "the latter", "latter"))
REPLY_FORMER = frozenset(words_of(text) for text in ("the former", "former"))
REPLY_ALL = frozenset(
    words_of(text) for text in ("both", "all", "all of them", "both of them", "all three", "all four", "each")
)
REPLY_NONE = frozenset(
    words_of(text) for text in ("none", "none of them", "neither", "no", "nothing", "cancel", "never mind")
)

RATIO_OF: Mapping[str, str] = {
    "escalations": "escalation_ratio",
    "elevations": "elevation_ratio",
    "escalation_requests": "request_acceptance",
}
"""What "the ratio" is beside a count. Beside another metric it is what it is by itself."""

COUNT_OF: Mapping[str, str] = {
    "escalation_ratio": "escalations",
    "elevation_ratio": "elevations",
    "request_acceptance": "escalation_requests",
}
"""What "the count" is beside a ratio."""
