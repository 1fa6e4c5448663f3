"""The order in which a case is worked on: answered, handed on, approved, built, resolved, reopened, closed."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from knowledge.cases.case import EventKind
from pipelines.sample.forces import Forces
from pipelines.sample.organisation import (
    ACCOUNT_MANAGEMENT,
    BILLING_OPERATIONS,
    ENGINEERS,
    FINANCE,
    FRONTLINE,
    MONEY,
    SPECIALISTS,
    weighted,
)
from pipelines.sample.sketches import Sketch
from pipelines.sample.timeline import Life

FIRST_RESPONSE_HOURS = {"P1": 0.12, "P2": 0.5, "P3": 1.1, "P4": 2.5}
FIRST_RESPONSE_TARGETS = {"P1": 1.0, "P2": 4.0, "P3": 8.0, "P4": 24.0}
FORGOTTEN, FORGOTTEN_TIMES = 0.03, 12.0
ANSWERED_AT_ONCE = 0.3
MOST_HANDOFFS = 7


def live(case_id: str, sketch: Sketch, rng: Random, forces_of: Callable[[str], Forces]) -> Life:
    """The whole life of a case, beyond the end of the data too; `forces_of` as in Life."""
    life = Life(case_id, sketch, rng, forces_of)
    life.say(EventKind.OPENED, "customer")
    _respond(life)
    _work(life, sketch.category.hours * 0.6)
    if rng.random() < sketch.category.specialists:
        _ask_specialists(life)
    if rng.random() < life.forces.approval_chance:
        _ask_approval(life)
    if rng.random() < life.forces.silent_chance:
        life.go(24 * life.hours(life.forces.silent_days, 0.35))
    _resolve(life)
    _come_back(life)
    return life


def _respond(life: Life) -> None:
    rng, priority = life.rng, life.sketch.priority
    if rng.random() < 0.25:
        life.go(life.hours(0.1))
        life.say(EventKind.ASSIGNED, to_team=life.owner)
    hours = life.hours(FIRST_RESPONSE_HOURS[priority] * life.forces.first_response_times, 0.6)
    if rng.random() < FORGOTTEN:
        hours *= FORGOTTEN_TIMES
    target = FIRST_RESPONSE_TARGETS[priority]
    if hours > target:
        life.go(target)
        life.say(EventKind.SLA_BREACHED, reason="first response time")
        life.trouble("missed")
        hours -= target
    life.go(hours)
    life.say(EventKind.FIRST_RESPONSE, life.somebody(), from_team=life.owner)
    if rng.random() < life.forces.early_chance and not life.escalated:
        life.go(rng.uniform(0.2, 6))
        life.escalate("customer asks for management")
    if priority == "P1":
        life.trouble("severity")


def _work(life: Life, median: float) -> None:
    """One team's share of the work; now and then it waits for the customer's answer."""
    roll = life.rng.random()
    if life.rng.random() < ANSWERED_AT_ONCE:
        life.go(life.hours(0.4))
        return
    if roll < 0.12:
        life.say(EventKind.WAITING, life.somebody(), from_team=life.owner, reason="waiting for the customer")
        # The customer sets the pace here and has nobody to chase.
        life.go(life.hours(14))
    life.wait(life.hours(median, 0.75))
    if roll > 0.75:
        life.reply("progress")


def _ask_specialists(life: Life) -> None:
    sketch, rng = life.sketch, life.rng
    team = ACCOUNT_MANAGEMENT if sketch.category.name == "contract renewal" else SPECIALISTS[sketch.product]
    life.hand_to(team, EventKind.ELEVATED if rng.random() < 0.3 else EventKind.HANDOFF, "needs a specialist")
    _work(life, sketch.category.hours)
    while life.handoffs < MOST_HANDOFFS and rng.random() < life.forces.wandering * (0.4 if life.escalated else 1):
        life.hand_to(_elsewhere(life), reason="not ours")
        _work(life, sketch.category.hours * 0.7)
    if rng.random() < sketch.category.engineers:
        _ask_engineers(life)


def _elsewhere(life: Life) -> str:
    """The next team of a case that nobody wants to own."""
    if life.sketch.product == "Billing":
        return FINANCE if life.owner == BILLING_OPERATIONS else BILLING_OPERATIONS
    home = FRONTLINE[life.sketch.account.region]
    return SPECIALISTS[life.sketch.product] if life.owner == home else home


def _ask_engineers(life: Life) -> None:
    life.hand_to(ENGINEERS[life.sketch.product], EventKind.ELEVATED, "needs a change by engineering")
    quickly = life.forces.engineering_hours_escalated
    if life.escalated:
        life.go(life.hours(quickly, 0.5))
    else:
        life.say(EventKind.WAITING, from_team=life.owner, reason="waiting for engineering")
        life.wait(life.hours(life.forces.engineering_hours, 0.5), cut_to=quickly)
    life.reply("engineering has begun")
    life.wait(life.hours(life.sketch.category.hours))


def _ask_approval(life: Life) -> None:
    """Approvals are the same for all; what takes long is Finance, and an escalation hurries it."""
    life.say(
        EventKind.APPROVAL_REQUESTED, life.somebody(), from_team=life.owner, to_team=FINANCE, reason="over the limit"
    )
    hours = life.hours(life.forces.approval_hours, 0.4)
    if life.escalated:
        hours *= 0.5
    life.wait(hours / 2)
    if hours > 24:
        life.trouble("approval")
    life.wait(hours / 2 * (0.3 if life.escalated else 1))
    granted = life.rng.random() < (0.95 if life.escalated else 0.85)
    kind = EventKind.APPROVAL_GRANTED if granted else EventKind.APPROVAL_DECLINED
    life.say(kind, "approver", from_team=FINANCE, to_team=life.owner)


def _resolve(life: Life) -> None:
    rng, forces = life.rng, life.forces
    life.go(life.hours(0.3))
    exception = rng.random() < (forces.exception_chance_escalated if life.escalated else forces.exception_chance)
    outcome = _outcome(life, exception)
    if exception:
        life.say(EventKind.EXCEPTION_GRANTED, "manager", from_team=life.owner, reason="deviation from policy")
    if life.escalated and rng.random() < 0.3:
        life.say(EventKind.DEESCALATED, "manager", from_team=life.owner, reason="solution agreed")
    life.say(EventKind.RESOLVED, life.somebody(), from_team=life.owner, reason=outcome)
    life.resolved = True
    life.outcomes.append((outcome, exception))


def _outcome(life: Life, exception: bool) -> str:
    outcomes, forces = life.sketch.category.outcomes, life.forces
    if outcomes is MONEY:
        full = forces.full_refund_chance
        if life.escalated:
            full = max(full, forces.full_refund_chance_escalated)
        if exception or life.rng.random() < full:
            return "refund"
        return weighted(life.rng, {name: share for name, share in outcomes.items() if name != "refund"})
    outcome = weighted(life.rng, outcomes)
    if exception:
        return "credit"
    # Nobody answers an escalated case with the number of another one.
    return "fix" if life.escalated and outcome == "duplicate" else outcome


def _come_back(life: Life) -> None:
    """Reopenings, each followed by more work, and at last the closing."""
    rounds = 0
    while rounds < 3 and life.rng.random() < life.forces.reopen_chance:
        rounds += 1
        life.go(life.hours(26))
        life.resolved = False
        life.say(EventKind.REOPENED, "customer", reason="not solved")
        life.contacts += 1
        life.say(EventKind.CUSTOMER_CONTACT, "customer", note="the same problem again")
        life.trouble("reopened")
        life.wait(life.hours(life.sketch.category.hours * 1.2))
        _resolve(life)
    life.now += timedelta(days=3 + 4 * life.rng.random())
    if life.rng.random() < 0.6:
        life.say(EventKind.CLOSED)
