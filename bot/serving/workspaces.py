"""Which workspaces the assistant is in, and with which token it speaks in each."""

from typing import Protocol

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize
from slack_bolt.context import BoltContext

from bot.serving.identity import Identity
from knowledge.errors import SlackUnavailable


class Workspaces(Protocol):
    """The workspaces that the assistant may speak in."""

    def find(self, team: str | None) -> AuthorizeResult | None:
        """The assistant's identity and token in the workspace; None where it is not installed."""


class OneWorkspace:
    """The one that the bot token belongs to, whichever an event names: in a shared channel it may name another."""

    def __init__(self, identity: Identity) -> None:
        self._known = AuthorizeResult(
            enterprise_id=identity.enterprise_id,
            team_id=identity.team_id,
            team=identity.workspace,
            bot_user_id=identity.user_id,
            bot_id=identity.bot_id,
            bot_token=identity.token,
        )

    def find(self, team: str | None) -> AuthorizeResult | None:
        return self._known


class OwnWorkspace(OneWorkspace):
    """The same beside workspaces that installed the app: found for itself alone."""

    def find(self, team: str | None) -> AuthorizeResult | None:
        return self._known if team == self._known.team_id else None


class ByWorkspace(Authorize):
    """Gives each request that Bolt takes the identity and token of its workspace, without asking Slack."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces

    def __call__(
        self,
        *,
        context: BoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult | None:
        """None where the assistant is not installed: the request is acknowledged and dropped."""
        return self._workspaces.find(team_id)


def token_in(workspaces: Workspaces, team: str) -> str:
    """The token for calls in the workspace. Raises SlackUnavailable where the assistant is not installed any more."""
    found = workspaces.find(team)
    if found is None or not found.bot_token:
        raise SlackUnavailable(f"the assistant is not installed in the workspace {team}")
    return found.bot_token
