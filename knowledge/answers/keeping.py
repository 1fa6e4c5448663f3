"""What is kept of a question: the state of its thread, and its answers under the ids of their receipts."""

import json
import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from knowledge.answers.answer import Answer
from knowledge.answers.documents import computed_document
from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.conversations.conversations import Conversations
from knowledge.conversations.kept_answer import KeptAnswer
from knowledge.errors import GroundswellError, UnusableInput
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
    """What is known of `thread` before a question of `user`; `failed` when nobody could be asked.

    `seen` is the limit that the question is answered under.
    """

    thread: str | None = None
    user: str | None = None
    seen: Seen = EVERYTHING
    state: ThreadState | None = None
    failed: bool = False

    @property
    def key(self) -> str | None:
        """What the state of the thread is kept under: what was said under one limit is not known under another."""
        return None if self.thread is None else _key(self.thread, self.seen)


class Memory:
    """Remembers in `conversations`. Where those fail, the question is answered all the same and says so."""

    def __init__(self, conversations: Conversations | None) -> None:
        self._conversations = conversations

    def recall(self, thread: str | None, *, user: str | None = None, seen: Seen = EVERYTHING) -> Recalled:
        """What is known of `thread` by those who see `seen`."""
        recalled = Recalled(thread=thread, user=user, seen=seen)
        if recalled.key is None or self._conversations is None:
            return recalled
        try:
            state = self._conversations.state_of(recalled.key)
        except GroundswellError as error:
            logger.warning("thread not recalled", extra={"error": type(error).__name__})
            return replace(recalled, failed=True)
        return replace(recalled, state=from_json(state) if state else None)

    def kept(self, receipt_id: str) -> KeptAnswer | None:
        """The answer with this receipt; None when there is none. Raises DatabaseUnavailable."""
        return self._conversations.receipt(receipt_id) if self._conversations else None

    def keep(
        self, recalled: Recalled, state: ThreadState | None, answers: Sequence[Answer], *, now: datetime
    ) -> Sequence[Answer]:
        """`answers` with the ids of their receipts, kept with the thread's new `state`; else with a caveat."""
        if self._conversations is None:
            return answers
        with_ids = [_with_id(answer) for answer in answers]
        kept = [one for answer in with_ids if (one := _kept(answer, recalled, now))]
        if not kept and recalled.thread is None:
            return answers
        if recalled.failed:  # it was just waited for
            return _with_caveat(answers)
        try:
            self._conversations.keep(kept, now=now, thread=recalled.key, state=to_json(state) if state else None)
        except GroundswellError as error:
            logger.warning("answer not kept", extra={"error": type(error).__name__})
            return _with_caveat(answers)
        return with_ids


def named(answer: Answer, receipt_id: str) -> Answer:
    """`answer` with this id for its receipt, which its footing tells; as it is where nothing was computed."""
    if answer.receipt is None or answer.plan is None:
        return answer
    footing = f"{answer.footing} · receipt {receipt_id}" if answer.footing else f"Receipt {receipt_id}"
    return replace(answer, receipt=replace(answer.receipt, id=receipt_id), footing=footing)


def seen_of(kept: KeptAnswer) -> Seen:
    """The limit that `kept` was computed under. Raises UnusableInput where another version kept it."""
    if kept.seen is None:
        return EVERYTHING
    try:
        return Seen.from_json(kept.seen)
    except (ValueError, KeyError, TypeError):
        raise UnusableInput(
            f"The answer with the receipt {kept.receipt_id} was kept by another version of Groundswell."
        ) from None


def _key(thread: str, seen: Seen) -> str:
    return thread if seen == EVERYTHING else f"{thread} {blake2b(seen.to_json().encode(), digest_size=16).hexdigest()}"


def _with_id(answer: Answer) -> Answer:
    return named(answer, secrets.choice(_LETTERS) + "".join(secrets.choice(_SIGNS) for _ in range(_SIGNS_BEHIND)))


def _kept(answer: Answer, recalled: Recalled, now: datetime) -> KeptAnswer | None:
    if answer.receipt is None or answer.receipt.id is None or answer.plan is None:
        return None
    return KeptAnswer(
        receipt_id=answer.receipt.id,
        asked_at=now,
        thread=recalled.thread,
        question=answer.question,
        plan=to_json(ThreadState(plans=(answer.plan,))),
        computed=json.dumps(computed_document(answer)),
        generation=answer.receipt.generation,
        asked_by=recalled.user,
        seen=None if recalled.seen == EVERYTHING else recalled.seen.to_json(),
    )


def _with_caveat(answers: Sequence[Answer]) -> Sequence[Answer]:
    *first, last = answers
    return [*first, replace(last, caveats=[*last.caveats, NOT_KEPT])]
