"""The process that `case_index.verify` starts: counts an index and asks it the vectors on standard input."""

import sys
from pathlib import Path

import numpy as np

from knowledge.retrieval.case_index import CaseIndex


def main(folder: str, samples: str) -> None:
    """Prints the count, then for each vector the nearest case and its score."""
    index = CaseIndex.open(Path(folder))
    data = np.frombuffer(sys.stdin.buffer.read(), dtype="<f4")
    print(index.count())  # noqa: T201  this is what the parent reads
    for vector in data.reshape(int(samples), -1) if int(samples) else []:
        ((case_id, score),) = index.nearest(vector, 1)
        print(case_id, score)  # noqa: T201
    index.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
