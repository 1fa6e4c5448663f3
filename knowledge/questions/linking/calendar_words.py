"""The words of the calendar, as data, and the settings that say how they are read."""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.metrics.periods import Grain
from knowledge.questions.linking.tokens import words_of
from knowledge.settings import DateOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """How an organisation reads dates.

    `fiscal_year_start`: the month, 1 to 12, in which the fiscal year begins; it is named for the calendar year in which
    it ends. Where that is not January, a bare "Q3" is asked about. `date_order`: whether "03/04" is 3 April or 4 March.
    """

    fiscal_year_start: int = 1
    date_order: DateOrder = DateOrder.ASK

    def __post_init__(self) -> None:
        if not 1 <= self.fiscal_year_start <= 12:
            raise ValueError(f"a fiscal year begins in a month, 1 to 12, not in {self.fiscal_year_start}")


def _numbered(*several: str, start: int = 1) -> Mapping[str, int]:
    return {word: number for number, words in enumerate(several, start) for word in words_of(words)}


_MONTHS: Mapping[str, int] = _numbered(
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
)
MONTHS: Mapping[str, int] = {**_MONTHS, "may\u00b7": 5}

MAY = "may\u00b7"
"""The month, written with a capital inside a sentence, so that it is no verb."""

WEEKDAY_NUMBERS: Mapping[str, int] = _numbered(
    "monday mon",
    "tuesday tue tues",
    "wednesday wed",
    "thursday thu thur thurs",
    "friday fri",
    "saturday sat",
    "sunday sun",
    start=0,
)

GRAINS: Mapping[str, Grain] = {
    **{word: grain for grain in Grain for word in (grain.value, grain.value + "s")},
    **dict.fromkeys(words_of("wk wks"), Grain.WEEK),
    **dict.fromkeys(words_of("mth mths mo mos"), Grain.MONTH),
    **dict.fromkeys(words_of("qtr qtrs"), Grain.QUARTER),
    **dict.fromkeys(words_of("yr yrs"), Grain.YEAR),
}

SHORT_GRAINS: Mapping[str, Grain] = {
    **GRAINS,
    "d": Grain.DAY,
    "w": Grain.WEEK,
    "m": Grain.MONTH,
    "q": Grain.QUARTER,
    "y": Grain.YEAR,
}
"""Written to a number without a space: "last 30d"."""

