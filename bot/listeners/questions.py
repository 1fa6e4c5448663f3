"""Questions: a mention in a channel, a message to the assistant alone."""

from typing import Any

from slack_bolt import App, BoltContext, Say, SetStatus

from bot.listeners.payloads import asked_in, direct_question, from_person
from bot.reception import Reception
from bot.thread import SlackThread


def register(app: App, reception: Reception) -> None:
    @app.event("app_mention", matchers=[from_person])
    @app.event("message", matchers=[direct_question])
    def reply_in_thread(body: dict[str, Any], context: BoltContext, say: Say, set_status: SetStatus) -> None:
        asked = asked_in(body, context.bot_user_id)
        reception.take(asked, SlackThread(say, set_status, asked.root))
