"""Answers that take turns, where computing them keeps processors busy."""

import os
from threading import BoundedSemaphore

from bot.composing import Answerer
from knowledge.answers.answer import Answer
from knowledge.answers.seen import EVERYTHING, Seen


class InTurn:
    """An Answerer of which as many answers are computed at the same time as there are processors.

    More of them would come no sooner, and keep acknowledgements and clicks waiting. Not for answers that wait for a
    chat model meanwhile.
    """

    def __init__(self, answerer: Answerer, *, at_once: int | None = None) -> None:
        self._answerer = answerer
        self._turns = BoundedSemaphore(at_once or os.cpu_count() or 1)

    def answer(
        self,
        question: str,
        *,
        thread: str | None = None,
        user: str | None = None,
        seen: Seen = EVERYTHING,
        message: str | None = None,
    ) -> Answer:
        """As the Answerer's own."""
        with self._turns:
            return self._answerer.answer(question, thread=thread, user=user, seen=seen, message=message)

    def similar(self, text_or_case_id: str, *, user: str | None = None, seen: Seen = EVERYTHING) -> Answer:
        """As the Answerer's own."""
        with self._turns:
            return self._answerer.similar(text_or_case_id, user=user, seen=seen)
