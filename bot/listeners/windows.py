"""Modals: opened within the three seconds that a trigger lives, filled when there is something to show."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from slack_sdk import WebClient

from bot.blocks.messages import Message, error_message
from bot.blocks.modals import View, error_modal, working_modal
from bot.listeners.payloads.clicks import Asker
from bot.listeners.telling import TROUBLES, code_of, tell
from bot.words import words_for

logger = logging.getLogger(__name__)

AS_A_MESSAGE = "This does not fit into a window, so I sent it to you as a message."


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The same thing twice: for a modal, and for where none can be opened any more."""

    view: View
    message: Message


def open_view(client: WebClient, trigger: str, view: View) -> str | None:
    """The id of the view; None where Slack does not open it, such as for a trigger that is too old."""
    try:
        return str(client.views_open(trigger_id=trigger, view=view)["view"]["id"])
    except TROUBLES as error:
        logger.info("modal not opened", extra={"error": code_of(error)})
        return None


def show(client: WebClient, who: Asker, title: str, work: Callable[[], Shown]) -> None:
    """Shows what `work` gives, or what went wrong with it, in a modal; where that is too late, as a private message."""
    view_id = open_view(client, who.trigger, working_modal(title))
    shown = _done(work)
    if view_id is None:
        tell(client, who, shown.message)
    elif not _fill(client, view_id, shown.view):
        tell(client, who, shown.message)
        _fill(client, view_id, error_modal(AS_A_MESSAGE))


def _done(work: Callable[[], Shown]) -> Shown:
    try:
        return work()
    except Exception as error:  # noqa: BLE001  who looks at a working modal is kept here from waiting for ever
        sentence = words_for(error)
        return Shown(view=error_modal(sentence), message=error_message(sentence))


def _fill(client: WebClient, view_id: str, view: View) -> bool:
    """False where Slack refuses what is in the view. One that was closed meanwhile is not wanted any more."""
    try:
        client.views_update(view_id=view_id, view=view)
    except TROUBLES as error:
        code = code_of(error)
        logger.info("modal not filled", extra={"error": code})
        return code in ("view_not_found", "not_found")
    return True
