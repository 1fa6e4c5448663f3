"""What shows that an answer is coming: the status of a thread, and that of its session, with which Slack offers to
stop."""

import logging
from collections.abc import Callable
from threading import Lock

from slack_sdk.web import SlackResponse

from bot.question import Question
from bot.replies.clients import ClientOf, hasty
from bot.replies.courtesies import Courtesies
from bot.replies.troubles import Refused, call
from bot.words import LOADING, WORKING, waiting_words

logger = logging.getLogger(__name__)

_NOT_OFFERED = frozenset({"unknown_method", "missing_scope", "not_allowed_token_type", "feature_not_enabled"})


class Signs:
    """Shown in threads, each only once. May be shared between threads."""

    def __init__(self, client_of: ClientOf, courtesies: Courtesies) -> None:
        self._client_of, self._courtesies = client_of, courtesies
        self._shown: set[str] = set()
        self._refused: set[tuple[str, str]] = set()
        self._lock = Lock()

    def show_working(self, question: Question, ahead: int) -> None:
        """The second time only where the first said that others come before."""
        key = question.key
        with self._lock:
            if key in self._shown:
                return
            if ahead == 0:
                self._shown.add(key)
        status = waiting_words(ahead) if ahead else WORKING
        self._courtesies.show(key, lambda: self._set_status(question, status))
        self._courtesies.show(key, lambda: self._set_session(question, "processing"))

    def give_up(self, question: Question) -> bool:
        """To be called before the reply goes out: True when a sign may still come, and stand below it."""
        with self._lock:
            self._shown.discard(question.key)
        return self._courtesies.give_up(question.key)

    def end(self, question: Question) -> None:
        """The session is idle again; the status goes with the reply by itself."""
        self._courtesies.show(f"{question.key}:end", lambda: self._set_session(question, "active"))

    def take_away(self, question: Question) -> None:
        """Nothing new comes with which the status would go, or it came before the status."""

        def clear() -> None:
            self._courtesies.settle(question.key)
            self._set_status(question, "")
            self._set_session(question, "active")

        self._courtesies.show(f"{question.key}:end", clear)

    def _set_status(self, question: Question, status: str) -> None:
        client, place = hasty(self._client_of(question.team)), question.place
        self._call(
            question.team,
            client.assistant_threads_setStatus,
            channel_id=place.channel,
            thread_ts=place.root,
            status=status,
            loading_messages=list(LOADING) if status == WORKING else None,
        )

    def _set_session(self, question: Question, status: str) -> None:
        client, place = hasty(self._client_of(question.team)), question.place
        self._call(
            question.team,
            client.agents_sessions_setStatus,
            channel_id=place.channel,
            thread_ts=place.root,
            status=status,
            initiator_user_id=question.user if status == "processing" else None,
        )

    def _call(self, team: str, method: Callable[..., SlackResponse], **arguments: object) -> None:
        """Does not ask again for what the workspace does not offer."""
        offered = (team, method.__name__)
        if offered in self._refused:
            return
        try:
            call(method, **arguments)
        except Refused as refusal:
            if refusal.error in _NOT_OFFERED:
                self._refused.add(offered)
            raise
