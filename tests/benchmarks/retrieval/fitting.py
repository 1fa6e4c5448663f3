"""Fits the constants of `knowledge/retrieval/search/scoring.py` and the floor of the settings, and prints them.

    python -m tests.benchmarks.retrieval.fitting

Only the half of the reports is looked at that the benchmark calls tuned on. Each asks in three forms: with all it says,
with its summary, with the three rarest words of that. Questions about something else are complaints about banks, asked
of the reports, and the reports, asked of the complaints.
"""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.search.likeness import likeness_of
from knowledge.retrieval.search.scoring import CODES
from knowledge.retrieval.search.search_files import SearchFiles
from knowledge.retrieval.search.wanted import Asked
from knowledge.retrieval.texts.case_text import said_in
from knowledge.retrieval.vectors.embedder import Embedder, SentenceEmbedder, embed_one
from knowledge.settings import DEFAULT_MODEL
from tests.acceptance.exports import export_complaints, export_hadoop
from tests.benchmarks.duplicates import Reports, read_reports
from tests.benchmarks.retrieval.measures import ndcg
from tests.benchmarks.retrieval.questions import Question, read_ids, slices_of
from tests.homes import Home

_WORDS = (0.5, 0.7, 1.0, 1.25, 1.5, 2.0)
_AS_GOOD = 0.01
"""Differences in nDCG@10 that one question makes."""
_TENTH = 10
_OFF_TOPIC = 0.02
"""The share of questions about something else to which something may be answered."""

Shared = NDArray[np.float64]
"""Meaning, words and codes that each case shares with a question: three rows, a column a case."""


@dataclass(frozen=True, kw_only=True)
class Base:
    """A generation of reports or complaints to ask."""

    files: SearchFiles
    embedder: Embedder

    def shared(self, text: str, row: int | None = None) -> Shared:
        """What each case shares with `text`, or with the case at `row`, which says it."""
        of_row = self.files.texts.of_row
        said = said_in(text)
        vector = embed_one(self.embedder, said) if row is None else self.files.matrix.of_texts(of_row[[row]])[0]
        asked = Asked(text=said, vector=vector)
        likeness = likeness_of(self.files, asked, np.arange(len(self.files.texts)))
        found = np.stack([likeness.meaning, likeness.words, likeness.codes])[:, of_row]
        if row is not None:
            found[:, row] = -1
        return found


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A question of the tuned half in one form, with what each case shares with it; `relevant` are rows."""

    shared: Shared
    relevant: frozenset[int]
    row: int


def main() -> None:
    """Fits and prints."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    data = Path(os.environ.get("GROUNDSWELL_SHARED", "../shared")) / "data"
    embedder = SentenceEmbedder(DEFAULT_MODEL)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        reports = opened.enter_context(_base(Path(folder) / "reports", embedder, data, export_hadoop))
        complaints = opened.enter_context(_base(Path(folder) / "complaints", embedder, data, export_complaints))
        forms = _tried(read_reports(data), read_ids(data), reports)
        off_topic = _off_topic(reports, complaints, read_reports(data))
    words = _weight_of_words(forms)
    weights = np.array([1.0, words, CODES])
    level, steepness = _logistic(weights, forms, off_topic)
    print(f"WORDS = {words}")
    print(f"LEVEL, STEEPNESS = {level:.2f}, {steepness:.2f}")
    best = {name: _likelihood(some, level, steepness) for name, some in _best(weights, off_topic).items()}
    floor = _floor(best)
    print(f"a text with nothing but the codes asked for has {_likelihood(np.array(CODES), level, steepness):.2f}")
    print(f"similarity_floor = {floor:.2f}, which at most {_OFF_TOPIC:.0%} of questions about something else reach:")
    for name, scores in best.items():
        print(f"  {name:<44} {np.mean(scores >= floor):>6.1%} of {len(scores)}")
    for name, some in forms.items():
        of_twins = _likelihood(_twins(weights, some), level, steepness)
        print(f"  duplicates, asked for by {name:<19} {np.mean(of_twins >= floor):>6.1%} of {len(of_twins)}")


@contextmanager
def _base(folder: Path, embedder: Embedder, data: Path, export: Callable[[Path, Path], int]) -> Iterator[Base]:
    export(data, folder / "export")
    (folder / "home").mkdir()
    with closing(Home(folder / "home", embedder=embedder)) as home:
        home.take(folder / "export")
        home.refresh()
        with home.shelf.pin() as generation:
            yield Base(files=SearchFiles(generation), embedder=embedder)


def _tried(reports: Reports, ids: Sequence[str], base: Base) -> Mapping[str, Sequence[Tried]]:
    """The questions of the tuned half in their three forms."""
    row_of = {base.files.cards.of(row).case_id: row for row in range(len(base.files.cards))}
    rows = [row_of[one] for one in ids]
    tuned = [one for one in slices_of(reports)[0].questions if one.is_tuned_on]
    subjects = [reports.subjects[one.report] for one in tuned]
    whole = [base.shared(one.text, rows[one.report]) for one in tuned]
    return {
        "all they say": _all_tried(tuned, rows, whole),
        "their summary": _all_tried(tuned, rows, [base.shared(text) for text in subjects]),
        "three words": _all_tried(tuned, rows, [base.shared(_three_words(base, text)) for text in subjects]),
    }


