"""What every kind of answer is made with: the context that a question is asked in, and the draft that comes out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from knowledge.answers.answer import Number, Receipt, Status, Table
from knowledge.answers.cases.lessons import Summarise, unchanged
from knowledge.answers.cases.told import Brief, Common, Contrast, Summary
from knowledge.answers.evidence import receipt_of
from knowledge.answers.served import Served
from knowledge.answers.wording.figures import day, definition_words, dimension_words, period_words
from knowledge.answers.wording.sentences import begins_caveat, nothing_sentence, stale_caveat
from knowledge.answers.wording.small_cells import few_cases, hidden_caveat, too_few_sentence
from knowledge.answers.wording.subjects import all_of, capital
from knowledge.metrics.catalogue import Metric, metric_named
from knowledge.metrics.compiling import Request
from knowledge.metrics.metrics import MetricTable
from knowledge.metrics.periods import ALWAYS, Period, local_date
from knowledge.metrics.rows import without_small
from knowledge.metrics.statements import Query
from knowledge.questions.plan import Plan
from knowledge.retrieval.search.similar_case import SimilarCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One answer before its sentences are held against its evidence.

    `headline` is the sentence that answers and stands alone; `lines` follow it, one sentence or fact each. What these,
    the caveats and the footing may hold besides the draft's own numbers, cases and plan: the numbers `beside`, which
    were computed on the way and are no part of the answer's, the counts and days that are `computed`, and the `words`
    of ours or of the question, whose numbers may be repeated.
    """

    headline: str
    status: Status = Status.ANSWERED
    plan: Plan | None = None
    lines: Sequence[str] = ()
    table: Table | None = None
    numbers: Sequence[Number] = ()
    cases: Sequence[SimilarCase] = ()
    summary: Summary | None = None
    common: Common | None = None
    contrast: Contrast | None = None
    brief: Brief | None = None
    choices: Sequence[str] = ()
    caveats: Sequence[str] = ()
    footing: str = ""
    receipt: Receipt | None = None
    beside: Sequence[Number] = ()
    computed: Sequence[int | date] = ()
    words: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """One question on one generation: what a kind of answer is computed from. `today` is the day in `zone`.

    `summarise` may better the summary of similar cases; unless given, it is made of sentences of theirs.
    """

    question: str
    served: Served
    today: date
    zone: ZoneInfo
    summarise: Summarise = unchanged

    def metric(self, plan: Plan) -> Metric:
        """The metric of `plan`, with its statistic and threshold. Raises UnknownName, UnusableInput."""
        metrics = self.served.metrics
        return metrics.metric(plan.metric or "", statistic=plan.statistic, threshold_hours=plan.threshold_hours)

    def compute(self, request: Request) -> MetricTable:
        """The rows of `request` that may be shown. Raises UnknownName, UnusableInput, DamagedGeneration."""
        return without_small(self.served.metrics.compute(request), self.served.smallest_cell)

    def nothing_to_tell(self, plan: Plan, metric: Metric, *periods: Period) -> Draft | None:
        """The answer when the data cannot tell anything of `metric` in one of `periods`; None when it can."""
        cases = self.days_with_cases()
        if cases is None:
            nothing = "There are no cases yet: import an export folder and refresh."
            return self.no_data(
                plan, "There are no cases that may be seen here." if self.is_limited else nothing, metric
            )
        there = f"there are {self.cases_words()}, opened from {day(cases[0])} to {day(cases[1])}"
        lacking = self.served.metrics.missing(metric)
        if lacking:
            return self.no_data(plan, f"The data cannot tell: it holds no {lacking}; {there}.", metric, cases)
        empty = self._without_values(plan, metric)
        if empty:
            return self.no_data(plan, f"The data cannot tell: {empty}; {there}.", metric, cases)
        for period in periods:
            if (period.end and period.end <= cases[0]) or (period.start and period.start > self.data_ends()):
                sentence = f"The data holds nothing {period_words(period)}: {there}."
                return self.no_data(plan, sentence, metric, [*cases, *filter(None, (period.start, period.end))])
        return None

    def _without_values(self, plan: Plan, metric: Metric) -> str:
        """Which dimension of `plan` no case has a value of, and which ones there are instead; empty where none is."""
        names = [name for name in (*plan.by, *plan.where) if self.served.is_empty(name)]
        if not names or metric.source != "cases":
            return ""
        there = [dimension_words(name) for name in self.served.filled_dimensions()]
        instead = f" (there is {all_of(there)})" if there else ""
        return f"no case has {'an' if names[0][0] in 'aeiou' else 'a'} {dimension_words(names[0])}{instead}"

    def no_data(self, plan: Plan, sentence: str, metric: Metric, computed: Sequence[int | date] = ()) -> Draft:
        """An answer that says in one sentence that there is nothing, and what there is."""
        return Draft(
            status=Status.NO_DATA,
            headline=sentence,
            plan=plan,
            receipt=self.receipt(metric.definition),
            computed=computed,
            words=[metric.definition, *self.served.manifest.attributes],
        )

    def nothing_counted(self, plan: Plan, table: MetricTable) -> Draft:
        """The answer when there is nothing in `table` that a number could be computed from, or that may be shown."""
        if self.served.smallest_cell:  # nothing at all is fewer than that, too
            return self.too_few(plan, table.metric, table.query, numbers=table.hidden or 1)
        draft = self.no_data(plan, nothing_sentence(table.metric, plan), table.metric)
        return replace(draft, receipt=self.receipt(table.metric.definition, table.query))

    def too_few(self, plan: Plan, metric: Metric, *queries: Query, numbers: int = 1) -> Draft:
        """The answer when all of its `numbers` rest on too few cases to be shown."""
        smallest = self.served.smallest_cell
        draft = self.no_data(plan, too_few_sentence(metric, plan, smallest, numbers), metric, [smallest, numbers])
        return replace(draft, receipt=self.receipt(metric.definition, *queries))

    def hides(self, *counts: int) -> bool:
        """Whether one of `counts`, over which numbers were computed, is too small for them to be shown."""
        return min(counts) < self.served.smallest_cell

    def hidden(self, numbers: int) -> Sequence[str]:
        """The caveat that so many numbers are not shown."""
        return hidden_caveat(numbers, self.served.smallest_cell)

    def receipt(self, definition: str, *queries: Query, case_ids: Sequence[str] = ()) -> Receipt:
        """What lets the numbers of `queries`, or the cases that were found, be checked."""
        return receipt_of(self.served.manifest, definition, *queries, case_ids=case_ids)

    def footing(self, definition: str, n: str) -> str:
        """The line below an answer: what the number is, as of when, and out of how many."""
        return f"{capital(definition)} · data as of {day(self.data_ends())} ({self.zone}) · {n}"

    def metric_footing(self, metric: Metric, n: int) -> str:
        """The footing of a number of `metric` computed over `n`."""
        return self.footing(definition_words(metric), f"n = {n:,}")

    def coverage(self, *periods: Period) -> Sequence[str]:
        """The caveats: the data begins after one of `periods` does, or it ends more than a day before today."""
        cases = self.days_with_cases()
        begins = begins_caveat(periods, cases[0]) if cases else None
        return list(filter(None, (begins, stale_caveat(self.served.manifest.as_of, self.today, self.zone))))

    def begun(self, period: Period) -> Period:
        """The part of `period` up to the end of the data."""
        return within(period, date.min, self.data_ends())

    def covered(self, period: Period) -> Period:
        """The part of `period` that the data tells of."""
        cases = self.days_with_cases()
        return within(period, cases[0] if cases else date.min, self.data_ends())

    def days_with_cases(self) -> tuple[date, date] | None:
        """The first and the last day on which a case was opened; None without cases."""
        return self.served.metrics.days_with_data(metric_named("cases"))

    def data_ends(self) -> date:
        """The day of the last thing that the data knows of."""
        return local_date(self.served.manifest.as_of, self.zone)

    @property
    def is_limited(self) -> bool:
        """Whether there may be other cases, which are not seen."""
        return bool(self.served.seen.segments)

    def cases_words(self) -> str:
        """How many cases there are: "2,000 cases"."""
        cases = self.served.manifest.counts["cases"]
        return few_cases(self.served.smallest_cell) if self.hides(cases) else f"{cases:,} cases"


def request_of(plan: Plan) -> Request:
    """The numbers that `plan` wants: of a comparison, those of its own period."""
    return Request(
        metric=metric_named(plan.metric or "").name,
        by=plan.by,
        every=plan.every,
        where=plan.where,
        period=plan.period or ALWAYS,
        statistic=plan.statistic,
        threshold_hours=plan.threshold_hours,
    )


def fits(plan: Plan, value: float | int | None) -> bool:
    """Whether the bound of `plan`, if it has one, lets `value` through."""
    return plan.bound is None or (value is not None and plan.bound.lets(value))


def within(period: Period, first: date, last: date) -> Period:
    """The part of `period` from the day `first` up to and with the day `last`, on one of which it is."""
    end = last + timedelta(days=1)
    start = max(period.start, first) if period.start else None
    return replace(period, start=start, end=min(period.end, end) if period.end else end)


def with_assumed(sentence: str, assumed: Sequence[str]) -> str:
    """`sentence`, and behind it what was filled in without having been asked for."""
    return f"{sentence} ({capital('; '.join(assumed))}.)" if assumed else sentence
