"""A case without what must not leave the case store: what is written of it for others to be made from."""

from collections.abc import Callable
from dataclasses import replace

from knowledge.cases.case import Case, CaseEvent, CaseHistory
from knowledge.redaction.redactor import Redactor

_Redact = Callable[[str | None], str | None]


def redacted_history(history: CaseHistory, redactor: Redactor) -> CaseHistory:
    """The case and its events with `[email]` and the like in every text that somebody wrote, or that names somebody.

    Teams and the values of the helpdesk's own lists stay. The id of the case stays wherever it is told, whatever it
    looks like.
    """
    redact = redacting(history.case.case_id, redactor)
    return CaseHistory(
        case=_redacted_case(history.case, redact),
        events=tuple(_redacted_event(event, redact) for event in history.events),
    )


def redacting(case_id: str, redactor: Redactor) -> _Redact:
    """Redacts texts of this case; no text stays none."""

    def redact(text: str | None) -> str | None:
        if text is None:
            return None
        redacted = redactor.redacted(text)
        if redacted == text or case_id not in text:
            return redacted
        return redactor.redacted(text, spared=case_id.__eq__)

    return redact


def _redacted_case(case: Case, redact: _Redact) -> Case:
    return replace(
        case,
        subject=redact(case.subject) or "",
        description=redact(case.description),
        resolution=redact(case.resolution),
        url=redact(case.url),
        account_id=redact(case.account_id),
        account_name=redact(case.account_name),
        attributes={name: redact(value) or "" for name, value in case.attributes.items()},
    )


def _redacted_event(event: CaseEvent, redact: _Redact) -> CaseEvent:
    return replace(event, actor=redact(event.actor), reason=redact(event.reason), note=redact(event.note))
