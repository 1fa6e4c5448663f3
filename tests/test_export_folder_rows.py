"""What a row of an export says, and which rows and values cannot be read."""

from datetime import UTC, datetime, timedelta, timezone
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.cases.case import Case, CaseEvent, CaseUpdate, EventKind, QualityReview, Team
from pipelines.sources.parsing import Parsed, case_of, event_of, review_of, team_of
from pipelines.sources.rows import Flaw, Row, row_of
from pipelines.sources.values import Unreadable, number_of, time_of

T = TypeVar("T")

BERLIN = ZoneInfo("Europe/Berlin")


def a_case_row(**cells: str) -> Row:
    return row_of(7, {"case_id": "C-1", "opened_at": "2024-01-01T10:00Z", "subject": "No invoice", **cells})


def an_event_row(**cells: str) -> Row:
    return row_of(7, {"case_id": "C-1", "at": "2024-01-01T10:00Z", "kind": "escalated", **cells})


def why(parsed: Parsed[T]) -> tuple[str, str, str]:
    """Level, column and reason of the only flaw."""
    [flaw] = parsed.flaws
    return flaw.level, flaw.column, flaw.reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-07-01T10:00:00Z", datetime(2024, 7, 1, 10, tzinfo=UTC)),
        ("2024-07-01T10:00:00+02:00", datetime(2024, 7, 1, 8, tzinfo=UTC)),
        ("2024-07-01 10:00:00 +0200", datetime(2024, 7, 1, 8, tzinfo=UTC)),
        ("2024-07-01 10:00:00", datetime(2024, 7, 1, 8, tzinfo=UTC)),
        ("2024-01-01 10:00", datetime(2024, 1, 1, 9, tzinfo=UTC)),
        ("2024-01-01", datetime(2023, 12, 31, 23, tzinfo=UTC)),
        ("20240101T100000Z", datetime(2024, 1, 1, 10, tzinfo=UTC)),
        ("2024-01-01T10:00:00.123456789Z", datetime(2024, 1, 1, 10, 0, 0, 123456, tzinfo=UTC)),
        ("1900-01-01", datetime(1899, 12, 31, 23, tzinfo=UTC)),
        ("2199-12-31T23:59:59-23:59", datetime(2200, 1, 1, 23, 58, 59, tzinfo=UTC)),
        ("2024-10-27T02:30", datetime(2024, 10, 27, 0, 30, tzinfo=UTC)),
        ("2024-03-31T02:30", datetime(2024, 3, 31, 1, 30, tzinfo=UTC)),
    ],
)
def test_a_time_is_read_in_the_reporting_time_zone_unless_it_has_an_offset(text: str, expected: datetime) -> None:
    assert time_of(text, BERLIN) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "31/02/2026",
            "2026-02-30",
            "0001-01-01",
            "1899-12-31",
            "2200-01-01",
            "9999-12-31T23:59:59-12:00",
            "1704067200",
        ),
        *("2024-01", "2024-01-01T25:00", "2024-01-01x10:00", "2024-01-01T10:00:00x+01:00", "2024-01-01T", "10:00"),
        *("2024-01-01T10:00+25:00", "2024-01-01T10:00:00\x85", "2024-01-01T10:00 CET", "yesterday", "\uff12024-01-01"),
    ],
)
def test_a_time_that_would_have_to_be_guessed_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        time_of(text, BERLIN)


@given(st.text(max_size=40))
def test_any_text_is_a_time_in_range_or_unreadable(text: str) -> None:
    try:
        at = time_of(text, BERLIN)
    except Unreadable:
        return
    assert 1899 <= at.year <= 2200


instants = st.datetimes(
    datetime(1900, 1, 2),  # noqa: DTZ001  hypothesis wants its bounds without a zone
    datetime(2199, 12, 30),  # noqa: DTZ001
    timezones=st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)


@given(instants)
def test_every_instant_survives_being_written_as_iso_8601(at: datetime) -> None:
    assert time_of(at.isoformat(), BERLIN) == at


@pytest.mark.parametrize("text", ["nan", "inf", "-Infinity", "1e999", "4,5", "1_000", "four", "0x10", "true"])
def test_a_text_that_is_no_finite_number_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        number_of(text)


