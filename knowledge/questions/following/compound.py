"""Where one message asks several questions: what it is split into.

It is split where a sentence ends, and at an "and" or a comma behind which a new question begins ("and what was …",
"and why", ", and in APAC"). A list of metrics ("cases and csat by team") becomes one question for each. An "and"
between values, dimensions or dates is none of these.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.questions.following.follow_up_words import NOW, SAID_AGAIN
from knowledge.questions.following.listed import (
    JOINS,
    Span,
    compares,
    items_of,
    marks_in,
    name_of,
    number_of_numbers,
)
from knowledge.questions.following.remainders import (
    asks_how_many,
    besides,
    content,
    is_remainder,
    kind,
    may_be_one,
    names_metric,
    paraphrases,
    why_behind,
)
from knowledge.questions.following.sentences import end_of_sentence, ends_before, gap
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import (
    And,
    BaselineLink,
    DimensionWord,
    Filler,
    GrainWord,
    Mark,
    MetricCue,
    Negation,
    PeriodDoubt,
    PeriodLink,
    StatisticWord,
    ValueLink,
)
from knowledge.questions.linking.metric_words import Cue
from knowledge.questions.linking.tokens import words_of

MOST_PARTS = 4
_FULL_STOPS = frozenset(".;")
_OPENERS: Sequence[tuple[str, ...]] = tuple(
    words_of(text)
    for text in (
        *("how many", "how much", "how often", "how long", "how did", "how does", "how do", "how has", "how have"),
        *("how is", "how are", "how was", "how were", "how about", "how come", "what", "whats", "why", "show", "list"),
        *(
            f"how {quick}"
            for quick in ("quick", "quickly", "fast", "slow", "slowly", "soon", "big", "large", "high", "low")
        ),
        *(
            f"how {good}"
            for good in ("good", "bad", "frequently", "well", "badly", "satisfied", "happy", "old", "late")
        ),
        *("give me", "compare", "define", "tell me", "is it", "did it", "has it", "is there", "are there", "where do"),
        *("where does", "where are", "where did", "the ratio", "the escalation ratio", "whether"),
    )
)
MOST_WORDS = 3
_PREPOSITIONS = frozenset(words_of("in for by per with at on during since which what"))
_ASKS_BY_ITSELF = frozenset(words_of("which who what how why when"))
_ONLY_AFTER_AND = frozenset(words_of("where the whether"))
_TOTALS = frozenset(words_of("total overall altogether sum"))
_BACK = re.compile(
    r"\b(?:on|in|over|during|for)?\s*(?:that|the\s+same)\s+(?:day|week|month|quarter|year|period|time)\b(?:\s+too)?",
    re.IGNORECASE,
)
_ITS_END = re.compile(r"\b(end|close|start|beginning)\s+of\s+(?:the|that)\s+(?:week|month|quarter|year|period)\b", re.I)
_SUBORDINATE = frozenset(words_of("of from if once whenever when because after among"))
"""At the beginning of a clause that says which cases the question behind its comma is about."""


_TOPICS = frozenset(words_of("the our all those these my"))
_BACK_TO_TOPIC = frozenset(words_of("they them their it its those these"))

Understands = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One question of a message. `goes_on`: it may leave open what the part before it says.

    `same_sentence`: no sentence ends between that one and this. `of_cases`: "them" in it are the cases that were named
    last, and not the groups that the part before is split into. `again`: it only words the part before it once more.
    """

    text: str
    goes_on: bool
    same_sentence: bool = False
    of_cases: bool = False
    again: bool = False


def parts_of(links: Links, understands: Understands = lambda _: False) -> tuple[Part, ...]:
    """The questions that the message asks, in order, one at least; more than are answered, too.

    `understands`: whether a text makes sense as one question, where that decides.
    """
    starts = [0, *_starts(links, understands), len(links.tokens)]
    parts: list[Part] = []
    for first, last in pairwise(starts):
        again = _again(links, first) if first else 0
        texts = _texts(links, first + (again or _joins(links, first)) if first else first, last)
        whole = _asks_the_like(marks_in(links, 0, first), marks_in(links, first, last))
        goes_on = first > 0 and not whole
        texts = (_back(links, first, text) for text in texts)
        same, of_cases = not ends_before(links, first), _cases_named_last(links, first)
        parts += (
            Part(text=text, goes_on=goes_on, same_sentence=same, of_cases=of_cases, again=again > 0) for text in texts
        )
    return tuple(parts)


