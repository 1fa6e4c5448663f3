"""Answers that tell of one case: what became of it, and the brief for whoever takes it over."""

from collections.abc import Sequence

from knowledge.answers.answer import Status
from knowledge.answers.briefs.brief import brief_of
from knowledge.answers.briefs.quoting import name, quoted
from knowledge.answers.briefs.waiting import is_over
from knowledge.answers.case_lookup import ToldCase
from knowledge.answers.cases.told import Brief
from knowledge.answers.kinds.drafting import Context, Draft, with_assumed
from knowledge.answers.wording.briefs import headline_about
from knowledge.answers.wording.figures import day, figure
from knowledge.questions.plan import CaseTopic, Plan

_DEFINITION = "the case, its events and what its texts say of it"
_ABOUT = ("product", "priority", "region", "channel", "account_name")
_SUBJECT = 120


def tell_case(context: Context, plan: Plan, assumed: Sequence[str]) -> Draft:
    """The brief of the case that `plan` names; the headline answers what of it was asked for."""
    case_id = plan.case_id or ""
    case = context.served.cases.told(case_id)
    if case is None:
        there = f"There is no case {case_id} among the {context.cases_words()} that are served."
        return Draft(status=Status.NO_DATA, headline=there, plan=plan)
    written, about = brief_of(case), _about(case)
    return Draft(
        headline=with_assumed(_headline(case, written.brief, plan.topic), assumed),
        plan=plan,
        lines=[about],
        brief=written.brief,
        caveats=context.coverage(),
        footing=context.footing(_DEFINITION, f"{len(case.events):,} {'event' if len(case.events) == 1 else 'events'}"),
        receipt=context.receipt(_DEFINITION, case_ids=[case.case_id]),
        beside=written.beside,
        computed=[len(case.events), *written.computed],
        words=[*written.words, about, *assumed],
    )


def _headline(case: ToldCase, brief: Brief, topic: str | None) -> str:
    """What was asked of the case; where that was everything, when it was opened, whether it escalated, how it ended."""
    if topic in list(CaseTopic):
        return headline_about(case.case_id, brief, CaseTopic(topic))
    values = case.values
    escalated, resolved = values["hours_to_escalate"], values["hours_to_resolve"]
    parts = [f"{case.case_id} was opened on {day(values['opened_local'].date())}"]
    if values["escalated_local"]:
        parts.append("escalated" if escalated is None else f"escalated {figure(escalated, 'hours')} later")
    else:
        parts.append("did not escalate")
    if not values["resolved_local"]:
        ending = "has no date of a resolution" if is_over(case) else "is not resolved yet"
        return f"{parts[0]}, {parts[1]} and {ending}."
    after = "" if resolved is None else f" {figure(resolved, 'hours')} after its opening"
    outcome = f" with the outcome {name(values['outcome'])}" if values["outcome"] else ""
    return f"{parts[0]}, {parts[1]} and was resolved{after}{outcome}."


def _about(case: ToldCase) -> str:
    """The subject, what else is known of what it is about, and who has it."""
    known = [name(case.values[one]) for one in _ABOUT if case.values[one]]
    team, status = case.values["team"], case.values["status"]
    known += [*([f"with {name(team)}"] if team else []), *([f"status {name(status)}"] if status else [])]
    beside = f" ({', '.join(known)})" if known else ""
    return f"{quoted(case.values['subject'], _SUBJECT)}{beside}"
