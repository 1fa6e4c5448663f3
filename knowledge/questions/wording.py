"""A Plan as a question that is read back as the same Plan: what choices are made of."""

from collections.abc import Mapping, Sequence

from knowledge.metrics.catalogue import Metric
from knowledge.metrics.periods import Grain
from knowledge.questions.linking.linker import plural
from knowledge.questions.linking.words import WEEKDAYS
from knowledge.questions.plan import Order, Plan
from knowledge.questions.vocabulary import Vocabulary

_EVERY: Mapping[Grain, str] = {grain: f"per {grain.value}" for grain in Grain}
_EXTREME: Mapping[Order | None, str] = {None: "", Order.DESC: "highest ", Order.ASC: "lowest "}
FEW = 3
"""Values that are named one by one: of more, those that are left out are named where they are fewer."""


class Wording:
    """Words Plans in the catalogue's names and the vocabulary's values."""

    def __init__(self, metrics: Mapping[str, Metric], vocabulary: Vocabulary) -> None:
        self._metrics = metrics
        self._vocabulary = vocabulary

    def question(self, plan: Plan, period: str) -> str:
        """`plan` as a question; `period` are the words for its period, empty for none."""
        title = self._metrics[plan.metric].title if plan.metric else ""
        parts = (_shape(plan, title), *self._filters(plan), _EVERY[plan.every] if plan.every else "", period)
        return " ".join(part for part in parts if part)

    def _filters(self, plan: Plan) -> list[str]:
        return [self._filter(dimension, values) for dimension, values in plan.where.items()]

    def _filter(self, dimension: str, values: Sequence[str]) -> str:
        known = WEEKDAYS if dimension == "day_of_week" else tuple(self._vocabulary.values.get(dimension, ()))
        others = [value for value in known if value not in set(values)]
        left_out = len(values) > FEW and 0 < len(others) < len(values)
        return f"{'except' if left_out else 'for'} {_list(dimension, others if left_out else values)}"


def _list(dimension: str, values: Sequence[str]) -> str:
    if dimension == "day_of_week":
        return " and ".join(plural(day) for day in values)
    return f"{dimension.replace('_', ' ')} {' and '.join(values)}"


def _shape(plan: Plan, title: str) -> str:
    names = " and ".join(dimension.replace("_", " ") for dimension in plan.by)
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
