"""A table as a block, and as lines for those who read the text only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite

from bot.blocks import limits
from bot.blocks.answers.crossing import crossed
from bot.blocks.answers.figures import figure, title
from bot.blocks.mrkdwn import NOTHING, escaped, escaped_code
from bot.blocks.violations import Block
from bot.charts.labels import shortened
from bot.charts.points import slice_labels
from knowledge.answers.answer import Answer, Cell, Table
from knowledge.answers.wording.cells import cell_texts
from knowledge.answers.wording.figures import NOT_KNOWN

CELL_CHARACTERS = 120
TABLE_CHARACTERS = 4000
"""A table's share of what a message may hold, headings included."""

COLUMN_CHARACTERS = 76
"""Wider lines are broken, and columns with them, in a narrow window."""
WRITTEN_CHARACTERS = 2400

_REMARKS = frozenset({"flags", "verdict"})
"""Columns that only set rows apart: what is true of all of them stands in a sentence beside the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedTable:
    """What of a table fits into a message, as texts; `cut` says in a sentence what does not, empty if all does.

    `values` are the raw values under `rows`: a number stays a number for Slack to align.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    values: Sequence[Sequence[Cell]]
    cut: str


def fitted(answer: Answer) -> FittedTable:
    """The columns and rows of the table of `answer`, which has one, that fit; each number in its unit."""
    across = crossed(answer)
    table = across or _without_idle_remarks(answer.table or Table(columns=(), rows=()))
    units = dict.fromkeys(table.columns[1:], "cases") if across else {one.metric: one.unit for one in answer.numbers}
    columns = list(table.columns[: limits.TABLE_COLUMNS])
    titles = [_cell_text(column if across else title(column)) for column in columns]
    rows: list[list[str]] = []
    room = TABLE_CHARACTERS - sum(map(len, titles))
    for texts in cell_texts(table, units)[: limits.TABLE_ROWS - 1]:
        row = [
            _cell_text(_in_words(column, "" if text == NOT_KNOWN else text, answer))
            for column, text in zip(columns, texts, strict=False)
        ]
        room -= sum(map(len, row))
        if room < 0:
            break
        rows.append(row)
    return FittedTable(
        columns=titles,
        rows=rows,
        values=[values[: len(columns)] for values in table.rows[: len(rows)]],
        cut=_what_was_cut(table, shown_rows=len(rows), shown_columns=len(columns)),
    )


def _without_idle_remarks(table: Table) -> Table:
    """The table without the remarks that are the same in every row."""
    kept = [
        at for at, name in enumerate(table.columns) if name not in _REMARKS or len({row[at] for row in table.rows}) > 1
    ]
    if not kept:
        return table
    return Table(columns=[table.columns[at] for at in kept], rows=[[row[at] for at in kept] for row in table.rows])


def table_block(table: FittedTable) -> Block:
    """The `table` block; it needs at least one column."""
    numeric = [any(_is_number(row[at]) for row in table.values) for at in range(len(table.columns))]
    return {
        "type": "table",
        "column_settings": [{"align": "right" if number else "left"} for number in numeric],
        "rows": [
            [_text_cell(name) for name in table.columns],
            *(
                [_cell(text, value) for text, value in zip(texts, values, strict=True)]
                for texts, values in zip(table.rows, table.values, strict=True)
            ),
        ],
    }


def table_lines(table: FittedTable) -> list[str]:
    """One line a row, each number behind the name of its column, escaped; without what is empty."""
    return [
        "; ".join(
            f"{escaped(name, CELL_CHARACTERS)}: {escaped(text, CELL_CHARACTERS)}"
            for name, text in zip(table.columns, row, strict=True)
            if text != NOTHING
        )
        for row in table.rows
    ]


def written_out(table: FittedTable) -> str:
    """The table as markup: in columns where these are narrow enough to be read so, else a line a row."""
    lines = _aligned(table)
    if max(map(len, lines)) > COLUMN_CHARACTERS:
        return "\n".join(_within(table_lines(table), WRITTEN_CHARACTERS)) or figure(None)
    shown = [escaped_code(line) for line in lines]
    return "```\n" + "\n".join(_within(shown, WRITTEN_CHARACTERS)) + "\n```"


def _aligned(table: FittedTable) -> list[str]:
    """Texts to the left, numbers to the right."""
    lines = [table.columns, *table.rows]
    widths = [max(len(line[at]) for line in lines) for at in range(len(table.columns))]
    right = [any(_is_number(row[at]) for row in table.values) for at in range(len(table.columns))]
    return [
        "  ".join(
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in lines
    ]


def _within(lines: Sequence[str], characters: int) -> list[str]:
    """The lines that fit, then one that says how many do not."""
    kept: list[str] = []
    for line in lines:
        characters -= len(line) + 1
        if characters < 0:
            return [*kept, f"{len(lines) - len(kept)} more rows do not fit into a message."]
        kept.append(line)
    return kept


def _in_words(column: str, text: str, answer: Answer) -> str:
    """Slices of time and names of dimensions as people write them."""
    if column == "dimension":
        return title(text)
    every = answer.plan.every if answer.plan else None
    if column != "period" or every is None:
        return text
    try:
        [label] = slice_labels([date.fromisoformat(text)], every, with_year=True)
    except ValueError:
        return text
    return label


def _what_was_cut(table: Table, *, shown_rows: int, shown_columns: int) -> str:
    cut = [
        f"{shown} of {whole} {what}"
        for shown, whole, what in (
            (shown_rows, len(table.rows), "rows"),
            (shown_columns, len(table.columns), "columns"),
        )
        if shown < whole
    ]
    return f"The table shows {' and '.join(cut)}: more does not fit into a message." if cut else ""


def _cell_text(text: str) -> str:
    """Table cells are no markup: nothing in them is a mention, a link or formatting."""
    return shortened(text, CELL_CHARACTERS)


def _is_number(value: Cell) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _cell(text: str, value: Cell) -> Block:
    return {"type": "raw_number", "value": value, "text": text} if _is_number(value) else _text_cell(text)


def _text_cell(text: str) -> Block:
    return {"type": "raw_text", "text": text}
