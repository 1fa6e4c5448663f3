"""What gets into a message by pasting changes nothing of how its question is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.questions.following.pasted import with_cases_named, without_pasted
from knowledge.questions.plan import Understood
from tests.test_questions_readings import READER as RULES
from tests.test_questions_values import SUNDAY
from tests.threads import READER

QUESTIONS = (
    "why did escalations rise last month?",
    "How many escalations in Billing last month?",
    "escalation ratio by product in Q3 2026",
    "accounts with > 3 escalations this year",
    "top 3 teams by backlog",
)
PASTED = (
    *(
        "https://example.org/x?y=1&z=Billing",
        "<https://example.org/reporting>",
        "www.example.org/EMEA",
        "(see https://x.y)",
    ),
    *("@channel", "@here", ":thinking_face:", ":+1::skin-tone-2:", ":fire:"),
)
AT_THE_END = ("cc @maria", "(cc: @maria and @U0TOM)", "fyi @maria, @tom", "see https://example.org/x.")


def test_the_questions_are_read_as_they_are() -> None:
    for question in QUESTIONS:
        assert isinstance(RULES.read(question, today=SUNDAY), Understood)
        assert without_pasted(question).text == question


@given(question=st.sampled_from(QUESTIONS), pasted=st.sampled_from(PASTED), data=st.data())
def test_a_question_is_read_the_same_with_something_pasted_into_it(
    question: str, pasted: str, data: st.DataObject
) -> None:
    words = question.split()
    at = data.draw(st.integers(min_value=0, max_value=len(words)))

    message = " ".join([*words[:at], pasted, *words[at:]])

    assert READER.read(message, today=SUNDAY) == READER.read(question, today=SUNDAY)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("behind", AT_THE_END)
def test_who_gets_a_copy_and_where_more_is_found_change_nothing(question: str, behind: str) -> None:
    assert READER.read(f"{question} {behind}", today=SUNDAY) == READER.read(question, today=SUNDAY)


@pytest.mark.parametrize("marks", ["*{}*", "_{}_", "`{}`", "*_{}_*"])
def test_a_question_is_read_the_same_in_bold_slanted_and_as_code(marks: str) -> None:
    message = "why did escalations {} last month?".format(marks.format("rise"))

    assert READER.read(message, today=SUNDAY) == READER.read(QUESTIONS[0], today=SUNDAY)


def test_quoted_lines_are_background_and_that_is_told() -> None:
    (reading,) = READER.read(f"> EMEA is on fire\n>\n{QUESTIONS[0]}", today=SUNDAY)
    (plain,) = READER.read(QUESTIONS[0], today=SUNDAY)

    assert isinstance(reading, Understood)
    assert isinstance(plain, Understood)
    assert reading.plan == plain.plan
    assert "“EMEA is on fire” is taken as background" in reading.assumed


@pytest.mark.parametrize(
    ("message", "question"),
    [
        (f"> {QUESTIONS[0]}", QUESTIONS[0]),
        (f">>> {QUESTIONS[0]}", QUESTIONS[0]),
        (f"As per https://example.org/q3, {QUESTIONS[1]}", QUESTIONS[1]),
        ("> 3 escalations by account this year", "> 3 escalations by account this year"),
        (">= 3 escalations by account", ">= 3 escalations by account"),
        ("@maria how many?", "@maria how many?"),
        ("cases opened at 10:30:15", "cases opened at 10:30:15"),
        ("escalations by product: last month", "escalations by product: last month"),
    ],
)
def test_what_may_be_the_question_stays(message: str, question: str) -> None:
    assert without_pasted(message).text == question


def test_where_nothing_else_is_there_the_message_stays_as_it_is() -> None:
    assert without_pasted("https://example.org/x").text == "https://example.org/x"
    assert without_pasted("").text == ""


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("tell me about https://desk.example.org/cases/C-10001", "tell me about C-10001"),
        ("<https://desk.example.org/show?id=C-10001&tab=2>.", "C-10001."),
        ("how did https://desk.example.org/C-10001/history end?", "how did C-10001 end?"),
        ("https://desk.example.org/cases/C-9", "https://desk.example.org/cases/C-9"),
    ],
)
def test_the_address_of_a_case_names_it(written: str, named: str) -> None:
    assert with_cases_named(written, {"C-10001"}.__contains__) == named
