"""A world that was calm for ten months and in which one product got worse in October 2026."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from knowledge.answers.answer import Answer
from knowledge.answers.served import Knowledge
from knowledge.cases.case import Case, CaseEvent
from knowledge.metrics.periods import Period, add_months
from knowledge.questions.plan import Plan, Understood
from knowledge.settings import Settings
from tests import world
from tests.builders import a_case, an_event, utc
from tests.homes import Home

TODAY = date(2026, 11, 20)
SEPTEMBER = Period(start=date(2026, 9, 1), end=date(2026, 10, 1))
OCTOBER = Period(start=date(2026, 10, 1), end=date(2026, 11, 1))
_PRODUCTS = ("Billing", "Checkout")
_REGIONS = ("EMEA", "APAC", "LATAM")
_CASES = 30
"""Of each product, each month."""
_USUAL, _WORSE = 3, 15
"""How many of them escalate."""


@contextmanager
def changing_world(factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    """What answers questions from this world, which is built once for all tests."""
    home = _built(factory.getbasetemp())
    with closing(Knowledge(home.shelf, home.embedder, Settings(groundswell_home=home.folder))) as knowledge:
        yield knowledge


@cache
def _built(base: Path) -> Home:
    """From December 2025 to October 2026: every tenth case escalates, of Checkout in the last month every second."""
    folder = base / "changing-world"
    folder.mkdir()
    home = Home(folder)
    months = [add_months(OCTOBER.start or TODAY, -back) for back in range(11)]
    lots = [_lot(month, product) for month in months for product in _PRODUCTS]
    home.save(a_case("LATE", opened_at=utc(TODAY.isoformat())), *(case for cases, _ in lots for case in cases))
    home.record(*(event for _, events in lots for event in events))
    home.refresh(now=utc(TODAY.isoformat()))
    home.close()
    return home


def _lot(month: date, product: str) -> tuple[Sequence[Case], Sequence[CaseEvent]]:
    escalated = _WORSE if (month, product) == (OCTOBER.start, "Checkout") else _USUAL
    cases = [
        a_case(
            f"{product}-{month:%y%m}-{place}",
            opened_at=utc(month.isoformat()) + timedelta(hours=22 * place),
            product=product,
            region=_REGIONS[place % len(_REGIONS)],
            resolved_at=utc(month.isoformat()) + timedelta(hours=22 * place + 5 + place % 7),
        )
        for place in range(_CASES)
    ]
    events = [
        an_event("escalated", case.opened_at + timedelta(hours=1), case_id=case.case_id)
        for case in cases[: escalated * 2 : 2]
    ]
    return cases, events


def answered(knowledge: Knowledge, plan: Plan, *assumed: str) -> Answer:
    """The answer to a question that was read as `plan`, held against its evidence."""
    return world.answered(knowledge, Understood(plan=plan, assumed=assumed), today=TODAY)
