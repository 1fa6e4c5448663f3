"""The cells of a table as people read them: each metric in its unit, durations in one unit a column."""

from collections.abc import Mapping, Sequence
from statistics import median

from knowledge.answers.answer import Cell, Table
from knowledge.answers.wording.figures import figure, signed

_COUNTS = frozenset({"n", "numerator", "n_before", "n_after"})
_AMOUNTS = frozenset({"low", "high", "before", "after"})
_CHANGES = frozenset({"change", "contribution", "mix", "within"})


def cell_texts(table: Table, units: Mapping[str, str]) -> Sequence[Sequence[str]]:
    """Every row as texts. `units` are those of the metrics by their names; there is one metric in a table.

    What is not known is "-" where a number would stand, and empty elsewhere.
    """
    places = range(len(table.columns))
    scales = [_scale(table, place, units) for place in places]
    return [[_text(table.columns[at], row[at], units, scales[at]) for at in places] for row in table.rows]


def holds_numbers(column: str, units: Mapping[str, str]) -> bool:
    """Whether the column called so is one of numbers."""
    return column in units or column in _COUNTS | _AMOUNTS | _CHANGES


def _scale(table: Table, place: int, units: Mapping[str, str]) -> float | None:
    """The hours by whose unit a column is told: the median of it and of those beside it that are read with it."""
    column = table.columns[place]
    beside = next((group for group in ({*units, *_AMOUNTS}, _CHANGES) if column in group), frozenset[str]())
    places = [at for at, name in enumerate(table.columns) if name in beside]
    known = [abs(cell) for row in table.rows for at in places if isinstance(cell := row[at], int | float)]
    return median(known) if known else None


def _text(column: str, cell: Cell, units: Mapping[str, str], scale: float | None) -> str:
    unit = units.get(column) or next(iter(units.values()), "")
    if column in _CHANGES and not isinstance(cell, str):
        return signed(cell, unit, like=scale)
    if (column in units or column in _AMOUNTS) and (cell is None or isinstance(cell, int | float)):
        return figure(cell, unit, like=scale)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if column in _COUNTS and isinstance(cell, int):
        return f"{cell:,}"
    return "" if cell is None else str(cell)
