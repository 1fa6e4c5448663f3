"""What was tried: by the customer before, by us since, and what did not last."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from knowledge.answers.briefs.quoting import (
    cited,
    excerpt,
    is_customers,
    left_out,
    name,
    not_shown,
    on,
    quote_of,
    quoted,
    said_with,
    sentences_in,
)
from knowledge.answers.briefs.timeline import event_words
from knowledge.answers.case_lookup import ToldCase, ToldEvent
from knowledge.answers.cases.sameness import words_in
from knowledge.answers.cases.telling import is_telling
from knowledge.answers.cases.told import Cited

_BY_CUSTOMER, MOST_STEPS = 2, 5
_FEWEST_WORDS, _FEW_WORDS = 2, 4
"""A note of one word, such as “progress”, tells nobody what was tried."""
_STEP_KINDS = frozenset({"agent_reply", "first_response", "handoff", "elevated", "assigned"})
_TRIED = re.compile(
    r"\b(?:we|i|customer|user|caller|client)(?:'ve| have| had)?(?: also| already)? (?:tried|restarted|"
    r"reinstalled|rebooted|reset|cleared|checked|upgraded|downgraded|repeated|switched|replaced|contacted|called|"
    r"phoned|tested|"
    r"compared|logged (?:out|off)|rolled back)\b|\balready (?:tried|restarted|reinstalled|rebooted|reset|cleared|"
    r"checked|contacted|called|updated|asked|reported|wrote|written)\b|"
    r"^(?:\d{1,2}[:.]\d\d )?(?:tried|restarted|reinstalled|rebooted|cleared|called|compared)\b|"
    r"\b(?:no change|changed nothing|(?:did not|didn't|does not|doesn't) help|no (?:effect|difference)|"
    r"without (?:success|effect|result))\b|"
    r"\b(?:bereits|schon) (?:versucht|probiert|neu gestartet|gemeldet|angerufen)|\b(?:versucht|ausprobiert)\b|"
    r"ohne erfolg|nicht geholfen|\b(?:avons|ai) (?:déjà )?(?:essayé|redémarré|réinstallé|vidé|appelé)|sans succès|"
    r"\b(?:hemos|he) (?:ya )?(?:intentado|probado|reiniciado|reinstalado|llamado)|sin éxito",
    re.IGNORECASE,
)


def tried_of(case: ToldCase, steps: Sequence[str]) -> Sequence[Cited]:
    """What the description says was tried, then our `steps`.

    Of more than MOST_STEPS steps the last are told, and how many there were before them.
    """
    theirs = [one for one in sentences_in(case.values["description"]) if was_tried(one) and words_in(one) > _FEW_WORDS]
    lines = [
        *(f"The customer: {excerpt(one, _TRIED)} (description)" for one in theirs[:_BY_CUSTOMER]),
        *not_shown(left_out(steps, MOST_STEPS), "earlier step"),
        *steps[-MOST_STEPS:],
    ]
    return [cited(case, line) for line in lines]


def steps_of(case: ToldCase) -> Sequence[str]:
    """Each step of ours that says what it was, in the order of time."""
    return list(dict.fromkeys(_all_steps(case)))


def was_tried(sentence: str) -> bool:
    """Whether the sentence says what somebody tried."""
    return _TRIED.search(sentence) is not None


def _all_steps(case: ToldCase) -> Iterator[str]:
    for place, event in enumerate(case.events):
        if event.kind == "resolved":
            yield from _solution(case, event, case.events[place + 1 :])
        elif event.kind in _STEP_KINDS and not is_customers(event) and _tells(event):
            yield f"{on(event.at)}, {event_words(event)}"
    if case.values["resolved_local"] and not any(event.kind == "resolved" for event in case.events):
        yield from _last_solution(case, case.values["resolved_local"])


def _solution(case: ToldCase, event: ToldEvent, later: Sequence[ToldEvent]) -> Iterator[str]:
    """A resolution, and that it did not last; one that did is told as far as anybody says what it was."""
    undone = next((one for one in later if one.kind in ("reopened", "resolved")), None)
    if undone is None:
        yield from _last_solution(case, event.at)
    elif undone.kind == "reopened":
        yield f"{on(event.at)}, resolved{quote_of(event)}; reopened on {on(undone.at)}{quote_of(undone)}"


def _last_solution(case: ToldCase, at: datetime) -> Iterator[str]:
    """What ended the case: its outcome and what the resolution says of it."""
    outcome, sentences = case.values["outcome"], sentences_in(case.values["resolution"])
    text = " ".join([one for one in sentences if is_telling(one)] or sentences)
    if outcome or text:
        yield f"{on(at)}, resolved{f' as “{name(outcome)}”' if outcome else ''}{f': {quoted(text)}' if text else ''}"


def _tells(event: ToldEvent) -> bool:
    return len(said_with(event).split()) >= _FEWEST_WORDS
