"""Whole messages: what a person sees as blocks, and the text that stands for it in notifications and screen readers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.blocks import limits
from bot.blocks.answers.figures import figure
from bot.blocks.answers.parts import HEADLINE_CHARACTERS, Part, Reader
from bot.blocks.answers.rooms import Room
from bot.blocks.answers.texts import part_text
from bot.blocks.buttons import complaint_button, feedback
from bot.blocks.elements import actions, context, divider, section
from bot.blocks.markdown import inert
from bot.blocks.mrkdwn import escaped
from bot.blocks.violations import Block
from bot.charts.chart import Chart
from knowledge.answers.answer import Answer

PARTS_SHOWN = 6
ASKED_CHARACTERS = 300
_KEPT_FREE = 400
"""Characters of a message for what is said of all its parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is posted: `blocks`, and `text` that says the same and begins with the sentence that answers.

    Where Slack streams, `lead` (its own Markdown) is streamed first and `below` follows it; empty: not to be streamed.
    `plain` are blocks of kinds that every Slack takes, for where it refuses `blocks`; then `chart` is drawn as a
    picture.
    """

    text: str
    blocks: Sequence[Block]
    lead: str = ""
    below: Sequence[Block] = ()
    plain: Sequence[Block] = ()
    chart: Chart | None = None


def answer_message(
    answer: Answer,
    *,
    today: date | None = None,
    as_tables: bool = False,
    private: bool = False,
    asked: str | None = None,
) -> Message:
    """The sentence, chart or table, what stands out, the choices, the cases, what to beware of, one line of footing.

    A compound question's parts come one below the other in one message, each with its share of what one may hold.
    `today` is what ages are told by, None: they are told as days. `private`: one person sees it and may share it.
    `asked` is the question, to be quoted on top.
    """
    answers = answer.parts or [answer]
    reader = Reader(today=today, as_tables=as_tables, private=private)
    parts = [Part.of(one, reader) for one in answers[:PARTS_SHOWN]]
    left = len(answers) - len(parts)
    quoted = [context(f"Asked: {line}")] if asked and (line := escaped(asked, ASKED_CHARACTERS)) else []
    more = [context(f"{left} more parts of the answer do not fit into a message.")] if left else []
    native = [*_native(parts), *more, feedback(answer)]
    return Message(
        text="\n\n".join(part_text(part, share=len(parts)) for part in parts),
        blocks=[*quoted, *native],
        lead=_lead(answers[0], asked),
        below=native[1:],
        plain=[*quoted, *_plain(parts), *more, *actions([complaint_button(answer)])],
        chart=next((part.chart for part in parts if part.chart), None),
    )


def message_of(text: str, blocks: Sequence[Block]) -> Message:
    """`blocks` that were made for a window, as far as a message holds them, with a line where that is not all."""
    room = Room(characters=limits.MESSAGE_CHARACTERS, blocks=limits.MESSAGE_BLOCKS)
    fitting = room.filled(blocks[:1], blocks[1:], [])
    return Message(text=text, blocks=fitting)


def plain_message(sentence: str) -> Message:
    """A message of our own words, which may hold markup."""
    blocks = [section(sentence)]
    return Message(text=sentence, blocks=blocks, plain=blocks)


def error_message(sentence: str) -> Message:
    """What went wrong. The sentence may quote what was asked or stored, so it is escaped."""
    return plain_message(f":warning: {escaped(sentence, HEADLINE_CHARACTERS)}")


def _lead(answer: Answer, asked: str | None) -> str:
    quoted = inert(asked, ASKED_CHARACTERS) if asked else ""
    headline = inert(answer.headline, HEADLINE_CHARACTERS) or figure(None)
    return f"> {quoted}\n\n{headline}" if quoted else headline


def _native(parts: Sequence[Part]) -> list[Block]:
    """One table and two charts are what Slack takes: what is beyond that is written out."""
    blocks: list[Block] = []
    for part in parts:
        has_table = any(block["type"] == "table" for block in blocks)
        charts = sum(block["type"] == "data_visualization" for block in blocks)
        between = part.between(draws=charts < limits.CHARTS, tabulates=not has_table)
        blocks += [*_parting(blocks), *_room(parts).filled(part.first, between, part.last)]
    return blocks


def _plain(parts: Sequence[Part]) -> list[Block]:
    blocks: list[Block] = []
    for part in parts:
        blocks += [*_parting(blocks), *_room(parts).filled(part.first, part.plain_between(), part.last)]
    return blocks


def _parting(blocks: Sequence[Block]) -> list[Block]:
    return [divider()] if blocks else []


def _room(parts: Sequence[Part]) -> Room:
    """What one of `parts` may take; three blocks are for what is said of all."""
    return Room(
        characters=(limits.MESSAGE_CHARACTERS - _KEPT_FREE) // len(parts),
        blocks=(limits.MESSAGE_BLOCKS - 3) // len(parts) - 1,
    )
