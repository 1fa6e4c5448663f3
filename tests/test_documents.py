"""The JSON documents of the command line: exactly the keys that scripts rely on."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

from knowledge.answers.answer import Answer, Number, Receipt, SentQuery, Status, Table
from knowledge.answers.cases.told import Brief, Cited, Common, Contrast, Count, Difference, Lessons, Summary
from knowledge.answers.documents import answer_document, metric_document, plan_document, similar_document
from knowledge.metrics.catalogue import METRICS
from knowledge.metrics.compiling import Query, Request
from knowledge.metrics.metrics import MetricRow, MetricTable
from knowledge.metrics.periods import Grain, Period
from knowledge.questions.plan import Bound, Intent, Order, Plan, Show, Sign
from knowledge.retrieval.search.similar_case import SimilarCase

NOTHING_TOLD = {"summary": None, "common": None, "contrast": None}
OCTOBER = Period(start=date(2026, 10, 1), end=date(2026, 11, 1))
RECEIPT = Receipt(
    generation="000001-aaaaaa",
    as_of=datetime(2026, 10, 13, 22, tzinfo=UTC),
    timezone="UTC",
    definition="cases first escalated in the period",
    queries=[SentQuery(sql="SELECT ?", params=["2026-10-01"])],
    case_ids=["C-17"],
)
RECEIPT_DOCUMENT = {
    "generation": "000001-aaaaaa",
    "as_of": "2026-10-13T22:00:00+00:00",
    "timezone": "UTC",
    "definition": "cases first escalated in the period",
    "queries": [{"sql": "SELECT ?", "params": ["2026-10-01"]}],
    "case_ids": ["C-17"],
}
CASE = SimilarCase(
    case_id="C-17",
    score=0.81,
    subject="Charged twice",
    escalated=True,
    outcome="refund",
    resolution="Paid back",
    why="both mention charged",
    same_as=("C-18",),
    opened_on=date(2026, 3, 4),
)
CASE_DOCUMENT = {
    "case_id": "C-17",
    "score": 0.81,
    "subject": "Charged twice",
    "escalated": True,
    "outcome": "refund",
    "resolution": "Paid back",
    "why": "both mention charged",
    "same_as": ["C-18"],
    "url": None,
    "opened_on": "2026-03-04",
}


def test_an_answer_has_every_key_of_the_contract() -> None:
    answer = Answer(
        question="How many?",
        status=Status.ANSWERED,
        headline="41.",
        text="41.\n\nAll of it",
        plan=Plan(
            intent=Intent.BREAKDOWN,
            metric="escalations",
            by=("product",),
            every=Grain.WEEK,
            where={"product": ["Billing"]},
            period=OCTOBER,
            compared_with=Period(start=date(2026, 9, 1), end=date(2026, 10, 1)),
            limit=5,
            order=Order.DESC,
        ),
        table=Table(columns=["product", "escalations"], rows=[["Billing", 41]]),
        numbers=[
            Number(metric="escalations", where={"product": ("Billing",)}, period=OCTOBER, value=41, n=41, unit="cases")
        ],
        cases=[CASE],
        caveats=["The data ends early."],
        receipt=RECEIPT,
    )

    assert json.loads(json.dumps(answer_document(answer))) == {
        "question": "How many?",
        "status": "answered",
        "answer": "41.\n\nAll of it",
        "understood": {
            "intent": "breakdown",
            "metric": "escalations",
            "statistic": None,
            "by": ["product"],
            "every": "week",
            "where": {"product": ["Billing"]},
            "period": {"from": "2026-10-01", "to": "2026-11-01"},
            "compared_with": {"period": {"from": "2026-09-01", "to": "2026-10-01"}},
            "limit": 5,
            "order": "desc",
            "topic": None,
            "case_id": None,
        },
        "table": {"columns": ["product", "escalations"], "rows": [["Billing", 41]]},
        "numbers": [
            {
                "metric": "escalations",
                "where": {"product": ["Billing"]},
                "period": {"from": "2026-10-01", "to": "2026-11-01"},
                "value": 41,
                "n": 41,
                "numerator": None,
                "low": None,
                "high": None,
                "unit": "cases",
                "flags": [],
            }
        ],
        "cases": [CASE_DOCUMENT],
        **NOTHING_TOLD,
        "brief": None,
        "findings": [],
        "choices": [],
        "caveats": ["The data ends early."],
        "receipt": RECEIPT_DOCUMENT,
    }


def test_an_answer_without_anything_has_the_same_keys() -> None:
    document = answer_document(Answer(question="?", status=Status.REFUSED, headline="No.", text="No."))

    assert document == {
        "question": "?",
        "status": "refused",
        "answer": "No.",
        "understood": None,
        "table": None,
        "numbers": [],
        "cases": [],
        **NOTHING_TOLD,
        "brief": None,
        "findings": [],
        "choices": [],
        "caveats": [],
        "receipt": None,
    }


def test_a_metric_has_every_key_of_the_contract() -> None:
    request = Request(
        metric="escalation_ratio", by=("product",), every=Grain.WEEK, where={"region": ["EMEA"]}, period=OCTOBER
    )
    row = MetricRow(
        labels=("Billing",),
        start=date(2026, 10, 5),
        value=0.1,
        n=10,
        numerator=1,
        low=0.02,
        high=0.4,
        flags=("immature",),
    )
    table = MetricTable(
        request=request, metric=METRICS["escalation_ratio"], rows=[row], query=Query(sql="SELECT ?", params=())
    )

    assert json.loads(json.dumps(metric_document(table, RECEIPT))) == {
        "metric": "escalation_ratio",
        "definition": "of the cases opened in the period, the share that has escalated so far",
        "unit": "share",
        "statistic": None,
        "period": {"from": "2026-10-01", "to": "2026-11-01"},
        "by": ["product"],
        "every": "week",
        "where": {"region": ["EMEA"]},
        "rows": [
            {
                "product": "Billing",
                "period": "2026-10-05",
                "value": 0.1,
                "n": 10,
                "numerator": 1,
                "low": 0.02,
                "high": 0.4,
                "flags": ["immature"],
            }
        ],
        "receipt": RECEIPT_DOCUMENT,
    }


def test_a_metric_of_all_the_data_has_an_open_period_and_no_slices() -> None:
    table = MetricTable(
        request=Request(metric="cases"),
        metric=METRICS["cases"],
        rows=[MetricRow(value=3, n=3)],
        query=Query(sql="SELECT 3", params=()),
    )

    document = metric_document(table, RECEIPT)

    assert document["period"] == {"from": None, "to": None}
    assert document["every"] is None
    assert set(document["rows"][0]) == {"value", "n", "numerator", "low", "high", "flags"}


def test_similar_cases_have_every_key_of_the_contract() -> None:
    assert similar_document("charged twice", [CASE], RECEIPT) == {
        "query": "charged twice",
        "cases": [CASE_DOCUMENT],
        **NOTHING_TOLD,
        "receipt": RECEIPT_DOCUMENT,
    }


def test_what_cases_teach_is_told_with_raw_values_and_all_who_say_it() -> None:
    cited = Cited(text="Paid back.", case_ids=["C-17", "C-18"])
    cited_document = {"text": "Paid back.", "case_ids": ["C-17", "C-18"]}
    lessons = Lessons(
        summary=Summary(sentences=[cited], model="smollm2"),
        common=Common(
            cases=2,
            escalated=1,
            resolved=2,
            hours_to_resolve=7.25,
            hours_to_escalate=None,
            outcomes=[Count(label="refund", count=2)],
            teams=[Count(label="Billing", count=1)],
            resolutions=[cited],
        ),
        contrast=Contrast(
            others=[CASE], differences=[Difference(name="Handed off", escalated="4 of 6", others="0 of 5")]
        ),
    )

    document = json.loads(json.dumps(similar_document("charged twice", [CASE], RECEIPT, lessons)))

    assert document["summary"] == {"sentences": [cited_document], "model": "smollm2", "dropped": None}
    assert document["common"] == {
        "cases": 2,
        "escalated": 1,
        "resolved": 2,
        "hours_to_resolve": 7.25,
        "hours_to_escalate": None,
        "outcomes": [{"outcome": "refund", "cases": 2}],
        "teams": [{"team": "Billing", "cases": 1}],
        "resolutions": [cited_document],
    }
    assert document["contrast"] == {
        "others": [CASE_DOCUMENT],
        "differences": [{"name": "Handed off", "escalated": "4 of 6", "others": "0 of 5"}],
    }


def test_the_brief_of_a_case_is_told_whole() -> None:
    brief = Brief(timeline=["opened"], wants=[Cited(text="A refund.", case_ids=["C-17"])])
    answer = Answer(question="?", status=Status.ANSWERED, headline="!", text="!", brief=brief)

    assert answer_document(answer)["brief"] == {
        "timeline": ["opened"],
        "wants": [{"text": "A refund.", "case_ids": ["C-17"]}],
        "tried": [],
        "promised": [],
        "waits_on": [],
    }


def test_what_few_questions_say_is_understood_only_where_they_say_it() -> None:
    plain = Plan(intent=Intent.BREAKDOWN, metric="aged_cases", by=("team",))
    asked = replace(plain, threshold_hours=720.0, bound=Bound(sign=Sign.AT_LEAST, number=3), show=Show.TABLE)

    assert not {"threshold_hours", "bound", "show"} & set(plan_document(plain))
    assert {name: plan_document(asked)[name] for name in ("threshold_hours", "bound", "show")} == {
        "threshold_hours": 720.0,
        "bound": {"sign": "at_least", "number": 3},
        "show": "table",
    }


def test_a_receipt_that_was_kept_begins_with_its_id() -> None:
    kept = answer_document(Answer(question="?", status=Status.ANSWERED, headline="!", text="!",
                                  receipt=replace(RECEIPT, id="k7f3k2p")))  # fmt: skip

    assert kept["receipt"] == {"id": "k7f3k2p", **RECEIPT_DOCUMENT}
    assert next(iter(kept["receipt"])) == "id"
