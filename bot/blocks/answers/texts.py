"""An answer as text alone: what notifications show and screen readers read."""

from collections.abc import Iterable, Sequence

from bot.blocks import limits
from bot.blocks.answers.briefs import brief_lines
from bot.blocks.answers.cases import case_lines, cut_cases
from bot.blocks.answers.figures import figure, title
from bot.blocks.answers.parts import LINE_CHARACTERS, Part
from bot.blocks.answers.tables import table_lines
from bot.blocks.mrkdwn import escaped
from knowledge.answers.answer import Number

TEXT_CHARACTERS = 12_000
NUMBERS_SHOWN = 100
_ROOM_BETWEEN = 100
"""Characters for what is said of a cut, and for what stands between two parts."""


def part_text(part: Part, *, share: int) -> str:
    """Headline and numbers before all else, so that they are what a cut never reaches; one of `share` parts."""
    answer, table = part.answer, part.table
    lines = [
        *_numbers(answer.numbers if table is None else ()),
        *(table_lines(table) if table else []),
        *([table.cut] if table and table.cut else []),
        *part.lines,
        *part.written_choices,
        *(brief_lines(answer.brief) if answer.brief else ()),
        *part.lessons.lines,
        *case_lines(answer.cases, part.reader.today),
        *filter(None, [cut_cases(answer.cases)]),
        *part.caveats,
        part.footing,
    ]
    headline = escaped(answer.headline, (limits.TEXT - TEXT_CHARACTERS) // share - _ROOM_BETWEEN) or figure(None)
    return "\n".join([headline, *_within(lines, TEXT_CHARACTERS // share - _ROOM_BETWEEN)])


def _within(lines: Sequence[str], characters: int) -> Iterable[str]:
    """The lines that fit, each counted with its line break, then one that says how many do not."""
    for at, line in enumerate(lines):
        characters -= len(line) + 1
        if characters < 0:
            yield f"{len(lines) - at} more lines do not fit into a message."
            return
        yield line


def _numbers(numbers: Sequence[Number]) -> list[str]:
    """For answers without a table: each number with its metric, segment and n."""
    lines = [escaped(_number(number), LINE_CHARACTERS) for number in numbers[:NUMBERS_SHOWN]]
    more = len(numbers) - NUMBERS_SHOWN
    return [*lines, f"and {more} more numbers"] if more > 0 else lines


def _number(number: Number) -> str:
    n = f" (n {number.n:,})" if number.n != number.value else ""
    return f"{title(number.metric)}{_segment(number)}: {figure(number.value, number.unit)}{n}"


def _segment(number: Number) -> str:
    values = [value for several in number.where.values() for value in several]
    return f" of {', '.join(values)}" if values else ""
