"""Whole messages: what a person sees as blocks, and the text that stands for it in notifications and screen readers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.blocks import limits
from bot.blocks.cases import case_blocks, case_lines, cut_cases
from bot.blocks.elements import context, section
from bot.blocks.figures import figure, title
from bot.blocks.mrkdwn import escaped
from bot.blocks.tables import FittedTable, fitted, table_block, table_lines
from bot.blocks.violations import Block
from knowledge.answers.answer import Answer, Number

HEADLINE_CHARACTERS = 2000
LINE_CHARACTERS = 300
CAVEATS_SHOWN = 4
CHOICES_SHOWN = 8
NUMBERS_SHOWN = 100
TEXT_CHARACTERS = 12_000
AUTOMATED = "automated, computed from the cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is posted: `blocks`, and `text` that says the same."""

    text: str
    blocks: Sequence[Block]


def answer_message(answer: Answer) -> Message:
    """The sentence, the table, the choices, the cases, what to beware of, then one line with the footing."""
    table = fitted(answer.table, _units(answer.numbers)) if answer.table and answer.table.columns else None
    return Message(text=_text_of(answer, table), blocks=_blocks_of(answer, table))


def plain_message(sentence: str) -> Message:
    """A message of our own words, which may hold markup."""
    return Message(text=sentence, blocks=[section(sentence)])


def error_message(sentence: str) -> Message:
    """What went wrong. The sentence may quote what was asked or stored, so it is escaped."""
    return plain_message(f":warning: {escaped(sentence, HEADLINE_CHARACTERS)}")


def _blocks_of(answer: Answer, table: FittedTable | None) -> list[Block]:
    headline = escaped(answer.headline, HEADLINE_CHARACTERS) or figure(None)
    return [
        section(headline),
        *([table_block(table)] if table else []),
        *([context(table.cut)] if table and table.cut else []),
        *([section("\n".join(choices))] if (choices := _choices(answer.choices)) else []),
        *case_blocks(answer.cases),
        *([context("\n".join(caveats))] if (caveats := _caveats(answer.caveats)) else []),
        context(_footing(answer)),
    ]


def _text_of(answer: Answer, table: FittedTable | None) -> str:
    """Headline and numbers before all else, so that they are what a cut never reaches."""
    lines = [
        *_numbers(answer.numbers if table is None else ()),
        *(table_lines(table) if table else []),
        *([table.cut] if table and table.cut else []),
        *_choices(answer.choices),
        *case_lines(answer.cases),
        *filter(None, [cut_cases(answer.cases)]),
        *_caveats(answer.caveats),
        _footing(answer),
    ]
    headline = escaped(answer.headline, limits.TEXT - TEXT_CHARACTERS) or figure(None)
    return "\n".join([headline, *_within(lines, TEXT_CHARACTERS)])


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
