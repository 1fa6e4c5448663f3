"""What is going on, for somebody who has not asked yet: headline numbers, what changed, what could be asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from knowledge.answers.answer import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """One metric's latest complete period beside the one before, and how it came there.

    `series` are the values of the periods up to and with the latest, the oldest first, None where there is none.
    `sentence` says both numbers in words, with a change only where it is one; `question` asks for more of it.
    """

    metric: str
    number: Number
    before: Number | None
    series: Sequence[float | None]
    sentence: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A question that is worth asking now: `title` is how it is offered, `question` what is asked."""

    title: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What is going on in what somebody may see. `freshness` says as of when, and whether that is old.

    `as_of` is in the reporting time zone. `changes` are what became more or less than by chance, each with the question
    that explains it; empty: nothing did. `prompts` are at most four, the most telling first.
    """

    generation: str
    as_of: datetime
    freshness: str
    headlines: Sequence[Headline]
    changes: Sequence[Prompt]
    prompts: Sequence[Prompt]
