"""Which metric the words of a question name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from knowledge.metrics.catalogue import Measure, Metric
from knowledge.questions.linking.words import COMBINATIONS, METRIC_PHRASES, SEVERAL_READINGS, Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricChoice:
    """`name`: the one metric that is meant, None where the words do not settle it; then `possible` are the readings.

    `missing`: a known metric that is not in the catalogue yet. `assumed`: why this one, where that is not plain.
    """

    name: str | None = None
    possible: Sequence[str] = ()
    missing: str | None = None
    assumed: tuple[str, ...] = ()


def metric_of(cues: Collection[str], metrics: Mapping[str, Metric]) -> MetricChoice:
    """The metric that `cues` mean together."""
    missing = next((cue for cue in cues if cue in METRIC_PHRASES and cue not in metrics), None)
    if missing:
        return MetricChoice(missing=missing)
    for cue, readings in SEVERAL_READINGS.items():
        if cue in cues:
            return MetricChoice(possible=[name for name in readings if name in metrics])
    if not cues:
        return MetricChoice(possible=tuple(metrics))
    return _together(frozenset(cues), metrics)


def _together(cues: frozenset[str], metrics: Mapping[str, Metric]) -> MetricChoice:
    name = _only_metric(cues, metrics) or COMBINATIONS.get(cues)
    if name in metrics:
        said_rate = ("“escalation rate” is read as the escalation ratio",) if Cue.RATE in cues else ()
        return MetricChoice(name=name, assumed=said_rate)
    shares = [metric for metric in metrics.values() if metric.measure is Measure.SHARE]
    if cues <= {Cue.SHARE, Cue.RATE, Cue.CASE} and len(shares) == 1:
        return MetricChoice(name=shares[0].name, assumed=(f"the ratio is the {shares[0].title}",))
    named = [cue for cue in cues if cue in metrics]
    return MetricChoice(possible=sorted(named) if len(named) > 1 else tuple(metrics))


def _only_metric(cues: frozenset[str], metrics: Mapping[str, Metric]) -> str | None:
    """The one metric among `cues`, where all else is that it is about cases."""
    named = cues & set(metrics)
    return next(iter(named)) if len(named) == 1 and cues - named <= {Cue.CASE} else None
