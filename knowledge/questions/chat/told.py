"""A Plan of a chat model as a question that the rules read, so that who asked can see what was understood."""

from datetime import timedelta

from knowledge.metrics.catalogue import METRICS
from knowledge.metrics.periods import Period
from knowledge.questions.plan import Intent, Plan
from knowledge.questions.vocabulary import Vocabulary
from knowledge.questions.wording import Wording

_ONE_DAY = timedelta(days=1)


def period_words(period: Period | None) -> str:
    """`period` so that the rule reader reads it again, empty for none."""
    if period is None or (period.start is None and period.end is None):
        return ""
    if period.end is None:
        return f"since {period.start}"
    if period.start is None:
        return f"before {period.end}"
    # "per week from …" would be read as that week
    return f"between {period.start} and {period.end - _ONE_DAY}"


def question_of(plan: Plan, vocabulary: Vocabulary) -> str:
    """`plan` as a question."""
    asked = Wording(METRICS, vocabulary).question(plan, _times(plan))
    return f"{asked}{_among(plan)}" if plan.intent is Intent.SIMILAR else asked


def _times(plan: Plan) -> str:
    if plan.compared_with is None:
        return period_words(plan.period)
    held = (plan.period, plan.compared_with)
    # "between … vs between …" would be read as three periods
    return " vs ".join(f"from {one.start} to {one.end - _ONE_DAY}" for one in held if one and one.end)


def _among(plan: Plan) -> str:
    """What a search is narrowed to."""
    filters = [f"{name.replace('_', ' ')} {' or '.join(values)}" for name, values in plan.where.items()]
    narrowed = [*filters, period_words(plan.period)] if plan.period else filters
    return f" ({', '.join(narrowed)})" if narrowed else ""
