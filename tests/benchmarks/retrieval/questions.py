"""What is asked of the issue reports of Hadoop, and which reports answer it."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from tests.acceptance.exports import rows_of
from tests.benchmarks.duplicates import Reports

_LONG = 60
"""Words from which a report is a long one."""
_NAMES_AN_ERROR = re.compile(r"\w(?:Exception|Error)\b|\b[A-Z]{2,}-\d+|\b0x[0-9a-f]+\b|\b(?:code|status|error):? \d+")


@dataclass(frozen=True, kw_only=True)
class Question:
    """A report asks, by all that it says or `typed` out, for its duplicates. Reports are places in their file.

    `older`: only reports created before it may answer. `is_tuned_on`: it is of the half that constants were fitted on.
    """

    report: int
    text: str
    relevant: AbstractSet[int]
    older: bool = False
    typed: bool = False
    is_tuned_on: bool


@dataclass(frozen=True, kw_only=True)
class Slice:
    """Questions that have something in common."""

    name: str
    questions: Sequence[Question]


def read_ids(data: Path) -> Sequence[str]:
    """The id of each report under the shared folder `data`, in the order of `Reports`."""
    return [row["Issue id"] for row in rows_of(data / "gitbugs_hadoop" / "hadoop_bugs.csv.gz")]


def slices_of(reports: Reports) -> Sequence[Slice]:
    """Both protocols, each with its two halves, then the kinds of questions."""
    pairs = {frozenset((one, other)) for one, some in reports.protocols[0].relevant.items() for other in some}
    tuned = _tuned_on(pairs)
    newer = {max(pair, key=lambda at: (reports.created[at], at)): pair for pair in pairs}
    whole = [_whole(reports, at, some, tuned) for at, some in sorted(reports.protocols[0].relevant.items())]
    older = [_whole(reports, at, pair - {at}, tuned, older=True) for at, pair in sorted(newer.items())]
    typed = [_typed(one, reports.subjects[one.report]) for one in whole]
    kinds = [
        Slice(name="short: the summary alone, typed", questions=typed),
        Slice(name="short: reports under 60 words", questions=[one for one in whole if not _is_long(one)]),
        Slice(name="long: reports from 60 words on", questions=[one for one in whole if _is_long(one)]),
        Slice(name="names an error", questions=[one for one in whole if _NAMES_AN_ERROR.search(one.text)]),
    ]
    return [*_with_halves("any order", whole), *_with_halves("only older", older), *kinds]


def _whole(
    reports: Reports, at: int, relevant: AbstractSet[int], tuned: Mapping[int, bool], *, older: bool = False
) -> Question:
    text = reports.texts[at]
    return Question(report=at, text=text, relevant=relevant, older=older, is_tuned_on=tuned[at])


def _typed(question: Question, text: str) -> Question:
    return Question(
        report=question.report, text=text, relevant=question.relevant, typed=True, is_tuned_on=question.is_tuned_on
    )


def _with_halves(name: str, questions: Sequence[Question]) -> Sequence[Slice]:
    return [
        Slice(name=name, questions=questions),
        Slice(name=f"{name}, tuned on", questions=[one for one in questions if one.is_tuned_on]),
        Slice(name=f"{name}, other half", questions=[one for one in questions if not one.is_tuned_on]),
    ]


def _is_long(question: Question) -> bool:
    return len(question.text.split()) >= _LONG


def _tuned_on(pairs: AbstractSet[frozenset[int]]) -> Mapping[int, bool]:
    """Every other cluster of duplicates: with one cluster in both halves, the halves would know each other."""
    cluster: dict[int, set[int]] = {}
    for pair in sorted(pairs, key=sorted):
        joined = set(pair).union(*(cluster.get(at, set()) for at in pair))
        cluster |= dict.fromkeys(joined, joined)
    first = sorted({min(some) for some in cluster.values()})
    return {at: first.index(min(some)) % 2 == 0 for at, some in cluster.items()}
