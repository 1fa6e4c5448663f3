"""chat.startStream, appendStream, stopStream: a reply that grows before the reader's eyes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.playground.methods.calls import Arguments, Body, Method, Methods, Surroundings, missing
from bot.playground.methods.content import (
    NO_TEXT_NEEDED,
    STREAMED_TEXT,
    Blocks,
    checked_blocks,
    checked_metadata,
    with_ids,
)
from bot.playground.methods.finding import Finder
from bot.playground.state import Channel, Message, Session, Workspace
from bot.playground.workspace.ids import APP_ID, BOT_ID, BOT_USER_ID
from bot.playground.workspace.refusals import Refused

CHUNKS = ("markdown_text", "task_update", "plan_update", "blocks")


class Streams:
    """The methods over one workspace."""

    def __init__(self, workspace: Workspace, around: Surroundings) -> None:
        self._workspace, self._around, self._find = workspace, around, Finder(workspace)

    def methods(self) -> Methods:
        scopes = ["chat:write"]
        return {
            "chat.startStream": Method(do=self._start, scopes=scopes, per_minute=20),
            "chat.appendStream": Method(do=self._append, scopes=scopes, per_minute=100),
            "chat.stopStream": Method(do=self._stop, scopes=scopes, per_minute=20),
        }

    def _start(self, arguments: Arguments) -> Body:
        channel = self._find.writable(arguments)
        root = self._find.root(arguments, channel, "thread_not_found")
        if root is None:
            raise missing("thread_ts")
        self._check_recipient(arguments, channel)
        begun = Message(
            channel=channel.id,
            user=BOT_USER_ID,
            text="",
            root=root,
            bot_id=BOT_ID,
            app_id=APP_ID,
            is_streaming=True,
        )
        posted = self._workspace.post(self._grown(begun, arguments), self._around.now())
        self._around.posted(posted)
        return {"channel": posted.channel, "ts": posted.ts}

    def _append(self, arguments: Arguments) -> Body:
        message = self._open_stream(arguments)
        if not arguments.text("markdown_text") and not arguments.get("chunks"):
            raise missing("markdown_text")
        self._workspace.update(self._grown(message, arguments))
        return {"channel": message.channel, "ts": message.ts}

    def _stop(self, arguments: Arguments) -> Body:
        message = self._open_stream(arguments)
        grown = self._grown(message, arguments)
        blocks = checked_blocks(arguments, NO_TEXT_NEEDED, self._workspace.files)
        if not grown.text and not blocks and not grown.blocks:
            raise Refused("no_text")
        ended = replace(
            grown,
            blocks=[*_streamed(grown.text), *grown.blocks, *blocks],
            metadata=checked_metadata(arguments),
            is_streaming=False,
        )
        self._workspace.update(ended)
        self._leave(arguments, ended)
        self._around.changed(ended, message)
        return {"channel": ended.channel, "ts": ended.ts, "message": ended.as_json(with_metadata=True)}

    def _leave(self, arguments: Arguments, message: Message) -> None:
        """Sets the session's status, as asked."""
        status = arguments.text("session_status")
        place = (message.channel, message.root or message.ts)
        if status and place in self._workspace.sessions:
            title = self._workspace.sessions[place].title
            self._workspace.sessions[place] = Session(status=status, title=title)
            self._workspace.changes.note()

    def _open_stream(self, arguments: Arguments) -> Message:
        channel = self._find.joined(arguments)
        message = self._workspace.messages.find(channel.id, arguments.needed("ts"))
        if message is None:
            raise Refused("message_not_found")
        if message.user != BOT_USER_ID:
            raise Refused("message_not_owned_by_app")
        if not message.is_streaming:
            raise Refused("message_not_in_streaming_state")
        return message

    def _check_recipient(self, arguments: Arguments, channel: Channel) -> None:
        """Outside direct messages, Slack wants to know for whom it is."""
        if channel.direct_to is not None:
            return
        for name in ("recipient_user_id", "recipient_team_id"):
            if not arguments.text(name):
                raise Refused(f"missing_{name}")
        person = self._workspace.people.get(arguments.text("recipient_user_id"))
        if person is None or person.team != arguments.text("recipient_team_id"):
            raise Refused("user_not_found")

    def _grown(self, message: Message, arguments: Arguments) -> Message:
        """`message` with what the call adds to it."""
        chunks = _chunks(arguments)
        text = "".join(str(chunk["text"]) for chunk in chunks if chunk["type"] == "markdown_text")
        added = [block for chunk in chunks if chunk["type"] == "blocks" for block in chunk["blocks"]]
        blocks = checked_blocks(Arguments(blocks=added), NO_TEXT_NEEDED, self._workspace.files)
        tasks = {str(task.get("id")): task for task in message.tasks}
        tasks |= {str(chunk.get("id")): chunk for chunk in chunks if chunk["type"] == "task_update"}
        return replace(message, text=message.text + text, blocks=[*message.blocks, *blocks], tasks=list(tasks.values()))


def _streamed(text: str) -> Blocks:
    """Streamed text as the block that it becomes above all others."""
    return with_ids([{"type": "markdown", "text": text}]) if text else []


def _chunks(arguments: Arguments) -> Sequence[Mapping[str, Any]]:
    """What is to be added, as chunks. Raises Refused."""
    chunks, text = arguments.get("chunks") or [], arguments.text("markdown_text")
    if chunks and text:
        raise Refused("cannot_provide_both_markdown_text_and_chunks")
    if text:
        chunks = [{"type": "markdown_text", "text": text}]
    if not isinstance(chunks, list) or not all(isinstance(chunk, dict) for chunk in chunks):
        raise Refused("invalid_chunks")
    for chunk in chunks:
        _check_chunk(chunk)
    return chunks


def _check_chunk(chunk: Mapping[str, Any]) -> None:
    if chunk.get("type") not in CHUNKS:
        raise Refused("invalid_chunks")
    if chunk["type"] == "markdown_text" and not isinstance(chunk.get("text"), str):
        raise Refused("invalid_chunks")
    if chunk["type"] == "blocks" and not isinstance(chunk.get("blocks"), list):
        raise Refused("invalid_chunks")
    if len(str(chunk.get("text", ""))) > STREAMED_TEXT:
        raise Refused("msg_too_long")
