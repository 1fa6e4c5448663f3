"""Slack's Web API over a Workspace: the methods that the assistant calls, and as strict as Slack."""

import json
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from bot.blocks import limits
from bot.blocks.violations import violations
from bot.playground.state import APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID, TEAM_NAME, Channel, Message, Workspace

Arguments = Mapping[str, Any]
Body = dict[str, Any]

JSON_ARGUMENTS = ("blocks", "attachments", "metadata", "prompts", "loading_messages")
"""Arguments that are JSON even where the others are form fields."""


class Refused(Exception):
    """A business error: HTTP 200 with `ok` false."""

    def __init__(self, error: str, **details: object) -> None:
        self.body: Body = {"ok": False, "error": error, **details}
        super().__init__(error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What goes over the wire."""

    body: Body
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call that was made, whatever came of it."""

    method: str
    arguments: Arguments


class Surroundings(Protocol):
    """What the Web API needs beside the workspace."""

    def now(self) -> float:
        """Seconds since 1970."""

    def publish(self, message: Message) -> None:
        """Sends the events of a message that was posted."""

    def socket_url(self) -> str:
        """A websocket address that can be opened once."""


class WebApi:
    """Answers one call at a time."""

    def __init__(self, workspace: Workspace, surroundings: Surroundings, *, bot_token: str, app_token: str) -> None:
        self.calls: list[Call] = []
        self._workspace = workspace
        self._around = surroundings
        self._bot_token, self._app_token = bot_token, app_token
        self._planned: defaultdict[str, deque[Reply]] = defaultdict(deque)
        self._methods: Mapping[str, Callable[[Arguments], Body]] = {
            "api.test": lambda arguments: {"args": dict(arguments)},
            "auth.test": self._auth_test,
            "apps.connections.open": self._open_connection,
            "assistant.threads.setStatus": self._set_status,
            "assistant.threads.setSuggestedPrompts": self._set_on_thread,
            "assistant.threads.setTitle": self._set_on_thread,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.postMessage": self._post_message,
            "chat.update": self._update,
            "conversations.history": self._history,
            "conversations.info": self._channel_info,
            "conversations.open": self._open_direct,
            "conversations.replies": self._replies,
            "reactions.add": self._add_reaction,
            "users.info": self._user_info,
        }

    def plan(self, method: str, reply: Reply) -> None:
        """The next call of `method` that has no plan yet gets `reply`, and does nothing."""
        self._planned[method].append(reply)

    def answer(self, method: str, token: str | None, arguments: Arguments) -> Reply:
        """What Slack would say to the call."""
        self.calls.append(Call(method=method, arguments=arguments))
        if self._planned[method]:
            return self._planned[method].popleft()
        try:
            self._admit(method, token)
            return Reply(body={"ok": True, **self._methods[method](_parsed(arguments))})
        except Refused as refusal:
            return Reply(body=refusal.body)

    def _admit(self, method: str, token: str | None) -> None:
        if method not in self._methods:
            raise Refused("unknown_method", req_method=method)
        if method == "api.test":
            return
        if not token:
            raise Refused("not_authed")
        if token not in (self._bot_token, self._app_token):
            raise Refused("invalid_auth")
        needed = self._app_token if method == "apps.connections.open" else self._bot_token
        if token != needed:
            raise Refused("not_allowed_token_type")

    def _auth_test(self, arguments: Arguments) -> Body:
        return {
            "url": "http://127.0.0.1/",
            "team": TEAM_NAME,
            "team_id": TEAM_ID,
            "user": self._workspace.people[BOT_USER_ID].name,
            "user_id": BOT_USER_ID,
            "bot_id": BOT_ID,
            "app_id": APP_ID,
            "is_enterprise_install": False,
        }

    def _open_connection(self, arguments: Arguments) -> Body:
        return {"url": self._around.socket_url()}

    def _post_message(self, arguments: Arguments) -> Body:
        posted = self._workspace.post(self._message_in(arguments), self._around.now())
        self._around.publish(posted)
        return {"channel": posted.channel, "ts": posted.ts, "message": posted.as_json()}

    def _message_in(self, arguments: Arguments) -> Message:
        channel, root = self._channel_in(arguments), arguments.get("thread_ts") or None
        if root and self._workspace.find(channel.id, root) is None:
            raise Refused("cannot_reply_to_message")
        text, blocks = arguments.get("text") or "", arguments.get("blocks") or []
        _check_content(text, blocks)
        return Message(
            channel=channel.id,
            ts="",
            user=BOT_USER_ID,
            text=text[: limits.TEXT],
            blocks=blocks,
            root=root,
            bot_id=BOT_ID,
        )

    def _update(self, arguments: Arguments) -> Body:
        message = self._own_message_in(arguments)
        text, blocks = arguments.get("text") or "", arguments.get("blocks") or []
        _check_content(text, blocks)
        updated = replace(message, text=text, blocks=blocks, edited_at=f"{self._around.now():.6f}")
        self._workspace.update(updated)
        return {"channel": updated.channel, "ts": updated.ts, "text": text, "message": updated.as_json()}

    def _post_ephemeral(self, arguments: Arguments) -> Body:
        self._person_in(arguments)
        self._message_in(arguments)
        return {"message_ts": f"{self._around.now():.6f}"}

    def _set_status(self, arguments: Arguments) -> Body:
        message = self._thread_in(arguments)
        status = str(arguments.get("status", ""))
        if status:
            self._workspace.statuses[message.channel, message.root or message.ts] = status
        else:
            self._workspace.statuses.pop((message.channel, message.root or message.ts), None)
        return {}

    def _set_on_thread(self, arguments: Arguments) -> Body:
        self._channel_in(arguments, "channel_id")
        return {}

    def _thread_in(self, arguments: Arguments) -> Message:
        channel = self._channel_in(arguments, "channel_id")
        message = self._workspace.find(channel.id, str(arguments.get("thread_ts")))
        if message is None:
            raise Refused("invalid_thread_ts")
        return message

    def _history(self, arguments: Arguments) -> Body:
        messages = self._workspace.history(self._channel_in(arguments).id)
        return {"messages": [message.as_json() for message in reversed(messages)], "has_more": False}

    def _replies(self, arguments: Arguments) -> Body:
        messages = self._workspace.thread(self._channel_in(arguments).id, str(arguments.get("ts")))
        if not messages:
            raise Refused("thread_not_found")
        return {"messages": [message.as_json() for message in messages], "has_more": False}

    def _channel_info(self, arguments: Arguments) -> Body:
        return {"channel": _channel_json(self._channel_in(arguments))}

    def _open_direct(self, arguments: Arguments) -> Body:
        user = str(arguments.get("users", ""))
        if user not in self._workspace.people:
            raise Refused("user_not_found")
        return {"channel": _channel_json(self._workspace.open_direct(user))}

    def _add_reaction(self, arguments: Arguments) -> Body:
        channel, ts = self._channel_in(arguments).id, str(arguments.get("timestamp"))
        if self._workspace.find(channel, ts) is None:
            raise Refused("message_not_found")
        reaction = (channel, ts, str(arguments.get("name")))
        if reaction in self._workspace.reactions:
            raise Refused("already_reacted")
        self._workspace.reactions.add(reaction)
        return {}

    def _user_info(self, arguments: Arguments) -> Body:
        user = self._person_in(arguments)
        person = self._workspace.people[user]
        return {"user": {"id": person.id, "team_id": TEAM_ID, "name": person.name, "is_bot": person.is_bot}}

    def _person_in(self, arguments: Arguments) -> str:
        user = str(arguments.get("user"))
        if user not in self._workspace.people:
            raise Refused("user_not_found")
        return user

    def _channel_in(self, arguments: Arguments, name: str = "channel") -> Channel:
        wanted = str(arguments.get(name, ""))
        if wanted in self._workspace.people:
            return self._workspace.open_direct(wanted)
        if wanted not in self._workspace.channels:
            raise Refused("channel_not_found")
        return self._workspace.channels[wanted]

    def _own_message_in(self, arguments: Arguments) -> Message:
        message = self._workspace.find(self._channel_in(arguments).id, str(arguments.get("ts")))
        if message is None:
            raise Refused("message_not_found")
        if message.user != BOT_USER_ID:
            raise Refused("cant_update_message")
        return message


def _parsed(arguments: Arguments) -> Arguments:
    """Arguments that came as JSON text inside a form, as values."""
    try:
        return {
            name: json.loads(value) if name in JSON_ARGUMENTS and isinstance(value, str) else value
            for name, value in arguments.items()
        }
    except ValueError:
        raise Refused("invalid_arguments") from None


def _check_content(text: str, blocks: object) -> None:
    if not text and not blocks:
        raise Refused("no_text")
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise Refused("invalid_blocks_format")
    # text beside blocks is optional to Slack; here it is not, because screen readers have nothing else
    if found := violations(blocks, text[: limits.TEXT]):
        raise Refused("invalid_blocks", errors=found, response_metadata={"messages": [f"[ERROR] {it}" for it in found]})


def _channel_json(channel: Channel) -> Body:
    direct = channel.direct_to is not None
    return {"id": channel.id, "name": channel.name, "is_im": direct, "is_channel": not direct, "is_member": True}
