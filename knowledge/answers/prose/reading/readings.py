"""All that a sentence states, read at once, each thing in its own sense and nothing twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answers.prose.reading.amounts.quantities import quantities
from knowledge.answers.prose.reading.amounts.quantity import Quantity
from knowledge.answers.prose.reading.claims import Claim, claims
from knowledge.answers.prose.reading.codes import codes
from knowledge.answers.prose.reading.dates import Clock, Day, clocks, days
from knowledge.answers.prose.reading.loud_words import loud_words
from knowledge.answers.prose.reading.placed import Written, masked
from knowledge.answers.prose.reading.quotes import Quote, quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """What a text states, each in the order of the text."""

    quantities: Sequence[Quantity]
    days: Sequence[Day]
    clocks: Sequence[Clock]
    codes: Sequence[Written]
    quotes: Sequence[Quote]
    claims: Sequence[Claim]
    loud_words: Sequence[Written]


def readings_of(text: str, language: str, *, lenient: bool = False) -> Readings:
    """What `text` states. `lenient`: evidence, whose digits are read in every way in which they can be."""
    named = days(text, language)
    left = masked(text, named)
    times = clocks(left)
    left = masked(left, times)
    coded = list(codes(left))
    left = masked(left, coded)
    counted = quantities(left, language, lenient=lenient)
    left = masked(left, counted)
    return Readings(
        quantities=counted,
        days=named,
        clocks=times,
        codes=coded,
        quotes=list(quotes(text)),
        claims=list(claims(left, language)),
        loud_words=list(loud_words(left, language)),
    )
