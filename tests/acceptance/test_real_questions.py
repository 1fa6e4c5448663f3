"""Questions in words about the real logs: every number of an answer is the one that the oracle computes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from typing import Any

import pytest

from knowledge.answers.answerer import Answerer
from knowledge.answers.documents import answer_document
from tests.acceptance.asked import Asked, Cell, Declined, expected_cells, found_cells
from tests.acceptance.questions_helpdesk import HELPDESK
from tests.acceptance.questions_uci import UCI
from tests.acceptance.questions_volvo import VOLVO
from tests.acceptance.real_logs import RealWorld
from tests.oracle.oracle import Value, same
from tests.world import groundswell

QUESTIONS: Mapping[str, Sequence[Asked | Declined]] = {"volvo": VOLVO, "uci": UCI, "helpdesk": HELPDESK}
SHOWN = 10
"""Groups that an answer shows at least, where there are as many and no number was asked for."""
Ask = Callable[[str], Mapping[str, Any]]


def of_kind(kind: type[Asked] | type[Declined]) -> pytest.MarkDecorator:
    """The test with every question of a kind, log by log."""
    found = [(log, one) for log, questions in QUESTIONS.items() for one in questions if isinstance(one, kind)]
    return pytest.mark.parametrize(("log", "one"), found, ids=[f"{log}: {one.question}" for log, one in found])


@pytest.fixture(scope="module")
def asks(real_world: Callable[[str], RealWorld]) -> Iterator[Mapping[str, Ask]]:
    """How each log is asked."""
    with ExitStack() as stack:
        yield {
            log: asking(stack.enter_context(real_world(log).world.answerer(now=real_world(log).now)))
            for log in QUESTIONS
        }


def asking(answerer: Answerer) -> Ask:
    """A question in, the document of its answer out."""
    return lambda question: answer_document(answerer.answer(question))


@pytest.mark.parametrize("log", QUESTIONS)
def test_every_case_of_a_log_is_taken_in(real_world: Callable[[str], RealWorld], log: str) -> None:
    assert real_world(log).cases == {"volvo": 941, "uci": 1087, "helpdesk": 573}[log]
    assert not (real_world(log).world.folder / "rejects").exists()
    assert real_world(log).oracle.value("cases") == real_world(log).cases


@pytest.mark.parametrize("log", QUESTIONS)
def test_enough_is_asked_of_every_log(log: str) -> None:
    assert sum(isinstance(one, Asked) for one in QUESTIONS[log]) >= 25
    assert sum(isinstance(one, Declined) for one in QUESTIONS[log]) >= 4


@of_kind(Asked)
def test_a_question_is_answered_with_the_oracles_numbers(
    asks: Mapping[str, Ask], real_world: Callable[[str], RealWorld], log: str, one: Asked
) -> None:
    document = asks[log](one.question)

    assert document["status"] == "answered", document["answer"]
    assert document["understood"]["metric"] == one.metric, document["answer"]
    found = found_cells(document, one.every)
    expected = expected_cells(one, real_world(log).oracle_of(one.hours))
    strays = [(about, value) for about, value in found if about not in expected or not same(value, expected[about])]
    assert not strays, (document["answer"], strays)
    assert_complete(one, found, expected, real_world(log).last_day)


@of_kind(Declined)
def test_a_question_without_an_honest_number_gets_none(asks: Mapping[str, Ask], log: str, one: Declined) -> None:
    document = asks[log](one.question)

    assert document["status"] in one.status, document["answer"]
    assert one.says.lower() in document["answer"].lower()
    assert document["numbers"] == []


@pytest.mark.parametrize(
    ("log", "question", "metric"),
    [
        ("volvo", "reopen ratio in May 2012", "reopen_ratio"),
        ("uci", "SLA attainment in March 2016", "sla_attainment"),
        ("helpdesk", "median time to resolve in 2012", "time_to_resolve"),
    ],
)
def test_the_command_line_gives_the_same_number(
    real_world: Callable[[str], RealWorld], asks: Mapping[str, Ask], log: str, question: str, metric: str
) -> None:
    world = real_world(log)

    ran = groundswell(
        world.world.folder, "ask", question, "--json", settings={"GROUNDSWELL_NOW": world.now.isoformat()}
    )

    assert ran.status == 0, ran.err
    assert ran.document["numbers"] == asks[log](question)["numbers"]
    assert ran.document["understood"]["metric"] == metric


def assert_complete(
    one: Asked, found: Sequence[tuple[Cell, Value]], expected: Mapping[Cell, Value], last_day: date
) -> None:
    """Nothing that was asked for is left out, and a ranking has the right end of the groups, in its order.

    A slice of time that begins after the end of the data need not be there.
    """
    values = [value for _, value in found]
    if one.is_ranking:
        known = sorted((value for value in expected.values() if value is not None), reverse=one.top is not None)
        assert values
        assert len(values) == min(one.top or one.bottom or len(values), len(known))
        assert all(same(mine, theirs) for mine, theirs in zip(values, known, strict=False)), (values, known)
    elif one.by and not one.where.get(one.by):
        assert len(found) >= min(SHOWN, len(expected))
    else:
        missing = set(expected) - {about for about, _ in found}
        assert not {about for about in missing if about[1][0] is None or about[1][0] <= last_day}
