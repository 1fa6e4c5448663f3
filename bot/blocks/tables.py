"""A table as a block, and as lines for those who read the text only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from bot.blocks import limits
from bot.blocks.figures import figure, title
from bot.blocks.mrkdwn import UNSEEN, escaped
from bot.blocks.violations import Block
from knowledge.answers.answer import Cell, Table
from knowledge.answers.wording.cells import cell_texts
from knowledge.answers.wording.figures import NOT_KNOWN

CELL_CHARACTERS = 120
TABLE_CHARACTERS = 4000
"""A table's share of what a message may hold, headings included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedTable:
    """What of a table fits into a message, as texts; `cut` says in a sentence what does not, empty if all does.

    `values` are the raw values under `rows`: a number stays a number for Slack to align.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    values: Sequence[Sequence[Cell]]
    cut: str


def fitted(table: Table, units: Mapping[str, str]) -> FittedTable:
    """The columns and rows of `table` that fit; `units` are those of the columns that have one."""
    columns = list(table.columns[: limits.TABLE_COLUMNS])
    titles = [_cell_text(title(column)) for column in columns]
    rows: list[list[str]] = []
    room = TABLE_CHARACTERS - sum(map(len, titles))
    for texts in cell_texts(table, units)[: limits.TABLE_ROWS - 1]:
        row = [_cell_text("" if text == NOT_KNOWN else text) for text in texts[: len(columns)]]
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
    """One line a row, each number behind the name of its column, escaped."""
    return [
        "; ".join(
            f"{escaped(name, CELL_CHARACTERS)}: {escaped(text, CELL_CHARACTERS)}"
            for name, text in zip(table.columns, row, strict=True)
        )
        for row in table.rows
    ]


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
    line = " ".join(UNSEEN.sub("", text).split()) or figure(None)
    return line if len(line) <= CELL_CHARACTERS else line[: CELL_CHARACTERS - 1] + "\N{HORIZONTAL ELLIPSIS}"


def _is_number(value: Cell) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _cell(text: str, value: Cell) -> Block:
    return {"type": "raw_number", "value": value, "text": text} if _is_number(value) else _text_cell(text)


def _text_cell(text: str) -> Block:
    return {"type": "raw_text", "text": text}
