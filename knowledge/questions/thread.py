"""What a thread remembers between two questions, and how it is written down."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.questions.plan import Intent, OutOfScope, Plan, Reading, Unclear, Understood


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadState:
    """`plans` are those of the last question that was understood, one a part; `question` are its words.

    `choices` are what the last answer offered, where that was a clarify: the next message may pick one. `message` is
    the id of the last message, None where it has none, and `before` what was remembered when it came.
    """

    plans: tuple[Plan, ...] = ()
    question: str = ""
    choices: tuple[str, ...] = ()
    message: str | None = None
    before: "ThreadState | None" = None


def state_before(state: ThreadState | None, message: str | None) -> ThreadState | None:
    """What `message` goes on from: where it is the last one with other words now, what was there before it."""
    if state is None or message is None or state.message != message:
        return state
    return state.before


def state_after(
    before: ThreadState | None, question: str, readings: Sequence[Reading], *, message: str | None = None
) -> ThreadState:
    """What the thread remembers once `question`, which came as `message`, was read as `readings`.

    Of what is refused the rest is remembered: "which agent resolved the most cases in April?" may be followed by
    "by team then". Other refusals, help and the definition of what is being talked about leave the subject as it
    was. What was offered to choose from is forgotten with the next message.
    """
    known = replace(before or ThreadState(), message=message, before=_forgetful(before) if message else None)
    choices = next((reading.choices for reading in readings if isinstance(reading, Unclear)), ())
    understood = [reading.plan for reading in readings if isinstance(reading, Understood)]
    plans = tuple(plan for plan in understood if not _is_aside(plan, known.plans))
    refused = (reading.instead for reading in readings if isinstance(reading, OutOfScope) and not understood)
    plans = plans or tuple(plan for plan in refused if plan is not None)
    if plans:
        return replace(known, plans=plans, question=question, choices=choices)
    return replace(known, choices=choices)


def to_json(state: ThreadState) -> str:
    """`state` as a text that `from_json` reads back; what is no valid Unicode becomes question marks."""
    text = json.dumps(_stored(state).model_dump(mode="json"), ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8")


def from_json(text: str) -> ThreadState | None:
    """The state that `text` holds. None when it is broken or of a form that is not known here."""
    try:
        stored = _Stored.model_validate_json(text)
    except ValidationError:
        return None
    return _state(stored)


class _Stored(BaseModel):
    # strict and nothing extra, in the Plans too: a filter that this version does not know must not be dropped silently
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    form: Literal[1]
    plans: tuple[Plan, ...]
    question: str
    choices: tuple[str, ...]
    message: str | None = None
    before: "_Stored | None" = None


def _stored(state: ThreadState) -> _Stored:
    before = _stored(state.before) if state.before else None
    return _Stored(
        form=1,
        plans=state.plans,
        question=state.question,
        choices=state.choices,
        message=state.message,
        before=before,
    )


def _state(stored: _Stored) -> ThreadState:
    return ThreadState(
        plans=tuple(map(_as_made, stored.plans)),
        question=stored.question,
        choices=stored.choices,
        message=stored.message,
        before=_state(stored.before) if stored.before else None,
    )


def _forgetful(state: ThreadState | None) -> ThreadState | None:
    """`state` without what was before it: only the last message is answered in its own place."""
    return replace(state, message=None, before=None) if state else None


def _as_made(plan: Plan) -> Plan:
    """`plan` with the tuples that readers make, in the place of JSON's lists."""
    return replace(plan, where={dimension: tuple(values) for dimension, values in plan.where.items()})


def _is_aside(plan: Plan, known: Sequence[Plan]) -> bool:
    """Whether `plan` leaves the subject as it was: help, and the definition of what was asked about just now."""
    defines_it = plan.intent is Intent.DEFINE and plan.metric in {one.metric for one in known}
    return defines_it or plan.intent is Intent.HELP
