"""Where people write: channels, and direct messages with the app."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.playground.workspace import ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel, or with `direct_to` the app's direct messages with that user. `members` are user ids."""

    id: str
    name: str
    direct_to: str | None = None
    members: frozenset[str] = frozenset()
    is_private: bool = False
    is_archived: bool = False
    is_shared: bool = False

    @property
    def kind(self) -> str:
        """As `channel_type` in events names it; scopes and subscriptions go by it."""
        if self.direct_to is not None:
            return "im"
        return "group" if self.is_private else "channel"

    @property
    def scopes(self) -> str:
        """What the scopes that concern it begin with."""
        return {"im": "im", "group": "groups", "channel": "channels"}[self.kind]

    @property
    def has_app(self) -> bool:
        return ids.BOT_USER_ID in self.members

    def as_json(self) -> dict[str, Any]:
        """As `conversations.info` tells it."""
        common = {"id": self.id, "created": 1_700_000_000, "context_team_id": ids.TEAM_ID, "updated": 1_700_000_000_000}
        if self.direct_to is not None:
            return {
                **common,
                "is_im": True,
                "is_archived": False,
                "is_org_shared": False,
                "user": self.direct_to,
                "priority": 0,
            }
        return {**common, **self._facts(), "num_members": len(self.members)}

    def _facts(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": not self.is_private,
            "is_group": self.is_private,
            "is_im": False,
            "is_mpim": False,
            "is_private": self.is_private,
            "is_archived": self.is_archived,
            "is_general": False,
            "is_member": self.has_app,
            "is_shared": self.is_shared,
            "is_ext_shared": self.is_shared,
            "is_org_shared": False,
            "shared_team_ids": [ids.TEAM_ID, *([ids.OTHER_TEAM_ID] if self.is_shared else [])],
            "creator": ids.ANA,
            "topic": {"value": "", "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
        }


MEMBERS = frozenset({ids.ANA, ids.BEN})
APP = frozenset({ids.BOT_USER_ID})


def first_channels() -> Mapping[str, Channel]:
    """By id."""
    everyone = MEMBERS | APP | {ids.GUEST, ids.OTHER_BOT_USER_ID}
    channels = [
        Channel(id=ids.SUPPORT, name="support", members=everyone),
        Channel(id=ids.BILLING, name="billing", members=MEMBERS | APP),
        Channel(id=ids.SHARED, name="shared-with-acme", members=MEMBERS | APP | {ids.STRANGER}, is_shared=True),
        Channel(id=ids.ARCHIVED, name="old-project", members=MEMBERS | APP, is_archived=True),
        Channel(id=ids.ELSEWHERE, name="random", members=MEMBERS),
        Channel(id=ids.LEADS_ONLY, name="leads", members=APP | {ids.ANA}, is_private=True),
        Channel(id=ids.HIDDEN, name="hidden", members=frozenset({ids.ANA}), is_private=True),
    ]
    return {channel.id: channel for channel in channels}


def direct_channel(user: str) -> Channel:
    """The app's direct messages with `user`; the id is the same every time."""
    return Channel(id=f"D{user}", name=user, direct_to=user, members=APP | {user})