def test_a_case_keeps_its_columns_and_other_columns_as_attributes() -> None:
    row = a_case_row(description="  Long\nago ", csat="4.5", closed_at="2024-01-02", plan=" gold ", tags="", team=" ")

    assert case_of(row, BERLIN) == Parsed(
        CaseUpdate(
            case=Case(
                case_id="C-1",
                opened_at=datetime(2024, 1, 1, 10, tzinfo=UTC),
                subject="No invoice",
                description="Long\nago",
                csat=4.5,
                closed_at=datetime(2024, 1, 1, 23, tzinfo=UTC),
                attributes={"plan": "gold"},
            ),
            given=frozenset(
                {"case_id", "opened_at", "subject", "description", "csat", "closed_at", "plan", "tags", "team"}
            ),
        )
    )


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"case_id": " "}, "case_id", "is empty"),
        ({"case_id": "C\0-1"}, "case_id", "holds NUL characters"),
        ({"case_id": "C\udce9"}, "case_id", "is not UTF-8 text"),
        ({"case_id": "C" * 513}, "case_id", f"is longer than 512 characters: '{'C' * 29}…'"),
        ({"opened_at": ""}, "opened_at", "is empty"),
        ({"opened_at": "31/02/2026"}, "opened_at", "is no ISO 8601 time: '31/02/2026'"),
        ({"opened_at": "0001-01-01"}, "opened_at", "is not between the years 1900 and 2199: '0001-01-01'"),
        ({"subject": "\t"}, "subject", "is empty"),
        ({"subject": "\0"}, "subject", "is empty"),
        ({"subject": "caf\udce9"}, "subject", "is not UTF-8 text"),
    ],
)
def test_a_case_without_a_readable_required_value_is_rejected(cells: dict[str, str], column: str, reason: str) -> None:
    parsed = case_of(a_case_row(**cells), BERLIN)

    assert parsed.value is None
    assert why(parsed) == ("rejected", column, reason)


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"closed_at": "31/02/2026"}, "closed_at", "is no ISO 8601 time: '31/02/2026'"),
        ({"csat": "nan"}, "csat", "is no number: 'nan'"),
        ({"team": "caf\udce9"}, "team", "is not UTF-8 text"),
        ({"plan": "caf\udce9"}, "plan", "is not UTF-8 text"),
        ({"subject": "No\0 invoice"}, "subject", "NUL characters were taken out"),
    ],
)
def test_an_unreadable_optional_value_is_a_warning_and_the_case_is_taken_in_without_it(
    cells: dict[str, str], column: str, reason: str
) -> None:
    parsed = case_of(a_case_row(**cells), BERLIN)

    assert parsed.value is not None
    assert parsed.value.case == case_of(a_case_row(), BERLIN).value.case  # type: ignore[union-attr]
    assert why(parsed) == ("warning", column, reason)


def test_a_flaw_names_the_line_and_the_case() -> None:
    assert case_of(a_case_row(csat="many"), BERLIN).flaws == (
        Flaw(line=7, column="csat", reason="is no number: 'many'", case_id="C-1", level="warning"),
    )


def test_a_reason_quotes_the_beginning_of_a_value_only() -> None:
    parsed = case_of(a_case_row(opened_at="Dear all, my name is Jo and I live in Ulm"), BERLIN)

    assert parsed.flaws[0].reason == "is no ISO 8601 time: 'Dear all, my name is Jo and I…'"


def test_an_event_has_its_texts_or_none() -> None:
    row = an_event_row(kind=" Handoff ", from_team="a", to_team="b", note="", event_id="E-1", shift="night")

    assert event_of(row, BERLIN).value == CaseEvent(
        case_id="C-1",
        at=datetime(2024, 1, 1, 10, tzinfo=UTC),
        kind=EventKind.HANDOFF,
        from_team="a",
        to_team="b",
        event_id="E-1",
    )


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_kind_of_event_is_taken_in(kind: EventKind) -> None:
    event = event_of(an_event_row(kind=kind.value), BERLIN).value

    assert event is not None
    assert event.kind is kind


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"kind": "escalation"}, "kind", "is no known kind of event: 'escalation'"),
        ({"kind": ""}, "kind", "is empty"),
        ({"at": ""}, "at", "is empty"),
        ({"at": "2026-02-30"}, "at", "is no ISO 8601 time: '2026-02-30'"),
        ({"case_id": ""}, "case_id", "is empty"),
    ],
)
def test_an_event_without_a_readable_required_value_is_rejected(
    cells: dict[str, str], column: str, reason: str
) -> None:
    assert why(event_of(an_event_row(**cells), BERLIN)) == ("rejected", column, reason)


@pytest.mark.parametrize(("tier", "expected"), [("1", 1.0), ("2.5", 2.5), (" 3 ", 3.0)])
def test_a_team_has_a_tier_that_may_lie_between_two(tier: str, expected: float) -> None:
    parsed = team_of(row_of(2, {"team": "Frontline", "tier": tier, "function": ""}), BERLIN)

    assert parsed == Parsed(Team(team="Frontline", tier=expected))


@pytest.mark.parametrize(
    ("tier", "reason"),
    [("", "is empty"), ("first", "is no number: 'first'"), ("0", "is no tier, the lowest is 1: '0'")],
)
def test_a_team_without_a_tier_is_rejected(tier: str, reason: str) -> None:
    assert why(team_of(row_of(2, {"team": "A", "tier": tier}), BERLIN)) == ("rejected", "tier", reason)


def test_a_review_has_a_score_from_0_to_100() -> None:
    def reviewed(score: str) -> Parsed[QualityReview]:
        return review_of(row_of(2, {"at": "2024-01-01T00:00Z", "team": "A", "score": score}), BERLIN)

    assert reviewed("87.5").value == QualityReview(at=datetime(2024, 1, 1, tzinfo=UTC), team="A", score=87.5)
    assert why(reviewed("101")) == ("rejected", "score", "is not between 0 and 100: '101'")
    assert why(reviewed("-1")) == ("rejected", "score", "is not between 0 and 100: '-1'")
    assert why(reviewed("inf")) == ("rejected", "score", "is no number: 'inf'")
