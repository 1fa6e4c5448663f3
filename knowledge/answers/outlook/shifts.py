"""What changed more than by chance and more than usual: the whole, and the parts of it that were looked at."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answers.changes.material import finder_of
from knowledge.answers.kinds.drafting import Context
from knowledge.answers.outlook.asking import is_read_as
from knowledge.answers.outlook.headlines import Measured, can_tell
from knowledge.answers.outlook.slices import Slices
from knowledge.answers.outlook.words import why_question, why_title
from knowledge.answers.overview import Prompt
from knowledge.diagnostics.change import Difference, GroupChange, Verdict
from knowledge.diagnostics.drivers import MOST_VALUES
from knowledge.diagnostics.multiple_looks import LEVEL, q_values
from knowledge.metrics.compiling import NONE, Request
from knowledge.questions.plan import Intent, Plan

_METRICS = ("escalations", "escalation_ratio", "time_to_resolve")
_DIMENSIONS = ("product", "category", "team")
_MOST = 6
_HELD_AGAINST_HISTORY = 12
_RATIO, _POINTS = 1.3, 0.01
"""A smaller change is not worth a look, however certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shift:
    """One part of one dimension whose `metric` differs between the two slices."""

    metric: str
    dimension: str
    label: str
    found: Difference

    @property
    def p_value(self) -> float:
        return 1.0 if self.found.p_value is None else self.found.p_value


def changes(context: Context, slices: Slices, whole: Sequence[Measured]) -> Sequence[Prompt]:
    """What changed, each as the question that explains it: the whole first, then parts, those of each kind in turn."""
    clear = [
        Prompt(
            title=why_title(one.metric, slices, rose=_rose(one.change.difference)),
            question=why_question(one.metric, slices),
        )
        for one in _told_once([one for one in whole if one.has_before and one.change.verdict is Verdict.CLEAR])
        if _is_explained(context, one.metric.name, slices)
    ]
    if not slices.covers(slices.before):
        return clear
    parts = [_prompt(context, one, slices) for one in _told(context, _shifts(context, slices), slices)]
    return [*clear, *parts][:_MOST]


def _told_once(clear: Sequence[Measured]) -> Sequence[Measured]:
    """Without the ratio of escalations where their number says the same."""
    rises = {one.headline.metric: _rose(one.change.difference) for one in clear}
    says_the_same = rises.get("escalations") == rises.get("escalation_ratio")
    return [one for one in clear if one.headline.metric != "escalation_ratio" or not says_the_same]


def _shifts(context: Context, slices: Slices) -> Sequence[_Shift]:
    """The parts that differ clearly, after allowing for how many were looked at, the surest first."""
    looked_at = [
        _Shift(metric=metric, dimension=dimension, label=str(group.labels[0]), found=group.difference)
        for metric in _METRICS
        if can_tell(context, metric)
        for dimension in _DIMENSIONS
        for group in _groups(context, metric, dimension, slices)
    ]
    allowed = q_values([one.found.p_value for one in looked_at])
    clear = [
        one
        for one, q in zip(looked_at, allowed, strict=True)
        if one.found.verdict is Verdict.CLEAR and q is not None and q <= LEVEL and _is_material(one.found)
    ]
    surest = {_part(one): min(each.p_value for each in clear if _part(each) == _part(one)) for one in clear}
    return sorted(clear, key=lambda one: (surest[_part(one)], _part(one), _METRICS.index(one.metric)))


def _groups(context: Context, metric: str, dimension: str, slices: Slices) -> Sequence[GroupChange]:
    if len(context.served.values_of(dimension)) > MOST_VALUES:
        return []
    request = Request(metric=metric, by=(dimension,))
    groups = finder_of(context).groups(request, slices.before, slices.after).groups
    return [one for one in groups if one.labels != (NONE,)]


def _told(context: Context, shifts: Sequence[_Shift], slices: Slices) -> Sequence[_Shift]:
    """Those that are unusual for their own history and can be asked about: of each part one, each dimension in turn."""
    finder, found = finder_of(context), dict[tuple[int, str], _Shift]()
    for one in shifts[:_HELD_AGAINST_HISTORY]:
        if _part(one) in found or not _can_be_asked(context, one, slices):
            continue
        request = Request(metric=one.metric, where={one.dimension: (one.label,)})
        if finder.change(request, slices.before, slices.after).verdict is Verdict.CLEAR:
            found[_part(one)] = one
    of_kind = [[one for one in found.values() if one.dimension == name] for name in _DIMENSIONS]
    places = [(place, kind.index(one)) for place, kind in enumerate(of_kind) for one in kind]
    return [of_kind[place][rank] for place, rank in sorted(places, key=lambda at: (at[1], at[0]))]


def _part(one: _Shift) -> tuple[int, str]:
    """Which part of which dimension it is, whatever the metric."""
    return _DIMENSIONS.index(one.dimension), one.label


def _can_be_asked(context: Context, one: _Shift, slices: Slices) -> bool:
    wanted = Plan(intent=Intent.WHY, metric=one.metric, where={one.dimension: (one.label,)}, period=slices.after)
    return is_read_as(context, _prompt(context, one, slices).question, wanted)


def _is_explained(context: Context, metric: str, slices: Slices) -> bool:
    question = why_question(context.served.metrics.metric(metric), slices)
    return is_read_as(context, question, Plan(intent=Intent.WHY, metric=metric, period=slices.after))


def _prompt(context: Context, one: _Shift, slices: Slices) -> Prompt:
    metric = context.served.metrics.metric(one.metric)
    return Prompt(
        title=why_title(metric, slices, rose=_rose(one.found), dimension=one.dimension, label=one.label),
        question=why_question(metric, slices, one.dimension, one.label),
    )


def _rose(found: Difference) -> bool:
    return (found.change or 0) > 0


def _is_material(found: Difference) -> bool:
    """Whether a change is large enough to act on."""
    early, late = found.before.value or 0, found.after.value or 0
    if not found.kind.is_counted and found.before.numerator is not None:
        return abs(late - early) >= _POINTS
    ratio = found.ratio if found.ratio is not None else late / early if early else None
    return ratio is None or ratio >= _RATIO or ratio <= 1 / _RATIO
