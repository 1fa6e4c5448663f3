"""What is written of a case is redacted as it is written, and computed from what really happened."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, fields

import pytest

from knowledge.cases.case import CaseHistory
from knowledge.redaction.redactor import Redactor
from pipelines.nightly import RefreshReport
from pipelines.redacting import redacted_history
from tests.builders import a_case, an_event
from tests.homes import Contents, Home, contents
from tests.redaction.homes import EXTRA, LIKE_A_PHONE, MAIL, secret_cases, secret_events

REDACTOR = Redactor(extra=EXTRA)


@dataclass(frozen=True, kw_only=True)
class Night:
    """One refresh, and what is served after it."""

    report: RefreshReport
    held: Contents

    def subjects(self) -> dict[str, str]:
        """By the id of the case."""
        return {case["case_id"]: case["subject"] for case in self.held.cases}


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Night]:
    """A night with the default rules, one with a pattern more, and one with the same pattern again."""
    with closing(Home(tmp_path_factory.mktemp("nights"))) as home:
        home.save(a_case("C-1", subject="Badge BDG-771203 refused"), a_case("C-2", subject="Login fails"))
        home.record(*(an_event("customer_contact", "2026-10-06", actor=f"{who}@example.com") for who in ("ada", "bob")))
        found = []
        for redactor in (Redactor(), REDACTOR, Redactor(extra=EXTRA)):
            home.redactor = redactor
            found.append(Night(report=home.refresh(), held=contents(home.shelf)))
    return found


def test_every_text_that_somebody_wrote_or_that_names_somebody_is_redacted() -> None:
    history = CaseHistory(case=secret_cases()[0], events=tuple(secret_events()))
    shown = redacted_history(history, REDACTOR)

    changed = {
        field.name
        for field in fields(history.case)
        if getattr(history.case, field.name) != getattr(shown.case, field.name)
    }
    assert changed == {"subject", "description", "resolution", "url", "account_id", "account_name", "attributes"}
    assert shown.case.attributes == {"contact": "[phone]", "badge": "[badge]", "plan": "gold"}
    assert shown.case.url == "https://desk.example.org/C-1?token=[token]&mail=[email]"
    assert [(event.actor, event.reason, event.note) for event in shown.events[-2:]] == [
        ("[email]", "[email] asked for a manager", "badge [badge]"),
        ("[email]", None, "Refund sent, [email] was told"),
    ]


def test_what_has_nothing_to_hide_is_as_it_was() -> None:
    history = CaseHistory(
        case=a_case(description="Order 4500012345 is late", team="desk@example.com", product="Gateway 10.2.0.1"),
        events=(an_event("handoff", "2026-10-06", from_team="desk@example.com", to_team="Experts"),),
    )

    assert redacted_history(history, REDACTOR) == history


def test_the_id_of_a_case_stays_in_its_own_text_whatever_it_looks_like() -> None:
    case = a_case(LIKE_A_PHONE, description=f"{LIKE_A_PHONE} is my case, 0171 3920045 my phone, {MAIL} my mail")

    shown = redacted_history(CaseHistory(case=case), REDACTOR).case
    assert shown.case_id == LIKE_A_PHONE
    assert shown.description == f"{LIKE_A_PHONE} is my case, [phone] my phone, [email] my mail"


def test_what_two_people_did_at_the_same_moment_counts_twice(nights: Sequence[Night]) -> None:
    by_id = {case["case_id"]: case for case in nights[0].held.cases}

    assert by_id["C-1"]["repeat_contacts"] == 2
    assert [event["actor"] for event in nights[0].held.events] == ["[email]", "[email]"]


def test_other_rules_write_all_facts_anew_and_embed_only_the_texts_that_they_change(nights: Sequence[Night]) -> None:
    first, second, _ = nights

    assert first.subjects() == {"C-1": "Badge BDG-771203 refused", "C-2": "Login fails"}
    assert second.subjects() == {"C-1": "Badge [badge] refused", "C-2": "Login fails"}
    assert (first.report.embedded, second.report.embedded, second.report.reused) == (2, 1, 1)


def test_the_same_rules_write_no_facts_anew(nights: Sequence[Night]) -> None:
    _, second, third = nights

    assert third.report.embedded == 0
    assert third.held.said == second.held.said
