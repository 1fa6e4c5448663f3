"""Who may see some cases only is answered as if there were no others, whatever is asked and in whatever way."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.answers.answer import Status
from knowledge.answers.answerer import Answerer
from knowledge.answers.choice import draft_of
from knowledge.answers.kinds.drafting import Context
from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.answers.served import Knowledge, Served
from knowledge.errors import CaseNotFound, UnknownName, UnusableInput
from knowledge.metrics.catalogue import METRICS
from knowledge.metrics.compiling import Request
from knowledge.metrics.periods import ALWAYS, Grain
from knowledge.questions.plan import Intent, Plan, Show, Understood
from knowledge.retrieval.search.search import Wanted
from tests.apart import apart, comparable, facts_of
from tests.homes import Home
from tests.world import AUGUST, NOW, SEPTEMBER, THIS_YEAR, World, a_value, answered

BILLING = Seen.of({"product": ["Billing"]})
TWO = Seen.of({"product": ["Checkout", "Identity"], "region": ["EMEA", "AMER"]})
QUESTIONS = (
    "How many escalations last month?",
    "Escalations by product this year",
    "Escalation ratio by month this year",
    "Escalation ratio by team since January",
    "Backlog by month this year",
    "Why did escalations change in September?",
    "Median time to resolve in September compared with August",
    "Quality score by team this year",
    "How many cases in Checkout this year?",
    "Escalations in Billing this year",
    "Escalations in Checkout and Reporting this year?",
    "Top 5 accounts by cases this year",
    "Similar cases: charged twice for the same invoice",
    "Similar cases: cannot sign in with SSO",
    "Show me the escalated cases of this year",
    "csat this year by channel",
    "help",
)


@pytest.fixture(scope="module", params=[BILLING, TWO], ids=["one-product", "two-dimensions"])
def seen(request: pytest.FixtureRequest) -> Seen:
    found: Seen = request.param
    return found


@pytest.fixture(scope="module")
def alone(world: World, seen: Seen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    """What answers from a home that holds those cases alone."""
    with apart(world, seen, tmp_path_factory.mktemp("alone")).knowledge(similarity_floor=0.1) as opened:
        yield opened


@pytest.fixture
def limited(knowledge: Knowledge, seen: Seen) -> Iterator[Served]:
    with knowledge.current(seen) as served:
        yield served


@pytest.fixture
def hidden_case(world: World) -> str:
    """A case of Reporting, which neither limit lets anybody see."""
    return next(str(row["case_id"]) for row in facts_of(world) if row["product"] == "Reporting")


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered_as_if_there_were_no_other_cases(
    answerer: Answerer, alone: Knowledge, seen: Seen, question: str
) -> None:
    limited = answerer.answer(question, seen=seen)

    assert comparable(limited) == comparable(Answerer(alone, now=lambda: NOW, strict=True).answer(question))


PLANS = st.builds(
    Plan,
    intent=st.sampled_from([Intent.VALUE, Intent.COMPARE, Intent.WHY]),
    metric=st.sampled_from(sorted(METRICS)),
    by=st.lists(st.sampled_from(["product", "team", "region", "account", "month"]), max_size=1).map(tuple),
    every=st.sampled_from([None, None, Grain.MONTH, Grain.WEEK]),
    where=st.sampled_from([{}, {"priority": ("P1", "P2")}, {"product": ("Reporting", "Billing")}]),
    period=st.sampled_from([SEPTEMBER, THIS_YEAR, ALWAYS]),
    compared_with=st.sampled_from([None, AUGUST]),
    show=st.sampled_from([None, Show.CASES]),
)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=PLANS)
def test_whatever_is_computed_is_computed_as_if_there_were_no_other_cases(
    knowledge: Knowledge, alone: Knowledge, seen: Seen, plan: Plan
) -> None:
    try:
        expected = answered(alone, plan)
    except UnusableInput:
        return

    assert comparable(answered(knowledge, plan, seen=seen)) == comparable(expected)


def test_the_words_of_other_cases_are_unknown(limited: Served, alone: Knowledge) -> None:
    with alone.current() as there:
        for name in ("product", "category", "region", "team", "account", "plan_version"):
            assert limited.values_of(name) == there.values_of(name)
        assert limited.manifest.counts["cases"] == there.manifest.counts["cases"]
        assert limited.manifest.maturity_hours == there.manifest.maturity_hours
        for metric in METRICS:
            definition = there.metrics.metric(metric)
            assert limited.metrics.days_with_data(definition) == there.metrics.days_with_data(definition)
            assert limited.metrics.missing(definition) == there.metrics.missing(definition)


def test_other_cases_are_not_found_told_or_similar(
    limited: Served, alone: Knowledge, hidden_case: str, world: World
) -> None:
    with alone.current() as there:
        ids = {str(row["case_id"]) for row in facts_of(world) if there.cases.has(str(row["case_id"]))}
        for text in ("charged twice", "report export fails", "cannot sign in"):
            found = limited.search.by_text(text, Wanted(k=20))
            assert found == there.search.by_text(text, Wanted(k=20))
            assert {one.case_id for one in found} | {same for one in found for same in one.same_as} <= ids

    assert not limited.cases.has(hidden_case)
    assert limited.cases.told(hidden_case) is None
    assert limited.cases.listed({hidden_case: "asked for"}) == []
    with pytest.raises(CaseNotFound):
        limited.search.by_case(hidden_case, Wanted())


def test_the_story_of_a_case_that_may_be_seen_is_whole(limited: Served, alone: Knowledge, world: World) -> None:
    with alone.current() as there:
        one = next(str(row["case_id"]) for row in facts_of(world) if there.cases.has(str(row["case_id"])))
        assert limited.cases.told(one) == there.cases.told(one)


def test_what_is_seen_is_said_with_every_answer_and_with_no_other(answerer: Answerer) -> None:
    note = "Seen here: product Checkout or Identity and region AMER or EMEA."

    assert answerer.answer("How many cases this year?", seen=TWO).caveats[-1] == note
    assert note in answerer.answer("How many cases this year?", seen=TWO).text
    assert note in answerer.similar("cannot sign in", seen=TWO).caveats
    assert not any("Seen here" in caveat for caveat in answerer.answer("How many cases this year?").caveats)
    assert answerer.answer("thanks", seen=TWO).caveats == []


def test_who_may_see_no_case_is_told_so(answerer: Answerer) -> None:
    answer = answerer.answer("How many escalations last month?", seen=Seen.of({"product": []}))

    assert answer.status is Status.NO_DATA
    assert answer.headline == "There are no cases that may be seen here."
    assert answer.caveats == ["Seen here: no cases."]


@pytest.mark.parametrize("name", ["month", "colour", "case_id", "day_of_week"])
def test_a_limit_by_what_is_no_dimension_of_the_cases_is_an_error(knowledge: Knowledge, name: str) -> None:
    with pytest.raises(UnknownName, match=f"There is no dimension '{name}'"), knowledge.current(Seen.of({name: ["x"]})):
        pass


def test_who_is_limited_by_what_is_no_dimension_is_not_told_what_else_the_cases_have(knowledge: Knowledge) -> None:
    with pytest.raises(UnknownName) as raised, knowledge.current(Seen.of({"plan_versionn": ["x"]})):
        pass

    assert "plan_version'" not in str(raised.value)
    assert "amount_band" not in str(raised.value)


def test_a_kept_attribute_limits_like_any_dimension(knowledge: Knowledge) -> None:
    with knowledge.current() as whole:
        version = next(value for value in whole.values_of("plan_version") if value != "(none)")
        of_version = Request(metric="cases", where={"plan_version": (version,)})
        expected = whole.metrics.compute(of_version).rows

    with knowledge.current(Seen.of({"plan_version": [version]})) as served:
        assert served.metrics.compute(Request(metric="cases")).rows == expected
        assert served.values_of("plan_version") == (version,)


def test_a_value_that_would_end_a_query_is_a_value(knowledge: Knowledge) -> None:
    with knowledge.current(Seen.of({"product": ["x') OR TRUE --", "Billing'"]})) as served:
        assert served.manifest.counts == {"cases": 0, "events": 0, "reviews": 0}


def test_reviews_are_seen_by_product_and_team_only(knowledge: Knowledge) -> None:
    score = Request(metric="quality_score")
    with knowledge.current() as whole, knowledge.current(BILLING) as billing, knowledge.current(TWO) as two:
        of_billing = Request(metric="quality_score", where={"product": ("Billing",)})
        assert billing.metrics.compute(score).rows == whole.metrics.compute(of_billing).rows
        assert two.metrics.compute(score).rows[0].n == 0


@pytest.mark.slow
def test_a_limit_is_opened_once_and_goes_with_its_generation(world: World, tmp_path: Path) -> None:
    copy = world.copied(tmp_path / "home")
    with copy.knowledge() as knowledge:
        with knowledge.current(BILLING) as one, knowledge.current(BILLING) as two:
            assert one is two
        many = [Seen.of({"product": ["Billing"], "region": [f"R{at}"]}) for at in range(40)]
        for limit in many:
            with knowledge.current(limit) as served:
                assert served.seen == limit
        old = served.manifest.id
        with closing(Home(copy.folder, keep=1)) as home:
            home.refresh(now=NOW, full=True)
            with knowledge.current() as newest:
                assert newest.manifest.id != old
            home.refresh(now=NOW, full=True)
    assert not (copy.folder / "generations" / old).exists()


def test_many_people_with_different_limits_are_answered_at_once(answerer: Answerer) -> None:
    limits = [EVERYTHING, BILLING, TWO, Seen.of({"product": ["Billing"]}, hides_small=True)]
    question = "Escalations by product this year"
    alone = [answerer.answer(question, seen=limit).numbers for limit in limits]

    with ThreadPoolExecutor(max_workers=8) as people:
        answers = list(people.map(lambda at: answerer.answer(question, seen=limits[at % 4]).numbers, range(32)))

    assert answers == alone * 8


def test_everything_is_the_generation_itself(knowledge: Knowledge) -> None:
    with knowledge.current() as whole, knowledge.current(EVERYTHING) as also:
        assert whole is also


def test_a_plan_that_was_read_elsewhere_finds_nothing_of_other_cases(limited: Served) -> None:
    context = Context("?", limited, today=NOW.date(), zone=ZoneInfo("UTC"))
    draft = draft_of(context, Understood(plan=a_value("cases", where={"product": ("Reporting",)}, period=THIS_YEAR)))

    assert [number.value for number in draft.numbers] == [0]
