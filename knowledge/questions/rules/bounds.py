"""What the numbers in a question are held against: groups of a split, the age of a case, how early something came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.metrics.catalogue import Measure, Metric
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import BoundWord, Unit
from knowledge.questions.plan import Bound, Sign

_YES_OR_NO = frozenset({"did", "do", "does", "was", "were", "is", "are", "has", "have", "had"})
_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """`bound` and `threshold_hours` as a Plan has them. With a `doubt` something was said that no Plan can say."""

    bound: Bound | None = None
    threshold_hours: float | None = None
    doubt: str = ""
    assumed: tuple[str, ...] = ()


NOTHING = Held()


def held(links: Links, metric: Metric, by: Sequence[str]) -> Held:
    """What the question holds `metric`, split by `by`, against."""
    marks = [mark for mark in links.marks if isinstance(mark.means, BoundWord)]
    if not marks:
        return NOTHING
    said = " and ".join(links.text(mark.first, mark.last) for mark in marks)
    words = [mark.means for mark in marks if isinstance(mark.means, BoundWord)]
    threshold, others = _threshold(words, metric)
    if not others:
        return Held(threshold_hours=threshold)
    if len(others) > 1:
        return Held(doubt=f"I can hold a number against one thing at once, and not against “{said}”.")
    raw = _raw(others[0], metric)
    if raw is None or others[0].age:
        return Held(doubt=f"I cannot hold the {metric.title} against “{said}”.")
    if by:
        assumed = (f"“{said}” is read as {others[0].number:g} %",) if _is_bare_percent(others[0], metric) else ()
        return Held(bound=Bound(sign=others[0].sign, number=raw), threshold_hours=threshold, assumed=assumed)
    if links.tokens[0].word in _YES_OR_NO and not others[0].within:
        return Held(threshold_hours=threshold, assumed=(f"the number itself says whether it is {said}",))
    return Held(doubt=f"I can hold groups against “{said}”, such as teams or products, and no single cases.")


def with_thresholds(metrics: Mapping[str, Metric], *, early: float, aged: float) -> Mapping[str, Metric]:
    """`metrics` with the settings' hours for what makes an escalation early or a case aged."""
    return {
        name: replace(metric, threshold_hours=early if metric.measure is Measure.SHARE else aged)
        if metric.threshold_hours is not None
        else metric
        for name, metric in metrics.items()
    }


def _threshold(words: Sequence[BoundWord], metric: Metric) -> tuple[float | None, Sequence[BoundWord]]:
    """The hours that replace the metric's own threshold, None for the same ones, and what else was said."""
    if metric.threshold_hours is None:
        return None, words
    early = metric.measure is Measure.SHARE
    signs = (Sign.AT_MOST, Sign.BELOW) if early else (Sign.ABOVE, Sign.AT_LEAST)
    fitting = [word for word in words if word.unit is Unit.HOURS and word.sign in signs and word.number > 0]
    if not fitting:
        return None, words
    hours = fitting[0].number if fitting[0].number != metric.threshold_hours else None
    return hours, [word for word in words if word is not fitting[0]]


def _raw(word: BoundWord, metric: Metric) -> float | None:
    """The number as a Plan has it; None where the units do not fit."""
    if metric.measure is Measure.SHARE:
        percent = word.unit is Unit.PERCENT or _is_bare_percent(word, metric)
        number = word.number / _PERCENT if percent else word.number
        return None if word.unit is Unit.HOURS or number > 1 else number
    if metric.unit == "hours":
        return word.number if word.unit is Unit.HOURS else None
    return word.number if word.unit is Unit.NONE else None


def _is_bare_percent(word: BoundWord, metric: Metric) -> bool:
    """The 10 of "a ratio above 10"."""
    return metric.measure is Measure.SHARE and word.unit is Unit.NONE and word.number >= 1
