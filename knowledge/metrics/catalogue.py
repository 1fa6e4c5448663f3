"""Everything that can be counted, declared once, as data.

The definitions that people read, the SQL that is run and the names that are accepted all come from here and from
`dimensions.py`. A metric's SQL names columns of the facts (`fact_table.py`); it never holds a value from outside.
"""

from collections.abc import Mapping

from knowledge.errors import UnknownName
from knowledge.metrics.dimensions import (
    ATTRIBUTE_PREFIX,
    CLOCK_DIMENSIONS,
    COLUMN_DIMENSIONS,
    DIMENSIONS,
    Dimension,
    dimension_named,
)
from knowledge.metrics.metric import STATISTICS, Measure, Metric, Need
from knowledge.metrics.spelling import near

__all__ = [
    "ATTRIBUTE_PREFIX",
    "CLOCK_DIMENSIONS",
    "COLUMN_DIMENSIONS",
    "DIMENSIONS",
    "METRICS",
    "SLA",
    "STATISTICS",
    "Dimension",
    "Measure",
    "Metric",
    "Need",
    "dimension_named",
    "metric_named",
    "near",
]

ESCALATED = Need(condition="escalated_at IS NOT NULL", words="“escalated” events")
REQUESTED = Need(condition="requested_at IS NOT NULL", words="“escalation_requested” events")
ELEVATED = Need(
    condition="elevated_at IS NOT NULL", words="“elevated” events, or handoffs between teams whose tiers are known"
)
RESOLVED = Need(condition="resolved_at IS NOT NULL", words="“resolved” events or times of resolution")
SLA = Need(condition="sla_breached", words="“sla_breached” events, or targets in the settings")

_OF_HOURS = ("median", "p90", "mean")
_OF_SCORES = ("mean", "median", "p90")

