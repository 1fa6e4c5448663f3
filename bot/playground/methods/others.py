"""Methods that stand alone: who am I, sockets, reactions, the check of blocks."""

import re
from typing import Any

from bot.blocks.violations import view_violations, violations
from bot.playground.methods.calls import Arguments, Body, Method, Methods, Surroundings
from bot.playground.methods.finding import Finder
from bot.playground.state import Workspace
from bot.playground.workspace.ids import APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID, TEAM_NAME
from bot.playground.workspace.refusals import Refused

POINTER = re.compile(r"^(?P<message>.*?)(?: \[json-pointer:(?P<pointer>[^\]]*)\])?$", re.DOTALL)


class Others:
    """The methods over one workspace."""

    def __init__(self, workspace: Workspace, around: Surroundings) -> None:
        self._workspace, self._around, self._find = workspace, around, Finder(workspace)

    def methods(self) -> Methods:
        reactions = ["reactions:write"]
        return {
            "api.test": Method(do=_api_test, per_minute=1000),
            "auth.test": Method(do=self._auth_test, per_minute=1000),
            "apps.connections.open": Method(do=self._open_connection, per_minute=1000),
            "blocks.validate": Method(do=self._validate),
            "reactions.add": Method(do=self._add_reaction, scopes=reactions),
            "reactions.remove": Method(do=self._remove_reaction, scopes=reactions),
        }

    def _auth_test(self, arguments: Arguments) -> Body:
        return {
            "url": f"{self._around.origin}/",
            "team": TEAM_NAME,
            "team_id": TEAM_ID,
            "user": self._workspace.people[BOT_USER_ID].name,
            "user_id": BOT_USER_ID,
            "bot_id": BOT_ID,
            "app_id": APP_ID,
            "is_enterprise_install": False,
        }

    def _open_connection(self, arguments: Arguments) -> Body:
        return {"url": self._around.socket_url}

    def _validate(self, arguments: Arguments) -> Body:
        given = [name for name in ("blocks", "message", "view") if arguments.get(name) is not None]
        if len(given) != 1:
            raise Refused("invalid_arguments")
        name, value = given[0], arguments[given[0]]
        if found := _problems(name, value):
            raise Refused(f"invalid_{name}", errors=[_pointed(problem) for problem in found])
        return {}

    def _add_reaction(self, arguments: Arguments) -> Body:
        reacted = self._reacted(arguments)
        if BOT_USER_ID in self._workspace.reactions.get(reacted, ()):
            raise Refused("already_reacted")
        self._workspace.reactions.setdefault(reacted, set()).add(BOT_USER_ID)
        self._workspace.changes.note()
        return {}

    def _remove_reaction(self, arguments: Arguments) -> Body:
        reacted = self._reacted(arguments)
        if BOT_USER_ID not in self._workspace.reactions.get(reacted, ()):
            raise Refused("no_reaction")
        self._workspace.reactions[reacted].discard(BOT_USER_ID)
        self._workspace.changes.note()
        return {}

    def _reacted(self, arguments: Arguments) -> tuple[str, str, str]:
        channel = self._find.joined(arguments)
        ts, name = arguments.needed("timestamp"), arguments.needed("name")
        if self._workspace.messages.find(channel.id, ts) is None:
            raise Refused("message_not_found")
        return channel.id, ts, name


def _api_test(arguments: Arguments) -> Body:
    if arguments.text("error"):
        raise Refused(arguments.text("error"), args=dict(arguments))
    return {"args": dict(arguments)}


def _problems(name: str, value: Any) -> list[str]:  # noqa: ANN401  JSON holds anything
    if name == "blocks":
        return violations(value, "text") if isinstance(value, list) else ["blocks must be a list"]
    if not isinstance(value, dict):
        return [f"{name} must be an object"]
    if name == "view" and not isinstance(value.get("blocks"), list):
        return ["missing required field: blocks [json-pointer:]"]
    if name == "view":
        return view_violations(value)
    return violations(value.get("blocks") or [], str(value.get("text") or ""))


def _pointed(problem: str) -> Body:
    found = POINTER.match(problem)
    message, pointer = (found["message"], found["pointer"]) if found else (problem, None)
    return {"pointer": pointer or "", "code": "invalid", "message": message, "constraint": None}
