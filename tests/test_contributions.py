"""The parts of a change: they sum to it whatever the table, and each means what it says."""

from math import fsum
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.diagnostics.contributions import Weighed, parts_of_average, parts_of_count
from knowledge.diagnostics.multiple_looks import q_values

Table = list[tuple[Weighed, Weighed]]

weights = st.one_of(st.just(0), st.integers(0, 10_000))


@st.composite
def a_table(draw: st.DrawFn) -> Table:
    """Segments with a number in both periods, some without cases in one or in both, but not all of one period."""
    rows = draw(st.lists(st.tuples(weights, weights), min_size=1, max_size=12))
    places = st.integers(0, len(rows) - 1)
    rows[draw(places)] = (draw(st.integers(1, 100)), draw(st.integers(1, 100)))
    values = st.floats(0, 1_000)
    return [
        (
            Weighed(weight=early, value=draw(values) if early else None),
            Weighed(weight=late, value=draw(values) if late else None),
        )
        for early, late in rows
    ]


def average(side: list[Weighed]) -> float:
    whole = fsum(one.weight for one in side)
    return fsum(one.weight / whole * (one.value or 0) for one in side)


def sides(table: Table) -> tuple[list[Weighed], list[Weighed]]:
    return [early for early, _ in table], [late for _, late in table]


@given(a_table())
def test_mix_and_within_of_all_segments_sum_to_the_change(table: Table) -> None:
    before, after = sides(table)

    parts = parts_of_average(before, after)

    assert fsum(part.total for part in parts) == pytest.approx(average(after) - average(before), abs=1e-9)


@given(a_table(), st.randoms(use_true_random=False))
def test_the_order_of_the_segments_changes_nothing(table: Table, random: Random) -> None:
    order = list(range(len(table)))
    random.shuffle(order)

    there = parts_of_average(*sides(table))
    shuffled = parts_of_average(*sides([table[place] for place in order]))

    assert [shuffled[order.index(place)] for place in range(len(table))] == list(there)


@given(a_table())
def test_a_segment_whose_number_stays_has_nothing_within(table: Table) -> None:
    same = Weighed(weight=7, value=3.5)

    *_, last = parts_of_average(*sides([*table, (same, same)]))

    assert last.within == 0


@given(st.lists(st.tuples(st.integers(0, 9_999), st.integers(0, 9_999))))
def test_the_parts_of_a_count_sum_to_its_change_exactly(rows: list[tuple[int, int]]) -> None:
    before, after = [early for early, _ in rows], [late for _, late in rows]

    parts = parts_of_count(before, after)

    assert sum(part.total for part in parts) == sum(after) - sum(before)


def test_a_change_of_the_numbers_alone_is_within() -> None:
    parts = parts_of_average(
        [Weighed(weight=50, value=0.1), Weighed(weight=50, value=0.3)],
        [Weighed(weight=50, value=0.2), Weighed(weight=50, value=0.3)],
    )

    assert [(part.within, part.mix) for part in parts] == [(pytest.approx(0.05), 0), (0, 0)]


def test_more_cases_of_a_hard_kind_are_mix() -> None:
    parts = parts_of_average(
        [Weighed(weight=90, value=0.1), Weighed(weight=10, value=0.5)],
        [Weighed(weight=70, value=0.1), Weighed(weight=30, value=0.5)],
    )

    assert [part.within for part in parts] == [0, 0]
    assert fsum(part.mix or 0 for part in parts) == pytest.approx(0.08)
    assert (parts[1].mix or 0) > (parts[0].mix or 0) > 0


def test_a_segment_that_appears_is_all_mix() -> None:
    parts = parts_of_average(
        [Weighed(weight=100, value=0.1), Weighed(weight=0, value=None)],
        [Weighed(weight=100, value=0.1), Weighed(weight=100, value=0.5)],
    )

    assert [part.within for part in parts] == [0, 0]
    assert fsum(part.total for part in parts) == pytest.approx(0.2)


def test_a_period_without_a_case_cannot_be_split() -> None:
    nothing = [Weighed(weight=0, value=None)]

    with pytest.raises(ValueError, match="without any case"):
        parts_of_average(nothing, [Weighed(weight=3, value=0.5)])


def test_a_longer_period_is_held_against_what_the_shorter_one_would_have_brought() -> None:
    parts = parts_of_count([10, 20], [30, 20], pace=2)

    assert [part.total for part in parts] == [10, -20]


def test_benjamini_and_hochbergs_example_keeps_the_first_four() -> None:
    # the 15 p-values of their paper, of which 4 are below 0.05 after their procedure
    p_values = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
    p_values += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]

    kept = [q is not None and q <= 0.05 for q in q_values(p_values)]

    assert kept == [True] * 4 + [False] * 11


def test_what_was_not_tested_does_not_count_as_a_look() -> None:
    assert q_values([0.04, None, None]) == [0.04, None, None]
