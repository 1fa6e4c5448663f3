"""One question in, exactly one Answer out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from knowledge.answers.answer import Answer, Receipt, Status
from knowledge.answers.evidence import SIMILAR_DEFINITION, number_of, numbers_of, receipt_of, table_of
from knowledge.answers.figures import day, definition_words, period_words
from knowledge.answers.grounding import check_grounded
from knowledge.answers.rendering import answer_text
from knowledge.answers.served import Knowledge, Served
from knowledge.answers.wording import (
    breakdown_sentence,
    caveats_of,
    nothing_sentence,
    similar_sentence,
    stale_caveat,
    trend_sentence,
    value_sentence,
)
from knowledge.metrics.catalogue import Metric, metric_named
from knowledge.metrics.compiling import Request
from knowledge.metrics.metrics import SMALL, MetricRow, MetricTable
from knowledge.metrics.periods import ALWAYS, Period, local_date
from knowledge.questions.plan import Intent, Order, OutOfScope, Plan, Unclear, Understood
from knowledge.retrieval.search import Wanted
from knowledge.retrieval.similar_case import SimilarCase

_GROUPS_SHOWN = 10
_CASES_SHOWN = 5
_MOST_CASES = 100
HELP = "I answer from the support cases: how many, since when, where, and what similar past cases there are."
EXAMPLES = (
    "How many escalations last month?",
    "Weekly escalation ratio since March",
    "Top 3 products by escalations this quarter",
    "Similar cases: customer was charged twice",
)


class Answerer:
    """Answers questions from the served generation. `now` is asked once a question."""

    def __init__(self, knowledge: Knowledge, *, now: Callable[[], datetime]) -> None:
        self._knowledge = knowledge
        self._now = now

    def answer(self, question: str, *, thread: str | None = None, user: str | None = None) -> Answer:
        """The one answer to `question`. Raises NoGeneration, DamagedGeneration, ModelUnavailable."""
        with self._knowledge.current() as served:
            zone = ZoneInfo(served.manifest.timezone)
            return _Asked(question, served, today=local_date(self._now(), zone), zone=zone).answer()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What sentences may hold beside the answer's own numbers: what was computed on the way, and words of ours."""

    computed: Sequence[int | date] = ()
    words: Sequence[str] = ()


