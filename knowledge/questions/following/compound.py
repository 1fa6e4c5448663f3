"""Where one message asks several questions: what it is split into.

It is split where a sentence ends, and at an "and" or a comma behind which a new question begins ("and what was …",
"and why", ", and in APAC"). A list of metrics ("cases and csat by team") becomes one question for each. An "and"
between values, dimensions or dates is none of these.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.questions.following.follow_up_words import NOW
from knowledge.questions.following.remainders import (
    asks_how_many,
    besides,
    content,
    is_remainder,
    kind,
    names_metric,
    why_behind,
)
from knowledge.questions.following.sentences import ends_before, gap
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import (
    And,
    BaselineLink,
    BoundWord,
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
    Wants,
)
from knowledge.questions.linking.metric_words import Cue
from knowledge.questions.linking.tokens import words_of
from knowledge.questions.plan import Intent

MOST_PARTS = 4
_FULL_STOPS = frozenset(".;")
_JOINS = frozenset(words_of("and plus then also"))
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
_BESIDE_OTHERS = frozenset({Cue.SHARE, Cue.RATE})

_OPENED = frozenset(words_of("opened created raised logged submitted filed"))

Span = tuple[int, int]
"""The words [first, last)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One question of a message. `goes_on`: it may leave open what the part before it says.

    `same_sentence`: no sentence ends between that one and this. `of_cases`: "them" in it are the cases that were named
    last, and not the groups that the part before is split into.
    """

    text: str
    goes_on: bool
    same_sentence: bool = False
    of_cases: bool = False


def parts_of(links: Links) -> tuple[Part, ...]:
    """The questions that the message asks, in order, one at least; more than are answered, too."""
    starts = [0, *_starts(links), len(links.tokens)]
    parts: list[Part] = []
    for first, last in pairwise(starts):
        texts = _texts(links, first + _joins(links, first) if first else first, last)
        whole = _asks_the_like(_marks(links, 0, first), _marks(links, first, last))
        goes_on = first > 0 and not whole
        texts = (_back(links, first, text) for text in texts)
        same, of_cases = not ends_before(links, first), _cases_named_last(links, first)
        parts += (Part(text=text, goes_on=goes_on, same_sentence=same, of_cases=of_cases) for text in texts)
    return tuple(parts)


def _cases_named_last(links: Links, last: int) -> bool:
    """ "Outcomes of the cases resolved in Q3, and … for them": "them" are the cases and not the outcomes."""
    splits = [mark for mark in _marks(links, 0, last) if isinstance(mark.means, DimensionWord)]
    return bool(splits) and any(links.tokens[place].word == "cases" for place in range(splits[-1].last, last))


def _back(links: Links, first: int, text: str) -> str:
    """ "That day" is the day that was named before, and "the end of the year" is the end of that year."""
    named = [mark for mark in _marks(links, 0, first) if isinstance(mark.means, PeriodLink)]
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
    if not marks or any(isinstance(mark.means, BaselineLink) or _compares(mark) for mark in later.marks):
        return ""
    between = [mark for mark in later.marks if marks[0].first <= mark.first < marks[-1].last and mark not in marks]
    whole = all(isinstance(mark.means, Filler | And) for mark in between)
    return later.text(marks[0].first, marks[-1].last) if whole else ""


def _starts(links: Links) -> Iterator[int]:
    """The places at which a new question begins, its joining words included."""
    first = 0
    for place in range(1, len(links.tokens)):
        if not _is_inside(links, place) and _begins(links, first, place):
            yield place
            first = place


def _begins(links: Links, first: int, place: int) -> bool:
    """Whether a question that began at `first` ends before `place`, where another one begins."""
    joins = _joins(links, place)
    opens = _opens(links, place + joins, after_and=joins > 0)
    before, behind = _marks(links, first, place), _marks(links, place + joins, len(links.tokens))
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
    if is_remainder(links, place, _marks(links, first, place)) or why_behind(links, first, place):
        return False
    behind = _marks(links, place + _joins(links, place), len(links.tokens))
    asks = links.tokens[place].word in _ASKS_BY_ITSELF
    return opens or asks or names_metric(behind) or not _FULL_STOPS & set(gap(links, place))


def _has_its_own(links: Links, before: Sequence[Mark], start: int) -> bool:
    """ "Escalations yesterday, SLA attainment last week": a metric and a period, each once more."""
    segment = content(_marks(links, start, _end_of_item(links, start)))
    names = bool(segment) and _is_a_metric(segment[0]) and not _is_condition(links, segment[0])
    now = any(links.tokens[place].word in NOW for place in range(start, _end_of_item(links, start)))
    dated = _dated(before) and (_dated(segment) or now)
    return names and dated and names_metric(before) and not any(map(_compares, (*before, *segment)))


def _adds(links: Links, span: Span, start: int) -> bool:
    """ "Escalations by product, plus the median time to resolve": another metric, behind what cuts the first one."""
    before, segment = content(_marks(links, *span)), content(_marks(links, start, _end_of_item(links, start)))
    names = [mark for mark in segment if isinstance(mark.means, MetricCue)]
    first = next((mark for mark in segment if not isinstance(mark.means, StatisticWord)), None)
    if not any(map(_is_a_metric, names)) or first not in names or not names_metric(before):
        return False
    said = {_name(mark) for mark in before}
    set_off = "," in gap(links, span[1]) or links.tokens[span[1]].word == "plus"
    cut = not isinstance(before[-1].means, MetricCue | StatisticWord)
    alike = any(_name(mark) in said for mark in names if _is_a_metric(mark)) or any(map(_compares, (*before, *segment)))
    return set_off and cut and not alike and not _items(links, span[0], _end_of_item(links, start))


def _is_condition(links: Links, mark: Mark) -> bool:
    """ "Cases opened in May, resolved in June": perhaps those that were both."""
    return mark.last == mark.first + 1 and links.tokens[mark.first].word.endswith("ed")


def _end_of_item(links: Links, start: int) -> int:
    """The place behind the last word before the next comma, joining word or end of a sentence."""
    places = range(start + 1, len(links.tokens))
    ends = (at for at in places if "," in gap(links, at) or links.tokens[at].word in _JOINS or ends_before(links, at))
    return next(ends, len(links.tokens))


def _is_a_metric(mark: Mark) -> bool:
    """Whether a metric is named by its name, and not only what happened to cases."""
    name = _name(mark)
    return name is not None and (not isinstance(name, Cue) or name is Cue.CASE)


def _dated(marks: Sequence[Mark]) -> bool:
    return any(isinstance(mark.means, PeriodLink) for mark in marks)


def _splits_the_total(links: Links, span: Span, behind: Sequence[Mark]) -> bool:
    """ "Escalations in total, and also per region": one number, and a split of it."""
    total = any(links.tokens[at].word in _TOTALS for at in range(*span))
    said = content(behind)
    splits = bool(said) and all(isinstance(mark.means, DimensionWord | GrainWord) for mark in said)
    return total and splits and not any(isinstance(mark.means, DimensionWord) for mark in _marks(links, *span))


def _says_again(before: Sequence[Mark], behind: Sequence[Mark]) -> bool:
    """ ", and in APAC", ", and in March", ", and by team": one thing again that was said once, and nothing else."""
    again = content(behind)
    kinds = {kind(mark) for mark in again}
    said = [one for one in map(kind, content(before)) if one in kinds]
    return len(kinds) == 1 and len(said) == 1 and not names_metric(again)


def _asks_the_like(before: Sequence[Mark], behind: Sequence[Mark]) -> bool:
    """ "Csat by region in Q3 and complaints by region in Q3": a metric with all that the one before it has."""
    said, again = content(before), content(behind)
    name = _name(again[0]) if again else None
    if name is None or (isinstance(name, Cue) and name is not Cue.CASE):
        return False
    return len(again) > 1 and [type(mark.means) for mark in said] == [type(mark.means) for mark in again]


def _texts(links: Links, first: int, last: int) -> Iterator[str]:
    """The question [first, last) without what says nothing in it; one for each metric where it lists metrics."""
    why = next((place for place in range(first + 1, last) if _tells_why(links, first, place)), None)
    if why is not None:
        yield f"why {links.text(first, why)}"
        return
    empty = besides(links, first, last)
    items = _items(links, first, last)
    if not items:
        yield _kept(links, first, last, empty)
        return
    front, behind = _kept(links, first, items[0][0], empty), _kept(links, items[-1][1], last, empty)
    for start, end in items:
        yield " ".join(text for text in (front, links.text(start, end), behind) if text)


def _tells_why(links: Links, first: int, place: int) -> bool:
    set_off = ends_before(links, place) or "," in gap(links, place)
    return set_off and why_behind(links, first, place)


def _kept(links: Links, first: int, last: int, empty: Collection[int]) -> str:
    """The words [first, last) as they were written, without those that are `empty`."""
    edges = [first, *(at for place in sorted(empty) if first <= place < last for at in (place, place + 1)), last]
    pieces = (links.text(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))
    return " ".join(piece for piece in pieces if piece)


def _items(links: Links, first: int, last: int) -> Sequence[Span]:
    """The words of each metric in a list; none where there is no list, or where a metric stands beside it too."""
    marks = _marks(links, first, last)
    items = _list_in(links, marks)
    beside = [mark for mark in marks if not any(start <= mark.first < end for start, end in items)]
    mixed = any(isinstance(mark.means, MetricCue | BoundWord) or _compares(mark) for mark in beside)
    names = {mark.means.name for mark in marks if isinstance(mark.means, MetricCue)}
    if _is_one_condition(links, items):
        return ()
    bare = Cue.CASES_AND_ESCALATIONS in names and len(content(links.marks)) == 1
    if bare:
        return ()  # two numbers, or the ratio of the one to the other
    several = len(names) > 1 or Cue.CASES_AND_ESCALATIONS in names
    return items if several and not mixed and not names & _BESIDE_OTHERS else ()


def _is_one_condition(links: Links, items: Sequence[Span]) -> bool:
    """ "Cases opened and resolved": perhaps those that were both."""
    words = [tuple(token.word for token in links.tokens[start:end]) for start, end in items]
    opened = any(item[-1] in _OPENED and len(item) > 1 for item in words[:1]) or words[:1] in [[(w,)] for w in _OPENED]
    return opened and any(len(item) == 1 and item[0].endswith("ed") for item in words[1:])


def _list_in(links: Links, marks: Sequence[Mark]) -> tuple[Span, ...]:
    """Metrics with nothing but "and" or a comma between them; none for a single one."""
    listed: list[Span] = []
    for first, last in _names(links, marks):
        start = _item_start(links, marks, listed[-1][1], first) if listed else None
        if start is None and len(listed) > 1:
            break
        listed = [*listed, (start, last)] if start is not None else [(first, last)]
    return tuple(listed) if len(listed) > 1 else ()


def _names(links: Links, marks: Sequence[Mark]) -> Iterator[Span]:
    """The words in a row that name one metric each."""
    cues = [mark for mark in marks if isinstance(mark.means, MetricCue)]
    place = 0
    while place < len(cues):
        run = [cues[place]]
        while place + len(run) < len(cues) and _adjoins(links, run[-1], cues[place + len(run)]):
            run.append(cues[place + len(run)])
        place += len(run)
        if len(run) == 1 and _name(run[0]) is Cue.CASES_AND_ESCALATIONS:
            joint = next(at for at in range(run[0].first, run[0].last) if links.tokens[at].word in _JOINS)
            yield run[0].first, joint
            yield joint + 1, run[0].last
        elif any(_name(mark) is Cue.CASE or not isinstance(_name(mark), Cue) for mark in run):
            yield run[0].first, run[-1].last


def _item_start(links: Links, marks: Sequence[Mark], behind: int, first: int) -> int | None:
    """Where the item whose metric begins at `first` begins, when only a join stands behind the one before."""
    if first == behind + 1 and links.tokens[behind].word in _JOINS:
        return first
    between = [mark for mark in marks if behind <= mark.first < first]
    covered = sum(mark.last - mark.first for mark in between) == first - behind
    joins = [mark for mark in between if isinstance(mark.means, And)]
    comma = "," in gap(links, behind)
    if covered and joins and (joins[0].first == behind or comma):
        start = joins[-1].last
    elif covered and comma:
        start = behind
    else:
        return None
    within = [mark for mark in between if mark.first >= start]
    return start if all(isinstance(mark.means, Filler | StatisticWord) for mark in within) else None


def _adjoins(links: Links, mark: Mark, other: Mark) -> bool:
    return mark.last == other.first and "," not in gap(links, other.first)


def _name(mark: Mark) -> str | None:
    return mark.means.name if isinstance(mark.means, MetricCue) else None


def _marks(links: Links, first: int, last: int) -> Sequence[Mark]:
    return [mark for mark in links.marks if first <= mark.first and mark.last <= last]


def _compares(mark: Mark) -> bool:
    return isinstance(mark.means, Wants) and mark.means.intent is Intent.COMPARE


def _is_inside(links: Links, place: int) -> bool:
    """Whether one thing is named by the words before and behind `place`."""
    return any(mark.first < place < mark.last for mark in links.marks)


def _joins(links: Links, place: int) -> int:
    """How many words from `place` on only join what follows."""
    count = 0
    while place + count < len(links.tokens) and links.tokens[place + count].word in _JOINS:
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
