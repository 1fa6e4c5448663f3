"""What is kept of a question: the state of its thread, and its answers under the ids of their receipts."""

import json
import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from knowledge.answers.answer import Answer
from knowledge.answers.documents import computed_document
from knowledge.conversations.conversations import Conversations
from knowledge.conversations.kept_answer import KeptAnswer
from knowledge.errors import GroundswellError
from knowledge.questions.thread import ThreadState, from_json, to_json

logger = logging.getLogger(__name__)

NOT_KEPT = (
    "The case database cannot be used just now, so this answer cannot be replayed by its receipt"
    " and a follow-up will not know of it."
)
_LETTERS, _SIGNS = "abcdefghjkmnpqrstuvwxyz", "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look like another."""
_SIGNS_BEHIND = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """What is known of `thread` before a question; `failed` when nobody could be asked."""

    thread: str | None = None
    state: ThreadState | None = None
    failed: bool = False


class Memory:
    """Remembers in `conversations`. Where those fail, the question is answered all the same and says so."""

    def __init__(self, conversations: Conversations | None) -> None:
        self._conversations = conversations

    def recall(self, thread: str | None) -> Recalled:
        """What is known of `thread`."""
        if thread is None or self._conversations is None:
            return Recalled(thread=thread)
        try:
            state = self._conversations.state_of(thread)
        except GroundswellError as error:
            logger.warning("thread not recalled", extra={"error": type(error).__name__})
            return Recalled(thread=thread, failed=True)
        return Recalled(thread=thread, state=from_json(state) if state else None)

    def keep(
        self, recalled: Recalled, state: ThreadState, answers: Sequence[Answer], *, now: datetime
    ) -> Sequence[Answer]:
        """`answers` with the ids of their receipts, kept with the thread's new `state`; else with a caveat."""
        if self._conversations is None:
            return answers
        named = [_with_id(answer) for answer in answers]
        kept = [one for answer in named if (one := _kept(answer, recalled.thread, now))]
        if not kept and recalled.thread is None:
            return answers
        if recalled.failed:  # it was just waited for
            return _with_caveat(answers)
        try:
            self._conversations.keep(kept, now=now, thread=recalled.thread, state=to_json(state))
        except GroundswellError as error:
            logger.warning("answer not kept", extra={"error": type(error).__name__})
            return _with_caveat(answers)
        return named


def _with_id(answer: Answer) -> Answer:
    """`answer` with an id for its receipt, which its footing tells; as it is where nothing was computed."""
    if answer.receipt is None or answer.plan is None:
        return answer
    receipt_id = secrets.choice(_LETTERS) + "".join(secrets.choice(_SIGNS) for _ in range(_SIGNS_BEHIND))
    footing = f"{answer.footing} · receipt {receipt_id}" if answer.footing else f"Receipt {receipt_id}"
    return replace(answer, receipt=replace(answer.receipt, id=receipt_id), footing=footing)


def _kept(answer: Answer, thread: str | None, now: datetime) -> KeptAnswer | None:
    if answer.receipt is None or answer.receipt.id is None or answer.plan is None:
        return None
    return KeptAnswer(
        receipt_id=answer.receipt.id,
        asked_at=now,
        thread=thread,
        question=answer.question,
        plan=to_json(ThreadState(plans=(answer.plan,))),
        computed=json.dumps(computed_document(answer)),
        generation=answer.receipt.generation,
    )


def _with_caveat(answers: Sequence[Answer]) -> Sequence[Answer]:
    *first, last = answers
    return [*first, replace(last, caveats=[*last.caveats, NOT_KEPT])]
