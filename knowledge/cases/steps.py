"""The steps by which the tables of the case database came to be what they are."""

from collections.abc import Sequence
from pathlib import Path

MIGRATIONS = Path(__file__).parent / "migrations"


def newest_step() -> str:
    """The name of the last migration."""
    return max(all_steps())


def all_steps() -> Sequence[str]:
    """The names of the migrations: the first parts of their files."""
    return [path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")]
