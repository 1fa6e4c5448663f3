"""What is said of what cases teach: who says a sentence, what is common, what differed."""

from collections.abc import Callable, Sequence

from knowledge.answers.cases.told import Cited, Common, Contrast, Summary
from knowledge.answers.wording.figures import figure
from knowledge.answers.wording.subjects import all_of
from knowledge.retrieval.search.similar_case import SimilarCase

_EXAMPLES = 2
CITED = 3
"""Cases that are named of those that say a sentence; the others are counted."""
_TEAMS = 2
_OUTCOMES_FROM = 6
"""From so many cases on their outcomes are told; of fewer the cards below show them at a glance."""

Cite = Callable[[str], str]


def bracketed(case_id: str) -> str:
    """A citation."""
    return f"[{case_id}]"


def citation(case_ids: Sequence[str], cite: Cite = bracketed) -> str:
    """The first of the cases, each as `cite` shows it, and how many more there are."""
    more = len(case_ids) - CITED
    return " ".join(map(cite, case_ids[:CITED])) + (f" and {more:,} more" if more > 0 else "")


def common_sentence(common: Common, shown: int) -> str:
    """How long the cases took and who had them, as far as that is no more than a case says; empty where nothing is.

    `shown` is how many cases are: where near-duplicates were folded into them, the sentence speaks of more.
    """
    if common.cases < 2:
        return ""
    parts = [*_outcomes(common), *_durations(common), *_teams(common)]
    whom = f" ({common.cases:,} cases, near-duplicates among them)" if common.cases > shown else ""
    return f"In common{whom}: {'; '.join(parts)}." if parts else ""


def author_sentence(model: str) -> str:
    """Who wrote a summary that no case says in these words."""
    return f"Written by {model}, and checked against these cases."


def recurring(common: Common, summary: Summary | None) -> Sequence[Cited]:
    """The resolutions that recur, beside a summary in other words; one in the words of the cases tells them itself."""
    return common.resolutions if summary is None or summary.model else []


def contrast_sentence(contrast: Contrast, cases: Sequence[SimilarCase], cite: Cite = bracketed) -> str:
    """What stands before the differences, to who sees `cases`; empty where there are none, and nothing else to see."""
    others = [case.case_id for case in contrast.others]
    unseen = sorted(set(others) - {case.case_id for case in cases}, key=others.index)
    such_as = f", such as {' '.join(map(cite, unseen[:_EXAMPLES]))}," if unseen and _all_escalated(cases) else ""
    if contrast.differences:
        count = f"{len(others):,} similar {'case' if len(others) == 1 else 'cases'}"
        return f"What differed in {count}{such_as} that did not escalate (few cases: a hint, no cause):"
    if such_as:
        return f"Similar, and not escalated: {citation(others, cite)}. Nothing sets them clearly apart."
    return ""


def _all_escalated(cases: Sequence[SimilarCase]) -> bool:
    return bool(cases) and all(case.escalated for case in cases)


def difference_lines(contrast: Contrast) -> Sequence[str]:
    """A line a difference."""
    return [
        f"{one.name}: {one.escalated} where it escalated, {one.others} where it did not" for one in contrast.differences
    ]


def _outcomes(common: Common) -> Sequence[str]:
    if common.cases < _OUTCOMES_FROM or len(common.outcomes) < 2:
        return []
    return [f"outcomes {all_of([f'{one.label} {one.count:,}' for one in common.outcomes[:4]])}"]


def _durations(common: Common) -> Sequence[str]:
    """Medians of at least two cases: of one it is what its card says."""
    resolved = common.hours_to_resolve if common.resolved > 1 else None
    escalated = common.hours_to_escalate if common.escalated > 1 else None
    parts = [
        *([f"resolved after {figure(resolved, 'hours')}"] if resolved is not None else []),
        *([f"escalated after {figure(escalated, 'hours')}"] if escalated is not None else []),
    ]
    several = "medians" if len(parts) > 1 else "median"
    return [f"{' and '.join(parts)} ({several})"] if parts else []


def _teams(common: Common) -> Sequence[str]:
    """The teams that had half of the cases or more."""
    found = [one for one in common.teams if one.count > 1 and one.count * 2 >= common.cases][:_TEAMS]
    return [f"{one.label} had {one.count:,} of the {common.cases:,}" for one in found]
