"""Keeping an answer in a SQLite file without SQLAlchemy, which takes half a second to load: for a command that ends."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import astuple, fields
from datetime import UTC, datetime
from pathlib import Path

from knowledge.cases.steps import newest_step
from knowledge.conversations.kept_answer import KeptAnswer, storable

_SCHEME = "sqlite:///"
_TIME = "%Y-%m-%d %H:%M:%S.%f"
"""How SQLAlchemy writes a time in UTC into SQLite."""
_COLUMNS = [field.name for field in fields(KeptAnswer)]
_INSERT = f"INSERT INTO answers ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"


def keep_quickly(address: str, answers: Sequence[KeptAnswer], *, before: datetime) -> bool:
    """Keeps `answers` and forgets what is older than `before`; False, and nothing done, where that takes more.

    That is: another database, a file that is not there yet, tables of another step, a lock that somebody holds.
    """
    path = Path(address.removeprefix(_SCHEME))
    if not address.startswith(_SCHEME) or set("%?") & set(address) or not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
            if connection.execute("SELECT version_num FROM alembic_version").fetchall() != [(newest_step(),)]:
                return False
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM threads WHERE updated_at < ?", [_written(before)])
            connection.execute("DELETE FROM answers WHERE asked_at < ?", [_written(before)])
            connection.executemany(_INSERT, [[_written(cell) for cell in astuple(one)] for one in answers])
            connection.execute("COMMIT")
    except sqlite3.Error:  # the long way says what is wrong
        return False
    return True


def _written(cell: str | datetime | None) -> str | None:
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).strftime(_TIME)
    return None if cell is None else storable(cell)
