"""Blocks of numbers: tables and charts."""

from math import isfinite

from bot.blocks import limits
from bot.blocks.checks.problems import (
    Problems,
    Value,
    as_list,
    as_mapping,
    counted,
    fields,
    found,
    one_of,
    repeated,
    string,
    too_many,
    whole_number,
)

CELLS = ("raw_text", "raw_number", "rich_text")
_ALIGNMENTS = ("left", "center", "right")
_WITH_AXES = ("line", "bar", "area")


def table(block: Value, pointer: str) -> Problems:
    yield from fields(block, "type block_id column_settings", "rows", pointer)
    yield from _rows(block, limits.TABLE_ROWS, pointer)
    settings = as_list(block.get("column_settings"))
    yield from too_many(len(settings), limits.TABLE_COLUMNS, "items", f"{pointer}/column_settings")
    for at, one in enumerate(settings):
        place = f"{pointer}/column_settings/{at}"
        yield from fields(as_mapping(one), "align is_wrapped", "", place)
        yield from one_of(as_mapping(one).get("align"), _ALIGNMENTS, f"{place}/align")


def data_table(block: Value, pointer: str) -> Problems:
    yield from fields(block, "type block_id page_size row_header_column_index", "rows caption", pointer)
    yield from string(block.get("caption"), limits.TITLE, f"{pointer}/caption")
    yield from whole_number(block.get("page_size"), 1, limits.PAGE_SIZE, f"{pointer}/page_size")
    yield from _rows(block, limits.DATA_TABLE_ROWS, pointer)
    rows = as_list(block.get("rows"))
    if len(rows) == 1:
        yield found("no fewer than 2 items allowed", f"{pointer}/rows")
    length = sum(len(str(as_mapping(cell).get("text", ""))) for row in rows for cell in as_list(row))
    yield from too_many(length, limits.DATA_TABLE_CHARACTERS, "characters", f"{pointer}/rows")


def data_visualization(block: Value, pointer: str) -> Problems:
    yield from fields(block, "type block_id", "title chart", pointer)
    yield from string(block.get("title"), limits.CHART_TITLE, f"{pointer}/title")
    chart, place = as_mapping(block.get("chart")), f"{pointer}/chart"
    if chart.get("type") == "pie":
        yield from _pie(chart, place)
    elif chart.get("type") in _WITH_AXES:
        yield from _with_axes(chart, place)
    else:
        yield found(f"unsupported type: {chart.get('type')}", f"{place}/type")


def _rows(block: Value, limit: int, pointer: str) -> Problems:
    rows = [as_list(row) for row in as_list(block.get("rows"))]
    yield from counted(rows, limit, f"{pointer}/rows")
    if len({len(row) for row in rows}) > 1:
        yield found("all rows must have as many cells", f"{pointer}/rows")
    for at, row in enumerate(rows):
        yield from counted(row, limits.TABLE_COLUMNS, f"{pointer}/rows/{at}")
        for column, cell in enumerate(row):
            yield from _cell(as_mapping(cell), f"{pointer}/rows/{at}/{column}")


def _cell(cell: Value, pointer: str) -> Problems:
    kind = cell.get("type")
    if kind not in CELLS:
        yield found(f"unsupported type: {kind}", f"{pointer}/type")
    elif kind != "rich_text" and not cell.get("text"):
        yield found("must be more than 0 characters", f"{pointer}/text")
    if kind == "raw_number" and not _is_number(cell.get("value")):
        yield found("must be a number", f"{pointer}/value")


def _pie(chart: Value, pointer: str) -> Problems:
    yield from fields(chart, "type", "segments", pointer)
    segments = [as_mapping(one) for one in as_list(chart.get("segments"))]
    yield from counted(segments, limits.PIE_SEGMENTS, f"{pointer}/segments")
    for at, segment in enumerate(segments):
        yield from _point(segment, f"{pointer}/segments/{at}")
        if _is_number(segment.get("value")) and segment["value"] <= 0:
            yield found("must be more than 0", f"{pointer}/segments/{at}/value")
    yield from repeated([segment.get("label") for segment in segments], "label", f"{pointer}/segments")


def _with_axes(chart: Value, pointer: str) -> Problems:
    yield from fields(chart, "type", "series axis_config", pointer)
    axes, place = as_mapping(chart.get("axis_config")), f"{pointer}/axis_config"
    yield from fields(axes, "x_label y_label", "categories", place)
    categories = as_list(axes.get("categories"))
    yield from counted(categories, limits.CHART_CATEGORIES, f"{place}/categories")
    yield from repeated(categories, "categories", f"{place}/categories")
    for at, category in enumerate(categories):
        yield from string(category, limits.CHART_LABEL, f"{place}/categories/{at}")
    for name in ("x_label", "y_label"):
        yield from string(axes.get(name), limits.AXIS_LABEL, f"{place}/{name}")
    series = [as_mapping(one) for one in as_list(chart.get("series"))]
    yield from counted(series, limits.CHART_SERIES, f"{pointer}/series")
    yield from repeated([one.get("name") for one in series], "names", f"{pointer}/series")
    for at, one in enumerate(series):
        yield from _series(one, list(categories), f"{pointer}/series/{at}")


def _series(series: Value, categories: list[object], pointer: str) -> Problems:
    yield from fields(series, "", "name data", pointer)
    yield from string(series.get("name"), limits.CHART_LABEL, f"{pointer}/name")
    points = [as_mapping(one) for one in as_list(series.get("data"))]
    for at, point in enumerate(points):
        yield from _point(point, f"{pointer}/data/{at}")
    if [point.get("label") for point in points] != categories:
        yield found("one point is needed for each category, in their order", f"{pointer}/data")


def _point(point: Value, pointer: str) -> Problems:
    yield from fields(point, "", "label value", pointer)
    yield from string(point.get("label"), limits.CHART_LABEL, f"{pointer}/label")
    if point.get("value") is not None and not _is_number(point["value"]):
        yield found("must be a number", f"{pointer}/value")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
