"""One reason why words do not settle a Plan, and the Plans near to one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.questions.plan import Intent, Plan
from knowledge.questions.rules.shape import intent_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why the words do not settle one Plan. `plans` each say one thing, in the words `period` where given.

    `unexplained`: it is only about words that nothing was found for.
    """

    sentence: str
    plans: Sequence[Plan]
    periods: Sequence[str] = ()
    questions: Sequence[str] = ()
    unexplained: bool = False


def recut(plan: Plan, by: tuple[str, ...]) -> Plan:
    """`plan` split by `by`; a comparison of periods stays one."""
    held = plan.compared_with is not None or plan.intent is Intent.WHY
    return replace(plan, by=by, intent=plan.intent if held else intent_of(by, plan.every))


def filtered(plan: Plan, dimension: str, value: str) -> Plan:
    """`plan` for one value, and no longer split by its dimension."""
    by = tuple(name for name in plan.by if name != dimension)
    return replace(recut(plan, by), where={**plan.where, dimension: (value,)})
