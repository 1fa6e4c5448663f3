"""The steps by which the tables of a database came to be what they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """A set of tables and how it is made: Alembic's scripts in `folder`, the last one run noted in `version_table`.

    Several sets may live in one database, each with a version table of its own.
    """

    folder: Path
    version_table: str

    def all(self) -> Sequence[str]:
        """The names of the migrations: the first parts of their files."""
        return [path.name.split("_")[0] for path in (self.folder / "versions").glob("[0-9]*.py")]

    def newest(self) -> str:
        """The name of the last migration."""
        return max(self.all())


CASE_STEPS = Steps(folder=Path(__file__).parent / "migrations", version_table="alembic_version")


def newest_step() -> str:
    """The name of the last migration of the case database."""
    return CASE_STEPS.newest()
