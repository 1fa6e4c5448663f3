"""The reader that asks a chat model what a question means, and takes its word for nothing."""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from time import monotonic

from knowledge.chat.chat_model import ChatModel
from knowledge.errors import ChatModelUnavailable
from knowledge.metrics.catalogue import METRICS, Metric
from knowledge.questions import refusals
from knowledge.questions.chat.checks import OF_A_METRIC, Ground
from knowledge.questions.chat.offer import Offer
from knowledge.questions.chat.plans import contradicts, plan_from
from knowledge.questions.chat.prompt import CATALOGUE, INSTRUCTIONS, MATERIAL
from knowledge.questions.chat.schema import ChatReading, form_for, part_of
from knowledge.questions.chat.told import question_of
from knowledge.questions.linking.marks import Refusal
from knowledge.questions.linking.people import names_people
from knowledge.questions.plan import Intent, OutOfScope, Plan, Reading, Unclear, Understood
from knowledge.questions.thread import ThreadState
from knowledge.questions.vocabulary import Vocabulary

logger = logging.getLogger(__name__)

LONGEST_QUESTION = 1000
"""Characters that are put to the model: more is a text that somebody pasted."""

_REFUSALS: Mapping[str, Refusal] = {
    "outside": Refusal.OUTSIDE,
    "person": Refusal.PERSON,
    "forecast": Refusal.FORECAST,
    "instruction": Refusal.INSTRUCTION,
}
_FEWEST_CHOICES = 2


class ChatReader:
    """Reads with a model what the rules could not; every Plan that it gives is one that the metrics can compute."""

    def __init__(self, model: ChatModel, vocabulary: Vocabulary, default_period_days: int) -> None:
        self._model = model
        self._vocabulary = vocabulary
        self._default_period_days = default_period_days
        self._offer = Offer(vocabulary)

    def read(
        self, question: str, *, today: date, rule_reading: Reading, state: ThreadState | None
    ) -> Sequence[Reading] | None:
        """What the model takes `question` for, one Reading a part. None: the rules' reading stands.

        What the rules are sure of is never contradicted: a Plan, a firm refusal, the part of an Unclear that is clear.
        """
        sure = _sure(rule_reading)
        if sure is None or not question.strip() or len(question) > LONGEST_QUESTION:
            return None
        if names_people(question):
            return [refusals.refusal(Refusal.PERSON)]
        ground = Ground(
            vocabulary=self._vocabulary,
            offer=self._offer,
            today=today,
            default_period_days=self._default_period_days,
        )
        started = monotonic()
        try:
            material = self._material(question, ground, sure, state)
            filled = self._model.fill(self._form, instructions=self._instructions, material=material)
        except ChatModelUnavailable as unavailable:
            logger.warning("chat model not used: %s", unavailable)
            return None
        readings, why = _readings(filled, ground, rule_reading, sure)
        facts = {"parts": len(filled.parts), "ms": round((monotonic() - started) * 1000), "why_not": why}
        logger.info("question read by the chat model", extra=facts)
        return readings

    @cached_property
    def _form(self) -> type[ChatReading]:
        return form_for(self._offer.dimensions)

    @cached_property
    def _instructions(self) -> str:
        """The same for every question on one vocabulary, so that a server can keep what it made of it."""
        return INSTRUCTIONS + CATALOGUE.format(
            metrics="\n".join(map(_declared, METRICS.values())),
            dimensions=", ".join(self._offer.dimensions),
            values=_json({name: values for name, values in self._offer.frequent.items() if values}),
        )

    def _material(self, question: str, ground: Ground, sure: Plan, state: ThreadState | None) -> str:
        return MATERIAL.format(
            today=ground.today.isoformat(),
            weekday=f"{ground.today:%A}",
            near=_json(self._offer.near(question)),
            previous=_json([{"intent": plan.intent, **_form(plan)} for plan in state.plans] if state else []),
            sure=_json(_form(_without_default(sure, ground))),
            question=_json(question),
        )


def _sure(rule_reading: Reading) -> Plan | None:
    """What a model's Plan has to agree with. None: there is nothing that a model could add."""
    match rule_reading:
        case Unclear(partly=Plan() as partly):
            return partly
        case OutOfScope(firm=False):
            return Plan(intent=Intent.HELP)
    return None


def _readings(
    filled: ChatReading, ground: Ground, rule_reading: Reading, sure: Plan
) -> tuple[Sequence[Reading] | None, str]:
    """The readings, or None and why not."""
    if filled.outcome == "refuse":
        if filled.parts or filled.refused_because is None:
            return None, "refused and yet filled in"
        if not isinstance(rule_reading, OutOfScope):
            return None, "refused what the rules understand in part"
        return [refusals.refusal(_REFUSALS[filled.refused_because])], ""
    certain = _without_default(sure, ground)
    understood = []
    for part in filled.parts:
        read = plan_from(part, ground)
        if not isinstance(read, Understood):
            return None, "; ".join(read)
        if contradicts(read.plan, certain):
            return None, "contradicts what the rules are sure of"
        understood.append(read)
    if filled.outcome == "clarify":
        return _choices([read.plan for read in understood], ground)
    return ([_told(read, ground) for read in understood], "") if understood else (None, "no part")


def _choices(plans: Sequence[Plan], ground: Ground) -> tuple[Sequence[Reading] | None, str]:
    worded = dict.fromkeys(question_of(plan, ground.vocabulary) for plan in plans if plan.intent in OF_A_METRIC)
    if len(worded) < _FEWEST_CHOICES:
        return None, "nothing to choose from"
    return [Unclear(sentence="This can be read in several ways: which one do you mean?", choices=tuple(worded))], ""


def _told(read: Understood, ground: Ground) -> Understood:
    """`read` with a word on who read it, and as what."""
    reader = f"a chat model read the question as: {question_of(read.plan, ground.vocabulary)}"
    return replace(read, assumed=(reader, *read.assumed))


def _without_default(sure: Plan, ground: Ground) -> Plan:
    """`sure` without a period that nobody named, and without what that one is held against."""
    return replace(sure, period=None, compared_with=None) if sure.period == ground.default_period else sure


def _declared(metric: Metric) -> str:
    statistics = f"; {', '.join(metric.statistics)}" if metric.statistics else ""
    return f"- {metric.name}: {metric.definition}{statistics}"


def _form(plan: Plan) -> Mapping[str, object]:
    """What `plan` says but for its intent, as a model would have written it."""
    return part_of(plan).model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"intent"})


def _json(said: object) -> str:
    """`said` as JSON in which nothing can end the place where it stands."""
    return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")