METRICS: Mapping[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric(
            name="cases",
            title="cases opened",
            meaning="cases opened in the period",
            unit="cases",
            measure=Measure.COUNT,
            dated_by="opened_local",
        ),
        Metric(
            name="escalations",
            title="escalations",
            meaning="cases first escalated in the period",
            unit="cases",
            measure=Measure.COUNT,
            dated_by="escalated_local",
            needs=ESCALATED,
            of_escalated_only=True,
        ),
        Metric(
            name="escalation_ratio",
            title="escalation ratio",
            meaning="of the cases opened in the period, the share that has escalated so far",
            unit="share",
            measure=Measure.SHARE,
            dated_by="opened_local",
            part="escalated_at IS NOT NULL",
            matures_with="hours_to_escalate",
            needs=ESCALATED,
        ),
        Metric(
            name="escalation_requests",
            title="escalation requests",
            meaning="cases with a first escalation request in the period",
            unit="cases",
            measure=Measure.COUNT,
            dated_by="requested_local",
            needs=REQUESTED,
        ),
        Metric(
            name="request_acceptance",
            title="request acceptance",
            meaning="of the cases with a first escalation request in the period, the share escalated at or after it",
            unit="share",
            measure=Measure.SHARE,
            dated_by="requested_local",
            part="accepted",
            needs=REQUESTED,
        ),
        Metric(
            name="decision_latency",
            title="decision latency",
            meaning="{statistic} hours from the first escalation request to its acceptance or refusal,"
            " of the cases first requested in the period",
            unit="hours",
            measure=Measure.AMOUNT,
            dated_by="requested_local",
            amount="hours_to_decision",
            needs=Need(condition="hours_to_decision IS NOT NULL", words="escalation requests that were decided"),
            statistics=_OF_HOURS,
            statistic="median",
        ),
        Metric(
            name="elevations",
            title="elevations",
            meaning="cases first moved to a higher support tier or to engineering in the period",
            unit="cases",
            measure=Measure.COUNT,
            dated_by="elevated_local",
            needs=ELEVATED,
        ),
        Metric(
            name="elevation_ratio",
            title="elevation ratio",
            meaning="of the cases opened in the period, "
            "the share moved to a higher support tier or to engineering so far",
            unit="share",
            measure=Measure.SHARE,
            dated_by="opened_local",
            part="elevated_at IS NOT NULL",
            matures_with="hours_to_elevate",
            needs=ELEVATED,
        ),
        Metric(
            name="early_escalation_share",
            title="early escalation share",
            meaning="of the cases first escalated in the period, the share escalated within {threshold} of opening",
            unit="share",
            measure=Measure.SHARE,
            dated_by="escalated_local",
            # One that is dated before its opening has no hours, and did not come late.
            part="coalesce(hours_to_escalate, 0) <= {threshold}",
            needs=ESCALATED,
            of_escalated_only=True,
            threshold_hours=24,
        ),
        Metric(
            name="time_to_escalate",
            title="time to escalate",
            meaning="{statistic} hours from opening to the first escalation, of those first escalated in the period",
            unit="hours",
            measure=Measure.AMOUNT,
            dated_by="escalated_local",
            amount="hours_to_escalate",
            needs=ESCALATED,
            of_escalated_only=True,
            statistics=_OF_HOURS,
            statistic="median",
        ),
        Metric(
            name="time_to_first_response",
            title="time to first response",
            meaning="{statistic} hours from opening to the first response, of the cases opened in the period",
            unit="hours",
            measure=Measure.AMOUNT,
            dated_by="opened_local",
            amount="hours_to_first_response",
            needs=Need(condition="hours_to_first_response IS NOT NULL", words="first responses"),
            statistics=_OF_HOURS,
            statistic="median",
        ),
        Metric(
            name="resolutions",
            title="resolutions",
            meaning="cases resolved in the period and not open again",
            unit="cases",
            measure=Measure.COUNT,
            dated_by="resolved_local",
            needs=RESOLVED,
        ),
        Metric(
            name="time_to_resolve",
            title="time to resolve",
            meaning="{statistic} hours from opening to resolution, of the cases resolved in the period",
            unit="hours",
            measure=Measure.AMOUNT,
            dated_by="resolved_local",
            amount="hours_to_resolve",
            needs=RESOLVED,
            statistics=_OF_HOURS,
            statistic="median",
        ),
        Metric(
            name="reopen_ratio",
            title="reopen ratio",
            meaning="of the cases resolved in the period and not open again, the share reopened at least once",
            unit="share",
            measure=Measure.SHARE,
            dated_by="resolved_local",
            part="reopens > 0",
            matures_with="hours_to_reopen",
            needs=Need(condition="reopens > 0", words="“reopened” events"),
        ),
        Metric(
            name="handoffs_per_case",
            title="handoffs per case",
            meaning="{statistic} number of changes of the owning team, of the cases opened in the period",
            unit="handoffs",
            measure=Measure.AMOUNT,
            dated_by="opened_local",
            amount="handoffs",
            needs=Need(condition="handoffs > 0", words="“handoff” events that name two teams"),
            statistics=_OF_SCORES,
            statistic="mean",
        ),
        Metric(
            name="repeat_contact_ratio",
            title="repeat contact ratio",
            meaning="of the cases opened in the period, the share whose customer came back before they were resolved",
            unit="share",
            measure=Measure.SHARE,
            dated_by="opened_local",
            part="repeat_contacts > 0",
            matures_with="hours_to_repeat_contact",
            needs=Need(condition="repeat_contacts > 0", words="“customer_contact” events after the opening"),
        ),
        Metric(
            name="sla_attainment",
            title="SLA attainment",
            meaning="of the cases opened in the period, the share without a breach of its service level",
            unit="share",
            measure=Measure.SHARE,
            dated_by="opened_local",
            part="NOT sla_breached",
            needs=SLA,
        ),
        Metric(
            name="approval_wait",
            title="approval wait",
            meaning="{statistic} hours of waiting for approvals,"
            " of the cases opened in the period that have a decided approval",
            unit="hours",
            measure=Measure.AMOUNT,
            dated_by="opened_local",
            amount="approval_wait",
            needs=Need(condition="approval_wait IS NOT NULL", words="approvals that were requested and decided"),
            statistics=_OF_HOURS,
            statistic="median",
        ),
        Metric(
            name="exception_ratio",
            title="exception ratio",
            meaning="of the cases resolved in the period and not open again, the share with an exception granted",
            unit="share",
            measure=Measure.SHARE,
            dated_by="resolved_local",
            part="exceptions > 0",
            needs=Need(condition="exceptions > 0", words="“exception_granted” events"),
        ),
        Metric(
            name="complaints",
            title="cases with a complaint",
            meaning="cases with a first complaint in the period",
            unit="cases",
            measure=Measure.COUNT,
            dated_by="complained_local",
            needs=Need(condition="complained_at IS NOT NULL", words="“complaint” events"),
        ),
        Metric(
            name="csat",
            title="customer satisfaction",
            meaning="{statistic} satisfaction score of the cases that have one,"
            " closed (or, if not closed, resolved) in the period",
            unit="score",
            measure=Measure.AMOUNT,
            dated_by="scored_local",
            amount="csat",
            needs=Need(condition="csat IS NOT NULL", words="satisfaction scores (“csat”)"),
            statistics=_OF_SCORES,
            statistic="mean",
        ),
        Metric(
            name="quality_score",
            title="quality score",
            meaning="{statistic} score of the quality reviews in the period, from 0 to 100",
            unit="score",
            measure=Measure.AMOUNT,
            dated_by="at_local",
            amount="score",
            needs=Need(condition="score IS NOT NULL", words="quality reviews"),
            statistics=_OF_SCORES,
            statistic="mean",
            source="reviews",
            dimensions=("product", "team"),
        ),
        Metric(
            name="backlog",
            title="backlog",
            meaning="cases opened and not resolved by the end of the period",
            unit="cases",
            measure=Measure.STOCK,
            dated_by="opened_local",
            needs=RESOLVED,
        ),
        Metric(
            name="aged_cases",
            title="aged cases",
            meaning="cases open at the end of the period that have been open longer than {threshold}",
            unit="cases",
            measure=Measure.STOCK,
            dated_by="opened_local",
            needs=RESOLVED,
            threshold_hours=14 * 24,
        ),
    )
}


def metric_named(name: str) -> Metric:
    """The metric called `name`. Raises UnknownName with the near ones."""
    if name not in METRICS:
        raise UnknownName("metric", name, near(name, METRICS), tuple(METRICS))
    return METRICS[name]
