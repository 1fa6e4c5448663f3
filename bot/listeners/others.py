"""What nothing else listens to: acknowledged, or Slack would send it again and in the end no more at all."""

import re
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.blocks.modals import error_modal
from bot.listeners.interactions.stale import STALE, STALE_FORM
from bot.listeners.payloads.clicks import click_in, command_in, shortcut_in
from bot.listeners.payloads.who import team_in
from bot.listeners.telling import say

ANYTHING = re.compile("")
UNKNOWN_COMMAND = "I do not know that command. `/escalations help` shows what I can do."
UNKNOWN_SHORTCUT = "I do not know that shortcut any more. `/escalations help` shows what I can do."


def register(app: App) -> None:
    """To be registered last: it takes whatever no other listener took."""

    @app.event(ANYTHING)
    def ignore() -> None: ...

    @app.action(ANYTHING)
    def unknown_click(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        ack()
        say(client, click_in(body, team_in(context)).who, STALE)

    @app.view(ANYTHING)
    def unknown_form(ack: Ack) -> None:
        ack(response_action="update", view=error_modal(STALE_FORM))

    @app.view_closed(ANYTHING)
    def closed(ack: Ack) -> None:
        ack()

    @app.command(ANYTHING)
    def unknown_command(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        ack()
        say(client, command_in(body, team_in(context)).who, UNKNOWN_COMMAND)

    @app.shortcut(ANYTHING)
    def unknown_shortcut(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        ack()
        say(client, shortcut_in(body, team_in(context)).who, UNKNOWN_SHORTCUT)

    @app.options(ANYTHING)
    def no_options(ack: Ack) -> None:
        ack(options=[])
