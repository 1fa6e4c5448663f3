"""Modals, which stand on one another, and the app's Home, of which each person has one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from bot.playground.workspace import ids
from bot.playground.workspace.refusals import Refused

HIGHEST_STACK = 3
State = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""By block_id and action_id, what is entered or chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A view as the app sent it in `content`, shown to `user`. `errors` are shown below inputs, by block_id."""

    id: str
    hash: str
    user: str
    content: Mapping[str, Any]
    previous: str | None = None
    root: str
    state: State = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def type(self) -> str:
        return str(self.content.get("type"))

    def as_json(self) -> dict[str, Any]:
        """As Slack tells it, with everything that the app left out."""
        content = {
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "title": {"type": "plain_text", "text": "View Title", "emoji": True},
            "close": None,
            "submit": None,
            "clear_on_close": False,
            "notify_on_close": False,
            **self.content,
        }
        return {
            **content,
            "id": self.id,
            "team_id": ids.TEAM_ID,
            "app_id": ids.APP_ID,
            "app_installed_team_id": ids.TEAM_ID,
            "bot_id": ids.BOT_ID,
            "hash": self.hash,
            "state": {"values": {block: dict(actions) for block, actions in self.state.items()}},
            "previous_view_id": self.previous,
            "root_view_id": self.root,
        }


class Views:
    """The modals that each person has open, the last on top, and each person's Home."""

    def __init__(self) -> None:
        self._views: dict[str, View] = {}
        self._stacks: defaultdict[str, list[str]] = defaultdict(list)
        self._homes: dict[str, str] = {}

    def open(self, user: str, content: Mapping[str, Any]) -> View:
        """A modal in the place of all that `user` has open."""
        self._check_external_id(content)
        self.clear(user)
        id = _fresh_id()
        return self._put_on_top(View(id=id, hash=_hash(), user=user, content=content, root=id))

    def push(self, user: str, content: Mapping[str, Any]) -> View:
        """A modal on top of those that `user` has open. Raises Refused."""
        self._check_external_id(content)
        stack = self._stacks[user]
        if not stack:
            raise Refused("not_found")
        if len(stack) >= HIGHEST_STACK:
            raise Refused("push_limit_reached")
        return self._put_on_top(
            View(id=_fresh_id(), hash=_hash(), user=user, content=content, previous=stack[-1], root=stack[0])
        )

    def update(self, view: View, content: Mapping[str, Any], hash: str | None = None) -> View:
        """`view` with other content; what is entered stays where a block and its action stay.

        Raises Refused when it has changed since the app saw `hash`.
        """
        current = self._views[view.id]
        if hash and hash != current.hash:
            raise Refused("hash_conflict")
        if current.content.get("external_id") != content.get("external_id"):
            self._check_external_id(content)
        kept = {block: actions for block, actions in current.state.items() if block in _block_ids(content)}
        return self._keep(replace(current, content=content, hash=_hash(), state=kept, errors={}))

    def publish(self, user: str, content: Mapping[str, Any], hash: str | None = None) -> View:
        """The Home of `user`. Raises Refused when it has changed since the app saw `hash`."""
        if user in self._homes:
            return self.update(self._views[self._homes[user]], content, hash)
        id = _fresh_id()
        self._homes[user] = id
        return self._keep(View(id=id, hash=_hash(), user=user, content=content, root=id))

    def entered(self, view: View, state: State) -> View:
        """`view` with what a person has entered."""
        return self._keep(replace(self._views[view.id], state=state))

    def reproached(self, view: View, errors: Mapping[str, str]) -> View:
        """`view` with what is wrong with what was entered."""
        return self._keep(replace(self._views[view.id], errors=errors))

    def close(self, view: View) -> None:
        """Takes one modal away; the one below it is on top again."""
        stack = self._stacks[view.user]
        if view.id in stack:
            stack.remove(view.id)
        self._views.pop(view.id, None)

    def clear(self, user: str) -> None:
        """Takes all modals of `user` away."""
        for view in self.modals(user):
            self.close(view)

    def find(self, *, id: str | None = None, external_id: str | None = None) -> View | None:
        """The view that is shown, None if there is none."""
        if id:
            return self._views.get(id)
        found = (
            view for view in self._views.values() if external_id and view.content.get("external_id") == external_id
        )
        return next(found, None)

    def modals(self, user: str) -> Sequence[View]:
        """What `user` has open, the last on top."""
        return [self._views[id] for id in self._stacks[user]]

    def home(self, user: str) -> View | None:
        """None until the app has published one."""
        return self._views.get(self._homes.get(user, ""))

    def _check_external_id(self, content: Mapping[str, Any]) -> None:
        if content.get("external_id") and self.find(external_id=content["external_id"]):
            raise Refused("duplicate_external_id")

    def _put_on_top(self, view: View) -> View:
        self._stacks[view.user].append(view.id)
        return self._keep(view)

    def _keep(self, view: View) -> View:
        self._views[view.id] = view
        return view


def _block_ids(content: Mapping[str, Any]) -> set[str]:
    return {str(block.get("block_id")) for block in content.get("blocks", [])}


def _fresh_id() -> str:
    return f"V{uuid4().hex[:10].upper()}"


def _hash() -> str:
    return f"{uuid4().int % 10**10}.{uuid4().hex[:8]}"
