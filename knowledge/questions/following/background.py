"""What a message says around its question, so that the question is read without it.

Left out are a greeting, a sentence that only tells something beside one that asks ("I am updating the board slide."),
the occasion ("for the QBR on Monday") and who has the question ("my VP is asking: …"). What is named there is kept:
"Billing worries me. How many escalations last month?" is about Billing. A sentence that says which cases are meant, or
that a word of the question refers back to without its being known, is not left out.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.questions.following.background_words import (
    ASKERS,
    AT_WORK,
    BACK_REFERENCES,
    BEFORE_NAMES,
    GREETINGS,
    HEADINGS,
    HOW_IT_ENDED,
    OCCASIONS,
    PLAIN_OCCASIONS,
    QUESTION_WORDS,
    REPORTED,
    REQUESTS,
    RESTRICTIONS,
    SAYS_HELLO,
    SPEAKERS,
    SUBJECTS,
    SUBORDINATING,
    VERBS,
    WISHES,
)
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import (
    BaselineLink,
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
from knowledge.questions.linking.metric_words import Cue
from knowledge.questions.linking.tokens import words_of
from knowledge.questions.plan import Intent

MOST_PLAIN = 3
"""Words of "for the review", which may be that of a case's quality."""

Link = Callable[[str], Links]

_ABBREVIATED = r"(?<!\bi\.e)(?<!\be\.g)(?<!\bno)(?<!\bvs)(?<!\betc)(?<!\bapprox)(?<!\bincl)(?<!\bexcl)"
_ASIDE = r"\s[-\u2013\u2014](?=\s+(?:i|i'm|we|we're|my|our|it's|that's|boss|need|want)\b)"
_BUT = re.compile(r"^(?:but|so|and)\s+", re.IGNORECASE)
_PURPOSE = re.compile(
    r"\W*(?:i|we)(?:'d\s+like|\s+(?:want|need|would\s+like|am\s+trying|are\s+trying))\s+to\s+"
    r"(?:see|know|check|find\s+out|understand|show|prove|tell)\s+(?:if|whether)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r",\s*(?:right|correct|true|eh|agreed|isn't\s+it|no)\s*\?", re.IGNORECASE)
_SENTENCE_END = re.compile(rf"[?!;]+(?=\s|$)|{_ABBREVIATED}\.+(?=\s|$)|\u2026|\n+|:(?=\s)|{_ASIDE}", re.IGNORECASE)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|tonight"
_IN_FIVE = r"(?:\d+|five|ten)\s*(?:min\w*|h\w*)?"
_WHEN = (
    rf"(?:\s+(?:on\s+|this\s+|next\s+|later\s+|in\s+)?(?:{_DAY}|morning|afternoon|week|{_IN_FIVE})\b)?"
    r"(?:\s+(?:on|this|next)\s+(?:morning|afternoon|week)\b)?"
)
_KINDS = r"weekly|monthly|quarterly|annual|next|big|upcoming|exec|executive|team|staff|support|sales"
_MONTH = (
    r"(?:(?:jan|febr)(?:uary)?|march|april|may|june|july|aug(?:ust)?|sept(?:ember)?|(?:octo|novem|decem)ber|[qh][1-4])"
    r"(?:\s+20\d\d)?"
)
_ADJECTIVES = rf"(?:(?:{_DAY}|{_KINDS})(?:'s)?\s+){{0,3}}"
_SUPERIORS = r"boss|board|ceo|cfo|coo|cto|vp|team|execs?|executives|management|leadership|auditors?"
_WITH = rf"(?:\s+with\s+(?:the|my|our|a)\s+(?:{_SUPERIORS}))?"
_OCCASION = re.compile(
    rf"[,(]?\s*\b(?:i\s+)?(?:need(?:ed)?\s+(?:it|this|that|them)\s+|want\s+it\s+|it(?:'s|\s+is)\s+)?"
    rf"(?:for|before|b4|ahead\s+of|in\s+time\s+for|in|at|on|into|during)\s+"
    rf"(?:(?:the|my|our|a|an|this|his|her|their)\s+{_ADJECTIVES}(?:(?P<month>{_MONTH})\s+)?{_ADJECTIVES}(?:{OCCASIONS}|{PLAIN_OCCASIONS})|{_ADJECTIVES}(?:{OCCASIONS}))\b"
    rf"{_WITH}{_WHEN}\)?",
    re.IGNORECASE,
)
_TITLE = re.compile(rf"{_ADJECTIVES}(?:board\s+)?(?:{OCCASIONS}|{PLAIN_OCCASIONS})(?=:)", re.IGNORECASE)
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
_HEARSAY = re.compile(
    r",?\s*\b(?:or\s+|at\s+least\s+)?(?:so|as|from\s+what)\s+(?:(?:i|we)(?:'ve|\s+have|\s+was|\s+am|\s+were|'m|\s+keep)?"
    r"|they|people|some)\s+(?:hear|heard|hearing|told|understand|gather|say|see|read)\b(?:\s+(?:from|by)\s+[^,.?!;:]*|\s+me)?,?",
    re.IGNORECASE,
)
_COMPLETE = frozenset({Intent.FINDINGS, Intent.HELP, Intent.EFFECT})
_DASHES = " -\u2013\u2014"
_ENDS = ".?!;:,\u2026"
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
        return words[0] in AT_WORK or words[0] in SUBJECTS

    @property
    def greets(self) -> bool:
        return bool(self.words) and GREETINGS.issuperset(self.words) and not SAYS_HELLO.isdisjoint(self.words)

    @property
    def is_complete(self) -> bool:
        """Whether it asks by itself for a number, or for one of the answers that need none."""
        wants = {mark.means.intent for mark in self.links.marks if isinstance(mark.means, Wants)}
        return self.asks and (self.names_metric or not wants.isdisjoint(_COMPLETE))


def asked_in(message: str, link: Link) -> Asked:
    """The question of `message`, the whole of it where nothing else is in it."""
    told = [(text, _is_heading(text, link)) for text in _told_apart(_without_courtesies(message), link)]
    headings, written = [text for text, heads in told if heads], [text for text, heads in told if not heads]
    sentences = [
        _Sentence(text=text, links=link(_ON_THE_PHONE.sub("", text)))
        for text in (_without_frames(one, link, first=place == 0) for place, one in enumerate(written))
    ]
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


def _told_apart(message: str, link: Link) -> Iterator[str]:
    """The sentences, and as one more what is told before a comma: "The QBR is in ten minutes, how many …"."""
    for sentence in _sentences(message):
        clause = _CLAUSE.match(sentence)
        behind = words_of(sentence[clause.end() :])[:1] if clause else ()
        told = _Sentence(text=clause.group(1), links=link(clause.group(1))) if clause else None
        asks = behind and behind[0] in QUESTION_WORDS | REQUESTS
        if clause and told and asks and told.tells and not told.names_metric:
            yield clause.group().strip()
            yield sentence[clause.end() :]
        else:
            yield sentence


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
    ended = (text.rstrip(_DASHES) for text in sentences)
    return "".join(f"{text}{' ' if text[-1:] in _ENDS else chr(10)}" for text in ended).strip()


def _without_courtesies(message: str) -> str:
    """Without a greeting in front and thanks behind."""
    told = _TAG.sub(".", _THANKS.sub("", message))
    clause = _CLAUSE.match(told)
    words = words_of(clause.group(1)) if clause else ()
    greets = bool(words) and GREETINGS.issuperset(words) and not SAYS_HELLO.isdisjoint(words)
    return _BUT.sub("", told[clause.end() :]) if clause and greets else told


def _without_frames(sentence: str, link: Link, *, first: bool) -> str:
    """Without the occasion and without who has the question, where nothing of the cases is named by the same words."""
    rest = sentence
    asker = _ASKED_FOR.match(rest)
    opinion = _TOLD_BY.match(rest) if first and not asker else None
    if opinion and _Sentence(text=rest, links=link(rest[opinion.end() :])).names_metric:
        asker = opinion
    if asker and not _content(link(asker.group()), besides=None if opinion else DimensionWord):
        rest = rest[asker.end() :]
    while (found := _OCCASION.search(rest)) and _is_occasion(found, link):
        rest = f"{rest[: found.start()]} {_month_of(found, rest, link)} {rest[found.end() :]}"
    heard = _HEARSAY.search(rest)
    if heard and not _content(link(heard.group()), besides=DimensionWord):
        rest = rest[: heard.start()] + rest[heard.end() :]
    rest = _WORTH_RAISING.sub("", rest)
    rest = _LOOSE_END.sub(r"\1", rest.strip().lstrip(_HEAD))
    return " ".join(rest.split()) if any(c.isalnum() for c in rest) else ""


def _is_occasion(found: re.Match[str], link: Link) -> bool:
    """Whether nothing of the cases is named there: a review with the board or of October is none of their quality."""
    links = link(found.group())
    reviewed = "review" in links.question.casefold() and (found["month"] or len(words_of(found.group())) > MOST_PLAIN)
    marks = [m for m in links.marks if not (reviewed and isinstance(m.means, MetricCue) and m.means.name == Cue.REVIEW)]
    return not _content(replace(links, marks=tuple(marks)))


def _month_of(occasion: re.Match[str], sentence: str, link: Link) -> str:
    """The October of "for the October review", where the sentence names no other period."""
    rest = f"{sentence[: occasion.start()]} {sentence[occasion.end() :]}"
    return "" if _is_dated(link(rest)) or not occasion["month"] else f"in {occasion['month']}"


def _is_heading(text: str, link: Link) -> bool:
    """ "Staffing question:", "Board deck:", "2 things for the standup:", "For my 1:1 with the Identity lead:"."""
    if not text.endswith(":"):
        return False
    words = words_of(text)
    occasion = _OCCASION.search(text) or _TITLE.match(text)
    if occasion and not _is_occasion(occasion, link):
        return False
    rest = text.replace(occasion.group(), " ") if occasion else text
    named = any(isinstance(mark.means, MetricCue) for mark in link(rest).marks)
    return not named and (occasion is not None or not HEADINGS.isdisjoint(words))


def _is_background(one: _Sentence, asking: _Sentence, *, before: bool) -> bool:
    """Whether `one` only tells something beside `asking`, which needs nothing of it but what it names."""
    if not one.words:
        return True
    if one.asks or not one.tells or not RESTRICTIONS.isdisjoint(one.words):
        return False
    if not before:
        said_for = not REPORTED.isdisjoint(one.words) or _PURPOSE.match(one.text) is not None
        return said_for or not any(isinstance(mark.means, _SPECIFIES) for mark in one.links.marks)
    if _refers_back(asking.links):
        return True
    values = (mark.means for mark in one.links.marks if isinstance(mark.means, ValueLink))
    return all(len(value.choices) == 1 and not value.guessed for value in values)


def _refers_back(links: Links) -> bool:
    """Whether a word stands for what was named before; the "this" of "this month" does not."""
    times = [mark for mark in links.marks if isinstance(mark.means, PeriodLink | PeriodDoubt | BaselineLink)]
    inside = {place for mark in times for place in range(mark.first, mark.last)}
    words = [token.word for token in links.tokens]
    there = {place for place, word in enumerate(words) if word == "there" and words[place - 1] in VERBS | {"how"}}
    return any(word in BACK_REFERENCES and place not in inside | there for place, word in enumerate(words))


def _names_unknown(links: Links) -> Iterator[str]:
    """Words that nothing is known of and that look like a name, so that a question may refer to it."""
    spans: list[list[int]] = []
    for place in links.unexplained:
        if spans and spans[-1][1] == place:
            spans[-1][1] += 1
        elif place == 0 or links.text(place, place + 1)[:1].isupper() or links.tokens[place - 1].word in BEFORE_NAMES:
            spans.append([place, place + 1])
    yield from (links.text(first, last) for first, last in spans)


def _named(told: Links, asked: Links) -> Iterator[str]:
    """What `told` names and `asked` leaves open: values of other dimensions, a period, and of whom "they" are."""
    own = {name for mark in asked.marks for name in _dimensions(mark)}
    if _refers_back(asked):
        yield from (f"for {name}" for name in _names_unknown(told))
    else:
        own |= HOW_IT_ENDED
    for mark in told.marks:
        as_written = told.corrections.keys().isdisjoint(range(mark.first, mark.last))
        if isinstance(mark.means, ValueLink) and own.isdisjoint(_dimensions(mark)) and as_written:
            yield f"for {told.text(mark.first, mark.last)}"
    periods = [mark for mark in told.marks if isinstance(mark.means, PeriodLink)]
    if periods and not _is_dated(asked) and told.tokens[0].word not in SPEAKERS:
        yield told.text(periods[0].first, periods[0].last)


def _with(text: str, named: Sequence[str]) -> str:
    if not named:
        return text
    bare = text.rstrip(_TAIL)
    return f"{bare} {' '.join(named)}{text[len(bare) :]}"


def _dimensions(mark: Mark) -> tuple[str, ...]:
    if isinstance(mark.means, DimensionWord) and mark.means.split:
        return (mark.means.name,)
    return tuple(name for name, _ in mark.means.choices) if isinstance(mark.means, ValueLink) else ()


def _is_dated(links: Links) -> bool:
    return any(isinstance(mark.means, PeriodLink | PeriodDoubt) for mark in links.marks)


def _content(links: Links, *, besides: type | None = None) -> bool:
    """Whether a metric, a value or a split is named; what is named by `besides` does not count."""
    return any(
        isinstance(mark.means, MetricCue | ValueLink | DimensionWord)
        or (isinstance(mark.means, Wants) and mark.means.intent is Intent.SIMILAR)
        for mark in links.marks
        if besides is None or not isinstance(mark.means, besides)
    )
