"""Decides who is let in, and what is shown to them where."""

from typing import Protocol

from bot.people.admission import Admitted, TurnedAway
from bot.people.directory import Kind
from bot.people.roles import DefaultRole, Roles
from knowledge.answers.seen import Seen

PEOPLE_AND_DIRECT = ("D", "U", "W")
"""What the ids of conversations with one person begin with; Slack takes the person's own id for them, too."""

REFUSALS = {
    Kind.GUEST: "I answer full members of this workspace only, and you are here as a guest. Somebody of the team can"
    " ask me for you.",
    Kind.STRANGER: "I answer members of the workspace that I belong to, and you joined this channel from another one."
    " Somebody from there can ask me for you.",
    Kind.APP: "I answer people only, and this came from another app.",
    Kind.GONE: "I answer people with an active account only.",
}
NOT_AMONG = (
    "You are not among those who may ask me about escalations here. Whoever runs this assistant can add you to a role."
)


class WhoIsWho(Protocol):
    """As Directory: raises SlackUnavailable when it cannot be found out."""

    def kind_of(self, team: str, user: str) -> Kind: ...
    def is_in(self, team: str, user: str, group: str) -> bool: ...


class Doorkeeper:
    """Admissions by the operator's roles and by what Slack says of people.

    Guests and strangers are let in where the file says so, for all of them or for one who is named in a role. Apps and
    accounts that were closed never are.
    """

    def __init__(self, roles: Roles, people: WhoIsWho) -> None:
        self._roles = roles
        self._people = people

    def admit(self, *, team: str, user: str, channel: str | None) -> Admitted | TurnedAway:
        kind = self._people.kind_of(team, user)
        if not self._may_come_in(kind, user):
            return TurnedAway(sentence=REFUSALS[kind])
        role = self._role_of(team, user)
        if not role.may_ask:
            return TurnedAway(sentence=NOT_AMONG)
        if channel is None or channel.startswith(PEOPLE_AND_DIRECT):
            return Admitted(here=role.seen)
        here = role.seen.within(self._roles.limits_of(channel))
        return Admitted(here=here, alone=None if here == role.seen else role.seen)

    def _may_come_in(self, kind: Kind, user: str) -> bool:
        match kind:
            case Kind.MEMBER:
                return True
            case Kind.GUEST:
                return self._roles.guests_may_ask or self._roles.names(user)
            case Kind.STRANGER:
                return self._roles.strangers_may_ask or self._roles.names(user)
            case Kind.APP | Kind.GONE:
                return False

    def _role_of(self, team: str, user: str) -> DefaultRole:
        for role in self._roles.in_order():
            if user in role.users or any(self._people.is_in(team, user, group) for group in role.groups):
                return role
        return self._roles.default


def sees_in_words(seen: Seen) -> str:
    """What somebody may see, to be read after "You see"."""
    parts = [f"{name} {' or '.join(values) or '(none)'}" for name, values in seen.segments]
    cases = f"the cases with {' and '.join(parts)}" if parts else "all cases"
    return f"{cases}, without numbers that rest on a few cases only" if seen.hides_small else cases
