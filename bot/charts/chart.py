"""What is drawn of an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """As Slack names them."""

    LINE = "line"
    BAR = "bar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One value a category, None where there is none."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Series over common categories, within what Slack draws: at most 6 series and 20 categories, whose names differ.

    `values` are scaled as a person reads them, in `y_label`: a share in percent. `alt_text` says what can be seen;
    `cut` in a sentence what was left out and what a mark means, empty where there is neither.
    """

    kind: Kind
    title: str
    categories: Sequence[str]
    series: Sequence[Series]
    x_label: str
    y_label: str
    alt_text: str
    cut: str = ""
