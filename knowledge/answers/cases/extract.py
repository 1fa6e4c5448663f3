"""The summary that needs no chat model: the sentences of the cases that carry the point, each with who says it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log, log2

from knowledge.answers.cases.material import CaseMaterial
from knowledge.answers.cases.sameness import grouped, in_common, telling_stems
from knowledge.answers.cases.sentences import sentences_of
from knowledge.answers.cases.telling import is_telling
from knowledge.answers.cases.told import Cited, Summary
from knowledge.retrieval.texts.boilerplate import essence

AT_MOST = 5
"""Sentences of a summary."""
MOST_CHARACTERS = 700
"""Of a summary, without its citations."""
_CASES_READ = 40
_OF_A_RESOLUTION, _OF_A_DESCRIPTION, _NOTES = 8, 12, 12
"""Sentences that are read of each text, and notes of each case."""
_RESOLUTION, _TURN, _DESCRIPTION, _NOTE = 1.0, 0.8, 0.35, 0.3
"""What a sentence weighs by where it stands; a turn is a note of an event that decides something."""
_TURNS = frozenset({"resolved", "exception_granted", "escalated", "deescalated", "approval_declined"})
_ASKED, _SHARED, _CENTRAL, _EARLY = 0.4, 0.3, 0.15, 0.15
"""What counts for a sentence: nearness to what was asked, the cases that say it, to what all say, its place."""
_LATER, _FARTHER = 0.35, 0.03
"""How much less the next sentence of a text counts, and the next case of a list."""
_POINTING = ("this ", "that ", "these ", "those ", "it ", "they ", "dies ", "das ")
_POINTS_BACK = 0.5
"""What is left of the worth of a sentence that begins with such a word: what it speaks of is not said beside it."""
_REPEATS = 0.6
"""What nearness to a sentence that is there already takes from one."""
_SAME_END, _OTHER_END = 0.5, 2.0
"""How much a sentence counts whose cases ended as those of another that is there, and one whose ended otherwise."""
_ENOUGH = 0.4
"""The share of the first sentence's worth under which another says too little."""
_SAYS_ENOUGH = 2
"""Sentences about the ends of cases beside which their beginnings, which restate what was asked, are left out."""
_OF_ONE_CASE = 2
_SAID_ALONE = 3
"""Sentences of one case beside others, and of one case alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A sentence of the `rank`-th case; `place` is its place in its text, `weight` what that text weighs."""

    text: str
    case_id: str
    rank: int
    place: int
    weight: float
    outcome: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """Sentences that say the same as one, with its words and its worth."""

    text: str
    said: Sequence[_Said]
    stems: frozenset[str]
    worth: float

    @property
    def lead(self) -> _Said:
        return self.said[0]

    @property
    def ending(self) -> str | None:
        """The one outcome that all cases have that say it; None where there is none or several."""
        outcomes = {one.outcome for one in self.said}
        return outcomes.pop() if len(outcomes) == 1 else None


def extracted(asked: str, material: Sequence[CaseMaterial], at_most: int = AT_MOST) -> Summary:
    """At most `at_most` sentences and MOST_CHARACTERS of the cases, the closest of which come first in `material`.

    What ended the cases comes before what they began with, which is taken only where the ends tell little. Sentences
    that say the same are one, cited with all cases that say it, with a gap for the particulars in which these differ.
    Without sentences where no text tells anything.
    """
    said = [one for rank, case in enumerate(material[:_CASES_READ]) for one in _said_by(case, rank)]
    candidates = _candidates(asked, said, cases=len(material))
    chosen = _chosen([one for one in candidates if one.lead.weight >= _TURN], at_most, alone=len(material) == 1)
    if len(chosen) < _SAYS_ENOUGH:
        chosen = _chosen(candidates, at_most, alone=len(material) == 1)
    # what was found before what was done about it, as resolutions tell it
    told = sorted(chosen, key=lambda one: (one.lead.weight < _RESOLUTION, one.lead.place > 0))
    return Summary(sentences=[Cited(text=one.text, case_ids=_ids(one.said)) for one in told])


