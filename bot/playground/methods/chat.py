"""chat.*: messages that the app posts, changes and takes back."""

from collections.abc import Callable
from dataclasses import replace

from bot.blocks import limits
from bot.playground.methods.calls import Arguments, Body, Method, Methods, Surroundings, missing
from bot.playground.methods.content import (
    UPDATED_TEXT,
    checked_blocks,
    checked_metadata,
    checked_text,
    message_of_the_app,
    warned,
)
from bot.playground.methods.finding import Finder
from bot.playground.state import Channel, Message, Workspace
from bot.playground.workspace.refusals import Refused

SCHEDULED_AT_MOST = 120 * 24 * 3600


class Chat:
    """The methods over one workspace."""

    def __init__(self, workspace: Workspace, around: Surroundings) -> None:
        self._workspace, self._around, self._find = workspace, around, Finder(workspace)

    def methods(self) -> Methods:
        def of(do: Callable[[Arguments], Body], per_minute: int = 50) -> Method:
            return Method(do=do, scopes=["chat:write"], per_minute=per_minute)

        return {
            "chat.postMessage": of(self._post, 60),
            "chat.postEphemeral": of(self._post_ephemeral, 100),
            "chat.update": of(self._update),
            "chat.delete": of(self._delete),
            "chat.scheduleMessage": of(self._schedule),
            "chat.getPermalink": Method(do=self._permalink, per_minute=1000),
        }

    def _post(self, arguments: Arguments) -> Body:
        channel = self._find.addressed(arguments)
        posted = self._workspace.post(self._message_in(arguments, channel), self._around.now())
        self._around.posted(posted)
        return {
            "channel": posted.channel,
            "ts": posted.ts,
            "message": posted.as_json(with_metadata=True),
            **warned(arguments.text("text")),
        }

    def _message_in(self, arguments: Arguments, channel: Channel) -> Message:
        return replace(
            message_of_the_app(arguments, self._workspace.files, channel=channel.id),
            root=self._find.root(arguments, channel, "cannot_reply_to_message"),
            metadata=checked_metadata(arguments),
            attachments=arguments.get("attachments") or (),
        )

    def _post_ephemeral(self, arguments: Arguments) -> Body:
        channel = self._find.writable(arguments)
        reader = self._find.person(arguments)
        if reader.id not in channel.members:
            raise Refused("user_not_in_channel")
        _check_length(arguments)
        message = replace(self._message_in(arguments, channel), only_to=reader.id, metadata=None)
        return {"message_ts": self._workspace.post(message, self._around.now()).ts}

    def _update(self, arguments: Arguments) -> Body:
        message = self._find.own_message(arguments, "cant_update_message")
        if message.is_streaming:
            raise Refused("streaming_state_conflict")
        _check_length(arguments)
        updated = self._workspace.update(self._updated(message, arguments))
        self._around.changed(updated, message)
        body = updated.as_json(with_metadata=True)
        return {"channel": updated.channel, "ts": updated.ts, "text": updated.text, "message": body}

    def _updated(self, message: Message, arguments: Arguments) -> Message:
        """Text alone takes the blocks away and marks the message as edited; blocks do neither."""
        if "text" not in arguments and "blocks" not in arguments and "metadata" in arguments:
            return replace(message, metadata=checked_metadata(arguments))
        text = checked_text(arguments)
        blocks = checked_blocks(arguments, text, self._workspace.files)
        is_marked = not blocks
        return replace(
            message,
            text=text[: limits.TEXT],
            blocks=blocks,
            edited_at=f"{self._around.now():.6f}" if is_marked else message.edited_at,
            metadata=checked_metadata(arguments) if "metadata" in arguments else message.metadata,
        )

    def _delete(self, arguments: Arguments) -> Body:
        message = self._find.own_message(arguments, "cant_delete_message")
        if message.is_streaming:
            raise Refused("cant_delete_message")
        self._workspace.remove(message)
        self._around.deleted(message)
        return {"channel": message.channel, "ts": message.ts}

    def _schedule(self, arguments: Arguments) -> Body:
        channel = self._find.addressed(arguments)
        message = self._message_in(arguments, channel)
        if "post_at" not in arguments:
            raise missing("post_at")
        wait = arguments.number("post_at", 0) - self._around.now()
        if wait <= 0:
            raise Refused("time_in_past")
        if wait > SCHEDULED_AT_MOST:
            raise Refused("time_too_far")

        def post() -> None:
            self._around.posted(self._workspace.post(message, self._around.now()))

        self._around.later(wait, post)
        return {
            "channel": channel.id,
            "scheduled_message_id": f"Q{self._workspace.fresh_ts(self._around.now()).replace('.', '')}",
            "post_at": arguments.number("post_at", 0),
            "message": message.as_json(),
        }

    def _permalink(self, arguments: Arguments) -> Body:
        channel = self._find.channel(arguments)
        ts = arguments.needed("message_ts")
        message = self._workspace.messages.find(channel.id, ts)
        if message is None:
            raise Refused("message_not_found")
        link = f"{self._around.origin}/archives/{channel.id}/p{ts.replace('.', '')}"
        thread = f"?thread_ts={message.root}&cid={channel.id}" if message.root else ""
        return {"channel": channel.id, "permalink": link + thread}


def _check_length(arguments: Arguments) -> None:
    if len(arguments.text("text")) > UPDATED_TEXT:
        raise Refused("msg_too_long")
