"""Questions for the brief of a case, or for one thing of it."""

import pytest

from knowledge.metrics.catalogue import METRICS
from knowledge.questions.plan import CaseTopic, Intent, OutOfScope, Plan, Understood
from knowledge.questions.wording import Wording
from tests.test_questions_readings import READER, plan_of
from tests.test_questions_values import SUNDAY, a_vocabulary
from tests.threads import plans_of

WHOLE = [
    "summarise C-123",
    "Summarize case C-123, please",
    "please summarise C-123 for me",
    "give me a summary of C-123",
    "C-123 summary",
    "tl;dr C-123",
    "timeline of C-123",
    "brief me on C-123",
    "can you brief me on ticket C-123?",
    "catch me up on C-123",
    "hand over C-123",
    "handoff brief for C-123",
    "write a handover note for C-123",
    "I'm taking over C-123, what do I need to know?",
    "what happened with C-123",
    "what's going on with case #C-123?",
]
ABOUT = {
    CaseTopic.WANTS: [
        "what does the customer want in C-123",
        "what did the customer ask for in C-123?",
        "what is C-123 about",
        "what's the problem in case C-123",
    ],
    CaseTopic.TRIED: [
        "what was tried in C-123",
        "what have we tried so far in C-123",
        "what have we already done for C-123",
    ],
    CaseTopic.PROMISED: [
        "what was promised in C-123",
        "what did we promise the customer in C-123?",
        "any promises in C-123?",
        "are there open commitments in C-123",
        "was anything promised to the customer in C-123?",
    ],
    CaseTopic.WAITS_ON: [
        "who is C-123 waiting for",
        "who is C-123 waiting on?",
        "what is C-123 waiting for",
        "what are we waiting for in C-123",
        "whose turn is it in C-123",
        "who has to act on C-123 next",
        "next steps in C-123",
        "why is C-123 stuck?",
        "is C-123 blocked by anybody",
    ],
}


@pytest.mark.parametrize("question", WHOLE)
def test_the_whole_brief_is_asked_for_without_anything_assumed(question: str) -> None:
    assert READER.read(question, today=SUNDAY) == Understood(plan=Plan(intent=Intent.CASE, case_id="C-123"))


@pytest.mark.parametrize(("topic", "question"), [(topic, one) for topic, several in ABOUT.items() for one in several])
def test_one_thing_of_a_case_is_its_topic(topic: CaseTopic, question: str) -> None:
    assert plan_of(question) == Plan(intent=Intent.CASE, case_id="C-123", topic=topic)


@pytest.mark.parametrize("question", ["summarise C-999", "what was promised in C-999", "who is C-999 waiting for"])
def test_a_case_that_there_is_not_is_said_not_to_be(question: str) -> None:
    reading = READER.read(question, today=SUNDAY)

    assert isinstance(reading, OutOfScope)
    assert "There is no case C-999" in reading.sentence


@pytest.mark.parametrize(
    "question",
    [
        "summarise 2026",
        "what happened in Q3 2026",
        "how many handoffs did C-17 have",
        "similar to C-17",
        "summarise last month",
    ],
)
def test_other_questions_are_not_taken_for_the_brief_of_a_case(question: str) -> None:
    reading = READER.read(question, today=SUNDAY)

    assert not isinstance(reading, Understood) or reading.plan.topic is None
    assert not isinstance(reading, Understood) or reading.plan.intent is not Intent.CASE or reading.assumed


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("what was promised?", CaseTopic.PROMISED),
        ("and what does the customer want?", CaseTopic.WANTS),
        ("who is it waiting for?", CaseTopic.WAITS_ON),
        ("whose turn is it", CaseTopic.WAITS_ON),
        ("next steps?", CaseTopic.WAITS_ON),
        ("what was tried so far", CaseTopic.TRIED),
        ("summarise it", None),
    ],
)
def test_a_thread_goes_on_about_the_same_case(message: str, topic: CaseTopic | None) -> None:
    assert plans_of("tell me about C-17", message) == (Plan(intent=Intent.CASE, case_id="C-17", topic=topic),)


def test_nothing_is_carried_over_from_what_was_no_case() -> None:
    assert plans_of("similar to C-17", "only the top 3")[0].topic is None


@pytest.mark.parametrize("topic", list(CaseTopic))
def test_a_plan_is_worded_as_a_question_that_means_it(topic: CaseTopic) -> None:
    plan = Plan(intent=Intent.CASE, case_id="C-123", topic=topic)

    assert plan_of(Wording(METRICS, a_vocabulary()).question(plan, "")) == plan