def _cases_named_last(links: Links, last: int) -> bool:
    """ "Outcomes of the cases resolved in Q3, and … for them": "them" are the cases and not the outcomes."""
    splits = [mark for mark in marks_in(links, 0, last) if isinstance(mark.means, DimensionWord)]
    return bool(splits) and any(links.tokens[place].word == "cases" for place in range(splits[-1].last, last))


def _back(links: Links, first: int, text: str) -> str:
    """ "That day" is the day that was named before, and "the end of the year" is the end of that year."""
    named = [mark for mark in marks_in(links, 0, first) if isinstance(mark.means, PeriodLink)]
    period = links.text(named[-1].first, named[-1].last) if named else ""
    if not period:
        return text
    stretch = named[-1].first + (links.tokens[named[-1].first].word in _PREPOSITIONS)
    text = _ITS_END.sub(lambda end: f"{end[1]} of {links.text(stretch, named[-1].last)}", text)
    return _BACK.sub(lambda _: f" {period}", text).strip()


def borrowed(first: Links, later: Links) -> str:
    """Which cases a later question names for the first one too, as in "how many cases and how many escalations in EMEA
    last month": the period, where the first names none, and the filters, where it names nothing but its metric.
    """
    if any(isinstance(mark.means, PeriodLink | PeriodDoubt | BaselineLink) for mark in first.marks):
        return ""
    bare = all(isinstance(mark.means, MetricCue) for mark in content(first.marks))
    wanted = PeriodLink | ValueLink | Negation if bare else PeriodLink
    marks = [mark for mark in later.marks if isinstance(mark.means, wanted)]
    if not marks or any(isinstance(mark.means, BaselineLink) or compares(mark) for mark in later.marks):
        return ""
    between = [mark for mark in later.marks if marks[0].first <= mark.first < marks[-1].last and mark not in marks]
    whole = all(isinstance(mark.means, Filler | And) for mark in between)
    return later.text(marks[0].first, marks[-1].last) if whole else ""


def _starts(links: Links, understands: Understands) -> Iterator[int]:
    """The places at which a new question begins, its joining words included."""
    first = 0
    for place in range(1, len(links.tokens)):
        if _is_inside(links, place) or not _begins(links, first, place):
            continue
        if not _is_one(links, first, place, understands):
            yield place
            first = place


def _is_one(links: Links, first: int, place: int, understands: Understands) -> bool:
    """Whether what begins at `place` goes with what begins at `first`: a topic in front, a second wording behind."""
    last = end_of_sentence(links, place)
    if _is_topic(links, (first, place), last):
        return True
    if not may_be_one(links, place, marks_in(links, first, place)):
        return False
    together = _kept(links, first, last, besides(links, first, last), paraphrases(links, first, last))
    return understands(together) or not understands(links.text(first, place))


def _is_topic(links: Links, span: Span, last: int) -> bool:
    """ "The escalated cases of last quarter, how did they end?": what "they" are, and nothing asked of it yet."""
    first, place = span
    words = [token.word for token in links.tokens]
    set_off = "," in gap(links, place) and not ends_before(links, place)
    back = _BACK_TO_TOPIC & set(words[place:last])
    plain = not any(isinstance(mark.means, DimensionWord | GrainWord) for mark in marks_in(links, *span))
    return set_off and bool(back) and plain and words[first] in _TOPICS and words[place] != "why"


def _again(links: Links, place: int) -> int:
    """How many words from `place` on say that what was asked is put in other words: "i.e.", "in other words"."""
    words = tuple(token.word for token in links.tokens[place : place + MOST_WORDS])
    return next((len(phrase) for phrase in SAID_AGAIN if words[: len(phrase)] == phrase), 0)


