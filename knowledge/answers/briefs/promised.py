"""What was promised to the customer, when and by whom, and whether anything after it says that it was kept."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from knowledge.answers.briefs.quoting import (
    cited,
    excerpt,
    is_customers,
    left_out,
    name,
    not_shown,
    on,
    quote_of,
    said_with,
    sentences_in,
)
from knowledge.answers.case_lookup import ToldCase, ToldEvent
from knowledge.answers.cases.told import Cited
from knowledge.answers.wording.briefs import stopped
from knowledge.answers.wording.figures import day

MOST_PROMISES = 4
_GRANTED = {"exception_granted": "an exception was granted", "approval_granted": "an approval was granted"}
_WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            *("monday montag lundi lunes", "tuesday dienstag mardi martes", "wednesday mittwoch mercredi miércoles"),
            *("thursday donnerstag jeudi jueves", "friday freitag vendredi viernes", "saturday samstag samedi sábado"),
            "sunday sonntag dimanche domingo",
        )
    )
    for word in words.split()
}
_TOMORROW = r"tomorrow|morgen|demain|mañana"
_SOON = rf"{'|'.join(_WEEKDAYS)}|{_TOMORROW}"
_BY = r"(?:by|until|no later than|before|on|bis|spätestens|am|d'ici|avant|antes del?|para el|el)"
_TIMES = rf"(?:next |this |zum |kommenden |nächsten )?(?:{_SOON}|tonight|noon|eod|end of|ende|la fin|\d)"
_OURS = re.compile(
    r"\b(?:(?:we|i|they|he|she|you)(?:'ll| will| shall)(?! not\b)|will (?:be|get|call|send|check|follow|come|provide|"
    r"fix|refund|update|deliver|contact|look|let|credit|ship|have|keep|write|reply|inform|answer|investigate|report|"
    r"escalate|try|ask|receive)|promis\w+|guarante\w+|assured?|get back to|committed? to|agreed to|eta\b|"
    r"wir werden|ich werde|meld(?:e|en) (?:mich|uns)|versproch\w+|verspreche\w*|zugesagt|zusage\w*|zugesichert|"
    r"nous (?:allons|reviendrons|vous \w+rons)|je vous (?:rappelle|tiens)|vamos a|\w{3,}remos|prometi\w+|le \w+ré)\b"
    rf"|\b(?:by|until|no later than|bis|spätestens|d'ici|antes del?|para el) {_TIMES}"
    r"|\bwithin (?:the next )?(?:\w+ )?(?:hours?|(?:working |business )?days?|weeks?)\b|\binnerhalb von\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:promised|versprochen|zugesagt|zugesichert|promis|prometi\w+|aseguraron)\b|"
    r"\b(?:told|assured|informed) (?:us|me|that|it would|we would|i would)\b.*\b(?:would|will|by|within|until)\b|"
    rf"\b(?:said|confirmed|announced|agreed)\b.*\b(?:would|will|{_BY} (?:{_SOON}))\b",
    re.IGNORECASE,
)
"""How customers tell of a promise that was made to them."""
_OWN = re.compile(r"\b(?:we|i)(?:'ve| have| had)? (?:promised|told|said|agreed|informed|confirmed)\b", re.IGNORECASE)
"""A promise of the customer to others."""
_TO_SPEAK = re.compile(
    r"\b(?:get|come) back|\b(?:call|contact|updates?|reply|inform|answer|let (?:you|them|him|her|us) know|write|keep|"
    r"report|tell|melden?|rückruf\w*|zurückrufen|antwort\w*|rappel\w*|llam\w*)\b",
    re.IGNORECASE,
)
"""A promise that a later reply keeps."""
_DUE_DAY = re.compile(rf"\b{_BY} (?:next |this |kommenden |nächsten )?({_SOON})\b", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:with)?in (?:the next )?(\d{1,3}) (hours?|days?|weeks?)\b", re.IGNORECASE)
_HOURS = {"hour": 1, "day": 24, "week": 7 * 24}


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One promise in words. `at` is when it was made, None where only the description tells of it.

    `due` is None where no day can be told. `is_talk`: a reply keeps it. `later` are the events after it.
    """

    words: str
    at: datetime | None
    due: date | None
    is_talk: bool
    later: Sequence[ToldEvent]


