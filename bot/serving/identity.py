"""Whom the tokens speak for, and what is wrong with them: each thing that is missing in one sentence."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.access import SlackAccess
from bot.serving.clients import repeating_client
from bot.serving.scopes import lacking, missing_scopes
from knowledge.errors import SlackUnavailable

BOT_TOKEN = "the bot token (SLACK_BOT_TOKEN)"
APP_TOKEN = "the app token (SLACK_APP_TOKEN)"

_KINDS = {
    "SLACK_BOT_TOKEN": "the app's bot token, xoxb-…",
    "SLACK_APP_TOKEN": "the app-level token for Socket Mode, xapp-…",
    "SLACK_SIGNING_SECRET": "what shows that a request is Slack's",
    "SLACK_CLIENT_SECRET": "what proves the app to Slack when a workspace installs it",
}
_MEANINGS = {
    "account_inactive": "the app was uninstalled",
    "invalid_auth": "it is unknown, or was replaced by a new one",
    "not_allowed_token_type": "it is a token of another kind",
    "token_expired": "tokens that are rotated are not supported",
    "token_revoked": "the app has to be installed again",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The assistant in one workspace. `scopes` None: Slack did not tell which it was given."""

    team_id: str
    workspace: str
    assistant: str
    user_id: str
    bot_id: str | None
    enterprise_id: str | None
    token: str = field(repr=False)
    scopes: frozenset[str] | None

    @property
    def lacks(self) -> str | None:
        """One sentence on the scopes that are missing and what for; None when nothing is."""
        missing = missing_scopes(self.scopes) if self.scopes is not None else []
        if not missing:
            return None
        are = "scopes are" if len(missing) > 1 else "scope is"
        return f"{len(missing)} {are} missing, needed to do this: {lacking(missing)}."


def identify(access: SlackAccess) -> Identity:
    """Whom the bot token speaks for. Raises SlackUnavailable."""
    token = present(access.bot_token, "SLACK_BOT_TOKEN")
    with said_plainly(BOT_TOKEN):
        told = repeating_client(access.api_url, token).auth_test()
    return Identity(
        team_id=told["team_id"],
        workspace=told["team"],
        assistant=told["user"],
        user_id=told["user_id"],
        bot_id=told.get("bot_id"),
        enterprise_id=told.get("enterprise_id"),
        token=token,
        scopes=_scopes_in(told),
    )


def check_app_token(access: SlackAccess) -> None:
    """Whether sockets may be opened with the app token; none is. Raises SlackUnavailable."""
    token = present(access.app_token, "SLACK_APP_TOKEN")
    with said_plainly(APP_TOKEN):
        repeating_client(access.api_url).apps_connections_open(app_token=token)


def present(value: str | None, name: str) -> str:
    """The value. Raises SlackUnavailable, with what the setting `name` is, when there is none."""
    if not value:
        raise SlackUnavailable(f"{name} is not set ({_KINDS[name]})")
    return value


@contextmanager
def said_plainly(token: str) -> Iterator[None]:
    """Slack's refusals and silences as SlackUnavailable; `token` is the one that the calls inside are made with."""
    try:
        yield
    except SlackApiError as error:
        raise SlackUnavailable(f"Slack refused {token}: {_reason(error.response)}") from error
    except OSError as error:
        raise SlackUnavailable(f"Slack does not answer ({getattr(error, 'reason', error)})") from error


def _reason(response: Mapping[str, Any] | SlackResponse) -> str:
    code = str(response.get("error", "unknown_error"))
    if code == "missing_scope":
        return f"it lacks the scope {response.get('needed') or 'connections:write'}"
    meaning = _MEANINGS.get(code)
    return f"{code}, {meaning}" if meaning else code


def _scopes_in(told: SlackResponse) -> frozenset[str] | None:
    headers = {name.lower(): value for name, value in told.headers.items()}
    listed = headers.get("x-oauth-scopes")
    if listed is None:
        return None
    return frozenset(scope.strip() for scope in listed.split(",") if scope.strip())
