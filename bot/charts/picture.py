"""A chart as a picture, for where Slack draws none itself; the one door to matplotlib."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from bot.charts.chart import Chart, Kind
from bot.charts.wording import written

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, HEIGHT, DOTS = 12.0, 7.0, 100
COLOURS = ("#1264a3", "#b5402f", "#2b7d4f", "#7a4fa3", "#8a6100", "#3c4650")
"""Each at least 4.5 : 1 against white, and told apart by those who see few colours, with the dashes."""
INK, QUIET, GRID = "#1d1c1d", "#5b5a5c", "#dddddd"
_DASHES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1, 1, 1)))
_MARKS = ("o", "s", "^", "D", "v", "P")
_ROOM_BELOW = 130
"""Characters of category names that stand beside each other on a line."""
_ROOM_ABOVE = 1.1
_LEGEND = 4
_SQUARE = "\N{WHITE SQUARE}"


def picture(chart: Chart) -> bytes:
    """A PNG of 1200 x 700 dots on white. It is drawn without any state of its own: threads do not meet in it."""
    # Imported when the first one is drawn: most answers need no picture, and this takes a while.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    figure = Figure(
        figsize=(WIDTH, HEIGHT), dpi=DOTS, layout=ConstrainedLayoutEngine(w_pad=0.2, h_pad=0.2), facecolor="white"
    )
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    draw = _lines if chart.kind is Kind.LINE else _bars
    draw(chart, axes)
    _dress(chart, figure, axes)
    written = BytesIO()
    figure.savefig(written, format="png")
    return written.getvalue()


def _lines(chart: Chart, axes: "Axes") -> None:
    places = range(len(chart.categories))
    for at, series in enumerate(chart.series):
        axes.plot(
            places,
            [float("nan") if value is None else value for value in series.values],
            color=COLOURS[at % len(COLOURS)],
            linestyle=_DASHES[at % len(_DASHES)],
            marker=_MARKS[at % len(_MARKS)],
            linewidth=2.5,
            markersize=7,
            clip_on=False,
        )
    if len(chart.series) == 1:
        _write_values(chart, axes, above=9)


def _bars(chart: Chart, axes: "Axes") -> None:
    width = 0.8 / len(chart.series)
    for at, series in enumerate(chart.series):
        axes.bar(
            [place - 0.4 + width * (at + 0.5) for place in range(len(chart.categories))],
            [0 if value is None else value for value in series.values],
            width * 0.92,
            color=COLOURS[at % len(COLOURS)],
        )
    if len(chart.series) == 1:
        _write_values(chart, axes, above=4)


def _write_values(chart: Chart, axes: "Axes", *, above: int) -> None:
    """Each value at its point, so that nobody has to measure."""
    for place, value in enumerate(chart.series[0].values):
        if value is not None:
            axes.annotate(
                written(value),
                (place, value),
                xytext=(0, above),
                textcoords="offset points",
                ha="center",
                fontsize=12,
                color=INK,
                parse_math=False,
                bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 1},
            )


def _dress(chart: Chart, figure: "Figure", axes: "Axes") -> None:
    """Title, names of the axes, a legend where there are several series; nothing that only decorates."""
    text: dict[str, Any] = {"color": INK, "parse_math": False}
    axes.set_title(_drawable(chart.title), loc="left", fontsize=19, fontweight="bold", pad=18, **text)
    below = "\n".join(filter(None, [chart.x_label, chart.cut]))
    axes.set_xlabel(_drawable(below), fontsize=13, **{**text, "color": QUIET})
    axes.set_ylabel(_drawable(chart.y_label), fontsize=13, **{**text, "color": QUIET})
    _name_categories(chart, axes)
    _scale_values(chart, axes)
    axes.tick_params(axis="both", length=0, labelcolor=INK, labelsize=12)
    axes.grid(axis="y", color=GRID)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(QUIET)
    if len(chart.series) > 1:
        _name_series(chart, figure, axes)


def _name_categories(chart: Chart, axes: "Axes") -> None:
    names = [_broken(_drawable(name)) for name in chart.categories]
    crowded = len(names) * (2 + max(len(line) for name in names for line in name.split("\n"))) > _ROOM_BELOW
    axes.set_xticks(
        range(len(names)),
        names,
        rotation=35 if crowded else 0,
        ha="right" if crowded else "center",
        rotation_mode="anchor",
        parse_math=False,
    )
    axes.tick_params(axis="x", pad=6 if crowded else 12)


def _scale_values(chart: Chart, axes: "Axes") -> None:
    """From 0, so that a small change does not look like a large one; whole numbers for what is counted."""
    from matplotlib.ticker import MaxNLocator

    values = [value for series in chart.series for value in series.values if value is not None]
    low, high = min(0, *values, 0), max(0, *values, 0)
    axes.set_ylim(low * _ROOM_ABOVE, high * _ROOM_ABOVE if high > 0 else 1)
    if all(value == int(value) for value in values):
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))


def _name_series(chart: Chart, figure: "Figure", axes: "Axes") -> None:
    handles = axes.get_lines() if chart.kind is Kind.LINE else [bars[0] for bars in axes.containers]
    legend = figure.legend(
        handles,
        [_drawable(series.name) for series in chart.series],
        loc="outside lower center",
        ncols=len(handles) if len(handles) <= _LEGEND else _LEGEND - 1,
        frameon=False,
    )
    for text in legend.get_texts():
        text.set(color=INK, fontsize=13, parse_math=False)


def _broken(name: str) -> str:
    """What stands behind a name on a line of its own."""
    return name.replace(" (part)", "\n(part)").replace(" / ", " /\n")


def _drawable(text: str) -> str:
    """`text` with a square for each character that the font does not have."""
    from matplotlib.font_manager import findfont, get_font

    font = get_font(findfont("DejaVu Sans"))
    return "".join(one if one == "\n" or font.get_char_index(ord(one)) else _SQUARE for one in text)
