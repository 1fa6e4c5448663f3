"""What lets an app do something once, or for a while: triggers open a view, response URLs take a reply."""

from dataclasses import dataclass, replace
from uuid import uuid4

from bot.playground.workspace.refusals import Refused

TRIGGER_SECONDS = 3
RESPONSE_SECONDS = 30 * 60
RESPONSE_USES = 5


class Triggers:
    """Each opens one view, within 3 seconds of what somebody did."""

    def __init__(self) -> None:
        self._issued: dict[str, tuple[str, float]] = {}
        self._used: set[str] = set()

    def issue(self, user: str, now: float) -> str:
        """The id of a new trigger for what `user` did."""
        trigger = f"{int(now * 1000)}.{uuid4().hex[:12]}"
        self._issued[trigger] = (user, now)
        return trigger

    def use(self, trigger: str, now: float) -> str:
        """Who pulled the trigger. Raises Refused when it is unknown, too old or used."""
        if trigger not in self._issued:
            raise Refused("invalid_trigger_id")
        user, since = self._issued[trigger]
        if trigger in self._used:
            raise Refused("exchanged_trigger_id")
        if now - since > TRIGGER_SECONDS:
            raise Refused("expired_trigger_id")
        self._used.add(trigger)
        return user


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPlace:
    """Where a response URL leads: to `user` in `channel`, and to the message it came from, if any."""

    user: str
    channel: str
    ts: str | None = None
    root: str | None = None
    since: float = 0
    uses: int = 0


class ResponseUrls:
    """Each takes five replies in half an hour, also where the app is not in the channel."""

    def __init__(self) -> None:
        self._places: dict[str, ReplyPlace] = {}

    def issue(self, place: ReplyPlace, now: float) -> str:
        """The token in a new address."""
        token = uuid4().hex
        self._places[token] = replace(place, since=now)
        return token

    def use(self, token: str, now: float) -> ReplyPlace:
        """The place that `token` leads to. Raises Refused when it is unknown, too old or used up."""
        place = self._places.get(token)
        if place is None:
            raise Refused("invalid_url")
        if now - place.since > RESPONSE_SECONDS:
            raise Refused("expired_url")
        if place.uses >= RESPONSE_USES:
            raise Refused("used_url")
        self._places[token] = replace(place, uses=place.uses + 1)
        return place
