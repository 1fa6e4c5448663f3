"""Who opens which case when: all of a case that is decided before anything happens to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from random import Random

from pipelines.sample.causes import Plan
from pipelines.sample.history import moment_of, year_end
from pipelines.sample.organisation import (
    CATEGORIES,
    CHANNEL_SHARES,
    MONEY,
    PRODUCT_SHARES,
    Account,
    Category,
    Organisation,
    weighted,
)
from pipelines.sample.planted import OVER_LIMIT, REFUND_LIMIT, UNDER_LIMIT

SEASONAL = {"Checkout": 1.5, "Billing": 1.15}
CATEGORY_SHARES = {name: {each.name: each.share for each in some} for name, some in CATEGORIES.items()}
BY_NAME = {(name, each.name): each for name, some in CATEGORIES.items() for each in some}
MORE_URGENT = {"P2": "P1", "P3": "P2", "P4": "P3"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A case as it is opened. `amount` is what the customer wants back, None where no money is asked for."""

    opened_at: datetime
    account: Account
    product: str
    category: Category
    priority: str
    channel: str
    amount: float | None

    @property
    def amount_band(self) -> str | None:
        if self.amount is None:
            return None
        return OVER_LIMIT if self.amount > REFUND_LIMIT else UNDER_LIMIT

    def facets(self, team: str) -> dict[str, str | None]:
        """The dimensions that a cause can name, while `team` owns the case."""
        return {
            "product": self.product,
            "category": self.category.name,
            "region": self.account.region,
            "channel": self.channel,
            "account": self.account.name,
            "amount_band": self.amount_band,
            "team": team,
        }


def sketches_of_day(rng: Random, organisation: Organisation, plan: Plan, day: tuple[datetime, int]) -> Iterator[Sketch]:
    """The cases opened on a day (its beginning, their number), the earliest first."""
    start, number = day
    callers = [organisation.an_account(rng) for _ in range(number)]
    moments = sorted(
        ((moment_of(rng, start, account.region), account) for account in callers), key=lambda pair: pair[0]
    )
    shares = _product_shares(plan.launch.product, plan.launch.share, start.date() >= plan.launch.since,
                             year_end(start.date()))  # fmt: skip
    for opened_at, account in moments:
        yield _sketch(rng, opened_at, account, shares)


def _sketch(rng: Random, opened_at: datetime, account: Account, shares: Mapping[str, float]) -> Sketch:
    product = weighted(rng, shares)
    category = BY_NAME[product, weighted(rng, CATEGORY_SHARES[product])]
    return Sketch(
        opened_at=opened_at,
        account=account,
        product=product,
        category=category,
        priority=_priority(rng, category, account),
        channel=weighted(rng, CHANNEL_SHARES),
        amount=round(rng.lognormvariate(5.5, 0.9), 2) if category.outcomes is MONEY else None,
    )


def _priority(rng: Random, category: Category, account: Account) -> str:
    name = weighted(rng, category.priorities)
    if account.tier == "Enterprise" and rng.random() < 0.15:
        return MORE_URGENT.get(name, name)
    return name


@lru_cache(maxsize=8)
def _product_shares(launched: str, share: float, is_launched: bool, is_season: bool) -> Mapping[str, float]:
    shares = dict(PRODUCT_SHARES)
    if is_launched:
        # The others keep their proportions and make room.
        room = (1 - share) / (1 - shares[launched])
        shares = {name: share if name == launched else old * room for name, old in shares.items()}
    if is_season:
        shares = {name: old * SEASONAL.get(name, 1) for name, old in shares.items()}
    return shares
