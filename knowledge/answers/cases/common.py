"""What a set of cases has in common: how they ended, how long they took, who had them, which resolution recurs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from knowledge.answers.cases.material import CaseMaterial
from knowledge.answers.cases.sameness import grouped, in_common
from knowledge.answers.cases.sentences import sentences_of
from knowledge.answers.cases.telling import is_telling
from knowledge.answers.cases.told import Cited, Common, Count

_RESOLUTIONS = 3
_SENTENCES = 6
"""Of a resolution, which are held against those of others."""


def common_of(material: Sequence[CaseMaterial]) -> Common:
    """What `material`, in which a near-duplicate is a case like any other, has in common. Medians of what is known."""
    return Common(
        cases=len(material),
        escalated=sum(case.has_escalated for case in material),
        resolved=sum(case.resolved_local is not None for case in material),
        hours_to_resolve=_median(case.hours_to_resolve for case in material),
        hours_to_escalate=_median(case.hours_to_escalate for case in material),
        outcomes=_counts(case.outcome for case in material),
        teams=_counts(team for case in material for team in case.teams),
        resolutions=_recurring(material),
    )


def _median(hours: Iterable[float | None]) -> float | None:
    known = [one for one in hours if one is not None]
    return median(known) if known else None


def _counts(labels: Iterable[str | None]) -> Sequence[Count]:
    """The most frequent first, equally frequent ones by name."""
    counts = Counter(label for label in labels if label)
    return [
        Count(label=label, count=count) for label, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    ]


def _recurring(material: Sequence[CaseMaterial]) -> Sequence[Cited]:
    """Sentences of resolutions that more than one case has, those of most cases first."""
    said = [
        (sentence, case.case_id)
        for case in material
        for sentence in sentences_of(case.resolution or "")[:_SENTENCES]
        if is_telling(sentence)
    ]
    groups = grouped(said, lambda one: one[0])
    found = [
        Cited(
            text=in_common([sentence for sentence, _ in group]), case_ids=list(dict.fromkeys(one for _, one in group))
        )
        for group in groups
    ]
    several = [one for one in found if len(one.case_ids) > 1 and one.text]
    return sorted(several, key=lambda one: -len(one.case_ids))[:_RESOLUTIONS]
