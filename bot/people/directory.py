"""Who somebody is, as Slack knows it: looked up by id, and kept for a few minutes."""

import logging
import time
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.people.remembered import Remembered
from knowledge.errors import SlackUnavailable

logger = logging.getLogger(__name__)

KEPT_SECONDS = 300
SLACKBOT = "USLACKBOT"
"""Slack's own app, whom users.info does not call one."""
NOT_SHOWN = ("user_not_found", "user_not_visible", "users_not_found")
"""What Slack answers about people whom this workspace does not see."""


class Kind(StrEnum):
    """What somebody is to the workspace."""

    MEMBER = "member"
    GUEST = "guest"
    STRANGER = "stranger"
    """Of another workspace, in a channel that both share."""
    APP = "app"
    GONE = "gone"


class Directory:
    """Asks Slack with the client of the workspace in question. Fails closed: without an answer nobody is anybody."""

    def __init__(
        self,
        client_of: Callable[[str], WebClient],
        *,
        seconds: float = KEPT_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`client_of` gives the client with the token of a workspace; it may raise SlackUnavailable."""
        self._client_of = client_of
        self._kinds = Remembered(self._kind, seconds=seconds, clock=clock)
        self._members = Remembered(self._members_of, seconds=seconds, clock=clock)

    def kind_of(self, team: str, user: str) -> Kind:
        """What the person is to the workspace. Raises SlackUnavailable when Slack does not say."""
        return self._kinds.of((team, user))

    def is_in(self, team: str, user: str, group: str) -> bool:
        """Whether the person is in the user group. Raises SlackUnavailable when Slack does not say."""
        return user in self._members.of((team, group))

    def _kind(self, who: tuple[str, str]) -> Kind:
        team, user = who
        if user == SLACKBOT or user.startswith("B"):
            return Kind.APP
        try:
            answer = self._client_of(team).users_info(user=user)
        except (SlackApiError, SlackClientError, OSError) as error:
            if _code(error) in NOT_SHOWN:
                return Kind.STRANGER
            raise _unavailable("who is asking", error) from error
        return kind_in(answer["user"], team)

    def _members_of(self, which: tuple[str, str]) -> frozenset[str]:
        team, group = which
        try:
            return frozenset(self._client_of(team).usergroups_users_list(usergroup=group)["users"])
        except (SlackApiError, SlackClientError, OSError) as error:
            raise _unavailable(f"who is in the user group {group}", error) from error


def kind_in(user: Mapping[str, Any], team: str) -> Kind:
    """What the `user` of users.info is to the workspace `team`."""
    if user.get("deleted"):
        return Kind.GONE
    if user.get("is_bot") or user.get("is_workflow_bot"):
        return Kind.APP
    if user.get("is_stranger") or team not in _teams_of(user, team):
        return Kind.STRANGER
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Kind.GUEST
    return Kind.MEMBER


def _teams_of(user: Mapping[str, Any], team: str) -> set[str]:
    """A person of an organisation with several workspaces is at home in all that `enterprise_user` names."""
    enterprise = user.get("enterprise_user") or {}
    return {user.get("team_id") or team, *(enterprise.get("teams") or ())}


def _code(error: Exception) -> str:
    return str(error.response.get("error", "")) if isinstance(error, SlackApiError) else ""


def _unavailable(what: str, error: Exception) -> SlackUnavailable:
    code = _code(error) or type(error).__name__
    logger.warning("nobody was let in", extra={"error": code})
    return SlackUnavailable(f"it does not say {what} ({code})")