def promised_of(case: ToldCase, promises: Sequence[Promise]) -> Sequence[Cited]:
    """Each of `promises`: its day, who made it, when it is due, and what happened after it that may have kept it.

    Of more than MOST_PROMISES the others are counted: first those that something followed, then the earliest.
    """
    places = sorted(range(len(promises)), key=lambda place: (_after(promises[place]) is not None, -place))
    told = [promises[place] for place in sorted(places[:MOST_PROMISES])]
    lines = [*map(_line, told), *not_shown(left_out(promises, MOST_PROMISES), "more promise")]
    return [cited(case, line) for line in lines]


def promises_of(case: ToldCase) -> Sequence[Promise]:
    """The promises that the customer tells of, then those in what we did and said, in the order of time."""
    return [*_told_by_customer(case), *_made(case), *_in_resolution(case)]


def tells_of_promise(sentence: str) -> bool:
    """Whether a customer says in it what was promised to them."""
    return _TOLD.search(sentence) is not None and _OWN.search(sentence) is None


def is_promise(text: str) -> bool:
    """Whether one of us promises something in these words."""
    return _OURS.search(text) is not None


def due_day(text: str, made: datetime) -> date | None:
    """The day that `text` names as its end, as seen from when it was written; None where that is not certain.

    A weekday is the next one; on that very weekday it may be either, so that there is none.
    """
    found = _WITHIN.search(text)
    if found:
        return (made + int(found[1]) * timedelta(hours=_HOURS[found[2].lower().rstrip("s")])).date()
    named = _DUE_DAY.search(text)
    if named is None:
        return None
    weekday = _WEEKDAYS.get(named[1].lower())
    ahead = 1 if weekday is None else (weekday - made.weekday()) % 7
    return made.date() + timedelta(days=ahead) if ahead else None


def _told_by_customer(case: ToldCase) -> Iterator[Promise]:
    for sentence in sentences_in(case.values["description"]):
        if tells_of_promise(sentence):
            yield Promise(
                words=f"The customer says: {excerpt(sentence, _TOLD)} (description)",
                at=None,
                due=None,
                is_talk=_is_talk(sentence),
                later=[event for event in case.events if event.age <= case.age],
            )


def _made(case: ToldCase) -> Iterator[Promise]:
    for place, event in enumerate(case.events):
        later = case.events[place + 1 :]
        by = f"{on(event.at)}{_by(event)}"
        if event.kind in _GRANTED:
            words = f"{by}: {_GRANTED[event.kind]}{quote_of(event)}"
            yield Promise(words=words, at=event.at, due=None, is_talk=False, later=later)
        elif is_customers(event):
            for said in filter(tells_of_promise, sentences_in(said_with(event))):
                words = f"{on(event.at)}, the customer says: {excerpt(said, _TOLD)}"
                yield Promise(words=words, at=event.at, due=None, is_talk=_is_talk(said), later=later)
        else:
            for said in filter(is_promise, sentences_in(said_with(event))):
                due, words = due_day(said, event.at), f"{by}: {excerpt(said, _OURS)}"
                yield Promise(words=words, at=event.at, due=due, is_talk=_is_talk(said), later=later)


def _in_resolution(case: ToldCase) -> Iterator[Promise]:
    """What the resolution says will still be done."""
    at = case.values["resolved_local"]
    for said in filter(is_promise, sentences_in(case.values["resolution"])):
        later = [event for event in case.events if at and event.at > at and event.kind not in ("resolved", "closed")]
        when, due = (f"{on(at)}, " if at else ""), (due_day(said, at) if at else None)
        yield Promise(
            words=f"{when}resolution: {excerpt(said, _OURS)}", at=at, due=due, is_talk=_is_talk(said), later=later
        )


def _line(promise: Promise) -> str:
    due = f"Due on {day(promise.due)}." if promise.due else ""
    return " ".join(filter(None, (stopped(promise.words), due, _kept(promise))))


def _after(promise: Promise) -> ToldEvent | None:
    """What may have kept it."""
    kinds = {"resolved", "agent_reply", "first_response"} if promise.is_talk else {"resolved"}
    return next((event for event in promise.later if event.kind in kinds), None)


def _kept(promise: Promise) -> str:
    """What came after it that may have kept it; nobody but a person can say that it did."""
    after = _after(promise)
    if after is None:
        return "Nothing after it says that it was kept."
    if after.kind != "resolved":
        return f"A reply followed on {on(after.at)}."
    last = [event for event in promise.later if event.kind in ("resolved", "reopened")][-1]
    again = f", but reopened on {on(last.at)}" if last.kind == "reopened" else ""
    return f"The case was resolved on {on(after.at)}{again}."


def _by(event: ToldEvent) -> str:
    return f", {name(event.actor)}" if event.actor else ""


def _is_talk(text: str) -> bool:
    return _TO_SPEAK.search(text) is not None
