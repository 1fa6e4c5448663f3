"""What similar cases teach, put together: their summary, what they have in common, what else there was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from knowledge.answers.answer import Number
from knowledge.answers.cases.common import common_of
from knowledge.answers.cases.contrast import Gap, contrast_of, gaps_between
from knowledge.answers.cases.extract import extracted
from knowledge.answers.cases.material import CaseMaterial, MaterialLookup
from knowledge.answers.cases.told import Common, Lessons, Summary
from knowledge.answers.wording.lessons import CITED
from knowledge.retrieval.search.similar_case import SimilarCase

if TYPE_CHECKING:
    from knowledge.retrieval.search.search import CaseSearch, Wanted  # bring NumPy, and a number does without

Search = Callable[["Wanted"], Sequence[SimilarCase]]
"""The search that found the cases, to be asked for others."""
Summarise = Callable[[str, Sequence[CaseMaterial], Summary, Common | None], Summary]
"""What was asked, the material, the summary made of its sentences, and what may be told of all: a better summary."""
_BESIDE = 10
"""Cases on each side of a contrast."""
_MOST_READ = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What similar cases were found by: a text or a case, as `search` does it, and which were `wanted`."""

    text: str
    case_id: str | None = None
    search: Search
    wanted: "Wanted"


def sought_in(search: "CaseSearch", wanted: "Wanted", *, text: str, case_id: str | None) -> Sought:
    """The search for what is similar to the case `case_id`, where there is one, else to `text`."""
    by = partial(search.by_case, case_id) if case_id else partial(search.by_text, text)
    return Sought(text=text, case_id=case_id, search=by, wanted=wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """The lessons, and what is said of them may hold: counts `computed`, numbers `beside`, `words`; see Draft."""

    lessons: Lessons
    computed: Sequence[int] = ()
    beside: Sequence[Number] = ()
    words: Sequence[str] = ()


def unchanged(asked: str, material: Sequence[CaseMaterial], fallback: Summary, common: Common | None) -> Summary:
    """The summary as the cases have it."""
    return fallback


@dataclass(frozen=True, slots=True)
class Teacher:
    """Reads what there is to learn. Numbers over fewer than `smallest` cases are not told; 0 where all are."""

    lookup: MaterialLookup
    smallest: int = 0
    summarise: Summarise = unchanged

    def taught(self, cases: Sequence[SimilarCase], sought: Sought) -> Taught:
        """What `cases`, found as `sought`, teach. Raises DamagedGeneration, and what the search raises."""
        ids = list(islice((one for case in cases for one in (case.case_id, *case.same_as)), _MOST_READ))
        escalated, others = self._beside(sought) if cases else ([], [])
        beside = [case.case_id for case in (*escalated, *others)]
        known = self.lookup.of([*ids, *filter(None, [sought.case_id]), *beside])
        material = [known[one] for one in ids if one in known]
        asked = _asked(sought, known.get(sought.case_id or ""))
        common = self._common(material)
        gaps = gaps_between(
            *([known[one.case_id] for one in side if one.case_id in known] for side in (escalated, others))
        )
        return Taught(
            lessons=Lessons(
                summary=self._summary(asked, material, common),
                common=common,
                contrast=contrast_of(others, gaps) if escalated and others else None,
            ),
            computed=[*_counts(common), *_counts_of(gaps, others)],
            beside=[*_hours(common), *_hours_of(gaps)],
            words=[*_labels(common), *(gap.name for gap in gaps)],
        )

    def _summary(self, asked: str, material: Sequence[CaseMaterial], common: Common | None) -> Summary | None:
        fallback = extracted(asked, material)
        summary = self.summarise(asked, material, fallback, common) if material else fallback
        return summary if summary.sentences else None

    def _common(self, material: Sequence[CaseMaterial]) -> Common | None:
        """What may be told of it: no count and no median of fewer than `smallest` cases."""
        if len(material) < max(1, self.smallest):
            return None
        common = common_of(material)
        if not self.smallest:
            return common
        if 0 < common.escalated < self.smallest or 0 < common.resolved < self.smallest:
            return None
        return replace(
            common,
            outcomes=[one for one in common.outcomes if one.count >= self.smallest],
            teams=[one for one in common.teams if one.count >= self.smallest],
        )

    def _beside(self, sought: Sought) -> tuple[Sequence[SimilarCase], Sequence[SimilarCase]]:
        """Similar cases that escalated, and such that did not; none for those who are not told of few cases."""
        if self.smallest:
            return [], []
        wanted = replace(sought.wanted, k=_BESIDE, reranked=False)
        escalated = sought.search(replace(wanted, escalated=True))
        return escalated, sought.search(replace(wanted, escalated=False)) if escalated else []


def _asked(sought: Sought, case: CaseMaterial | None) -> str:
    """The text that others are similar to."""
    return sought.text if case is None else f"{case.subject}\n{case.description or ''}"


def _counts(common: Common | None) -> Sequence[int]:
    if common is None:
        return []
    counts = [one.count for one in (*common.outcomes, *common.teams)]
    return [
        common.cases,
        common.escalated,
        common.resolved,
        *counts,
        *(len(one.case_ids) for one in common.resolutions),
    ]


def _counts_of(gaps: Sequence[Gap], others: Sequence[SimilarCase]) -> Sequence[int]:
    sides = [side for gap in gaps for side in (gap.escalated, gap.others)]
    return [len(others), len(others) - CITED, *(number for side in sides for number in (side.count, side.of))]


def _labels(common: Common | None) -> Sequence[str]:
    return [one.label for one in (*common.outcomes, *common.teams)] if common else []


def _hours(common: Common | None) -> Sequence[Number]:
    if common is None:
        return []
    medians = {"time_to_resolve": common.hours_to_resolve, "time_to_escalate": common.hours_to_escalate}
    return [_number(name, hours, common.cases) for name, hours in medians.items() if hours is not None]


def _hours_of(gaps: Sequence[Gap]) -> Sequence[Number]:
    sides = [side for gap in gaps for side in (gap.escalated, gap.others)]
    return [_number("time_to_first_response", side.hours, side.of) for side in sides if side.hours is not None]


def _number(metric: str, hours: float, n: int) -> Number:
    return Number(metric=metric, value=hours, n=n, unit="hours")
