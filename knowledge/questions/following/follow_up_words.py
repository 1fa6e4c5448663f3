"""The words by which a message goes on from the one before, as data."""

import re
from collections.abc import Iterable, Mapping

from knowledge.questions.linking.tokens import words_of

Phrase = tuple[str, ...]


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
        "only show | show only | show me only | is it |"
        # a correction of what was said before
        "sry | sorry | oops | my bad | i meant | i meant to say | meant | we meant | actually | actually i meant |"
        "no i meant | no sorry | sorry no | no no | no wait |"
        "scratch that | correction | rather | better | or rather | i was thinking of | wait |"
        # back to what was left
        "back to | go back to | going back to | return to | back with | revert to | fine | ok fine |"
        "all right | alright | in that case | if not | well then | very well"
    )
)
"""In front of a message: it goes on from the one before."""

LOOSE_LEADS = frozenset(
    words_of(
        "now then just or again sry sorry actually rather better wait fine all right alright well very oops my bad"
    )
)
"""Leads that can begin a question of its own, too."""

ADDS = phrases(("include", "including", "also include", "add", "together with"))
"""In front of values: they come in addition to those that were filtered by."""

TRAILS = phrases(
    (
        *said(
            "instead | too | as well | again | then | though | next | now | i meant | i mean | of course | sorry | sry"
        ),
        *("that is", "that will do", "will do", "is fine", "is enough", "would do"),
    )
)
RIGHT_NOW = phrases(("right now", "just now", "open now", "as of now", "until now", "up to now", "till now", "so far"))
"""Behind a message: they say when, and are no trail."""
ALSO = frozenset({"too", "well", "also", "additionally"})

OF_THOSE = phrases(
    f"{of} {those}" for of in ("of", "among", "out of", "from") for those in ("those", "these", "them", "the above")
)
"""The cases of the answer before."""

SAID_AGAIN = phrases(
    said(
        "i e | ie | that is | that is to say | in other words | put differently | to put it differently | or rather |"
        "meaning | which means | precisely | more precisely | to be precise | i mean"
    )
)
"""In front of a question: it is the one before it in other words."""

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

NOW = frozenset(words_of("now currently today present moment rn presently atm"))
"""Beside what is open: at this moment."""
WHOLE = frozenset(words_of("overall altogether total combined"))
"""Beside another metric: one number for all of it."""

OWNERS = frozenset({"their", "its", "theirs"})
PRONOUNS = frozenset(words_of("they them their theirs those these"))
"""Behind what was not understood: nobody knows for whom they stand."""

CASE_WORDS = frozenset(
    words_of("case cases ticket tickets issue issues incident incidents request requests problem problems")
)
"""Behind "their": what a customer has, as in "how many had to call before their case was resolved"."""
THOSE_CASES = frozenset({"them", "it", "those", "these"})
BEFORE_THOSE = frozenset({"for", "with", "at", "among", "from"})
NO_NOUNS_BEHIND = frozenset({"to", "be", "is", "was"})
"""Behind "for it": a clause begins, as in "how long did it take for it to be resolved"."""
NOT_BEFORE_THERE = frozenset(words_of("are is were was how many hi hello hey if be been s"))
NOT_BEHIND_THERE = frozenset(words_of("are is were was have has be been any a an"))
"""Beside "there": it names no place."""

FRONTS = frozenset(
    words_of("for in by per with without since except excluding from between until during at on of until")
)
"""A message that begins so and names no metric belongs to the one before."""

COMPARES = frozenset(words_of("compare compared compares comparing comparison vs versus against than relative"))
DIFFERS = re.compile(
    r"\b(?:so\s+)?(?:(?:different|difference|differ|differs|differing)\s+(?:from|to|than|against)"
    r"|(?:up|down|changed?|rise|risen|rose|drop(?:ped)?|fell|fallen|increased?|decreased?)\s+(?:from|on|over))\s+(?:in\s+)?",
    re.IGNORECASE,
)
"""Words by which a number is held against that of another period."""

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

DROPS = frozenset(words_of("all any every regardless irrespective whatever drop remove no skip forget lose without"))
"""Beside a dimension that was filtered by: it is filtered by no longer."""

TAKES_AWAY = frozenset(words_of("drop remove no skip forget lose without"))
"""Beside a dimension that was split by, too."""

AROUND_DROP = DROPS | frozenset(
    words_of("""
    the our of filter filters in for across on over from split splits breakdown by need needed about just only one
    single number figure value total a please pls again them those more longer i we don't dont want
    """)
)


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

INSTEAD = frozenset(phrases(said("instead of | rather than")))
"""In front of what is to go: "by region instead of product", "rather than by team"."""

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
