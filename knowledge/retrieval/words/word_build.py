"""The lexical index of a new generation: tokens taken over where a text has not changed, made where it has."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import DamagedGeneration
from knowledge.metrics.engine import Engine
from knowledge.retrieval.texts.case_text import case_text, said_in
from knowledge.retrieval.texts.distinct import DistinctTexts
from knowledge.retrieval.words.codes import unranked_codes
from knowledge.retrieval.words.postings import NOTHING, Piece, postings_of
from knowledge.retrieval.words.tokens import chunks, numbers_of, tokens
from knowledge.retrieval.words.word_files import RULES, read_words, write_words

_BATCH = 4096
"""Texts whose tokens are made at a time."""
_MOST = np.iinfo(np.uint16).max
"""So often a token counts in one text. From some hundred times on, once more is worth nothing."""

Progress = Callable[[int, int], None]
"""Called with how many texts are done, and of how many."""


def build_words(engine: Engine, texts: DistinctTexts, folder: Path, base: Path | None, progress: Progress) -> None:
    """Writes the index of `engine`'s cases, whose texts are `texts`, into `folder`.

    Tokens of unchanged texts are taken over from the generation in the folder `base`. One that is damaged, or whose
    tokens were made by other rules, is passed over: what is written is the same. Raises DamagedGeneration when a file
    of `engine`'s cannot be read, OSError when there is no room.
    """
    pieces = [_taken_over(texts, base) if base else NOTHING]
    missing = np.setdiff1d(np.arange(len(texts)), pieces[0].numbers)
    done = 0
    for piece in _made(engine, texts, missing):
        pieces.append(piece)
        done += len(piece.numbers)
        progress(done, len(missing))
    write_words(folder, postings_of(pieces, len(texts)))


def _taken_over(texts: DistinctTexts, base: Path) -> Piece:
    """What `base` has of `texts`."""
    try:
        old_texts, old = DistinctTexts.open(base, base.name), read_words(base, base.name)
    except DamagedGeneration:
        return NOTHING  # no loss: the texts are all there
    if old.rules != RULES or len(old.postings.lengths) != len(old_texts):
        return NOTHING
    return old.postings.kept(texts.numbers_of(old_texts.keys))


def _made(engine: Engine, texts: DistinctTexts, missing: NDArray[np.int64]) -> Iterator[Piece]:
    """The tokens of the texts `missing`, some at a time."""
    sql = (
        'SELECT "row", subject, description, resolution FROM cases WHERE "row" IN (SELECT unnest(?::BIGINT[]))'
        ' ORDER BY "row"'
    )
    if len(missing):
        for batch in engine.batches(sql, [texts.first_rows()[missing].tolist()], _BATCH):
            yield _piece(texts.of_row[[row for row, *_ in batch]], [_counted(*parts) for _, *parts in batch])


def _counted(subject: str, description: str | None, resolution: str | None) -> tuple[Counter[str], int]:
    """How often each token is in the text of a case, and how many there are to rank it by.

    The subject counts twice: its words say what the case is about. It is ranked by what it says, but found by every
    code in it, also in a quoted reply or far down in a trace.
    """
    counted = Counter(tokens(case_text(subject, description, resolution)))
    counted.update(tokens(said_in(subject)))
    length = counted.total()
    everything = "\n".join(part for part in (subject, description, resolution) if part)
    counted.update(unranked_codes(chunks(everything), counted))
    return counted, length


def _piece(numbers: NDArray[np.int64], counted: Sequence[tuple[Counter[str], int]]) -> Piece:
    each = [len(tokens) for tokens, _ in counted]
    made = numbers_of(list(chain.from_iterable(tokens for tokens, _ in counted)))
    counts = np.fromiter(chain.from_iterable(tokens.values() for tokens, _ in counted), np.int64, sum(each))
    distinct, places = np.unique(made, return_inverse=True)
    return Piece(
        numbers=numbers,
        lengths=np.array([length for _, length in counted], dtype=np.int32),
        tokens=distinct,
        places=places.astype(np.int64),
        texts=np.repeat(numbers, each).astype(np.int32),
        counts=np.minimum(counts, _MOST).astype(np.uint16),
    )
