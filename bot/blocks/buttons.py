"""The buttons that stand below answers and beside questions."""

from collections.abc import Sequence

from bot.blocks import limits
from bot.blocks.elements import button
from bot.blocks.payloads import (
    CHOOSE,
    FEEDBACK,
    HOW_COMPUTED,
    QUESTION_CHARACTERS,
    RECEIPT_CHARACTERS,
    SHARE,
    SHOW_CASES,
    Choice,
    OfReceipt,
    Vote,
)
from bot.blocks.violations import Block
from knowledge.answers.answer import Answer, Status
from knowledge.letters import one_line
from knowledge.metrics.catalogue import METRICS

CHOICES = 8


def asking_button(words: str, action_id: str, question: str) -> Block | None:
    """A button that asks `question`; None for one that is empty, or too long to travel with a button."""
    asked = one_line(question)
    if not 0 < len(asked) <= QUESTION_CHARACTERS:
        return None
    value = Choice(question=asked).packed()
    return button(words, action_id, value) if len(value) <= limits.BUTTON_VALUE else None


def choice_buttons(choices: Sequence[str], first: int = 0) -> list[Block]:
    """The first of `choices`, each with an action id of its own; numbered where one is too long for its button."""
    numbered = are_long(choices)
    buttons = [
        asking_button(f"{at + 1}. {choice}" if numbered else choice, f"{CHOOSE}:{first + at}", choice)
        for at, choice in enumerate(choices[:CHOICES])
    ]
    return [one for one in buttons if one]


def are_long(choices: Sequence[str]) -> bool:
    """Whether one of them does not fit on a button, so that they have to be written out beside it."""
    return any(len(choice) > limits.BUTTON_TEXT for choice in choices[:CHOICES]) or len(choices) > CHOICES


def answer_buttons(answer: Answer, *, private: bool) -> list[Block]:
    """*Show cases*, *How was this computed?* and, of a `private` answer, *Share in channel*: what there is to do."""
    receipt = receipt_id(answer)
    if receipt is None:
        return []
    value = OfReceipt(receipt=receipt).packed()
    return [
        *([button("Show cases", SHOW_CASES, value)] if has_cases_behind(answer) else []),
        button("How was this computed?", HOW_COMPUTED, value),
        *([button("Share in channel", SHARE, value)] if private else []),
    ]


def feedback(answer: Answer) -> Block:
    """Whether the answer was good, as Slack shows it below what an agent says."""
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": FEEDBACK,
                "positive_button": _vote("Good answer", answer, is_good=True),
                "negative_button": _vote("Bad answer", answer, is_good=False),
            }
        ],
    }


def complaint_button(answer: Answer) -> Block:
    """The bad vote alone, as a button that every Slack knows."""
    return button("Not right?", FEEDBACK, Vote(is_good=False, receipt=receipt_id(answer)).packed())


def has_cases_behind(answer: Answer) -> bool:
    """Whether the answer has numbers that count cases, and does not list these cases itself."""
    if answer.status is not Status.ANSWERED or answer.cases:
        return False
    return any(number.n and _counts_cases(number.metric) for number in answer.numbers)


def receipt_id(answer: Answer) -> str | None:
    """None of an answer that was not kept."""
    receipt = answer.receipt.id if answer.receipt else None
    return receipt if receipt and len(receipt) <= RECEIPT_CHARACTERS and receipt.isalnum() else None


def _counts_cases(metric: str) -> bool:
    return metric in METRICS and METRICS[metric].source == "cases"


def _vote(words: str, answer: Answer, *, is_good: bool) -> Block:
    vote = Vote(is_good=is_good, receipt=receipt_id(answer))
    return {"text": {"type": "plain_text", "text": words}, "value": vote.packed()}
