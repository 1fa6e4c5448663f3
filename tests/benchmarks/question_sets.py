"""The question sets: what was asked, and what would be right, written down before anything was answered.

A line is `template | question | expectation`. A `!` behind the template marks a hard question; `>>` in the question
begins a follow-up in the same thread, the last of which is judged; a name before a colon in the template of a set of
several worlds says which world is asked. An expectation is a status (`clarify`, `refused`, `no_data`), `any`, or an
intent with what must have been understood: `value escalations 2026-10-01..2026-11-01 region=EMEA by=product top=3`.
` or ` parts expectations that are equally right, ` && ` the parts of a compound question, `|` equally right periods.
`90d` is the default period, `..` all time.
"""

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

SETS = Path(__file__).parent / "question_set"
_HEADING = re.compile(r"#\s*world:\s*(?P<world>\w+),\s*today:\s*(?P<today>\S+)")
_PERIOD = re.compile(r"(?P<start>\d{4}-\d\d-\d\d)?\.\.(?P<end>\d{4}-\d\d-\d\d)?|(?P<days>\d+)d")
_STATUSES = frozenset({"clarify", "refused", "no_data"})
_BOUNDS = frozenset({"above", "at_least", "below", "at_most"})

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One way of being right. `intent` "any": whatever is true; None: no answer, but `status`.

    `limit` 0 stands for a ranking without a number; `periods` and `compared` are equally right ones, none: any.
    """

    status: str = "answered"
    intent: str | None = None
    metric: str | None = None
    periods: tuple[Days, ...] = ()
    compared: tuple[Days, ...] | None = None
    where: Mapping[str, frozenset[str]] = field(default_factory=dict)
    by: frozenset[str] = frozenset()
    every: str | None = None
    order: str | None = None
    limit: int | None = None
    statistic: str | None = None
    bound: tuple[str, float] | None = None
    threshold_hours: float | None = None
    case_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`turns` are asked in one thread; `parts` hold for each part of the last answer the ways of being right."""

    world: str
    today: date
    template: str
    hard: bool
    aside: bool
    turns: tuple[str, ...]
    parts: tuple[tuple[Expected, ...], ...]


def all_questions() -> Sequence[Question]:
    """Every question of every set. Raises ValueError for a line that cannot be read."""
    return [question for path in sorted(SETS.glob("*.txt")) for question in _questions(path)]


def _questions(path: Path) -> Iterator[Question]:
    worlds: dict[str, date] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        heading = _HEADING.match(line)
        if heading:
            worlds[heading["world"]] = date.fromisoformat(heading["today"])
        elif line.strip() and not line.startswith("#"):
            yield _question(line, worlds, aside=path.stem.startswith("aside"))


def _question(line: str, worlds: Mapping[str, date], *, aside: bool) -> Question:
    template, turns, expectation = (part.strip() for part in line.split(" | ", 2))
    world, _, rest = template.rpartition(":")
    world = world or next(iter(worlds))
    name = rest.strip()
    today = worlds[world]
    return Question(
        world=world,
        today=today,
        template=f"{world} {name.removesuffix('!').strip()}",
        hard=name.endswith("!"),
        aside=aside,
        turns=tuple(turn.strip() for turn in turns.split(">>")),
        parts=tuple(tuple(_expected(one, today) for one in part.split(" or ")) for part in expectation.split("&&")),
    )


def _expected(text: str, today: date) -> Expected:
    first, *rest = shlex.split(text)
    if first in _STATUSES:
        return Expected(status=first)
    expected = Expected(intent=first)
    for token in rest:
        name, equals, value = token.partition("=")
        if equals:
            expected = _shaped(expected, name, value, today)
        elif _PERIOD.match(token):
            expected = replace(expected, periods=_periods(token, today))
        else:
            expected = replace(expected, metric=token)
    return expected


def _shaped(expected: Expected, name: str, value: str, today: date) -> Expected:
    """With what `name=value` says: a shape of the answer, else a filter."""
    if name in _BOUNDS:
        return replace(expected, bound=(name, float(value)))
    match name:
        case "by":
            return replace(expected, by=frozenset(value.split(",")))
        case "every":
            return replace(expected, every=value)
        case "top" | "bottom":
            limit = 0 if value == "any" else int(value)
            return replace(expected, order="desc" if name == "top" else "asc", limit=limit)
        case "vs":
            return replace(expected, compared=() if value == "any" else _periods(value, today))
        case "threshold":
            return replace(expected, threshold_hours=float(value))
        case "case":
            return replace(expected, case_id=value)
        case "stat":
            return replace(expected, statistic=value)
        case dimension:
            return replace(expected, where={**expected.where, dimension: frozenset(value.split(","))})


def _periods(text: str, today: date) -> tuple[Days, ...]:
    return tuple(_period(one, today) for one in text.split("|"))


def _period(text: str, today: date) -> Days:
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no period")
    if found["days"]:
        return today - timedelta(days=int(found["days"])), today
    start, end = (date.fromisoformat(day) if day else None for day in (found["start"], found["end"]))
    return start, end
