"""What is said in the place of numbers that rest on too few cases to be shown to somebody."""

from collections.abc import Sequence

from knowledge.answers.wording.sentences import COUNTED
from knowledge.answers.wording.subjects import subject_words
from knowledge.metrics.catalogue import Metric
from knowledge.questions.plan import Plan


def few_cases(smallest: int) -> str:
    """So many that it is not told how many: "fewer than 5 cases"."""
    return f"fewer than {smallest:,} cases"


def too_few_sentence(metric: Metric, plan: Plan, smallest: int, numbers: int) -> str:
    """That the number, or each of several `numbers`, rests on fewer than `smallest` cases."""
    about = subject_words(metric, plan)
    what = "quality reviews" if metric.source == "reviews" else "cases"
    if numbers > 1:
        return (
            f"Split so, the {about} cannot be shown to your role:"
            f" each of the {numbers:,} numbers rests on fewer than {smallest:,} {what}."
        )
    if metric.measure in COUNTED:
        return f"There were fewer than {smallest:,} {about}; how many is not shown to your role."
    return f"Fewer than {smallest:,} {what} come into the {about}, so it is not shown to your role."


def too_few_listed_sentence(metric: Metric, plan: Plan, smallest: int) -> str:
    """That fewer than `smallest` cases count towards a number that is shown itself."""
    about = subject_words(metric, plan)
    return f"Fewer than {smallest:,} cases count towards the {about}, so they are not shown to your role."


def hidden_caveat(numbers: int, smallest: int) -> Sequence[str]:
    """Says so where `numbers` were left out."""
    if not numbers:
        return []
    what = (
        "1 number is not shown to your role: it rests"
        if numbers == 1
        else (f"{numbers:,} numbers are not shown to your role: each rests")
    )
    return [f"{what} on fewer than {smallest:,} cases."]
