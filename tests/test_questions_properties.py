"""What holds for every question: it is read, quickly, and politeness and capitals do not change what it means."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.metrics.catalogue import DIMENSIONS, METRICS, Measure
from knowledge.metrics.periods import Grain, Period
from knowledge.questions.linking.tokens import words_of
from knowledge.questions.plan import Bound, Intent, Order, Plan, Reading, Show, Sign, Unclear, Understood
from knowledge.questions.wording import Wording
from tests.test_questions_readings import BREAKDOWNS, TRENDS, VALUES
from tests.test_questions_values import SUNDAY, a_reader, a_vocabulary
from tests.test_questions_values import VALUES as VALUES_OF

READER = a_reader()
WORDING = Wording(METRICS, a_vocabulary())
NUMBERS = [question for question, _ in (*VALUES, *TRENDS, *BREAKDOWNS)]
WORDS = words_of(
    """
    escalations cases escalated ratio rate share of by per each product region team top bottom most 5 three
    not except excluding EMEA Billing Support P1 IT 1 last this week month since between and or to from March
    2026 03/04 Q3 31 trend weekly why compare similar like C-17 have we seen before who will what is an how
    many foo
    """
)

texts = st.text(max_size=200) | st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@given(question=texts, today=st.dates(min_value=date(1995, 1, 1), max_value=date(2095, 1, 1)))
@settings(max_examples=400, deadline=None)
def test_every_text_is_read(question: str, today: date) -> None:
    _assert_sound(READER.read(question, today=today))


@given(question=texts)
@settings(max_examples=200, deadline=None)
def test_every_choice_is_understood(question: str) -> None:
    reading = READER.read(question, today=SUNDAY)

    for choice in reading.choices if isinstance(reading, Unclear) else ():
        assert isinstance(READER.read(choice, today=SUNDAY), Understood), choice


@pytest.mark.parametrize(
    "question",
    [
        "",
        " \n\t",
        "?!…—",
        "\x00\x00",
        "🙈" * 500,
        "३ escalations in २०२६",
        "כמה הסלמות היו בחודש שעבר?",
        "\u202eescalations by product",
        "a" * 40_000,
        " " * 40_000 + "x",
        "how did we solve " + " " * 900,
        "similar " * 120,
        "escalations by product and " * 37,
        "similar cases: " + "the export failed again. " * 1_600,
        "escalations " * 3_400,
        "9" * 900,
        "0001-01-01 9999-12-31 1900-02-30 2026-13-01 escalations since 9999",
        "escalations in the last 999 years",
        "escalations 999 years ago",
    ],
)
def test_odd_texts_are_read_too(question: str) -> None:
    _assert_sound(READER.read(question, today=SUNDAY))


def test_a_period_that_ends_with_the_calendar_is_read() -> None:
    _assert_sound(READER.read("escalations since 2099 until december 2099", today=date(9999, 12, 30)))


def _assert_sound(reading: Reading) -> None:
    """Names what exists, or says something."""
    if isinstance(reading, Unclear):
        assert reading.choices
    if not isinstance(reading, Understood):
        assert reading.sentence
        return
    plan = reading.plan
    assert plan.metric is None or plan.metric in METRICS
    assert set(plan.by) <= {*DIMENSIONS, "severity"}
    for dimension, values in plan.where.items():
        assert values
        assert dimension == "day_of_week" or set(values) <= set(VALUES_OF[dimension])


@pytest.mark.parametrize("question", NUMBERS)
@pytest.mark.parametrize("change", ["please {}", "Hey, {}", "hi there, could you {} please?", "{} thanks"])
def test_politeness_does_not_change_a_plan(question: str, change: str) -> None:
    polite = READER.read(change.format(question), today=SUNDAY)

    assert isinstance(polite, Understood)
    assert polite.plan == _plan(question)


@pytest.mark.parametrize("question", NUMBERS)
@pytest.mark.parametrize("change", [str.lower, str.upper, str.title])
def test_capitals_do_not_change_a_plan(question: str, change: Callable[[str], str]) -> None:
    assert _plan(change(question)) == _plan(question)


def _plan(question: str) -> Plan:
    reading = READER.read(question, today=SUNDAY)
    assert isinstance(reading, Understood), reading
    return reading.plan


def _some_values(dimension: str) -> st.SearchStrategy[tuple[str, ...]]:
    known = st.sampled_from(sorted(VALUES_OF[dimension]))
    return st.lists(known, min_size=1, max_size=2, unique=True).map(tuple)


SPLITS = ("product", "category", "region", "team", "account", "severity", "account_tier")
OCTOBER = Period(start=date(2026, 10, 1), end=date(2026, 11, 1))
SEPTEMBER = Period(start=date(2026, 9, 1), end=date(2026, 10, 1))


def _known(metric: str, names: list[str]) -> tuple[str, ...]:
    known = METRICS[metric].dimensions
    return tuple(name for name in names if known is None or name in known)


def _bounds(metric: str) -> st.SearchStrategy[Bound | None]:
    share = METRICS[metric].measure is Measure.SHARE
    numbers = st.integers(1, 100).map(lambda n: n / 100 if share else float(n))
    return st.none() | st.builds(Bound, sign=st.sampled_from(Sign), number=numbers)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Numbers of every kind, for October."""
    metric = draw(st.sampled_from(sorted(METRICS)))
    by = _known(metric, draw(st.lists(st.sampled_from(SPLITS), max_size=2, unique=True)))
    every = draw(st.none() | st.sampled_from(Grain))
    filtered = _known(metric, draw(st.lists(st.sampled_from(SPLITS), max_size=2, unique=True)))
    order = draw(st.none() | st.sampled_from(Order)) if by else None
    thresholds = st.none() | st.integers(1, 2000).map(float)
    return Plan(
        intent=Intent.TREND if every else Intent.BREAKDOWN if by else Intent.VALUE,
        metric=metric,
        statistic=draw(st.sampled_from((None, *METRICS[metric].statistics))),
        by=by,
        every=every,
        where={name: draw(_some_values(name)) for name in filtered},
        period=OCTOBER,
        limit=draw(st.none() | st.integers(1, 20)) if order else None,
        order=order,
        threshold_hours=draw(thresholds) if METRICS[metric].threshold_hours else None,
        bound=draw(_bounds(metric)) if by and not every and not order else None,
        show=draw(st.none() | st.sampled_from(Show)),
    )


