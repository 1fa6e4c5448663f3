"""Whether a period is too young for the events of its cases to have come."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from knowledge.generations.manifest import Manifest
from knowledge.metrics.metric import Metric
from knowledge.metrics.moments import midnight
from knowledge.metrics.periods import Grain, Period, next_start


class Maturity:
    """Tells by the hours that nine of ten events take to come, which the manifest knows."""

    def __init__(self, manifest: Manifest) -> None:
        self._as_of = manifest.as_of
        self._hours = manifest.maturity_hours
        self._zone = ZoneInfo(manifest.timezone)

    def is_immature(self, metric: Metric, period: Period, every: Grain | None, start: date | None) -> bool:
        """Whether `period`, or the slice of it that begins on `start`, ended less than those hours before as_of."""
        hours = self._hours.get(metric.matures_with or "")
        if hours is None:
            return False
        ends = [period.end, next_start(every, start) if every and start else None]
        end = min((midnight(day, self._zone) for day in ends if day), default=self._as_of)
        return self._as_of - end < timedelta(hours=hours)
