"""assistant.threads.* and agents.sessions.*: what is shown of an answer that is on its way."""

from collections.abc import Mapping
from typing import Any

from bot.playground.methods.calls import Arguments, Body, Method, Methods, missing
from bot.playground.methods.finding import Finder
from bot.playground.state import Place, Prompts, Session, Status, Workspace
from bot.playground.workspace.refusals import Refused

SESSION_STATUSES = ("active", "processing", "suspended", "closed")
SESSION_TITLE = 200
PROMPTS_AT_MOST = 4
LOADING_MESSAGES_AT_MOST = 10
STOPPED = "agent_session_stopped"


class Agents:
    """The methods over one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace, self._find = workspace, Finder(workspace)

    def methods(self) -> Methods:
        either, assistant, chat = ["assistant:write", "chat:write"], ["assistant:write"], ["chat:write"]
        return {
            "assistant.threads.setStatus": Method(do=self._set_status, scopes=either, per_minute=600),
            "assistant.threads.setTitle": Method(do=self._set_title, scopes=assistant),
            "assistant.threads.setSuggestedPrompts": Method(do=self._set_prompts, scopes=assistant),
            "agents.sessions.setStatus": Method(do=self._set_session, scopes=chat),
            "agents.sessions.rename": Method(do=self._rename, scopes=chat),
        }

    def _set_status(self, arguments: Arguments) -> Body:
        place = self._thread(arguments)
        loading = arguments.get("loading_messages") or []
        if not isinstance(loading, list) or len(loading) > LOADING_MESSAGES_AT_MOST:
            raise Refused("invalid_arguments")
        text = arguments.text("status")
        if text:
            self._workspace.statuses[place] = Status(text=text, loading=[str(line) for line in loading])
        else:
            self._workspace.statuses.pop(place, None)
        self._workspace.changes.note()
        return {}

    def _set_title(self, arguments: Arguments) -> Body:
        self._thread(arguments)
        arguments.needed("title")
        return {}

    def _set_prompts(self, arguments: Arguments) -> Body:
        channel = self._find.joined(arguments, "channel_id")
        prompts = arguments.get("prompts")
        if not isinstance(prompts, list) or not prompts or not all(map(_is_prompt, prompts)):
            raise missing("prompts")
        if len(prompts) > PROMPTS_AT_MOST:
            raise Refused("too_many_prompts")
        # an agent's prompts belong to the conversation: with a thread, Slack says ok and shows nothing
        if not (self._workspace.manifest.is_agent and arguments.text("thread_ts")):
            self._workspace.prompts[channel.id] = Prompts(title=arguments.text("title"), prompts=prompts)
            self._workspace.changes.note()
        return {}

    def _set_session(self, arguments: Arguments) -> Body:
        place = self._thread(arguments)
        status = arguments.needed("status")
        if status not in SESSION_STATUSES:
            raise Refused("invalid_status")
        before = self._workspace.sessions.get(place)
        session = Session(status=status, title=before.title if before else _title(arguments))
        self._workspace.sessions[place] = session
        self._workspace.changes.note()
        told = {"status": status, "agent_status": status, "title": session.title}
        is_subscribed = STOPPED in self._workspace.manifest.events
        return told if is_subscribed else {**told, "warning": f"missing_{STOPPED}_event_subscription"}

    def _rename(self, arguments: Arguments) -> Body:
        place = self._thread(arguments)
        session = self._workspace.sessions.get(place)
        if session is None:
            raise Refused("session_not_found")
        arguments.needed("title")
        self._workspace.sessions[place] = Session(status=session.status, title=_title(arguments))
        self._workspace.changes.note()
        return {"title": _title(arguments)}

    def _thread(self, arguments: Arguments) -> Place:
        channel = self._find.joined(arguments, "channel_id")
        if not arguments.text("thread_ts"):
            raise missing("thread_ts")
        root = self._find.root(arguments, channel, "invalid_thread_ts")
        return channel.id, str(root)


def _title(arguments: Arguments) -> str:
    title = arguments.text("title")
    if len(title) > SESSION_TITLE:
        raise Refused("title_too_long")
    return title


def _is_prompt(prompt: object) -> bool:
    return isinstance(prompt, Mapping) and _is_text(prompt.get("title")) and _is_text(prompt.get("message"))


def _is_text(value: Any) -> bool:  # noqa: ANN401  JSON holds anything
    return isinstance(value, str) and bool(value.strip())
