"""Slack's Web API over a Workspace: who may call what how often, and what comes of it."""

import json
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.playground.methods.agents import Agents
from bot.playground.methods.calls import Arguments, Body, Method, Surroundings
from bot.playground.methods.chat import Chat
from bot.playground.methods.conversations import Conversations
from bot.playground.methods.file_methods import FileMethods
from bot.playground.methods.installing import EXCHANGE, Installing
from bot.playground.methods.others import Others
from bot.playground.methods.streams import Streams
from bot.playground.methods.users import Users
from bot.playground.methods.view_methods import ViewMethods
from bot.playground.state import Workspace
from bot.playground.workspace.refusals import Refused

SOCKETS = "apps.connections.open"
OPEN_TO_ALL = ("api.test", EXCHANGE)
"""These take no token. A form with a client's id and secret may bring them as basic authentication."""
SECONDS_OF_A_MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What goes over the wire."""

    body: Body
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call that was made `at` seconds since 1970, and what it was told."""

    method: str
    arguments: Mapping[str, Any]
    at: float
    reply: Reply


class WebApi:
    """Answers one call at a time. `is_limited`: it counts calls, and refuses too many of them."""

    def __init__(
        self, workspace: Workspace, around: Surroundings, *, tokens: tuple[str, str], share_seconds: float
    ) -> None:
        self.calls: list[Call] = []
        self.is_limited = False
        self._workspace, self._around = workspace, around
        self._bot_token, self._app_token = tokens
        self._revoked: set[str] = set()
        self._planned: defaultdict[str, deque[Reply]] = defaultdict(deque)
        self._recent: defaultdict[tuple[str, str], deque[float]] = defaultdict(deque)
        self.view_methods = ViewMethods(workspace, around)
        self.installing = Installing(workspace, self._bot_token)
        self._methods: Mapping[str, Method] = {
            **Agents(workspace).methods(),
            **Chat(workspace, around).methods(),
            **Conversations(workspace, around).methods(),
            **FileMethods(workspace, around, share_seconds).methods(),
            **self.installing.methods(),
            **Others(workspace, around).methods(),
            **Streams(workspace, around).methods(),
            **Users(workspace).methods(),
            **self.view_methods.methods(),
        }

    def plan(self, method: str, reply: Reply) -> None:
        """The next call of `method` that has no plan yet gets `reply`, and does nothing."""
        self._planned[method].append(reply)

    def revoke(self, token: str) -> None:
        """`token` is not taken any more."""
        self._revoked.add(token)

    def revoke_bot_token(self) -> None:
        """The app is not installed any more."""
        self.revoke(self._bot_token)

    def answer(self, method: str, token: str | None, raw: Mapping[str, Any]) -> Reply:
        """What Slack would say to the call."""
        arguments: Mapping[str, Any] = raw
        try:
            arguments = parsed = Arguments.parsed(raw)
            reply = self._answer(method, token, parsed)
        except Refused as refusal:
            reply = Reply(body=refusal.body, headers=self._headers(method))
        return self.note(method, arguments, reply)

    def note(self, method: str, arguments: Mapping[str, Any], reply: Reply) -> Reply:
        """Writes a call down, with what it is told."""
        self.calls.append(Call(method=method, arguments=arguments, at=self._around.now(), reply=reply))
        return reply

    def _answer(self, method: str, token: str | None, arguments: Arguments) -> Reply:
        if self._planned[method]:
            return self._planned[method].popleft()
        self._admit(method, token)
        if wait := self._wait(method, arguments):
            return limited(wait)
        return Reply(body={"ok": True, **self._methods[method].do(arguments)}, headers=self._headers(method))

    def _admit(self, method: str, token: str | None) -> None:
        if method not in self._methods:
            raise Refused("unknown_method", req_method=method)
        if method in OPEN_TO_ALL:
            return
        if not token:
            raise Refused("not_authed")
        if token in self._revoked:
            raise Refused("token_revoked")
        if token not in (self._bot_token, self._app_token):
            raise Refused("invalid_auth")
        if token != (self._app_token if method == SOCKETS else self._bot_token):
            raise Refused("not_allowed_token_type")
        self._check_scope(self._methods[method].scopes)

    def _check_scope(self, needed: Sequence[str]) -> None:
        provided = self._workspace.manifest.scopes
        if needed and not set(needed) & set(provided):
            raise Refused("missing_scope", needed=",".join(needed), provided=",".join(provided))

    def _wait(self, method: str, arguments: Arguments) -> int:
        """Seconds until Slack takes the call; 0: it does so now. Messages are counted channel by channel."""
        if not self.is_limited:
            return 0
        now, counted = self._around.now(), arguments.text("channel") if method == "chat.postMessage" else ""
        recent = self._recent[method, counted]
        while recent and recent[0] <= now - SECONDS_OF_A_MINUTE:
            recent.popleft()
        if len(recent) >= self._methods[method].per_minute:
            return max(1, round(recent[0] + SECONDS_OF_A_MINUTE - now))
        recent.append(now)
        return 0

    def _headers(self, method: str) -> Mapping[str, str]:
        known = self._methods.get(method)
        return {
            "x-oauth-scopes": ",".join(self._workspace.manifest.scopes),
            "x-accepted-oauth-scopes": ",".join(known.scopes if known else ()),
        }


def limited(retry_after: int) -> Reply:
    """HTTP 429."""
    return Reply(body={"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(retry_after)})


def failed() -> Reply:
    """HTTP 500."""
    return Reply(body={"ok": False, "error": "internal_error"}, status=500)


def written(reply: Reply) -> bytes:
    """The body as it goes over the wire."""
    return json.dumps(reply.body).encode()
