"""Who is in the workspace, or talks to it from another one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.playground.workspace import ids


class Kind(StrEnum):
    """What Slack takes somebody for."""

    MEMBER = "member"
    GUEST = "guest"
    STRANGER = "stranger"
    """Of another workspace, in a channel shared with it."""
    BOT = "bot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with a user id. `bot_id` and `app_id` are those of the app behind a bot."""

    id: str
    name: str
    kind: Kind = Kind.MEMBER
    is_admin: bool = False
    bot_id: str | None = None
    app_id: str | None = None

    @property
    def team(self) -> str:
        """The id of the workspace that the person belongs to."""
        return ids.OTHER_TEAM_ID if self.kind is Kind.STRANGER else ids.TEAM_ID

    @property
    def email(self) -> str | None:
        return None if self.kind is Kind.BOT else f"{self.name}@example.com"

    def as_json(self, *, with_email: bool = False) -> dict[str, Any]:
        """As `users.info` tells it; the address takes a scope of its own."""
        return {
            "id": self.id,
            "team_id": self.team,
            "name": self.name,
            "real_name": self.name.capitalize(),
            "deleted": False,
            "tz": "Europe/Berlin",
            "tz_label": "Central European Time",
            "tz_offset": 3600,
            "profile": self._profile(with_email=with_email),
            "is_admin": self.is_admin,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": self.kind is Kind.GUEST,
            "is_ultra_restricted": False,
            "is_bot": self.kind is Kind.BOT,
            "is_app_user": False,
            "updated": 1_700_000_000,
            **({"is_stranger": True} if self.kind is Kind.STRANGER else {}),
        }

    def _profile(self, *, with_email: bool) -> dict[str, Any]:
        names = {"real_name": self.name.capitalize(), "display_name": self.name, "team": self.team}
        app = {"bot_id": self.bot_id, "api_app_id": self.app_id} if self.bot_id else {}
        return {**names, **app, **({"email": self.email} if with_email and self.email else {})}


@dataclass(frozen=True, slots=True, kw_only=True)
class UserGroup:
    """People who can be mentioned by one handle."""

    id: str
    handle: str
    name: str
    members: Sequence[str]

    def as_json(self, *, with_users: bool) -> dict[str, Any]:
        """As `usergroups.list` tells it."""
        return {
            "id": self.id,
            "team_id": ids.TEAM_ID,
            "is_usergroup": True,
            "name": self.name,
            "handle": self.handle,
            "is_external": False,
            "date_delete": 0,
            "user_count": len(self.members),
            **({"users": list(self.members)} if with_users else {}),
        }


def first_people(assistant: str) -> Mapping[str, Person]:
    """By id: the app's own user, which is called `assistant`, and those it meets."""
    people = [
        Person(id=ids.BOT_USER_ID, name=assistant, kind=Kind.BOT, bot_id=ids.BOT_ID, app_id=ids.APP_ID),
        Person(id=ids.ANA, name="ana", is_admin=True),
        Person(id=ids.BEN, name="ben"),
        Person(id=ids.GUEST, name="gina", kind=Kind.GUEST),
        Person(id=ids.STRANGER, name="sam", kind=Kind.STRANGER),
        Person(
            id=ids.OTHER_BOT_USER_ID,
            name="helpdesk",
            kind=Kind.BOT,
            bot_id=ids.OTHER_BOT_ID,
            app_id=ids.OTHER_APP_ID,
        ),
    ]
    return {person.id: person for person in people}


def first_groups() -> Mapping[str, UserGroup]:
    """By id."""
    leads = UserGroup(id=ids.LEADS, handle="support-leads", name="Support leads", members=[ids.ANA])
    return {leads.id: leads}
