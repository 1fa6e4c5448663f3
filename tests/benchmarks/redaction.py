"""How quickly texts are redacted in one process, and how well by the labelled places.

    python -m tests.benchmarks.redaction [--texts N]

The texts are the Hadoop issues with their logs, and the CFPB's narratives.
"""

import argparse
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import perf_counter

from knowledge.redaction.redactor import Redactor
from tests.acceptance.exports import rows_of
from tests.redaction.labels import labelled, score_of

FILES = ("gitbugs_hadoop/hadoop_bugs.csv.gz", "cfpb_complaints_cut4.csv.gz")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """`megabytes` are millions of characters; `found` counts places by kind."""

    texts: int
    megabytes: float
    seconds: float
    found: Counter[str]

    def __str__(self) -> str:
        rate = self.megabytes / self.seconds
        return f"{self.texts} texts, {self.megabytes:.2f} MB, {rate:.1f} MB/s, {dict(self.found.most_common())}"


def speed_of(redactor: Redactor, texts: Sequence[str]) -> Speed:
    """How quickly everything is found in the texts, one after the other."""
    started = perf_counter()
    found = Counter(one.kind for text in texts for one in redactor.found(text))
    seconds = perf_counter() - started
    return Speed(texts=len(texts), megabytes=sum(map(len, texts)) / 1e6, seconds=seconds, found=found)


def texts_of(file: Path, at_most: int) -> Sequence[str]:
    """The first rows of a CSV file, each as one text."""
    return ["\n".join(filter(None, row.values())) for row in islice(rows_of(file), at_most)]


def main() -> None:
    """Prints both."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--texts", type=int, default=1_000_000, help="of each file at most so many")
    at_most = arguments.parse_args().texts
    redactor = Redactor()
    data = Path(os.environ.get("GROUNDSWELL_SHARED", "../shared")) / "data"
    for name in FILES:
        print(f"{name}: {speed_of(redactor, texts_of(data / name, at_most))}")
    for half in ("known", "unseen"):
        print(f"\n{half} half\n{score_of(redactor, labelled(half))}")


if __name__ == "__main__":
    main()
