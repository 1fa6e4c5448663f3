"""Who is let in, and what is shown to them."""

from dataclasses import dataclass
from typing import Protocol

from knowledge.answers.seen import Seen
from knowledge.errors import GroundswellError


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """May ask. `here` is what the reply in this place may show: what the place and the person both may see.

    `alone` is what the person may see beyond that, to be shown to nobody else; None: nothing more.
    """

    here: Seen
    alone: Seen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnedAway:
    """May not ask; `sentence` says so politely, and what can be done about it."""

    sentence: str


class Admissions(Protocol):
    """Decides by ids, never by names."""

    def admit(self, *, team: str, user: str, channel: str | None) -> Admitted | TurnedAway:
        """What `user` of the workspace `team` is shown in `channel`; None: in private.

        Raises SlackUnavailable when it cannot be found out who that is: then nothing is shown.
        """


class NotLetIn(GroundswellError):
    """Somebody who may not ask wanted something other than an answer; the sentence says so politely."""


def let_in(admissions: Admissions, *, team: str, user: str, channel: str | None = None) -> Admitted:
    """What they are shown. Raises NotLetIn, SlackUnavailable."""
    admitted = admissions.admit(team=team, user=user, channel=channel)
    if isinstance(admitted, TurnedAway):
        raise NotLetIn(admitted.sentence)
    return admitted
