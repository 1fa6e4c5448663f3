"""Material of cases to start a test from."""

from datetime import datetime, timedelta
from typing import Any

from knowledge.answers.cases.material import CaseMaterial, MaterialEvent

OPENED = datetime(2026, 10, 5, 8)  # noqa: DTZ001  what a clock showed


def a_material(case_id: str = "C-1", **facts: Any) -> CaseMaterial:  # noqa: ANN401  any field
    """A case about a login, as given and plain in everything else."""
    return CaseMaterial(**{"case_id": case_id, "subject": "Login fails", "opened_local": OPENED, **facts})


def after(hours: float) -> datetime:
    """So long after the opening."""
    return OPENED + timedelta(hours=hours)


def happened(kind: str, hours: float = 1, **said: Any) -> MaterialEvent:  # noqa: ANN401  any field
    """An event so long after the opening."""
    return MaterialEvent(at=after(hours), kind=kind, **said)


def handed(hours: float = 1, source: str = "Frontline", target: str = "Billing") -> MaterialEvent:
    """A handoff."""
    return happened("handoff", hours, from_team=source, to_team=target)
