"""People run commands, use shortcuts and click, and Slack shows what the app makes of it."""

from collections.abc import Mapping
from typing import Any

from bot.playground.acts import payloads
from bot.playground.acts.elements import Element, element_at, state_of
from bot.playground.acts.responding import respond
from bot.playground.acts.scene import Scene
from bot.playground.acts.writing import named
from bot.playground.delivery.line import Kind, Payload
from bot.playground.state import Message
from bot.playground.workspace.permits import ReplyPlace
from bot.playground.workspace.refusals import Refused
from bot.playground.workspace.views import State, View

LATE = "did not respond in time"


class Interacting:
    """In one scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    async def command(self, user: str, channel: str, line: str) -> bool:
        """`user` sends `line`, which begins with a command; whether the app responded in time. Raises Refused."""
        person, where = self._scene.person(user), self._scene.channel_of(user, channel)
        command, _, text = line.strip().partition(" ")
        known = next((it for it in self._scene.workspace.manifest.commands if it["command"] == command), None)
        if known is None:
            raise Refused("unknown_command")
        sent = named(self._scene.workspace, text.strip()) if known.get("should_escape") else text.strip()
        place = ReplyPlace(user=user, channel=where.id)
        payload = payloads.command(
            person, where, (command, sent), self._scene.trigger(user), self._scene.response_url(place)
        )
        acknowledged = await self._scene.courier.ask(Kind.COMMAND, payload)
        if acknowledged is None:
            self._scene.workspace.notify(user, f"{command} {LATE} (operation_timeout).")
            return False
        if acknowledged.payload.get("text") or acknowledged.payload.get("blocks"):
            respond(self._scene, place, acknowledged.payload)
        return True

    async def message_shortcut(self, user: str, callback_id: str, channel: str, ts: str) -> bool:
        """`user` uses a shortcut on a message; whether the app responded in time. Raises Refused."""
        person, where = self._scene.person(user), self._scene.channel_of(user, channel)
        shortcut = self._shortcut(callback_id, "message")
        message = self._scene.workspace.messages.find(where.id, ts)
        if message is None:
            raise Refused("message_not_found")
        place = ReplyPlace(user=user, channel=where.id, ts=ts, root=message.root)
        payload = {
            **payloads.from_person("message_action", person),
            "action_ts": self._scene.fresh_ts(),
            "callback_id": callback_id,
            "trigger_id": self._scene.trigger(user),
            "response_url": self._scene.response_url(place),
            "message_ts": ts,
            "channel": {"id": where.id, "name": payloads.channel_name(where)},
            "message": message.as_json(),
        }
        return await self._told(user, payload, str(shortcut["name"]))

    async def global_shortcut(self, user: str, callback_id: str) -> bool:
        """`user` uses a shortcut from anywhere; whether the app responded in time. Raises Refused."""
        shortcut = self._shortcut(callback_id, "global")
        payload = {
            **payloads.from_person("shortcut", self._scene.person(user)),
            "action_ts": self._scene.fresh_ts(),
            "callback_id": callback_id,
            "trigger_id": self._scene.trigger(user),
        }
        return await self._told(user, payload, str(shortcut["name"]))

    async def click_in_message(
        self, user: str, message: Message, action: Mapping[str, Any], state: State | None = None
    ) -> bool:
        """`user` acts on an element of a message; `action` names it, and holds what is chosen. Raises Refused."""
        person = self._scene.person(user)
        where = self._scene.channel_of(user, message.channel)
        if message.only_to not in (None, user):
            raise Refused("message_not_found")
        place = ReplyPlace(user=user, channel=where.id, ts=message.ts, root=message.root)
        payload = {
            **payloads.from_person("block_actions", person),
            **payloads.of_message(message, where),
            "trigger_id": self._scene.trigger(user),
            "state": {"values": state_of(message.blocks, state)},
            "response_url": self._scene.response_url(place),
            "actions": [self._action(message.blocks, action)],
        }
        return await self._told(user, payload, self._scene.workspace.manifest.assistant)

    async def click_in_view(self, user: str, view: View, action: Mapping[str, Any], state: State | None = None) -> bool:
        """`user` acts on an element of a modal or of the Home; as `click_in_message`."""
        shown = self.seen(user, view, state)
        payload = {
            **payloads.from_person("block_actions", self._scene.person(user)),
            **payloads.of_view(shown),
            "trigger_id": self._scene.trigger(user),
            "actions": [self._action(shown.content["blocks"], action)],
        }
        return await self._told(user, payload, self._scene.workspace.manifest.assistant)

    async def options(self, user: str, view: View, block_id: str, action_id: str, value: str) -> list[Element]:
        """What the app offers in a select when `user` has typed `value`."""
        payload = {
            **payloads.from_person("block_suggestion", self._scene.person(user)),
            **payloads.of_view(view),
            "block_id": block_id,
            "action_id": action_id,
            "value": value,
        }
        acknowledged = await self._scene.courier.ask(Kind.INTERACTIVE, payload)
        return list(acknowledged.payload.get("options", [])) if acknowledged else []

    def seen(self, user: str, view: View, entered: State | None) -> View:
        """`view` with all that is entered, the rest as its elements began. Raises Refused when it is gone."""
        current = self._scene.workspace.views.find(id=view.id)
        if current is None or current.user != user:
            raise Refused("view_not_found")
        known = {**current.state, **(entered or {})}
        return self._scene.workspace.views.entered(current, state_of(current.content["blocks"], known))

    def _action(self, blocks: Any, action: Mapping[str, Any]) -> Payload:  # noqa: ANN401  JSON holds anything
        block_id, element = element_at(blocks, str(action.get("action_id")), action.get("block_id"))
        return payloads.action(element, block_id, action, self._scene.fresh_ts())

    def _shortcut(self, callback_id: str, kind: str) -> Mapping[str, Any]:
        for shortcut in self._scene.workspace.manifest.shortcuts:
            if (shortcut["callback_id"], shortcut["type"]) == (callback_id, kind):
                return shortcut
        raise Refused("unknown_shortcut")

    async def _told(self, user: str, payload: Payload, name: str) -> bool:
        if not self._scene.workspace.manifest.is_interactive:
            raise Refused("interactivity_not_enabled")
        acknowledged = await self._scene.courier.ask(Kind.INTERACTIVE, payload)
        if acknowledged is None:
            self._scene.workspace.notify(user, f"{name} {LATE}.")
        return acknowledged is not None
