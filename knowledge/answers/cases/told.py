"""What an answer tells of cases beyond listing them. All text of cases in it is redacted and quoted, never obeyed."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.retrieval.search.similar_case import SimilarCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A sentence and the cases that say it, at least one. `text` holds no citation itself."""

    text: str
    case_ids: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the cases teach, the most telling sentence first.

    `model` is the chat model that wrote it, None where its sentences are those of the cases. `dropped` says in one
    sentence why a model's prose was not taken, None where it was, or where none was asked.
    """

    sentences: Sequence[Cited]
    model: str | None = None
    dropped: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of the cases have it, the most frequent first where there are several."""

    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What a set of cases has in common. Durations are medians in hours, None where no case has one.

    `outcomes` and `teams` count cases, near-duplicates included; a case that more than one team had counts with each.
    `resolutions` are ways to resolve that recur, each in the words of one case and with all that say the same.
    """

    cases: int
    escalated: int
    resolved: int
    hours_to_resolve: float | None
    hours_to_escalate: float | None
    outcomes: Sequence[Count] = ()
    teams: Sequence[Count] = ()
    resolutions: Sequence[Cited] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A fact in which the escalated cases and the others differ: `escalated` and `others` in words, with counts."""

    name: str
    escalated: str
    others: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """Similar cases that did not escalate beside those that did, and what was different, the clearest first."""

    others: Sequence[SimilarCase]
    differences: Sequence[Difference]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """What similar cases teach, each None where there is nothing of the kind."""

    summary: Summary | None = None
    common: Common | None = None
    contrast: Contrast | None = None


NO_LESSONS = Lessons()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One case for whoever takes it over, so that the customer does not have to repeat it. Empty: nothing says it."""

    timeline: Sequence[str] = ()
    wants: Sequence[Cited] = ()
    tried: Sequence[Cited] = ()
    promised: Sequence[Cited] = ()
    waits_on: Sequence[Cited] = ()
