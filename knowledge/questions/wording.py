"""A Plan as a question that is read back as the same Plan: what choices are made of."""

from collections.abc import Iterator, Mapping, Sequence

from knowledge.metrics.catalogue import Measure, Metric
from knowledge.metrics.periods import Grain
from knowledge.questions.linking.lexicon import plural
from knowledge.questions.linking.words import WEEKDAYS
from knowledge.questions.plan import Bound, CaseTopic, Intent, Order, Plan, Show, Sign
from knowledge.questions.vocabulary import Vocabulary

_EVERY: Mapping[Grain, str] = {grain: f"per {grain.value}" for grain in Grain}
_EXTREME: Mapping[Order | None, str] = {None: "", Order.DESC: "highest ", Order.ASC: "lowest "}
_SIGNS: Mapping[Sign, str] = {
    Sign.ABOVE: "above",
    Sign.AT_LEAST: "at least",
    Sign.BELOW: "below",
    Sign.AT_MOST: "at most",
}
_STATISTICS: Mapping[str | None, str] = {None: "", "median": "median ", "mean": "mean ", "p90": "90th percentile "}
_SHOWN: Mapping[Show | None, str] = {None: "", Show.TABLE: "as a table", Show.CASES: "list the cases"}
_CASE_ASKED: Mapping[str | None, str] = {
    CaseTopic.WANTS: "what does the customer want in {}",
    CaseTopic.TRIED: "what was tried in {}",
    CaseTopic.PROMISED: "what was promised in {}",
    CaseTopic.WAITS_ON: "who is {} waiting for",
}
FEW = 3
"""Values that are named one by one: of more, those that are left out are named where they are fewer."""


class Wording:
    """Words Plans in the catalogue's names and the vocabulary's values."""

    def __init__(self, metrics: Mapping[str, Metric], vocabulary: Vocabulary) -> None:
        self._metrics = metrics
        self._vocabulary = vocabulary

    def question(self, plan: Plan, period: str) -> str:
        """`plan` as a question; `period` are the words for its period (or both of them), empty for none."""
        match plan.intent:
            case Intent.CASE:
                return _CASE_ASKED.get(plan.topic, "tell me about case {}").format(plan.case_id)
            case Intent.SIMILAR:
                return f"similar to {plan.case_id}" if plan.case_id else f"similar cases: {plan.topic}"
            case Intent.DEFINE:
                return f"define {self._title(plan)}"
            case Intent.HELP:
                return "what can I ask"
            case Intent.EFFECT:
                return _joined(
                    [
                        f"effect of {plan.topic}" if plan.topic else "interventions",
                        *self._on(plan),
                        *self._filters(plan),
                        period,
                    ]
                )
            case Intent.FINDINGS:
                return _joined([self._title(plan), "findings", *_split(plan), *self._filters(plan), period])
            case Intent.WHY:
                limit = f"top {plan.limit} drivers:" if plan.limit else ""
                asked = f"why did {self._measured(plan)} change"
                return _joined([limit, asked, *_split(plan), *self._filters(plan), period])
        parts = (self._shape(plan), *self._bound(plan), *self._filters(plan), _EVERY[plan.every] if plan.every else "")
        return _joined([_SHOWN[plan.show] if plan.show is Show.CASES else "", *parts, period, _table(plan)])

    def _title(self, plan: Plan) -> str:
        return self._metrics[plan.metric].title if plan.metric else ""

    def _measured(self, plan: Plan) -> str:
        """The metric with its statistic and threshold."""
        early = plan.metric is not None and self._metrics[plan.metric].measure is Measure.SHARE
        hours = (
            f" {'within' if early else 'older than'} {_number(plan.threshold_hours)} hours"
            if plan.threshold_hours
            else ""
        )
        return f"{_STATISTICS[plan.statistic]}{self._title(plan)}{hours}"

    def _on(self, plan: Plan) -> list[str]:
        return [f"on {self._title(plan)}"] if plan.metric else []

    def _bound(self, plan: Plan) -> list[str]:
        return [_bound_words(plan.bound, self._metrics[plan.metric])] if plan.bound and plan.metric else []

    def _filters(self, plan: Plan) -> list[str]:
        return [self._filter(dimension, values) for dimension, values in plan.where.items()]

    def _filter(self, dimension: str, values: Sequence[str]) -> str:
        known = WEEKDAYS if dimension == "day_of_week" else tuple(self._vocabulary.values.get(dimension, ()))
        others = [value for value in known if value not in set(values)]
        left_out = len(values) > FEW and 0 < len(others) < len(values)
        return f"{'except' if left_out else 'for'} {_list(dimension, others if left_out else values)}"

    def _shape(self, plan: Plan) -> str:
        title = self._measured(plan)
        if plan.intent is Intent.COMPARE:
            segments = plan.compared_with is None
            return _joined([f"compare {title}", *([] if segments else _split(plan))])
        names = _names(plan)
        if not names:
            return title
        if len(plan.by) == 1 and plan.by[0] in set(Grain):
            return f"which {names} has {_EXTREME[plan.order]}{title}"
        if plan.order is None:
            return f"{title} by {names}"
        if plan.limit is None:
            return f"{_EXTREME[plan.order]}{title} by {names}"
        end = "top" if plan.order is Order.DESC else "bottom"
        many = plural(names) if len(plan.by) == 1 and plan.limit > 1 else names
        return f"{end} {plan.limit} {many} by {title}"


def _joined(parts: Sequence[str]) -> str:
    return " ".join(part for part in parts if part)


def _table(plan: Plan) -> str:
    return _SHOWN[plan.show] if plan.show is Show.TABLE else ""


def _names(plan: Plan) -> str:
    return " and ".join(dimension.replace("_", " ") for dimension in plan.by)


def _split(plan: Plan) -> Iterator[str]:
    if plan.by:
        yield f"by {_names(plan)}"


def _bound_words(bound: Bound, metric: Metric) -> str:
    if metric.measure is Measure.SHARE:
        return f"{_SIGNS[bound.sign]} {_number(bound.number * 100)} %"
    return f"{_SIGNS[bound.sign]} {_number(bound.number)}{' hours' if metric.unit == 'hours' else ''}"


def _number(number: float) -> str:
    return f"{number:.10f}".rstrip("0").rstrip(".")


def _list(dimension: str, values: Sequence[str]) -> str:
    if dimension == "day_of_week":
        return " and ".join(plural(day) for day in values)
    return f"{dimension.replace('_', ' ')} {' and '.join(values)}"
