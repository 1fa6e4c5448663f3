"""What one person sees of the workspace, as the page is told it."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.playground.state import Channel, Message, Workspace
from bot.playground.workspace.ids import BOT_ID
from bot.playground.workspace.people import Person
from bot.playground.workspace.views import View

SHOWN_PER_CHANNEL = 200
"""The newest messages of each channel, replies included, and with each reply the message that it replies to."""

Json = dict[str, Any]


def snapshot(workspace: Workspace, person: Person, *, is_connected: bool) -> Json:
    """Everything at once; `version` is that of the change which it includes. `is_connected`: the app can be told."""
    channels = _channels_of(workspace, person)
    messages = {channel.id: _messages(workspace, channel, person) for channel in channels}
    threads = {(channel, it["root"] or it["ts"]) for channel, shown in messages.items() for it in shown}
    home = workspace.views.home(person.id)
    return {
        "version": workspace.changes.version,
        "connected": is_connected,
        "me": {"id": person.id, "name": person.name},
        "people": [{"id": it.id, "name": it.name, "kind": it.kind.value} for it in workspace.people.values()],
        "channels": [_channel(channel, workspace) for channel in channels],
        "messages": messages,
        "statuses": [
            {"channel": place[0], "root": place[1], "status": it.text, "loading_messages": list(it.loading)}
            for place, it in workspace.statuses.items()
            if place in threads
        ],
        "sessions": [
            {"channel": place[0], "root": place[1], "status": it.status, "title": it.title}
            for place, it in workspace.sessions.items()
            if place in threads
        ],
        "prompts": _prompts(workspace, person),
        "home": _view(home) if home else None,
        "modals": [_view(view) for view in workspace.views.modals(person.id)],
        "commands": [_told(it, "command", "description", "usage_hint") for it in workspace.manifest.commands],
        "shortcuts": [_told(it, "callback_id", "name", "type") for it in workspace.manifest.shortcuts],
        "notices": [{"id": it.id, "text": it.text} for it in workspace.notices if it.user == person.id],
    }


def _channels_of(workspace: Workspace, person: Person) -> Sequence[Channel]:
    """Those that the person is in; the conversation with the app is always there, and the last one."""
    workspace.open_direct(person.id)
    inside = [channel for channel in workspace.channels.values() if person.id in channel.members]
    return sorted(inside, key=lambda channel: channel.direct_to is not None)


def _channel(channel: Channel, workspace: Workspace) -> Json:
    is_direct = channel.direct_to is not None
    return {
        "id": channel.id,
        "name": workspace.manifest.assistant if is_direct else channel.name,
        "kind": "im" if is_direct else "channel",
        "archived": channel.is_archived,
        "has_app": channel.has_app,
        "has_older": workspace.messages.count(channel.id) > SHOWN_PER_CHANNEL,
    }


def _messages(workspace: Workspace, channel: Channel, person: Person) -> list[Json]:
    shown = workspace.messages.latest(channel.id, SHOWN_PER_CHANNEL)
    private = workspace.ephemerals_of(person.id, channel.id)
    roots = (workspace.messages.find(channel.id, it.root) for it in [*shown, *private] if it.root)
    whole = {it.ts: it for it in [*shown, *private, *filter(None, roots)]}
    return [_message(whole[ts]) for ts in sorted(whole)]


def _message(message: Message) -> Json:
    return {
        "ts": message.ts,
        "user": message.user,
        "text": message.text,
        "blocks": list(message.blocks),
        "root": message.root,
        "edited": message.edited_at is not None,
        "streaming": message.is_streaming,
        "ephemeral": message.only_to is not None,
        "files": [_file(file) for file in message.files],
        "tasks": list(message.tasks),
        "bot": message.bot_id is not None,
        "app": message.bot_id == BOT_ID,
    }


def _file(file: Mapping[str, Any]) -> Json:
    told = _told(file, "id", "name", "title", "alt_txt")
    return {**told, "url": file.get("url_private", "")}


def _prompts(workspace: Workspace, person: Person) -> Json | None:
    """What the app has suggested, else what its manifest does."""
    found = workspace.prompts.get(workspace.open_direct(person.id).id)
    if found:
        return {"title": found.title, "prompts": [dict(it) for it in found.prompts]}
    if workspace.manifest.prompts:
        return {"title": "", "prompts": [dict(it) for it in workspace.manifest.prompts]}
    return None


def _view(view: View) -> Json:
    return {**view.content, "id": view.id, "hash": view.hash, "errors": dict(view.errors)}


def _told(of: Mapping[str, Any], *names: str) -> Json:
    return {name: of.get(name, "") for name in names}
