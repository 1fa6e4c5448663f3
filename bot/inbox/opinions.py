"""What people think of answers, kept in the inbox's database."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime

from sqlalchemy import select

from bot.inbox.database import Database, insert_into
from bot.inbox.tables import Base, OpinionRow
from bot.people.opinions import Opinion
from knowledge.conversations.kept_answer import storable

_OPINIONS = Base.metadata.tables[OpinionRow.__tablename__]
_NAMES = [field.name for field in fields(Opinion)]
_COLUMNS = [_OPINIONS.c[name] for name in _NAMES]


class StoredOpinions:
    """Opinions, with when each was given. Raises BadSetting, DatabaseUnavailable, DiskFull."""

    def __init__(self, database: Database, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now

    def record(self, opinion: Opinion) -> None:
        """In the place of what the same person said of the same message before."""
        row = {name: storable(value) if isinstance(value, str) else value for name, value in asdict(opinion).items()}
        row["given_at"] = self._now()
        keys = [column.name for column in _OPINIONS.primary_key]
        with self._database.writing() as connection:
            insert = insert_into(connection, _OPINIONS).values(row)
            connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=row))

    def latest(self, limit: int) -> Sequence[tuple[datetime, Opinion]]:
        """The last that were given, each with when, the newest first."""
        query = select(_OPINIONS.c.given_at, *_COLUMNS).order_by(_OPINIONS.c.given_at.desc()).limit(limit)
        with self._database.reading() as connection:
            return [
                (given_at, Opinion(**dict(zip(_NAMES, row, strict=True))))
                for given_at, *row in connection.execute(query)
            ]
