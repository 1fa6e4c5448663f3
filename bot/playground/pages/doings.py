"""What somebody does on the page, as an act in the workspace."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.playground.slack import Slack
from bot.playground.workspace.refusals import Refused
from bot.playground.workspace.views import View

Body = Mapping[str, Any]
Doing = Callable[[Slack, str, Body], Awaitable[None]]

SENTENCES = {
    "channel_not_found": "You are not in that channel.",
    "element_not_found": "That button is not there any more.",
    "interactivity_not_enabled": "The app's manifest does not switch interactivity on.",
    "is_archived": "That channel is archived.",
    "message_not_found": "That message is not there any more, or it is not yours.",
    "not_processing": "Nothing is being answered there.",
    "tab_not_enabled": "The app's manifest does not switch that tab on.",
    "thread_not_found": "That thread is not there any more.",
    "unknown_command": "There is no such command.",
    "unknown_shortcut": "There is no such shortcut.",
    "user_not_found": "There is nobody with that id.",
    "view_not_found": "That form is not open any more.",
}


def sentence_of(refusal: Refused) -> str:
    """For the person who did it."""
    return SENTENCES.get(refusal.error, f"That cannot be done ({refusal.error}).")


async def say(slack: Slack, user: str, body: Body) -> None:
    text = str(body["text"])
    if text.strip():
        slack.writing.say(user, str(body["channel"]), slack.writing.typed(text), body.get("thread"))


async def edit(slack: Slack, user: str, body: Body) -> None:
    slack.writing.edit(user, str(body["channel"]), str(body["ts"]), slack.writing.typed(str(body["text"])))


async def delete(slack: Slack, user: str, body: Body) -> None:
    slack.writing.delete(user, str(body["channel"]), str(body["ts"]))


async def command(slack: Slack, user: str, body: Body) -> None:
    """`/invite` is Slack's own, and brings the app into the channel."""
    line = str(body["text"]).strip()
    if line.split(maxsplit=1)[:1] == ["/invite"]:
        slack.scene.channel_of(user, str(body["channel"]))
        slack.writing.set_app_in(str(body["channel"]), is_in=True)
        return
    await slack.interacting.command(user, str(body["channel"]), line)


async def shortcut(slack: Slack, user: str, body: Body) -> None:
    callback_id = str(body["callback_id"])
    if body.get("ts"):
        await slack.interacting.message_shortcut(user, callback_id, str(body["channel"]), str(body["ts"]))
    else:
        await slack.interacting.global_shortcut(user, callback_id)


async def click(slack: Slack, user: str, body: Body) -> None:
    container, state = body["container"], body.get("state") or {}
    action = {**body.get("action", {}), "block_id": body.get("block_id"), "action_id": body["action_id"]}
    if "view_id" in container:
        await slack.interacting.click_in_view(user, _view(slack, container["view_id"]), action, state)
        return
    message = slack.workspace.shown(str(container["channel"]), str(container["ts"]))
    if message is None:
        raise Refused("message_not_found")
    await slack.interacting.click_in_message(user, message, action, state)


async def submit(slack: Slack, user: str, body: Body) -> None:
    await slack.forms.submit(user, _view(slack, body["view_id"]), body.get("state") or {})


async def close(slack: Slack, user: str, body: Body) -> None:
    await slack.forms.close(user, _view(slack, body["view_id"]))


async def open_home(slack: Slack, user: str, body: Body) -> None:
    slack.looking.open_tab(user, "home")


async def open_messages(slack: Slack, user: str, body: Body) -> None:
    slack.looking.open_tab(user, "messages")


async def stop(slack: Slack, user: str, body: Body) -> None:
    slack.looking.stop(user, str(body["channel"]), str(body["root"]))


async def dismiss(slack: Slack, user: str, body: Body) -> None:
    slack.workspace.dismiss(user, str(body["notice"]))


def _view(slack: Slack, view_id: str) -> View:
    view = slack.workspace.views.find(id=str(view_id))
    if view is None:
        raise Refused("view_not_found")
    return view


DOINGS: Mapping[str, Doing] = {
    "say": say,
    "edit": edit,
    "delete": delete,
    "command": command,
    "shortcut": shortcut,
    "click": click,
    "submit": submit,
    "close": close,
    "home": open_home,
    "messages": open_messages,
    "stop": stop,
    "dismiss": dismiss,
}
"""By the last part of the address."""