def _all_tried(tuned: Sequence[Question], rows: Sequence[int], shared: Sequence[Shared]) -> Sequence[Tried]:
    return [
        Tried(shared=some, relevant=frozenset(rows[at] for at in one.relevant), row=rows[one.report])
        for one, some in zip(tuned, shared, strict=True)
    ]


def _three_words(base: Base, text: str) -> str:
    """What somebody types who is in a hurry."""
    words = sorted(set(text.split()), key=lambda word: (-base.files.words.self_score(word), word))[:3]
    return " ".join(word for word in dict.fromkeys(text.split()) if word in words)


def _off_topic(reports: Base, complaints: Base, read: Reports) -> Mapping[str, Sequence[Shared]]:
    """Questions of one base asked of the other."""
    cards = [complaints.files.cards.of(row) for row in range(len(complaints.files.cards))]
    narratives = [card.description for card in cards if card.description]
    issues = sorted({card.subject for card in cards})
    tuned = [one.report for one in slices_of(read)[0].questions if one.is_tuned_on]
    summaries = [read.subjects[at] for at in tuned]
    return {
        "complaints, asked of the reports": [reports.shared(text) for text in narratives[::2]],
        "headings of complaints, asked of the reports": [reports.shared(text) for text in issues[::2]],
        "reports, asked of the complaints": [complaints.shared(read.texts[at]) for at in tuned],
        "summaries, asked of the complaints": [complaints.shared(text) for text in summaries],
        "three words, asked of the complaints": [complaints.shared(_three_words(reports, text)) for text in summaries],
    }


def _weight_of_words(forms: Mapping[str, Sequence[Tried]]) -> float:
    """Of the weights that rank as well as the best, the one closest to that of meaning."""
    quality = {words: _quality(np.array([1, words, CODES]), forms) for words in _WORDS}
    print("nDCG@10 by the weight of words: " + ", ".join(f"{words}: {found:.3f}" for words, found in quality.items()))
    as_good = [words for words, found in quality.items() if found > max(quality.values()) - _AS_GOOD]
    return min(as_good, key=lambda words: abs(words - 1))


def _quality(weights: NDArray[np.float64], forms: Mapping[str, Sequence[Tried]]) -> float:
    return float(np.mean([_ndcg(weights @ one.shared, one) for some in forms.values() for one in some]))


def _ndcg(sums: NDArray[np.float64], one: Tried) -> float:
    order = np.argsort(-sums, kind="stable")
    return ndcg([int(row) for row in order[:11] if row != one.row], one.relevant)


def _logistic(
    weights: NDArray[np.float64], forms: Mapping[str, Sequence[Tried]], off_topic: Mapping[str, Sequence[Shared]]
) -> tuple[float, float]:
    """Level and steepness of the most likely logistic function. What teaches something counts as much as what does not,
    and of the latter what is about something else as much as what is about the same.
    """
    teaching = [_twins(weights, some) for some in forms.values()]
    tenths = [np.array([_tenth(weights @ one.shared, one) for one in some]) for some in forms.values()]
    others = list(_best(weights, off_topic).values())
    groups = [(teaching, 1.0, 1.0), (tenths, 0.0, 0.5), (others, 0.0, 0.5)]
    sums = np.concatenate([some for parts, _, _ in groups for some in parts])
    is_teaching = np.concatenate([np.full(len(some), is_one) for parts, is_one, _ in groups for some in parts])
    mass = np.concatenate(
        [np.full(len(some), all_of / len(parts) / len(some)) for parts, _, all_of in groups for some in parts]
    )

    return _newton(sums, is_teaching, mass)


def _newton(
    sums: NDArray[np.float64], is_teaching: NDArray[np.float64], mass: NDArray[np.float64]
) -> tuple[float, float]:
    """Logistic regression of one variable with weights."""
    design = np.stack([np.ones(len(sums)), sums], axis=1)
    constants = np.zeros(2)
    for _ in range(50):
        likely = _likelihood(sums, *constants)
        slope = design.T @ (mass * (is_teaching - likely))
        curve = (design * (mass * likely * (1 - likely))[:, np.newaxis]).T @ design
        constants += np.linalg.solve(curve, slope)
    return float(constants[0]), float(constants[1])


def _twins(weights: NDArray[np.float64], some: Sequence[Tried]) -> NDArray[np.float64]:
    return np.array([weights @ one.shared[:, row] for one in some for row in sorted(one.relevant)])


def _tenth(sums: NDArray[np.float64], one: Tried) -> float:
    return float(np.sort(np.delete(sums, [one.row, *one.relevant]))[-_TENTH])


def _best(weights: NDArray[np.float64], off_topic: Mapping[str, Sequence[Shared]]) -> Mapping[str, NDArray[np.float64]]:
    return {name: np.array([(weights @ one).max() for one in some]) for name, some in off_topic.items()}


def _likelihood(sums: NDArray[np.float64], level: float, steepness: float) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-(level + steepness * sums))))


def _floor(best: Mapping[str, NDArray[np.float64]]) -> float:
    """The lowest score, in hundredths, that few questions about something else reach, in the mean over their kinds."""
    for hundredths in range(101):
        if np.mean([np.mean(scores >= hundredths / 100) for scores in best.values()]) <= _OFF_TOPIC:
            return hundredths / 100
    return 1.0


if __name__ == "__main__":
    main()
