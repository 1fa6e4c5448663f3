"""Raw cells as a person reads them."""

from knowledge.answers.answer import Cell
from knowledge.answers.wording.figures import figure as number_figure
from knowledge.metrics.catalogue import METRICS

UNKNOWN = "\N{EN DASH}"
_TITLES = {name: metric.title for name, metric in METRICS.items()} | {"mix": "of it mix", "within": "of it within"}


def figure(value: Cell, unit: str | None = None) -> str:
    """A number as the sentences write it, in its unit; a text as it is; a dash for what is not known."""
    if value is None or value == "":
        return UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else number_figure(value, unit or "")


def title(name: str) -> str:
    """A name of the catalogue or of a column, in words."""
    return _TITLES.get(name) or name.replace("_", " ")
