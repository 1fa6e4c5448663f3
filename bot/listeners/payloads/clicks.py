"""What people clicked, typed behind a slash, or chose from a menu of a message."""

from dataclasses import dataclass

from bot.blocks.mrkdwn import question_in
from bot.listeners.payloads.fields import Json, list_at, table_at, text_at
from bot.question import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Somebody who is to be told something in private, and the ways to do that.

    `channel` is empty where none is at hand, as in the App Home; then a direct message is the way. `root` is the thread
    in it, None: the channel itself. `trigger` opens one modal within three seconds.
    """

    team: str
    user: str
    channel: str = ""
    root: str | None = None
    response_url: str | None = None
    trigger: str = ""

    @property
    def place(self) -> Place:
        """Where a reply goes that only this person sees."""
        return Place(
            channel=self.channel or self.user,
            root=self.root,
            only_to=self.user if self.channel else None,
            response_url=self.response_url,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """A button, or another element that acts at once. `value` is what it carries, or the option that was chosen.

    `ts` is the message it stands in, empty in a view; `view_id` the other way round. `is_private`: only the clicker
    sees the message.
    """

    who: Asker
    action: str
    value: str
    ts: str
    view_id: str
    is_private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What was typed behind the slash command. `id` differs for each time."""

    who: Asker
    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut:
    """A shortcut that was chosen, on a message or anywhere. `message` is that message, empty without one."""

    who: Asker
    ts: str
    message: Json


def click_in(body: Json, team: str) -> Click:
    """The click of a `block_actions`."""
    action: object = next(iter(list_at(body, "actions")), {})
    container = table_at(body, "container")
    channel = text_at(container, "channel_id") or text_at(body, "channel", "id")
    ts = text_at(container, "message_ts") or text_at(body, "message", "ts")
    is_private = container.get("is_ephemeral") is True
    root = text_at(container, "thread_ts") or text_at(body, "message", "thread_ts")
    return Click(
        who=Asker(
            team=team,
            user=text_at(body, "user", "id"),
            channel=channel,
            # below an ephemeral message nothing can hang
            root=root or (None if is_private or not ts else ts),
            response_url=text_at(body, "response_url") or None,
            trigger=text_at(body, "trigger_id"),
        ),
        action=text_at(action, "action_id"),
        value=text_at(action, "value") or text_at(action, "selected_option", "value"),
        ts=ts,
        view_id=text_at(body, "view", "id") or text_at(container, "view_id"),
        is_private=is_private,
    )


def command_in(body: Json, team: str) -> Command:
    """The slash command."""
    return Command(
        who=Asker(
            team=team,
            user=text_at(body, "user_id"),
            channel=text_at(body, "channel_id"),
            root=text_at(body, "thread_ts") or None,
            response_url=text_at(body, "response_url") or None,
            trigger=text_at(body, "trigger_id"),
        ),
        id=text_at(body, "trigger_id"),
        text=question_in(text_at(body, "text"), None),
    )


def shortcut_in(body: Json, team: str) -> Shortcut:
    """The `shortcut` or `message_action`."""
    message = table_at(body, "message")
    ts = text_at(body, "message_ts") or text_at(message, "ts")
    return Shortcut(
        who=Asker(
            team=team,
            user=text_at(body, "user", "id"),
            channel=text_at(body, "channel", "id"),
            root=text_at(message, "thread_ts") or None,
            response_url=text_at(body, "response_url") or None,
            trigger=text_at(body, "trigger_id"),
        ),
        ts=ts,
        message=message,
    )
