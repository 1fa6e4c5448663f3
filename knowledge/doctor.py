"""The checkup: what works, what does not, and what to do about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.errors import GroundswellError


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at. `problem` None is well; `advice` says what to do; an `optional` problem is no illness."""

    name: str
    state: str = ""
    problem: str | None = None
    advice: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """Everything that was looked at."""

    checks: Sequence[Check]

    @property
    def is_healthy(self) -> bool:
        """Whether nothing that is needed has a problem."""
        return all(check.problem is None or check.optional for check in self.checks)

    @property
    def document(self) -> dict[str, Any]:
        """As `doctor --json` prints it."""
        return {
            "healthy": self.is_healthy,
            "checks": [
                {
                    "name": check.name,
                    "ok": check.problem is None,
                    "state": check.state,
                    "problem": check.problem,
                    "advice": check.advice or None,
                }
                for check in self.checks
            ],
        }

    @property
    def text(self) -> str:
        """A line a check, what to do under each problem."""
        return "\n".join(map(_line, self.checks))


Examination = Callable[[], Sequence[Check]]


class Doctor:
    """Runs examinations one after the other; one that fails is itself a finding."""

    def __init__(self, examinations: Sequence[tuple[str, Examination]]) -> None:
        self._examinations = examinations

    def checkup(self) -> Checkup:
        """Looks at everything."""
        return Checkup(checks=[check for name, look in self._examinations for check in _looked(name, look)])


def _looked(name: str, look: Examination) -> Sequence[Check]:
    try:
        return look()
    except GroundswellError as error:
        return [Check(name=name, problem=str(error))]


def _line(check: Check) -> str:
    if check.problem is None:
        return f"ok       {check.name}: {check.state}"
    mark = "not set " if check.optional else "PROBLEM "
    advice = f"\n         -> {check.advice}" if check.advice else ""
    return f"{mark} {check.name}: {check.problem}{advice}"
