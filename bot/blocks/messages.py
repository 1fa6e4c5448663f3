"""Whole messages: what a person sees as blocks, and the text that stands for it in notifications and screen readers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.blocks import limits
from bot.blocks.cases import case_blocks, case_lines, cut_cases
from bot.blocks.elements import context, divider, section
from bot.blocks.figures import figure, title
from bot.blocks.mrkdwn import escaped
from bot.blocks.rooms import Room
from bot.blocks.tables import FittedTable, fitted, table_block, table_lines
from bot.blocks.violations import Block
from bot.charts.chart import Chart
from knowledge.answers.answer import Answer, Number

HEADLINE_CHARACTERS = 2000
LINE_CHARACTERS = 300
LINES_SHOWN = 16
STORY_CHARACTERS = 180
TABLE_LINES_CHARACTERS = 2500
CAVEATS_SHOWN = 4
CHOICES_SHOWN = 8
NUMBERS_SHOWN = 100
TEXT_CHARACTERS = 12_000
_ROOM_BETWEEN = 100
"""Characters for what is said of a cut, and for what stands between two parts."""
AUTOMATED = "automated, computed from the cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is posted: `blocks`, and `text` that says the same and begins with the sentence that answers.

    Where Slack streams, `lead` (its own Markdown) is streamed first and `below` follows it; empty: not to be streamed.
    `plain` are blocks of kinds that every Slack takes, for where it refuses `blocks`; then `chart` is drawn as a picture.
    """

    text: str
    blocks: Sequence[Block]
    lead: str = ""
    below: Sequence[Block] = ()
    plain: Sequence[Block] = ()
    chart: Chart | None = None


def answer_message(answer: Answer) -> Message:
    """The sentence, what follows it, the table, the choices, the cases, what to beware of, then one line of footing.

    A compound question's parts come one below the other in one message, each with its share of what one may hold.
    """
    parts = answer.parts or [answer]
    blocks: list[Block] = []
    texts = []
    for part in parts:
        table = fitted(part.table, _units(part.numbers)) if part.table and part.table.columns else None
        has_table = any(block["type"] == "table" for block in blocks)
        room = Room(characters=limits.MESSAGE_CHARACTERS // len(parts), blocks=limits.MESSAGE_BLOCKS // len(parts) - 1)
        blocks += [divider()] if blocks else []
        blocks += _blocks_of(part, table, room, as_lines=has_table)
        texts.append(_text_of(part, table, share=len(parts)))
    return Message(text="\n\n".join(texts), blocks=blocks)


def plain_message(sentence: str) -> Message:
    """A message of our own words, which may hold markup."""
    return Message(text=sentence, blocks=[section(sentence)])


def error_message(sentence: str) -> Message:
    """What went wrong. The sentence may quote what was asked or stored, so it is escaped."""
    return plain_message(f":warning: {escaped(sentence, HEADLINE_CHARACTERS)}")


def _blocks_of(answer: Answer, table: FittedTable | None, room: Room, *, as_lines: bool) -> list[Block]:
    """`as_lines`: the message has its one table already, so that this one is written out."""
    headline = escaped(answer.headline, min(HEADLINE_CHARACTERS, room.characters // 3)) or figure(None)
    footing = context(_footing(answer))
    between = [
        *([section("\n".join(lines))] if (lines := _lines(answer.lines)) else []),
        *([_written_out(table) if as_lines else table_block(table)] if table else []),
        *([context(table.cut)] if table and table.cut else []),
        *([section("\n".join(choices))] if (choices := _choices(answer.choices)) else []),
        *case_blocks(answer.cases),
        *([context("\n".join(caveats))] if (caveats := _caveats(answer.caveats)) else []),
    ]
    return room.filled([section(headline)], between, [footing])


def _written_out(table: FittedTable) -> Block:
    return section("\n".join(_within(table_lines(table), TABLE_LINES_CHARACTERS)) or figure(None))


def _text_of(answer: Answer, table: FittedTable | None, *, share: int) -> str:
    """Headline and numbers before all else, so that they are what a cut never reaches."""
    lines = [
        *_lines(answer.lines),
        *_numbers(answer.numbers if table is None else ()),
        *(table_lines(table) if table else []),
        *([table.cut] if table and table.cut else []),
        *_choices(answer.choices),
        *case_lines(answer.cases),
        *filter(None, [cut_cases(answer.cases)]),
        *_caveats(answer.caveats),
        _footing(answer),
    ]
    headline = escaped(answer.headline, (limits.TEXT - TEXT_CHARACTERS) // share - _ROOM_BETWEEN) or figure(None)
    return "\n".join([headline, *_within(lines, TEXT_CHARACTERS // share - _ROOM_BETWEEN)])


def _lines(lines: Sequence[str]) -> list[str]:
    return [line for one in lines[:LINES_SHOWN] if (line := escaped(one, STORY_CHARACTERS))]


def _within(lines: Sequence[str], characters: int) -> Iterable[str]:
    """The lines that fit, each counted with its line break, then one that says how many do not."""
    for at, line in enumerate(lines):
        characters -= len(line) + 1
        if characters < 0:
            yield f"{len(lines) - at} more lines do not fit into a message."
            return
        yield line


def _units(numbers: Sequence[Number]) -> Mapping[str, str]:
    return {number.metric: number.unit for number in numbers}


def _numbers(numbers: Sequence[Number]) -> list[str]:
    """For answers without a table: each number with its metric, segment and n."""
    return [escaped(_number(number), LINE_CHARACTERS) for number in numbers[:NUMBERS_SHOWN]]


def _number(number: Number) -> str:
    return f"{title(number.metric)}{_segment(number)}: {figure(number.value, number.unit)} (n {number.n:,})"


def _segment(number: Number) -> str:
    values = [value for several in number.where.values() for value in several]
    return f" of {', '.join(values)}" if values else ""


def _choices(choices: Sequence[str]) -> list[str]:
    """Numbered, so that a person can say which."""
    lines = [f"{at}. {line}" for at, line in enumerate(_escaped(choices)[:CHOICES_SHOWN], start=1)]
    more = len(choices) - CHOICES_SHOWN
    return [*lines, f"and {more} more"] if more > 0 else lines


def _caveats(caveats: Sequence[str]) -> list[str]:
    lines = _escaped(caveats)[:CAVEATS_SHOWN]
    more = len(caveats) - CAVEATS_SHOWN
    return [*lines, f"and {more} more remarks"] if more > 0 else lines


def _escaped(sentences: Sequence[str]) -> list[str]:
    """Without those that hold nothing to read."""
    return [line for sentence in sentences if (line := escaped(sentence, LINE_CHARACTERS))]


def _footing(answer: Answer) -> str:
    return " · ".join(filter(None, [escaped(answer.footing, 2 * LINE_CHARACTERS), AUTOMATED]))
