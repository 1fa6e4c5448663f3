"""Raw values as a person reads them."""

from knowledge.answers.answer import Cell

UNKNOWN = "\N{EN DASH}"


def figure(value: Cell, unit: str | None = None) -> str:
    """`value` with its unit: a `share` as percent, `hours` with an h, a number of anything else as it is."""
    if value is None or value == "":
        return UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if unit == "share":
        return f"{value:.1%}"
    return f"{_plain(value)} h" if unit == "hours" else _plain(value)


def _plain(value: int | float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")


def title(name: str) -> str:
    """A name of the catalogue or of a column, in words."""
    return name.replace("_", " ")