def _begins(links: Links, first: int, place: int) -> bool:
    """Whether a question that began at `first` ends before `place`, where another one begins."""
    joins = _again(links, place) or _joins(links, place)
    opens = _opens(links, place + joins, after_and=joins > 0)
    before, behind = marks_in(links, first, place), marks_in(links, place + joins, len(links.tokens))
    if not (content(before) or _opens(links, first, after_and=False)) or not (opens or content(behind)):
        return False
    if names_metric(before) and asks_how_many(links, place):
        return False
    if ends_before(links, place):
        return _begins_sentence(links, first, place, opens=opens)
    if (not joins and "," not in gap(links, place)) or links.tokens[first].word in _SUBORDINATE:
        return False  # "of the cases opened in May, how many …" is one question
    if opens:
        tells_why = not joins and why_behind(links, first, place)
        return not tells_why and (names_metric(before) or not names_metric(behind))
    if _has_its_own(links, before, place + joins) or (joins and _adds(links, (first, place), place + joins)):
        return True
    if joins and (_asks_the_like(before, behind) or _splits_the_total(links, (first, place), behind)):
        return True
    says_again = links.tokens[place + joins].word in _PREPOSITIONS and _says_again(before, behind)
    return joins > 0 and "," in gap(links, place) and says_again


def _begins_sentence(links: Links, first: int, place: int, *, opens: bool) -> bool:
    """Whether the sentence at `place` asks something of its own."""
    if is_remainder(links, place, marks_in(links, first, place)) or why_behind(links, first, place):
        return False
    behind = marks_in(links, place + _joins(links, place), len(links.tokens))
    asks = links.tokens[place].word in _ASKS_BY_ITSELF
    return opens or asks or names_metric(behind) or not _FULL_STOPS & set(gap(links, place))


def _has_its_own(links: Links, before: Sequence[Mark], start: int) -> bool:
    """ "Escalations yesterday, SLA attainment last week": a metric and a period, each once more."""
    segment = content(marks_in(links, start, _end_of_item(links, start)))
    names = bool(segment) and _is_a_metric(segment[0]) and not _is_condition(links, segment[0])
    now = any(links.tokens[place].word in NOW for place in range(start, _end_of_item(links, start)))
    dated = _dated(before) and (_dated(segment) or now)
    return names and dated and names_metric(before) and not any(map(compares, (*before, *segment)))


def _adds(links: Links, span: Span, start: int) -> bool:
    """ "Escalations by product, plus the median time to resolve": another metric, behind what cuts the first one."""
    before, segment = content(marks_in(links, *span)), content(marks_in(links, start, _end_of_item(links, start)))
    names = [mark for mark in segment if isinstance(mark.means, MetricCue)]
    first = next((mark for mark in segment if not isinstance(mark.means, StatisticWord)), None)
    if not any(map(_is_a_metric, names)) or first not in names or not names_metric(before):
        return False
    said = {name_of(mark) for mark in before}
    set_off = "," in gap(links, span[1]) or links.tokens[span[1]].word == "plus"
    cut = not isinstance(before[-1].means, MetricCue | StatisticWord)
    alike = any(name_of(mark) in said for mark in names if _is_a_metric(mark))
    held = any(map(compares, (*before, *segment)))
    return set_off and cut and not alike and not held and not items_of(links, span[0], _end_of_item(links, start))


def _is_condition(links: Links, mark: Mark) -> bool:
    """ "Cases opened in May, resolved in June": perhaps those that were both."""
    return mark.last == mark.first + 1 and links.tokens[mark.first].word.endswith("ed")


def _end_of_item(links: Links, start: int) -> int:
    """The place behind the last word before the next comma, joining word or end of a sentence."""
    places = range(start + 1, len(links.tokens))
    ends = (at for at in places if "," in gap(links, at) or links.tokens[at].word in JOINS or ends_before(links, at))
    return next(ends, len(links.tokens))


