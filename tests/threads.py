"""Conversations with the reader on Sunday, 22 November 2026, with 90 days by default and no chat model."""

from datetime import date

from knowledge.metrics.catalogue import METRICS
from knowledge.metrics.periods import Period
from knowledge.questions.plan import Plan, Reading, Unclear, Understood
from knowledge.questions.reader import ChatReader, Reader
from knowledge.questions.thread import ThreadState, from_json, state_after, to_json
from knowledge.questions.wording import Wording
from tests.test_questions_values import SUNDAY, a_reader, a_vocabulary

DEFAULT = Period(start=date(2026, 8, 24), end=SUNDAY)
LAST_WEEK = Period(start=date(2026, 11, 9), end=date(2026, 11, 16))
LAST_MONTH = Period(start=date(2026, 10, 1), end=date(2026, 11, 1))
SEPTEMBER = Period(start=date(2026, 9, 1), end=date(2026, 10, 1))
LAST_YEAR = Period(start=date(2025, 1, 1), end=date(2026, 1, 1))


def a_whole_reader(chat: ChatReader | None = None) -> Reader:
    return Reader(rules=a_reader(), wording=Wording(METRICS, a_vocabulary()), chat=chat)


READER = a_whole_reader()


def a_thread(*messages: str) -> ThreadState:
    """What a thread remembers after these messages; it is written down and read back between them, as in a database."""
    state = ThreadState()
    for message in messages:
        state = state_after(state, message, READER.read(message, today=SUNDAY, state=state))
        kept = from_json(to_json(state))
        assert kept is not None
        state = kept
    return state


def asked(*messages: str) -> tuple[Reading, ...]:
    """How the last of these messages is read, behind the others in one thread."""
    return READER.read(messages[-1], today=SUNDAY, state=a_thread(*messages[:-1]))


def plans_of(*messages: str) -> tuple[Plan, ...]:
    """The Plans of the last message, all of whose parts are understood."""
    readings = asked(*messages)
    assert all(isinstance(reading, Understood) for reading in readings), readings
    return tuple(reading.plan for reading in readings if isinstance(reading, Understood))


def assumed_of(*messages: str) -> tuple[str, ...]:
    """What is told about the last message, which has one part."""
    (reading,) = asked(*messages)
    assert isinstance(reading, Understood), reading
    return reading.assumed


def unclear(*messages: str) -> Unclear:
    """The last message, which has one part and is not understood."""
    (reading,) = asked(*messages)
    assert isinstance(reading, Unclear), reading
    return reading