CARDINALS: Mapping[str, int] = {
    **_numbered(*words_of("one two three four five six seven eight nine ten eleven twelve")),
    **_numbered(*words_of("thirteen fourteen fifteen sixteen seventeen eighteen nineteen"), start=13),
    **{
        word: 10 * tens
        for tens, word in enumerate(words_of("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
    },
}

ORDINALS: Mapping[str, int] = _numbered("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th")

_TENTH_ON = "sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth"
DAY_ORDINALS: Mapping[str, int] = {
    **ORDINALS,
    **_numbered(*words_of(f"{_TENTH_ON} eighteenth nineteenth twentieth"), start=6),
    "thirtieth": 30,
}
"""Days of a month as they are spoken; from "twenty first" on they are two words."""

ALSO_OTHER_WORDS = frozenset({"may", "mar", "mon", "wed", "sat", "sun"})
"""Months and weekdays that are dates only where the words around them say so."""

CURRENT = frozenset({"this", "current", "running", "ongoing"})
PREVIOUS = frozenset({"last", "past", "previous", "prior", "preceding"})
ROLLING = frozenset({"trailing", "rolling"})
COMING = frozenset({"next", "coming", "upcoming"})
COMPLETE = frozenset({"full", "complete", "completed", "calendar", "whole", "entire"})
FISCAL = frozenset({"fiscal", "financial"})
TOLD_FROM_TODAY = CURRENT | PREVIOUS | ROLLING | COMING | {"today", "yesterday", "tomorrow", "now"}
VAGUE = frozenset({"few", "several", "some", "many"})

INSIDE = tuple(
    words_of(text)
    for text in (
        *("in", "during", "over", "within", "for", "on", "of", "at", "throughout", "through", "across", "in all of"),
        *(
            "over the course of",
            "in the course of",
            "during the course of",
            "in the period",
            "for the period",
            "all of",
        ),
        *("for all of", "for the whole of", "in the whole of", "the whole of", "throughout all of", "during all of"),
    )
)
SINCE = tuple(
    words_of(text)
    for text in ("starting from", "starting in", "starting on", "starting", "beginning in", "beginning on", "since")
)
AFTER = (("after",),)
UNTIL = tuple(
    words_of(text)
    for text in ("up to and including", "up to", "up until", "until", "till", "through", "thru", "as of", "as at")
)
BEFORE = (("before",), ("prior", "to"))
RUN_UP = tuple(
    words_of(f"{text} to") for text in ("run up", "runup", "lead up", "leadup", "leading up", "build up", "running up")
)
"""How long before it begins, nobody says."""
TO = tuple(
    words_of(text) for text in ("up to and including", "up to", "up until", "to", "until", "till", "through", "thru")
)
BEGUN = tuple(words_of(text) for text in ("began", "started", "begun", "has begun", "opened", "kicked off"))
OVER = tuple(
    words_of(text)
    for text in (
        *("ended", "closed", "finished", "was over", "was done", "was up", "came to an end", "ran out", "was out"),
        *("had ended", "had closed", "was finished", "ends", "closes"),
    )
)
"""What is said of a stretch at the moment at which it begins or ends."""
ONWARDS = tuple(words_of(text) for text in ("onwards", "onward", "on", "forward", "and later", "or later", "and after"))
SO_FAR = (("so", "far"), ("to", "date"), ("thus", "far"))
ALL_TIME = tuple(
    words_of(text)
    for text in (
        *("of all time", "for all time", "all time", "ever", "since the beginning", "from the beginning"),
        *("since the start", "since the beginning of time", "since day one", "from day one", "since records began"),
        *("as far back as possible", "as far back as we can", "as far back as the data goes", "as far back as it goes"),
    )
)
_USING = words_of("in over across from for with of on use using take taking considering")
_ALL_THE = ("all data", "all the data", "all our data", "all of our data", "all of the data", "all available data")
_HISTORY = ("data", "data set", "dataset", "history", "data base", "database", "time")
_THERE_IS = (
    "",
    "there is",
    "we have",
    "you have",
    "we've got",
    "you've got",
    "available",
    "that we have",
    "you can see",
)
ALL_DATA = tuple(
    words_of(f"{using} {data}")
    for using in ("", *_USING)
    for data in (
        *(f"{all_the} {there_is}" for all_the in _ALL_THE for there_is in _THERE_IS),
        *(f"{all_of_it} {there_is}" for all_of_it in ("everything", "all", "all that") for there_is in _THERE_IS[1:]),
        *(f"the {whole} {data}" for whole in ("whole", "entire", "full", "complete") for data in _HISTORY),
        *("all years", "all history"),
    )
)
"""Said beside a period of its own, as in "all the data for October", they name none."""

TO_DATE: Mapping[str, Grain] = {
    "wtd": Grain.WEEK,
    "mtd": Grain.MONTH,
    "qtd": Grain.QUARTER,
    "ytd": Grain.YEAR,
}

COMPARING = frozenset(words_of("compare compares compared comparing comparison difference differences differ"))
"""Behind these, "March to April" is no stretch from the one to the other."""

OPENING = frozenset(
    {"between", "from", *(p[0] for p in (*ALL_TIME, *ALL_DATA, *SINCE, *AFTER, *UNTIL, *BEFORE, *RUN_UP, *INSIDE))}
)
"""What stands before the words for a period and belongs to them."""

STRETCH_WORDS = frozenset(
    {
        *(*MONTHS, *WEEKDAY_NUMBERS, *GRAINS, *CARDINALS, *DAY_ORDINALS, *TO_DATE),
        *(*CURRENT, *PREVIOUS, *ROLLING, *COMING, *COMPLETE, *FISCAL, *TOLD_FROM_TODAY),
        *words_of(
            "a couple dozen hundred weekend fortnight half fy fytd ttm ltm earlier early mid middle late latter former"
        ),
        *words_of("beginning start end close final recent cw kw iso w wc the"),
    }
)
"""Every word without a figure that the words for a stretch of the calendar begin with."""