_NOTHING = _Said()


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question on one generation."""

    question: str
    served: Served
    today: date
    zone: ZoneInfo

    def answer(self) -> Answer:
        match self.served.read(self.question, today=self.today):
            case Unclear(sentence=sentence, choices=choices):
                return self._done(Status.CLARIFY, sentence, choices=choices)
            case OutOfScope(sentence=sentence):
                return self._done(Status.REFUSED, sentence)
            case Understood(plan=plan, assumed=assumed):
                return self._run(plan, assumed)

    def _run(self, plan: Plan, assumed: Sequence[str]) -> Answer:
        match plan.intent:
            case Intent.VALUE | Intent.TREND | Intent.BREAKDOWN:
                return self._metric(plan, assumed)
            case Intent.SIMILAR:
                return self._similar(plan, assumed)
            case Intent.DEFINE:
                metric = metric_named(plan.metric or "")
                sentence = f"{definition_words(metric)}."
                return self._done(Status.ANSWERED, sentence, plan=plan, said=_Said(words=[metric.definition]))
            case Intent.HELP:
                return self._done(Status.ANSWERED, HELP, plan=plan, choices=EXAMPLES)
            case _:
                raise ValueError(f"a reader made a plan that nothing can run: {plan.intent}")

    def _metric(self, plan: Plan, assumed: Sequence[str]) -> Answer:
        metric = metric_named(plan.metric or "")
        period = plan.period or ALWAYS
        request = Request(
            metric=metric.name,
            by=plan.by,
            every=plan.every,
            where=plan.where,
            period=period,
            statistic=plan.statistic,
        )
        cases = self.served.metrics.days_with_data(metric_named("cases"))
        missing = self._missing(metric, period, cases)
        if missing:
            said = _Said(computed=cases or ())
            return self._done(Status.NO_DATA, missing, plan=plan, receipt=self._receipt(metric.definition), said=said)
        if plan.every:  # a series ends where the data does: what comes after is not nothing, it is unknown
            request = replace(request, period=_up_to(period, self._data_ends()))
        table = self.served.metrics.compute(request)
        if not table.rows or all(row.value is None for row in table.rows):
            sentence = nothing_sentence(metric, plan)
            return self._done(Status.NO_DATA, sentence, plan=plan, receipt=self._receipt(metric.definition, table))
        return self._computed(plan, table, assumed)

    def _computed(self, plan: Plan, table: MetricTable, assumed: Sequence[str]) -> Answer:
        metric, rows = table.metric, _shown(plan, table.rows)
        if plan.every:
            sentence = trend_sentence(metric, replace(plan, period=table.request.period), rows)
        elif plan.by:
            sentence = breakdown_sentence(metric, plan, table, rows)
        else:
            sentence = value_sentence(metric, plan, number_of(table, rows[0]))
        cut = len(table.rows) - len(rows)
        more = [f"{cut:,} more {'group is' if cut == 1 else 'groups are'} not shown."] if cut else []
        n = sum(row.n for row in table.rows)
        return self._done(
            Status.ANSWERED,
            _with_assumed(sentence, assumed),
            plan=plan,
            table=table_of(table, rows) if plan.every or plan.by else None,
            numbers=numbers_of(table, rows),
            caveats=[*more, *caveats_of(table, rows), *self._stale()],
            footing=self._footing(definition_words(metric), f"n = {n:,}"),
            receipt=self._receipt(metric.definition, table),
            said=_Said(
                computed=[n, *_counts_of_groups(table, rows)],
                words=[metric.definition, *assumed],
            ),
        )

    def _missing(self, metric: Metric, period: Period, cases: tuple[date, date] | None) -> str | None:
        """Why the data cannot answer at all, with what there is; None when it can."""
        if cases is None:
            return "There are no cases yet: import an export folder and refresh."
        there = f"there are {self._count('cases'):,} cases, opened from {day(cases[0])} to {day(cases[1])}"
        lacking = self.served.metrics.missing(metric)
        if lacking:
            return f"The data cannot tell: no {lacking} were imported; {there}."
        if (period.end and period.end <= cases[0]) or (period.start and period.start > self._data_ends()):
            return f"The data holds nothing {period_words(period)}: {there}."
        return None

    def _similar(self, plan: Plan, assumed: Sequence[str]) -> Answer:
        wanted = Wanted(k=min(plan.limit or _CASES_SHOWN, _MOST_CASES), where=plan.where, period=plan.period or ALWAYS)
        if plan.case_id:
            cases = self.served.search.by_case(plan.case_id, wanted)
        else:
            cases = self.served.search.by_text(plan.topic or self.question, wanted)
        return self._done(
            Status.ANSWERED if cases else Status.NO_DATA,
            _with_assumed(similar_sentence(plan, cases), assumed),
            plan=plan,
            cases=cases,
            caveats=list(self._stale()),
            footing=self._footing(SIMILAR_DEFINITION, f"out of {self._count('cases'):,} cases"),
            receipt=receipt_of(self.served.manifest, SIMILAR_DEFINITION, case_ids=[case.case_id for case in cases]),
            said=_Said(computed=_counts_of(cases), words=assumed),
        )

    def _done(self, status: Status, headline: str, *, said: _Said = _NOTHING, **more: Any) -> Answer:  # noqa: ANN401
        """The answer, once its sentences have been held against its evidence."""
        answer = Answer(question=self.question, status=status, headline=headline, text="", **more)
        if status in (Status.ANSWERED, Status.NO_DATA):
            counts = self.served.manifest.counts.values()
            check_grounded(answer, [*said.computed, *counts, self._data_ends()], [*said.words, str(self.zone)])
        return replace(answer, text=answer_text(answer))

    def _receipt(self, definition: str, table: MetricTable | None = None) -> Receipt:
        return receipt_of(self.served.manifest, definition, table.query if table else None)

    def _footing(self, definition: str, n: str) -> str:
        return f"{definition[:1].upper()}{definition[1:]} · data as of {day(self._data_ends())} ({self.zone}) · {n}"

    def _stale(self) -> Sequence[str]:
        caveat = stale_caveat(self.served.manifest.as_of, self.today, self.zone)
        return [caveat] if caveat else []

    def _data_ends(self) -> date:
        return local_date(self.served.manifest.as_of, self.zone)

    def _count(self, what: str) -> int:
        return self.served.manifest.counts[what]


def _up_to(period: Period, last: date) -> Period:
    """The part of `period` up to and with the day `last`, on or before which it begins."""
    end = last + timedelta(days=1)
    return replace(period, end=min(period.end, end) if period.end else end)


def _shown(plan: Plan, rows: Sequence[MetricRow]) -> Sequence[MetricRow]:
    """A series whole; of a ranking the end that was asked for, cells without a value last."""
    if plan.every or not plan.by:
        return rows
    known = [row for row in rows if row.value is not None]
    ranked = known[::-1] if plan.order is Order.ASC else known
    return ranked[: plan.limit or _GROUPS_SHOWN]


def _counts_of_groups(table: MetricTable, shown: Sequence[MetricRow]) -> Sequence[int]:
    """How many rows and groups there are, are shown, are left out, are small, and share a value with the first."""
    rows = table.rows
    others = sum(row.value == shown[0].value for row in rows) - 1
    groups = len({row.labels for row in rows})
    return [len(rows), len(shown), len(rows) - len(shown), groups, others, sum(SMALL in row.flags for row in shown)]


def _counts_of(cases: Sequence[SimilarCase]) -> Sequence[int]:
    """How many there are, how many escalated, and how often each outcome occurs."""
    outcomes = [case.outcome for case in cases if case.outcome]
    return [len(cases), sum(case.escalated for case in cases), *(outcomes.count(one) for one in set(outcomes))]


def _with_assumed(sentence: str, assumed: Sequence[str]) -> str:
    words = "; ".join(assumed)
    return f"{sentence} ({words[:1].upper()}{words[1:]}.)" if assumed else sentence
