"""What is going on, computed once a day for each limit of what may be seen."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain, islice
from threading import Lock
from zoneinfo import ZoneInfo

from knowledge.answers.kinds.drafting import Context
from knowledge.answers.outlook.asking import is_answered
from knowledge.answers.outlook.headlines import Measured, headlines
from knowledge.answers.outlook.shifts import changes
from knowledge.answers.outlook.slices import Slices, latest_slices
from knowledge.answers.outlook.words import freshness_sentence, period_in_question, short_when, why_question
from knowledge.answers.overview import Overview, Prompt
from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.answers.served import Knowledge, Served
from knowledge.diagnostics.drivers import MOST_VALUES
from knowledge.metrics.periods import local_date

_KEPT = 32
_PROMPTS = 4
_OF_CHANGES = 3
"""Prompts that ask for a change; the others show what else can be asked."""
_FEWEST = 2


class Overviews:
    """Gives overviews of the served generation. `now` is asked each time. May be shared between threads."""

    def __init__(self, knowledge: Knowledge, now: Callable[[], datetime]) -> None:
        self._knowledge = knowledge
        self._now = now
        self._kept: OrderedDict[tuple[str, Seen, date], Overview] = OrderedDict()
        self._computing = Lock()

    def of(self, seen: Seen = EVERYTHING) -> Overview:
        """What is going on in the cases that are `seen`, kept until the data or the day changes.

        Raises NoGeneration, DamagedGeneration, UnknownName for a limit by what is no dimension of the cases.
        """
        with self._knowledge.current(seen) as served:
            today = local_date(self._now(), ZoneInfo(served.manifest.timezone))
            key = (served.manifest.id, seen, today)
            with self._computing:  # many open their Home at once in the morning: the first one computes
                if key not in self._kept:
                    self._kept[key] = overview_of(served, today)
                self._kept.move_to_end(key)
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
                return self._kept[key]


def overview_of(served: Served, today: date) -> Overview:
    """What is going on in `served`, as it is told `today`."""
    zone = ZoneInfo(served.manifest.timezone)
    context = Context("", served, today=today, zone=zone)
    days = context.days_with_cases()
    slices = latest_slices(today, begins=days[0], ends=context.data_ends()) if days else None
    measured = headlines(context, slices) if slices else []
    changed = changes(context, slices, measured) if slices else []
    return Overview(
        generation=served.manifest.id,
        as_of=served.manifest.as_of.astimezone(zone),
        freshness=freshness_sentence(served.manifest.as_of, today, zone),
        headlines=[one.headline for one in measured],
        changes=changed,
        prompts=_prompts(context, slices, measured, changed),
    )


def _prompts(
    context: Context, slices: Slices | None, measured: Sequence[Measured], changed: Sequence[Prompt]
) -> Sequence[Prompt]:
    """The first changes, and behind them what has an answer of what can always be asked, the most useful first."""
    first = list(changed[:_OF_CHANGES])
    asked = {one.question for one in first}
    others = chain(_of_change(slices, measured), _answered(context, slices)) if slices else ()
    more = [one for one in islice(others, _PROMPTS) if one.question not in asked]
    # where weeks and months hold too little, the last 90 days may hold enough
    return [*first, *more][:_PROMPTS] or list(islice(_answered(context, None), _PROMPTS))


def _of_change(slices: Slices, measured: Sequence[Measured]) -> Sequence[Prompt]:
    escalations = next((one for one in measured if one.headline.metric == "escalations" and one.has_before), None)
    if escalations is None:
        return []
    title = f"What changed in escalations {short_when(slices)}?"
    return [Prompt(title=title, question=why_question(escalations.metric, slices))]


def _answered(context: Context, slices: Slices | None) -> Iterator[Prompt]:
    """What can always be asked of the latest slice, else of the period that is taken without one."""
    when = f" {period_in_question(slices)}" if slices else ""
    offered = [
        *_by(context, "Escalations by {}", f"Escalations by {{}}{when}", "product", "category", "team", "region"),
        *_by(context, "Which {} escalates most often?", f"Escalation ratio by {{}}{when}", "category", "product"),
        *_by(context, "Where do cases take longest?", f"Median time to resolve by {{}}{when}", "team", "category"),
        *_by(context, "Cases opened by {}", f"Cases opened by {{}}{when}", "product", "category", "team", "channel"),
        Prompt(title="How many cases were opened?", question=f"How many cases were opened{when}?"),
    ]
    yield from (one for one in offered if is_answered(context, one.question))


def _by(context: Context, title: str, question: str, *dimensions: str) -> Sequence[Prompt]:
    """A ranking over the first of `dimensions` that has parts to rank."""
    several = (name for name in dimensions if _FEWEST <= len(context.served.values_of(name)) <= MOST_VALUES)
    name = next(several, None)
    return [Prompt(title=title.format(name), question=question.format(name))] if name else []
