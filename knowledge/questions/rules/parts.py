"""What the words of one question ask for, part by part."""

from dataclasses import dataclass

from knowledge.metrics.compiling import Where
from knowledge.metrics.periods import Period
from knowledge.questions.linking.linker import Links
from knowledge.questions.rules.bounds import Held
from knowledge.questions.rules.comparing import Kind
from knowledge.questions.rules.filters import Named
from knowledge.questions.rules.held_periods import Change
from knowledge.questions.rules.metric_choice import MetricChoice
from knowledge.questions.rules.shape import Shape
from knowledge.questions.rules.times import Times


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of a Plan, each as far as the words settle it. `change` None: no two periods are compared.

    `statistics` are those that were named, whether the metric knows them or not.
    """

    links: Links
    kind: Kind
    choice: MetricChoice
    named: tuple[Named, ...]
    where: Where
    period: Period
    times: Times
    change: Change | None
    shape: Shape
    held: Held
    statistics: tuple[str, ...]
