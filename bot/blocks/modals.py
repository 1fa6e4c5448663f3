"""Everything that opens as a modal: how an answer was computed, its cases, what was wrong with it, a question."""

from collections.abc import Sequence
from datetime import date

from bot.blocks import limits
from bot.blocks.answers.cases import case_sections
from bot.blocks.answers.computations import computation_blocks
from bot.blocks.elements import context, option, plain_text, section, text_input
from bot.blocks.mrkdwn import escaped
from bot.blocks.payloads import (
    ASK_FORM,
    ASK_TEXT,
    ASK_WHERE,
    COMMENT,
    FEEDBACK_REASON,
    REASON,
    FeedbackForm,
    Reason,
)
from bot.blocks.violations import Block
from knowledge.answers.answer import Answer
from knowledge.answers.computation import Computation

View = Block

QUESTION_CHARACTERS = 3000
COMMENT_CHARACTERS = 1000
CASES_SHOWN = 40
_SENTENCE = 2000
_CAVEATS = 4
_EXAMPLES = "How many escalations last month? · Escalation ratio by product · Similar cases: charged twice"
_REASONS = {
    Reason.WRONG_NUMBER: "A number is wrong",
    Reason.WRONG_CASES: "The cases do not fit",
    Reason.UNCLEAR: "I do not understand it",
}


def computation_modal(computation: Computation) -> View:
    """*How was this computed?*"""
    return _modal("How it was computed", computation_blocks(computation))


def cases_modal(answer: Answer, today: date | None = None) -> View:
    """*Show cases*: those in `answer`, with how each ended, and what is not shown."""
    shown = answer.cases[:CASES_SHOWN]
    left = len(answer.cases) - len(shown)
    return _modal(
        "Cases",
        [
            section(escaped(answer.headline, _SENTENCE) or "Cases"),
            *case_sections(shown, today),
            *([context(f"{len(shown)} of {len(answer.cases)} cases are shown.")] if left else []),
            *(context(line) for one in answer.caveats[:_CAVEATS] if (line := escaped(one, _SENTENCE))),
            *([context(line)] if (line := escaped(answer.footing, _SENTENCE)) else []),
        ],
    )


def feedback_modal(form: FeedbackForm) -> View:
    """Asks what was wrong; submitted as FEEDBACK_REASON, with `form` in its private_metadata."""
    reasons = {
        "type": "radio_buttons",
        "options": [option(words, reason.value) for reason, words in _REASONS.items()],
    }
    comment = {"type": "plain_text_input", "multiline": True, "max_length": COMMENT_CHARACTERS}
    return {
        **_modal(
            "What was wrong?",
            [
                text_input(REASON, "What was wrong with the answer?", reasons),
                text_input(COMMENT, "What should it have said?", comment, optional=True),
                context("Your feedback goes to those who run this assistant. Please leave out what customers wrote."),
            ],
            close="Cancel",
        ),
        "submit": plain_text("Send", limits.VIEW_TITLE),
        "callback_id": FEEDBACK_REASON,
        "private_metadata": form.packed(),
    }


def ask_modal(text: str = "", problem: str | None = None) -> View:
    """Asks for a question; submitted as ASK_FORM. `text` is what stands there already, `problem` what was wrong."""
    return {
        **_modal(
            "Ask about escalations",
            [
                *([section(f":warning: {escaped(problem, _SENTENCE)}")] if problem else []),
                text_input(ASK_TEXT, "Your question", _question_field(text)),
                text_input(ASK_WHERE, "Also post it in", _channel_field(), optional=True),
                context("The answer comes as a direct message. It is automated, and computed from the cases."),
            ],
            close="Cancel",
        ),
        "submit": plain_text("Ask", limits.VIEW_TITLE),
        "callback_id": ASK_FORM,
    }


def _question_field(text: str) -> Block:
    return {
        "type": "plain_text_input",
        "multiline": True,
        "max_length": QUESTION_CHARACTERS,
        "placeholder": plain_text(_EXAMPLES, limits.PLACEHOLDER),
        **({"initial_value": text[:QUESTION_CHARACTERS]} if text.strip() else {}),
    }


def _channel_field() -> Block:
    """Channels of this workspace alone: what is shown there stays in it."""
    shown = {"include": ["public", "private"], "exclude_bot_users": True, "exclude_external_shared_channels": True}
    return {
        "type": "conversations_select",
        "placeholder": plain_text("Only to me", limits.PLACEHOLDER),
        "filter": shown,
    }


def working_modal(title: str) -> View:
    """Stands there until what `title` names has been computed."""
    return _modal(title, [section(":hourglass_flowing_sand: Looking through the cases…")])


def error_modal(sentence: str) -> View:
    """What went wrong. The sentence may quote what was asked or stored, so it is escaped."""
    return _modal("That did not work", [section(f":warning: {escaped(sentence, _SENTENCE)}")])


def _modal(title: str, blocks: Sequence[Block], *, close: str = "Close") -> View:
    return {
        "type": "modal",
        "title": plain_text(title, limits.VIEW_TITLE),
        "close": plain_text(close, limits.VIEW_TITLE),
        "blocks": list(blocks[: limits.VIEW_BLOCKS]),
    }
