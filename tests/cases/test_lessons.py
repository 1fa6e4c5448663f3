"""What similar cases teach, read from a generation and found by a search."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from knowledge.answers.cases.lessons import Sought, Summarise, Taught, Teacher, unchanged
from knowledge.answers.cases.material import CaseMaterial, MaterialLookup
from knowledge.answers.cases.told import Cited, Common, Difference, Summary
from knowledge.retrieval.search.search import Wanted
from knowledge.retrieval.search.similar_case import SimilarCase
from tests.builders import a_case, an_event
from tests.homes import Home

RESOLUTION = "The payment under req-{} was sent twice by the gateway."


def similar(case_id: str, *, escalated: bool, same_as: Sequence[str] = ()) -> SimilarCase:
    return SimilarCase(
        case_id=case_id, score=0.9, subject="Charged twice", escalated=escalated, why="close", same_as=same_as
    )


ESCALATED = [similar(f"C-{at}", escalated=True) for at in range(1, 5)]
OTHERS = [similar(f"C-{at}", escalated=False) for at in range(5, 9)]


def search(wanted: Wanted) -> Sequence[SimilarCase]:
    found = {True: ESCALATED, False: OTHERS, None: [*ESCALATED[:2], OTHERS[0]]}[wanted.escalated]
    return found[: wanted.k]


SOUGHT = Sought(text="charged twice", search=search, wanted=Wanted(k=3))
CASES = search(SOUGHT.wanted)


@pytest.fixture
def lookup(home: Home) -> Iterator[MaterialLookup]:
    """Eight cases, half of which came back and then escalated."""
    home.save(*(a_case(f"C-{at}", resolution=RESOLUTION.format(at), outcome="refund") for at in range(1, 10)))
    for at in range(1, 9):
        if at < 5:
            home.record(
                an_event("customer_contact", "2026-10-05 10:00", case_id=f"C-{at}"),
                an_event("escalated", "2026-10-05 12:00", case_id=f"C-{at}"),
            )
        home.record(an_event("resolved", "2026-10-06 08:00", case_id=f"C-{at}"))
    home.refresh()
    with home.knowledge() as knowledge, knowledge.current() as served:
        yield served.material


def taught(lookup: MaterialLookup, *, smallest: int = 0, summarise: Summarise = unchanged) -> Taught:
    return Teacher(lookup, smallest, summarise).taught(CASES, SOUGHT)


def test_the_cases_that_were_found_are_summed_up_and_held_against_those_that_did_not_escalate(
    lookup: MaterialLookup,
) -> None:
    found = taught(lookup)

    assert found.lessons.summary == Summary(
        sentences=[Cited(text="The payment under … was sent twice by the gateway.", case_ids=["C-1", "C-2", "C-5"])]
    )
    common, contrast = found.lessons.common, found.lessons.contrast
    assert common is not None
    assert (common.cases, common.escalated, common.resolved) == (3, 2, 3)
    assert contrast is not None
    assert contrast.others == OTHERS
    assert contrast.differences == [Difference(name="The customer came back", escalated="4 of 4", others="0 of 4")]
    assert {0, 3, 4} <= set(found.computed)
    assert {"refund", "The customer came back"} <= set(found.words)
    assert [(one.metric, one.value) for one in found.beside] == [("time_to_resolve", 24.0), ("time_to_escalate", 4.0)]


def test_near_duplicates_count_like_other_cases(lookup: MaterialLookup) -> None:
    cases = [similar("C-1", escalated=True, same_as=["C-9"])]

    common = Teacher(lookup).taught(cases, SOUGHT).lessons.common

    assert common is not None
    assert common.cases == 2


def test_a_role_that_may_not_see_few_cases_gets_the_sentences_and_no_count(lookup: MaterialLookup) -> None:
    lessons = taught(lookup, smallest=5).lessons

    assert lessons.summary is not None
    assert lessons.common is None
    assert lessons.contrast is None


def test_a_role_that_may_not_see_few_cases_gets_what_many_have_in_common(lookup: MaterialLookup) -> None:
    cases = [similar(f"C-{at}", escalated=False) for at in range(5, 9)]

    common = Teacher(lookup, 3).taught(cases, SOUGHT).lessons.common

    assert common is not None
    assert [(one.label, one.count) for one in common.outcomes] == [("refund", 4)]


def test_a_summary_may_be_written_anew_from_the_same_material(lookup: MaterialLookup) -> None:
    def written(asked: str, material: Sequence[CaseMaterial], fallback: Summary, common: Common | None) -> Summary:
        assert asked == "charged twice"
        assert [case.case_id for case in material] == ["C-1", "C-2", "C-5"]
        return replace(fallback, model="a model")

    summary = taught(lookup, summarise=written).lessons.summary

    assert summary is not None
    assert summary.model == "a model"


def test_where_nothing_was_found_there_is_nothing_to_learn(lookup: MaterialLookup) -> None:
    lessons = Teacher(lookup).taught([], SOUGHT).lessons

    assert (lessons.summary, lessons.common, lessons.contrast) == (None, None, None)


def test_what_was_asked_by_a_case_is_its_text(lookup: MaterialLookup) -> None:
    asked = []

    def noted(question: str, material: Sequence[CaseMaterial], fallback: Summary, common: Common | None) -> Summary:
        asked.append(question)
        return fallback

    Teacher(lookup, 0, noted).taught(CASES, replace(SOUGHT, text="C-9", case_id="C-9"))

    assert asked == ["Login fails\n"]
