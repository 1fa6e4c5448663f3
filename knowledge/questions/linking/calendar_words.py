"""The words of the calendar, as data."""

from collections.abc import Mapping

from knowledge.metrics.periods import Grain
from knowledge.questions.linking.tokens import words_of

MONTHS: Mapping[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for word in words_of(words)
}

WEEKDAY_NUMBERS: Mapping[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thur thurs",
            "friday fri",
            "saturday",
            "sunday",
        )
    )
    for word in words_of(words)
}

GRAINS: Mapping[str, Grain] = {word: grain for grain in Grain for word in (grain.value, grain.value + "s")}

CARDINALS: Mapping[str, int] = {
    word: number
    for number, word in enumerate(words_of("one two three four five six seven eight nine ten eleven twelve"), start=1)
}

ORDINALS: Mapping[str, int] = {
    word: number
    for number, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th"), start=1)
    for word in words_of(words)
}

ALSO_OTHER_WORDS = frozenset({"may", "mar", "mon", "wed"})
"""Months and weekdays that are dates only where the words around them say so."""

CURRENT = frozenset({"this", "current"})
PREVIOUS = frozenset({"last", "past", "previous", "prior", "preceding"})
ROLLING = frozenset({"trailing", "rolling"})
COMPLETE = frozenset({"full", "complete", "calendar", "whole", "entire"})
TOLD_FROM_TODAY = CURRENT | PREVIOUS | ROLLING | {"today", "yesterday"}
VAGUE = frozenset({"few", "several", "some", "many"})

INSIDE = frozenset({"in", "during", "over", "within", "for", "on", "of", "at", "throughout", "through", "across"})
SINCE = (("starting", "from"), ("beginning", "in"), ("starting", "in"), ("starting", "on"), ("since",), ("starting",))
AFTER = (("after",),)
UNTIL = (
    ("until", "the", "end", "of"),
    ("by", "the", "end", "of"),
    ("up", "to"),
    ("up", "until"),
    ("until",),
    ("till",),
    ("through",),
    ("thru",),
)
BEFORE = (("before",), ("prior", "to"))
TO = (("to",), ("until",), ("till",), ("through",), ("thru",), ("up", "to"), ("up", "until"))
ONWARDS = frozenset({"onwards", "onward", "on", "forward"})
ALL_TIME = (
    ("of", "all", "time"),
    ("for", "all", "time"),
    ("all", "time"),
    ("ever",),
    ("since", "the", "beginning"),
    ("from", "the", "beginning"),
    ("since", "the", "start"),
    ("all", "of", "the", "data"),
    ("in", "all", "the", "data"),
    ("all", "the", "data"),
)
TO_DATE: Mapping[str, Grain] = {
    "wtd": Grain.WEEK,
    "mtd": Grain.MONTH,
    "qtd": Grain.QUARTER,
    "ytd": Grain.YEAR,
}
