"""views.*: modals that answer to what somebody did, and the app's Home."""

from collections.abc import Mapping
from typing import Any

from bot.blocks.violations import view_violations
from bot.playground.methods.calls import Arguments, Body, Method, Methods, Surroundings, missing
from bot.playground.methods.content import refusal_of, unknown_files, with_ids
from bot.playground.methods.finding import Finder
from bot.playground.state import Workspace
from bot.playground.workspace.refusals import Refused
from bot.playground.workspace.views import View

LARGEST_VIEW = 250_000
"""Bytes of JSON: more is `view_too_large`."""


class ViewMethods:
    """The methods over one workspace."""

    def __init__(self, workspace: Workspace, around: Surroundings) -> None:
        self._workspace, self._around, self._find = workspace, around, Finder(workspace)

    def methods(self) -> Methods:
        return {
            "views.open": Method(do=self._open, per_minute=100),
            "views.push": Method(do=self._push, per_minute=100),
            "views.update": Method(do=self._update, per_minute=100),
            "views.publish": Method(do=self._publish, per_minute=100),
        }

    def _open(self, arguments: Arguments) -> Body:
        content = self.checked(arguments, "modal")
        return self._body(self._workspace.views.open(self._pulled(arguments), content))

    def _push(self, arguments: Arguments) -> Body:
        content = self.checked(arguments, "modal")
        return self._body(self._workspace.views.push(self._pulled(arguments), content))

    def _update(self, arguments: Arguments) -> Body:
        if not arguments.text("view_id") and not arguments.text("external_id"):
            raise missing("view_id")
        content = self.checked(arguments)
        view = self._workspace.views.find(id=arguments.text("view_id"), external_id=arguments.text("external_id"))
        if view is None:
            raise Refused("not_found")
        if content["type"] != view.type:
            raise refusal_of("invalid_arguments", ["view type cannot be changed [json-pointer:/view/type]"])
        return self._body(self._workspace.views.update(view, content, arguments.text("hash") or None))

    def _publish(self, arguments: Arguments) -> Body:
        if not self._workspace.manifest.has_home:
            raise Refused("not_enabled")
        person = self._find.person(arguments, "user_id")
        content = self.checked(arguments, "home")
        return self._body(self._workspace.views.publish(person.id, content, arguments.text("hash") or None))

    def checked(self, arguments: Arguments, kind: str | None = None) -> Mapping[str, Any]:
        """The view, with ids in its blocks. `kind` is what it has to be. Raises Refused."""
        view = arguments.get("view")
        if not isinstance(view, dict):
            raise missing("view")
        if len(str(view)) > LARGEST_VIEW:
            raise Refused("view_too_large")
        if not _holds_blocks(view):
            raise refusal_of("invalid_arguments", ["missing required field: blocks [json-pointer:/view]"])
        found = [*view_violations(view), *unknown_files(view.get("blocks"), self._workspace.files, "/view/blocks")]
        if kind and view.get("type") != kind:
            found.append(f"unsupported type: {view.get('type')} [json-pointer:/view/type]")
        if found:
            raise refusal_of("invalid_arguments", found)
        return {**view, "blocks": with_ids(view["blocks"])}

    def _pulled(self, arguments: Arguments) -> str:
        """Who pulled the trigger; the last thing to be checked, because a trigger can be used once."""
        trigger = arguments.text("trigger_id") or arguments.needed("interactivity_pointer")
        return self._workspace.triggers.use(trigger, self._around.now())

    def _body(self, view: View) -> Body:
        self._workspace.changes.note()
        return {"view": view.as_json()}


def _holds_blocks(view: Mapping[str, Any]) -> bool:
    blocks = view.get("blocks")
    return isinstance(blocks, list) and all(isinstance(block, dict) for block in blocks)
