"""Ways to find similar reports: ours, and what one could do without us."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray
from Stemmer import Stemmer

from knowledge.answers.served import Knowledge
from knowledge.generations.manifest import EmbeddingStamp
from knowledge.retrieval.search.search import Wanted
from knowledge.retrieval.vectors.embedder import Embedded, Embedder, embed_one
from knowledge.settings import Settings
from tests.acceptance.exports import export_hadoop
from tests.benchmarks.duplicates import Reports
from tests.benchmarks.long_texts import embedded
from tests.benchmarks.retrieval.measures import K
from tests.benchmarks.retrieval.questions import Question
from tests.homes import Home

Find = Callable[[Question], Sequence[int]]
"""The places of the reports found, the best first."""

_LUCENE = (
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this"
    " to was will with"
)
_STOP_WORDS = frozenset(_LUCENE.split())
_WORD = re.compile(r"[a-z0-9]+")


class RememberingEmbedder:
    """An embedder that embeds no text twice, as ours and the peers need the same ones."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[tuple[str, bool], tuple[NDArray[np.float32], bool]] = {}

    @property
    def stamp(self) -> EmbeddingStamp:
        """That of the embedder."""
        return self._embedder.stamp

    def embed(self, texts: Sequence[str], *, asked: bool = False) -> Iterator[Embedded]:
        """The vectors of all `texts`."""
        missing = [text for text in dict.fromkeys(texts) if (text, asked) not in self._known]
        for some in self._embedder.embed(missing, asked=asked) if missing else ():
            for place, vector, is_cut in zip(some.places, some.vectors, some.truncated, strict=True):
                self._known[missing[place], asked] = vector, bool(is_cut)
        if texts:
            found = [self._known[text, asked] for text in texts]
            yield Embedded(
                places=np.arange(len(texts)),
                vectors=np.stack([vector for vector, _ in found]),
                truncated=np.array([is_cut for _, is_cut in found]),
            )


def by_bm25(reports: Reports) -> Find:
    """BM25 as the README of the data has it: k1 = 1.2, b = 0.75, Porter's stems, Lucene's stop words."""
    stemmer = Stemmer("porter")

    def tokens(text: str) -> list[str]:
        found: list[str] = stemmer.stemWords([one for one in _WORD.findall(text.lower()) if one not in _STOP_WORDS])
        return found

    index = bm25s.BM25(k1=1.2, b=0.75, method="lucene")
    index.index([tokens(text) for text in reports.texts], show_progress=False)
    return lambda question: _first(reports, question, index.get_scores(tokens(question.text)))


def by_meaning(reports: Reports, embedder: Embedder) -> Find:
    """The cosine of the vectors of the whole texts, exactly."""
    vectors = embedded(embedder, reports.texts)

    def find(question: Question) -> Sequence[int]:
        vector = embed_one(embedder, question.text) if question.typed else vectors[question.report]
        return _first(reports, question, vectors @ vector)

    return find


@contextmanager
def by_us(reports: Reports, ids: Sequence[str], data: Path, folder: Path, embedder: Embedder) -> Iterator[Find]:
    """The search of the product, on a generation that a refresh made of the reports in `folder`."""
    export_hadoop(data, folder / "export")
    with closing(Home(_made(folder / "home"), embedder=embedder)) as home:
        home.take(folder / "export")
        home.refresh()
        with closing(Knowledge(home.shelf, embedder, Settings(groundswell_home=home.folder))) as knowledge:
            yield lambda question: _found_by_us(knowledge, question, ids)


def _found_by_us(knowledge: Knowledge, question: Question, ids: Sequence[str]) -> Sequence[int]:
    # Who types the words of a report finds that report first, which is no answer; nobody is asked for it here.
    wanted = Wanted(k=K + 1 if question.typed else K, older=question.older)
    with knowledge.current() as served:
        if question.typed:
            found = served.search.by_text(question.text, wanted)
        else:
            found = served.search.by_case(ids[question.report], wanted)
    place: Mapping[str, int] = {name: at for at, name in enumerate(ids)}
    places = [place[name] for case in found for name in (case.case_id, *case.same_as)]
    return [at for at in places if at != question.report]


def _first(reports: Reports, question: Question, scores: NDArray[np.float32]) -> Sequence[int]:
    may_answer = np.arange(len(scores)) != question.report
    if question.older:
        may_answer &= reports.created < reports.created[question.report]
    order = np.argsort(np.where(may_answer, -scores, np.inf), kind="stable")[:K]
    return [int(at) for at in order if may_answer[at]]


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
