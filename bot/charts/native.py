"""A chart as Slack draws it itself: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block."""

from typing import Any

from bot.charts.chart import Chart
from bot.charts.labels import shortened
from bot.charts.wording import AXIS, TITLE

Block = dict[str, Any]


def native_block(chart: Chart) -> Block:
    """The `data_visualization` block, with the categories of which every series has a value: Slack knows no gaps."""
    places = _places(chart)
    categories = [chart.categories[at] for at in places]
    return {
        "type": "data_visualization",
        "title": shortened(chart.title, TITLE),
        "chart": {
            "type": chart.kind.value,
            "series": [
                {
                    "name": series.name,
                    "data": [{"label": chart.categories[at], "value": _plain(series.values[at] or 0)} for at in places],
                }
                for series in chart.series
            ],
            "axis_config": {
                "categories": categories,
                "x_label": shortened(chart.x_label, AXIS),
                "y_label": shortened(chart.y_label, AXIS),
            },
        },
    }


def left_out(chart: Chart) -> str:
    """A sentence about the categories that Slack cannot draw; empty if it draws all."""
    without = [name for at, name in enumerate(chart.categories) if at not in _places(chart)]
    return f"Not drawn, because there is no number: {', '.join(without)}." if without else ""


def _places(chart: Chart) -> list[int]:
    return [at for at in range(len(chart.categories)) if all(one.values[at] is not None for one in chart.series)]


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value
