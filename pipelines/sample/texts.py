"""The grammar: from a case's problem, its channel and its tone to what the customer and the support write."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from random import Random

from pipelines.sample.organisation import pick
from pipelines.sample.phrases import billing, checkout, common, identity, integrations, mobile, reporting
from pipelines.sample.phrases.problem import Problem
from pipelines.sample.sketches import Sketch

PROBLEMS: Mapping[str, tuple[Problem, ...]] = {
    "refund": billing.REFUND,
    "invoice error": billing.INVOICE_ERROR,
    "contract renewal": billing.CONTRACT_RENEWAL,
    "payment method": billing.PAYMENT_METHOD,
    "payment declined": checkout.PAYMENT_DECLINED,
    "slow performance": checkout.SLOW_PERFORMANCE,
    "outage": checkout.OUTAGE,
    "discount code": checkout.DISCOUNT_CODE,
    "login": identity.LOGIN,
    "SSO": identity.SSO,
    "permission": identity.PERMISSION,
    "crash": mobile.CRASH,
    "sync failure": mobile.SYNC_FAILURE,
    "push notification": mobile.PUSH_NOTIFICATION,
    "export failure": reporting.EXPORT_FAILURE,
    "wrong figures": reporting.WRONG_FIGURES,
    "scheduled report": reporting.SCHEDULED_REPORT,
    "data loss": reporting.DATA_LOSS,
    "webhook delivery": integrations.WEBHOOK_DELIVERY,
    "API error": integrations.API_ERROR,
    "rate limit": integrations.RATE_LIMIT,
}
LONG_MAILS = 0.06
ANGER = {"P1": 0.3, "P2": 0.2, "P3": 0.1, "P4": 0.05}
CURRENCIES = {"EMEA": "EUR", "AMER": "USD", "APAC": "AUD", "LATAM": "USD"}


class Slots(dict[str, str]):
    """What fills the slots of one case: made up when first asked for, and the same ever after."""

    def __init__(self, rng: Random, sketch: Sketch, problem: Problem) -> None:
        super().__init__(account=sketch.account.name, agent=_name(rng))
        self.rng, self.sketch, self.problem = rng, sketch, problem

    def __missing__(self, name: str) -> str:
        self[name] = value = MAKERS[name](self)
        return value

    def fill(self, template: str) -> str:
        return template.format_map(self) if "{" in template else template

    def one_of(self, templates: Sequence[str]) -> str:
        return self.fill(pick(self.rng, templates))

    def number(self, low: int, high: int) -> int:
        return low + int(self.rng.random() * (high - low + 1))


def _name(rng: Random) -> str:
    return f"{pick(rng, common.FIRST_NAMES)} {pick(rng, common.LAST_NAMES)}"


def _choice(options: Sequence[str]) -> Callable[[Slots], str]:
    return lambda slots: pick(slots.rng, options)


def _number(low: int, high: int) -> Callable[[Slots], str]:
    return lambda slots: str(slots.number(low, high))


def _money(slots: Slots, amount: float) -> str:
    return f"{CURRENCIES[slots.sketch.account.region]} {amount:,.2f}"


def _amount(slots: Slots) -> str:
    amount = slots.sketch.amount
    return _money(slots, amount if amount is not None else round(slots.rng.lognormvariate(6, 0.8), 2))


def _part(slots: Slots) -> str:
    amount = slots.sketch.amount
    return _money(slots, (amount if amount is not None else 200) * pick(slots.rng, (0.3, 0.4, 0.5, 0.6, 0.75)))


def _date(slots: Slots) -> str:
    day = slots.sketch.opened_at - timedelta(days=slots.number(1, 12))
    return f"{day.day} {common.MONTHS[day.month - 1]}"


def _past_month(slots: Slots) -> str:
    return common.MONTHS[(slots.sketch.opened_at.month - slots.number(2, 4)) % 12]


def _next_month(slots: Slots) -> str:
    return common.MONTHS[(slots.sketch.opened_at.month + slots.number(0, 1)) % 12]


def _release(slots: Slots) -> str:
    """The one after the version that the case is about."""
    major, minor, _ = slots["version"].split(".")
    return f"{major}.{int(minor) + 1}.0"


def _mail(slots: Slots) -> str:
    domain = slots["account"].split(" ")[1].lower()
    return f"{slots['person'].lower().replace(' ', '.')}@{domain}.example"


MAKERS: Mapping[str, Callable[[Slots], str]] = {
    "amount": _amount,
    "browser": _choice(common.BROWSERS),
    "card": _number(1000, 9999),
    "channel_word": _choice(common.CHANNEL_WORDS),
    "clause": lambda slots: f"{slots.number(3, 14)}.{slots.number(1, 6)}",
    "clock": lambda slots: f"{slots.number(6, 18):02}:{slots.number(0, 59):02}",
    "closing": _choice(common.CLOSINGS),
    "count": _number(12, 480),
    "coupon": lambda slots: (
        f"{pick(slots.rng, ('SPRING', 'HELLO', 'VIP', 'BACK', 'SAVE', 'FLASH'))}{slots.number(5, 99)}"
    ),
    "date": _date,
    "days": _number(2, 9),
    "department": _choice(common.DEPARTMENTS),
    "device": _choice(common.DEVICES),
    "endpoint": _choice(common.ENDPOINTS),
    "error": lambda slots: pick(slots.rng, slots.problem.codes),
    "field": _choice(common.FIELDS),
    "host": lambda slots: f"{pick(slots.rng, ('api', 'app', 'pay', 'edge'))}-{slots.number(1, 24)}.example.com",
    "invoice": lambda slots: f"INV-{slots.sketch.opened_at.year}-{slots.number(10000, 99999)}",
    "jobrole": _choice(common.JOB_ROLES),
    "mail": _mail,
    "minutes": _number(4, 55),
    "month": _past_month,
    "next_month": _next_month,
    "nth": _choice(("second", "third", "fourth")),
    "order": lambda slots: f"SO-{slots.number(100000, 999999)}",
    "part": _part,
    "percent": _number(6, 45),
    "person": lambda slots: _name(slots.rng),
    "person2": lambda slots: _name(slots.rng),
    "phone": lambda slots: f"555-{slots.number(100, 999)}-{slots.number(1000, 9999)}",
    "plan": _choice(common.PLANS),
    "release": _release,
    "report": _choice(common.REPORTS),
    "request": lambda slots: f"req-{slots.number(16**5, 16**6 - 1):x}",
    "seats": _number(3, 140),
    "seconds": _number(8, 50),
    "users": _number(4, 160),
    "version": lambda slots: f"{slots.number(3, 7)}.{slots.number(0, 19)}.{slots.number(0, 9)}",
    "weekday": _choice(common.WEEKDAYS),
}


def a_conversation(rng: Random, sketch: Sketch) -> Slots:
    """The problem of a case with the slots that its texts share."""
    return Slots(rng, sketch, pick(rng, PROBLEMS[sketch.category.name]))


def opening_texts(slots: Slots) -> tuple[str, str]:
    """Subject and description, as the customer (or on the phone, the agent) wrote them."""
    channel, rng = slots.sketch.channel, slots.rng
    view = int(rng.random() * len(slots.problem.subjects))
    subject = slots.fill(slots.problem.subjects[view])
    if channel == "chat":
        return subject, slots.one_of(common.CHAT_GREETINGS) + " ".join(_body(slots, view, detailed=False))
    body = " ".join(_body(slots, view, detailed=True))
    if channel == "phone":
        return subject, slots.fill("Call from {person}, {jobrole} at {account}. In their words: ") + f'"{body}"'
    if channel == "web" and rng.random() < 0.7:
        return subject, body
    greeting = slots.one_of(common.GREETINGS)
    if rng.random() < LONG_MAILS:
        body = "\n\n".join((body, *_long_part(slots)))
    return subject, f"{greeting}\n\n{body}\n\n{_signature(slots)}"


def resolution_text(slots: Slots, outcome: str, *, exception: bool, escalated: bool) -> str:
    """How it ended, in agreement with the `outcome`."""
    problem, ends = slots.problem, _common_ends(slots.sketch)
    parts = []
    if outcome in problem.ends:
        parts.append(slots.fill(problem.found[0]))
    elif outcome != "duplicate":
        parts.append(slots.one_of(problem.found))
    parts.append(slots.one_of(problem.ends.get(outcome) or ends[outcome]))
    if exception:
        parts.append(slots.one_of(common.EXCEPTION))
    elif escalated and slots.rng.random() < 0.6:
        parts.append(slots.one_of(common.AFTER_ESCALATION))
    parts.append(slots.one_of(common.AFTERWARDS))
    return " ".join(part for part in parts if part)


def _common_ends(sketch: Sketch) -> Mapping[str, Sequence[str]]:
    if sketch.amount is not None:
        return common.ENDS
    return common.PAPERWORK_ENDS if sketch.product == "Billing" else common.TECHNICAL_ENDS


def _body(slots: Slots, view: int, *, detailed: bool) -> list[str]:
    """What happens, then in changing number details, what was tried, what it costs, and what is asked for."""
    rng, problem = slots.rng, slots.problem
    sentences = [problem.happens[view]]
    details = list(problem.details)
    rng.shuffle(details)
    sentences += details[: 1 + int(rng.random() * 1.6)] if detailed else details[:1]
    if rng.random() < (0.3 if detailed else 0.08):
        sentences.append(pick(rng, common.TRIED))
    if rng.random() < (0.45 if detailed else 0.25):
        sentences.append(pick(rng, common.IMPACTS))
    sentences.append(pick(rng, _tone(slots)))
    return [slots.fill(sentence) for sentence in sentences]


def _tone(slots: Slots) -> Sequence[str]:
    if slots.rng.random() < ANGER[slots.sketch.priority]:
        return common.ANGRY
    return common.POLITE if slots.rng.random() < 0.5 else common.NEUTRAL


def _signature(slots: Slots) -> str:
    return slots.fill("{closing}\n{person}" if slots.rng.random() < 0.5 else common.SIGNATURE)


def _long_part(slots: Slots) -> list[str]:
    """Background, a chronology of the day, a quoted mail and a disclaimer: some people tell everything."""
    left_out = pick(slots.rng, common.CHRONOLOGY[1:])
    entries = [entry for entry in common.CHRONOLOGY if entry != left_out]
    times = sorted(slots.number(7 * 60, 18 * 60) for _ in entries)
    lines = []
    for minute, entry in zip(times, entries, strict=True):
        slots["clock"] = f"{minute // 60:02}:{minute % 60:02}"
        lines.append("- " + slots.fill(entry))
    return [
        slots.one_of(common.BACKGROUND),
        slots.fill("What we noted on {date}:\n") + "\n".join(lines),
        slots.one_of(common.QUOTED),
        common.DISCLAIMER,
    ]
