"""The brief of one case, and what its sentences may hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.answers.answer import Number
from knowledge.answers.briefs.promised import MOST_PROMISES, promised_of, promises_of
from knowledge.answers.briefs.quoting import left_out
from knowledge.answers.briefs.timeline import clock, runs_of, timeline_of
from knowledge.answers.briefs.tried import MOST_STEPS, steps_of, tried_of
from knowledge.answers.briefs.waiting import waits_on
from knowledge.answers.briefs.wants import wants_of
from knowledge.answers.case_lookup import ToldCase
from knowledge.answers.cases.material_text import inert
from knowledge.answers.cases.told import Brief
from knowledge.answers.wording.rendering import visible

_TEXTS = ("subject", "description", "resolution", "outcome", "status", "team")
_MOMENTS = ("opened_local", "escalated_local", "resolved_local", "closed_local")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A brief, and what its sentences may hold: `computed` days and counts, durations `beside`, `words`; see Draft."""

    brief: Brief
    computed: Sequence[int | date]
    beside: Sequence[Number]
    words: Sequence[str]


def brief_of(case: ToldCase) -> Written:
    """What the next colleague has to know of `case`, by its events and its texts; all of it is cited with its id."""
    runs, steps, promises = runs_of(case), steps_of(case), promises_of(case)
    return Written(
        brief=Brief(
            timeline=timeline_of(runs),
            wants=wants_of(case),
            tried=tried_of(case, steps),
            promised=promised_of(case, promises),
            waits_on=waits_on(case),
        ),
        computed=[
            *_days(case),
            *(one.due for one in promises if one.due),
            *(count for run in runs for _, count in run.counts),
            left_out(steps, MOST_STEPS),
            left_out(promises, MOST_PROMISES),
        ],
        beside=_durations(case),
        words=_words(case),
    )


def _words(case: ToldCase) -> Sequence[str]:
    """The texts of the case, which a brief quotes, and the moments to which it tells what happened."""
    texts = [case.values[name] for name in _TEXTS]
    texts += [text for one in case.events for text in (one.reason, one.note, one.actor, one.from_team, one.to_team)]
    said = [visible(form) for text in texts if text for form in (text, inert(text))]
    return [*said, *(clock(at) for at in (*(event.at for event in case.events), case.values["opened_local"]))]


def _days(case: ToldCase) -> Sequence[date]:
    """The days of all that happened."""
    moments = [*(event.at for event in case.events), *filter(None, (case.values[name] for name in _MOMENTS))]
    return [at.date() for at in moments]


def _durations(case: ToldCase) -> Sequence[Number]:
    """How long ago each event was, and the durations of the facts, in hours."""
    facts = [case.values[f"hours_to_{name}"] for name in ("first_response", "escalate", "resolve")]
    ages = [case.age, *(event.age for event in case.events)]
    return [Number(metric="hours", value=value, n=1, unit="hours") for value in (*facts, *ages) if value]
