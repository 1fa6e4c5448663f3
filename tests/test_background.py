"""A question is read without what is said around it, and never without what belongs to it."""

import pytest

from knowledge.questions.following.background import Asked, asked_in
from tests.test_questions_readings import READER
from tests.test_questions_values import SUNDAY

QUESTION = "How many escalations did we have last month?"


def asked(message: str) -> Asked:
    return asked_in(message, lambda text: READER.link(text, SUNDAY))


@pytest.mark.parametrize(
    "message",
    [
        f"Morning! {QUESTION}",
        f"Hello team, {QUESTION}",
        f"{QUESTION} Thank you in advance!",
        f"I am updating the board slide. {QUESTION}",
        f"Preparing the QBR. {QUESTION}",
        f"{QUESTION} I would like to call them personally.",
        f"{QUESTION} boss is asking",
        f"{QUESTION} need it for slide 4",
        f"My VP is asking: {QUESTION}",
        f"Our CFO wants to know {QUESTION}",
        f"For the staff meeting on Monday: {QUESTION}",
        f"Staffing question: {QUESTION}",
        f"The QBR is in ten minutes, {QUESTION}",
        f"preparing ops review. {QUESTION}",
        f"Board deck: {QUESTION}",
        f"sorry for the basic question, but {QUESTION}",
        f"{QUESTION} I want to see if the releases calmed it down.",
        f"Customers keep telling me that nobody listens. {QUESTION}",
        f"approvals are killing us... {QUESTION}",
        f"{QUESTION} somebody claims it's Reporting",
        f"{QUESTION} It will be a footnote on the slide.",
        f"Thanks, that helped. {QUESTION}",
    ],
)
def test_what_is_said_around_a_question_is_left_out(message: str) -> None:
    assert asked(message).text.casefold() == QUESTION.casefold()


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("I need the escalations by product for the QBR", "I need the escalations by product"),
        ("escalations by product before my Monday meeting", "escalations by product"),
        ("escalations by team, October. for my 1:1s", "escalations by team, October."),
        ("escalations by team for the October board review", "escalations by team in October"),
        ("I need Q3 escalations for the October review", "I need Q3 escalations"),
        ("Our boss claims that escalations doubled", "escalations doubled"),
        ("Escalations went up, or so I hear from two managers.", "Escalations went up."),
        ("anything unusual in Billing that I should raise in the staff meeting?", "anything unusual in Billing?"),
    ],
)
def test_the_occasion_is_no_part_of_a_question(message: str, question: str) -> None:
    assert asked(message).text == question


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("Globex is on the phone. How many escalations?", "How many escalations for Globex?"),
        ("Billing worries me. How many escalations last month?", "How many escalations last month for Billing?"),
        ("Last month was hard on us. How many escalations?", "How many escalations Last month?"),
        ("For my 1:1 with the Billing lead: escalations last month", "escalations last month for Billing"),
        ("Billing worries me. How many escalations in Reporting?", "How many escalations in Reporting?"),
        ("Billing is the worst, I hear. Escalations by product?", "Escalations by product?"),
        ("We shipped a fix in August. How many escalations in July?", "How many escalations in July?"),
        ("I started here two weeks ago. How many escalations?", "How many escalations?"),
        ("I have a call with Globex in ten minutes, did they escalate?", "did they escalate for Globex?"),
        ("i meet initrode tomorrow. escalations last month", "escalations last month"),
        (
            "I call initrode. Escalations of theirs?",
            "Escalations of theirs?",
        ),
        ("Initrode is on the phone. How many escalations from them?", "How many escalations from them for Initrode?"),
    ],
)
def test_what_is_named_around_a_question_belongs_to_it(message: str, question: str) -> None:
    assert asked(message).text == question


@pytest.mark.parametrize(
    "message",
    [
        "Premium customers: how many escalations last month?",
        "Premium customers. How many escalations last month?",
        "I only care about premium customers. How many escalations last month?",
        "How many escalations? I mean those of premium customers.",
        "How many escalations? I would like to see it week by week.",
        "How many escalations last month? Exclude the premium customers.",
        "Escalations went up in October. Why?",
        "I am updating the board slide.",
        "escalations that were declined in Q3",
        "If a premium customer calls, how many escalations are there?",
    ],
)
def test_what_may_change_the_number_stays(message: str) -> None:
    assert asked(message) == Asked(text=message)


def test_the_sentences_that_were_left_out_are_told() -> None:
    told = asked(f"Hi. I am updating the slide. {QUESTION} I would like to call them.")

    assert told.background == ("I am updating the slide.", "I would like to call them.")
