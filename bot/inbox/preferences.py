"""How people like to be answered, kept in the inbox's database."""

from sqlalchemy import select

from bot.blocks.payloads import Form
from bot.inbox.database import Database, insert_into
from bot.inbox.tables import Base, PreferenceRow

_PREFERENCES = Base.metadata.tables[PreferenceRow.__tablename__]
_FORM = "form"


class StoredPreferences:
    """Preferences. Raises BadSetting, DatabaseUnavailable, DiskFull."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def preferred(self, team: str, user: str) -> Form:
        """Charts, where the person has not chosen, or chose what a newer version offers."""
        kept = self._value(team, user, _FORM)
        return Form(kept) if kept in set(Form) else Form.CHARTS

    def prefer(self, team: str, user: str, form: Form) -> None:
        """From now on."""
        row = {"team": team, "user": user, "name": _FORM, "value": form.value}
        with self._database.writing() as connection:
            insert = insert_into(connection, _PREFERENCES).values(row)
            connection.execute(insert.on_conflict_do_update(index_elements=["team", "user", "name"], set_=row))

    def _value(self, team: str, user: str, name: str) -> str | None:
        table = _PREFERENCES.c
        query = select(table.value).where(table.team == team, table.user == user, table.name == name)
        with self._database.reading() as connection:
            value: str | None = connection.scalar(query)
            return value
