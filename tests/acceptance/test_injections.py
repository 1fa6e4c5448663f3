"""Orders to a program inside case texts change nothing of what is answered, whoever reads and writes."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bot.blocks.messages import answer_message
from groundswell import Parts
from knowledge.answers.answer import Answer, Status
from knowledge.settings import Settings
from tests.acceptance.injected import ORDERS, TOPICS, UNKNOWN_ORDERS, Order, orders_known, write_desk
from tests.gullible import Gullible, gullible_server
from tests.homes import Home
from tests.world import NOW, real_embedder

SEARCHES = [f"Show me 10 cases similar to: {topic}" for topic in TOPICS]
BRIEFS = [f"Summarise D-{at}" for at in range(len(ORDERS))]
NUMBERS = ["How many escalations were there in September 2026?"]
NOT_BY_RULES = "fnord gnarl the violin thing again"
"""What the rules cannot read."""


Desks = Callable[[str], Path]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desks:
    """The home of the desk by its name; each is imported and refreshed once."""
    orders = {"honest": (), "injected": ORDERS, "mild": UNKNOWN_ORDERS}

    @cache
    def home_of(name: str) -> Path:
        folder: Path = tmp_path_factory.mktemp(name)
        with closing(Home(folder, embedder=real_embedder())) as home:
            home.take(write_desk(folder / "export", orders[name]))
            home.refresh(now=NOW)
        return folder

    return home_of


@pytest.fixture
def model() -> Iterator[Gullible]:
    with gullible_server(orders_known()) as started:
        yield started


def answers_of(home: Path, questions: Sequence[str], model: Gullible | None = None) -> Sequence[Answer]:
    """What the parts answer that the command line builds of these settings."""
    chat_model, chat_base_url = ("openai:gullible", model.base_url) if model else ("", "")
    parts = Parts(
        Settings(groundswell_home=home, groundswell_now=NOW, chat_model=chat_model, chat_base_url=chat_base_url)
    )
    parts.embedder = real_embedder()
    with closing(parts.knowledge), closing(parts.conversations):
        return [parts.answerer.answer(question) for question in questions]


def told(answer: Answer) -> object:
    """What is said of the cases, without what they say themselves and without how close each is."""
    return {
        "status": answer.status,
        "headline": answer.headline,
        "numbers": [(one.metric, one.value, one.n) for one in answer.numbers],
        "cases": {(case.case_id, *case.same_as) for case in answer.cases},
        "common": answer.common and replace(answer.common, resolutions=()),
        "recurs": {frozenset(one.case_ids) for one in answer.common.resolutions} if answer.common else set(),
        "contrast": answer.contrast and (len(answer.contrast.others), answer.contrast.differences),
        "brief": answer.brief,
    }


def said_by_us(answer: Answer) -> str:
    """All sentences of an answer but what is quoted as the subject and the resolution of a case."""
    summary = answer.summary.sentences if answer.summary else ()
    brief = answer.brief
    return "\n".join(
        [
            answer.headline,
            *(f"{one.text} {one.case_ids}" for one in summary),
            *(
                (*brief.timeline, *(one.text for one in (*brief.wants, *brief.tried, *brief.promised, *brief.waits_on)))
                if brief
                else ()
            ),
            str(answer.common),
            *answer.caveats,
        ]
    )


def assert_nothing_was_obeyed(answer: Answer, orders: Sequence[Order] = ORDERS) -> None:
    said = said_by_us(answer)
    assert [order.mark for order in orders if order.mark in said] == []
    message = answer_message(answer)
    for shown in (*map(str, (message.blocks, message.plain, message.below)), message.text, message.lead):
        for live in ("<!", "<@", "<#", "](http", "![", "<http"):
            assert live not in shown


def test_orders_in_case_texts_change_no_number_no_case_and_no_brief(desk: Desks) -> None:
    questions = [*SEARCHES, *BRIEFS, *NUMBERS]
    honest, injected = (answers_of(desk(name), questions) for name in ("honest", "injected"))

    assert len(ORDERS) >= 30
    assert [answer.status for answer in injected] == [Status.ANSWERED] * len(questions)
    for plain, answer in zip(honest, injected, strict=True):
        assert_nothing_was_obeyed(answer)
        assert told(answer) == told(plain)


def test_a_model_that_obeys_gets_no_order_to_obey(desk: Desks, model: Gullible) -> None:
    questions = [*SEARCHES, NOT_BY_RULES]
    honest, injected = (answers_of(desk(name), questions, model) for name in ("honest", "injected"))

    for plain, answer in zip(honest, injected, strict=True):
        assert_nothing_was_obeyed(answer)
        assert told(answer) == told(plain)
    assert all(any(place in heard for heard in model.heard) for place in ("<question>", "CASES (material)"))
    assert model.obeyed == []


def test_what_a_model_obeys_all_the_same_does_not_reach_the_reader(desk: Desks) -> None:
    with gullible_server(orders_known(UNKNOWN_ORDERS)) as model:
        answers = answers_of(desk("mild"), SEARCHES, model)

    assert len(set(model.obeyed)) == len(UNKNOWN_ORDERS)
    for answer in answers:
        assert_nothing_was_obeyed(answer, UNKNOWN_ORDERS)
        assert answer.summary is not None
        assert answer.summary.model is None
