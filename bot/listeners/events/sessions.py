"""Conversations as Slack keeps them: stopped, renamed, moved to another place."""

from typing import Any

from slack_bolt import App, BoltContext

from bot.listeners.parts import Parts
from bot.listeners.payloads.fields import text_at
from bot.listeners.payloads.who import team_in


def register(app: App, parts: Parts) -> None:
    @app.event("agent_session_stopped")
    def stop(event: dict[str, Any], context: BoltContext) -> None:
        channel, root, user = (text_at(event, name) for name in ("channel", "thread_ts", "user"))
        parts.reception.stop(team_in(context), channel, root, user)

    # answers depend on the question alone, not on what is open beside it or what the conversation is called
    @app.event("app_context_changed")
    @app.event("agent_session_title_changed")
    @app.event("assistant_thread_context_changed")
    def acknowledge() -> None: ...