def _is_a_metric(mark: Mark) -> bool:
    """Whether a metric is named by its name, and not only what happened to cases."""
    name = name_of(mark)
    return name is not None and (not isinstance(name, Cue) or name is Cue.CASE)


def _dated(marks: Sequence[Mark]) -> bool:
    return any(isinstance(mark.means, PeriodLink) for mark in marks)


def _splits_the_total(links: Links, span: Span, behind: Sequence[Mark]) -> bool:
    """ "Escalations in total, and also per region": one number, and a split of it."""
    total = any(links.tokens[at].word in _TOTALS for at in range(*span))
    said = content(behind)
    splits = bool(said) and all(isinstance(mark.means, DimensionWord | GrainWord) for mark in said)
    return total and splits and not any(isinstance(mark.means, DimensionWord) for mark in marks_in(links, *span))


def _says_again(before: Sequence[Mark], behind: Sequence[Mark]) -> bool:
    """ ", and in APAC", ", and in March", ", and by team": one thing again that was said once, and nothing else."""
    again = content(behind)
    kinds = {kind(mark) for mark in again}
    said = [one for one in map(kind, content(before)) if one in kinds]
    return len(kinds) == 1 and len(said) == 1 and not names_metric(again)


def _asks_the_like(before: Sequence[Mark], behind: Sequence[Mark]) -> bool:
    """ "Csat by region in Q3 and complaints by region in Q3": a metric with all that the one before it has."""
    said, again = content(before), content(behind)
    name = name_of(again[0]) if again else None
    if name is None or (isinstance(name, Cue) and name is not Cue.CASE):
        return False
    return len(again) > 1 and [type(mark.means) for mark in said] == [type(mark.means) for mark in again]


def _texts(links: Links, first: int, last: int) -> Iterator[str]:
    """The question [first, last) without what says nothing in it; one for each metric where it lists metrics."""
    why = next((place for place in range(first + 1, last) if _tells_why(links, first, place)), None)
    if why is not None:
        yield f"why {links.text(first, why)}"
        return
    empty, hints = besides(links, first, last), paraphrases(links, first, last)
    items = items_of(links, first, last)
    empty |= number_of_numbers(links, first, last) if items else frozenset()
    if not items:
        yield _kept(links, first, last, empty, hints)
        return
    front, behind = _kept(links, first, items[0][0], empty), _kept(links, items[-1][1], last, empty)
    for start, end in items:
        yield " ".join(text for text in (front, links.text(start, end), behind) if text)


def _tells_why(links: Links, first: int, place: int) -> bool:
    set_off = ends_before(links, place) or "," in gap(links, place)
    return set_off and why_behind(links, first, place)


def _kept(links: Links, first: int, last: int, empty: Collection[int], hints: Collection[int] = ()) -> str:
    """The words [first, last) as they were written, without those that are `empty`; "so" stands for the `hints`."""
    out = sorted(place for place in {*empty, *hints} if first <= place < last)
    edges = [first, *(at for place in out for at in (place, place + 1)), last]
    pieces = [links.text(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    joints = ["", *("so" if place in hints else "" for place in out)]
    return " ".join(text for pair in zip(joints, pieces, strict=True) for text in pair if text)


def _is_inside(links: Links, place: int) -> bool:
    """Whether one thing is named by the words before and behind `place`."""
    return any(mark.first < place < mark.last for mark in links.marks)


def _joins(links: Links, place: int) -> int:
    """How many words from `place` on only join what follows."""
    count = 0
    while place + count < len(links.tokens) and links.tokens[place + count].word in JOINS:
        count += 1
    return count


def _opens(links: Links, place: int, *, after_and: bool) -> bool:
    """Whether the words from `place` on begin a question."""
    words = tuple(token.word for token in links.tokens[place : place + MOST_WORDS])
    if not words or (not after_and and words[0] in _ONLY_AFTER_AND):
        return False
    if after_and and words[0] == "which":
        return any(mark.first == place and isinstance(mark.means, DimensionWord) for mark in links.marks)
    return any(words[: len(opener)] == opener for opener in _OPENERS)
