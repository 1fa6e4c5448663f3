"""The brief of one case, and what its sentences may hold."""

from collections.abc import Sequence
from datetime import date

from knowledge.answers.answer import Number
from knowledge.answers.briefs.promised import promised_of, promises_not_told, promises_of
from knowledge.answers.briefs.timeline import clock, runs_of, timeline_of
from knowledge.answers.briefs.tried import steps_not_told, tried_of
from knowledge.answers.briefs.waiting import waits_on
from knowledge.answers.briefs.wants import wants_of
from knowledge.answers.case_lookup import ToldCase
from knowledge.answers.cases.material_text import inert
from knowledge.answers.cases.told import Brief
from knowledge.answers.wording.rendering import visible

_TEXTS = ("subject", "description", "resolution", "outcome", "status", "team")
_MOMENTS = ("opened_local", "escalated_local", "resolved_local", "closed_local")


def brief_of(case: ToldCase) -> Brief:
    """What the next colleague has to know of `case`, by its events and its texts; all of it is cited with its id."""
    return Brief(
        timeline=timeline_of(case),
        wants=wants_of(case),
        tried=tried_of(case),
        promised=promised_of(case),
        waits_on=waits_on(case),
    )


def words_behind(case: ToldCase) -> Sequence[str]:
    """The texts of the case, which a brief quotes, and the moments to which it tells what happened."""
    texts = [case.values[name] for name in _TEXTS]
    texts += [text for one in case.events for text in (one.reason, one.note, one.actor, one.from_team, one.to_team)]
    said = [visible(form) for text in texts if text for form in (text, inert(text))]
    return [*said, *(clock(at) for at in (*(event.at for event in case.events), case.values["opened_local"]))]


def days_and_counts_behind(case: ToldCase) -> Sequence[int | date]:
    """The days of all that happened and of what is due, and how many events a line tells of or leaves out."""
    moments = [*(event.at for event in case.events), *filter(None, (case.values[name] for name in _MOMENTS))]
    due = [one.due for one in promises_of(case) if one.due]
    counts = [count for run in runs_of(case) for _, count in run.counts]
    return [*(at.date() for at in moments), *due, *counts, steps_not_told(case), promises_not_told(case)]


def durations_behind(case: ToldCase) -> Sequence[Number]:
    """How long ago each event was, and the durations of the facts, in hours."""
    facts = [case.values[f"hours_to_{name}"] for name in ("first_response", "escalate", "resolve")]
    ages = [case.age, *(event.age for event in case.events)]
    return [Number(metric="hours", value=value, n=1, unit="hours") for value in (*facts, *ages) if value]
