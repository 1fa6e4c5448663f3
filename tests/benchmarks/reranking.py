"""What a reranking model costs: the seconds of a search that asks it, beside those of one that does not.

    python -m tests.benchmarks.reranking --cases 300 --questions 3

The cases are real issue reports; what is asked are the headings of others, and others as they are. The cross-encoders
are of the two usual sizes and have learned nothing: what they cost depends on their size, not on their weights.
"""

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter

from knowledge.answers.served import Knowledge
from knowledge.retrieval.search.reranker import RERANKED, Reranker
from knowledge.retrieval.search.search import Wanted
from knowledge.retrieval.vectors.embedder import SentenceEmbedder
from knowledge.retrieval.vectors.machine import computing_on, this_machine
from knowledge.retrieval.vectors.model_files import model_files
from knowledge.settings import DEFAULT_MODEL, Settings
from tests.benchmarks.duplicates import read_reports
from tests.builders import a_case
from tests.homes import Home

_K = 5
"""Results of an answer."""
_HEADS = 12
_MOST_TOKENS = 512
"""That both texts have together; more are cut, as by the models that can be had."""


@dataclass(frozen=True, kw_only=True)
class Size:
    """A cross-encoder as BERT is built."""

    name: str
    layers: int
    width: int


SIZES = (
    Size(name="small, 6 layers of 384", layers=6, width=384),
    Size(name="base, 12 layers of 768", layers=12, width=768),
)


@dataclass(frozen=True, kw_only=True)
class Report:
    """An issue report: what it is called, and what it says."""

    heading: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Timed:
    """The seconds of each search, by what was asked: a heading, or a whole report."""

    name: str
    headings: Sequence[float]
    reports: Sequence[float]


def costs(home: Home, reports: Sequence[Report], sizes: Sequence[Size], questions: int) -> Iterator[Timed]:
    """A search by each of the last `questions` reports among the others: without a reranker, then with each size."""
    cases, asked = reports[:-questions], reports[-questions:]
    home.save(*(a_case(f"C-{at}", subject=one.heading, description=one.text) for at, one in enumerate(cases)))
    home.refresh()
    yield _timed("none", home, None, asked)
    for size in sizes:
        reranker = Reranker(str(_written(home.folder / f"width-{size.width}", size)))
        yield _timed(size.name, home, reranker, asked)


def _written(folder: Path, size: Size) -> Path:
    """Writes a cross-encoder of this `size` into `folder`, which reads words as the packaged model does."""
    from transformers import BertConfig, BertForSequenceClassification

    folder.mkdir()
    for file in model_files(DEFAULT_MODEL).folder.glob("*token*"):
        shutil.copy(file, folder)
    config = BertConfig(
        hidden_size=size.width,
        num_hidden_layers=size.layers,
        num_attention_heads=_HEADS,
        intermediate_size=4 * size.width,
        max_position_embeddings=_MOST_TOKENS,
        id2label={0: "likeness"},
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def _timed(name: str, home: Home, reranker: Reranker | None, asked: Sequence[Report]) -> Timed:
    settings = Settings(groundswell_home=home.folder, similarity_floor=0)
    with (
        closing(Knowledge(home.shelf, home.embedder, settings, reranker=reranker)) as knowledge,
        knowledge.current() as served,
    ):

        def seconds(text: str) -> float:
            """What a search takes, the embedding included."""
            started = perf_counter()
            served.search.by_text(text, Wanted(k=_K))
            return perf_counter() - started

        seconds("loads what there is to load")
        return Timed(
            name=name,
            headings=[seconds(one.heading) for one in asked],
            reports=[seconds(f"{one.heading}\n{one.text}") for one in asked],
        )


def table(figures: Sequence[Timed]) -> str:
    """The figures as a person reads them."""
    computing = computing_on(this_machine())
    lines = [
        f"{RERANKED} results reranked on {os.cpu_count()} cores ({platform.machine()}, {computing.device},"
        f" {computing.precision}), median seconds of a search of {len(figures[0].headings)} each",
        f"  {'reranking model':<26}{'by a heading':>14}{'by a report':>14}",
    ]
    lines += [f"  {one.name:<26}{median(one.headings):>14.3f}{median(one.reports):>14.3f}" for one in figures]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--questions", type=int, default=3)
    options = parser.parse_args(arguments)
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    found = read_reports(Path(os.environ.get("GROUNDSWELL_SHARED", "../shared")) / "data")
    every = zip(found.subjects, found.descriptions, strict=True)
    wanted = islice(every, options.cases + options.questions)
    reports = [Report(heading=heading, text=text) for heading, text in wanted]
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Home(Path(folder), embedder=SentenceEmbedder(DEFAULT_MODEL))) as home,
    ):
        print(table(list(costs(home, reports, SIZES, options.questions))))


if __name__ == "__main__":
    main(sys.argv[1:])
