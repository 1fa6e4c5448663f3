"""How an answer was computed, for somebody who wants to check it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from knowledge.answers.answer import SentQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class Computation:
    """What the numbers of one answer were computed from.

    `definition` says what was computed, without a full stop. `filters` and `period` are words: "product Billing", "all
    cases"; "October 2026", "all the data"; the period is empty where the answer has none. `n` is how many cases (or
    reviews) each number was computed over, in the order of the answer's numbers; `cases` how many cases were found.
    `queries` are the SQL texts with their parameters, none for a search by meaning. `sees` is the limit that it was
    computed under, in words, empty without one. `as_of` is in the reporting time zone, which `timezone` names.
    """

    receipt_id: str
    question: str
    definition: str
    filters: str
    period: str
    timezone: str
    generation: str
    as_of: datetime
    n: Sequence[int]
    cases: int
    queries: Sequence[SentQuery]
    sees: str = ""
