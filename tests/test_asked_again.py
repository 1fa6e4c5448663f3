"""What is behind an answer is computed again for whoever wants it, and shows them nothing that they may not see."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from knowledge.answers.answer import Answer, Status
from knowledge.answers.answerer import Answerer
from knowledge.answers.keeping import Memory
from knowledge.answers.readers import Readers
from knowledge.answers.receipts import replay
from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.answers.served import Knowledge
from knowledge.conversations.conversations import Conversations
from knowledge.errors import NotSeen, UnknownName
from knowledge.metrics.periods import Grain
from knowledge.settings import Settings
from tests.apart import facts_of
from tests.chat_models import a_filler, around
from tests.homes import Home
from tests.world import NOW, World

BILLING = Seen.of({"product": ["Billing"]})
REPORTING = Seen.of({"product": ["Reporting"]})
HIDING = Seen.of({"product": ["Billing"]}, hides_small=True)


@pytest.fixture
def conversations(sqlite_address: str) -> Iterator[Conversations]:
    with closing(Conversations(sqlite_address, keep_days=90)) as opened:
        yield opened


@pytest.fixture
def answerer(knowledge: Knowledge, conversations: Conversations) -> Answerer:
    """Answers on the fixed day, remembers, and lets no sentence without evidence pass."""
    return Answerer(knowledge, now=lambda: NOW, memory=Memory(conversations), strict=True)


def id_of(answer: Answer) -> str:
    assert answer.receipt is not None
    assert answer.receipt.id is not None
    return answer.receipt.id


def cases_in(answer: Answer) -> set[str]:
    return {case.case_id for case in answer.cases} | {same for case in answer.cases for same in case.same_as}


def of_product(world: World, product: str) -> set[str]:
    return {str(row["case_id"]) for row in facts_of(world) if row["product"] == product}


# Again


def test_an_answer_is_given_again_under_its_receipt(answerer: Answerer) -> None:
    first = answerer.answer("Escalations by product this year")

    again = answerer.again(id_of(first))

    assert (again.headline, again.numbers, again.table) == (first.headline, first.numbers, first.table)
    assert again.receipt == first.receipt
    assert again.footing == first.footing
    assert again.text.startswith(again.headline.split(",")[0])


def test_it_is_computed_for_who_asks_again_be_they_shown_less_or_more(answerer: Answerer) -> None:
    wide = answerer.answer("Escalations by product this year")
    narrow = answerer.answer("Escalations by product this year", seen=BILLING)

    fewer = answerer.again(id_of(wide), seen=BILLING)
    more = answerer.again(id_of(narrow))

    assert (fewer.numbers, fewer.headline) == (narrow.numbers, narrow.headline)
    assert (more.numbers, more.headline) == (wide.numbers, wide.headline)
    assert "Seen here: product Billing." in fewer.caveats
    assert "Seen here" not in more.text


def test_what_was_asked_of_other_cases_is_not_told(answerer: Answerer) -> None:
    kept = id_of(answerer.answer("How many escalations in Reporting this year?"))

    for show in (answerer.again, answerer.cases_of, answerer.computation):
        with pytest.raises(NotSeen, match="That answer is about cases that you may not see here") as raised:
            show(kept, seen=BILLING)
        assert "Reporting" not in str(raised.value)


def test_what_was_asked_of_a_case_that_is_not_seen_is_not_told(answerer: Answerer, world: World) -> None:
    case_id = min(of_product(world, "Reporting"))
    kept = id_of(answerer.answer(f"Similar cases to {case_id}"))

    assert answerer.again(kept).cases
    with pytest.raises(NotSeen):
        answerer.again(kept, seen=BILLING)


@pytest.mark.parametrize("question", ["Cases by amount_band this year", "Cases by month and amount_band this year"])
def test_what_was_asked_by_a_column_that_only_other_cases_have_is_not_told(answerer: Answerer, question: str) -> None:
    kept = id_of(answerer.answer(question))

    assert answerer.again(kept, seen=BILLING).numbers
    with pytest.raises(NotSeen):
        answerer.again(kept, seen=REPORTING)


def test_a_receipt_that_there_is_not_is_said_not_to_be(answerer: Answerer, knowledge: Knowledge) -> None:
    for show in (answerer.again, answerer.cases_of, answerer.computation):
        with pytest.raises(UnknownName, match="There is no receipt 'k777777'"):
            show("k777777")
    with pytest.raises(UnknownName):
        Answerer(knowledge, now=lambda: NOW).again("k777777")


@pytest.mark.slow
def test_once_its_generation_is_gone_an_answer_is_computed_on_the_one_served(
    world: World, tmp_path: Path, conversations: Conversations
) -> None:
    copy = world.copied(tmp_path / "home")
    with copy.knowledge() as knowledge, closing(Home(copy.folder, keep=1)) as home:
        answerer = Answerer(knowledge, now=lambda: NOW, memory=Memory(conversations), strict=True)
        first = answerer.answer("How many cases this year?", seen=BILLING)
        knowledge.close()
        for _ in range(2):
            home.refresh(now=NOW)

        again = answerer.again(id_of(first), seen=BILLING)

        assert again.numbers == first.numbers
        assert again.receipt is not None
        assert first.receipt is not None
        assert again.receipt.generation != first.receipt.generation
        assert replay(knowledge, conversations, id_of(first)).is_same


# Cases behind, and how it was computed


@pytest.mark.parametrize(
    "question",
    [
        "How many escalations this year?",
        "Escalations by product this year",
        "Escalations by month this year",
        "Why did escalations change in September?",
        "Escalations in September compared with August",
        "Median time to resolve this year",
    ],
)
def test_the_cases_behind_a_number_are_those_that_may_be_seen(answerer: Answerer, world: World, question: str) -> None:
    kept = id_of(answerer.answer(question))

    behind, of_billing = answerer.cases_of(kept), answerer.cases_of(kept, seen=BILLING)

    assert behind.cases
    assert all(case.opened_on for case in behind.cases)
    assert cases_in(of_billing) <= of_product(world, "Billing")
    assert set(of_billing.receipt.case_ids if of_billing.receipt else ()) <= of_product(world, "Billing")
    assert not cases_in(behind) <= of_product(world, "Billing")


def test_behind_a_search_are_the_cases_that_it_found(answerer: Answerer) -> None:
    found = answerer.similar("charged twice for the same invoice")

    assert answerer.cases_of(id_of(found)).cases == found.cases
    assert all(case.opened_on for case in found.cases)


def test_a_computation_tells_what_was_computed_from_what(answerer: Answerer) -> None:
    first = answerer.answer("How many escalations in Billing in September?")

    told = answerer.computation(id_of(first))

    assert first.receipt is not None
    assert (told.filters, told.period, told.timezone) == ("product Billing", "September 2026", "UTC")
    assert told.question == "How many escalations in Billing in September?"
    assert told.n == [number.n for number in first.numbers]
    assert (told.queries, told.definition) == (first.receipt.queries, first.receipt.definition)
    assert (told.receipt_id, told.generation, told.sees) == (id_of(first), first.receipt.generation, "")


def test_a_computation_is_that_of_what_may_be_seen(answerer: Answerer) -> None:
    kept = id_of(answerer.answer("How many cases this year?"))

    assert answerer.computation(kept).period == "1 January to 14 October 2026"
    assert answerer.computation(kept).filters == "all cases"
    assert answerer.computation(kept, seen=BILLING).sees == "product Billing"
    assert list(answerer.computation(kept, seen=BILLING).n) < list(answerer.computation(kept).n)


# Similar cases of any text


def test_similar_cases_of_a_text_a_case_and_nothing(answerer: Answerer, world: World) -> None:
    one = min(of_product(world, "Billing"))

    by_text = answerer.similar("The customer was charged twice.\nInvoice 7 is wrong.", user="U1")
    by_case = answerer.similar(f" {one} ")

    assert by_text.question == "Similar cases: The customer was charged twice. Invoice 7 is wrong."
    assert by_text.plan is not None
    assert by_text.plan.topic == "The customer was charged twice.\nInvoice 7 is wrong."
    assert by_case.status is Status.ANSWERED
    assert one not in cases_in(by_case)
    assert answerer.similar("C-0815").headline.endswith("(There is no case C-0815; it was searched for as a text.)")
    assert answerer.similar(" \n").status is Status.CLARIFY


@pytest.mark.parametrize("text", ["x" * 40_000, ":tada: 🎉", "<!channel> <@U1> http://x.y", "\x00\ud800", "تأخر الشحن"])
def test_similar_cases_of_any_text_are_one_answer(answerer: Answerer, text: str) -> None:
    answer = answerer.similar(text, user="U1", seen=BILLING)

    assert answer.headline
    assert id_of(answer)


def test_similar_cases_are_those_that_may_be_seen(answerer: Answerer, world: World) -> None:
    hidden = min(of_product(world, "Reporting"))

    found = answerer.similar("the scheduled report export fails", seen=BILLING)
    told = answerer.similar(hidden, seen=BILLING)

    assert cases_in(found) <= of_product(world, "Billing")
    assert f"There is no case {hidden}" in told.headline
    assert cases_in(told) <= of_product(world, "Billing")


# What is kept, and what a thread knows


def test_a_receipt_is_replayed_for_who_asked_first(
    answerer: Answerer, knowledge: Knowledge, conversations: Conversations
) -> None:
    kept = id_of(answerer.answer("How many cases this year?", user="U1", seen=HIDING))

    again = replay(knowledge, conversations, kept)

    assert again.is_same
    assert again.has_same_queries
    assert "Seen here: product Billing." in again.again.caveats
    assert again.kept.asked_by == "U1"


def test_the_latest_questions_of_a_person_are_theirs_alone_and_none_twice(
    knowledge: Knowledge, conversations: Conversations
) -> None:
    at = NOW
    answerer = Answerer(knowledge, now=lambda: at, memory=Memory(conversations), strict=True)
    first, second = "How many cases this year?", "Escalations by product this year and cases by team this year"
    for number, (user, question) in enumerate([("U1", first), ("U1", second), ("U2", "csat"), ("U1", first)]):
        at = NOW + timedelta(minutes=number)
        answerer.answer(question, user=user, seen=BILLING if number else EVERYTHING)

    recent = conversations.recent("U1", 5)

    assert [one.question for one in recent] == [first, second]
    assert recent[0].asked_at == datetime(2026, 10, 14, 12, 3, tzinfo=UTC)
    assert [one.question for one in conversations.recent("U1", 1)] == [first]
    assert conversations.recent("U3", 5) == []


def test_a_thread_under_one_limit_knows_nothing_of_what_was_said_under_another(answerer: Answerer) -> None:
    answerer.answer("How many escalations in Reporting this year?", thread="T1")

    followed = answerer.answer("and by month?", thread="T1", seen=BILLING)
    also = answerer.answer("and by month?", thread="T1")

    assert "Reporting" not in followed.text
    assert followed.plan is None or not followed.plan.where
    assert also.plan is not None
    assert also.plan.where == {"product": ("Reporting",)}


def test_a_thread_goes_on_under_its_own_limit(answerer: Answerer) -> None:
    answerer.answer("How many escalations this year?", thread="T1", seen=BILLING)

    followed = answerer.answer("and by month?", thread="T1", seen=Seen.of({"product": {"Billing"}}))

    assert followed.plan is not None
    assert (followed.plan.metric, followed.status) == ("escalations", Status.ANSWERED)


# Edited questions


def test_an_edited_question_is_answered_as_if_it_had_been_asked_so(answerer: Answerer) -> None:
    answerer.answer("How many escalations in Reporting last month?", thread="T1", message="1")

    edited = answerer.answer("How many escalations in Billing this year?", thread="T1", message="1")
    followed = answerer.answer("and by month?", thread="T1", message="2")

    assert edited.headline == answerer.answer("How many escalations in Billing this year?").headline
    assert followed.plan is not None
    assert followed.plan.where == {"product": ("Billing",)}


@pytest.mark.parametrize("times", [1, 2])
def test_an_edited_follow_up_goes_on_from_what_was_before_it(answerer: Answerer, times: int) -> None:
    answerer.answer("How many escalations in Reporting this year?", thread="T1", message="1")
    answerer.answer("and in Billing by week?", thread="T1", message="2")

    for _ in range(times):
        edited = answerer.answer("and by month?", thread="T1", message="2")

        assert edited.plan is not None
        assert (edited.plan.where, edited.plan.every) == ({"product": ("Reporting",)}, Grain.MONTH)


def test_a_question_that_is_answered_once_more_under_a_limit_is_no_follow_up_either(answerer: Answerer) -> None:
    question = "How many escalations last month?"
    first, again = (answerer.answer(question, thread="T1", message="1", seen=BILLING) for _ in range(2))

    assert again.headline == first.headline


def test_a_question_from_further_up_is_read_with_what_the_thread_is_about_now(answerer: Answerer) -> None:
    answerer.answer("How many escalations in Reporting this year?", thread="T1", message="1")
    answerer.answer("and in Billing?", thread="T1", message="2")

    edited = answerer.answer("and by month?", thread="T1", message="1")

    assert edited.plan is not None
    assert edited.plan.where == {"product": ("Billing",)}


def test_a_chat_model_is_told_no_word_of_other_cases(world: World) -> None:
    filler = a_filler("nothing usable")
    home = Home(world.folder, embedder=world.embedder)
    settings = Settings(groundswell_home=world.folder)
    readers = Readers(settings=settings, chat_model=around(lambda: filler))
    with closing(Knowledge(home.shelf, world.embedder, settings, readers)) as knowledge:
        answerer = Answerer(knowledge, now=lambda: NOW, strict=True)
        answerer.answer("Wie viele Eskalationen gab es letzten Monat?")
        heard_of_all = "\n".join(filler.heard)
        filler.heard.clear()
        answerer.answer("Wie viele Eskalationen gab es letzten Monat?", seen=BILLING)
    home.close()

    assert "Reporting" in heard_of_all
    assert "Billing" in "\n".join(filler.heard)
    assert "Reporting" not in "\n".join(filler.heard)


@pytest.mark.parametrize(
    "question",
    ["Escalations in Reporting this year", "escalations for reportng", "Compare Billing with Reporting this year"],
)
def test_a_question_that_names_other_cases_is_as_one_that_names_nothing_known(
    answerer: Answerer, question: str
) -> None:
    made_up = question.replace("Reporting", "Xyzzying").replace("reportng", "xyzzyng")

    asked, nonsense = (answerer.answer(one, seen=BILLING) for one in (question, made_up))

    assert asked.status == nonsense.status
    assert asked.choices == tuple(nonsense.choices) or len(asked.choices) == len(nonsense.choices)
    assert [number.value for number in asked.numbers] == [number.value for number in nonsense.numbers]
