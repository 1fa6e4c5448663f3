"""The form that a chat model fills in, and a Plan written into it. Nothing in a filled-in form is true yet."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model, field_validator

from knowledge.metrics.catalogue import METRICS, STATISTICS
from knowledge.metrics.periods import Grain, Period
from knowledge.questions.plan import Intent, Order, Plan, Show, Sign

MOST_PARTS = 4
MOST_SPLITS = 2
MOST_FILTERS = 6
MOST_VALUES = 20

# As "enum" and not as a type: a name that does not exist is a reason against a Plan, and not a broken form.
_MetricName = Annotated[str, Field(json_schema_extra={"enum": list(METRICS)})]
_StatisticName = Annotated[str, Field(json_schema_extra={"enum": list(STATISTICS)})]
_Day = Annotated[str, Field(json_schema_extra={"format": "date"})]


class _Form(BaseModel):
    # hide_input_in_errors: what a model writes may quote the question
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, validate_by_name=True)


class ChatPeriod(_Form):
    """The days from `start` on and before `before`, both ISO; null is an open end."""

    start: _Day | None = Field(default=None, alias="from")
    before: _Day | None = None


class ChatFilter(_Form):
    """The values of one dimension that are let through."""

    dimension: str
    values: list[str] = Field(max_length=MOST_VALUES)


class ChatBound(_Form):
    """What the number of a group must fulfil for the group to be shown."""

    sign: Sign
    number: float = Field(allow_inf_nan=False)


class ChatPart(_Form):
    """One thing that is asked for: a Plan, as a model writes it."""

    intent: Intent
    metric: _MetricName | None = None
    statistic: _StatisticName | None = None
    by: list[str] = Field(default_factory=list, max_length=MOST_SPLITS)
    every: Grain | None = None
    where: list[ChatFilter] = Field(default_factory=list, max_length=MOST_FILTERS)
    period: ChatPeriod | None = None
    compared_with: ChatPeriod | None = None
    limit: int | None = None
    order: Order | None = None
    threshold_hours: float | None = Field(default=None, allow_inf_nan=False)
    bound: ChatBound | None = None
    show: Show | None = None
    topic: str | None = None
    case_id: str | None = None

    @field_validator("period", "compared_with")
    @classmethod
    def _open_on_both_sides_is_none(cls, period: ChatPeriod | None) -> ChatPeriod | None:
        return period if period and (period.start or period.before) else None


class ChatReading(_Form):
    """What a model makes of a question: `parts` to answer, readings to choose from, or why it must not be answered."""

    outcome: Literal["answer", "clarify", "refuse"]
    refused_because: Literal["outside", "person", "forecast", "instruction"] | None = None
    parts: list[ChatPart] = Field(default_factory=list, max_length=MOST_PARTS)


def form_for(dimensions: Sequence[str]) -> type[ChatReading]:
    """The form with the names that it may hold, for servers that let a model write nothing else."""
    offered = Annotated[str, Field(json_schema_extra={"enum": list(dimensions)})]
    chosen = create_model("ChatFilter", __base__=ChatFilter, dimension=(offered, ...))
    part = create_model(
        "ChatPart",
        __base__=ChatPart,
        by=(list[offered], ChatPart.model_fields["by"]),
        where=(list[chosen], ChatPart.model_fields["where"]),
    )
    return create_model("ChatReading", __base__=ChatReading, parts=(list[part], ChatReading.model_fields["parts"]))


def part_of(plan: Plan) -> ChatPart:
    """`plan` as a model would have written it, be it longer than a model may write."""
    filters = [ChatFilter.model_construct(dimension=name, values=list(said)) for name, said in plan.where.items()]
    return ChatPart.model_construct(
        intent=plan.intent,
        metric=plan.metric,
        statistic=plan.statistic,
        by=list(plan.by),
        every=plan.every,
        where=filters,
        period=_period_of(plan.period),
        compared_with=_period_of(plan.compared_with),
        limit=plan.limit,
        order=plan.order,
        threshold_hours=plan.threshold_hours,
        bound=ChatBound(sign=plan.bound.sign, number=plan.bound.number) if plan.bound else None,
        show=plan.show,
        topic=plan.topic,
        case_id=plan.case_id,
    )


def _period_of(period: Period | None) -> ChatPeriod | None:
    return ChatPeriod(start=_day(period.start), before=_day(period.end)) if period else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
