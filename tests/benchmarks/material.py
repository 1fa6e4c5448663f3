"""How many orders to a program are known, round by round, and how many sentences of people are taken for such.

    python -m tests.benchmarks.material

The sentences of people are those of the CFPB's narratives and of the Hadoop issues. The rules were never tuned on the
last round.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from knowledge.answers.cases.sentences import sentences_of
from knowledge.speech.assistants import speaks_to_an_assistant
from tests.acceptance.exports import rows_of
from tests.cases.injections import INJECTIONS
from tests.cases.rounds import ROUNDS

COLUMNS = {
    "cfpb_complaints_cut4.csv.gz": ("Consumer complaint narrative",),
    "gitbugs_hadoop/hadoop_bugs.csv.gz": ("Summary", "Description"),
}


def known(sentences: Sequence[str]) -> str:
    """How many of them are taken for orders, and the time that each takes."""
    started = perf_counter()
    found = sum(map(speaks_to_an_assistant, sentences))
    microseconds = (perf_counter() - started) / len(sentences) * 1e6
    return f"{found} of {len(sentences)} ({100 * found / len(sentences):.2f} %), {microseconds:.0f} µs each"


def main() -> None:
    """Prints both."""
    for number, orders in enumerate((INJECTIONS, *ROUNDS)):
        print(f"orders, round {number}: {known(orders)}")
    data = Path(os.environ.get("GROUNDSWELL_SHARED", "../shared")) / "data"
    for name, columns in COLUMNS.items():
        texts = (row[column] for row in rows_of(data / name) for column in columns)
        print(f"{name}: {known(list(dict.fromkeys(one for text in texts for one in sentences_of(text))))}")


if __name__ == "__main__":
    main()
