"""The SQL of counts, shares and means, with all that an interval needs in the same statement."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

THRESHOLD = "{threshold}"
"""Stands in the part of a metric for its hours, which travel as a parameter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """SQL with its parameters, in the order of its question marks."""

    sql: str
    params: tuple[str | date | float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which rows of `source` are looked at, and into which groups they fall: SQL, and the parameters of `condition`.

    `keys` are what is grouped by; `shown` turn each into what it is shown as, of the name that `{}` stands for, and
    `names` are the quoted names in the result, of which two may be the same.
    """

    source: str
    names: tuple[str, ...]
    keys: tuple[str, ...]
    shown: tuple[str, ...]
    condition: str
    params: tuple[str | date | float, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names that the groups have within a statement, where those of the result may clash with ours."""
        return tuple(f"key_{number}" for number in range(len(self.keys)))

    @property
    def keyed(self) -> str:
        """The groups as the beginning of a SELECT list."""
        return "".join(f"{key} AS {column}, " for key, column in zip(self.keys, self.columns, strict=True))

    @property
    def renamed(self) -> str:
        """The groups as they are shown, under their own names, as the beginning of a SELECT list."""
        each = zip(self.columns, self.shown, self.names, strict=True)
        return "".join(f"{shown.format(column)} AS {name}, " for column, shown, name in each)

    @property
    def listed(self) -> str:
        """The groups as the beginning of a list."""
        return "".join(f"{column}, " for column in self.columns)

    @property
    def grouped(self) -> str:
        """The GROUP BY clause, empty without groups."""
        return f" GROUP BY {', '.join(self.columns)}" if self.columns else ""

    @property
    def partition(self) -> str:
        """What a window is divided by, empty without groups."""
        return f"PARTITION BY {', '.join(self.columns)} " if self.columns else ""

    def aggregated(self, found: Mapping[str, str], params: tuple[str | float, ...] = ()) -> Query:
        """The aggregates `found`, name -> SQL that takes `params`, of each group, in the order of the groups."""
        what = ", ".join(f"{expression} AS {name}" for name, expression in found.items())
        sql = f"SELECT {self.keyed}{what} FROM {self.source} WHERE {self.condition}{self.grouped}"
        if self.keys:
            sql = f"SELECT {self.renamed}{', '.join(found)} FROM ({sql}) ORDER BY ALL"
        return Query(sql=sql, params=(*params, *self.params))


def fulfilling(selection: Selection, part: str, threshold_hours: float | None) -> Selection:
    """Those of `selection` that fulfil `part`, too."""
    condition, params = _threshold_bound(part, threshold_hours)
    return replace(selection, condition=f"{selection.condition} AND ({condition})", params=(*selection.params, *params))


def count_query(selection: Selection) -> Query:
    """Rows of the groups and `n`."""
    return selection.aggregated({"n": "count(*)"})


def share_query(selection: Selection, part: str, threshold_hours: float | None) -> Query:
    """Rows of the groups, `n` and `numerator`: how many of the n fulfil `part`."""
    condition, params = _threshold_bound(part, threshold_hours)
    return selection.aggregated({"n": "count(*)", "numerator": f"count(*) FILTER (WHERE {condition})"}, params)


def mean_query(selection: Selection, amount: str) -> Query:
    """Rows of the groups, `n`, the mean and the standard deviation of the sample, NULL below two.

    Rounded, because the last digits of a sum depend on the order in which threads bring its parts.
    """
    deviation = f"round(stddev_samp({amount}), 9)"
    return selection.aggregated({"n": "count(*)", "value": f"round(favg({amount}), 9)", "deviation": deviation})


def _threshold_bound(part: str, threshold_hours: float | None) -> tuple[str, tuple[float, ...]]:
    """`part` with a question mark for its hours, and what stands for it."""
    hours = (threshold_hours,) if THRESHOLD in part and threshold_hours is not None else ()
    return part.replace(THRESHOLD, "CAST(? AS DOUBLE)"), hours
