"""Clients of Slack's Web API, and what is tried again when a call fails."""

from collections.abc import Callable
from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)
from slack_sdk.http_retry.handler import RetryHandler

CALL_SECONDS = 15
"""How long one call may take; an answer that comes later is of no use to the person who waits."""


def repeating_client(api_url: str, token: str | None = None) -> WebClient:
    """For calls that may be made twice: tried again after a lost connection, a server error, or when told to wait."""
    return _client(api_url, token, ServerErrorRetryHandler(max_retry_count=2))


def posting_client(api_url: str, token: str | None = None) -> WebClient:
    """For calls that must not be made twice: tried again only when Slack said that it did not do the first one.

    A server error or a lost connection leaves open whether the message is there; who posts has to look.
    """
    client = _client(api_url, token)
    client.retry_handlers = [_after_the_wait()]
    return client


@dataclass(frozen=True, slots=True, kw_only=True)
class Clients:
    """A client for each workspace, by its id. `token_of` raises SlackUnavailable where there is none."""

    api_url: str
    token_of: Callable[[str], str]

    def repeating(self, team: str) -> WebClient:
        """For calls that may be made twice."""
        return repeating_client(self.api_url, self.token_of(team))

    def posting(self, team: str) -> WebClient:
        """For calls that must not be made twice."""
        return posting_client(self.api_url, self.token_of(team))


def _client(api_url: str, token: str | None, *others: RetryHandler) -> WebClient:
    handlers = [ConnectionErrorRetryHandler(max_retry_count=2), _after_the_wait(), *others]
    return WebClient(token=token, base_url=api_url, timeout=CALL_SECONDS, retry_handlers=handlers)


def _after_the_wait() -> RetryHandler:
    return RateLimitErrorRetryHandler(max_retry_count=3)