@given(plan=plans())
@settings(max_examples=250, deadline=None)
def test_a_plan_that_is_worded_is_read_back_as_the_same_plan(plan: Plan) -> None:
    assert _plan(WORDING.question(plan, "last month")) == plan


@given(plan=plans(), intent=st.sampled_from((Intent.COMPARE, Intent.WHY)))
@settings(max_examples=120, deadline=None)
def test_a_comparison_of_periods_that_is_worded_is_read_back_as_the_same_plan(plan: Plan, intent: Intent) -> None:
    held = replace(
        plan, intent=intent, every=None, order=None, limit=None, bound=None, show=None, compared_with=SEPTEMBER
    )

    assert _plan(WORDING.question(held, "last month vs the month before")) == held


@given(metric=st.sampled_from(sorted(METRICS)), dimension=st.sampled_from(SPLITS), data=st.data())
@settings(max_examples=80, deadline=None)
def test_a_comparison_of_values_that_is_worded_is_read_back_as_the_same_plan(
    metric: str, dimension: str, data: st.DataObject
) -> None:
    values = data.draw(st.lists(st.sampled_from(sorted(VALUES_OF[dimension])), min_size=2, max_size=3, unique=True))
    plan = Plan(intent=Intent.COMPARE, metric=metric, by=(dimension,), where={dimension: tuple(values)}, period=OCTOBER)
    if not _known(metric, [dimension]):
        return

    assert _plan(WORDING.question(plan, "last month")) == plan


@pytest.mark.parametrize(
    "plan",
    [
        Plan(intent=Intent.CASE, case_id="C-17"),
        Plan(intent=Intent.SIMILAR, case_id="C-17"),
        Plan(intent=Intent.SIMILAR, topic="charged twice"),
        Plan(intent=Intent.DEFINE, metric="csat"),
        Plan(intent=Intent.HELP),
        Plan(intent=Intent.EFFECT),
        Plan(intent=Intent.EFFECT, topic="new refund policy"),
        Plan(intent=Intent.EFFECT, topic="new refund policy", metric="escalations", where={"region": ("EMEA",)}),
        Plan(intent=Intent.FINDINGS),
        Plan(intent=Intent.FINDINGS, metric="escalations", by=("product",), where={"region": ("EMEA",)}),
    ],
)
def test_another_plan_that_is_worded_is_read_back_as_the_same_plan(plan: Plan) -> None:
    assert _plan(WORDING.question(plan, "")) == plan


UNKNOWN = ("frobnicated", "Zanzibar", "purple", "didn't", "x7q")


@given(question=st.sampled_from(NUMBERS), word=st.sampled_from(UNKNOWN), data=st.data())
@settings(max_examples=400, deadline=None)
def test_no_content_word_is_ignored(question: str, word: str, data: st.DataObject) -> None:
    words = question.split()
    place = data.draw(st.integers(0, len(words)))

    reading = READER.read(" ".join([*words[:place], word, *words[place:]]), today=SUNDAY)

    assert not isinstance(reading, Understood)
