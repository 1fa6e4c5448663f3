"""Where what the assistant has to remember is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.inbox.database import Database, inbox_address
from bot.inbox.inbox import Inbox
from bot.inbox.layered import LayeredInbox
from bot.inbox.opinions import StoredOpinions
from bot.inbox.preferences import StoredPreferences
from bot.inbox.stored import StoredInbox
from bot.people.opinions import Opinions
from bot.people.preferences import Preferences
from knowledge.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """What is remembered: questions, opinions, preferences."""

    inbox: Inbox
    opinions: Opinions
    preferences: Preferences


@contextmanager
def kept(settings: Settings) -> Iterator[Keeping]:
    """Shared by all processes of the assistant; while the database does not answer, a question goes on in memory."""
    yield from _kept_at(inbox_address(settings), settings)


@contextmanager
def kept_for_now(settings: Settings) -> Iterator[Keeping]:
    """In a database that is gone at the end, so that nothing of a real workspace is ever taken over."""
    with TemporaryDirectory(prefix="groundswell-") as folder:
        yield from _kept_at(f"sqlite:///{Path(folder) / 'slack.sqlite3'}", settings)


def _kept_at(address: str, settings: Settings) -> Iterator[Keeping]:
    database = Database(address)
    try:
        yield Keeping(
            inbox=LayeredInbox(StoredInbox(database, lease_seconds=settings.lease_seconds)),
            opinions=StoredOpinions(database),
            preferences=StoredPreferences(database),
        )
    finally:
        database.close()
