"""Date ranges as people write them: the public phrases of microsoft/Recognizers-Text (MIT), with its own readings."""

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from knowledge.metrics.periods import Period, next_start
from knowledge.questions.linking.calendar_words import Calendar
from knowledge.questions.linking.marks import Mark, PeriodDoubt, PeriodLink, chosen
from knowledge.questions.linking.period_words import period_marks
from knowledge.questions.linking.tokens import words_of
from knowledge.settings import DateOrder
from tests.acceptance.period_phrases import END_IS_INSIDE, LEFT_OUT, NOT_PASSED, VAGUE

AMERICAN = Calendar(date_order=DateOrder.MONTH_FIRST)
"""The phrases are American: 10/1 is the first of October."""
LEAST_SHARE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """`text` as it was written on the day `today`, and the `period` that the other parser sees in it."""

    text: str
    today: date
    period: Period | None


@pytest.fixture(scope="module")
def phrases(shared_data: Path) -> Sequence[Phrase]:
    with gzip.open(shared_data / "DatePeriodParser.json.gz", "rt", encoding="utf-8") as file:
        return [_phrase(entry) for entry in json.load(file)]


def _phrase(entry: Mapping[str, object]) -> Phrase:
    match entry:
        case {"Input": str(text), "Context": {"ReferenceDateTime": str(at)}, "Results": [{"Value": dict(value)}, *_]}:
            return Phrase(text=text, today=date.fromisoformat(at[:10]), period=_period(value))
        case {"Input": str(text), "Results": [{"Value": dict(value)}, *_]}:
            return Phrase(text=text, today=date(2020, 1, 1), period=_period(value))
        case {"Input": str(text)}:
            return Phrase(text=text, today=date(2020, 1, 1), period=None)
    raise ValueError(f"no phrase: {entry}")


def _period(value: Mapping[str, Mapping[str, str]]) -> Period | None:
    """Of a phrase without a year the reading in the past."""
    ends = value.get("PastResolution", value)
    start, end = ends.get("startDate"), ends.get("endDate")
    if not isinstance(start, str) or not isinstance(end, str):
        return None
    return Period(start=date.fromisoformat(start), end=date.fromisoformat(end))


def marks_in(phrase: Phrase) -> Sequence[Mark]:
    return chosen(period_marks(words_of(phrase.text), phrase.today, AMERICAN))


def is_read(phrase: Phrase) -> bool:
    """Whether we see one period in the whole sentence, and it has the days of the other parser's up to today."""
    found = [mark.means for mark in marks_in(phrase)]
    if len(found) != 1 or not isinstance(found[0], PeriodLink) or phrase.period is None:
        return False
    expected = phrase.period
    for unit, texts in END_IS_INSIDE.items():
        if phrase.text in texts and expected.end:
            expected = Period(start=expected.start, end=next_start(unit, expected.end))
    ours = found[0].period
    return ours == expected or up_to_today(ours, phrase.today) == up_to_today(expected, phrase.today)


def up_to_today(period: Period, today: date) -> tuple[date | None, date]:
    """A period that is under way ends today for us, and there are no cases behind that day."""
    return period.start, min(period.end or date.max, today + timedelta(days=1))


def taken(phrases: Sequence[Phrase]) -> Sequence[Phrase]:
    left_out = {text for texts in LEFT_OUT.values() for text in texts}
    return [phrase for phrase in phrases if phrase.text not in left_out]


def test_every_phrase_that_is_left_out_or_named_is_in_the_file(phrases: Sequence[Phrase]) -> None:
    known = {phrase.text for phrase in phrases}
    left_out = [text for texts in LEFT_OUT.values() for text in texts]
    named = [text for texts in END_IS_INSIDE.values() for text in texts]

    assert set(left_out) <= known
    assert len(set(left_out)) == len(left_out)
    assert {*named, *NOT_PASSED} <= {phrase.text for phrase in taken(phrases)}


def test_nine_in_ten_of_the_phrases_of_managers_are_read_and_the_others_are_known(phrases: Sequence[Phrase]) -> None:
    tried = taken(phrases)
    not_read = {phrase.text for phrase in tried if not is_read(phrase)}

    read = len(tried) - len(not_read)
    print(f"period phrases: {read} of {len(tried)} taken are read, of {len(phrases)} in the file")  # noqa: T201  a figure
    assert not_read == set(NOT_PASSED)
    assert (len(phrases), len(tried), read) == (252, 113, 109)
    assert read / len(tried) >= LEAST_SHARE


def test_what_is_vague_is_asked_about(phrases: Sequence[Phrase]) -> None:
    vague = [phrase for phrase in phrases if phrase.text in LEFT_OUT[VAGUE]]

    assert vague
    for phrase in vague:
        assert [type(mark.means) for mark in marks_in(phrase)] == [PeriodDoubt], phrase.text
