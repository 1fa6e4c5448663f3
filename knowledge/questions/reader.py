"""Reads a message: as a new question, a follow-up, an answer to a clarify or several questions in one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from knowledge.metrics.catalogue import METRICS
from knowledge.questions.following.background import Asked, asked_in
from knowledge.questions.following.compound import MOST_PARTS, Part, borrowed, parts_of
from knowledge.questions.following.follow_up_words import PRONOUNS, REPLY_NONE
from knowledge.questions.following.follow_ups import EXAMPLES, FollowUps
from knowledge.questions.following.fragments import (
    Fragment,
    fragment_of,
    goes_on,
    names_metric,
    plain_words,
    refers_back,
    who_named,
)
from knowledge.questions.following.pasted import with_cases_named, without_pasted
from knowledge.questions.following.replies import picked
from knowledge.questions.following.searches import about_the_same_case, number_alone
from knowledge.questions.following.wish_words import Wish
from knowledge.questions.linking.marks import PeriodLink, ValueLink
from knowledge.questions.linking.tokens import words_of
from knowledge.questions.plan import Intent, OutOfScope, Plan, Reading, Unclear, Understood
from knowledge.questions.rules.rule_reader import RuleReader
from knowledge.questions.rules.similar import LONG_TEXT, search_in
from knowledge.questions.thread import ThreadState
from knowledge.questions.wording import Wording

MOST_AROUND = 600
"""Characters; what is longer is a text to search by, and no question with something around it."""

_NUMBERS = frozenset({Intent.VALUE, Intent.TREND, Intent.BREAKDOWN, Intent.COMPARE, Intent.WHY})
_GO_ON_FROM = _NUMBERS | {Intent.DEFINE}
_READ_LIKE_OTHERS = frozenset({Wish.RATIO, Wish.COUNT, Wish.SIMILAR})
"""Wishes whose words are a question by themselves, where there is no answer before them."""


class ChatReader(Protocol):
    """A reader that a chat model stands behind."""

    def read(
        self, question: str, *, today: date, rule_reading: Reading, state: ThreadState | None
    ) -> Sequence[Reading] | None:
        """What the model takes `question` for, one Reading a part, each Plan valid. None: the rules' reading stands.

        `rule_reading` is what the rules found: an Unclear with `partly`, which no Plan may contradict, or an OutOfScope
        that is not firm. `state` is what the thread is about. Never raises.
        """


class Reader:
    """Puts the readers together. `chat` None: there is no model."""

    def __init__(self, *, rules: RuleReader, wording: Wording, chat: ChatReader | None = None) -> None:
        self._rules = rules
        self._chat = chat
        self._follow_ups = FollowUps(rules, wording)

    def read(self, question: str, *, today: date, state: ThreadState | None = None) -> tuple[Reading, ...]:
        """One Reading, or one for each part of a compound question, four at most. Takes any text and never raises.

        `state` is what the thread is about; a fragment ("and for EMEA?") changes the Plan that it holds. What the rules
        understand or refuse firmly stands. The model is asked once, for the first part that they understand in part or
        not at all.
        """
        pasted = self._without_pasted(question.encode("utf-8", "replace").decode("utf-8"))
        known = _still_known(state or ThreadState())
        replied = self._replied(pasted.text, known, today)
        if replied:
            return replied
        told = self._asked_in(pasted.text, today)
        notes = [f"“{sentence}” is taken as background" for sentence in (*pasted.background, *told.background)]
        first, *others = self._questions(told.text, known, today)
        return (_with_notes(first, notes), *others)

    def read_by_rules(self, question: str, *, today: date) -> Reading:
        """What the rules alone take one question for, with nothing before it."""
        return self._rules.read(question, today=today)

    def _without_pasted(self, message: str) -> Asked:
        named = with_cases_named(message, self._rules.knows_case)
        return Asked(text=named) if _is_a_text(named) else without_pasted(named)

    def _asked_in(self, message: str, today: date) -> Asked:
        if _is_a_text(message):
            return Asked(text=message)
        return asked_in(message, lambda text: self._rules.link(text, today))

    def _questions(self, asked: str, known: ThreadState, today: date) -> tuple[Reading, ...]:
        """What each question of `asked` means."""
        parts = self._parts(asked, today)
        if len(parts) == 1:
            asked = parts[0].text
            return self._with_model(asked, self._read_by_rules(asked, known.plans, today), known, today)
        if len(parts) > MOST_PARTS:
            return (self._too_many(parts, today),)
        readings = self._chained(parts, known, today)
        # Words of the whole that nothing is found for are the parts' affair: what they mean costs a model to find out.
        if all(isinstance(reading, Understood) for reading in readings) or self._rules.link(asked, today).unexplained:
            return readings
        whole = self._rules.read(asked, today=today)
        return (whole,) if isinstance(whole, Understood) else readings

    def _replied(self, asked: str, known: ThreadState, today: date) -> tuple[Reading, ...]:
        """The choices that were picked from the last clarify, read; none when it is no reply to one."""
        if not known.choices or len(asked) > LONG_TEXT:
            return ()
        if plain_words(asked) in REPLY_NONE:
            return (Unclear(sentence="Then say in other words what you would like to know.", choices=EXAMPLES),)
        choices = picked(asked, known.choices)
        readings = [reading for choice in choices for reading in self.read(choice, today=today)]
        return tuple(readings[:MOST_PARTS])

    def _parts(self, asked: str, today: date) -> tuple[Part, ...]:
        whole = (Part(text=asked, goes_on=False),)
        if len(asked) > LONG_TEXT or search_in(asked) is not None:
            return whole
        if told_apart := self._rules.told_apart(asked, today):
            return tuple(Part(text=one, goes_on=False) for one in told_apart)
        links = self._rules.link(asked, today)
        parts = parts_of(links, lambda text: isinstance(self._rules.read(text, today=today), Understood))
        as_written = len(parts) == 1 and parts[0].text == links.text(0, len(links.tokens))
        one_case = len(parts) > 1 and self._rules.is_one_case(asked, [part.text for part in parts[1:]], today)
        return whole if as_written or one_case else parts

    def _chained(self, parts: Sequence[Part], known: ThreadState, today: date) -> tuple[Reading, ...]:
        """Each part read after the one before it, of which it takes over what it leaves open."""
        readings: list[Reading] = []
        plans, weak = known.plans, False
        tail = self._tail(parts, today)
        parts = (replace(parts[0], text=f"{parts[0].text} {tail}".strip()), *parts[1:])
        for place, part in enumerate(parts):
            vague = part.again and self._is_empty(parts[place - 1].text, today)
            if readings and not isinstance(readings[-1], Understood) and not vague and self._depends(part, today):
                return (*readings[:-1], _with_the_rest(readings[-1], parts[place:]))
            read = self._part(part, plans, today)
            if not weak and any(map(_is_weak, read)):  # the model is asked once
                weak = True
                read = self._with_model(part.text, read, replace(known, plans=tuple(plans)), today)
            readings = [*(readings[:-1] if part.again else readings), *read[-1:]]
            last = readings[-1]
            plans = (last.plan,) if isinstance(last, Understood) and last.plan.intent in _GO_ON_FROM else plans
        return (
            _with_notes(readings[0], [f"“{tail}” is taken to belong to each part"] if tail else ()),
            *readings[1:],
        )

    def _tail(self, parts: Sequence[Part], today: date) -> str:
        """What a later part says of which cases, where it says so for the first one too; else empty."""
        first = self._rules.link(parts[0].text, today)
        for later in parts[1:]:
            links = self._rules.link(later.text, today)
            if not (later.goes_on and later.same_sentence and names_metric(fragment_of(later.text), links)):
                return ""
            if tail := borrowed(first, links):
                return tail
        return ""

    def _part(self, part: Part, plans: Sequence[Plan], today: date) -> tuple[Reading, ...]:
        fragment = fragment_of(part.text)
        if part.goes_on and plans and not _is_search(part.text, fragment):
            back = refers_back(fragment, self._rules.link(fragment.text, today))
            whole = part.of_cases and (back or fragment.of_those)
            led = replace(fragment, leads=True, back=back and not whole, whole=whole)
            return self._follow_ups.read(led, plans[-1:], today)
        return self._read_by_rules(part.text, plans, today)

    def _depends(self, part: Part, today: date) -> bool:
        """Whether the part means nothing without the one before it."""
        fragment = fragment_of(part.text)
        links = self._rules.link(fragment.text, today)
        stands_for = not PRONOUNS.isdisjoint(words_of(part.text)) or refers_back(fragment, links)
        leans = fragment.wish is not None or stands_for or part.again or not names_metric(fragment, links)
        return part.goes_on and leans

    def _is_empty(self, text: str, today: date) -> bool:
        """Whether nothing of `text` is lost where another wording takes its place."""
        links = self._rules.link(text, today)
        return not links.unexplained and not any(isinstance(mark.means, ValueLink | PeriodLink) for mark in links.marks)

    def _read_by_rules(self, asked: str, plans: Sequence[Plan], today: date) -> tuple[Reading, ...]:
        """`asked` as one question, which may go on from `plans`."""
        if told := about_the_same_case(asked, plans[-1] if plans else None):
            return (told,)
        asked, who = who_named(asked, plans[-1] if plans else None)
        alone = self._rules.read(asked, today=today)
        if len(asked) > LONG_TEXT:
            return (alone,)
        fragment = fragment_of(asked)
        if _is_search(asked, fragment) or (fragment.wish is None and _is_help(alone)):
            return (alone,)
        links = self._rules.link(fragment.text, today)
        back = refers_back(fragment, links)
        if plans and (who or back or number_alone(fragment) is not None):
            return self._follow_ups.read(replace(fragment, back=back, leads=True), plans[-1:], today)
        if not goes_on(fragment, links):
            return (self._told(alone, asked, plans, today),)
        if plans:
            return self._follow_ups.read(fragment, plans, today)
        return (_without_subject(asked, fragment, alone, understood=not links.unexplained),)

    def _told(self, alone: Reading, asked: str, plans: Sequence[Plan], today: date) -> Reading:
        """A whole question in a thread, with a word on what it does not take over."""
        before = plans[-1] if plans else None
        if before is None or not isinstance(alone, Understood) or alone.plan.intent not in _NUMBERS:
            return alone
        marks = self._rules.link(asked, today).marks
        open_period = (
            not any(isinstance(mark.means, PeriodLink) for mark in marks) and before.period != alone.plan.period
        )
        if not open_period and not set(before.where) - set(alone.plan.where):
            return alone
        return replace(alone, assumed=("a new question: nothing is carried over", *alone.assumed))

    def _with_model(
        self, asked: str, readings: tuple[Reading, ...], known: ThreadState, today: date
    ) -> tuple[Reading, ...]:
        weak = next(filter(_is_weak, readings), None)
        if self._chat is None or weak is None:
            return readings
        state = known if known.plans else None
        return tuple(self._chat.read(asked, today=today, rule_reading=weak, state=state) or readings)[:MOST_PARTS]

    def _too_many(self, parts: Sequence[Part], today: date) -> Reading:
        understood = [part.text for part in parts if isinstance(self._rules.read(part.text, today=today), Understood)]
        return Unclear(
            sentence=f"I answer up to {MOST_PARTS} questions at once: which of these first?",
            choices=tuple(understood[:MOST_PARTS]) or EXAMPLES,
        )


def _is_a_text(message: str) -> bool:
    """Whether it is searched by as it is."""
    return len(message) > MOST_AROUND or search_in(message) is not None


def _still_known(state: ThreadState) -> ThreadState:
    """`state` without the Plans of an earlier version whose metric is not in the catalogue."""
    return replace(state, plans=tuple(plan for plan in state.plans if plan.metric is None or plan.metric in METRICS))


def _without_subject(asked: str, fragment: Fragment, alone: Reading, *, understood: bool) -> Reading:
    """What a fragment means in a thread in which nothing was understood before."""
    if fragment.wish is Wish.THANKS:
        return Understood(plan=Plan(intent=Intent.HELP))
    unclear = Unclear(
        sentence=f"What is “{asked.strip()}” about? There is no answer before it.",
        choices=alone.choices if isinstance(alone, Unclear) else EXAMPLES,
    )
    if fragment.wish is not None:
        return alone if fragment.wish in _READ_LIKE_OTHERS else unclear
    if isinstance(alone, OutOfScope):
        return alone if alone.firm or not understood else unclear
    return unclear if isinstance(alone, Unclear) and alone.partly is None and fragment.leads else alone


def _with_notes(reading: Reading, notes: Sequence[str]) -> Reading:
    return replace(reading, assumed=(*reading.assumed, *notes)) if isinstance(reading, Understood) else reading


def _with_the_rest(reading: Reading, rest: Sequence[Part]) -> Reading:
    """What is unclear, with choices that ask all that depends on it too."""
    if not isinstance(reading, Unclear):
        return reading
    asked = "".join(f", and {part.text}" for part in rest)
    choices = (choice if search_in(choice) is not None else f"{choice}{asked}" for choice in reading.choices)
    return replace(reading, choices=tuple(choices))


def _is_weak(reading: Reading) -> bool:
    """Whether a chat model may understand more."""
    match reading:
        case Unclear(partly=partly):
            return partly is not None
        case OutOfScope(firm=firm):
            return not firm
    return False


def _is_search(asked: str, fragment: Fragment) -> bool:
    return fragment.wish is None and search_in(asked) is not None


def _is_help(reading: Reading) -> bool:
    return isinstance(reading, Understood) and reading.plan.intent is Intent.HELP
