"""What speaks against a filled-in form. Nothing is mended: what does not fit is refused."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from knowledge.metrics.catalogue import METRICS
from knowledge.metrics.periods import Grain, Period
from knowledge.questions.chat.offer import Offer
from knowledge.questions.chat.schema import ChatPart, ChatPeriod
from knowledge.questions.plan import Intent
from knowledge.questions.rules.times import last_days
from knowledge.questions.vocabulary import Vocabulary

MOST_LISTED = 100
"""The longest ranking, and the most similar cases."""
EARLIEST = date(1970, 1, 1)
_AHEAD = timedelta(days=366)
"""How far a period may reach past today: to the end of this year, whenever that ends."""
LONGEST_TOPIC = 300

NUMBERS = (Intent.VALUE, Intent.TREND, Intent.BREAKDOWN)
OF_A_METRIC = (*NUMBERS, Intent.COMPARE, Intent.WHY)
_WITH_TWO_PERIODS = (Intent.VALUE, Intent.COMPARE, Intent.WHY)
_NOT_PLAIN = re.compile(r"[<>|`@\\{}\[\]]|://|\bwww\.", re.IGNORECASE)
"""Mentions, links and markup: no words to search by."""


class Reason(StrEnum):
    """Why a filled-in form is no Plan. Nothing of what the model wrote stands in it."""

    NO_METRIC = "it names no metric"
    UNKNOWN_METRIC = "the metric does not exist"
    UNKNOWN_DIMENSION = "a dimension does not exist or is not offered"
    UNKNOWN_VALUE = "a value does not occur in the data"
    NO_VALUES = "a filter lets nothing through"
    TWICE = "a dimension is named twice"
    BAD_DAY = "a day cannot be read"
    BAD_PERIOD = "a period is empty, or out of range"
    FORECAST = "the period has not begun"
    BAD_LIMIT = "the limit is not between 1 and 100"
    BAD_BOUND = "the bound fits no group of a split"
    NOT_COMPARABLE = "it is not said what is compared with what"
    NOT_COMPUTABLE = "the catalogue does not allow this combination"
    NO_SPLIT = "a breakdown needs something to split by"
    BAD_TOPIC = "the text to search by is missing, too long or not plain"
    UNKNOWN_CASE = "the case does not exist"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a Plan has to stand on: what may be named, the day of the question, the days when no period is named."""

    vocabulary: Vocabulary
    offer: Offer
    today: date
    default_period_days: int

    @property
    def default_period(self) -> Period:
        """What a question without a period is about."""
        return last_days(self.default_period_days, self.today)


def reasons_against(part: ChatPart, ground: Ground) -> Iterator[Reason]:
    """Everything that keeps `part` from being a Plan, by itself; that the catalogue allows it is not known yet."""
    yield from _metric_reasons(part)
    yield from _name_reasons(part, ground)
    for form in (part.period, part.compared_with):
        yield from _period_reasons(form, ground.today)
    if part.limit is not None and not 1 <= part.limit <= MOST_LISTED:
        yield Reason.BAD_LIMIT
    yield from _bound_reasons(part)
    yield from _intent_reasons(part, ground)


def _metric_reasons(part: ChatPart) -> Iterator[Reason]:
    if part.metric is not None and part.metric not in METRICS:
        yield Reason.UNKNOWN_METRIC
    if part.metric is None and part.intent in (*OF_A_METRIC, Intent.DEFINE):
        yield Reason.NO_METRIC


def _name_reasons(part: ChatPart, ground: Ground) -> Iterator[Reason]:
    filtered = [one.dimension for one in part.where]
    if not {*part.by, *filtered} <= set(ground.offer.dimensions) or not set(Grain).isdisjoint(filtered):
        yield Reason.UNKNOWN_DIMENSION
        return
    if len({*part.by}) < len(part.by) or len({*filtered}) < len(filtered):
        yield Reason.TWICE
    for one in part.where:
        if not one.values:
            yield Reason.NO_VALUES
        if not all(ground.offer.named_like(one.dimension, value) for value in one.values):
            yield Reason.UNKNOWN_VALUE


def _period_reasons(form: ChatPeriod | None, today: date) -> Iterator[Reason]:
    try:
        days = _days(form, today)
    except ValueError:
        yield Reason.BAD_DAY
        return
    if days is None:
        return
    start, end = days[0] or EARLIEST, days[1]
    if start > today:
        yield Reason.FORECAST
    elif not EARLIEST <= start < end <= today + _AHEAD:
        yield Reason.BAD_PERIOD


def _bound_reasons(part: ChatPart) -> Iterator[Reason]:
    if part.bound is None:
        return
    unit = METRICS[part.metric].unit if part.metric and part.metric in METRICS else ""
    if not part.by or part.bound.number < 0 or (unit == "share" and part.bound.number > 1):
        yield Reason.BAD_BOUND


def _intent_reasons(part: ChatPart, ground: Ground) -> Iterator[Reason]:
    match part.intent:
        case Intent.BREAKDOWN if not part.by:
            yield Reason.NO_SPLIT
        case Intent.COMPARE if not _compares(part):
            yield Reason.NOT_COMPARABLE
        case Intent.SIMILAR if part.case_id is None and part.topic is None:
            yield Reason.BAD_TOPIC
        case Intent.CASE if part.case_id is None:
            yield Reason.UNKNOWN_CASE
    held_against_another = part.compared_with is not None or part.intent is Intent.WHY
    if held_against_another and (part.every or part.intent not in _WITH_TWO_PERIODS):
        yield Reason.NOT_COMPARABLE
    if part.topic is not None and not _is_plain(part.topic):
        yield Reason.BAD_TOPIC
    if part.case_id is not None and case_named(part.case_id, ground) is None:
        yield Reason.UNKNOWN_CASE


def _compares(part: ChatPart) -> bool:
    """Whether a second period is named, or at least two values of what is split by."""
    if part.every is not None or part.compared_with is not None:
        return part.every is None
    return len(part.by) == 1 and any(one.dimension == part.by[0] and len(one.values) > 1 for one in part.where)


def case_named(said: str, ground: Ground) -> str | None:
    """The id of the case that `said` names, in whatever capitals."""
    if not said.isprintable() or len(said) > LONGEST_TOPIC:
        return None
    written = (said, said.upper(), said.lower())
    return next((case_id for case_id in written if ground.vocabulary.case_exists(case_id)), None)


def _is_plain(topic: str) -> bool:
    return 0 < len(topic.strip()) <= LONGEST_TOPIC and topic.isprintable() and not _NOT_PLAIN.search(topic)


def _days(form: ChatPeriod | None, today: date) -> tuple[date | None, date] | None:
    """The first day that is named and the one behind the last, None for none. Raises ValueError for what is no day.

    A period without an end goes on until today.
    """
    if form is None:
        return None
    start = date.fromisoformat(form.start) if form.start else None
    return start, date.fromisoformat(form.before) if form.before else today + timedelta(days=1)


def period_named(form: ChatPeriod | None, today: date) -> Period | None:
    """The period that `form` names, None for none. Raises ValueError for what is no period."""
    days = _days(form, today)
    return Period(start=days[0], end=days[1]) if days else None
