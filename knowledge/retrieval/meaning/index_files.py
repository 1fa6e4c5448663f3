"""Proof that the files of an index are the ones that were verified: a torn graph ends the process that searches it."""

import json
from collections.abc import Mapping
from pathlib import Path

from knowledge.errors import IndexUnavailable
from knowledge.retrieval.meaning.case_index import INDEX
from knowledge.retrieval.texts.array_files import checksum

SUMS = "index_sums.json"
"""Lies beside the index, where the manifest keeps its size."""
_GRAPH_IS_WRITTEN = "index_metadata.pickle"
"""Without it, a graph's other files mean nothing: it is made from the database in memory each time."""


def write_sums(generation: Path) -> None:
    """Notes the checksums of the index in the folder `generation`."""
    (generation / SUMS).write_text(json.dumps(_sums(generation / INDEX), indent=1) + "\n", encoding="utf-8")


def check_sums(generation: Path) -> None:
    """Raises IndexUnavailable when a file of the index is gone or not what `write_sums` noted."""
    folder = generation / INDEX
    try:
        noted = json.loads((generation / SUMS).read_text(encoding="utf-8"))
        found = _sums(folder)
    except (OSError, ValueError) as error:
        raise IndexUnavailable(str(folder), f"{SUMS} or a file that it names cannot be read") from error
    wrong = sorted(name for name, noted_sum in noted.items() if found.get(name) != noted_sum)
    if wrong:
        raise IndexUnavailable(str(folder), f"{wrong[0]} is gone or changed")


def _sums(folder: Path) -> Mapping[str, int]:
    """The checksum of each file of the graph, none for fewer cases than Chroma writes a graph for.

    Chroma's database is left out: reading writes to it, and it proves itself when it is opened.
    """
    graphs = [path.parent for path in folder.glob(f"*/{_GRAPH_IS_WRITTEN}")]
    return {str(path.relative_to(folder)): checksum(path) for graph in graphs for path in sorted(graph.iterdir())}
