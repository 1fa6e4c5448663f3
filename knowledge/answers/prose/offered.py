"""What a model is offered of cases, and its prose held against: redacted, inert excerpts, and facts in words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from knowledge.answers.cases.material import CaseMaterial, MaterialEvent
from knowledge.answers.cases.material_text import inert
from knowledge.answers.cases.sentences import sentences_of
from knowledge.answers.cases.telling import is_telling
from knowledge.answers.cases.told import Common, Count
from knowledge.answers.prose.evidence import CaseEvidence, Passage, ProseEvidence
from knowledge.answers.prose.labels import label_words
from knowledge.answers.prose.reading.languages import language_of
from knowledge.answers.prose.reading.tables import listed
from knowledge.answers.prose.reading.words import content
from knowledge.answers.wording.figures import day, figure
from knowledge.retrieval.texts.boilerplate import essence
from knowledge.speech.assistants import speaks_to_an_assistant

_MOST_CASES = 10
"""Cases that are offered, the closest ones."""
MOST_CHARACTERS = 12_000
"""Of excerpts in all; a case has its equal part of them, and _MOST_OF_ONE at most."""
_MOST_OF_ONE = 2_400
_SHARES = {"resolution": 0.4, "description": 0.35, "notes": 0.25}
"""The parts of a case's excerpts that its texts may have."""
_LONGEST_SENTENCE = 400
_TELLING_EVENTS = frozenset(
    listed(
        "escalated escalation_requested escalation_declined approval_declined exception_granted deescalated resolved"
        " reopened waiting complaint customer_contact handoff elevated"
    )
)


def evidence_of(material: Sequence[CaseMaterial], common: Common | None, language: str) -> ProseEvidence:
    """What prose in `language` is made of and held against: the closest cases, and what all have in common."""
    offered = material[:_MOST_CASES]
    room = min(_MOST_OF_ONE, MOST_CHARACTERS // max(1, len(offered)))
    return ProseEvidence(
        cases={case.case_id: _case(case, room, language) for case in offered},
        computed=list(_computed(common, language)) if common else [],
        total=common.cases if common else len(offered),
        language=language,
        ends=frozenset(content(" ".join(case.outcome or "" for case in offered), "en"))
        | {*label_words("escalated", language), *label_words("reopened", language)},
    )


def _case(case: CaseMaterial, room: int, language: str) -> CaseEvidence:
    notes = " ".join(filter(None, (_note(event) for event in case.events)))
    texts = {
        "resolution": essence(case.resolution or ""),
        "description": essence(case.description or ""),
        "notes": notes,
    }
    sentences = [
        *_sentences(case.subject, _LONGEST_SENTENCE),
        *(
            one
            for name, text in texts.items()
            for one in _sentences(text, int(_SHARES[name] * room), telling=name != "notes")
        ),
    ]
    own = language_of(" ".join(sentences)) or "en"
    return CaseEvidence(
        case_id=case.case_id,
        texts=[Passage(text=one, language=own) for one in sentences],
        facts=list(_facts(case, language)),
    )


def _sentences(text: str, room: int, *, telling: bool = False) -> Iterator[str]:
    """The sentences of `text`, or those that tell something, that there is room for; none tells a model what to do."""
    for sentence in sentences_of(text):
        if speaks_to_an_assistant(sentence) or (telling and not is_telling(sentence)):
            continue
        shown = " ".join(inert(sentence).split())[:_LONGEST_SENTENCE]
        if len(shown) > room:
            return
        if shown:
            room -= len(shown)
            yield shown


def _note(event: MaterialEvent) -> str:
    """What was noted at an event that tells something, as a sentence."""
    said = ", ".join(filter(None, (event.reason, event.note)))
    if not said or event.kind not in _TELLING_EVENTS:
        return ""
    return f"{event.kind.replace('_', ' ').capitalize()} on {day(event.at)}: {said}{'' if said[-1] in '.!?' else '.'}"


def _facts(case: CaseMaterial, language: str) -> Iterator[Passage]:
    yield _fact("opened", f"opened on {day(case.opened_local)}", language)
    yield from _came("escalated", case.escalated_local, case.hours_to_escalate, language)
    for fact in _came("resolved", case.resolved_local, case.hours_to_resolve, language):
        # what the outcome was came about then: "refunded after three days"
        yield replace(fact, labels={**dict.fromkeys(content(case.outcome or "", "en"), 1.0), **(fact.labels or {})})
    if case.hours_to_first_response is not None:
        yield _fact("first response", f"first response after {_duration(case.hours_to_first_response)}", language)
    counts = {"handoffs": case.handoffs, "repeat contacts": case.repeat_contacts, "approvals": case.approvals}
    for name, count in counts.items():
        if count:
            yield _fact(name, f"{count} {name.removesuffix('s') if count == 1 else name}", language)
    if case.reopens:
        yield _fact("reopened", f"reopened {case.reopens} {'time' if case.reopens == 1 else 'times'}", language)
    if case.approval_wait is not None:
        yield _fact("approvals", f"waited {_duration(case.approval_wait)} for approval", language)
    labels = {"outcome": case.outcome, "product": case.product, "teams": ", ".join(case.teams)}
    yield from (_label(name, value) for name, value in labels.items() if value)


def _came(name: str, at: datetime | None, hours: float | None, language: str) -> Iterator[Passage]:
    """That it came to it, or that it did not."""
    if at is None:
        yield Passage(text=f"not {name}", language="en", labels=label_words(name, language))
        return
    after = f" after {_duration(hours)}" if hours is not None else ""
    yield _fact(name, f"{name} on {day(at)}{after}", language)


def _fact(name: str, text: str, language: str) -> Passage:
    return Passage(text=text, language="en", labels=label_words(name, language))


def _label(name: str, value: str) -> Passage:
    shown = " ".join(inert(value).split())
    return Passage(text=f"{name}: {shown}", language="en", labels=dict.fromkeys(content(shown, "en"), 3.0), free=True)


def _duration(hours: float) -> str:
    """In the unit that fits, and exactly in hours beside it where that is another."""
    shown = figure(hours, "hours")
    return shown if shown.endswith((" h", " min")) else f"{shown} ({hours:.1f} h)"


def _computed(common: Common, language: str) -> Iterator[Passage]:
    """What was computed over all similar cases, a line each."""
    yield Passage(text=f"{common.cases} similar cases", language="en", labels={})
    for name, count in (("escalated", common.escalated), ("resolved", common.resolved)):
        yield _fact(name, f"{count} of {common.cases} {name}", language)
    for name, hours in (("resolved", common.hours_to_resolve), ("escalated", common.hours_to_escalate)):
        if hours is not None:
            yield _fact(name, f"{name} after {_duration(hours)} (median)", language)
    yield from _counted("outcome", common.outcomes, common.cases)
    yield from _counted("team", common.teams, common.cases)
    for one in common.resolutions:
        yield _counted_one(f"{len(one.case_ids)} of {common.cases} cases say: {inert(one.text)}", one.text)


def _counted(name: str, counts: Sequence[Count], cases: int) -> Iterator[Passage]:
    for one in counts:
        yield _counted_one(f"{name} {inert(one.label)}: {one.count} of {cases} cases", one.label)


def _counted_one(text: str, label: str) -> Passage:
    return Passage(text=text, language="en", labels=dict.fromkeys(content(label, "en"), 3.0), free=True)
