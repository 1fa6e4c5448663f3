"""Whether a question that is about to be offered means what it is meant to, and has an answer."""

from knowledge.answers.answer import Status
from knowledge.answers.choice import draft_of
from knowledge.answers.kinds.drafting import Context
from knowledge.questions.plan import Plan, Understood


def is_read_as(context: Context, question: str, wanted: Plan) -> bool:
    """Whether the rules read `question` as a question of `wanted`'s metric for its cases, split and period."""
    reading = context.served.read_by_rules(question, today=context.today)
    if not isinstance(reading, Understood):
        return False
    plan = reading.plan
    filters = {name: tuple(values) for name, values in plan.where.items()}
    return (plan.intent, plan.metric, plan.by, plan.every, plan.period, filters) == (
        wanted.intent,
        wanted.metric,
        wanted.by,
        wanted.every,
        wanted.period,
        {name: tuple(values) for name, values in wanted.where.items()},
    )


def is_answered(context: Context, question: str) -> bool:
    """Whether `question` has an answer as it is read by the rules."""
    reading = context.served.read_by_rules(question, today=context.today)
    return isinstance(reading, Understood) and draft_of(context, reading).status is Status.ANSWERED
