"""conversations.*: channels and what is written in them, as far as the app may see it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from bot.playground.methods.calls import Arguments, Body, Method, Methods, Surroundings
from bot.playground.methods.finding import Finder
from bot.playground.state import Channel, Message, Workspace
from bot.playground.workspace.ids import BOT_USER_ID
from bot.playground.workspace.refusals import Refused

TYPES = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}
PAGE = 100
LARGEST_PAGE = 999


class Conversations:
    """The methods over one workspace."""

    def __init__(self, workspace: Workspace, around: Surroundings) -> None:
        self._workspace, self._around, self._find = workspace, around, Finder(workspace)

    def methods(self) -> Methods:
        read, history = _each("read"), _each("history")
        return {
            "conversations.open": Method(do=self._open, scopes=["im:write", "mpim:write", "groups:write"]),
            "conversations.list": Method(do=self._list, scopes=read, per_minute=20),
            "conversations.info": Method(do=self._info, scopes=read),
            "conversations.members": Method(do=self._members, scopes=read, per_minute=100),
            "conversations.history": Method(do=self._history, scopes=history),
            "conversations.replies": Method(do=self._replies, scopes=history),
            "conversations.join": Method(do=self._join, scopes=["channels:join"]),
        }

    def _open(self, arguments: Arguments) -> Body:
        if arguments.text("channel"):
            channel = self._find.channel(arguments)
        else:
            users = arguments.listed("users")
            if len(users) != 1:
                raise Refused("not_enough_users" if not users else "method_not_supported_for_channel_type")
            channel = self._find.direct(self._find.person(Arguments(user=users[0])))
        if arguments.flag("return_im"):
            return {"channel": channel.as_json()}
        return {"channel": {"id": channel.id}}

    def _list(self, arguments: Arguments) -> Body:
        kinds = {TYPES.get(it) for it in arguments.listed("types") or ["public_channel"]}
        if None in kinds:
            raise Refused("invalid_types")
        for kind in kinds:
            self._check_scope({"channel": "channels", "group": "groups"}.get(str(kind), str(kind)), "read")
        found = [
            channel.as_json()
            for channel in self._workspace.channels.values()
            if channel.kind in kinds
            and (channel.has_app or not channel.is_private)
            and not (channel.is_archived and arguments.flag("exclude_archived"))
        ]
        page, cursor = _page(found, arguments)
        return {"channels": page, "response_metadata": {"next_cursor": cursor}}

    def _info(self, arguments: Arguments) -> Body:
        channel = self._readable(arguments, "read")
        body = channel.as_json()
        if not arguments.flag("include_num_members"):
            body.pop("num_members", None)
        return {"channel": body}

    def _members(self, arguments: Arguments) -> Body:
        page, cursor = _page(sorted(self._readable(arguments, "read").members), arguments)
        return {"members": page, "response_metadata": {"next_cursor": cursor}}

    def _history(self, arguments: Arguments) -> Body:
        channel = self._inside(arguments)
        wanted = _between(self._workspace.messages.mains(channel.id), arguments)
        page, cursor = _page(wanted, arguments)
        return self._messages_body([self._as_json(it, arguments) for it in page], cursor)

    def _replies(self, arguments: Arguments) -> Body:
        channel = self._inside(arguments)
        ts = arguments.needed("ts")
        message = self._workspace.messages.find(channel.id, ts)
        root = message.root if message and message.root else ts
        first = self._workspace.messages.find(channel.id, root)
        thread = self._workspace.messages.thread(channel.id, root)
        if first is None or not thread:
            raise Refused("thread_not_found")
        page, cursor = _page([first, *_between(thread[1:], arguments)], arguments)
        return self._messages_body([self._as_json(it, arguments) for it in page], cursor)

    def _join(self, arguments: Arguments) -> Body:
        channel = self._find.channel(arguments)
        if channel.is_archived:
            raise Refused("is_archived")
        if channel.kind != "channel":
            raise Refused("method_not_supported_for_channel_type")
        joined = replace(channel, members=channel.members | {BOT_USER_ID})
        self._workspace.channels[channel.id] = joined
        self._workspace.changes.note()
        return {"channel": joined.as_json(), **({"warning": "already_in_channel"} if channel.has_app else {})}

    def _as_json(self, message: Message, arguments: Arguments) -> dict[str, Any]:
        """With what a thread's first message says of its replies."""
        body = message.as_json(with_metadata=arguments.flag("include_all_metadata"))
        replies = self._workspace.messages.replies(message.channel, message.ts) if message.root is None else []
        if not replies:
            return body
        writers = list(dict.fromkeys(reply.user for reply in replies))
        return {
            **body,
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "reply_users_count": len(writers),
            "reply_users": writers,
            "latest_reply": replies[-1].ts,
        }

    def _messages_body(self, messages: Sequence[Body], cursor: str) -> Body:
        body: Body = {"messages": list(messages), "has_more": bool(cursor)}
        return {**body, "response_metadata": {"next_cursor": cursor}} if cursor else body

    def _readable(self, arguments: Arguments, right: str) -> Channel:
        channel = self._find.channel(arguments)
        self._check_scope(channel.scopes, right)
        return channel

    def _inside(self, arguments: Arguments) -> Channel:
        channel = self._find.joined(arguments)
        self._check_scope(channel.scopes, "history")
        return channel

    def _check_scope(self, of: str, right: str) -> None:
        """Each kind of channel has scopes of its own."""
        scopes = self._workspace.manifest.scopes
        if f"{of}:{right}" not in scopes:
            raise Refused("missing_scope", needed=f"{of}:{right}", provided=",".join(scopes))


def _each(right: str) -> Sequence[str]:
    return [f"{of}:{right}" for of in ("channels", "groups", "im", "mpim")]


def _between(messages: Iterable[Message], arguments: Arguments) -> Sequence[Message]:
    """The messages after `oldest` and before `latest`, or at them with `inclusive`."""
    oldest, latest = arguments.text("oldest"), arguments.text("latest")
    if not oldest and not latest:
        return list(messages)
    is_inclusive = arguments.flag("inclusive")

    def is_wanted(ts: float) -> bool:
        after = not oldest or ts > float(oldest) or (is_inclusive and ts == float(oldest))
        return after and (not latest or ts < float(latest) or (is_inclusive and ts == float(latest)))

    return [message for message in messages if is_wanted(float(message.ts))]


def _page(items: Sequence[Any], arguments: Arguments) -> tuple[Sequence[Any], str]:
    """The items asked for, and the cursor of the next ones: empty when these were the last."""
    limit = min(arguments.number("limit", PAGE), LARGEST_PAGE)
    if limit < 1:
        raise Refused("invalid_limit")
    cursor = arguments.text("cursor")
    if cursor and not cursor.isdecimal():
        raise Refused("invalid_cursor")
    start = int(cursor or 0)
    return list(islice(items, start, start + limit)), str(start + limit) if len(items) > start + limit else ""
