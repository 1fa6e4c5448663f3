"""The JSON documents of the command line: raw values under the names that scripts rely on."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from knowledge.answers.answer import Answer, Number, Receipt, Table
from knowledge.answers.cases.told import NO_LESSONS, Brief, Cited, Common, Contrast, Lessons, Summary
from knowledge.metrics.compiling import Where
from knowledge.metrics.metrics import MetricRow, MetricTable
from knowledge.metrics.periods import Period
from knowledge.questions.plan import Plan
from knowledge.retrieval.search.similar_case import SimilarCase

Document = Mapping[str, Any]


def answer_document(answer: Answer) -> Document:
    """An answer as `ask --json` prints it."""
    return {
        "question": answer.question,
        "status": answer.status.value,
        "answer": answer.text,
        "understood": plan_document(answer.plan) if answer.plan else None,
        "table": _table(answer.table) if answer.table else None,
        "numbers": [number_document(number) for number in answer.numbers],
        "cases": [case_document(case) for case in answer.cases],
        **_lessons(Lessons(summary=answer.summary, common=answer.common, contrast=answer.contrast)),
        "brief": _brief(answer.brief) if answer.brief else None,
        "findings": [],
        "choices": list(answer.choices),
        "caveats": list(answer.caveats),
        "receipt": receipt_document(answer.receipt) if answer.receipt else None,
        **({"parts": [answer_document(part) for part in answer.parts]} if answer.parts else {}),
    }


def computed_document(answer: Answer) -> Document:
    """What of an answer a replay is held against: nothing that a case says."""
    receipt = receipt_document(answer.receipt) if answer.receipt else {}
    return {
        "status": answer.status.value,
        "numbers": [number_document(number) for number in answer.numbers],
        "queries": receipt.get("queries", []),
        "case_ids": receipt.get("case_ids", []),
    }


def plan_document(plan: Plan) -> Document:
    """What was understood."""
    return {
        "intent": plan.intent.value,
        "metric": plan.metric,
        "statistic": plan.statistic,
        "by": list(plan.by),
        "every": plan.every.value if plan.every else None,
        "where": _where(plan.where),
        "period": _period(plan.period) if plan.period else None,
        "compared_with": {"period": _period(plan.compared_with)} if plan.compared_with else None,
        "limit": plan.limit,
        "order": plan.order.value if plan.order else None,
        "topic": plan.topic,
        "case_id": plan.case_id,
        **_only_if_asked(plan),
    }


def _only_if_asked(plan: Plan) -> Document:
    """What few questions say."""
    bound = {"sign": plan.bound.sign.value, "number": plan.bound.number} if plan.bound else None
    show = plan.show.value if plan.show else None
    said = {"threshold_hours": plan.threshold_hours, "bound": bound, "show": show}
    return {name: value for name, value in said.items() if value is not None}


def metric_document(table: MetricTable, receipt: Receipt) -> Document:
    """A computed metric as `stats --json` prints it."""
    request = table.request
    return {
        "metric": table.metric.name,
        "definition": table.metric.definition,
        "unit": table.metric.unit,
        "statistic": request.statistic or next(iter(table.metric.statistics), None),
        "period": _period(request.period),
        "by": list(request.by),
        "every": request.every.value if request.every else None,
        "where": _where(request.where),
        "rows": [_row(request.by, row) for row in table.rows],
        "receipt": receipt_document(receipt),
    }


def similar_document(
    query: str, cases: Sequence[SimilarCase], receipt: Receipt, lessons: Lessons = NO_LESSONS
) -> Document:
    """Similar cases as `similar --json` prints them, with what they teach."""
    found = [case_document(case) for case in cases]
    return {"query": query, "cases": found, **_lessons(lessons), "receipt": receipt_document(receipt)}


def case_document(case: SimilarCase) -> Document:
    """One similar case."""
    return {
        "case_id": case.case_id,
        "score": case.score,
        "subject": case.subject,
        "escalated": case.escalated,
        "outcome": case.outcome,
        "resolution": case.resolution,
        "why": case.why,
        "same_as": list(case.same_as),
        "url": case.url,
        "opened_on": _iso(case.opened_on),
    }


def receipt_document(receipt: Receipt) -> Document:
    """What lets the numbers be checked."""
    return {
        **({"id": receipt.id} if receipt.id else {}),
        "generation": receipt.generation,
        "as_of": receipt.as_of.isoformat(),
        "timezone": receipt.timezone,
        "definition": receipt.definition,
        "queries": [{"sql": query.sql, "params": list(query.params)} for query in receipt.queries],
        "case_ids": list(receipt.case_ids),
    }


def _row(by: Sequence[str], row: MetricRow) -> Document:
    return {
        **dict(zip(by, row.labels, strict=True)),
        **({"period": row.start.isoformat()} if row.start else {}),
        "value": row.value,
        "n": row.n,
        "numerator": row.numerator,
        "low": row.low,
        "high": row.high,
        "flags": list(row.flags),
    }


def number_document(number: Number) -> Document:
    """One number with all that it is about."""
    return {
        "metric": number.metric,
        "where": _where(number.where),
        "period": _period(number.period),
        "value": number.value,
        "n": number.n,
        "numerator": number.numerator,
        "low": number.low,
        "high": number.high,
        "unit": number.unit,
        "flags": list(number.flags),
    }


def _lessons(lessons: Lessons) -> Document:
    """Each null where there is nothing of the kind."""
    return {
        "summary": _summary(lessons.summary) if lessons.summary else None,
        "common": _common(lessons.common) if lessons.common else None,
        "contrast": _contrast(lessons.contrast) if lessons.contrast else None,
    }


def _summary(summary: Summary) -> Document:
    return {"sentences": _all_cited(summary.sentences), "model": summary.model, "dropped": summary.dropped}


def _common(common: Common) -> Document:
    return {
        "cases": common.cases,
        "escalated": common.escalated,
        "resolved": common.resolved,
        "hours_to_resolve": common.hours_to_resolve,
        "hours_to_escalate": common.hours_to_escalate,
        "outcomes": [{"outcome": one.label, "cases": one.count} for one in common.outcomes],
        "teams": [{"team": one.label, "cases": one.count} for one in common.teams],
        "resolutions": _all_cited(common.resolutions),
    }


def _contrast(contrast: Contrast) -> Document:
    return {
        "others": [case_document(case) for case in contrast.others],
        "differences": [
            {"name": one.name, "escalated": one.escalated, "others": one.others} for one in contrast.differences
        ],
    }


def _brief(brief: Brief) -> Document:
    return {
        "timeline": list(brief.timeline),
        "wants": _all_cited(brief.wants),
        "tried": _all_cited(brief.tried),
        "promised": _all_cited(brief.promised),
        "waits_on": _all_cited(brief.waits_on),
    }


def _all_cited(sentences: Sequence[Cited]) -> Sequence[Document]:
    return [{"text": one.text, "case_ids": list(one.case_ids)} for one in sentences]


def _table(table: Table) -> Document:
    return {"columns": list(table.columns), "rows": [list(row) for row in table.rows]}


def _where(where: Where) -> Mapping[str, Sequence[str]]:
    return {name: list(values) for name, values in where.items()}


def _period(period: Period) -> Mapping[str, str | None]:
    return {"from": _iso(period.start), "to": _iso(period.end)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
