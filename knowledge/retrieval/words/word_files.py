"""The files of a generation's lexical index: written, and read back only when they are what was written."""

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import DamagedGeneration
from knowledge.retrieval.texts.array_files import checksum, write_array
from knowledge.retrieval.texts.case_text import COMPOSITION
from knowledge.retrieval.words.postings import Postings, weights
from knowledge.retrieval.words.tokens import RULES as OF_TOKENS

RULES = f"{OF_TOKENS}/{COMPOSITION}"
"""Changes with the words of any text: those of other rules are not taken over."""

WORDS = "words.json"
"""By which rules the tokens were made, and the checksums of the other files."""
STARTS, TEXTS, WEIGHTS = "words_starts.npy", "words_texts.npy", "words_weights.npy"
_OTHERS = {"tokens": "words_tokens.npy", "counts": "words_counts.npy", "lengths": "words_lengths.npy"}
_FILES = {**_OTHERS, "starts": STARTS, "texts": TEXTS}


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFiles:
    """What lies in the folder of a generation, memory-mapped, and the `rules` that its tokens were made by."""

    rules: str
    postings: Postings


def write_words(folder: Path, postings: Postings) -> None:
    """Into the folder of a generation under construction."""
    for field in fields(Postings):
        write_array(folder / _FILES[field.name], getattr(postings, field.name))
    write_array(folder / WEIGHTS, weights(postings))
    sums = {name: checksum(folder / name) for name in (*_FILES.values(), WEIGHTS)}
    (folder / WORDS).write_text(json.dumps({"rules": RULES, "sums": sums}, indent=1) + "\n", encoding="utf-8")


def read_words(folder: Path, generation_id: str) -> WordFiles:
    """What `write_words` left there. Raises DamagedGeneration."""
    try:
        said = json.loads((folder / WORDS).read_text(encoding="utf-8"))
        rules, sums = str(said["rules"]), dict(said["sums"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedGeneration(generation_id, f"{WORDS} cannot be read") from error
    arrays: dict[str, NDArray[Any]] = {}
    for name in (*_FILES.values(), WEIGHTS):
        try:
            if checksum(folder / name) != sums.get(name):
                raise DamagedGeneration(generation_id, f"{name} is not what was written")
            arrays[name] = np.asarray(np.load(folder / name, mmap_mode="r"))
        except (OSError, ValueError) as error:
            raise DamagedGeneration(generation_id, f"{name} cannot be read") from error
    postings = Postings(**{field: arrays[name] for field, name in _FILES.items()})
    return WordFiles(rules=rules, postings=postings)
