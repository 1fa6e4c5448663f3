"""What was promised, and whether anything after it says that it was kept."""

from datetime import date

import pytest

from knowledge.answers.briefs.promised import MOST_PROMISES, due_day, is_promise, promised_of, promises_of
from knowledge.answers.case_lookup import ToldCase
from tests.cases.told_cases import a_told_case, at, texts, told

NOTHING = "Nothing after it says that it was kept."


def promised_in(case: ToldCase) -> list[str]:
    return texts(promised_of(case, promises_of(case)))


@pytest.mark.parametrize(
    "note",
    [
        "We will send a fix.",
        "I'll get back to you",
        "customer gets an answer by Friday",
        "promised a credit of 20 EUR",
        "log is analysed until tomorrow",
        "answer within 3 days",
        "Wir melden uns bis Freitag",
        "Rückruf zugesagt",
        "Nous vous enverrons une facture",
    ],
)
def test_these_are_promises(note: str) -> None:
    assert is_promise(note)


@pytest.mark.parametrize(
    "note", ["asked for the log files", "we will not refund this", "sent a new password", "progress"]
)
def test_these_are_none(note: str) -> None:
    assert not is_promise(note)


def test_a_promise_has_its_day_who_made_it_and_when_it_is_due() -> None:
    case = a_told_case(told("agent_reply", "2026-10-06 09:00", actor="agent-7", note="We will send a fix by Friday."))

    assert promised_in(case) == [
        f"6 October 2026, agent-7: “We will send a fix by Friday.” Due on 9 October 2026. {NOTHING}"
    ]


def test_a_later_reply_follows_a_promise_to_get_back_but_not_one_to_do_something() -> None:
    case = a_told_case(
        told("agent_reply", "2026-10-06 09:00", note="I will call back"),
        told("agent_reply", "2026-10-06 10:00", note="we will refund the fee"),
        told("agent_reply", "2026-10-07 09:00", note="called, nobody there"),
    )

    assert promised_in(case) == [
        "6 October 2026: “I will call back”. A reply followed on 6 October 2026.",
        f"6 October 2026: “we will refund the fee”. {NOTHING}",
    ]


def test_what_was_granted_is_promised_until_the_case_is_resolved_for_good() -> None:
    granted = told("exception_granted", "2026-10-06 09:00", actor="manager", reason="refund after the term")
    resolved, reopened = told("resolved", "2026-10-07 09:00"), told("reopened", "2026-10-08 09:00")
    said = "6 October 2026, manager: an exception was granted: “refund after the term”."

    assert promised_in(a_told_case(granted)) == [f"{said} {NOTHING}"]
    assert promised_in(a_told_case(granted, resolved)) == [f"{said} The case was resolved on 7 October 2026."]
    assert promised_in(a_told_case(granted, resolved, reopened)) == [
        f"{said} The case was resolved on 7 October 2026, but reopened on 8 October 2026."
    ]


def test_customers_tell_of_promises_to_them_and_not_of_their_own() -> None:
    case = a_told_case(
        description="We promised our buyers to deliver by Monday. Your colleague told us that somebody would call back."
    )

    assert promised_in(case) == [
        f"The customer says: “Your colleague told us that somebody would call back.” (description). {NOTHING}"
    ]


def test_a_resolution_may_promise_more() -> None:
    case = a_told_case(
        told("resolved", "2026-10-07 09:00"),
        resolution="The clock was wrong. Emi will check again on Thursday.",
        resolved_local=at("2026-10-07 09:00"),
    )

    assert promised_in(case) == [
        f"7 October 2026, resolution: “Emi will check again on Thursday.” Due on 8 October 2026. {NOTHING}"
    ]


def test_of_many_promises_those_that_nothing_followed_stay() -> None:
    kept = [told("agent_reply", f"2026-10-{day} 09:00", note=f"we will call back about {day}") for day in range(10, 16)]
    first = told("agent_reply", "2026-10-06 09:00", note="we will refund the fee")
    case = a_told_case(first, *kept)

    lines = promised_in(case)

    assert lines[0] == f"6 October 2026: “we will refund the fee”. {NOTHING}"
    assert lines[-2] == f"15 October 2026: “we will call back about 15”. {NOTHING}"
    assert lines[-1] == "3 more promises are not shown."
    assert len(lines) == MOST_PROMISES + 1
    assert len(promises_of(case)) == MOST_PROMISES + 3


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("by Friday", date(2026, 10, 9)),
        ("until next Monday", date(2026, 10, 12)),
        ("bis Freitag", date(2026, 10, 9)),
        ("before tomorrow", date(2026, 10, 7)),
        ("within 2 weeks", date(2026, 10, 20)),
        ("in 36 hours", date(2026, 10, 7)),
        ("by Tuesday", None),
        ("within 5 working days", None),
        ("soon", None),
    ],
)
def test_the_day_that_is_named_is_told_where_it_is_certain(text: str, due: date | None) -> None:
    a_tuesday = at("2026-10-06 09:00")

    assert due_day(text, a_tuesday) == due
