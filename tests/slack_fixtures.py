"""What tests of the assistant in Slack start from: a LocalSlack that watches what is sent to it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from bot.access import SlackAccess
from bot.blocks.violations import stream_violations
from bot.playground.delivery.line import Delivery
from bot.playground.local_slack import LocalSlack
from bot.playground.web_api import Call
from bot.playground.workspace.manifest import Manifest
from tests.block_kit.problems import problems_of_message, problems_of_view

PING_SECONDS = 1.0
"""Fast, so that lost connections are noticed within a test.

No faster: the client takes a socket for dead after four of them without an echo, and a process that stood still for
that long, on a busy machine, would lose what is sent to it meanwhile.
"""
NO_TEXT_NEEDED = "…"


def access_to(slack: LocalSlack) -> SlackAccess:
    """The right tokens for `slack`."""
    return SlackAccess(
        bot_token=slack.bot_token,
        app_token=slack.app_token,
        signing_secret=slack.signing_secret,
        api_url=slack.api_url,
        ping_seconds=PING_SECONDS,
    )


@contextmanager
def local_slack(*, delivery: Delivery | None = None, manifest: Manifest | None = None) -> Iterator[LocalSlack]:
    """A LocalSlack that is quick to notice; at the end, all that was sent to it must be what Slack takes."""
    with LocalSlack(ping_seconds=PING_SECONDS, share_seconds=0.05, delivery=delivery, manifest=manifest) as slack:
        yield slack
        assert problems_sent(slack) == []


def problems_sent(slack: LocalSlack) -> list[str]:
    """What Slack would refuse in everything that the app has sent, whatever `slack` made of it."""
    return [f"{call.method}: {problem}" for call in slack.payloads_sent() for problem in _problems(call)]


def _problems(call: Call) -> list[str]:
    sent = call.arguments
    found = problems_of_view(sent["view"]) if sent.get("view") else []
    if sent.get("blocks"):
        found += problems_of_message(_text_of(call), sent["blocks"])
    for chunk in sent.get("chunks") or ():
        found += _problems_of_chunk(chunk)
    return found


def _text_of(call: Call) -> str:
    """A stream and a file's message have none of their own."""
    has_none = call.method in ("chat.stopStream", "files.completeUploadExternal", "blocks.validate")
    return NO_TEXT_NEEDED if has_none else str(call.arguments.get("text") or "")


def _problems_of_chunk(chunk: Mapping[str, Any]) -> list[str]:
    if chunk["type"] == "blocks":
        return problems_of_message(NO_TEXT_NEEDED, chunk["blocks"])
    return stream_violations(chunk["text"]) if chunk["type"] == "markdown_text" else []
