"""What pushes a case about: the numbers that causes change and that its life is simulated from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Forces:
    """The forces on a case while one team owns it; the defaults are those where no cause acts.

    `…_chance` is a probability, `…_hours` and `…_days` are medians, `…_times` multiply what is usual.
    """

    escalation_times: float = 1.0
    contact_times: float = 1.0
    handoff_times: float = 1.2
    """Times the chance of an escalation, for each handoff so far."""
    first_response_times: float = 1.0
    early_chance: float = 0.004
    """An escalation within hours, before anybody could try."""
    wandering: float = 0.1
    """Chance of one more handoff after each."""
    approval_chance: float = 0.02
    approval_hours: float = 10.0
    decision_hours: float = 5.0
    engineering_hours: float = 20.0
    engineering_hours_escalated: float = 10.0
    reopen_chance: float = 0.05
    exception_chance: float = 0.04
    exception_chance_escalated: float = 0.12
    full_refund_chance: float = 0.45
    full_refund_chance_escalated: float = 0.45
    silent_chance: float = 0.004
    """Nobody looks at the case for `silent_days`."""
    silent_days: float = 50.0
    csat_bonus: float = 0.0
    """Points on the scale of 1 to 5."""
    quality_bonus: float = 0.0
    """Points on the scale of 0 to 100."""


CALM = Forces()
