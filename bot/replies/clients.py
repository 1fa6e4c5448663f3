"""Clients of Slack's Web API for calls of different kinds, made from one of the right workspace."""

from collections.abc import Callable
from typing import TypeAlias

from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import ConnectionErrorRetryHandler, ServerErrorRetryHandler
from slack_sdk.http_retry.handler import RetryHandler

ClientOf: TypeAlias = Callable[[str], WebClient]
"""A client that speaks for the assistant in the workspace with this id."""

CALL_SECONDS = 10
COURTESY_SECONDS = 3


def once(client: WebClient) -> WebClient:
    """For calls that must not be made twice: never tried again. Told to wait, a worker is not to be kept waiting."""
    return _like(client, CALL_SECONDS, [])


def again(client: WebClient) -> WebClient:
    """For calls that do no harm when made twice."""
    return _like(client, CALL_SECONDS, [ConnectionErrorRetryHandler(), ServerErrorRetryHandler()])


def hasty(client: WebClient) -> WebClient:
    """For courtesies: not worth waiting for."""
    return _like(client, COURTESY_SECONDS, [])


def _like(client: WebClient, seconds: int, handlers: list[RetryHandler]) -> WebClient:
    # the handlers of `client` are not ours to change: without any being given, the SDK repeats posts that were cut off
    return WebClient(
        token=client.token,
        base_url=client.base_url,
        timeout=seconds,
        ssl=client.ssl,
        proxy=client.proxy,
        retry_handlers=handlers,
    )
