"""What the app says to a command or through a response URL, put where the person sees it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.playground.acts.scene import Scene
from bot.playground.methods.calls import Arguments
from bot.playground.methods.content import message_of_the_app
from bot.playground.state import Message
from bot.playground.workspace.ids import BOT_USER_ID
from bot.playground.workspace.permits import ReplyPlace
from bot.playground.workspace.refusals import Refused


def respond(scene: Scene, place: ReplyPlace, body: Mapping[str, Any]) -> None:
    """Shows `body` to the person at `place`, or in the channel; or puts it in the place of the message there.

    Raises Refused when Slack would not take it.
    """
    arguments = Arguments.parsed(body)
    original = scene.workspace.shown(place.channel, place.ts) if place.ts else None
    if original is not None and original.user != BOT_USER_ID:
        original = None  # a person's message, on which a shortcut was used
    if arguments.flag("delete_original"):
        _delete(scene, original)
        return
    message = _message_in(scene, place, arguments)
    if arguments.flag("replace_original") and original is not None:
        _replace(scene, original, message)
    else:
        _post(scene, message)


def _message_in(scene: Scene, place: ReplyPlace, arguments: Arguments) -> Message:
    kind = arguments.text("response_type") or "ephemeral"
    if kind not in ("ephemeral", "in_channel"):
        raise Refused("invalid_arguments")
    return message_of_the_app(
        arguments,
        scene.workspace.files,
        channel=place.channel,
        root=arguments.text("thread_ts") or None,
        only_to=place.user if kind == "ephemeral" else None,
    )


def _post(scene: Scene, message: Message) -> None:
    posted = scene.workspace.post(message, scene.now())
    if not posted.only_to:
        scene.announcer.posted(posted)


def _replace(scene: Scene, original: Message, message: Message) -> None:
    """An ephemeral message stays one, and a message stays one."""
    updated = replace(original, text=message.text, blocks=message.blocks)
    scene.workspace.update(updated)
    if not original.only_to:
        scene.announcer.changed(updated, original, scene.fresh_ts())


def _delete(scene: Scene, original: Message | None) -> None:
    if original is None:
        raise Refused("message_not_found")
    scene.workspace.remove(original)
    if not original.only_to:
        scene.announcer.deleted(original, scene.fresh_ts())
