"""What is replied to a question: the answer as a message, or why there is none."""

import logging
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from bot.blocks.greetings import greeting_message, help_message, turned_away_message
from bot.blocks.messages import Message, answer_message, error_message, plain_message
from bot.blocks.payloads import Form
from bot.inbox.inbox import Ending
from bot.people.admission import Admissions, Admitted, TurnedAway
from bot.people.preferences import Preferences
from bot.question import Question, Way, Wish
from bot.replies.remarks import with_remark
from bot.words import CUT, FOR_YOU_ALONE, ONLY_SIGNS, chain_of, trail_of, words_for
from knowledge.answers.answer import Answer
from knowledge.answers.overview import Prompt
from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.errors import GroundswellError

logger = logging.getLogger(__name__)

CHARACTERS_READ = {Wish.ASK: 4_000, Wish.SIMILAR: 40_000}
"""A question is a sentence or a few; what is compared with past cases may be a whole thread, as long as Slack's are."""
_HELP = frozenset({"help", "hilfe", "?"})


class Answerer(Protocol):
    """What answers questions. Raises a GroundswellError when it knows why it cannot."""

    def answer(
        self,
        question: str,
        *,
        thread: str | None = None,
        user: str | None = None,
        seen: Seen = EVERYTHING,
        message: str | None = None,
    ) -> Answer:
        """The answer; the same `thread` makes a follow-up. `user` is Slack's id of who asks.

        The thread's last `message` once more is no follow-up of itself: it was edited, or its reply got lost.
        """

    def similar(self, text_or_case_id: str, *, user: str | None = None, seen: Seen = EVERYTHING) -> Answer:
        """Past cases like the text, or like the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A reply; `alone` is what goes to the asker alone besides, None: nothing."""

    message: Message
    ending: Ending
    alone: Message | None = None


class Composer:
    """Puts together the reply to a question. `today` is the date in the reporting time zone.

    `prompts` are questions to begin with for those who see as much; where there are none yet it may raise. What is
    quoted of a question is `redacted`.
    """

    def __init__(
        self,
        answerer: Answerer,
        admissions: Admissions,
        preferences: Preferences,
        *,
        today: Callable[[], date],
        prompts: Callable[[Seen], Sequence[Prompt]] = lambda seen: (),
        redacted: Callable[[str], str] = str,
    ) -> None:
        self._answerer, self._admissions, self._preferences = answerer, admissions, preferences
        self._today, self._prompts, self._redacted = today, prompts, redacted

    def reply_to(self, question: Question) -> Composed:
        """Raises nothing: what goes wrong is said in the reply."""
        try:
            return self._reply_to(question)
        except Exception as error:  # noqa: BLE001  an accepted question is kept here from ending in silence
            return Composed(message=error_message(words_for(error)), ending=Ending.ERROR)

    def _reply_to(self, question: Question) -> Composed:
        admitted = self._admissions.admit(team=question.team, user=question.user, channel=channel_of(question))
        if isinstance(admitted, TurnedAway):
            return Composed(message=turned_away_message(admitted.sentence), ending=Ending.TURNED_AWAY)
        if (words := self._small_talk(question.text.strip(), admitted.here)) is not None:
            return Composed(message=words, ending=Ending.GREETED)
        answer = self._answer(question, admitted.here)
        return Composed(
            message=self._message(question, answer, private=question.place.only_to is not None),
            ending=Ending(answer.status.value),
            alone=self._alone(question, answer, admitted),
        )

    def _small_talk(self, text: str, seen: Seen) -> Message | None:
        """What is said to a text that is no question; None where it may be one."""
        if not text:
            return greeting_message(self._offered(seen))
        if text.casefold().rstrip("!. ") in _HELP:
            return help_message(self._offered(seen))
        return None if _is_readable(text) else plain_message(ONLY_SIGNS)

    def _offered(self, seen: Seen) -> Sequence[Prompt]:
        try:
            return self._prompts(seen)
        except GroundswellError as error:  # those that anybody can ask will do
            logger.info("no questions to offer", extra={"error": type(error).__name__})
            return ()

    def _answer(self, question: Question, seen: Seen) -> Answer:
        text, limit = question.text, CHARACTERS_READ[question.wish]
        if question.wish is Wish.SIMILAR:
            answer = self._answerer.similar(text[:limit], user=question.user, seen=seen)
        else:
            answer = self._answerer.answer(
                text[:limit], thread=question.thread, user=question.user, seen=seen, message=question.key
            )
        return answer if len(text) <= limit else replace(answer, caveats=[CUT.format(limit), *answer.caveats])

    def _alone(self, question: Question, answer: Answer, admitted: Admitted) -> Message | None:
        """The answer to what the asker may see beyond this place, where it is another one."""
        if admitted.alone is None:
            return None
        try:
            wider = self._answer(question, admitted.alone)
            if _says_the_same(answer, wider):
                return None
            return with_remark(self._message(question, wider, private=True), FOR_YOU_ALONE)
        except Exception as error:  # noqa: BLE001  the reply itself is there, and is what counts
            logger.warning("nothing shown alone", extra={"error": chain_of(error), "trail": trail_of(error)})
            return None

    def _message(self, question: Question, answer: Answer, *, private: bool) -> Message:
        return answer_message(
            answer,
            today=self._today(),
            as_tables=self._likes_tables(question),
            private=private,
            asked=self._quoted(question, private=private),
        )

    def _quoted(self, question: Question, *, private: bool) -> str | None:
        asked = _to_be_quoted(question, private=private)
        return None if asked is None else self._redacted(asked)

    def _likes_tables(self, question: Question) -> bool:
        try:
            return self._preferences.preferred(question.team, question.user) is Form.TABLES
        except GroundswellError as error:
            logger.info("preference not known", extra={"error": type(error).__name__})
            return False


def channel_of(question: Question) -> str | None:
    """The channel whose members see the reply; None where the asker alone does."""
    place = question.place
    # the ids of direct messages, and of nothing else, begin with D
    return None if place.only_to or place.channel.startswith("D") else place.channel


def _to_be_quoted(question: Question, *, private: bool) -> str | None:
    """The question, where nobody sees it above the reply. What else cases are compared with is a message above."""
    if question.wish is Wish.SIMILAR:
        return f"Similar cases: {question.text}" if question.way is Way.COMMAND else None
    return question.text if private or question.way in (Way.COMMAND, Way.CHOICE) else None


def _is_readable(text: str) -> bool:
    """Whether the text holds a letter or a digit of any script, outside of emoji."""
    without_codes = " ".join(word for word in text.split() if not (word.startswith(":") and word.endswith(":")))
    return any(unicodedata.category(character)[0] in "LN" for character in without_codes)


def _says_the_same(one: Answer, other: Answer) -> bool:
    return _said(one) == _said(other)


def _said(answer: Answer) -> tuple[object, ...]:
    parts = [_said(part) for part in answer.parts]
    cases = [case.case_id for case in answer.cases]
    return answer.status, answer.headline, list(answer.numbers), answer.table, cases, parts
