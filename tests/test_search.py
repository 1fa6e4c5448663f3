"""Similar past cases: exact, filtered, folded, and never the case itself."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from knowledge.answers.served import Served
from knowledge.errors import CaseNotFound, DamagedGeneration, ModelUnavailable, UnknownName
from knowledge.metrics.periods import Period
from knowledge.retrieval.meaning.case_index import INDEX
from knowledge.retrieval.search.search import Wanted
from knowledge.retrieval.search.similar_case import SimilarCase
from knowledge.retrieval.vectors.embedder import embed_one
from knowledge.retrieval.vectors.matrix import VectorMatrix
from tests.builders import OPENED, a_case, an_event
from tests.fakes import HashingEmbedder
from tests.homes import Home
from tests.world import CASES, World

FLOOR = 0.1
TEXT = "customer was charged twice for one order"


@pytest.fixture(scope="module")
def served(world: World) -> Iterator[Served]:
    with world.knowledge(similarity_floor=FLOOR) as knowledge, knowledge.current() as served:
        yield served


@dataclass(frozen=True)
class Everything:
    """All cases of the world with their vectors: what a search is held against."""

    rows: Sequence[Mapping[str, Any]]
    vectors: np.ndarray

    def scores(self, vector: np.ndarray, **equal: str) -> dict[str, float]:
        """The similarity of each case whose columns are as given, by its id."""
        found = (self.vectors @ vector).tolist()
        named = zip(self.rows, found, strict=True)
        return {row["case_id"]: score for row, score in named if all(row[name] == equal[name] for name in equal)}

    def vector(self, case_id: str) -> np.ndarray:
        return np.asarray(self.vectors[next(row["row"] for row in self.rows if row["case_id"] == case_id)])


@pytest.fixture(scope="module")
def everything(world: World, served: Served) -> Everything:
    folder = world.folder / "generations" / served.manifest.id
    rows = pq.read_table(folder / "cases.parquet").to_pylist()
    matrix = VectorMatrix.open(folder, "it")
    return Everything(sorted(rows, key=lambda row: int(row["row"])), matrix.rows(np.arange(CASES)))


def assert_nothing_closer_was_left_out(found: Sequence[SimilarCase], scores: Mapping[str, float], k: int) -> None:
    """What was found are the `k` highest scores from the floor on, in their order, each with its own score."""
    shown = {case_id for case in found for case_id in (case.case_id, *case.same_as)}
    given = [case.score or 0.0 for case in found]
    assert given == pytest.approx([scores[case.case_id] for case in found], abs=1e-4)
    assert given == sorted(given, reverse=True)
    left_out = [score for case_id, score in scores.items() if case_id not in shown]
    if len(found) == k:
        assert max(left_out, default=-1) <= given[-1] + 1e-4
    else:
        assert len(found) < k
        assert max(left_out, default=-1) < FLOOR


FILTERS: Sequence[Mapping[str, str]] = (
    {},
    {"product": "Billing"},
    {"region": "EMEA", "priority": "P2"},
    {"outcome": "refund"},
    {"team": "Mobile Engineering"},
)


@pytest.mark.parametrize("where", FILTERS)
@pytest.mark.parametrize("k", [1, 3, 10, 100])
def test_a_search_by_text_finds_the_closest_of_all_that_the_filter_lets_through(
    served: Served, everything: Everything, where: Mapping[str, str], k: int
) -> None:
    found = served.search.by_text(TEXT, Wanted(k=k, where={name: [value] for name, value in where.items()}))

    scores = everything.scores(embed_one(HashingEmbedder(), TEXT), **where)
    assert_nothing_closer_was_left_out(found, scores, k)


@pytest.mark.parametrize("where", FILTERS)
@pytest.mark.parametrize("row", [0, 123, CASES - 1])
def test_a_search_by_case_finds_the_closest_others(
    served: Served, everything: Everything, where: Mapping[str, str], row: int
) -> None:
    case_id = everything.rows[row]["case_id"]

    found = served.search.by_case(case_id, Wanted(k=10, where={name: [value] for name, value in where.items()}))

    scores = everything.scores(everything.vector(case_id), **where)
    scores.pop(case_id, None)
    assert case_id not in {one for case in found for one in (case.case_id, *case.same_as)}
    assert_nothing_closer_was_left_out(found, scores, 10)


def ids(found: Sequence[SimilarCase]) -> list[str]:
    return [case.case_id for case in found]


def test_several_values_are_or_several_dimensions_are_and(served: Served, everything: Everything) -> None:
    where = {"product": ["Billing", "Checkout"], "region": ["EMEA"]}

    found = served.search.by_text(TEXT, Wanted(k=20, where=where))

    column = {row["case_id"]: row for row in everything.rows}
    assert {column[one]["product"] for one in ids(found)} == {"Billing", "Checkout"}
    assert {column[one]["region"] for one in ids(found)} == {"EMEA"}


def test_a_kept_attribute_a_clock_dimension_and_nothing_are_filters_too(served: Served, everything: Everything) -> None:
    column = {row["case_id"]: row for row in everything.rows}
    undecided = next(row for row in everything.rows if row["outcome"] is None)
    plan = next(row["attribute plan_version"] for row in everything.rows if row["attribute plan_version"])

    by_plan = served.search.by_text(TEXT, Wanted(where={"plan_version": [plan]}))
    on_mondays = served.search.by_text(TEXT, Wanted(where={"day_of_week": ["Monday"]}))
    without = served.search.by_text(undecided["subject"], Wanted(where={"outcome": ["(none)"]}))

    assert {column[one]["attribute plan_version"] for one in ids(by_plan)} == {plan}
    assert {column[one]["opened_local"].strftime("%A") for one in ids(on_mondays)} == {"Monday"}
    assert {column[one]["outcome"] for one in ids(without)} == {None}


def test_a_period_lets_through_what_was_opened_in_it(served: Served, everything: Everything) -> None:
    september = Period(start=date(2026, 9, 1), end=date(2026, 10, 1))

    found = served.search.by_text(TEXT, Wanted(period=september))

    opened = {row["case_id"]: row["opened_local"] for row in everything.rows}
    assert found
    assert {(opened[one].year, opened[one].month) for one in ids(found)} == {(2026, 9)}


def test_only_older_cases_are_those_opened_before_the_one_searched_by(served: Served, everything: Everything) -> None:
    opened: dict[str, datetime] = {row["case_id"]: row["opened_at"] for row in everything.rows}
    middle = everything.rows[CASES // 2]["case_id"]

    found = served.search.by_case(middle, Wanted(k=100, older=True))

    assert found
    assert all(opened[one] < opened[middle] for one in ids(found))
    assert served.search.by_case(everything.rows[0]["case_id"], Wanted(older=True)) == []


def test_the_same_search_gives_the_same_answer(served: Served) -> None:
    assert served.search.by_text(TEXT, Wanted()) == served.search.by_text(TEXT, Wanted())


def test_a_filter_that_lets_everything_through_changes_nothing(served: Served) -> None:
    since_ever = Period(start=date(1990, 1, 1))

    assert served.search.by_text(TEXT, Wanted()) == served.search.by_text(TEXT, Wanted(period=since_ever))


def test_a_value_that_no_case_has_finds_nothing(served: Served) -> None:
    assert served.search.by_text(TEXT, Wanted(where={"product": ["billing"]})) == []


def test_a_dimension_that_there_is_not_is_named_with_its_like(served: Served) -> None:
    with pytest.raises(UnknownName, match=r"There is no dimension 'produkt'\. Did you mean product"):
        served.search.by_text(TEXT, Wanted(where={"produkt": ["Billing"]}))


def test_a_case_that_there_is_not_is_said_to_be_missing(served: Served) -> None:
    with pytest.raises(CaseNotFound, match="There is no case C-0"):
        served.search.by_case("C-0", Wanted())


def test_under_the_floor_nothing_is_similar(world: World) -> None:
    with world.knowledge(similarity_floor=0.99) as knowledge, knowledge.current() as served:
        assert served.search.by_text(TEXT, Wanted()) == []


# What is shown of a case, on a few cases made for it


def long(words: str, end: str = "") -> str:
    """A text so long that one word more is nearly the same."""
    return " ".join(f"{words} {at}" for at in range(110)) + end


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    home = Home(tmp_path_factory.mktemp("few"))
    home.save(
        a_case("C-1", subject="charged twice", outcome="refund", resolution="Paid back", url="https://desk/C-1"),
        a_case("C-2", subject="login fails since the update", opened_at=OPENED + timedelta(hours=1)),
        *(a_case(f"L-{at}", subject=long("page"), opened_at=OPENED + timedelta(days=at)) for at in range(4)),
        a_case("L-9", subject=long("page", end=" again"), opened_at=OPENED + timedelta(days=9)),
        a_case("M-1", subject=long("page 7 invoice total"), opened_at=OPENED + timedelta(days=9)),
    )
    home.record(an_event("escalated", "2026-10-06", case_id="C-1"))
    home.refresh()
    yield home
    home.close()


@pytest.fixture(scope="module")
def small(few: Home) -> Iterator[Served]:
    with few.knowledge() as knowledge, knowledge.current() as served:
        yield served


def test_a_result_tells_how_its_case_ended(small: Served) -> None:
    (found,) = small.search.by_text("charged twice", Wanted(k=1))

    assert found == SimilarCase(
        case_id="C-1",
        score=found.score,
        subject="charged twice",
        escalated=True,
        outcome="refund",
        resolution="Paid back",
        why="both mention charged, twice",
        url="https://desk/C-1",
        opened_on=found.opened_on,
    )
    assert found.opened_on is not None


def test_near_duplicates_are_folded_into_the_first_and_leave_room_for_others(small: Served) -> None:
    first, second = small.search.by_text(long("page"), Wanted(k=2))

    assert (first.case_id, first.same_as) == ("L-0", ("L-1", "L-2", "L-3", "L-9"))
    assert (second.case_id, second.same_as) == ("M-1", ())


def test_twins_of_the_case_searched_by_are_found_without_itself(small: Served) -> None:
    first = small.search.by_case("L-2", Wanted(k=1))[0]

    assert (first.case_id, first.same_as, first.score) == ("L-0", ("L-1", "L-3", "L-9"), 1.0)


def test_equal_scores_are_in_the_order_of_opening(small: Served) -> None:
    found = small.search.by_case("L-0", Wanted(k=1, older=False))[0]

    assert (found.case_id, *found.same_as) == ("L-1", "L-2", "L-3", "L-9")


def test_a_case_without_a_url_gets_the_one_of_the_template(few: Home, tmp_path: Path) -> None:
    world = World(export=tmp_path, folder=few.folder, embedder=few.embedder)
    template = "https://desk.example/cases/{case_id}?from=slack"
    with world.knowledge(case_url_template=template, similarity_floor=0) as knowledge, knowledge.current() as served:
        found = {case.case_id: case.url for case in served.search.by_text("charged twice", Wanted())}

    assert found["C-1"] == "https://desk/C-1"
    assert found["C-2"] == "https://desk.example/cases/C-2?from=slack"


# What cannot be searched


def test_vectors_of_another_model_are_not_searched_but_a_case_is(few: Home) -> None:
    other = World(export=few.folder, folder=few.folder, embedder=HashingEmbedder("hashing/2"))
    with other.knowledge(similarity_floor=0) as knowledge, knowledge.current() as served:
        with pytest.raises(ModelUnavailable, match="what is served was made with hashing; run `groundswell refresh`"):
            served.search.by_text("charged twice", Wanted())

        assert served.search.by_case("L-1", Wanted(k=1))


@pytest.mark.parametrize("name", ["chroma.sqlite3", "*"])
def test_an_index_that_was_damaged_is_damage_that_says_what_to_do(few: Home, tmp_path: Path, name: str) -> None:
    world = World(export=tmp_path, folder=few.folder, embedder=few.embedder).copied(tmp_path / "home")
    for file in next((world.folder / "generations").glob("0*")).joinpath(INDEX).rglob("*"):
        if file.is_file() and name in (file.name, "*"):
            file.write_bytes(b"torn" * 100)
    with world.knowledge(similarity_floor=0) as knowledge, knowledge.current() as served:
        with pytest.raises(DamagedGeneration, match=r"its index cannot be used: .*`groundswell refresh` builds"):
            served.search.by_text("charged twice", Wanted())

        assert served.search.by_case("L-1", Wanted(k=1, where={"product": ["(none)"]}))


def test_a_graph_with_torn_bytes_is_damage_and_does_not_end_the_process(home: Home) -> None:
    home.save(*(a_case(f"C-{at}", subject=f"subject number {at}") for at in range(1_100)))
    home.refresh()
    (graph,) = home.folder.glob("generations/0*/chroma/*/data_level0.bin")
    graph.write_bytes(os.urandom(graph.stat().st_size))

    with home.knowledge() as knowledge, knowledge.current() as served:
        with pytest.raises(DamagedGeneration, match=r"data_level0\.bin is gone or changed"):
            served.search.by_text("subject number 7", Wanted())
        assert served.search.by_text("subject number 7", Wanted(k=1, where={"product": ["(none)"]}))
