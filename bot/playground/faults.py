"""What goes wrong between the app and Slack, as often as a plan says, and the same way for the same seed."""

from dataclasses import dataclass
from enum import Enum
from random import Random


class Fault(Enum):
    """What happens to one call of the Web API."""

    RATE_LIMITED = "429"
    FAILED_BEFORE = "500, and nothing is done"
    FAILED_AFTER = "500, though it is done"
    LOST_BEFORE = "the connection is closed, and nothing is done"
    LOST_AFTER = "the connection is closed, though it is done"


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultPlan:
    """Shares between 0 and 1: of the calls, the five faults above; of the events, the last three.

    `duplicated`: the same event comes a second time at once. `redelivered`: it comes again though it was acknowledged,
    as when an acknowledgement is lost. `disconnected`: the socket is closed after an event went out.
    `retry_after` are the seconds that a 429 asks to wait.
    """

    seed: int = 7
    rate_limited: float = 0
    failed_before: float = 0
    failed_after: float = 0
    lost_before: float = 0
    lost_after: float = 0
    duplicated: float = 0
    redelivered: float = 0
    disconnected: float = 0
    retry_after: int = 1


EVENT_FAULTS = ("duplicated", "redelivered", "disconnected")
SPARED = frozenset({"auth.test", "api.test", "apps.connections.open"})
"""Methods that always work: without them, no test would ever begin."""


class Faults:
    """Draws from a plan."""

    def __init__(self, plan: FaultPlan) -> None:
        self.plan = plan
        self.drawn: dict[str, int] = {}
        # one for each kind, so that what is drawn for one does not depend on how often the others are asked
        self._randoms = {kind: Random(f"{plan.seed} {kind}") for kind in ("call", *EVENT_FAULTS)}

    def of_call(self, method: str) -> Fault | None:
        """What happens to a call of `method`; None: nothing."""
        plan = self.plan
        if method in SPARED:
            return None
        shares = {
            Fault.RATE_LIMITED: plan.rate_limited,
            Fault.FAILED_BEFORE: plan.failed_before,
            Fault.FAILED_AFTER: plan.failed_after,
            Fault.LOST_BEFORE: plan.lost_before,
            Fault.LOST_AFTER: plan.lost_after,
        }
        drawn = self._randoms["call"].random()
        for fault, share in shares.items():
            if drawn < share:
                self._count(fault.name.lower())
                return fault
            drawn -= share
        return None

    def is_duplicated(self) -> bool:
        return self._is_drawn("duplicated", self.plan.duplicated)

    def is_redelivered(self) -> bool:
        return self._is_drawn("redelivered", self.plan.redelivered)

    def is_disconnected(self) -> bool:
        return self._is_drawn("disconnected", self.plan.disconnected)

    def _is_drawn(self, name: str, share: float) -> bool:
        is_drawn = self._randoms[name].random() < share
        if is_drawn:
            self._count(name)
        return is_drawn

    def _count(self, name: str) -> None:
        self.drawn[name] = self.drawn.get(name, 0) + 1
