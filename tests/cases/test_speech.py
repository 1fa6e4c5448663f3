"""Which sentences of case texts tell a program what to do, and that no others are taken for such."""

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest

from knowledge.answers.cases.sentences import sentences_of
from knowledge.speech.assistants import speaks_to_an_assistant
from tests.acceptance.exports.files import rows_of
from tests.cases.injections import HARMLESS, INJECTIONS
from tests.cases.rounds import ROUNDS

MOST_FALSE_ALARMS, MOST_MISSED = 0.002, 0.06
TUNED_ON = (*INJECTIONS, *chain.from_iterable(ROUNDS[:-1]))


def test_sentences_that_speak_to_an_assistant_are_found() -> None:
    missed = [one for one in TUNED_ON if not speaks_to_an_assistant(one)]

    assert len(TUNED_ON) >= 300
    assert len(missed) <= MOST_MISSED * len(TUNED_ON), missed


@pytest.mark.parametrize("sentence", HARMLESS)
def test_what_people_write_to_each_other_speaks_to_no_assistant(sentence: str) -> None:
    assert not speaks_to_an_assistant(sentence)


def complaints(data: Path) -> Iterator[str]:
    for row in rows_of(data / "cfpb_complaints_cut4.csv.gz"):
        yield row["Consumer complaint narrative"]


def reports(data: Path) -> Iterator[str]:
    for at, row in enumerate(rows_of(data / "gitbugs_hadoop" / "hadoop_bugs.csv.gz")):
        if at % 4 == 0:
            yield row["Summary"]
            yield row["Description"]


@pytest.mark.parametrize("texts", [complaints, reports])
def test_real_complaints_and_reports_hardly_ever_raise_a_false_alarm(
    shared_data: Path, texts: Callable[[Path], Iterator[str]]
) -> None:
    sentences = [sentence for text in texts(shared_data) for sentence in sentences_of(text)]
    alarms = [one for one in sentences if speaks_to_an_assistant(one)]

    assert len(sentences) > 3_000
    assert len(alarms) < MOST_FALSE_ALARMS * len(sentences), alarms
