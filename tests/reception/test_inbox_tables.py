"""Where questions, opinions and preferences are kept."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.blocks.payloads import Form
from bot.inbox.database import INBOX_STEPS, Database, inbox_address
from bot.inbox.opinions import StoredOpinions
from bot.inbox.preferences import StoredPreferences
from bot.inbox.tables import Base
from bot.people.opinions import Opinion
from knowledge.cases.store import CaseStore
from knowledge.settings import Settings
from tests.receptions import NOW, Clock

# Where it is


def test_the_tables_are_those_of_the_models_and_stand_beside_those_of_the_cases(address: str) -> None:
    CaseStore.open(address).close()
    database = Database(address)
    with database.reading() as connection:
        options = {
            "compare_type": True,
            "version_table": INBOX_STEPS.version_table,
            "include_name": lambda name, kind, _: kind != "table" or name.startswith("slack_"),
        }
        context = MigrationContext.configure(connection, opts=options)

        assert compare_metadata(context, Base.metadata) == []
        assert context.get_current_revision() == INBOX_STEPS.newest()
    database.close()
    CaseStore.open(address).close()


def test_the_inbox_has_a_sqlite_file_of_its_own_and_shares_a_postgres(tmp_path: Path) -> None:
    at_home = Settings(groundswell_home=tmp_path, database_url=None)
    shared = Settings.model_validate({"groundswell_home": tmp_path, "database_url": "postgresql+psycopg://ada@/cases"})

    assert inbox_address(at_home) == f"sqlite:///{tmp_path}/slack.sqlite3"
    assert inbox_address(shared) == "postgresql+psycopg://ada@/cases"


# What people say and prefer


def test_the_latest_opinion_of_a_person_on_a_message_is_kept(address: str, clock: Clock) -> None:
    database = Database(address)
    opinions = StoredOpinions(database, now=clock)
    bad = Opinion(team="T1", user="U1", channel="C1", ts="1.2", receipt="R1", is_good=False)
    why = replace(bad, reason="wrong_number", comment="it was 12")
    other = replace(bad, user="U2", is_good=True)

    for opinion in (bad, why, other):
        opinions.record(opinion)
        clock.pass_(minutes=1)

    assert [opinion for _, opinion in opinions.latest(9)] == [other, why]
    assert list(opinions.latest(1)) == [(NOW + timedelta(minutes=2), other)]
    database.close()


def test_charts_are_preferred_until_somebody_prefers_tables(address: str) -> None:
    database = Database(address)
    preferences = StoredPreferences(database)

    preferences.prefer("T1", "U1", Form.CHARTS)
    preferences.prefer("T1", "U1", Form.TABLES)

    assert preferences.preferred("T1", "U1") is Form.TABLES
    assert preferences.preferred("T1", "U2") is Form.CHARTS
    database.close()
