"""What a message says around its question, so that the question is read without it.

Left out are a greeting, a sentence that only tells something beside one that asks ("I am updating the board slide."),
the occasion ("for the QBR on Monday") and who has the question ("my VP is asking: …"). What is named there is kept:
"Billing worries me. How many escalations last month?" is about Billing. A sentence that says which cases are meant, or
that a word of the question refers back to without its being known, is not left out.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.questions.following.background_words import (
    ASKERS,
    AT_WORK,
    BACK_REFERENCES,
    GREETINGS,
    HEADINGS,
    OCCASIONS,
    PLAIN_OCCASIONS,
    QUESTION_WORDS,
    REPORTED,
    REQUESTS,
    RESTRICTIONS,
    SAYS_HELLO,
    SUBORDINATING,
    VERBS,
    WISHES,
)
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import (
    BoundWord,
    DimensionWord,
    GrainWord,
    Mark,
    MetricCue,
    PeriodDoubt,
    PeriodLink,
    Rank,
    ShowWord,
    StatisticWord,
    TrendWord,
    ValueLink,
    Wants,
)
from knowledge.questions.linking.tokens import words_of
from knowledge.questions.plan import Intent

Link = Callable[[str], Links]

_ABBREVIATED = r"(?<!\bi\.e)(?<!\be\.g)(?<!\bno)(?<!\bvs)(?<!\betc)(?<!\bapprox)(?<!\bincl)(?<!\bexcl)"
_SENTENCE_END = re.compile(rf"[?!;]+(?=\s|$)|{_ABBREVIATED}\.+(?=\s|$)|\u2026|\n+|:(?=\s)", re.IGNORECASE)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|tonight"
_IN_FIVE = r"(?:\d+|five|ten)\s*(?:min\w*|h\w*)?"
_WHEN = (
    rf"(?:\s+(?:on\s+|this\s+|next\s+|later\s+|in\s+)?(?:{_DAY}|morning|afternoon|week|{_IN_FIVE})\b)?"
    r"(?:\s+(?:on|this|next)\s+(?:morning|afternoon|week)\b)?"
)
_KINDS = r"weekly|monthly|quarterly|annual|next|big|upcoming|exec|executive|team|staff|support|sales"
_ADJECTIVES = rf"(?:(?:{_DAY}|{_KINDS})(?:'s)?\s+){{0,3}}"
_SUPERIORS = r"boss|board|ceo|cfo|coo|cto|vp|team|execs?|executives|management|leadership|auditors?"
_WITH = rf"(?:\s+with\s+(?:the|my|our|a)\s+(?:{_SUPERIORS}))?"
_OCCASION = re.compile(
    rf"[,(]?\s*\b(?:i\s+)?(?:need(?:ed)?\s+(?:it|this|that|them)\s+|want\s+it\s+|it(?:'s|\s+is)\s+)?"
    rf"(?:for|before|b4|ahead\s+of|in\s+time\s+for|in|at|during)\s+"
    rf"(?:(?:the|my|our|a|an|this|his|her|their)\s+{_ADJECTIVES}(?:{OCCASIONS}|{PLAIN_OCCASIONS})|{_ADJECTIVES}(?:{OCCASIONS}))\b"
    rf"{_WITH}{_WHEN}\)?",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(
    rf"^\W*(?:so\s+|and\s+)?(?:{ASKERS})\s+(?:(?:is|are|was|were|will|has|have|just|keeps?|kept|been|going\s+to|gonna|would\s+like\s+to|want(?:s|ed)?\s+to)\s+)*"
    r"(?:ask(?:s|ed|ing)?|wants?|wanted|knows?|know|wonder(?:s|ed|ing)?|understand)\s*"
    r"(?:(?:me|us)\b\s*)?(?:[:,-]+\s*|(?:about|for|if|whether)\s+|(?=(?:how|what|which|why|where|when|who)\b))",
    re.IGNORECASE,
)
_WORTH_RAISING = re.compile(
    r"\bthat\s+(?:i|we)\s+(?:should|could|can|must|may|might|need\s+to|ought\s+to)\s+"
    r"(?:raise|mention|bring\s+up|flag|discuss|report|present|talk\s+about)\b",
    re.IGNORECASE,
)
# whoever "is on the phone" names no channel
_ON_THE_PHONE = re.compile(r"(?<=\bis)\s+on\s+the\s+(?:phone|line)\b", re.IGNORECASE)
_THANKS = re.compile(
    r"[\s,.!;-]*\b(?:many\s+)?(?:thanks|thank\s+you|thx|cheers|ty)(?:\s+(?:so|very|much|a|lot|in|advance|million|again|all|team))*\W*$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\s*([^,:.!?;]{1,60})[,:]\s+")
_LOOSE_END = re.compile(r"\s+([.?!,;:])")
_HEAD = " \t\n,;:.-\u2013\u2014"
_TOLD_BY = re.compile(
    rf"^\W*(?:{ASKERS})\s+(?:claims?|says?|thinks?|believes?|feels?|insists?|argues?)\s+(?:that\s+)?(?=\w)",
    re.IGNORECASE,
)
_ENDS = ".?!;:\u2026"
_TAIL = ".?! \t\n"
_SPECIFIES = (
    ValueLink,
    PeriodLink,
    PeriodDoubt,
    DimensionWord,
    GrainWord,
    StatisticWord,
    Rank,
    ShowWord,
    BoundWord,
    TrendWord,
)
"""What can say more about a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The question of a message, and the sentences around it as they were written."""

    text: str
    background: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    text: str
    links: Links

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(token.word for token in self.links.tokens)

    @property
    def names_metric(self) -> bool:
        return any(isinstance(mark.means, MetricCue) for mark in self.links.marks)

    @property
    def asks(self) -> bool:
        """Whether it is put as a question or as a request for a number."""
        words = self.words
        if not words:
            return False
        if self.text.rstrip().endswith("?") or words[0] in QUESTION_WORDS:
            return True
        requests = words[0] in REQUESTS or words[:2] in WISHES or words[:3] in WISHES
        return self.names_metric and (requests or not self.tells)

    @property
    def tells(self) -> bool:
        """Whether it has a verb of its own: "escalations that were declined" has none."""
        words = self.words
        if not words or self.text.rstrip().endswith("?") or words[0] in QUESTION_WORDS | REQUESTS:
            return False
        verb = next((place for place, word in enumerate(words) if word in VERBS), None)
        if verb is not None:
            return SUBORDINATING.isdisjoint(words[:verb])
        return words[0] in AT_WORK

    @property
    def greets(self) -> bool:
        return bool(self.words) and GREETINGS.issuperset(self.words) and not SAYS_HELLO.isdisjoint(self.words)

    @property
    def is_complete(self) -> bool:
        """Whether it asks for a number by itself."""
        return self.asks and self.names_metric


def asked_in(message: str, link: Link) -> Asked:
    """The question of `message`, the whole of it where nothing else is in it."""
    written = [text for text in _sentences(_without_courtesies(message)) if not _is_heading(text, link)]
    sentences = [
        _Sentence(text=text, links=link(_ON_THE_PHONE.sub("", text)))
        for text in (_without_frames(one, link) for one in written)
    ]
    headings = [text for text in _sentences(message) if _is_heading(text, link)]
    complete = [place for place, one in enumerate(sentences) if one.is_complete]
    if not complete:
        return Asked(text=_joined([one.text for one in sentences if one.text]) or message)
    asking = sentences[complete[0]]
    named = [text for heading in headings for text in _named(link(heading), asking.links)]
    kept, background = [], []
    for place, one in enumerate(sentences):
        if one.greets:
            continue
        if not _is_background(one, asking, before=place < complete[0]):
            kept.append((place, one.text))
            continue
        background += [one.text] if one.text else []
        named += _named(one.links, asking.links) if place < complete[0] else ()
    texts = [_with(text, named) if place == complete[0] else text for place, text in kept]
    return Asked(text=_joined(texts), background=tuple(background))


def _sentences(message: str) -> Iterator[str]:
    start = 0
    for end in _SENTENCE_END.finditer(message):
        if any(c.isalnum() for c in message[start : end.end()]):
            yield message[start : end.end()].strip()
            start = end.end()
    if any(c.isalnum() for c in message[start:]):
        yield message[start:].strip()


def _joined(sentences: Sequence[str]) -> str:
    """The sentences as one text in which each still ends where it ended."""
    return "".join(f"{text}{' ' if text[-1:] in _ENDS else chr(10)}" for text in sentences).strip()


def _without_courtesies(message: str) -> str:
    """Without a greeting in front and thanks behind."""
    told = _THANKS.sub("", message)
    clause = _CLAUSE.match(told)
    words = words_of(clause.group(1)) if clause else ()
    greets = bool(words) and GREETINGS.issuperset(words) and not SAYS_HELLO.isdisjoint(words)
    return told[clause.end() :] if clause and greets else told


def _without_frames(sentence: str, link: Link) -> str:
    """Without the occasion and without who has the question, where nothing of the cases is named by the same words."""
    rest = sentence
    asker = _ASKED_FOR.match(rest) or _TOLD_BY.match(rest)
    if asker and not _content(link(asker.group())):
        rest = rest[asker.end() :]
    found = _OCCASION.search(rest)
    while found and not _content(link(found.group())):
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
        found = _OCCASION.search(rest)
    rest = _WORTH_RAISING.sub("", _without_clause(rest, link))
    rest = _LOOSE_END.sub(r"\1", rest.strip().lstrip(_HEAD))
    return " ".join(rest.split()) if any(c.isalnum() for c in rest) else ""


def _without_clause(sentence: str, link: Link) -> str:
    """ "The QBR is in ten minutes, how many …": without what is told before the comma."""
    clause = _CLAUSE.match(sentence)
    behind = words_of(sentence[clause.end() :])[:1] if clause else ()
    if clause is None or not behind or behind[0] not in QUESTION_WORDS | REQUESTS:
        return sentence
    told = _Sentence(text=clause.group(1), links=link(clause.group(1)))
    return sentence[clause.end() :] if told.tells and not _content(told.links) else sentence


def _is_heading(text: str, link: Link) -> bool:
    """ "Staffing question:", "2 things for the standup:", "For my 1:1 with the lead of Identity Support:"."""
    if not text.endswith(":"):
        return False
    words = words_of(text)
    occasion = _OCCASION.search(text)
    if occasion and _content(link(occasion.group())):
        return False
    named = any(isinstance(mark.means, MetricCue) for mark in link(text).marks)
    return not named and (occasion is not None or not HEADINGS.isdisjoint(words))


def _is_background(one: _Sentence, asking: _Sentence, *, before: bool) -> bool:
    """Whether `one` only tells something beside `asking`, which needs nothing of it but what it names."""
    if not one.words:
        return True
    if one.asks or not one.tells or not RESTRICTIONS.isdisjoint(one.words):
        return False
    if not before:
        return not REPORTED.isdisjoint(one.words) or not any(
            isinstance(mark.means, _SPECIFIES) for mark in one.links.marks
        )
    if not BACK_REFERENCES.isdisjoint(asking.words) and _may_name(one.links):
        return False
    values = [mark for mark in one.links.marks if isinstance(mark.means, ValueLink)]
    return all(
        len(mark.means.choices) == 1 and not mark.means.guessed for mark in values if isinstance(mark.means, ValueLink)
    )


def _may_name(links: Links) -> bool:
    """Whether a word that nothing is known of looks like a name, so that the question may refer to it."""
    return any(place == 0 or links.text(place, place + 1)[:1].isupper() for place in links.unexplained)


def _named(told: Links, asked: Links) -> Iterator[str]:
    """What `told` names and `asked` leaves open: values of other dimensions, and a period."""
    own = {name for mark in asked.marks for name in _dimensions(mark)}
    for mark in told.marks:
        if isinstance(mark.means, ValueLink) and own.isdisjoint(_dimensions(mark)):
            yield f"for {told.text(mark.first, mark.last)}"
    dated = any(isinstance(mark.means, PeriodLink | PeriodDoubt) for mark in asked.marks)
    periods = [mark for mark in told.marks if isinstance(mark.means, PeriodLink)]
    if periods and not dated:
        yield told.text(periods[0].first, periods[0].last)


def _with(text: str, named: Sequence[str]) -> str:
    if not named:
        return text
    bare = text.rstrip(_TAIL)
    return f"{bare} {' '.join(named)}{text[len(bare) :]}"


def _dimensions(mark: Mark) -> tuple[str, ...]:
    return tuple(name for name, _ in mark.means.choices) if isinstance(mark.means, ValueLink) else ()


def _content(links: Links) -> bool:
    """Whether a metric, a value or a split is named."""
    return any(
        isinstance(mark.means, MetricCue | ValueLink | DimensionWord)
        or (isinstance(mark.means, Wants) and mark.means.intent is Intent.SIMILAR)
        for mark in links.marks
    )
