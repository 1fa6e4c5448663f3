"""Support texts in which every place to be redacted is marked by hand, and how well a redactor does on them.

In the files of `labelled/`, texts are divided by lines of four dashes. `⟦kind:place⟧` has to be redacted, `⟪place⟫` has
to survive; `␣` stands for a no-break space, and `¦` for nothing: without it a scan for leaked keys would find one here.
The labels were written before any rule was tried on them, and the rules were tuned on the known half alone. When the
unseen half was scored for the first time, recall was 98.6 % and precision 98.1 %; three faults that it showed in the
rules have been mended since, its labels are as they were.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from knowledge.redaction.redactor import Redactor

_FOLDER = Path(__file__).parent / "labelled"
_MARK = re.compile(r"⟦(?P<kind>\w+):(?P<label>[^⟧]*)⟧|⟪(?P<survivor>[^⟫]*)⟫")
_BETWEEN_TEXTS = "\n----\n"
_BEYOND = re.compile(r"[^\w@]{0,4}")
"""What a found place may hold on either side of the labelled one: a few characters of punctuation."""

Place = tuple[str, int, int]
"""A kind with the first character and the one after the last. A survivor has the kind "survivor"."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text without its marks, and what was marked in it."""

    text: str
    labels: Sequence[Place]
    survivors: Sequence[Place]


@dataclass(slots=True)
class Score:
    """Places by kind, and what went wrong with its surroundings, to be read."""

    labelled: Counter[str] = field(default_factory=Counter)
    hit: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    survivors: int = 0
    missed: list[str] = field(default_factory=list)
    mistaken: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Of the labelled places, the share that was found whole."""
        return self.hit.total() / self.labelled.total()

    @property
    def precision(self) -> float:
        """Of the found places, the share that holds a labelled one and little else."""
        return self.right.total() / self.found.total()

    def __str__(self) -> str:
        kinds = [
            f"{kind:9} recall {self.hit[kind]:3} of {self.labelled[kind]:3},"
            f" precision {self.right[kind]:3} of {self.found[kind]:3}"
            for kind in sorted(self.labelled | self.found)
        ]
        whole = f"all       recall {self.recall:.3f}, precision {self.precision:.3f}"
        survived = f"survivors {self.survivors - len(self.lost)} of {self.survivors}"
        wrong = [f"missed {place}" for place in self.missed]
        wrong += [f"mistaken {place}" for place in self.mistaken]
        return "\n".join([*kinds, whole, survived, *wrong, *(f"lost {place}" for place in self.lost)])


@cache
def labelled(half: str) -> Sequence[Labelled]:
    """The texts of the `known` or the `unseen` half."""
    texts = (_FOLDER / f"{half}.txt").read_text(encoding="utf-8").rstrip("\n").split(_BETWEEN_TEXTS)
    return [_read(text.replace("¦", "").replace("␣", "\u00a0")) for text in texts]


def score_of(redactor: Redactor, texts: Iterable[Labelled]) -> Score:
    """How the redactor does on the texts, place by place. Under another kind, a place is found all the same."""
    score = Score()
    for one in texts:
        found = [(place.kind, place.start, place.end) for place in redactor.found(one.text)]
        for label in one.labels:
            score.labelled[label[0]] += 1
            if any(_holds(one.text, place, label) for place in found):
                score.hit[label[0]] += 1
            else:
                score.missed.append(_shown(one.text, label))
        for place in found:
            score.found[place[0]] += 1
            if any(_holds(one.text, place, label) for label in one.labels):
                score.right[place[0]] += 1
            else:
                score.mistaken.append(_shown(one.text, place))
        for survivor in one.survivors:
            score.survivors += 1
            if any(_overlap(place, survivor) for place in found):
                score.lost.append(_shown(one.text, survivor))
    return score


def _read(marked: str) -> Labelled:
    pieces: list[str] = []
    labels: list[Place] = []
    survivors: list[Place] = []
    at = length = 0
    for mark in _MARK.finditer(marked):
        content = mark["label"] if mark["kind"] else mark["survivor"]
        before = marked[at : mark.start()]
        start = length + len(before)
        place = (mark["kind"] or "survivor", start, start + len(content))
        (labels if mark["kind"] else survivors).append(place)
        pieces += [before, content]
        at, length = mark.end(), place[2]
    return Labelled("".join([*pieces, marked[at:]]), labels, survivors)


def _holds(text: str, found: Place, label: Place) -> bool:
    _, start, end = found
    _, first, last = label
    if not (start <= first and last <= end):
        return False
    return bool(_BEYOND.fullmatch(text[start:first]) and _BEYOND.fullmatch(text[last:end]))


def _overlap(one: Place, other: Place) -> bool:
    return one[1] < other[2] and other[1] < one[2]


def _shown(text: str, place: Place) -> str:
    kind, start, end = place
    return f"{kind}: {text[max(0, start - 30) : start]!r} → {text[start:end]!r} ← {text[end : end + 15]!r}"
