"""One question in, exactly one Answer out: read, drafted by its kind, held against its evidence, kept."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from knowledge.answers.answer import Answer, Status
from knowledge.answers.choice import draft_of
from knowledge.answers.grounding import Said, check_grounded, grounded_part
from knowledge.answers.keeping import Memory
from knowledge.answers.kinds.drafting import Context, Draft
from knowledge.answers.served import Knowledge
from knowledge.answers.wording.rendering import answer_text
from knowledge.metrics.periods import local_date
from knowledge.questions.thread import state_after

logger = logging.getLogger(__name__)


class Answerer:
    """Answers questions from the served generation. `now` is asked once a question.

    Without `memory` no thread is remembered and no answer can be replayed. `strict`: a sentence without evidence is an
    error, as the tests want it; otherwise it is left out and logged.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        *,
        now: Callable[[], datetime],
        memory: Memory | None = None,
        strict: bool = False,
    ) -> None:
        self._knowledge = knowledge
        self._now = now
        self._memory = memory or Memory(None)
        self._strict = strict

    def answer(self, question: str, *, thread: str | None = None, user: str | None = None) -> Answer:
        """The one answer to `question`. Raises NoGeneration, DamagedGeneration, ModelUnavailable."""
        now = self._now()
        with self._knowledge.current() as served:
            zone = ZoneInfo(served.manifest.timezone)
            context = Context(question, served, today=local_date(now, zone), zone=zone)
            recalled = self._memory.recall(thread)
            readings = served.read(question, today=context.today, state=recalled.state)
            answers = [checked(context, draft_of(context, reading), strict=self._strict) for reading in readings]
            state = state_after(recalled.state, question, readings)
            return joined(self._memory.keep(recalled, state, answers, now=now))


def checked(context: Context, draft: Draft, *, strict: bool = False) -> Answer:
    """The answer, without its text, once its sentences have been held against its evidence.

    What does not pass is left out; `strict`: it raises UngroundedError.
    """
    answer = Answer(
        question=context.question,
        status=draft.status,
        headline=draft.headline,
        text="",
        lines=draft.lines,
        plan=draft.plan,
        table=draft.table,
        numbers=draft.numbers,
        cases=draft.cases,
        choices=draft.choices,
        caveats=draft.caveats,
        footing=draft.footing,
        receipt=draft.receipt,
    )
    if answer.status not in (Status.ANSWERED, Status.NO_DATA):
        return answer
    ends = (context.data_ends(), *(context.days_with_cases() or ()))
    computed = [*draft.computed, *context.served.manifest.counts.values(), *ends]
    said = Said(beside=draft.beside, computed=computed, words=[*draft.words, str(context.zone)])
    if strict:
        check_grounded(answer, said)
    passed, strays = grounded_part(answer, said)
    if strays:
        about = {"metric": draft.plan and draft.plan.metric, "intent": draft.plan and draft.plan.intent.value}
        generation = context.served.manifest.id
        logger.error("sentence without evidence", extra={"strays": strays, "generation": generation, **about})
    return passed


def joined(parts: Sequence[Answer]) -> Answer:
    """One answer of its parts, with its text: the fields of the first, and `parts` when there are several."""
    whole = [replace(part, text=answer_text(part)) for part in parts]
    if len(whole) == 1:
        return whole[0]
    return replace(whole[0], text="\n\n".join(part.text for part in whole), parts=whole)
