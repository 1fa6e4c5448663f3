"""What may come of a call to Slack other than what was asked for, in our words."""

import logging
from collections.abc import Callable
from http.client import HTTPException
from typing import Any

from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web import SlackResponse

logger = logging.getLogger(__name__)

BLOCKS_REFUSED = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_attachments"})
TOKEN_REFUSED = frozenset({"token_revoked", "token_expired", "account_inactive", "invalid_auth", "not_authed"})
NOT_STREAMING = frozenset({"message_not_in_streaming_state", "message_not_owned_by_app"})
GONE = frozenset({"message_not_found", "thread_not_found"})
_BUSY = frozenset({"ratelimited", "rate_limited"})
_BROKEN = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"})

LONGEST_WAIT_S = 60.0
AFTER_SILENCE_S = 0.5
"""Before Slack is asked again, and before it is looked whether a message is there: it may still be on its way."""
AFTER_TOKEN_REFUSED_S = 30.0
"""An operator who puts a new token in place starts the assistant anew; until then it asks now and then."""


class TryLater(Exception):
    """Slack could not do it now. `unsure`: or it did, and could not say so."""

    def __init__(self, seconds: float, *, unsure: bool = False, why: str = "") -> None:
        self.seconds, self.unsure, self.why = seconds, unsure, why
        super().__init__(why)


class Refused(Exception):
    """Slack will not do it, however often it is asked; `error` is its code, `problems` what it says of blocks."""

    def __init__(self, error: str, problems: object = None) -> None:
        self.error, self.problems = error, problems
        super().__init__(error)


class Undeliverable(Exception):
    """There is no place left that takes the reply; `reason` is the code that Slack gave for the last one."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def call(method: Callable[..., SlackResponse], **arguments: Any) -> SlackResponse:  # noqa: ANN401  as Slack takes them
    """What Slack answers, without the arguments that are None. Raises TryLater, Refused."""
    try:
        return method(**{name: value for name, value in arguments.items() if value is not None})
    except SlackApiError as error:
        raise _trouble(error) from error
    # ValueError: an answer that is cut in the middle, or is none of Slack's
    except (OSError, HTTPException, SlackRequestError, ValueError) as error:
        raise TryLater(AFTER_SILENCE_S, unsure=True, why=type(error).__name__) from error


def _trouble(error: SlackApiError) -> Exception:
    response = error.response
    code, status = str(response.get("error") or "unknown"), getattr(response, "status_code", 200)
    if status == 429 or code in _BUSY:
        return TryLater(_told_to_wait(response), why="ratelimited")
    if status >= 500 or code in _BROKEN:
        return TryLater(AFTER_SILENCE_S, unsure=True, why=f"{status} {code[:40]}")
    if code in TOKEN_REFUSED:
        return TryLater(AFTER_TOKEN_REFUSED_S, why=code)
    return Refused(code, response.get("errors"))


def _told_to_wait(response: SlackResponse) -> float:
    """Seconds, from the header of that name; at most LONGEST_WAIT_S."""
    headers = {name.lower(): value for name, value in (response.headers or {}).items()}
    told = headers.get("retry-after", "1")
    try:
        return min(max(float(told[0] if isinstance(told, list) else told), 0.0), LONGEST_WAIT_S)
    except ValueError:
        return 1.0
