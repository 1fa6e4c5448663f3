"""The SQL of what is open at a moment."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from knowledge.metrics.moments import Moment
from knowledge.metrics.statements import Query, Selection

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def stock_query(selection: Selection, moment: Moment) -> Query:
    """Rows of the groups and `n`, the cases open at `moment`."""
    return open_at(selection, moment).aggregated({"n": "count(*)"})


def open_at(selection: Selection, moment: Moment) -> Selection:
    """Those of `selection` that are open at `moment`."""
    is_open = "opened_at < CAST(? AS TIMESTAMPTZ) AND (resolved_at IS NULL OR resolved_at >= CAST(? AS TIMESTAMPTZ))"
    bounds = (moment.opened_before.isoformat(), moment.resolved_before.isoformat())
    return replace(selection, condition=f"{is_open} AND {selection.condition}", params=(*bounds, *selection.params))


def stock_series_query(selection: Selection, moments: Sequence[Moment]) -> Query:
    """Rows of the slice's label, the groups and `n`: each slice of every group that has had a case to count.

    What is open is what came less what went, each summed up to the moment. A case comes when it is opened (or aged),
    and goes when it is resolved, but not before it came. Instants travel as microseconds since 1970, each the last one
    before a moment: a bin of `histogram` holds what is not above its bound. A bound that is there twice, as the last
    one may be, makes one bin, and nothing comes or goes in the slice that has none.
    """
    if not moments:
        return Query(
            sql=f"SELECT NULL AS period, {selection.keyed}0 AS n FROM {selection.source} WHERE FALSE", params=()
        )
    last = moments[-1]
    # From opening to being counted; only the last moment may have another age, and bounds what has come by then.
    lag = (moments[0].resolved_before - moments[0].opened_before) // _MICROSECOND
    opened, resolved = "epoch_us(opened_at)", "epoch_us(resolved_at)"
    sql = f"""\
WITH counted AS (
  SELECT {selection.keyed}map_values(histogram({opened}, CAST(? AS BIGINT[]))) AS came,
    map_values(histogram(greatest({resolved}, {opened} + CAST(? AS BIGINT)), CAST(? AS BIGINT[]))
      FILTER (WHERE resolved_at < CAST(? AS TIMESTAMPTZ))) AS went
  FROM {selection.source} WHERE opened_at < CAST(? AS TIMESTAMPTZ) AND {selection.condition}{selection.grouped}
), moved AS (
  SELECT {selection.listed}unnest(CAST(? AS DATE[])) AS period, unnest(came) AS came, unnest(went) AS went FROM counted
)
SELECT period, {selection.renamed}CAST(sum(coalesce(CAST(came AS BIGINT), 0) - coalesce(CAST(went AS BIGINT), 0))
  OVER ({selection.partition}ORDER BY period) AS BIGINT) AS n
FROM moved ORDER BY ALL"""
    params = (
        _listed(_micros(one.opened_before) - 1 for one in moments),
        lag,
        _listed(_micros(one.resolved_before) - 1 for one in moments),
        last.resolved_before.isoformat(),
        last.opened_before.isoformat(),
        *selection.params,
        _listed(one.label for one in moments),
    )
    return Query(sql=sql, params=params)


def _micros(at: datetime) -> int:
    return (at - _EPOCH) // _MICROSECOND


def _listed(values: Iterable[object]) -> str:
    """A list as DuckDB reads it from a text."""
    return f"[{', '.join(map(str, values))}]"
