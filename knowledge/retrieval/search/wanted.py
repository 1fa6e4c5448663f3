"""What is searched by, and which cases come into question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowledge.metrics.compiling import Where, where_condition
from knowledge.metrics.periods import ALWAYS, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How many cases are wanted, and which come into question. `where` values are exact, `period` is of the opening."""

    k: int = 10
    where: Where = field(default_factory=dict)
    period: Period = ALWAYS
    older: bool = False
    """Only cases opened before the one that is searched by."""
    escalated: bool | None = None
    """Only cases that escalated, or only those that did not; None for both."""
    reranked: bool = True
    """In the order of the reranker, where there is one. What nobody is shown can do without its seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A text to search by with its vector.

    Of a case it is the text of the case at `row`, with the `case_id` and its own values, which are `shared` by others.
    """

    text: str
    vector: NDArray[np.float32]
    row: int | None = None
    case_id: str | None = None
    shared: Mapping[str, str | None] = field(default_factory=dict)


def condition_of(wanted: Wanted, asked: Asked, attributes: Sequence[str]) -> tuple[str, Sequence[object]] | None:
    """The SQL condition of the cases that are wanted, with its parameters; None when all are. Raises UnknownName."""
    conditions, values = list[str](), list[object]()
    if wanted.where:
        condition, texts = where_condition(wanted.where, attributes, "opened_local")
        conditions.append(condition)
        values += texts
    for sign, bound in ((">=", wanted.period.start), ("<", wanted.period.end)):
        if bound is not None:
            conditions.append(f"opened_local {sign} ?")
            values.append(bound)
    if wanted.older and asked.case_id is not None:
        conditions.append("opened_at < (SELECT opened_at FROM cases WHERE case_id = ?)")
        values.append(asked.case_id)
    if wanted.escalated is not None:
        conditions.append(f"escalated_at IS {'NOT ' if wanted.escalated else ''}NULL")
    return (" AND ".join(conditions), values) if conditions else None


def is_nothing_but(codes: Sequence[str], text: str) -> bool:
    """Whether `text` has some of the `codes` found in it and no other word."""
    for code in sorted(codes, key=len, reverse=True):
        text = text.replace(code, " ")
    return bool(codes) and not any(map(str.isalnum, text))
