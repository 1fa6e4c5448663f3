"""What a case waits on, on whom and since when, by its events."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from knowledge.answers.briefs.promised import is_promise
from knowledge.answers.briefs.quoting import aside, cited, name, names_customer, on, quoted, said_with
from knowledge.answers.case_lookup import ToldCase, ToldEvent
from knowledge.answers.cases.told import Cited
from knowledge.answers.wording.figures import figure

_REPLIES = frozenset({"agent_reply", "first_response"})
_COMES_BACK = frozenset({"customer_contact", "complaint"})
_UNBLOCKS = frozenset(
    ("handoff", "elevated", "assigned", "approval_granted", "approval_declined", "exception_granted", "reopened")
)
"""What ends a wait for somebody who is not the customer; a reply in between does not."""
_CUSTOMER, _SOMEBODY = "The customer", "Somebody else"
_OTHERS = {
    "Engineering": re.compile(r"\b(?:engineer\w*|develop\w*|entwickl\w*|bug ?fix|release)\b", re.IGNORECASE),
    "The vendor": re.compile(
        r"\b(?:vendor|supplier|third[- ]party|manufacturer|partner|hersteller|lieferant\w*|fournisseur|proveedor)\b",
        re.IGNORECASE,
    ),
    "Whoever approves": re.compile(r"\b(?:approv\w*|sign[- ]?off|freigabe|genehmigung)\b", re.IGNORECASE),
}
_GOES_ON = re.compile(
    r"^(?:progress|updated?)$|\b(?:working on|in progress|investigat\w+|look(?:ed|ing) into|(?:has|have) begun|"
    r"started|checking|analy[sz]ing|under way|in arbeit|in bearbeitung|wird geprüft|prüfen|en cours|en curso)\b",
    re.IGNORECASE,
)
"""A reply that says that we go on, and asks for nothing."""
_ENDED = re.compile(
    r"(?:closed|resolved|solved|done|completed?|finished|cancell?ed|geschlossen|gelöst|erledigt|abgeschlossen|fermé|résolu|"
    r"clos|cerrado|resuelto)\b",
    re.IGNORECASE,
)
"""How a status begins that says that a case has ended."""
_WHY = {
    "assigned": "it was assigned{by}{said}, and no reply followed",
    "first_response": "we replied last{said}, and nothing came back",
    "agent_reply": "we replied last{said}, and nothing came back",
    "customer_contact": "the customer came back{said}, and no reply followed",
    "complaint": "the customer complained{said}, and no reply followed",
    "handoff": "it was handed off{by}{said}, and no reply followed",
    "elevated": "it was elevated{by}{said}, and no reply followed",
    "approval_granted": "an approval was granted{said}, and nothing says that it was acted upon",
    "approval_declined": "an approval was declined{said}, and nothing says that the customer knows",
    "exception_granted": "an exception was granted{said}, and nothing says that it was acted upon",
    "reopened": "it was reopened{said}, and no reply followed",
    "waiting": "it was put on hold{said}, and nothing says that it goes on",
}
"""Why it is the turn of whoever it waits on, by the last event that passed the case on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Something open: on `whom` it waits, since `at`, which is `age` hours ago, and why."""

    whom: str
    at: datetime
    age: float
    why: str


def waits_on(case: ToldCase) -> Sequence[Cited]:
    """Who has to do something, the decisions first; of a case that is resolved, that nothing waits."""
    ended = _ended(case)
    return [cited(case, ended)] if ended else [cited(case, _words(wait)) for wait in _waits_of(case)]


def _waits_of(case: ToldCase) -> Sequence[Wait]:
    """All that a case that is not resolved waits on. The customer's turn counts only where nothing else is open."""
    open_ones = [*_approvals(case), *_requests(case), *_blocks(case)]
    turn = _turn(case)
    if turn is None or (open_ones and turn.whom == _CUSTOMER):
        return open_ones
    return [*open_ones, turn]


def _ended(case: ToldCase) -> str:
    """How the case ended, and whether the customer came back after that unanswered; empty while it is open."""
    resolved, closed = case.values["resolved_local"], case.values["closed_local"]
    if resolved is None:
        status = case.values["status"]
        return f"Nothing, by its status {quoted(status)}; when it ended is not said." if is_over(case) else ""
    end = f" and closed on {on(closed)}" if closed else ""
    said = f"Nothing: resolved on {on(resolved)}{end}."
    last = next((event for event in reversed(case.events) if event.kind in _REPLIES | _COMES_BACK), None)
    if last is None or last.kind in _REPLIES or last.at <= max(resolved, closed or resolved):
        return said
    return f"{said} But the customer came back on {on(last.at)}{aside(last)}, and no reply followed."


