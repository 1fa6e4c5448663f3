"""Replaying an answer: its Plan is run again, and what comes out is held against what was answered."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from knowledge.answers.again import computed_again, generation_of, kept_plan
from knowledge.answers.answer import Answer
from knowledge.answers.documents import Document, computed_document, receipt_document
from knowledge.answers.keeping import seen_of
from knowledge.answers.served import Knowledge, Served
from knowledge.conversations.conversations import Conversations
from knowledge.conversations.kept_answer import KeptAnswer
from knowledge.errors import UnknownName


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One number, as `answer_document` has it, as it was and as it is now; None where there is none."""

    then: Document | None
    now: Document | None

    @property
    def is_same(self) -> bool:
        """Whether value, n, numerator and interval are; the flags depend on settings."""
        return _without_flags(self.then) == _without_flags(self.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """An answer beside what its Plan gives now.

    `is_kept`: it was replayed on the generation that it came from, which is still there; else on the one served.
    """

    kept: KeptAnswer
    again: Answer
    is_kept: bool
    zone: ZoneInfo
    numbers: Sequence[Pair]
    cases: tuple[Sequence[str], Sequence[str]]
    has_same_queries: bool

    @property
    def is_same(self) -> bool:
        """Whether every number and every case is."""
        return all(pair.is_same for pair in self.numbers) and self.cases[0] == self.cases[1]


def replay(knowledge: Knowledge, conversations: Conversations, receipt_id: str) -> Replay:
    """The answer with this receipt, computed again for who asked it first.

    Raises UnknownName, UnusableInput, NoGeneration and the like.
    """
    kept = conversations.receipt(receipt_id.strip())
    if kept is None:
        raise UnknownName("receipt", receipt_id.strip(), ())
    with generation_of(knowledge, kept, seen_of(kept)) as (served, is_kept):
        return _replayed(kept, served, is_kept=is_kept)


def replay_document(replay: Replay) -> Document:
    """A replay as `receipt --json` prints it."""
    then, now = replay.cases
    return {
        "id": replay.kept.receipt_id,
        "question": replay.kept.question,
        "asked_at": replay.kept.asked_at.isoformat(),
        "generation": replay.kept.generation,
        "generation_kept": replay.is_kept,
        "same": replay.is_same,
        "same_queries": replay.has_same_queries,
        "numbers": [{"then": pair.then, "now": pair.now, "same": pair.is_same} for pair in replay.numbers],
        "case_ids": {"then": list(then), "now": list(now), "same": then == now},
        "receipt": receipt_document(replay.again.receipt) if replay.again.receipt else None,
    }


def _replayed(kept: KeptAnswer, served: Served, *, is_kept: bool) -> Replay:
    again = computed_again(kept, kept_plan(kept), served)
    # through JSON, as what it is held against went
    then, now = json.loads(kept.computed), json.loads(json.dumps(computed_document(again)))
    return Replay(
        kept=kept,
        again=again,
        is_kept=is_kept,
        zone=ZoneInfo(served.manifest.timezone),
        numbers=_pairs(then["numbers"], now["numbers"]),
        cases=(then["case_ids"], now["case_ids"]),
        has_same_queries=then["queries"] == now["queries"],
    )


def _pairs(then: Sequence[Document], now: Sequence[Document]) -> Sequence[Pair]:
    """The numbers side by side, by what they are about."""
    before, after = _by_subject(then), _by_subject(now)
    return [Pair(then=before.get(subject), now=after.get(subject)) for subject in {**before, **after}]


def _by_subject(numbers: Sequence[Document]) -> Mapping[tuple[str, int], Document]:
    """Each number under what it is about, and the how manieth it is about that."""
    subjects = [json.dumps([number["metric"], number["where"], number["period"]]) for number in numbers]
    places = [subjects[:at].count(subject) for at, subject in enumerate(subjects)]
    return dict(zip(zip(subjects, places, strict=True), numbers, strict=True))


def _without_flags(number: Document | None) -> Document | None:
    return None if number is None else {name: value for name, value in number.items() if name != "flags"}
