"""Who and what exists: products with their categories, teams, accounts."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, product
from random import Random
from typing import TypeVar

from knowledge.cases.case import Team

T = TypeVar("T")

FRONTLINE: Mapping[str, str] = {region: f"Frontline {region}" for region in ("EMEA", "AMER", "APAC", "LATAM")}
BILLING_OPERATIONS = "Billing Operations"
FINANCE = "Finance Approvals"
ACCOUNT_MANAGEMENT = "Account Management"
MOBILE_SUPPORT = "Mobile Support"
SPECIALISTS: Mapping[str, str] = {
    "Billing": BILLING_OPERATIONS,
    "Checkout": "Payments Support",
    "Identity": "Identity Support",
    "Mobile App": MOBILE_SUPPORT,
    "Reporting": "Data Support",
    "Integrations API": "Integrations Support",
}
ENGINEERS: Mapping[str, str] = {
    "Billing": "Payments Engineering",
    "Checkout": "Payments Engineering",
    "Identity": "Platform Engineering",
    "Mobile App": "Mobile Engineering",
    "Reporting": "Data Engineering",
    "Integrations API": "Platform Engineering",
}
TEAMS: tuple[Team, ...] = (
    *(Team(team=team, tier=1, function="support") for team in FRONTLINE.values()),
    *(Team(team=team, tier=2, function="support") for name, team in SPECIALISTS.items() if name != "Billing"),
    Team(team=BILLING_OPERATIONS, tier=2, function="billing"),
    Team(team=FINANCE, tier=2, function="finance"),
    Team(team=ACCOUNT_MANAGEMENT, tier=2, function="commercial"),
    *(Team(team=team, tier=3, function="engineering") for team in sorted(set(ENGINEERS.values()))),
)
FUNCTIONS: Mapping[str, str] = {team.team: team.function or "" for team in TEAMS}

PRODUCT_SHARES: Mapping[str, float] = {
    "Billing": 0.27,
    "Checkout": 0.19,
    "Identity": 0.17,
    "Mobile App": 0.15,
    "Reporting": 0.14,
    "Integrations API": 0.08,
}

USUAL: Mapping[str, float] = {"P1": 0.03, "P2": 0.17, "P3": 0.52, "P4": 0.28}
URGENT: Mapping[str, float] = {"P1": 0.34, "P2": 0.42, "P3": 0.2, "P4": 0.04}
TECHNICAL: Mapping[str, float] = {
    "fix": 0.36, "workaround": 0.16, "configuration": 0.2, "explained": 0.18, "duplicate": 0.06, "declined": 0.04,
}  # fmt: skip
REPAIR: Mapping[str, float] = {"fix": 0.6, "workaround": 0.26, "configuration": 0.06, "duplicate": 0.08}
MONEY: Mapping[str, float] = {
    "refund": 0.5, "partial refund": 0.16, "credit": 0.08, "declined": 0.2, "duplicate": 0.06,
}  # fmt: skip
PAPERWORK: Mapping[str, float] = {
    "fix": 0.4, "credit": 0.12, "configuration": 0.12, "explained": 0.22, "duplicate": 0.06, "declined": 0.08,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """What cases of a product are about. Shares are of the product's cases, 0 to 1.

    `specialists` and `engineers` are the shares of cases that the frontline, and then the specialists, cannot solve.
    `priorities` are shares too. `hours` is the median of the work that one team puts in,
    `hardness` multiplies the chance of an escalation.
    """

    name: str
    share: float
    specialists: float = 0.3
    engineers: float = 0.2
    priorities: Mapping[str, float] = field(default_factory=lambda: USUAL)
    hours: float = 9.0
    hardness: float = 1.0
    outcomes: Mapping[str, float] = field(default_factory=lambda: TECHNICAL)


CATEGORIES: Mapping[str, tuple[Category, ...]] = {
    "Billing": (
        Category(name="refund", share=0.44, specialists=0.25, engineers=0, outcomes=MONEY),
        Category(name="invoice error", share=0.28, specialists=0.75, engineers=0, outcomes=PAPERWORK),
        Category(name="contract renewal", share=0.13, specialists=0.95, engineers=0, hours=16, outcomes=PAPERWORK),
        Category(name="payment method", share=0.15, specialists=0.25, engineers=0.1),
    ),
    "Checkout": (
        Category(name="payment declined", share=0.4, specialists=0.35),
        Category(name="slow performance", share=0.18, specialists=0.4, engineers=0.35, hours=12),
        Category(
            name="outage", share=0.18, specialists=0.5, engineers=0.4, priorities=URGENT, hours=4, outcomes=REPAIR
        ),
        Category(name="discount code", share=0.24, specialists=0.2, engineers=0.1, hours=7),
    ),
    "Identity": (
        Category(name="login", share=0.45, specialists=0.12, engineers=0.1, hours=5),
        Category(name="SSO", share=0.28, specialists=0.45, engineers=0.2),
        Category(name="permission", share=0.27, specialists=0.2, engineers=0.1, hours=7),
    ),
    "Mobile App": (
        Category(name="crash", share=0.34, specialists=0.65, engineers=0.25, hours=12, outcomes=REPAIR),
        Category(name="sync failure", share=0.38, specialists=0.65, engineers=0.2, hours=12),
        Category(name="push notification", share=0.28, specialists=0.4, engineers=0.1),
    ),
    "Reporting": (
        Category(name="export failure", share=0.38, specialists=0.5, engineers=0.5),
        Category(name="wrong figures", share=0.34, specialists=0.55, engineers=0.5, hours=12),
        Category(name="scheduled report", share=0.2, specialists=0.3, engineers=0.3),
        Category(
            name="data loss", share=0.08, specialists=0.8, engineers=0.6, priorities=URGENT, hours=10, outcomes=REPAIR
        ),
    ),
    "Integrations API": (
        Category(name="webhook delivery", share=0.38, specialists=0.6, engineers=0.35, hours=12, hardness=4.5),
        Category(name="API error", share=0.36, specialists=0.6, engineers=0.35, hours=12, hardness=4.5),
        Category(name="rate limit", share=0.26, specialists=0.45, engineers=0.2, hours=12, hardness=4.5),
    ),
}

REGION_SHARES: Mapping[str, float] = {"EMEA": 0.34, "AMER": 0.29, "APAC": 0.19, "LATAM": 0.18}
TIER_SHARES: Mapping[str, float] = {"Enterprise": 0.2, "Business": 0.42, "Starter": 0.38}
LANGUAGES: Mapping[str, Mapping[str, float]] = {
    "EMEA": {"en": 0.62, "de": 0.23, "fr": 0.15},
    "AMER": {"en": 0.92, "fr": 0.04, "es": 0.04},
    "APAC": {"en": 0.6, "ja": 0.4},
    "LATAM": {"es": 0.66, "en": 0.34},
}
CONTRACTS: Mapping[str, float] = {"annual": 0.55, "monthly": 0.3, "multi-year": 0.15}
VERSIONS: Mapping[str, float] = {"2024.1": 0.2, "2024.2": 0.3, "2025.1": 0.35, "2025.2": 0.15}
CHANNEL_SHARES: Mapping[str, float] = {"email": 0.45, "web": 0.26, "chat": 0.18, "phone": 0.11}

FIRST_WORDS = (
    "Alder", "Birch", "Cobalt", "Delta", "Ember", "Fjord", "Granite", "Harbor", "Indigo", "Juniper", "Kestrel",
    "Lantern", "Meridian", "Nimbus", "Onyx", "Pinewood", "Quarry", "Redwood", "Saffron", "Tundra", "Umber",
    "Verdant", "Willow", "Yarrow", "Zephyr", "Amber", "Bluefin", "Cedar", "Dovetail", "Elmwood", "Foxglove",
    "Gable", "Hawthorn", "Ironbridge", "Jasper", "Kingfisher", "Larkspur", "Mosaic", "Northgate", "Orchard",
)  # fmt: skip
SECOND_WORDS = (
    "Logistics", "Foods", "Retail", "Systems", "Health", "Energy", "Textiles", "Media", "Travel", "Tools",
    "Robotics", "Furniture", "Pharma", "Insurance", "Motors", "Publishing", "Sports", "Optics", "Ceramics",
    "Airways",
)  # fmt: skip
LEGAL_FORMS = {"EMEA": ("GmbH", "Ltd", "SAS"), "AMER": ("Inc", "LLC"), "APAC": ("KK", "Pty"), "LATAM": ("SA", "Ltda")}

HABITUAL = (2, 5, 9)
"""The places of the accounts that escalate right away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A customer. `plan_version` and `contract_type` become attributes of its cases."""

    account_id: str
    name: str
    tier: str
    region: str
    language: str
    plan_version: str
    contract_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """The accounts with the cumulated weights by which they open cases."""

    accounts: Sequence[Account]
    weights: Sequence[float]

    def an_account(self, rng: Random) -> Account:
        return self.accounts[bisect(self.weights, rng.random() * self.weights[-1], 0, len(self.accounts) - 1)]

    @property
    def habitual(self) -> tuple[Account, ...]:
        """The accounts that escalate right away."""
        return tuple(self.accounts[place] for place in HABITUAL)


def pick(rng: Random, options: Sequence[T]) -> T:
    """One of `options`, each as likely. Quicker than `rng.choice`."""
    return options[int(rng.random() * len(options))]


def weighted(rng: Random, shares: Mapping[str, float]) -> str:
    """A name by its share; shares need not sum to 1."""
    left = rng.random() * sum(shares.values())
    for name, share in shares.items():
        left -= share
        if left < 0:
            return name
    return name


def found_organisation(seed: int, cases: int) -> Organisation:
    """The accounts of a sample: 220 or more, growing with `cases` up to 6,000."""
    rng = Random(f"{seed}:accounts")
    names = [f"{first} {second}" for first, second in product(FIRST_WORDS, SECOND_WORDS)]
    rng.shuffle(names)
    size = min(max(220, cases // 40), 6000)
    accounts = [_account(rng, place, names) for place in range(size)]
    weights = [1 / (place + 12) ** 0.75 for place in range(size)]
    for place in HABITUAL:
        weights[place] = sum(weights) * 0.008
    return Organisation(accounts=accounts, weights=list(accumulate(weights)))


def _account(rng: Random, place: int, names: Sequence[str]) -> Account:
    region = weighted(rng, REGION_SHARES)
    wave, name = divmod(place, len(names))
    branch = f" {pick(rng, LEGAL_FORMS[region])}" + (f" {wave + 1}" if wave else "")
    return Account(
        account_id=f"A-{1001 + place}",
        name=names[name] + branch,
        tier="Enterprise" if place in HABITUAL else weighted(rng, TIER_SHARES),
        region=region,
        language=weighted(rng, LANGUAGES[region]),
        plan_version=weighted(rng, VERSIONS),
        contract_type=weighted(rng, CONTRACTS),
    )