def is_over(case: ToldCase) -> bool:
    """Whether a case without a date of its end has a status that says that it has ended, and was never reopened."""
    ended = _ENDED.match(case.values["status"] or "") is not None
    return ended and not any(event.kind == "reopened" for event in case.events)


def _approvals(case: ToldCase) -> Iterator[Wait]:
    """The first approval that was requested and not decided; the first request waits for the first decision."""
    waiting: list[ToldEvent] = []
    for event in case.events:
        if event.kind == "approval_requested":
            waiting.append(event)
        elif event.kind in ("approval_granted", "approval_declined") and waiting:
            waiting.pop(0)
    for first in waiting[:1]:
        whom = f"{name(first.to_team)}, to approve" if first.to_team else "Whoever approves"
        yield _wait(whom, first, f"an approval was requested{_by(first)}{aside(first)}, and not decided")


def _requests(case: ToldCase) -> Iterator[Wait]:
    """A request to escalate that nobody accepted or declined."""
    last: ToldEvent | None = None
    for event in case.events:
        if event.kind == "escalation_requested":
            last = last or event
        elif event.kind in ("escalated", "escalation_declined"):
            last = None
    if last is not None:
        yield _wait("Management", last, f"an escalation was requested{_by(last)}{aside(last)}, and not decided")


def _blocks(case: ToldCase) -> Iterator[Wait]:
    """A wait for somebody who is neither the customer nor the team, which nothing ended."""
    for event in reversed(case.events):
        if event.kind in _UNBLOCKS:
            return
        if event.kind == "waiting":
            if not _is_for_customer(event):
                yield _wait(_other(said_with(event)), event, _why(event))
            return


def _turn(case: ToldCase) -> Wait | None:
    """Whose turn it is, by the last event that passed the case on; None where that is somebody outside."""
    last = next((event for event in reversed(case.events) if event.kind in _WHY and event.age <= case.age), None)
    if last is None:
        return _unanswered(case)
    if last.kind == "waiting":
        why = f"it was put on hold{aside(last)}, and nothing came back"
        return _wait(_CUSTOMER, last, why) if _is_for_customer(last) else None
    if last.kind not in _REPLIES:
        return _wait(name(last.to_team) if last.to_team else _team(case), last, _why(last))
    if is_promise(said_with(last)):
        return _wait(_team(case), last, f"we replied last and promised something{aside(last)}")
    if _GOES_ON.search(said_with(last)):
        return _wait(_team(case), last, f"we replied last and are at it{aside(last)}")
    return _wait(_CUSTOMER, last, _why(last))


def _unanswered(case: ToldCase) -> Wait:
    """The wait for a first reply, or for a next one that no event tells of."""
    answered = case.values["hours_to_first_response"]
    replied = f"we replied {figure(answered, 'hours')} later, and" if answered is not None else ""
    why = f"it was opened, {replied or 'and'} no event says what followed"
    return Wait(whom=_team(case), at=case.values["opened_local"], age=case.age, why=why)


def _team(case: ToldCase) -> str:
    """The team that has the case now."""
    last = next((event.to_team for event in reversed(case.events) if event.to_team), None)
    team = case.values["team"] or last
    return name(team) if team else "Us (no team is named)"


def _is_for_customer(event: ToldEvent) -> bool:
    return names_customer(said_with(event))


def _other(said: str) -> str:
    return next((whom for whom, named in _OTHERS.items() if named.search(said)), _SOMEBODY)


def _why(event: ToldEvent) -> str:
    by = f" by {name(event.from_team)}" if event.from_team and event.from_team != event.to_team else ""
    return _WHY[event.kind].format(by=by, said=aside(event))


def _by(event: ToldEvent) -> str:
    return f" by {name(event.actor)}" if event.actor else ""


def _wait(whom: str, event: ToldEvent, why: str) -> Wait:
    return Wait(whom=whom, at=event.at, age=event.age, why=why)


def _words(wait: Wait) -> str:
    ago = f" ({figure(wait.age, 'hours')})" if wait.age > 0 else ""
    return f"{wait.whom}, since {on(wait.at)}{ago}: {wait.why}."