def _said_by(case: CaseMaterial, rank: int) -> Iterator[_Said]:
    notes = [(event.note or event.reason or "", _TURN if event.kind in _TURNS else _NOTE) for event in case.events]
    texts = [
        (sentences_of(case.resolution or ""), _RESOLUTION, _OF_A_RESOLUTION),
        *((sentences_of(note), weight, 1) for note, weight in notes[:_NOTES]),
        (sentences_of(essence(case.description or "")), _DESCRIPTION, _OF_A_DESCRIPTION),
    ]
    for sentences, weight, most in texts:
        for place, text in enumerate(islice(filter(is_telling, sentences), most)):
            yield _Said(text=text, case_id=case.case_id, rank=rank, place=place, weight=weight, outcome=case.outcome)


def _candidates(asked: str, said: Sequence[_Said], *, cases: int) -> Sequence[_Candidate]:
    groups = [_agreeing(group) for group in grouped(said, lambda one: one.text)]
    stems = [telling_stems(group[0].text) for group in groups]
    rarity = _rarity(stems)
    wanted, everything = telling_stems(asked), frozenset(rarity)
    found = []
    for group, own in zip(groups, stems, strict=True):
        near = _ASKED * _nearness(own, wanted, rarity) + _CENTRAL * _nearness(own, everything, rarity)
        shared = _SHARED * log2(len(_ids(group))) / log2(max(2, cases))
        lead = group[0]
        early = _EARLY / (1 + _LATER * lead.place)
        worth = lead.weight * (near + shared + early) * (1 - _FARTHER * min(lead.rank, 10))
        worth *= _POINTS_BACK if lead.text.lower().startswith(_POINTING) else 1
        found.append(_Candidate(text=in_common([one.text for one in group]), said=group, stems=own, worth=worth))
    return found


def _agreeing(group: Sequence[_Said]) -> Sequence[_Said]:
    """All of `group`, or the first alone where too little is left that all of them say."""
    return group if in_common([one.text for one in group]) else group[:1]


def _rarity(sentences: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """What a word weighs: the more, the fewer sentences have it."""
    counts = Counter(stem for stems in sentences for stem in stems)
    return {stem: log(1 + len(sentences) / count) for stem, count in counts.items()}


def _nearness(one: frozenset[str], other: frozenset[str], rarity: Mapping[str, float]) -> float:
    """The cosine of two sets of words, rare ones weighing more: 0 to 1."""
    shared = sum(rarity.get(stem, 0) ** 2 for stem in one & other)
    lengths = sum(rarity.get(stem, 0) ** 2 for stem in one) * sum(rarity.get(stem, 0) ** 2 for stem in other)
    return float(shared / lengths**0.5) if lengths else 0.0


def _chosen(candidates: Sequence[_Candidate], at_most: int, *, alone: bool) -> Sequence[_Candidate]:
    """The best, each then those that add most to what is there: maximal marginal relevance."""
    rarity = _rarity([one.stems for one in candidates])
    left, chosen, room = list(candidates), list[_Candidate](), MOST_CHARACTERS
    of_case: Counter[str] = Counter()
    most = _SAID_ALONE if alone else _OF_ONE_CASE
    while left and len(chosen) < at_most:

        def adds(one: _Candidate) -> float:
            repeated = max((_nearness(one.stems, other.stems, rarity) for other in chosen), default=0.0)
            return one.worth * (1 - _REPEATS * repeated) * _by_ending(one, chosen)

        best = max(left, key=adds)
        left.remove(best)
        if chosen and adds(best) < _ENOUGH * chosen[0].worth:
            break
        if of_case[best.lead.case_id] < most and len(best.text) <= room:
            chosen.append(best)
            room -= len(best.text)
            of_case[best.lead.case_id] += 1
    return chosen


def _by_ending(one: _Candidate, chosen: Sequence[_Candidate]) -> float:
    endings = {other.ending for other in chosen if other.ending}
    if not endings or one.ending is None:
        return 1.0
    return _SAME_END if one.ending in endings else _OTHER_END


def _ids(said: Sequence[_Said]) -> Sequence[str]:
    return list(dict.fromkeys(one.case_id for one in said))
