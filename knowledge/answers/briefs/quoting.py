"""What people wrote in a case, as a brief repeats it: on one line, shortened, inert, and with its day."""

import re
from collections.abc import Sequence
from datetime import datetime

from knowledge.answers.case_lookup import ToldCase, ToldEvent
from knowledge.answers.cases.material_text import inert
from knowledge.answers.cases.sentences import sentences_of
from knowledge.answers.cases.told import Cited
from knowledge.answers.wording.figures import day
from knowledge.retrieval.texts.boilerplate import essence
from knowledge.speech.assistants import speaks_to_an_assistant

TEXT, NAME = 200, 60
"""Characters of a text and of a name that are quoted."""
_BEFORE = 80
"""Characters that are quoted before the point of a long sentence."""
_CUSTOMERS = frozenset({"opened", "customer_contact", "complaint"})
_CUSTOMER = re.compile(
    r"\b(?:customer|client|user|caller|requester|requestor|reporter|contact|kunde|kundin|kunden|anwender|cliente?|usuario)"
    r"s?\b",
    re.IGNORECASE,
)


def quoted(text: str, width: int = TEXT) -> str:
    """`text` in quotation marks, which none that it has itself ends or leaves open."""
    bare = text.replace('"', "") if text.count('"') % 2 else text
    return f"“{name(bare, width).replace('“', '‘').replace('”', '’')}”"  # noqa: RUF001  quotes within quotes


def excerpt(sentence: str, point: re.Pattern[str]) -> str:
    """`sentence` in quotation marks; of a long one the part around the first match of `point`, if there is one."""
    found = point.search(sentence) if len(sentence) > TEXT else None
    if found is None or found.end() < TEXT:
        return quoted(sentence)
    start = sentence.rfind(" ", 0, max(1, found.start() - _BEFORE)) + 1
    return quoted(f"…{sentence[start:]}")


def name(text: str, width: int = NAME) -> str:
    """A text of somebody else on one line of at most `width` characters, cut between words where it has such."""
    return inert(text, width)


def on(at: datetime) -> str:
    """The day that a line is from."""
    return day(at.date())


def said_with(event: ToldEvent) -> str:
    """The reason and the note of an event, as far as they say more than its kind, to people; empty where none does."""
    both = dict.fromkeys(text.strip() for text in (event.reason, event.note) if text)
    return "; ".join(text for text in both if text and text.lower() != event.kind and not speaks_to_an_assistant(text))


def quote_of(event: ToldEvent) -> str:
    """`: “what was said with it”`, empty where nothing was."""
    said = said_with(event)
    return f": {quoted(said)}" if said else ""


def aside(event: ToldEvent) -> str:
    """` (“what was said with it”)`, empty where nothing was."""
    said = said_with(event)
    return f" ({quoted(said)})" if said else ""


def sentences_in(text: str | None) -> Sequence[str]:
    """What a text says of the case, a sentence each, without greetings, signatures and what is said to assistants."""
    return [one for one in sentences_of(essence(text or "")) if not speaks_to_an_assistant(one)]


def is_customers(event: ToldEvent) -> bool:
    """Whether the customer did it, and not somebody on our side."""
    return event.kind in _CUSTOMERS or bool(event.actor and names_customer(event.actor))


def names_customer(text: str) -> bool:
    """Whether somebody on the customer's side is spoken of."""
    return _CUSTOMER.search(text) is not None


def cited(case: ToldCase, text: str) -> Cited:
    """A line of the brief of `case`."""
    return Cited(text=text, case_ids=(case.case_id,))


def not_shown(left: int, what: str) -> Sequence[str]:
    """How many are left out, as a line: "3 earlier steps are not shown."; no line where none is."""
    return [f"{left:,} {what}{' is' if left == 1 else 's are'} not shown."] if left else []


def left_out(lines: Sequence[object], most: int) -> int:
    """How many of `lines` there is no room for."""
    return max(0, len(lines) - most)
