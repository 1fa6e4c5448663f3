"""A series of each group as people read it: a row for each slice of time, a column for each group."""

from knowledge.answers.answer import Answer, Cell, Table

COLUMNS = 8
"""More would not be read beside each other."""


def crossed(answer: Answer) -> Table | None:
    """The table of `answer` with a column for each group; None where that would lose something.

    That is of counts alone: a share would lose what it was computed over. What small counts rest on, they tell
    themselves.
    """
    plan, table = answer.plan, answer.table
    if plan is None or table is None or not plan.every or len(plan.by) != 1:
        return None
    metric = next((number.metric for number in answer.numbers if number.unit == "cases"), "")
    if not {"period", plan.by[0], metric} <= {*table.columns} <= {"period", plan.by[0], metric, "flags"}:
        return None
    time, group, value = (list(table.columns).index(name) for name in ("period", plan.by[0], metric))
    groups = sorted({str(row[group]) for row in table.rows})
    found: dict[Cell, dict[str, Cell]] = {}
    for row in table.rows:
        found.setdefault(row[time], {})[str(row[group])] = row[value]
    if len(groups) > COLUMNS or sum(map(len, found.values())) != len(table.rows):
        return None
    return Table(columns=["period", *groups], rows=[[at, *map(values.get, groups)] for at, values in found.items()])
