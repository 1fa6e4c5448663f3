"""The checkup: what works, what does not, and what to do about it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.errors import (
    BadSetting,
    DatabaseUnavailable,
    DiskFull,
    GroundswellError,
    ModelUnavailable,
    SlackUnavailable,
)

_ADVICE: Mapping[type[GroundswellError], str] = {
    BadSetting: "correct it in the environment or in .env",
    DatabaseUnavailable: "check DATABASE_URL, and that the database is there and runs",
    DiskFull: "make room on the disk",
    ModelUnavailable: "set EMBEDDING_MODEL to a folder or a hub name, or leave it empty for the installed one",
    SlackUnavailable: "check SLACK_BOT_TOKEN and SLACK_APP_TOKEN, and that this machine reaches Slack",
}
"""What to do where the sentence of an error does not say it."""


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
        """Looks at everything. What keeps several things from being looked at is told once."""
        checks: list[Check] = []
        for name, look in self._examinations:
            told = {check.problem for check in checks if check.problem}
            checks += [check for check in _looked(name, look) if check.problem not in told]
        return Checkup(checks=checks)


def _looked(name: str, look: Examination) -> Sequence[Check]:
    try:
        return look()
    except GroundswellError as error:
        return [Check(name=name, problem=str(error), advice=_ADVICE.get(type(error), ""))]


def _line(check: Check) -> str:
    if check.problem is None:
        return f"ok       {check.name}: {check.state}"
    mark = "note    " if check.optional else "PROBLEM "
    advice = f"\n         -> {check.advice}" if check.advice else ""
    return f"{mark} {check.name}: {check.problem}{advice}"
