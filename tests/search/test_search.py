"""Similar past cases: the best of all that a filter lets through, and never the case itself."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.answers.served import Served
from knowledge.errors import CaseNotFound, UnknownName
from knowledge.generations.shelf import Shelf
from knowledge.metrics.engine import Engine
from knowledge.metrics.fact_files import CASES as FACTS
from knowledge.metrics.periods import Period
from knowledge.retrieval.search.search import CaseSearch, Wanted
from knowledge.retrieval.search.similar_case import SimilarCase
from knowledge.retrieval.texts.case_text import case_text
from knowledge.retrieval.vectors.embedder import embed_one
from tests.fakes import HashingEmbedder
from tests.search.reference import Reference, Row, assert_nothing_better_was_left_out
from tests.world import CASES, World

FLOOR = 0.1
TEXT = "customer was charged twice for one order"
FILTERS: Sequence[Mapping[str, str]] = (
    {},
    {"product": "Billing"},
    {"region": "EMEA", "priority": "P2"},
    {"outcome": "refund"},
    {"team": "Mobile Engineering"},
)
ALL_AT_ONCE, A_FEW = 1_000_000, 40
"""Texts up to which all are looked at: always, and so few that the index has to propose some."""


@pytest.fixture(scope="module")
def served(world: World) -> Iterator[Served]:
    with world.knowledge(similarity_floor=FLOOR) as knowledge, knowledge.current() as served:
        yield served


@pytest.fixture(scope="module")
def reference(world: World, served: Served) -> Reference:
    return Reference(world.folder / "generations" / served.manifest.id)


@contextmanager
def searching(world: World, exact_up_to: int, floor: float = FLOOR) -> Iterator[CaseSearch]:
    with (
        Shelf(world.folder / "generations").pin() as generation,
        closing(Engine({"cases": generation.folder / FACTS}, name="it")) as engine,
    ):
        search = CaseSearch(generation, engine, HashingEmbedder(), floor=floor, exact_up_to=exact_up_to)
        yield search
        search.close()


@pytest.fixture(scope="module", params=[ALL_AT_ONCE, A_FEW])
def search(world: World, request: pytest.FixtureRequest) -> Iterator[CaseSearch]:
    with searching(world, request.param) as search:
        yield search


class Fits:
    """Lets through the cases whose columns are as given."""

    def __init__(self, where: Mapping[str, str]) -> None:
        self._where = where

    def __call__(self, row: Row) -> bool:
        return all(row[name] == value for name, value in self._where.items())


def as_where(where: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
    return {name: [value] for name, value in where.items()}


def ids(found: Sequence[SimilarCase]) -> list[str]:
    return [case.case_id for case in found]


@pytest.mark.parametrize("where", FILTERS)
@pytest.mark.parametrize("k", [1, 10, 100])
def test_a_search_by_text_finds_the_best_of_all_that_the_filter_lets_through(
    search: CaseSearch, reference: Reference, where: Mapping[str, str], k: int
) -> None:
    found = search.by_text(TEXT, Wanted(k=k, where=as_where(where)))

    scores = reference.scores(TEXT, embed_one(HashingEmbedder(), TEXT), Fits(where))
    assert_nothing_better_was_left_out(found, scores, k, FLOOR)


@pytest.mark.parametrize("where", FILTERS)
@pytest.mark.parametrize("row", [0, 123, CASES - 1])
def test_a_search_by_case_finds_the_best_others(
    search: CaseSearch, reference: Reference, where: Mapping[str, str], row: int
) -> None:
    case = reference.rows[row]

    found = search.by_case(case["case_id"], Wanted(k=10, where=as_where(where)))

    asked = case_text(case["subject"], case["description"], None)
    scores = dict(reference.scores(asked, reference.vector(case), Fits(where)))
    scores.pop(case["case_id"], None)
    assert_nothing_better_was_left_out(found, scores, 10, FLOOR)


WORDS = "charged twice order refund invoice login export report SO-660145 fails since update app"
questions = st.lists(
    st.sampled_from(WORDS.split()),
    min_size=1,
    max_size=8,
).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=questions,
    product=st.sampled_from([None, "Billing", "Identity", "Reporting"]),
    region=st.sampled_from([None, "EMEA", "LATAM"]),
    escalated=st.sampled_from([None, True, False]),
    from_month=st.integers(1, 10),
    k=st.integers(1, 30),
)
def test_every_filter_lets_through_what_it_says_and_the_best_of_that_is_found(
    search: CaseSearch,
    reference: Reference,
    text: str,
    product: str | None,
    region: str | None,
    escalated: bool | None,
    from_month: int,
    k: int,
) -> None:
    equal = {name: value for name, value in (("product", product), ("region", region)) if value}
    start = date(2026, from_month, 1)

    def lets(row: Row) -> bool:
        is_wanted = escalated is None or (row["escalated_at"] is not None) == escalated
        return is_wanted and row["opened_local"].date() >= start and Fits(equal)(row)

    wanted = Wanted(k=k, where=as_where(equal), period=Period(start=start), escalated=escalated)
    found = search.by_text(text, wanted)

    scores = reference.scores(text, embed_one(HashingEmbedder(), text), lets)
    if set(text.split()) == {"SO-660145"}:
        scores = {
            case_id: score for case_id, score in scores.items() if "SO-660145" in reference.row(case_id)["subject"]
        }
    assert_nothing_better_was_left_out(found, scores, k, FLOOR)


def test_several_values_are_or_several_dimensions_are_and(served: Served, reference: Reference) -> None:
    where = {"product": ["Billing", "Checkout"], "region": ["EMEA"]}

    found = served.search.by_text(TEXT, Wanted(k=20, where=where))

    assert {reference.row(one)["product"] for one in ids(found)} == {"Billing", "Checkout"}
    assert {reference.row(one)["region"] for one in ids(found)} == {"EMEA"}


def test_a_kept_attribute_a_clock_dimension_and_nothing_are_filters_too(served: Served, reference: Reference) -> None:
    undecided = next(row for row in reference.rows if row["outcome"] is None)
    plan = next(row["attribute plan_version"] for row in reference.rows if row["attribute plan_version"])

    by_plan = served.search.by_text(TEXT, Wanted(where={"plan_version": [plan]}))
    on_mondays = served.search.by_text(TEXT, Wanted(where={"day_of_week": ["Monday"]}))
    without = served.search.by_text(undecided["subject"], Wanted(where={"outcome": ["(none)"]}))

    assert {reference.row(one)["attribute plan_version"] for one in ids(by_plan)} == {plan}
    assert {reference.row(one)["opened_local"].strftime("%A") for one in ids(on_mondays)} == {"Monday"}
    assert {reference.row(one)["outcome"] for one in ids(without)} == {None}


def test_a_period_lets_through_what_was_opened_in_it(served: Served, reference: Reference) -> None:
    september = Period(start=date(2026, 9, 1), end=date(2026, 10, 1))

    found = served.search.by_text(TEXT, Wanted(period=september))

    assert found
    assert {reference.row(one)["opened_local"].month for one in ids(found)} == {9}


@pytest.mark.parametrize("escalated", [True, False])
def test_only_escalations_are_found_or_only_others(served: Served, escalated: bool) -> None:
    found = served.search.by_text(TEXT, Wanted(k=20, escalated=escalated))

    assert found
    assert {case.escalated for case in found} == {escalated}


def test_only_older_cases_are_those_opened_before_the_one_searched_by(served: Served, reference: Reference) -> None:
    middle = reference.rows[CASES // 2]

    found = served.search.by_case(middle["case_id"], Wanted(k=100, older=True))

    assert found
    assert all(reference.row(one)["opened_at"] < middle["opened_at"] for one in ids(found))
    assert served.search.by_case(reference.rows[0]["case_id"], Wanted(older=True)) == []


def test_the_same_search_gives_the_same_answer(search: CaseSearch) -> None:
    assert search.by_text(TEXT, Wanted()) == search.by_text(TEXT, Wanted())


def test_a_filter_that_lets_everything_through_changes_nothing(search: CaseSearch) -> None:
    since_ever = Period(start=date(1990, 1, 1))

    assert search.by_text(TEXT, Wanted()) == search.by_text(TEXT, Wanted(period=since_ever))


def test_what_is_proposed_and_what_is_looked_at_altogether_give_one_answer(world: World) -> None:
    with searching(world, ALL_AT_ONCE) as exact, searching(world, A_FEW) as proposed:
        for text in (TEXT, "login", "SO-660145"):
            assert proposed.by_text(text, Wanted(k=5)) == exact.by_text(text, Wanted(k=5))


def test_a_filter_of_three_cases_finds_these_three(world: World, reference: Reference) -> None:
    three = reference.rows[100:103]
    moments = Period(start=three[0]["opened_local"].date(), end=three[-1]["opened_local"].date() + timedelta(days=1))
    inside = {row["case_id"] for row in reference.rows if moments.start <= row["opened_local"].date() < moments.end}

    with searching(world, A_FEW, floor=0.0) as search:
        found = search.by_text(TEXT, Wanted(k=100, period=moments))

    assert {one for case in found for one in (case.case_id, *case.same_as)} == inside


def test_a_value_that_no_case_has_finds_nothing(search: CaseSearch) -> None:
    assert search.by_text(TEXT, Wanted(where={"product": ["billing"]})) == []


def test_a_dimension_that_there_is_not_is_named_with_its_like(served: Served) -> None:
    with pytest.raises(UnknownName, match=r"There is no dimension 'produkt'\. Did you mean product"):
        served.search.by_text(TEXT, Wanted(where={"produkt": ["Billing"]}))


def test_a_case_that_there_is_not_is_said_to_be_missing(served: Served) -> None:
    with pytest.raises(CaseNotFound, match="There is no case C-0"):
        served.search.by_case("C-0", Wanted())


@pytest.mark.parametrize("nothing", ["", "  ", "[email]", "[phone] [iban]"])
def test_a_text_that_says_nothing_is_like_no_case(world: World, nothing: str) -> None:
    with searching(world, ALL_AT_ONCE, floor=0) as search:
        assert search.by_text(nothing, Wanted()) == []


def test_under_the_floor_nothing_is_similar(world: World) -> None:
    with searching(world, ALL_AT_ONCE, floor=0.9999) as search:
        assert search.by_text(TEXT, Wanted()) == []


@pytest.mark.parametrize("text", ["", " \n", "?!", "\ud800", "x" * 60_000])
def test_whatever_is_asked_is_answered_or_not_but_breaks_nothing(search: CaseSearch, text: str) -> None:
    assert len(search.by_text(text, Wanted(k=3))) <= 3
