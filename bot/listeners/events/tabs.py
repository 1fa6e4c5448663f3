"""What the assistant shows when somebody opens it: its Home, and questions that are worth asking."""

import logging
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.listeners.home import publish
from bot.listeners.parts import Parts
from bot.listeners.payloads.fields import text_at
from bot.listeners.payloads.who import team_in
from bot.listeners.telling import TROUBLES, code_of
from bot.people.admission import let_in
from knowledge.errors import GroundswellError

logger = logging.getLogger(__name__)

MOST_PROMPTS = 4
PROMPTS_TITLE = "Worth asking now"
TITLE_CHARACTERS = 75


def register(app: App, parts: Parts) -> None:
    @app.event("app_home_opened")
    def show_tab(event: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        user = text_at(event, "user")
        if text_at(event, "tab") == "messages":
            # under the agent view Slack ignores prompts that come with a thread
            _suggest(parts, client, user, team=team_in(context), channel=text_at(event, "channel"))
        else:
            publish(parts, client, team_in(context), user)

    @app.event("assistant_thread_started")
    def suggest_in_thread(event: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """As apps knew it before the agent view."""
        user, channel, root = (
            text_at(event, "assistant_thread", name) for name in ("user_id", "channel_id", "thread_ts")
        )
        _suggest(parts, client, user, team=team_in(context), channel=channel, root=root)


def _suggest(parts: Parts, client: WebClient, user: str, *, team: str, channel: str, root: str | None = None) -> None:
    """A courtesy: without prompts of its own, Slack shows those of the manifest."""
    try:
        seen = let_in(parts.admissions, team=team, user=user).here
        prompts = [
            {"title": prompt.title[:TITLE_CHARACTERS], "message": prompt.question}
            for prompt in parts.overviews.of(seen).prompts[:MOST_PROMPTS]
        ]
        if prompts:
            in_thread = {"thread_ts": root} if root else {}
            client.assistant_threads_setSuggestedPrompts(
                channel_id=channel, title=PROMPTS_TITLE, prompts=prompts, **in_thread
            )
    except (GroundswellError, *TROUBLES) as error:
        logger.info("prompts not suggested", extra={"error": code_of(error)})
