"""All that happened to a case in words, in at most MOST_LINES lines: what is small is folded, nothing left out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from knowledge.answers.briefs.quoting import name, on, quote_of
from knowledge.answers.case_lookup import ToldCase, ToldEvent
from knowledge.answers.wording.figures import period_words
from knowledge.answers.wording.subjects import all_of, capital
from knowledge.metrics.periods import Period

MOST_LINES = 12
_KEPT_AT_THE_ENDS = 4
"""Events that are told one by one before and after the fold of a life that is all turns."""
_HAPPENED = {
    "opened": "opened",
    "assigned": "assigned",
    "first_response": "first response",
    "agent_reply": "reply",
    "customer_contact": "the customer came back",
    "handoff": "handed off",
    "elevated": "elevated",
    "escalation_requested": "escalation requested",
    "escalation_declined": "escalation declined",
    "escalated": "escalated",
    "deescalated": "no longer escalated",
    "approval_requested": "approval requested",
    "approval_granted": "approval granted",
    "approval_declined": "approval declined",
    "exception_granted": "exception granted",
    "waiting": "waiting",
    "sla_breached": "service level breached",
    "resolved": "resolved",
    "reopened": "reopened",
    "closed": "closed",
    "complaint": "complaint",
}
_COUNTED = {
    "opened": ("opening", "openings"),
    "assigned": ("assignment", "assignments"),
    "first_response": ("first response", "first responses"),
    "agent_reply": ("reply", "replies"),
    "customer_contact": ("contact by the customer", "contacts by the customer"),
    "handoff": ("handoff", "handoffs"),
    "elevated": ("elevation", "elevations"),
    "escalation_requested": ("escalation request", "escalation requests"),
    "escalation_declined": ("declined escalation", "declined escalations"),
    "escalated": ("escalation", "escalations"),
    "deescalated": ("end of an escalation", "ends of escalations"),
    "approval_requested": ("approval request", "approval requests"),
    "approval_granted": ("granted approval", "granted approvals"),
    "approval_declined": ("declined approval", "declined approvals"),
    "exception_granted": ("granted exception", "granted exceptions"),
    "waiting": ("hold", "holds"),
    "sla_breached": ("service level breach", "service level breaches"),
    "resolved": ("resolution", "resolutions"),
    "reopened": ("reopening", "reopenings"),
    "closed": ("closing", "closings"),
    "complaint": ("complaint", "complaints"),
}
_TALK = frozenset({"agent_reply", "customer_contact", "waiting"})
_SMALL = _TALK | {"assigned", "first_response"}
_MIDDLING = _SMALL | {"handoff", "elevated", "approval_requested", "approval_granted", "approval_declined"}
_ALL_BUT_TURNS = frozenset(_HAPPENED) - {"opened", "escalated", "deescalated", "exception_granted"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Events that follow each other and are told in one line."""

    events: Sequence[ToldEvent]

    @property
    def counts(self) -> Sequence[tuple[str, int]]:
        """How many there are of each kind, the most frequent first."""
        return Counter(event.kind for event in self.events).most_common()


def timeline_of(runs: Sequence[Run]) -> Sequence[str]:
    """A line an event or run of small ones, in the order of time, each with its day and, of one event, its minute."""
    return [_one(run.events[0]) if len(run.events) == 1 else _several(run) for run in runs]


def runs_of(case: ToldCase) -> Sequence[Run]:
    """The events in at most MOST_LINES runs. The opening is one, whether or not there is an event of it."""
    events = _with_opening(case)
    for small in (_TALK, _SMALL, _MIDDLING, _ALL_BUT_TURNS):
        runs = _folded(events, small)
        if len(runs) <= MOST_LINES:
            return _unfolded(runs)
    ends = _KEPT_AT_THE_ENDS
    middle = [event for run in runs[ends:-ends] for event in run.events]
    return [*runs[:ends], Run(events=middle), *runs[-ends:]]


def clock(at: datetime) -> str:
    """A moment to the minute: 5 October 2026, 09:00."""
    return f"{on(at)}, {at:%H:%M}"


def event_words(event: ToldEvent) -> str:
    """What happened, between which teams, and what was said with it."""
    said = _HAPPENED.get(event.kind, event.kind)
    source, target = (name(team or "") for team in (event.from_team, event.to_team))
    if target:
        said += f" from {source} to {target}" if source else f" to {target}"
    return said + quote_of(event)


def _with_opening(case: ToldCase) -> Sequence[ToldEvent]:
    """The events with one opening, which stands where it belongs among those before and after it."""
    opened = next((event for event in case.events if event.kind == "opened"), None)
    if opened is None:
        opened = ToldEvent(at=case.values["opened_local"], age=case.age, kind="opened")
    others = [event for event in case.events if event.kind != "opened"]
    before = [event for event in others if event.age > opened.age]
    return [*before, opened, *others[len(before) :]]


def _folded(events: Iterable[ToldEvent], small: AbstractSet[str]) -> Sequence[Run]:
    runs: list[list[ToldEvent]] = []
    for event in events:
        if runs and event.kind in small and runs[-1][-1].kind in small:
            runs[-1].append(event)
        else:
            runs.append([event])
    return [Run(events=run) for run in runs]


def _unfolded(runs: Sequence[Run]) -> Sequence[Run]:
    """As many events told one by one as there is room for, those of the shortest runs."""
    room = MOST_LINES - len(runs)
    alone: set[int] = set()
    for place in sorted(range(len(runs)), key=lambda place: len(runs[place].events)):
        room -= len(runs[place].events) - 1
        if room < 0:
            break
        alone.add(place)
    room = MOST_LINES - sum(len(run.events) if place in alone else 1 for place, run in enumerate(runs))
    latest = max(set(range(len(runs))) - alone, default=None)
    parts = [
        [Run(events=[event]) for event in run.events]
        if place in alone
        else _latest_alone(run, room if place == latest else 0)
        for place, run in enumerate(runs)
    ]
    return [run for part in parts for run in part]


def _latest_alone(run: Run, room: int) -> Sequence[Run]:
    """`run` in so many lines more than one: its last events are told one by one."""
    told = len(run.events) - room
    return [Run(events=run.events[:told]), *(Run(events=[event]) for event in run.events[told:])]


def _one(event: ToldEvent) -> str:
    return f"{clock(event.at)}: {event_words(event)}"


def _several(run: Run) -> str:
    first, last = (run.events[place].at.date() for place in (0, -1))
    when = period_words(Period(start=first, end=last + timedelta(days=1)))
    counts = all_of([_counted(kind, count) for kind, count in run.counts])
    team = next((event.to_team for event in reversed(run.events) if event.to_team), None)
    return f"{capital(when)}: {counts}{f', at the end with {name(team)}' if team else ''}"


def _counted(kind: str, count: int) -> str:
    return f"{count:,} {_COUNTED.get(kind, (kind, kind))[count > 1]}"
