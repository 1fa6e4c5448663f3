"""People send and close modals, and the app's answer decides what is shown next."""

from collections.abc import Mapping
from typing import Any

from bot.playground.acts import payloads
from bot.playground.acts.elements import state_of, wanting
from bot.playground.acts.interacting import LATE
from bot.playground.acts.scene import Scene
from bot.playground.delivery.line import Kind
from bot.playground.methods.calls import Arguments
from bot.playground.methods.view_methods import ViewMethods
from bot.playground.workspace.refusals import Refused
from bot.playground.workspace.views import State, View


class Forms:
    """In one scene. `view_methods` check views that come with an acknowledgement."""

    def __init__(self, scene: Scene, view_methods: ViewMethods) -> None:
        self._scene, self._checks = scene, view_methods

    async def submit(self, user: str, view: View, entered: State | None = None) -> bool:
        """`user` sends the form; False when something has to be filled first, or the app did not answer in time.

        Raises Refused when it is not what the person has before them.
        """
        top = self._top(user, view)
        state = state_of(top.content["blocks"], {**top.state, **(entered or {})})
        filled = self._scene.workspace.views.entered(top, state)
        if problems := wanting(filled.content["blocks"], state):
            self._reproach(filled, problems)
            return False
        payload = {
            **payloads.from_person("view_submission", self._scene.person(user)),
            "trigger_id": self._scene.trigger(user),
            "view": self._reproach(filled, {}).as_json(),
            "response_urls": [],
        }
        acknowledged = await self._scene.courier.ask(Kind.INTERACTIVE, payload)
        if acknowledged is None:
            self._scene.workspace.notify(user, f"{self._scene.workspace.manifest.assistant} {LATE}. Try again.")
            return False
        self._obey(filled, acknowledged.payload)
        return True

    async def close(self, user: str, view: View, *, is_cleared: bool = False) -> None:
        """`user` closes the modal, or all of them. The app is told if it wanted to be. Raises Refused."""
        top = self._top(user, view)
        views = self._scene.workspace.views
        gone = list(views.modals(user)) if is_cleared or top.content.get("clear_on_close") else [top]
        for each in reversed(gone):
            views.close(each)
        self._scene.workspace.changes.note()
        for each in gone:
            if each.content.get("notify_on_close"):
                payload = {
                    **payloads.from_person("view_closed", self._scene.person(user)),
                    "view": each.as_json(),
                    "is_cleared": is_cleared,
                }
                await self._scene.courier.ask(Kind.INTERACTIVE, payload)

    def _top(self, user: str, view: View) -> View:
        modals = self._scene.workspace.views.modals(user)
        if not modals or modals[-1].id != view.id:
            raise Refused("view_not_found")
        return modals[-1]

    def _obey(self, view: View, answer: Mapping[str, Any]) -> None:
        """Does what the app's acknowledgement asks for; without a wish, the modal closes."""
        action = answer.get("response_action")
        views = self._scene.workspace.views
        try:
            if action == "errors":
                self._reproach(view, _errors(view, answer.get("errors")))
            elif action == "update":
                views.update(view, self._checks.checked(Arguments(view=answer.get("view")), "modal"))
            elif action == "push":
                views.push(view.user, self._checks.checked(Arguments(view=answer.get("view")), "modal"))
            elif action == "clear":
                views.clear(view.user)
            elif action is None:
                views.close(view)
            else:
                raise Refused("unknown_response_action")
        except Refused as refusal:
            name = self._scene.workspace.manifest.assistant
            self._scene.workspace.notify(view.user, f"{name} answered with something wrong ({refusal.body}).")
        self._scene.workspace.changes.note()

    def _reproach(self, view: View, errors: Mapping[str, str]) -> View:
        self._scene.workspace.changes.note()
        return self._scene.workspace.views.reproached(view, errors)


def _errors(view: View, errors: object) -> Mapping[str, str]:
    """By the block_id of inputs in the view. Raises Refused when there are none, or others."""
    inputs = {block.get("block_id") for block in view.content["blocks"] if block.get("type") == "input"}
    if not isinstance(errors, Mapping) or not errors or not set(errors) <= inputs:
        raise Refused("invalid_errors")
    return {str(block): str(sentence) for block, sentence in errors.items()}
