"""Sentences that only hand over a period: "Take the third quarter.", "Use 2010 to 2012", "Period: last month"."""

import re
from collections.abc import Iterator, Sequence

from knowledge.questions.linking.calendar_words import COMPARING
from knowledge.questions.linking.dates.spans import behind
from knowledge.questions.linking.marks import Filler, Mark, PeriodDoubt, PeriodLink
from knowledge.questions.linking.metric_words import crossed
from knowledge.questions.linking.tokens import Token, words_of

_SENTENCE_BEGINS = re.compile(r"[?!.;:,\n\u2013\u2014-]")
_PHRASES = tuple(
    words_of(text)
    for text in crossed(
        "|please|let's|let us|just|and please|and|you can|i would|say|the|our",
        "take|use|consider|assume|look at|go with|go for|go by|stick to|stick with|limit it to|limit this to|limit to"
        "|restrict it to|restrict this to|restrict to|keep it to|keep to|focus on|base it on|based on|i mean|say"
        "|start with|do it for|do this for|check|cover|period|time period|timeframe|time frame|time range|date range"
        "|time span|timespan|window|time window|range|scope|reporting period",
        "|only|just|the period|is",
    )
)
_HANDS_OVER = {first: tuple(p for p in _PHRASES if p[0] == first) for first in {p[0] for p in _PHRASES}}
"""By the first word, because every word of a question is looked at."""


def without_handing_over(question: str, tokens: Sequence[Token], candidates: Sequence[Mark]) -> Sequence[Mark]:
    """`candidates`, of which the words that only hand over a period are left out: they change nothing."""
    words = [token.word for token in tokens]
    dated = {m.first for m in candidates if isinstance(m.means, PeriodLink | PeriodDoubt)}
    if not dated or set(words) & COMPARING:
        return candidates
    handing = list(_handing(question, tokens, words, dated))
    taken = {place for mark in handing for place in range(mark.first, mark.last)}
    return [*handing, *(m for m in candidates if taken.isdisjoint(range(m.first, m.last)))] if handing else candidates


def _handing(question: str, tokens: Sequence[Token], words: Sequence[str], dated: set[int]) -> Iterator[Mark]:
    for first in range(len(words)):
        last = behind(words, first, _HANDS_OVER.get(words[first], ()))
        if last is None or last not in dated:
            continue
        gap = question[tokens[first - 1].end : tokens[first].start] if first else "."
        if _SENTENCE_BEGINS.search(gap):
            yield Mark(first, last, Filler())
