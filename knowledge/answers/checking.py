"""From a draft to an answer: its sentences held against its evidence, its parts put together."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from knowledge.answers.answer import Answer, Status
from knowledge.answers.grounding import Said, check_grounded, grounded_part
from knowledge.answers.kinds.drafting import Context, Draft
from knowledge.answers.wording.rendering import answer_text
from knowledge.answers.wording.seeing import seen_caveat

logger = logging.getLogger(__name__)


def checked(context: Context, draft: Draft, *, strict: bool = False) -> Answer:
    """The answer, without its text, once its sentences have been held against its evidence.

    What does not pass is left out; `strict`: it raises UngroundedError.
    """
    sees = seen_caveat(context.served.seen) if draft.receipt or draft.status is Status.NO_DATA else []
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
        summary=draft.summary,
        common=draft.common,
        contrast=draft.contrast,
        brief=draft.brief,
        choices=draft.choices,
        caveats=[*draft.caveats, *sees],
        footing=draft.footing,
        receipt=draft.receipt,
    )
    if answer.status not in (Status.ANSWERED, Status.NO_DATA):
        return answer
    ends = (context.data_ends(), *(context.days_with_cases() or ()))
    counts = context.served.manifest.counts.values()
    computed = [*draft.computed, *counts, context.served.smallest_cell, *ends]
    said = Said(beside=draft.beside, computed=computed, words=[*draft.words, *sees, str(context.zone)])
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
