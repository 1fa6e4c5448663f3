"""Where one message asks several questions: what it is split into.

It is split where a sentence ends, and at an "and" or a comma behind which a new question begins ("and what was …",
"and why", ", and in APAC"). A list of metrics ("cases and csat by team") becomes one question for each. An "and"
between values, dimensions or dates is none of these.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
_SENTENCE_ENDS = re.compile(r"[?!;]|\.(?=\s)|\n")
_FULL_STOPS = frozenset(".;")
_JOINS = frozenset(words_of("and plus then also"))
_OPENERS: Sequence[tuple[str, ...]] = tuple(
    words_of(text)
    for text in (
        *("how many", "how much", "how often", "how long", "how did", "how does", "how do", "how has", "how have"),
        *("how is", "how are", "how was", "how were", "how about", "how come", "what", "whats", "why", "show", "list"),
        *("give me", "compare", "define", "tell me", "is it", "did it", "has it", "is there", "are there", "where do"),
        *("where does", "where are", "where did", "the ratio", "the escalation ratio", "whether"),
    )
)
MOST_WORDS = 3
_PREPOSITIONS = frozenset(words_of("in for by per with at on during since which what"))
_ASKS_BY_ITSELF = frozenset(words_of("which who what how why when"))
_ONLY_AFTER_AND = frozenset(words_of("where the whether"))
_TOTALS = frozenset(words_of("total overall altogether sum"))
_MORE = (PeriodLink, PeriodDoubt, StatisticWord, DimensionWord, GrainWord, ValueLink)
"""What can stand behind a question and belong to it."""
_BACK = re.compile(
    r"\b(?:on|in|over|during|for)?\s*(?:that|the\s+same)\s+(?:day|week|month|quarter|year|period|time)\b(?:\s+too)?",
    re.IGNORECASE,
)
_BESIDE_OTHERS = frozenset({Cue.SHARE, Cue.RATE})

_OPENED = frozenset(words_of("opened created raised logged submitted filed"))

Span = tuple[int, int]
"""The words [first, last)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One question of a message. `goes_on`: it may leave open what the part before it says.

    `same_sentence`: no sentence ends between that one and this.
    """

    text: str
    goes_on: bool
    same_sentence: bool = False


def parts_of(links: Links) -> tuple[Part, ...]:
    """The questions that the message asks, in order, one at least; more than are answered, too."""
    starts = [0, *_starts(links), len(links.tokens)]
    parts: list[Part] = []
    for first, last in pairwise(starts):
        texts = _listed(links, first + _joins(links, first) if first else first, last)
        whole = _asks_the_like(_marks(links, 0, first), _marks(links, first, last))
        goes_on = first > 0 and not whole
        texts = (_back(links, first, text) for text in texts)
        parts += (Part(text=text, goes_on=goes_on, same_sentence=not _ends_before(links, first)) for text in texts)
    return tuple(parts)


def _back(links: Links, first: int, text: str) -> str:
    """ "That day" is the day that was named before."""
    named = [mark for mark in _marks(links, 0, first) if isinstance(mark.means, PeriodLink)]
    period = links.text(named[-1].first, named[-1].last) if named else ""
    return _BACK.sub(lambda _: f" {period}", text).strip() if period else text


def borrowed(first: Links, later: Links) -> str:
    """Which cases a later question names for the first one too, as in "how many cases and how many escalations in EMEA
    last month": the period, where the first names none, and the filters, where it names nothing but its metric.
    """
    if any(isinstance(mark.means, PeriodLink | PeriodDoubt | BaselineLink) for mark in first.marks):
        return ""
    bare = all(isinstance(mark.means, MetricCue) for mark in _content(first.marks))
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
    gap = _gap(links, place)
    joins = _joins(links, place)
    opens = _opens(links, place + joins, after_and=joins > 0)
    before, behind = _marks(links, first, place), _marks(links, place + joins, len(links.tokens))
    if not (_content(before) or _opens(links, first, after_and=False)) or not (opens or _content(behind)):
        return False
    if _ends_before(links, place):
        if _is_remainder(links, place, before):
            return False
        asks = links.tokens[place].word in _ASKS_BY_ITSELF
        return opens or asks or _metrics(behind) or not _FULL_STOPS & set(gap)
    if not joins and "," not in gap:
        return False
    if links.tokens[first].word == "of":  # "of the cases opened in May, how many …" is one question
        return False
    if opens:
        return _metrics(before) or not _metrics(behind)
    if joins and (_asks_the_like(before, behind) or _splits_the_total(links, (first, place), behind)):
        return True
    says_again = "," in gap and links.tokens[place + joins].word in _PREPOSITIONS and _says_again(before, behind)
    return joins > 0 and says_again


def _is_remainder(links: Links, place: int, before: Sequence[Mark]) -> bool:
    """Whether what stands behind a question only says more about it: "How long do they take? Q3", "…? how many"."""
    last = next((at for at in range(place + 1, len(links.tokens)) if _ends_before(links, at)), len(links.tokens))
    end = links.question[links.tokens[last - 1].end :].lstrip()
    if any(place <= at < last for at in links.unexplained) or links.tokens[place].word in ("and", "why"):
        return False
    rest = _content(_marks(links, place, last))
    if not rest:
        return True
    said = {_kind(mark) for mark in _content(before)}
    if _metrics(rest):
        bare = all(_name(mark) is Cue.CASE for mark in rest)
        return bare and not (said & {MetricCue} and not _only_arrived(before))
    more = all(isinstance(mark.means, _MORE) for mark in rest)
    new = [mark for mark in rest if not any(mark.means == other.means for other in before)]
    return more and _metrics(before) and not end.startswith("?") and not said & {_kind(mark) for mark in new}


def _only_arrived(marks: Sequence[Mark]) -> bool:
    return all(_name(mark) in (None, Cue.ARRIVED) for mark in marks)


def _splits_the_total(links: Links, span: Span, behind: Sequence[Mark]) -> bool:
    """ "Escalations in total, and also per region": one number, and a split of it."""
    total = any(links.tokens[at].word in _TOTALS for at in range(*span))
    content = _content(behind)
    splits = bool(content) and all(isinstance(mark.means, DimensionWord | GrainWord) for mark in content)
    return total and splits and not any(isinstance(mark.means, DimensionWord) for mark in _marks(links, *span))


def _says_again(before: Sequence[Mark], behind: Sequence[Mark]) -> bool:
    """ ", and in APAC", ", and in March", ", and by team": one thing again that was said once, and nothing else."""
    content = _content(behind)
    kinds = {_kind(mark) for mark in content}
    said = [kind for kind in map(_kind, _content(before)) if kind in kinds]
    return len(kinds) == 1 and len(said) == 1 and not _metrics(content)


def _asks_the_like(before: Sequence[Mark], behind: Sequence[Mark]) -> bool:
    """ "Csat by region in Q3 and complaints by region in Q3": a metric with all that the one before it has."""
    said, again = _content(before), _content(behind)
    name = _name(again[0]) if again else None
    if name is None or (isinstance(name, Cue) and name is not Cue.CASE):
        return False
    return len(again) > 1 and [type(mark.means) for mark in said] == [type(mark.means) for mark in again]


def _kind(mark: Mark) -> object:
    means = mark.means
    return tuple(name for name, _ in means.choices) if isinstance(means, ValueLink) else type(means)


def _listed(links: Links, first: int, last: int) -> Iterator[str]:
    """The questions about each metric of a list of metrics; where there is none, the question as it is."""
    items = _items(links, first, last)
    if not items:
        yield links.text(first, last)
        return
    front, behind = links.text(first, items[0][0]), links.text(items[-1][1], last)
    for start, end in items:
        yield " ".join(text for text in (front, links.text(start, end), behind) if text)


def _items(links: Links, first: int, last: int) -> Sequence[Span]:
    """The words of each metric in a list; none where there is no list, or where a metric stands beside it too."""
    marks = _marks(links, first, last)
    items = _list_in(links, marks)
    beside = [mark for mark in marks if not any(start <= mark.first < end for start, end in items)]
    mixed = any(isinstance(mark.means, MetricCue | BoundWord) or _compares(mark) for mark in beside)
    names = {mark.means.name for mark in marks if isinstance(mark.means, MetricCue)}
    if _is_one_condition(links, items):
        return ()
    bare = Cue.CASES_AND_ESCALATIONS in names and len(_content(links.marks)) == 1
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
    comma = "," in _gap(links, behind)
    if covered and joins and (joins[0].first == behind or comma):
        start = joins[-1].last
    elif covered and comma:
        start = behind
    else:
        return None
    within = [mark for mark in between if mark.first >= start]
    return start if all(isinstance(mark.means, Filler | StatisticWord) for mark in within) else None


def _adjoins(links: Links, mark: Mark, other: Mark) -> bool:
    return mark.last == other.first and "," not in _gap(links, other.first)


def _gap(links: Links, place: int) -> str:
    """What is written between the word at `place` and the one before."""
    return links.question[links.tokens[place - 1].end : links.tokens[place].start]


def _ends_before(links: Links, place: int) -> bool:
    """Whether a sentence ends before the word at `place`."""
    return place > 0 and _SENTENCE_ENDS.search(_gap(links, place)) is not None


def _name(mark: Mark) -> str | None:
    return mark.means.name if isinstance(mark.means, MetricCue) else None


def _marks(links: Links, first: int, last: int) -> Sequence[Mark]:
    return [mark for mark in links.marks if first <= mark.first and mark.last <= last]


def _content(marks: Sequence[Mark]) -> Sequence[Mark]:
    return [mark for mark in marks if not isinstance(mark.means, Filler | And)]


def _metrics(marks: Sequence[Mark]) -> bool:
    return any(isinstance(mark.means, MetricCue) for mark in marks)


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
