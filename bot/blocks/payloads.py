"""What travels with buttons and modals: the names that listeners listen to, and the values that come back.

Slack sends back what a person's client was shown, maybe long ago and by an older version, so every value is checked.
"""

from enum import StrEnum
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

SHOW_CASES = "show_cases"
HOW_COMPUTED = "how_computed"
CHOOSE = "choose"
"""Choices are `choose:0`, `choose:1` …: an action_id must be unique in its block."""
FEEDBACK = "feedback"
SHARE = "share"
ASK = "ask_this"
"""A question that is offered, in the App Home: `ask_this:0` …"""
OPEN_CASE = "open_case"
PREFER = "prefer_form"

FEEDBACK_REASON = "feedback_reason"
ASK_FORM = "ask_form"
"""The `callback_id` of a view that can be submitted."""

ASK_TEXT = "ask_text"
ASK_WHERE = "ask_where"
REASON = "reason"
COMMENT = "comment"
"""Fields of those views: each is the block_id and the action_id of its input."""

SIMILAR_SHORTCUT = "similar_cases"
ASK_SHORTCUT = "ask_escalations"
COMMAND = "/escalations"


RECEIPT_CHARACTERS = 64
QUESTION_CHARACTERS = 1500
"""Of a question that travels with a button."""


class Reason(StrEnum):
    """What was wrong with an answer; the values of the field REASON."""

    WRONG_NUMBER = "wrong_number"
    WRONG_CASES = "wrong_cases"
    UNCLEAR = "unclear"


class Form(StrEnum):
    """How somebody likes numbers best; the values of the select PREFER."""

    CHARTS = "charts"
    TABLES = "tables"


class ButtonValue(BaseModel):
    """JSON in a button's `value` (at most 2,000 characters) or a modal's `private_metadata` (at most 3,000)."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    def packed(self) -> str:
        """As it travels."""
        return self.model_dump_json(exclude_defaults=True)


class OfReceipt(ButtonValue):
    """Something about one answer: `receipt` is the id of its receipt."""

    receipt: str = Field(min_length=1, max_length=RECEIPT_CHARACTERS)


class Choice(ButtonValue):
    """A question to ask, in the thread that the button stands in. `thread` is what follow-ups have in common."""

    question: str = Field(min_length=1, max_length=QUESTION_CHARACTERS)
    thread: str = Field(default="", max_length=255)


class Vote(ButtonValue):
    """What somebody thinks of one answer; `receipt` is None of an answer without one."""

    is_good: bool
    receipt: str | None = Field(default=None, max_length=RECEIPT_CHARACTERS)


class FeedbackForm(ButtonValue):
    """Where the modal for the reason of a bad vote was opened: the message and the answer in it."""

    channel: str = ""
    ts: str = ""
    root: str = ""
    receipt: str | None = None


Value = TypeVar("Value", bound=ButtonValue)


def unpacked(kind: type[Value], text: str | None) -> Value | None:
    """The value in `text`; None when it is none of this kind, such as one of an older version."""
    try:
        return kind.model_validate_json(text or "")
    except ValidationError:
        return None
