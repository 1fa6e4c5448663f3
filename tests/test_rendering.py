"""Answers as a terminal shows them."""

from typing import Any

from knowledge.answers.answer import Answer, Cell, Number, Status, Table
from knowledge.answers.wording.rendering import answer_text, case_text, table_text
from knowledge.retrieval.search.similar_case import SimilarCase


def a_case(**facts: Any) -> SimilarCase:  # noqa: ANN401  any field
    plain = {"case_id": "C-1", "score": 0.8123, "subject": "Login fails", "escalated": False, "why": "close in meaning"}
    return SimilarCase(**{**plain, **facts})


def an_answer(**facts: Any) -> Answer:  # noqa: ANN401  any field
    return Answer(**{"question": "?", "status": Status.ANSWERED, "headline": "It is so.", "text": "", **facts})


RATIO = Number(metric="escalation_ratio", value=0.1, n=10, unit="share")


def test_a_table_has_texts_to_the_left_and_numbers_in_their_units_to_the_right() -> None:
    table = Table(columns=["product", "escalation_ratio", "n"], rows=[["Billing", 0.125, 1200], ["(none)", None, 0]])

    assert table_text(table, [RATIO]) == (
        "product  escalation ratio      n\n"
        "-------  ----------------  -----\n"
        "Billing            12.5 %  1,200\n"
        "(none)                  -      0"
    )


def test_a_long_value_of_a_case_is_cut() -> None:
    shown = table_text(Table(columns=["account", "cases"], rows=[["x " * 60, 1]]), [])

    assert max(map(len, shown.splitlines())) < 60
    assert "…" in shown


def test_the_parts_of_an_answer_are_apart_and_in_their_order() -> None:
    answer = an_answer(
        table=Table(columns=["product", "cases"], rows=[["Billing", 3]]),
        numbers=[Number(metric="cases", value=3, n=3, unit="cases")],
        cases=[a_case()],
        caveats=["One.", "Two."],
        choices=["this", "that"],
        footing="Cases · n = 3",
    )

    assert answer_text(answer).split("\n\n") == [
        "It is so.",
        "product  cases\n-------  -----\nBilling      3",
        "C-1  Login fails\n  not escalated; close in meaning (0.81)",
        "Note: One.\nNote: Two.",
        "- this\n- that",
        "Cases · n = 3",
    ]


def test_one_series_has_a_sparkline_and_several_have_none() -> None:
    rows: list[list[Cell]] = [["2026-07-01", 1], ["2026-08-01", 4], ["2026-09-01", 2]]
    one = an_answer(table=Table(columns=["period", "cases"], rows=rows))
    several = an_answer(
        table=Table(columns=["period", "product", "cases"], rows=[[at, "Billing", n] for at, n in rows] * 2)
    )

    assert "▃█▅" in answer_text(one)
    assert not set("▁▂▃▄▅▆▇█") & set(answer_text(several))


def test_a_case_tells_how_it_ended_and_where_to_find_it() -> None:
    case = a_case(
        escalated=True, outcome="refund", resolution="Paid back.", same_as=("C-2", "C-3"), url="https://desk/C-1"
    )

    assert case_text(case) == (
        "C-1  Login fails (and 2 nearly the same: C-2, C-3)\n"
        "  escalated, outcome: refund; close in meaning (0.81)\n"
        "  Paid back.\n"
        "  https://desk/C-1"
    )


def test_long_texts_of_a_case_are_cut_and_wrapped() -> None:
    shown = case_text(a_case(subject="word " * 100, resolution="word " * 200, why="word " * 40))

    assert max(map(len, shown.splitlines())) <= 110
    assert shown.count("…") == 2


def test_a_case_cannot_steer_the_terminal() -> None:
    shown = case_text(a_case(subject="red \x1b[31malert\x07", resolution="one\r\ntwo\x9b2J\u202eback"))

    assert not [character for character in shown if not character.isprintable() and character != "\n"]
    assert "one two" in shown


def test_durations_of_one_column_are_told_in_one_unit() -> None:
    hours = Number(metric="time_to_resolve", value=44.5, n=3, unit="hours")
    rows: list[list[Cell]] = [["A", 0.5], ["B", 44.5], ["C", 81.6], ["D", 120.0], ["E", None]]

    shown = table_text(Table(columns=["team", "time_to_resolve"], rows=rows), [hours])

    assert [line.split(maxsplit=1)[1] for line in shown.splitlines()[2:]] == [
        "0 days",
        "1.9 days",
        "3.4 days",
        "5 days",
        "-",
    ]


def test_both_periods_of_a_comparison_are_told_in_one_unit_and_their_changes_in_one() -> None:
    hours = Number(metric="time_to_resolve", value=44.5, n=3, unit="hours")
    table = Table(
        columns=["team", "before", "after", "change"], rows=[["A", 40.0, 50.0, 10.0], ["B", 80.0, 77.0, -3.0]]
    )

    assert [line.split()[1:] for line in table_text(table, [hours]).splitlines()[2:]] == [
        ["1.7", "days", "2.1", "days", "+10", "h"],
        ["3.3", "days", "3.2", "days", "-3", "h"],
    ]


def test_a_long_note_is_wrapped() -> None:
    shown = answer_text(an_answer(caveats=["word " * 40]))

    assert max(map(len, shown.splitlines())) <= 100
    assert shown.splitlines()[3].startswith("  word")
