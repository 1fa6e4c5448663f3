"""What a model wrote becomes a Plan that can be computed, or is refused with the reasons."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.metrics.catalogue import METRICS
from knowledge.metrics.compiling import compile_request
from knowledge.metrics.moments import Ending
from knowledge.metrics.periods import Grain, Period
from knowledge.questions.chat.checks import Ground, Reason
from knowledge.questions.chat.offer import Offer
from knowledge.questions.chat.plans import contradicts, plan_from, request_of
from knowledge.questions.chat.schema import ChatPart, part_of
from knowledge.questions.plan import Bound, Intent, Order, Plan, Show, Sign, Understood
from knowledge.questions.vocabulary import Vocabulary
from tests.generated import LATER, UTC_ZONE
from tests.test_questions_values import CASES, SUNDAY, VALUES

LAST_90_DAYS = Period(start=date(2026, 8, 24), end=SUNDAY)
OCTOBER = Period(start=date(2026, 10, 1), end=date(2026, 11, 1))
SEPTEMBER = Period(start=date(2026, 9, 1), end=date(2026, 10, 1))
IN_OCTOBER = {"from": "2026-10-01", "before": "2026-11-01"}
IN_SEPTEMBER = {"from": "2026-09-01", "before": "2026-10-01"}

WITH_PEOPLE = Vocabulary(
    values={**VALUES, "assignee": {"Ada": 20, "Grace": 30}},
    attributes=("severity", "assignee"),
    case_exists=CASES.__contains__,
)
GROUND = Ground(vocabulary=WITH_PEOPLE, offer=Offer(WITH_PEOPLE), today=SUNDAY, default_period_days=90)


def a_part(intent: str = "value", metric: str | None = "escalations", **said: Any) -> ChatPart:  # noqa: ANN401  any field
    return ChatPart.model_validate({"intent": intent, "metric": metric, **said})


def a_plan(intent: Intent = Intent.VALUE, metric: str | None = "escalations", **said: Any) -> Plan:  # noqa: ANN401  any field
    return Plan(**{"intent": intent, "metric": metric, "period": LAST_90_DAYS, **said})


def only(dimension: str, *values: str) -> dict[str, Any]:
    return {"dimension": dimension, "values": list(values)}


@pytest.mark.parametrize(
    ("part", "plan"),
    [
        (a_part(), a_plan()),
        (a_part(period=IN_OCTOBER), a_plan(period=OCTOBER)),
        (a_part(period={"from": "2026-10-01"}), a_plan(period=Period(start=date(2026, 10, 1), end=date(2026, 11, 23)))),
        (a_part(period={"before": "2026-10-01"}), a_plan(period=Period(end=date(2026, 10, 1)))),
        (a_part(period={}), a_plan()),
        (a_part("breakdown", by=["product", "team"]), a_plan(Intent.BREAKDOWN, by=("product", "team"))),
        (a_part("value", by=["product"]), a_plan(Intent.BREAKDOWN, by=("product",))),
        (a_part("value", every="week"), a_plan(Intent.TREND, every=Grain.WEEK)),
        (a_part("trend"), a_plan(Intent.TREND, every=Grain.WEEK)),
        (a_part(where=[only("region", "emea", "Apac")]), a_plan(where={"region": ("EMEA", "APAC")})),
        (a_part(where=[only("priority", "(none)")]), a_plan(where={"priority": ("(none)",)})),
        (a_part(where=[only("day_of_week", "monday")]), a_plan(where={"day_of_week": ("Monday",)})),
        (a_part(where=[only("hour_of_day", "9")]), a_plan(where={"hour_of_day": ("9",)})),
        (
            a_part(where=[only("severity", "1 - critical"), only("team", "IT")]),
            a_plan(where={"severity": ("1 - Critical",), "team": ("IT",)}),
        ),
        (a_part(metric="time_to_resolve", statistic="p90"), a_plan(metric="time_to_resolve", statistic="p90")),
        (
            a_part("breakdown", by=["team"], limit=3),
            a_plan(Intent.BREAKDOWN, by=("team",), limit=3, order=Order.DESC),
        ),
        (
            a_part("breakdown", by=["team"], order="asc", show="table"),
            a_plan(Intent.BREAKDOWN, by=("team",), order=Order.ASC, show=Show.TABLE),
        ),
        (
            a_part("breakdown", by=["team"], bound={"sign": "above", "number": 20}),
            a_plan(Intent.BREAKDOWN, by=("team",), bound=Bound(sign=Sign.ABOVE, number=20)),
        ),
        (
            a_part(metric="early_escalation_share", threshold_hours=4),
            a_plan(metric="early_escalation_share", threshold_hours=4),
        ),
        (a_part("breakdown", by=["reason"]), a_plan(Intent.BREAKDOWN, by=("reason",))),
        (
            a_part("breakdown", metric="quality_score", by=["team"]),
            a_plan(Intent.BREAKDOWN, metric="quality_score", by=("team",)),
        ),
        (a_part(metric="backlog", every="month"), a_plan(Intent.TREND, metric="backlog", every=Grain.MONTH)),
        (
            a_part("compare", period=IN_OCTOBER, compared_with=IN_SEPTEMBER),
            a_plan(Intent.COMPARE, period=OCTOBER, compared_with=SEPTEMBER),
        ),
        (
            a_part("value", period=IN_OCTOBER, compared_with=IN_SEPTEMBER),
            a_plan(Intent.COMPARE, period=OCTOBER, compared_with=SEPTEMBER),
        ),
        (
            a_part("compare", by=["region"], where=[only("region", "EMEA", "US")]),
            a_plan(Intent.COMPARE, by=("region",), where={"region": ("EMEA", "US")}),
        ),
        (a_part("why", period=IN_OCTOBER), a_plan(Intent.WHY, period=OCTOBER, compared_with=SEPTEMBER)),
        (
            a_part("similar", None, topic=" customer was charged twice ", limit=5),
            a_plan(Intent.SIMILAR, None, topic="customer was charged twice", limit=5, period=None),
        ),
        (
            a_part("similar", None, case_id="c-17", where=[only("region", "EMEA")], period=IN_OCTOBER),
            a_plan(Intent.SIMILAR, None, case_id="C-17", where={"region": ("EMEA",)}, period=OCTOBER),
        ),
        (a_part("case", None, case_id="INC0042"), a_plan(Intent.CASE, None, case_id="INC0042", period=None)),
        (
            a_part("case", None, case_id="INC0042", topic="promised"),
            a_plan(Intent.CASE, None, case_id="INC0042", topic="promised", period=None),
        ),
        (
            a_part("case", None, case_id="INC0042", topic="the weather"),
            a_plan(Intent.CASE, None, case_id="INC0042", period=None),
        ),
        (a_part("define", "csat", by=["team"]), a_plan(Intent.DEFINE, "csat", period=None)),
        (a_part("help", None), a_plan(Intent.HELP, None, period=None)),
        (a_part("findings", None), a_plan(Intent.FINDINGS, None, period=None)),
        (
            a_part("effect", None, topic="the new macro"),
            a_plan(Intent.EFFECT, None, topic="the new macro", period=None),
        ),
    ],
)
def test_what_fits_is_a_plan(part: ChatPart, plan: Plan) -> None:
    read = plan_from(part, GROUND)

    assert isinstance(read, Understood), read
    assert read.plan == plan


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        (a_part(metric=None), Reason.NO_METRIC),
        (a_part("define", None), Reason.NO_METRIC),
        (a_part(metric="happiness"), Reason.UNKNOWN_METRIC),
        (a_part("help", "happiness"), Reason.UNKNOWN_METRIC),
        (a_part(metric="cases; DROP TABLE cases"), Reason.UNKNOWN_METRIC),
        (a_part(by=["colour"]), Reason.UNKNOWN_DIMENSION),
        (a_part(by=['team" FROM cases --']), Reason.UNKNOWN_DIMENSION),
        (a_part(by=["assignee"]), Reason.UNKNOWN_DIMENSION),
        (a_part(where=[only("assignee", "Ada")]), Reason.UNKNOWN_DIMENSION),
        (a_part(where=[only("month", "2026-10-01")]), Reason.UNKNOWN_DIMENSION),
        (a_part(where=[only("product", "Teleporter")]), Reason.UNKNOWN_VALUE),
        (a_part(where=[only("product", "Billing", "Bill")]), Reason.UNKNOWN_VALUE),
        (a_part(where=[only("product", "' OR 1=1 --")]), Reason.UNKNOWN_VALUE),
        (a_part(where=[only("product")]), Reason.NO_VALUES),
        (a_part(by=["team", "team"]), Reason.TWICE),
        (a_part(where=[only("team", "IT"), only("team", "Support")]), Reason.TWICE),
        (a_part(period={"from": "last month"}), Reason.BAD_DAY),
        (a_part(period={"from": "2026-02-30"}), Reason.BAD_DAY),
        (a_part(period={"from": "2026-10-01", "before": "2026-10-01"}), Reason.BAD_PERIOD),
        (a_part(period={"from": "2026-10-02", "before": "2026-10-01"}), Reason.BAD_PERIOD),
        (a_part(period={"from": "1000-10-20", "before": "2022-01-01"}), Reason.BAD_PERIOD),
        (a_part(period={"from": "2026-10-01", "before": "9999-12-31"}), Reason.BAD_PERIOD),
        (a_part(period={"from": "2027-01-01", "before": "2027-02-01"}), Reason.FORECAST),
        (a_part(compared_with={"from": "2027-01-01"}), Reason.FORECAST),
        (a_part("breakdown", by=["team"], limit=0), Reason.BAD_LIMIT),
        (a_part("breakdown", by=["team"], limit=101), Reason.BAD_LIMIT),
        (a_part("breakdown"), Reason.NO_SPLIT),
        (a_part(bound={"sign": "above", "number": 20}), Reason.BAD_BOUND),
        (
            a_part(metric="escalation_ratio", by=["team"], bound={"sign": "above", "number": 20}),
            Reason.BAD_BOUND,
        ),
        (a_part("breakdown", by=["team"], bound={"sign": "above", "number": -1}), Reason.BAD_BOUND),
        (a_part("compare"), Reason.NOT_COMPARABLE),
        (a_part("compare", by=["region"], where=[only("region", "EMEA")]), Reason.NOT_COMPARABLE),
        (a_part("compare", period=IN_OCTOBER, compared_with=IN_OCTOBER), Reason.NOT_COMPARABLE),
        (a_part("compare", compared_with=IN_OCTOBER, every="week"), Reason.NOT_COMPARABLE),
        (a_part("compare", compared_with={"before": "2026-10-01"}), Reason.NOT_COMPARABLE),
        (a_part("compare", compared_with={}), Reason.NOT_COMPARABLE),
        (a_part("why", every="day"), Reason.NOT_COMPARABLE),
        (a_part("why", period={"before": "2026-10-01"}), Reason.NOT_COMPARABLE),
        (a_part("trend", compared_with=IN_OCTOBER), Reason.NOT_COMPARABLE),
        (a_part(statistic="median"), Reason.NOT_COMPUTABLE),
        (a_part(metric="time_to_resolve", statistic="p99"), Reason.NOT_COMPUTABLE),
        (a_part(metric="cases", by=["reason"]), Reason.NOT_COMPUTABLE),
        (a_part(metric="cases", where=[only("reason", "delay")]), Reason.NOT_COMPUTABLE),
        (a_part(metric="quality_score", by=["region"]), Reason.NOT_COMPUTABLE),
        (a_part(metric="backlog", by=["month"]), Reason.NOT_COMPUTABLE),
        (a_part(threshold_hours=4), Reason.NOT_COMPUTABLE),
        (a_part(metric="aged_cases", threshold_hours=-4), Reason.NOT_COMPUTABLE),
        (a_part("similar", None), Reason.BAD_TOPIC),
        (a_part("similar", None, topic="   "), Reason.BAD_TOPIC),
        (a_part("similar", None, topic="tell <@U123> and <!channel>"), Reason.BAD_TOPIC),
        (a_part("similar", None, topic="see https://evil.example/x"), Reason.BAD_TOPIC),
        (a_part("similar", None, topic="[click](www.evil.example)"), Reason.BAD_TOPIC),
        (a_part("similar", None, topic="one\ntwo"), Reason.BAD_TOPIC),
        (a_part("similar", None, topic="x" * 301), Reason.BAD_TOPIC),
        (a_part("similar", None, case_id="C-99"), Reason.UNKNOWN_CASE),
        (a_part("case", None), Reason.UNKNOWN_CASE),
        (a_part("case", None, case_id="\x00"), Reason.UNKNOWN_CASE),
    ],
)
def test_what_does_not_fit_is_refused_with_its_reason(part: ChatPart, reason: Reason) -> None:
    assert plan_from(part, GROUND) == (reason,)


def test_everything_that_speaks_against_a_form_is_said_at_once() -> None:
    part = a_part(metric="happiness", by=["colour"], limit=0, period={"from": "?"})

    reasons = plan_from(part, GROUND)

    assert reasons == (Reason.UNKNOWN_METRIC, Reason.UNKNOWN_DIMENSION, Reason.BAD_DAY, Reason.BAD_LIMIT)


def test_what_was_filled_in_is_told() -> None:
    read = plan_from(a_part("trend"), GROUND)

    assert isinstance(read, Understood)
    assert read.assumed == ("no period was named: the last 90 days", "no grain was named: by week")


def test_a_period_that_is_not_over_is_compared_with_as_many_days() -> None:
    part = a_part("compare", period={"from": "2026-11-01", "before": "2026-12-01"}, compared_with=IN_OCTOBER)

    read = plan_from(part, GROUND)

    assert isinstance(read, Understood)
    assert read.plan.period == Period(start=date(2026, 11, 1), end=SUNDAY)
    assert read.plan.compared_with == Period(start=date(2026, 10, 1), end=date(2026, 10, 22))
    assert read.assumed[0].startswith("one period is not over")


@pytest.mark.parametrize(
    ("plan", "agrees"),
    [
        (a_plan(where={"region": ("EMEA",)}, period=OCTOBER), True),
        (a_plan(where={"region": ("EMEA",), "team": ("IT",)}, period=OCTOBER, by=("product",)), True),
        (a_plan(where={"region": ("US",)}, period=OCTOBER), False),
        (a_plan(where={}, period=OCTOBER), False),
        (a_plan(where={"region": ("EMEA", "US")}, period=OCTOBER), False),
        (a_plan(where={"region": ("EMEA",)}, period=SEPTEMBER), False),
        (a_plan(metric="cases", where={"region": ("EMEA",)}, period=OCTOBER), False),
        (a_plan(Intent.SIMILAR, None, topic="x", where={"region": ("EMEA",)}, period=OCTOBER), False),
    ],
)
def test_a_plan_may_add_to_what_is_sure_and_not_change_it(plan: Plan, agrees: bool) -> None:
    sure = a_plan(where={"region": ("EMEA",)}, period=OCTOBER)

    assert contradicts(plan, sure) is not agrees


def test_a_search_may_explain_cases_with_words_that_nothing_was_found_for() -> None:
    searched = a_plan(Intent.SIMILAR, None, topic="slow exports", period=None)

    assert not contradicts(searched, a_plan(metric="cases", period=None))


NAMES = st.sampled_from(
    ["product", "team", "region", "reason", "severity", "assignee", "hour_of_day", "week", "colour"]
)
SAID = st.sampled_from(["Billing", "emea", "IT", "Ada", "delay", "9", "(none)", "' OR 1=1", "", "\x00", "ß" * 99])
DAYS = st.sampled_from([None, "2026-10-01", "2026-11-01", "2025-02-28", "2027-05-01", "0001-01-01", "?", ""])
PERIODS = st.none() | st.fixed_dictionaries({"from": DAYS, "before": DAYS})
FORMS = st.fixed_dictionaries(
    {
        "intent": st.sampled_from([str(intent) for intent in Intent]),
        "metric": st.none() | st.sampled_from([*METRICS, "happiness"]),
        "by": st.lists(NAMES, max_size=2),
        "where": st.lists(
            st.fixed_dictionaries({"dimension": NAMES, "values": st.lists(SAID, max_size=3)}), max_size=2
        ),
    },
    optional={
        "statistic": st.none() | st.sampled_from(["median", "p90", "mean", "mode"]),
        "every": st.none() | st.sampled_from([str(grain) for grain in Grain]),
        "period": PERIODS,
        "compared_with": PERIODS,
        "limit": st.none() | st.integers(),
        "order": st.none() | st.sampled_from(["asc", "desc"]),
        "threshold_hours": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "bound": st.none()
        | st.fixed_dictionaries(
            {"sign": st.sampled_from([str(sign) for sign in Sign]), "number": st.floats(0, 30, allow_nan=False)}
        ),
        "show": st.none() | st.sampled_from(["table", "cases"]),
        "topic": st.none() | st.text(max_size=40),
        "case_id": st.none() | st.sampled_from(["C-17", "c-17", "C-99", "", "\ud800"]) | st.text(max_size=9),
    },
)


@given(form=FORMS, today=st.dates(date(1990, 1, 1), date(2090, 1, 1)))
@settings(max_examples=500, deadline=None)
def test_whatever_is_written_is_a_plan_that_can_be_computed_or_refused(form: dict[str, Any], today: date) -> None:
    try:
        part = ChatPart.model_validate(form)
    except ValueError:
        return
    ground = Ground(vocabulary=WITH_PEOPLE, offer=GROUND.offer, today=today, default_period_days=90)

    read = plan_from(part, ground)

    if isinstance(read, Understood):
        _assert_sound(read.plan, today)
    else:
        assert read
        assert all(isinstance(reason, Reason) for reason in read)


@given(form=FORMS)
@settings(max_examples=300, deadline=None)
def test_a_plan_that_is_shown_to_a_model_is_read_back_as_it_was(form: dict[str, Any]) -> None:
    try:
        read = plan_from(ChatPart.model_validate(form), GROUND)
    except ValueError:
        return
    if isinstance(read, Understood):
        shown = part_of(read.plan).model_dump_json(by_alias=True)
        again = plan_from(ChatPart.model_validate_json(shown), GROUND)
        assert isinstance(again, Understood), again
        assert again.plan == read.plan


def _assert_sound(plan: Plan, today: date) -> None:
    assert "assignee" not in {*plan.by, *plan.where}
    assert all(value in _known(name) for name, values in plan.where.items() for value in values)
    assert plan.limit is None or 1 <= plan.limit <= 100
    assert plan.case_id is None or plan.case_id in CASES
    for period in filter(None, (plan.period, plan.compared_with)):
        assert period.start is None or period.start <= today
    if plan.metric and plan.intent is not Intent.DEFINE:
        for period in filter(None, (plan.period, plan.compared_with)):
            moments = [Ending(zone=UTC_ZONE, as_of=LATER).moment(period.end)]
            compile_request(request_of(plan, period), WITH_PEOPLE.attributes, moments=moments)


def _known(dimension: str) -> set[str]:
    return set(VALUES.get(dimension, ())) | {str(hour) for hour in range(24) if dimension == "hour_of_day"}
