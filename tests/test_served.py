"""The served generation: opened once, shared, changed over when another is published, let go of at the end."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from knowledge.errors import DamagedGeneration, NoGeneration
from knowledge.metrics.compiling import Request
from knowledge.retrieval.search.search import Wanted
from tests.builders import a_case
from tests.homes import Home, copied


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one case in its first generation."""
    home = Home(tmp_path_factory.mktemp("first"))
    home.save(a_case("C-1", product="Billing"))
    home.refresh()
    home.close()
    return home.folder


@pytest.fixture
def home(first: Path, tmp_path: Path) -> Iterator[Home]:
    """A copy of it that keeps one generation."""
    with copied(first, tmp_path / "home", keep=1) as home:
        yield home


def publish(home: Home, *case_ids: str) -> None:
    home.save(*(a_case(case_id, subject=f"about {case_id}") for case_id in case_ids))
    home.refresh()


def generations(home: Home) -> list[str]:
    return sorted(path.name for path in (home.folder / "generations").glob("0*"))


def test_a_generation_is_opened_once_for_many_answers(home: Home) -> None:
    with home.knowledge() as knowledge:
        with knowledge.current() as one, knowledge.current() as two:
            assert one is two
        with knowledge.current() as three:
            assert three is one


def test_another_generation_is_noticed_at_the_next_answer(home: Home) -> None:
    with home.knowledge() as knowledge:
        with knowledge.current() as served:
            publish(home, "C-2")
            (before,) = served.metrics.compute(Request(metric="cases")).rows
        with knowledge.current() as served:
            (after,) = served.metrics.compute(Request(metric="cases")).rows

    assert (before.value, after.value) == (1, 2)


def test_a_rollback_is_noticed_too(home: Home) -> None:
    publish(home, "C-2")
    with home.knowledge() as knowledge:
        with knowledge.current() as served:
            assert served.manifest.counts["cases"] == 2
        home.shelf.roll_back()
        with knowledge.current() as served:
            assert served.manifest.counts["cases"] == 1


def test_what_an_answer_is_made_from_stays_until_the_answer_is_done(home: Home) -> None:
    with home.knowledge() as knowledge:
        with knowledge.current() as served:
            first = served.manifest.id
            publish(home, "C-2")
            assert first in generations(home)
            assert [case.case_id for case in served.search.by_text("Login fails", Wanted())] == ["C-1"]
        with knowledge.current():
            publish(home, "C-3")

    assert first not in generations(home)


def test_after_closing_nothing_is_held(home: Home) -> None:
    with home.knowledge() as knowledge, knowledge.current() as served:
        first = served.manifest.id
    publish(home, "C-2")
    publish(home, "C-3")

    assert first not in generations(home)


def test_many_answers_at_once_share_it(home: Home) -> None:
    publish(home, *(f"C-{at}" for at in range(20)))

    def ask(at: int) -> object:
        with knowledge.current() as served:
            return served.search.by_text("about C-3", Wanted(k=2)), served.metrics.compute(Request(metric="cases")).rows

    with home.knowledge() as knowledge, ThreadPoolExecutor(max_workers=8) as people:
        answers = list(people.map(ask, range(24)))

    assert all(answer == answers[0] for answer in answers)


def test_values_are_those_that_occur_the_most_frequent_first(home: Home) -> None:
    home.save(*(a_case(f"D-{at}", product="Login" if at < 2 else None, attributes={"plan": "v2"}) for at in range(5)))
    home.refresh()

    with home.knowledge() as knowledge, knowledge.current() as served:
        assert served.values_of("product") == ("Login", "Billing", "(none)")
        assert served.values_of("plan") == ("v2", "(none)")
        assert served.values_of("no dimension") == ()


def test_without_a_generation_and_with_a_damaged_one_it_says_so(home: Home, tmp_path: Path) -> None:
    with Home(tmp_path / "empty").knowledge() as knowledge, pytest.raises(NoGeneration), knowledge.current():
        pass
    (damaged,) = (home.folder / "generations").glob("0*/cases.parquet")
    damaged.unlink()
    with (
        home.knowledge() as knowledge,
        pytest.raises(DamagedGeneration, match=r"cases\.parquet is gone"),
        knowledge.current(),
    ):
        pass
