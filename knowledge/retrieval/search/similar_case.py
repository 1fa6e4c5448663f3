"""One result of a search."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarCase:
    """A past case: `score` 0 to 1, how likely it has to do with what was asked; `same_as` are near-duplicates of it.

    `why` says in words what it shares with what was asked. A case that was not searched for by likeness has the `score`
    None and an empty `why`. `opened_on` is the day in the reporting time zone, None where it is not told.
    """

    case_id: str
    score: float | None
    subject: str
    escalated: bool
    outcome: str | None = None
    resolution: str | None = None
    why: str
    same_as: Sequence[str] = ()
    url: str | None = None
    opened_on: date | None = None


def address_of(case_id: str, template: str) -> str | None:
    """Where a case is looked at in the support system: `template` with its id; None for an empty template."""
    return template.replace("{case_id}", case_id) if template else None
