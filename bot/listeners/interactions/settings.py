"""What somebody sets in the App Home."""

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.blocks.payloads import PREFER, Form
from bot.listeners.home import publish
from bot.listeners.interactions.stale import STALE
from bot.listeners.parts import Parts
from bot.listeners.payloads.clicks import click_in
from bot.listeners.payloads.who import team_in
from bot.listeners.telling import say, telling


def register(app: App, parts: Parts) -> None:
    @app.action(PREFER)
    def prefer(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        ack()
        click = click_in(body, team_in(context))
        who = click.who
        if click.value not in list(Form):
            say(client, who, STALE)
            return
        with telling(client, who):
            parts.preferences.prefer(who.team, who.user, Form(click.value))
            publish(parts, client, who.team, who.user)
