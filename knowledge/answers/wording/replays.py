"""A replay as a person reads it."""

from collections.abc import Iterator, Mapping
from datetime import date
from textwrap import wrap
from typing import Any

from knowledge.answers.receipts import Pair, Replay
from knowledge.answers.wording.figures import day, figure, period_words, where_words
from knowledge.answers.wording.rendering import WIDTH, visible
from knowledge.metrics.catalogue import metric_named
from knowledge.metrics.periods import Period, local_date

_SHOWN = 20
"""Numbers that differ, at most."""


def replay_text(replay: Replay) -> str:
    """What was asked, on what it was replayed, whether it came out the same, and what did not."""
    return "\n".join(line for text in _texts(replay) for line in wrap(text, WIDTH, subsequent_indent="  "))


def _texts(replay: Replay) -> Iterator[str]:
    asked = replay.kept.asked_at.astimezone(replay.zone)
    when = f"{day(asked.date())} at {asked:%H:%M} ({replay.zone})"
    yield f"Receipt {replay.kept.receipt_id}: “{visible(replay.kept.question)}”, asked on {when}."
    yield _replayed_on(replay)
    yield _verdict(replay)
    different = [pair for pair in replay.numbers if not pair.is_same]
    yield from (_pair(pair) for pair in different[:_SHOWN])
    if len(different) > _SHOWN:
        yield f"… and {len(different) - _SHOWN:,} more."
    then, now = replay.cases
    if then != now:
        yield f"Cases then: {', '.join(then[:_SHOWN]) or 'none'}."
        yield f"Cases now: {', '.join(now[:_SHOWN]) or 'none'}."


def _replayed_on(replay: Replay) -> str:
    generation, again = replay.kept.generation, replay.again.receipt
    if replay.is_kept or again is None:
        return f"Replayed on the data it came from, generation {generation}."
    as_of = day(local_date(again.as_of, replay.zone))
    return (
        f"The data it came from, generation {generation}, is no longer kept:"
        f" replayed on other data, generation {again.generation} as of {as_of}."
    )


def _verdict(replay: Replay) -> str:
    what = [_counted(len(replay.numbers), "number")] if replay.numbers else []
    what += [_counted(max(map(len, replay.cases)), "case")] if any(replay.cases) else []
    if replay.is_same:
        same = f"The same: {' and '.join(what)} came out as answered." if what else "The same: there was no number."
        return same if replay.has_same_queries else f"{same} The query has changed since, and counts the same."
    differ = sum(not pair.is_same for pair in replay.numbers)
    found = [f"{differ:,} of {_counted(len(replay.numbers), 'number')}"] if differ else []
    found += ["the cases"] if replay.cases[0] != replay.cases[1] else []
    because = ""
    if replay.is_kept:
        because = ": the settings have changed since" if replay.has_same_queries else ": the query has changed since"
    return f"Different: {' and '.join(found)}{because}."


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _pair(pair: Pair) -> str:
    number = pair.then or pair.now or {}
    start, end = (date.fromisoformat(at) if at else None for at in (number["period"][one] for one in ("from", "to")))
    about = f"{metric_named(number['metric']).title}{where_words(number['where'])}"
    return f"{about} {period_words(Period(start=start, end=end))}: {_value(pair.then)} then, {_value(pair.now)} now."


def _value(number: Mapping[str, Any] | None) -> str:
    if number is None:
        return "not there"
    return f"{figure(number['value'], number['unit'])} (n = {number['n']:,})"
