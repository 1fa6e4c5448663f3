"""Lists of metrics in one question: "cases and csat by team", "opened and resolved last week, two numbers"."""

from collections.abc import Collection, Iterator, Sequence

from knowledge.questions.following.remainders import content
from knowledge.questions.following.sentences import gap
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import And, BoundWord, Filler, Mark, MetricCue, StatisticWord, Wants
from knowledge.questions.linking.metric_words import Cue
from knowledge.questions.linking.tokens import words_of
from knowledge.questions.plan import Intent

JOINS = frozenset(words_of("and plus then also"))
_BESIDE_OTHERS = frozenset({Cue.SHARE, Cue.RATE})
_IN_A_LIST = frozenset({Cue.CASE})
_ALONE = frozenset({Cue.CASE, Cue.OPENED, Cue.ESCALATED})
_OPENED = frozenset(words_of("opened created raised logged submitted filed"))
_NUMBERS = frozenset(words_of("two three four both 2 3 4"))
_FIGURES = frozenset(words_of("numbers figures values counts metrics kpis"))

Span = tuple[int, int]
"""The words [first, last)."""


def number_of_numbers(links: Links, first: int, last: int) -> frozenset[int]:
    """The words that say that several numbers are wanted: "two numbers", "both figures"."""
    words = [token.word for token in links.tokens]
    pairs = (at for at in range(first, last - 1) if words[at] in _NUMBERS and words[at + 1] in _FIGURES)
    return frozenset(place for at in pairs for place in (at, at + 1))


def items_of(links: Links, first: int, last: int) -> Sequence[Span]:
    """The words of each metric in a list; none where there is no list, or where a metric stands beside it too."""
    marks, several = marks_in(links, first, last), number_of_numbers(links, first, last)
    items = _list_in(links, marks, _ALONE if several else _IN_A_LIST)
    beside = [mark for mark in marks if not any(start <= mark.first < end for start, end in items)]
    mixed = any(isinstance(mark.means, MetricCue | BoundWord) or compares(mark) for mark in beside)
    names = {mark.means.name for mark in marks if isinstance(mark.means, MetricCue)}
    if _is_one_condition(links, items) and not several:
        return ()
    bare = Cue.CASES_AND_ESCALATIONS in names and len(content(links.marks)) == 1
    if bare:
        return ()  # two numbers, or the ratio of the one to the other
    different = len(names) > 1 or Cue.CASES_AND_ESCALATIONS in names
    if different and not mixed and not names & _BESIDE_OTHERS:
        return items
    return _statistics_in(marks) if names else ()


def _statistics_in(marks: Sequence[Mark]) -> Sequence[Span]:
    """Two statistics of one metric: "the median and p90 of the time to resolve"."""
    said = [mark for mark in marks if isinstance(mark.means, StatisticWord)]
    between = [mark for mark in marks if len(said) == 2 and said[0].last <= mark.first < said[1].first]
    joined = any(isinstance(mark.means, And) for mark in between) and len(between) <= 2
    different = joined and said[0].means != said[1].means
    return [(mark.first, mark.last) for mark in said] if different else ()


def _is_one_condition(links: Links, items: Sequence[Span]) -> bool:
    """ "Cases opened and resolved": perhaps those that were both."""
    words = [tuple(token.word for token in links.tokens[start:end]) for start, end in items]
    opened = any(item[-1] in _OPENED and len(item) > 1 for item in words[:1]) or words[:1] in [[(w,)] for w in _OPENED]
    return opened and any(len(item) == 1 and item[0].endswith("ed") for item in words[1:])


def _list_in(links: Links, marks: Sequence[Mark], alone: Collection[Cue]) -> tuple[Span, ...]:
    """Metrics with nothing but "and" or a comma between them; none for a single one.

    `alone`: words that can be one of them, though they name none by themselves.
    """
    listed: list[Span] = []
    for first, last in _names(links, marks, alone):
        start = _item_start(links, marks, listed[-1][1], first) if listed else None
        if start is None and len(listed) > 1:
            break
        listed = [*listed, (start, last)] if start is not None else [(first, last)]
    return tuple(listed) if len(listed) > 1 else ()


def _names(links: Links, marks: Sequence[Mark], alone: Collection[Cue]) -> Iterator[Span]:
    """The words in a row that name one metric each."""
    cues = [mark for mark in marks if isinstance(mark.means, MetricCue)]
    place = 0
    while place < len(cues):
        run = [cues[place]]
        while place + len(run) < len(cues) and _adjoins(links, run[-1], cues[place + len(run)]):
            run.append(cues[place + len(run)])
        place += len(run)
        if len(run) == 1 and name_of(run[0]) is Cue.CASES_AND_ESCALATIONS:
            joint = next(at for at in range(run[0].first, run[0].last) if links.tokens[at].word in JOINS)
            yield run[0].first, joint
            yield joint + 1, run[0].last
        elif any(name_of(mark) in alone or not isinstance(name_of(mark), Cue) for mark in run):
            yield run[0].first, run[-1].last


def _item_start(links: Links, marks: Sequence[Mark], behind: int, first: int) -> int | None:
    """Where the item whose metric begins at `first` begins, when only a join stands behind the one before."""
    if first == behind + 1 and links.tokens[behind].word in JOINS:
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


def name_of(mark: Mark) -> str | None:
    """The metric, or the word for one, that is named; None where none is."""
    return mark.means.name if isinstance(mark.means, MetricCue) else None


def marks_in(links: Links, first: int, last: int) -> Sequence[Mark]:
    """The marks of the words [first, last)."""
    return [mark for mark in links.marks if first <= mark.first and mark.last <= last]


def compares(mark: Mark) -> bool:
    """Whether two things are to be held against each other."""
    return isinstance(mark.means, Wants) and mark.means.intent is Intent.COMPARE
