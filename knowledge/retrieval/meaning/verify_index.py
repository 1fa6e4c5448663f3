"""The process that `case_index.verify` starts: counts an index and asks it the vectors on standard input."""

import json
import sys
from pathlib import Path

import numpy as np

from knowledge.retrieval.meaning.case_index import CaseIndex


def main(folder: str, samples: str) -> None:
    """Prints one JSON list: the count, then for each vector the key of the nearest text with its score."""
    index = CaseIndex.open(Path(folder))
    data = np.frombuffer(sys.stdin.buffer.read(), dtype="<f4")
    vectors = data.reshape(int(samples), -1) if len(data) else ()
    nearest = [index.nearest(vector, 1)[0] for vector in vectors]
    found = [index.count(), *((key.hex(), score) for key, score in nearest)]
    index.close()
    print(json.dumps(found))  # noqa: T201  this is what the parent reads


if __name__ == "__main__":
    main(*sys.argv[1:])
