"""The check that every sentence passes before it is sent: no number and no case id that the evidence does not hold."""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta

from knowledge.answers.answer import Answer, Number
from knowledge.answers.cases.told import Brief, Cited
from knowledge.answers.wording.briefs import brief_sentences
from knowledge.answers.wording.figures import figure, interval_words, where_words
from knowledge.answers.wording.lessons import common_sentence, contrast_sentence, difference_lines
from knowledge.metrics.compiling import Where
from knowledge.metrics.periods import ALWAYS, Period

_ID = re.compile(r"\b[A-Za-z][A-Za-z0-9_]*-\d[\w-]*")
_NUMBER = re.compile(r"(?<![\w.,])[-+]?\d+(?:[,.]\d+)*(?!\w)")
"""A number that stands alone: not one inside a word such as P1."""
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_OF_THE_METHOD = frozenset({"95"})
"""The level of every interval."""
_NAMED = 2
"""Numbers that a plain headline names."""


class UngroundedError(AssertionError):
    """A sentence was about to be sent with a number or a case id that the evidence does not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What sentences may hold beside the answer's own evidence; see Draft."""

    beside: Sequence[Number] = ()
    computed: Sequence[int | date] = ()
    words: Sequence[str] = ()


def check_grounded(answer: Answer, said: Said) -> None:
    """Raises UngroundedError when a sentence of `answer` holds a number or id that its evidence does not.

    The evidence: its numbers, its cases, its plan, and what is `said` beside them.
    """
    found = _all_strays(answer, evidence_tokens(answer, said))
    if found:
        raise UngroundedError(f"{len(found)} numbers or ids in a sentence have no evidence")


def grounded_part(answer: Answer, said: Said) -> tuple[Answer, int]:
    """`answer` with the sentences that the check lets pass, and how many numbers and ids it did not.

    A headline that does not pass gives way to a plain one, made of nothing but the evidence.
    """
    known = evidence_tokens(answer, said)
    found = len(_all_strays(answer, known))
    if not found:
        return answer, 0
    passed = replace(
        answer,
        headline=plain_headline(answer) if strays(answer.headline, known) else answer.headline,
        lines=[line for line in answer.lines if not strays(line, known)],
        caveats=[caveat for caveat in answer.caveats if not strays(caveat, known)],
        common=None if strays(" ".join(_of_common(answer)), known) else answer.common,
        contrast=None if strays(" ".join(_of_contrast(answer)), known) else answer.contrast,
        brief=_passed(answer.brief, known) if answer.brief else None,
        footing="" if strays(answer.footing, known) else answer.footing,
    )
    return passed, found


def plain_headline(answer: Answer) -> str:
    """What can be said whatever the question was: the number, or where the answer is."""
    if answer.table is not None:
        return "The numbers are in the table."
    if answer.numbers:
        shown = [f"{one.metric.replace('_', ' ')}: {figure(one.value, one.unit)}" for one in answer.numbers[:_NAMED]]
        return f"{'; '.join(shown)}."
    return "The cases are listed." if answer.cases else "There is nothing to tell."


def _all_strays(answer: Answer, known: AbstractSet[str]) -> Sequence[str]:
    sentences = (answer.headline, *answer.lines, *answer.caveats, answer.footing)
    told = (*_of_common(answer), *_of_contrast(answer), *(brief_sentences(answer.brief) if answer.brief else ()))
    return [stray for sentence in (*sentences, *told) for stray in strays(sentence, known)]


def _of_common(answer: Answer) -> Sequence[str]:
    return [common_sentence(answer.common, len(answer.cases))] if answer.common else []


def _of_contrast(answer: Answer) -> Sequence[str]:
    contrast = answer.contrast
    return [contrast_sentence(contrast, answer.cases), *difference_lines(contrast)] if contrast else []


def _passed(brief: Brief, known: AbstractSet[str]) -> Brief:
    """The lines of `brief` that may be said."""

    def of(lines: Sequence[Cited]) -> Sequence[Cited]:
        return [line for line in lines if not strays(line.text, known)]

    return Brief(
        timeline=[line for line in brief.timeline if not strays(line, known)],
        wants=of(brief.wants),
        tried=of(brief.tried),
        promised=of(brief.promised),
        waits_on=of(brief.waits_on),
    )


def strays(text: str, known: AbstractSet[str]) -> Sequence[str]:
    """The numbers and case ids in `text` that `known` does not hold: none, in an answer that is sent.

    `known` holds them as they are written, thousands with commas.
    """
    return [token for token in _tokens(text) if token not in known]


def tokens_of(texts: Iterable[str]) -> set[str]:
    """Every number and id in `texts`, as it is written there."""
    return {token for text in texts for token in _tokens(text)}


def evidence_tokens(answer: Answer, said: Said) -> set[str]:
    """Every number and id that the evidence lets a sentence hold, as sentences write them."""
    known = set(_OF_THE_METHOD) | tokens_of(said.words)
    for number in (*answer.numbers, *said.beside):
        known |= _renderings(number) | _of_subject(number.where, number.period)
    plan = answer.plan
    if plan is not None:
        known |= tokens_of(filter(None, (plan.case_id, *plan.by)))
        for period in (plan.period, plan.compared_with):
            known |= _of_subject(plan.where, period or ALWAYS)
    for value in said.computed:
        known |= _parts_of_days((value,)) if isinstance(value, date) else {f"{value:,}"}
    cases = (*answer.cases, *(answer.contrast.others if answer.contrast else ()))
    return known | tokens_of(text for case in cases for text in (case.case_id, case.outcome or ""))


def _tokens(text: str) -> Sequence[str]:
    return [*_ID.findall(text), *_NUMBER.findall(_ID.sub(" ", text))]


def _renderings(number: Number) -> set[str]:
    counts = {f"{count:,}" for count in (number.n, number.numerator) if count is not None}
    shown = [figure(number.value, number.unit), figure(number.low, number.unit), figure(number.high, number.unit)]
    return counts | tokens_of([*shown, interval_words(number)])


def _of_subject(where: Where, period: Period) -> set[str]:
    values = [value for several in where.values() for value in several]
    days = [date.fromisoformat(value) for value in values if _ISO_DAY.fullmatch(value)]
    # The words for a filter name its dimensions, and count the values that they do not name.
    return tokens_of([*values, where_words(where)]) | _parts_of_days((period.start, period.end, *days))


def _parts_of_days(days: Iterable[date | None]) -> set[str]:
    """Day of the month and year of each day and of the day before it, with which a half-open period ends."""
    both = [one for day in days if day for one in (day, day - timedelta(days=1))]
    return {part for day in both for part in (str(day.day), str(day.year))}
