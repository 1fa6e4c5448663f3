"""Several workspaces: installed by OAuth, their tokens kept in the assistant's database."""

import time
from collections.abc import Callable
from threading import Lock
from typing import Any

from slack_bolt import App, BoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk.oauth.installation_store import Installation, InstallationStore
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import Connection, Engine, text

from bot.access import SlackAccess
from bot.serving.bolt import without_slack_variables
from bot.serving.clients import repeating_client
from bot.serving.identity import present
from bot.serving.paths import INSTALL_PATH, REDIRECT_PATH
from bot.serving.scopes import SCOPES
from bot.serving.workspaces import Workspaces

STATE_SECONDS = 600
"""How long somebody may take from the install page to having allowed it."""
REMEMBERED_SECONDS = 60
"""How long a token is used without looking again: another process may have taken the installation away."""
_ONE_AT_A_TIME = 0x67726F776F61
"""The PostgreSQL advisory lock under which the tables are made."""


class Installations(InstallationStore):
    """The workspaces that installed the app, by their ids: those are unique, also within an enterprise.

    `own` is asked about a workspace that did not install it: the one with the bot token.
    """

    def __init__(
        self,
        engine: Engine,
        client_id: str,
        *,
        own: Workspaces | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Makes its tables where they are not there yet. `clock` tells seconds."""
        # each of the store's transactions may write: one that began as a reader would fail where it has to wait
        writing = engine.execution_options(writes=True)
        self._store = SQLAlchemyInstallationStore(client_id=client_id, engine=writing)
        self.states = SQLAlchemyOAuthStateStore(expiration_seconds=STATE_SECONDS, engine=writing)
        self._own = own
        self._clock = clock
        self._known: dict[str | None, tuple[float, AuthorizeResult | None]] = {}
        self._lock = Lock()
        with writing.begin() as connection:
            _one_at_a_time(connection)
            self._store.metadata.create_all(connection)
            self.states.metadata.create_all(connection)

    def find(self, team: str | None) -> AuthorizeResult | None:
        """The assistant in the workspace. Asks Slack never, the database at most once a minute."""
        with self._lock:
            until, known = self._known.get(team, (0.0, None))
        if self._clock() < until:
            return known
        found = self._look_up(team)
        with self._lock:
            self._known[team] = (self._clock() + REMEMBERED_SECONDS, found)
        return found

    def save(self, installation: Installation) -> None:
        """Keeps the tokens of a workspace in the place of those it had."""
        self.forget(installation.team_id)
        installation.enterprise_id = None
        self._store.save(installation)
        self._look_again(installation.team_id)

    def forget(self, team: str | None) -> None:
        """Deletes everything that is kept of the workspace's installation."""
        self._store.delete_all(enterprise_id=None, team_id=team)
        self._look_again(team)

    def _look_up(self, team: str | None) -> AuthorizeResult | None:
        bot = self._store.find_bot(enterprise_id=None, team_id=team) if team else None
        if bot is None:
            return self._own.find(team) if self._own else None
        return AuthorizeResult(
            enterprise_id=None,
            team_id=bot.team_id,
            team=bot.team_name,
            bot_user_id=bot.bot_user_id,
            bot_id=bot.bot_id,
            bot_token=bot.bot_token,
            bot_scopes=bot.bot_scopes,
        )

    def _look_again(self, team: str | None) -> None:
        with self._lock:
            self._known.pop(team, None)


def register(app: App, installations: Installations) -> None:
    """Lets a workspace that removes the app be forgotten, with its tokens."""

    @app.event("app_uninstalled")
    def uninstalled(context: BoltContext) -> None:
        installations.forget(context.team_id)

    @app.event("tokens_revoked")
    def revoked(event: dict[str, Any], context: BoltContext) -> None:
        if event.get("tokens", {}).get("bot"):
            installations.forget(context.team_id)


def install_flow(access: SlackAccess, installations: Installations) -> OAuthFlow:
    """The pages by which a workspace installs the app. Raises SlackUnavailable without a client secret."""
    with without_slack_variables():
        settings = OAuthSettings(
            client_id=access.client_id,
            client_secret=present(access.client_secret, "SLACK_CLIENT_SECRET"),
            scopes=sorted(SCOPES),
            user_scopes=[],
            install_path=INSTALL_PATH,
            redirect_uri_path=REDIRECT_PATH,
            authorization_url=access.authorize_url,
            installation_store=installations,
            state_store=installations.states,
            state_expiration_seconds=STATE_SECONDS,
        )
        return OAuthFlow(client=repeating_client(access.api_url), settings=settings)


def _one_at_a_time(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
