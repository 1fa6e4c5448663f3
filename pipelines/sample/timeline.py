"""The elementary happenings in a case's life: time passes, customers chase, teams hand over, troubles escalate."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from knowledge.cases.case import CaseEvent, EventKind
from pipelines.sample.forces import Forces
from pipelines.sample.organisation import FRONTLINE, FUNCTIONS, pick
from pipelines.sample.sketches import Sketch

RISKS = {"contact": 0.047, "missed": 0.04, "handoff": 0.007, "approval": 0.05, "reopened": 0.06, "severity": 0.012}
"""The chance that a trouble makes a calm P3 case of a Business account escalate."""
BY_PRIORITY = {"P1": 1.7, "P2": 1.2, "P3": 1.0, "P4": 0.7}
BY_TIER = {"Enterprise": 1.3, "Business": 1.0, "Starter": 0.8}
PATIENCE_HOURS = {"Enterprise": 55.0, "Business": 75.0, "Starter": 95.0}
LEAST_PATIENCE_HOURS = 4.0
IMPATIENCE = {"email": 1.0, "web": 0.9, "chat": 1.25, "phone": 1.25}
RESOLUTION_TARGET_HOURS = {"P1": 48.0, "P2": 120.0, "P3": 336.0, "P4": 672.0}
REASONS = {
    "contact": ("no progress", "no progress", "no answer to repeated questions"),
    "missed": ("response time missed",),
    "handoff": ("handed around",),
    "approval": ("waiting for approval",),
    "reopened": ("problem came back",),
    "severity": ("business impact", "severe impact"),
}
CHASES = (
    "asks for progress", "calls for an update", "sends the same question again", "adds that it still happens",
    "asks who is working on it", "wants to speak to a manager", "asks when it will be solved",
)  # fmt: skip
ACCEPTED = 0.68
CUT_BY_ESCALATION = 0.3
LEAST_GAP = timedelta(seconds=40)


class Life:
    """A case while it is simulated: its events so far, its clock, its owner. Random numbers come from `rng` alone."""

    def __init__(self, case_id: str, sketch: Sketch, rng: Random, forces_of: Callable[[str], Forces]) -> None:
        """`forces_of` gives the forces on this case while a team owns it."""
        self.case_id, self.sketch, self.rng, self.forces_of = case_id, sketch, rng, forces_of
        self.now: datetime = sketch.opened_at
        self.owner = FRONTLINE[sketch.account.region]
        self.forces = forces_of(self.owner)
        self.events: list[CaseEvent] = []
        self.outcomes: list[tuple[str, bool]] = []
        self.handoffs = self.contacts = 0
        self.escalated = self.resolved = self.breached = False
        self.worn = 1.0

    def say(self, kind: EventKind, actor: str | None = None, **texts: str) -> None:
        """Something happens now, a little after what happened before."""
        if self.events and self.now - self.events[-1].at < LEAST_GAP:
            self.now = self.events[-1].at + LEAST_GAP
        self.events.append(
            CaseEvent(case_id=self.case_id, at=self.now.replace(microsecond=0), kind=kind, actor=actor, **texts)
        )

    def somebody(self) -> str:
        """Who acts for the owning team."""
        function = FUNCTIONS[self.owner]
        return f"{'engineer' if function == 'engineering' else 'agent'}-{100 + int(self.rng.random() * 40)}"

    def reply(self, note: str) -> None:
        self.say(EventKind.AGENT_REPLY, self.somebody(), from_team=self.owner, note=note)

    def hours(self, median: float, spread: float = 0.8) -> float:
        """A duration around `median` hours."""
        return median * self.rng.lognormvariate(0, spread)

    def go(self, hours: float) -> None:
        """Time passes, and with it perhaps the target for the resolution."""
        then = self.now + timedelta(hours=hours)
        if not self.breached and not self.resolved:
            target = self.sketch.opened_at + timedelta(hours=RESOLUTION_TARGET_HOURS[self.sketch.priority])
            if target <= then:
                self.breached = True
                self.now = max(target, self.now)
                self.say(EventKind.SLA_BREACHED, reason="resolution time")
        self.now = max(then, self.now)

    def with_weekend(self, hours: float) -> float:
        """`hours` of work and the weekend they run into, which only urgent and escalated cases work through."""
        if self.sketch.priority == "P1" or self.escalated:
            return hours
        end = self.now + timedelta(hours=hours)
        days_to_monday = 7 - end.weekday()
        return hours + (24.0 * days_to_monday if days_to_monday <= 2 else 0.0)

    def wait(self, hours: float, cut_to: float | None = None) -> None:
        """The customer waits, and chases now and then; an escalation cuts the rest, down to `cut_to` hours."""
        patience = PATIENCE_HOURS[self.sketch.account.tier]
        often = self.forces.contact_times * IMPATIENCE[self.sketch.channel] / patience
        left = self.with_weekend(hours)
        while (gap := LEAST_PATIENCE_HOURS + self.rng.expovariate(often)) < left:
            before = self.escalated
            self.go(gap)
            self.chase()
            left -= gap
            if self.escalated and not before:
                left = min(left, self.hours(cut_to, 0.5)) if cut_to is not None else left * CUT_BY_ESCALATION
        self.go(left)

    def chase(self) -> None:
        """The customer comes back, which is the moment to escalate."""
        self.contacts += 1
        self.say(EventKind.CUSTOMER_CONTACT, "customer", note=pick(self.rng, CHASES))
        if self.rng.random() < 0.35:
            self.go(self.hours(2))
            self.reply("update")
        self.trouble("contact")

    def hand_to(self, team: str, kind: EventKind = EventKind.HANDOFF, reason: str = "") -> None:
        """Another team becomes the owner, after a while in its queue."""
        self.go(self.hours(1.5))
        before, self.owner = self.owner, team
        self.handoffs += 1
        self.forces = self.forces_of(team)
        self.say(kind, from_team=before, to_team=team, reason=reason or "needs another team")
        self.trouble("handoff")

    def trouble(self, name: str) -> None:
        """Something that can make the case escalate: likelier with each handoff and contact before."""
        if self.escalated:
            return
        sketch, forces = self.sketch, self.forces
        risk = RISKS[name] * BY_PRIORITY[sketch.priority] * BY_TIER[sketch.account.tier]
        risk *= forces.handoff_times**self.handoffs * (1 + 0.25 * min(self.contacts, 4)) * self.worn
        # A hard category is hard under every cause: the two do not pile up.
        risk *= max(forces.escalation_times, sketch.category.hardness)
        if self.rng.random() < min(risk, 0.8):
            self.ask_for_attention(pick(self.rng, REASONS[name]))

    def ask_for_attention(self, reason: str) -> None:
        """Half of the escalations begin with a request that somebody decides on."""
        if self.rng.random() < 0.45:
            self.escalate(reason)
            return
        asker = "customer" if self.rng.random() < 0.6 else self.somebody()
        self.say(EventKind.ESCALATION_REQUESTED, asker, from_team=self.owner, reason=reason)
        self.go(self.hours(self.forces.decision_hours, 0.6))
        if self.rng.random() < ACCEPTED:
            self.escalate(reason)
            return
        self.say(EventKind.ESCALATION_DECLINED, "manager", from_team=self.owner, reason="normal handling continues")
        self.worn *= 1.5
        self.complain(0.12)

    def escalate(self, reason: str) -> None:
        self.escalated = True
        self.say(EventKind.ESCALATED, "manager", from_team=self.owner, reason=reason)
        self.complain(0.1)

    def complain(self, chance: float) -> None:
        """Some write a formal complaint as well."""
        if self.rng.random() < chance:
            self.go(self.hours(8))
            self.say(EventKind.COMPLAINT, "customer", reason="formal complaint")
