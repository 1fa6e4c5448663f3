"""Texts to vectors with a sentence-transformers model.

PyTorch takes seconds to import, so nothing of it is touched before the first text is embedded.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import ModelUnavailable
from knowledge.generations.manifest import EmbeddingStamp
from knowledge.retrieval.texts.case_text import COMPOSITION
from knowledge.retrieval.vectors.model_files import ModelFiles, dimensions_of, model_files

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 16
"""Texts computed together: enough to keep two cores busy, few enough that a last, unfilled batch costs little."""
_STEP = 16
"""Lengths are rounded up to a multiple of this many tokens."""
_BF16_FLAGS = {"avx512_bf16", "amx_bf16"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """Unit vectors of some texts, one row a text, and whether the model could read only the beginning of each.

    `places` says which texts they are: positions in what was handed in.
    """

    places: NDArray[np.int64]
    vectors: NDArray[np.float32]
    truncated: NDArray[np.bool_]


class Embedder(Protocol):
    """What makes vectors of texts. The same text gets the same vector, whatever it is embedded together with."""

    @property
    def stamp(self) -> EmbeddingStamp:
        """Which model, at which precision."""
        ...

    def embed(self, texts: Sequence[str]) -> Iterator[Embedded]:
        """The vectors of all `texts`, some at a time, in an order of its own. Raises ModelUnavailable."""
        ...


def embed_one(embedder: Embedder, text: str) -> NDArray[np.float32]:
    """The unit vector of one text. Raises ModelUnavailable."""
    (found,) = embedder.embed([text])
    return np.asarray(found.vectors[0])


class SentenceEmbedder:
    """The embedder of the product. `name` is what EMBEDDING_MODEL says.

    Texts of about one length are computed together, in batches of one fixed shape per length: then a vector does not
    depend on its neighbours, not even in the last bit, and little is computed for padding. Pooling is done in float32.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = Lock()

    @cached_property
    def stamp(self) -> EmbeddingStamp:
        """Which model, at which precision, cutting texts how. Reads the weights' hash, but does not load them."""
        precision = "bfloat16" if _has_bf16() else "float32"
        return EmbeddingStamp(
            model=self._name,
            fingerprint=f"{self._files.sha256}/{precision}/{COMPOSITION}",
            precision=precision,
            dimensions=dimensions_of(self._files),
        )

    def embed(self, texts: Sequence[str]) -> Iterator[Embedded]:
        """The vectors of all `texts`, the shortest texts first. Raises ModelUnavailable."""
        if not texts:
            return
        limit = self._model.max_seq_length or 512
        with self._lock:  # a tokenizer that cuts and pads is no more for two threads than the model is
            tokens = self._model.tokenizer(list(texts), truncation=True, max_length=limit + 1)["input_ids"]
        lengths = np.array([len(one) for one in tokens], dtype=np.int64)
        for places, length in _batches(np.minimum(lengths, limit), limit):
            # One text alone is a question, computed alone; else a batch is filled up to its fixed shape.
            filling = [""] * (BATCH - len(places)) if len(texts) > 1 else []
            vectors = self._forward([*(texts[place] for place in places), *filling], length)[: len(places)]
            yield Embedded(places=places, vectors=vectors, truncated=lengths[places] > limit)

    @cached_property
    def _files(self) -> ModelFiles:
        return model_files(self._name)

    @cached_property
    def _model(self) -> "SentenceTransformer":
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            model = SentenceTransformer(
                str(self._files.folder),
                device="cpu",
                local_files_only=True,
                model_kwargs={"dtype": getattr(torch, self.stamp.precision)},
            )
        except Exception as error:  # each kind of file has a library with errors of its own
            raise ModelUnavailable(self._name, f"{self._files.folder} holds no model that can be loaded") from error
        for module in list(model)[1:]:
            module.float()  # pooling is cheap, and half precision would cost it two digits
        return model.eval()

    def _forward(self, texts: Sequence[str], length: int) -> NDArray[np.float32]:
        import torch

        model = self._model
        first, *others = model
        with self._lock, torch.inference_mode():
            tokens = model.tokenizer(
                list(texts), padding="max_length", truncation=True, max_length=length, return_tensors="pt"
            )
            features: dict[str, Any] = first(dict(tokens))
            features["token_embeddings"] = features["token_embeddings"].float()
            for module in others:
                features = module(features)
            found: NDArray[np.float32] = features["sentence_embedding"].numpy()
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


def _batches(lengths: NDArray[np.int64], limit: int) -> Iterator[tuple[NDArray[np.int64], int]]:
    """The places of texts to compute together, at most BATCH, with the number of tokens they are padded to."""
    padded = np.minimum(-(-lengths // _STEP) * _STEP, limit)
    for length in np.unique(padded):
        places = np.flatnonzero(padded == length)
        for start in range(0, len(places), BATCH):
            yield places[start : start + BATCH], int(length)


def _has_bf16() -> bool:
    """Whether the processor computes in bfloat16: as precise as needed here and two to three times as fast."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").split()
    except OSError:
        return False
    return not _BF16_FLAGS.isdisjoint(flags)
