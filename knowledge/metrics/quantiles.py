"""The SQL of medians and percentiles, with the bounds of their interval in the same statement.

Rows of the groups, `n`, the quantile by linear interpolation, and the bounds of its order-statistic interval: the
amounts of the ranks between which it lies with at least 95 %, NULL where n is too small for there to be both: below 6
for a median, 45 for the 90th percentile. Campbell and Gardner 1988, https://doi.org/10.1136/bmj.296.6634.1454: the
normal approximation of the binomial distribution, rounded to the nearest rank.
"""

from knowledge.metrics.distributions import Z
from knowledge.metrics.statements import Query, Selection


def sorted_query(selection: Selection, amount: str, share: float) -> Query:
    """Sorts the amounts of each group."""
    sql = f"""\
WITH sorted AS (
  SELECT {selection.keyed}list_sort(list(CAST({amount} AS DOUBLE))) AS amounts
  FROM {selection.source} WHERE {selection.condition}{selection.grouped}
), ranked AS (
  SELECT *, coalesce(len(amounts), 0) AS n, {_ranks(share)} FROM sorted
), picked AS (
  SELECT *, amounts[CAST(floor(place) AS BIGINT) + 1] AS rank_1, amounts[CAST(ceil(place) AS BIGINT) + 1] AS rank_2,
    low_rank >= 1 AND high_rank <= n AS bounded FROM ranked
)
SELECT {selection.renamed}n, rank_1 + (rank_2 - rank_1) * (place - floor(place)) AS value,
  CASE WHEN bounded THEN amounts[CAST(low_rank AS BIGINT)] END AS low,
  CASE WHEN bounded THEN amounts[CAST(high_rank AS BIGINT)] END AS high
FROM picked ORDER BY ALL"""
    return Query(sql=sql, params=selection.params)


def stepped_query(selection: Selection, amount: str, share: float) -> Query:
    """The same rows as `sorted_query`, sooner where there are many amounts.

    Sorting is most of its cost, so amounts are first counted in steps, which tell in which step a rank is found, and
    only those steps are sorted.
    """
    using = f"{selection.listed}step"
    picked = ", ".join(f"max({_picked(number)}) AS rank_{number}" for number in range(1, 5))
    sql = f"""\
WITH amounts AS MATERIALIZED (
  SELECT {selection.keyed}{amount} AS amount, CAST(16 * sign({amount}) * log2(1 + abs({amount})) AS SMALLINT) AS step
  FROM {selection.source} WHERE {selection.condition}
), steps AS (
  SELECT {using}, count(*) AS held FROM amounts GROUP BY {using}
), counted AS (
  SELECT *, CAST(sum(held) OVER ({selection.partition}ORDER BY step) AS BIGINT) AS reached,
    CAST(sum(held) OVER ({selection.partition}) AS BIGINT) AS n FROM steps
), ranked AS (
  SELECT *, reached - held AS before, {_ranks(share)} FROM counted
), wanted AS (
  SELECT *, [floor(place) + 1, ceil(place) + 1, low_rank, high_rank] AS ranks FROM ranked
  WHERE len(list_filter(ranks, lambda rank: rank > before AND rank <= reached)) > 0
), sorted AS (
  SELECT {using}, any_value(n) AS n, any_value(place) - floor(any_value(place)) AS weight,
    list_transform(any_value(ranks), lambda rank: CAST(rank - any_value(before) AS BIGINT)) AS places,
    list_sort(list(CAST(amount AS DOUBLE))) AS amounts
  FROM amounts JOIN wanted USING ({using}) GROUP BY {using}
), picked AS (
  SELECT {selection.listed}coalesce(max(n), 0) AS n, max(weight) AS weight, {picked} FROM sorted{selection.grouped}
)
SELECT {selection.renamed}n, rank_1 + (rank_2 - rank_1) * weight AS value,
  CASE WHEN rank_4 IS NOT NULL THEN rank_3 END AS low, CASE WHEN rank_3 IS NOT NULL THEN rank_4 END AS high
FROM picked ORDER BY ALL"""
    return Query(sql=sql, params=selection.params)


def _picked(number: int) -> str:
    return f"CASE WHEN places[{number}] BETWEEN 1 AND len(amounts) THEN amounts[places[{number}]] END"


def _ranks(share: float) -> str:
    """The place of the quantile, from 0, and the ranks of the bounds, from 1, all of them told by `n`."""
    spread = f"{Z}e0 * sqrt(n * {share}e0 * (1 - {share}e0))"
    return (
        f"(n - 1) * {share}e0 AS place,"
        f" round(n * {share}e0 - {spread}) AS low_rank, 1 + round(n * {share}e0 + {spread}) AS high_rank"
    )
