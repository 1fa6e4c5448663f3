"""What is shown of a result, which cases are folded into it, and that codes are found to the letter."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from knowledge.answers.served import Served
from knowledge.retrieval.search.search import Wanted
from knowledge.retrieval.search.similar_case import SimilarCase
from tests.builders import OPENED, a_case, an_event
from tests.homes import Home
from tests.world import World


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
        a_case("E-1", subject="the export stops at the last row", description="It says ORA-00942 and gives up."),
        a_case("E-2", subject="the export stops at the last row", description="It says ORA-01555 and gives up."),
        a_case("P-1", subject="the printer XP-200 is warm", description="It smells and its lamp is red."),
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
        opened_on=OPENED.date(),
    )


def test_near_duplicates_are_folded_into_the_first_and_leave_room_for_others(small: Served) -> None:
    first, second = small.search.by_text(long("page"), Wanted(k=2))

    assert (first.case_id, first.same_as) == ("L-0", ("L-1", "L-2", "L-3", "L-9"))
    assert (second.case_id, second.same_as) == ("M-1", ())


def test_twins_of_the_case_searched_by_are_found_without_itself(small: Served) -> None:
    first = small.search.by_case("L-2", Wanted(k=1))[0]

    assert (first.case_id, first.same_as) == ("L-0", ("L-1", "L-3", "L-9"))
    assert (first.score or 0) > 0.97


def test_only_older_twins_are_folded_where_only_older_cases_are_wanted(small: Served) -> None:
    first = small.search.by_case("L-2", Wanted(k=1, older=True))[0]

    assert (first.case_id, first.same_as) == ("L-0", ("L-1",))


def test_equal_scores_are_in_the_order_of_opening(small: Served) -> None:
    found = small.search.by_case("L-0", Wanted(k=1))[0]

    assert (found.case_id, *found.same_as) == ("L-1", "L-2", "L-3", "L-9")


def test_a_code_brings_up_its_case_though_all_other_words_speak_for_another(small: Served) -> None:
    asked = "charged twice, login fails since the update, and then ORA-01555"

    first = small.search.by_text(asked, Wanted(k=3))[0]

    assert (first.case_id, first.why.startswith("both mention ORA-01555")) == ("E-2", True)


@pytest.mark.parametrize(
    "asked", ["xp-200", "XP200", "Is anything known about the XP_200?", "XP\N{NON-BREAKING HYPHEN}200"]
)
def test_a_code_is_found_however_it_is_written(small: Served, asked: str) -> None:
    assert small.search.by_text(asked, Wanted(k=1))[0].case_id == "P-1"


@pytest.mark.parametrize("asked", ["ORA-00942", "ORA-00942?", " ora-00942, ORA-99999 "])
def test_who_asks_for_nothing_but_codes_gets_the_cases_that_have_them(small: Served, asked: str) -> None:
    assert [case.case_id for case in small.search.by_text(asked, Wanted())] == ["E-1"]


def test_a_code_that_no_case_has_finds_nothing_and_words_beside_it_what_they_say(small: Served) -> None:
    assert small.search.by_text("ORA-77777", Wanted()) == []
    assert small.search.by_text("export stops with ORA-77777", Wanted(k=1))[0].case_id in ("E-1", "E-2")


def test_a_filter_and_a_code_are_and(small: Served) -> None:
    assert small.search.by_text("ORA-00942", Wanted(escalated=True)) == []


def test_cases_that_differ_in_a_code_that_was_asked_for_are_two_results(small: Served) -> None:
    first, second = small.search.by_text("the export stops at the last row with ORA-00942", Wanted(k=2))

    assert (first.case_id, first.same_as, second.case_id, second.same_as) == ("E-1", (), "E-2", ())


def test_what_has_only_the_code_is_similar_enough_with_the_settings_as_they_come(few: Home, tmp_path: Path) -> None:
    world = World(export=tmp_path, folder=few.folder, embedder=few.embedder)
    with world.knowledge() as knowledge, knowledge.current() as served:
        asked = "A customer on the phone wants to know by when somebody looks at this; ORA-00942 is all that was noted"
        assert [case.case_id for case in served.search.by_text(asked, Wanted())] == ["E-1"]
        assert served.search.by_text("where can one buy bread at this hour", Wanted()) == []


def test_a_mail_is_searched_by_what_it_says_of_the_case(small: Served) -> None:
    mail = "Dear team,\n\nthe login fails since the update.\n\nKind regards,\nCharged Twice\n-- \ncharged twice Ltd"

    assert small.search.by_text(mail, Wanted(k=1))[0].case_id == "C-2"


def test_a_case_without_a_url_gets_the_one_of_the_template(few: Home, tmp_path: Path) -> None:
    world = World(export=tmp_path, folder=few.folder, embedder=few.embedder)
    template = "https://desk.example/cases/{case_id}?from=slack"
    with world.knowledge(case_url_template=template, similarity_floor=0) as knowledge, knowledge.current() as served:
        found = {case.case_id: case.url for case in served.search.by_text("charged twice", Wanted())}

    assert found["C-1"] == "https://desk/C-1"
    assert found["C-2"] == "https://desk.example/cases/C-2?from=slack"
