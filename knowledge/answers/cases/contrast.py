"""What was different in similar cases that did not escalate: facts and counts, and never that one led to the other."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log2
from statistics import median

from knowledge.answers.cases.material import CaseMaterial, MaterialEvent
from knowledge.answers.cases.told import Contrast, Difference
from knowledge.answers.wording.figures import figure
from knowledge.retrieval.search.similar_case import SimilarCase

FEWEST = 3
"""Cases on each side, and cases that show what is told of a side: fewer say nothing."""
_POINTS = 0.4
"""By so much two shares of so few cases must differ to be told."""
_TIMES = 2.0
"""So many times as long a median must be."""
_LEAST_HOURS = 1 / 60
_MOST = 4

_Counted = Callable[[CaseMaterial], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one side shows: `count` of `of` cases, or the median `hours` of `of` cases."""

    of: int
    count: int = 0
    hours: float | None = None

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A fact in which both sides differ by enough; `width` is how much, to compare gaps by."""

    name: str
    escalated: Side
    others: Side
    width: float


def contrast_of(others: Sequence[SimilarCase], gaps: Sequence[Gap]) -> Contrast:
    """The cases that did not escalate, and the gaps in words."""
    told = [Difference(name=gap.name, escalated=_words(gap.escalated), others=_words(gap.others)) for gap in gaps]
    return Contrast(others=others, differences=told)


def gaps_between(escalated: Sequence[CaseMaterial], others: Sequence[CaseMaterial]) -> Sequence[Gap]:
    """At most four facts in which the cases that escalated differ from the `others`, the widest gap first.

    Told is a share that is 40 points higher or more, of three cases at least, and a median that is twice as long or
    more. Of a case that escalated only what came before that counts, so that what an escalation brings with it is no
    difference; what then is rarer among the escalated may only have had less time, and is not told.
    """
    if min(len(escalated), len(others)) < FEWEST:
        return []
    handed = _more_often(escalated, others, _handoffs, ("Handed off", "Handed off twice or more"))
    came_back = _more_often(
        escalated, others, _contacts, ("The customer came back", "The customer came back twice or more")
    )
    found = [
        handed,
        came_back,
        _more_often(escalated, others, _approvals, ("An approval was asked for",)),
        _more_often(escalated, others, _reopened, ("Reopened",)),
        _began_with(escalated, others),
        _slower(escalated, others),
    ]
    return sorted(filter(None, found), key=lambda gap: -gap.width)[:_MOST]


def _more_often(
    escalated: Sequence[CaseMaterial], others: Sequence[CaseMaterial], counted: _Counted, names: Sequence[str]
) -> Gap | None:
    """The widest gap of those of once or more, twice or more, …, as many as there are `names`."""
    gaps = []
    for times, name in enumerate(names, start=1):
        sides = [sum(counted(case) >= times for case in cases) for cases in (escalated, others)]
        gaps.append(_gap(name, Side(count=sides[0], of=len(escalated)), Side(count=sides[1], of=len(others))))
    return max(filter(None, gaps), key=lambda gap: gap.width, default=None)


def _gap(name: str, escalated: Side, others: Side) -> Gap | None:
    points = escalated.share - others.share
    if escalated.count < FEWEST or points < _POINTS:
        return None
    return Gap(name=name, escalated=escalated, others=others, width=points)


def _began_with(escalated: Sequence[CaseMaterial], others: Sequence[CaseMaterial]) -> Gap | None:
    """The team that had more of the escalated at first; who has them now may be what the escalation changed."""
    here, there = ([case.first_team for case in cases if case.first_team] for cases in (escalated, others))
    if min(len(here), len(there)) < FEWEST:
        return None
    gaps = [
        _gap(f"Began with {team}", Side(count=count, of=len(here)), Side(count=there.count(team), of=len(there)))
        for team, count in Counter(here).items()
    ]
    return max(filter(None, gaps), key=lambda gap: gap.width, default=None)


def _slower(escalated: Sequence[CaseMaterial], others: Sequence[CaseMaterial]) -> Gap | None:
    """The time to the first response, where one side had to wait twice as long or more."""
    known = [
        [case.hours_to_first_response for case in cases if case.hours_to_first_response is not None]
        for cases in (escalated, others)
    ]
    if min(map(len, known)) < FEWEST:
        return None
    here, there = (max(_LEAST_HOURS, median(hours)) for hours in known)
    times = max(here, there) / min(here, there)
    if times < _TIMES:
        return None
    sides = [Side(of=len(hours), hours=median(hours)) for hours in known]
    return Gap(name="First response", escalated=sides[0], others=sides[1], width=min(1.0, log2(times) / 4))


def _words(side: Side) -> str:
    if side.hours is None:
        return f"{side.count:,} of {side.of:,}"
    return f"after {figure(side.hours, 'hours')} (median of {side.of:,})"


def _before(case: CaseMaterial, happened: Callable[[MaterialEvent], bool]) -> int:
    """How many such events came before the escalation; all, where there was none."""
    until = case.escalated_local
    return sum(happened(event) for event in case.events if until is None or event.at < until)


def _handoffs(case: CaseMaterial) -> int:
    return min(case.handoffs, _before(case, lambda event: event.is_handoff))


def _contacts(case: CaseMaterial) -> int:
    return min(case.repeat_contacts, _before(case, lambda event: event.kind == "customer_contact"))


def _approvals(case: CaseMaterial) -> int:
    return _before(case, lambda event: event.kind == "approval_requested")


def _reopened(case: CaseMaterial) -> int:
    return _before(case, lambda event: event.kind == "reopened")
