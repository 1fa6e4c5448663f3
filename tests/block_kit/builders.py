"""Answers to show, plain ones and such as nobody would write."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from knowledge.answers.answer import Answer, Cell, Number, Receipt, SentQuery, Status, Table
from knowledge.answers.cases.told import Brief, Cited, Common, Contrast, Count, Difference, Summary
from knowledge.answers.computation import Computation
from knowledge.metrics.catalogue import METRICS
from knowledge.metrics.periods import ALWAYS, Grain, Period
from knowledge.questions.plan import Intent, Plan, Show
from knowledge.retrieval.search.similar_case import SimilarCase

TODAY = date(2026, 11, 22)
AS_OF = datetime(2026, 11, 21, 23, 6, tzinfo=UTC)


def an_answer(headline: str = "41 cases were escalated.", **facts: Any) -> Answer:  # noqa: ANN401  any field
    """An answer that is as given and nothing else."""
    defaults: dict[str, Any] = {"question": "?", "status": Status.ANSWERED, "text": headline}
    return Answer(headline=headline, **{**defaults, **facts})


def a_case(case_id: str = "C-17", **facts: Any) -> SimilarCase:  # noqa: ANN401  any field
    """A similar case that is as given and plain in everything else."""
    defaults: dict[str, Any] = {
        "score": 0.81,
        "subject": "Login fails",
        "escalated": True,
        "outcome": "fix",
        "resolution": "Cleared the cache.",
        "why": "both are about login",
        "opened_on": date(2026, 11, 1),
    }
    return SimilarCase(case_id=case_id, **{**defaults, **facts})


def a_receipt(receipt_id: str | None = "b7c3d2k") -> Receipt:
    """A receipt of nothing in particular."""
    return Receipt(id=receipt_id, generation="000003", as_of=AS_OF, timezone="UTC", definition="cases escalated")


def a_count(value: float | None, period: Period = ALWAYS, **facts: Any) -> Number:  # noqa: ANN401  any field
    """A number of escalations."""
    defaults: dict[str, Any] = {"metric": "escalations", "unit": "cases", "n": int(value or 0)}
    return Number(value=value, period=period, **{**defaults, **facts})


def a_month(number: int, year: int = 2026) -> Period:
    """A whole month."""
    return Period(start=date(year, number, 1), end=date(year + number // 12, number % 12 + 1, 1))


def a_trend(*values: float | None, unit: str = "cases", metric: str = "escalations") -> Answer:
    """The values of the first months of 2026."""
    numbers = [
        a_count(value, a_month(at), unit=unit, metric=metric, n=40)
        for at, value in enumerate(values, start=1)
        if value is not None
    ]
    return an_answer(
        plan=Plan(intent=Intent.TREND, metric=metric, every=Grain.MONTH),
        numbers=numbers,
        table=Table(
            columns=["period", metric, "n"],
            rows=[[str(number.period.start), number.value, number.n] for number in numbers],
        ),
        receipt=a_receipt(),
    )


def a_breakdown(groups: dict[str, float], **facts: Any) -> Answer:  # noqa: ANN401  any field
    """Escalations by product."""
    return an_answer(
        plan=Plan(intent=Intent.BREAKDOWN, metric="escalations", by=("product",)),
        numbers=[a_count(value, where={"product": [name]}) for name, value in groups.items()],
        table=Table(columns=["product", "escalations", "flags"], rows=[[*row, ""] for row in groups.items()]),
        receipt=a_receipt(),
        **facts,
    )


_HOSTILE = (
    "<!channel> <@U012AB3CD> <#C012AB3CD|general> <!subteam^S1|@leads> <!date^1^{date}|x>",
    "[click](https://evil.example) ![img](https://evil.example/x.png) <https://evil.example|ok>",
    "# heading\n> quote\n- list\n1. one\n```code``` `x` | a | b |\n|---|---|",
    "https://evil.example www.evil.example a@b.example mailto:a@b.example @here #general",
    "*bold* _slanted_ ~gone~ **very** __much__ :tada: $x^2$ \\",
    "\x00\x07\u202eabc\u2066def\u200b\ufeff\ud800",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \u65e5\u672c\u8a9e \U0001f600",
    "",
    " \n\t ",
    "&amp;&lt;" * 300,
    "word " * 900,
)
HOSTILE = st.integers(0, len(_HOSTILE) - 1).map(_HOSTILE.__getitem__)
WORDS = st.text(max_size=200) | st.text(alphabet="<>&*_`~|@!#[]()\\-+ a.:/\n", max_size=600) | HOSTILE
CELLS: st.SearchStrategy[Cell] = st.none() | st.booleans() | st.integers() | st.floats() | WORDS
VALUES = st.none() | st.integers() | st.floats() | st.floats(0, 1) | st.integers(0, 99)
DAYS = st.dates(date(1, 1, 1), date(9990, 1, 1)) | st.dates(date(2025, 1, 1), date(2026, 12, 31))
PERIODS = (
    st.builds(Period, start=st.none() | DAYS)
    | st.builds(Period, end=DAYS)
    | st.builds(lambda start, days: Period(start=start, end=start + timedelta(days=days)), DAYS, st.integers(1, 400))
    | st.integers(1, 12).map(a_month)
)
METRIC_NAMES = st.sampled_from([*METRICS, "unheard_of", ""]) | WORDS
DIMENSIONS = st.sampled_from(["product", "region", "hour_of_day", "month", "day_of_week", "plan version"])
WHERES = st.dictionaries(DIMENSIONS | WORDS, st.lists(WORDS, max_size=3), max_size=3)
TABLES = st.integers(1, 25).flatmap(
    lambda width: st.builds(
        Table,
        columns=st.lists(
            st.sampled_from(["period", "n", "flags", "dimension"]) | WORDS, min_size=width, max_size=width
        ),
        rows=st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=4).map(lambda rows: rows * 30),
    )
)
CASES = st.lists(
    st.builds(
        a_case,
        case_id=WORDS,
        score=st.none() | st.floats(0, 1),
        subject=WORDS,
        outcome=st.none() | WORDS,
        resolution=st.none() | WORDS,
        why=WORDS,
        same_as=st.lists(WORDS, max_size=5),
        url=st.none() | WORDS | WORDS.map("https://desk.example/{}".format) | st.just("https://desk.example/a?b=1&c=2"),
        opened_on=st.none() | DAYS,
        escalated=st.booleans(),
    ),
    max_size=3,
).map(lambda cases: cases * 5)
CITED = st.lists(st.builds(Cited, text=WORDS, case_ids=st.lists(WORDS, min_size=1, max_size=6)), max_size=7)
COUNTS = st.lists(st.builds(Count, label=WORDS, count=st.integers(0, 10**6)), max_size=6)
HOURS = st.none() | st.floats(0, 10**6)
SUMMARIES = st.builds(Summary, sentences=CITED, model=st.none() | WORDS, dropped=st.none() | WORDS)
COMMONS = st.builds(
    Common,
    cases=st.integers(0, 10**6),
    escalated=st.integers(0, 10**6),
    resolved=st.integers(0, 10**6),
    hours_to_resolve=HOURS,
    hours_to_escalate=HOURS,
    outcomes=COUNTS,
    teams=COUNTS,
    resolutions=CITED,
)
CONTRASTS = st.builds(
    Contrast,
    others=CASES,
    differences=st.lists(st.builds(Difference, name=WORDS, escalated=WORDS, others=WORDS), max_size=5),
)
BRIEFS = st.builds(
    Brief, timeline=st.lists(WORDS, max_size=18), wants=CITED, tried=CITED, promised=CITED, waits_on=CITED
)
PLANS = st.builds(
    Plan,
    intent=st.sampled_from(Intent),
    metric=st.none() | METRIC_NAMES,
    statistic=st.none() | st.sampled_from(["median", "p90", "mean", "odd"]),
    by=st.lists(DIMENSIONS, max_size=2, unique=True).map(tuple),
    every=st.none() | st.sampled_from(Grain),
    where=WHERES,
    period=st.none() | PERIODS,
    show=st.none() | st.sampled_from(Show),
)
QUERIES = st.builds(SentQuery, sql=WORDS, params=st.lists(CELLS, max_size=4))
RECEIPTS = st.builds(
    Receipt,
    id=st.none() | st.text(alphabet="abcdef23456", min_size=1, max_size=12) | WORDS,
    generation=WORDS,
    as_of=st.datetimes(timezones=st.just(UTC)),
    timezone=WORDS,
    definition=WORDS,
    queries=st.lists(QUERIES, max_size=6),
)


def _numbers(metric: str, unit: str) -> st.SearchStrategy[list[Number]]:
    """Numbers of one metric, as an answer has them."""
    number = st.builds(
        Number,
        metric=st.just(metric),
        where=WHERES | st.dictionaries(DIMENSIONS, st.lists(WORDS, min_size=1, max_size=1), max_size=2),
        period=PERIODS,
        value=VALUES,
        n=st.integers(0, 10**9),
        unit=st.just(unit),
        flags=st.lists(st.sampled_from(["small", "immature"]), max_size=2),
    )
    return st.lists(number, max_size=30)


NUMBERS = st.tuples(
    METRIC_NAMES, st.sampled_from(["cases", "share", "hours", "score", "handoffs", "", "%"]) | WORDS
).flatmap(lambda named: _numbers(*named))
SINGLE_ANSWERS = st.builds(
    Answer,
    question=WORDS,
    status=st.sampled_from(Status),
    headline=WORDS,
    text=WORDS,
    lines=st.lists(WORDS, max_size=20),
    plan=st.none() | PLANS,
    table=st.none() | TABLES,
    numbers=NUMBERS,
    cases=CASES,
    summary=st.none() | SUMMARIES,
    common=st.none() | COMMONS,
    contrast=st.none() | CONTRASTS,
    brief=st.none() | BRIEFS,
    choices=st.lists(WORDS, max_size=12),
    caveats=st.lists(WORDS, max_size=8),
    footing=WORDS,
    receipt=st.none() | RECEIPTS,
)
ANSWERS = SINGLE_ANSWERS | st.lists(SINGLE_ANSWERS, min_size=2, max_size=9).map(
    lambda parts: replace(parts[0], parts=parts)
)
COMPUTATIONS = st.builds(
    Computation,
    receipt_id=WORDS,
    question=WORDS,
    definition=WORDS,
    filters=WORDS,
    period=WORDS,
    timezone=WORDS,
    generation=WORDS,
    as_of=st.datetimes(timezones=st.just(UTC)),
    n=st.lists(st.integers(0, 10**9), max_size=40),
    cases=st.integers(0, 100),
    queries=st.lists(QUERIES, max_size=8),
    sees=WORDS,
)
