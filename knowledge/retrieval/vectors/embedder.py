"""Texts to vectors with a sentence-transformers model.

PyTorch takes seconds to import, so nothing of it is touched before the first text is embedded.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import cycle, islice
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import ModelUnavailable
from knowledge.generations.manifest import EmbeddingStamp
from knowledge.retrieval.texts.case_text import COMPOSITION
from knowledge.retrieval.vectors.machine import Computing, Machine, computing_on, load_quietly, this_machine
from knowledge.retrieval.vectors.model_files import ModelFiles, Prompts, dimensions_of, model_files, prompts_of
from knowledge.retrieval.vectors.tokens import Tokens, opening_length, tokens_of

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_PIECE = 2_048
"""Texts whose tokens are read at a time, while those before them are computed."""
_MOST_TOKENS = 512
"""Of a text, for a model that does not say how many it reads."""
_FEWEST_TOKENS = 384
"""In a batch. With fewer rows some processors (those with AMX) multiply matrices in another way, and in half precision
the vectors differ in the fourth decimal from those of the same texts in larger batches."""


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

    def embed(self, texts: Sequence[str], *, asked: bool = False) -> Iterator[Embedded]:
        """The vectors of all `texts`, some at a time, in an order of its own. Raises ModelUnavailable.

        `asked`: they are what is searched by, which some models want told from what is searched in.
        """
        ...


def embed_one(embedder: Embedder, text: str) -> NDArray[np.float32]:
    """The unit vector of one text that is searched by. Raises ModelUnavailable."""
    (found,) = embedder.embed([text], asked=True)
    return np.asarray(found.vectors[0])


class SentenceEmbedder:
    """The embedder of the product. `name` is what EMBEDDING_MODEL says.

    Texts of exactly one length are computed together, so nothing is computed for padding and nothing has to be masked;
    each core computes batches of its own. A vector depends on its text alone, however many texts are embedded with it
    and in whatever order: on the processors it was tried on to the last bit. Only a single text that is searched by,
    which has to be quick, is computed by all cores, and agrees with the same text in a batch to the third decimal.

    Half precision is for multiplying matrices alone: what is added up between them stays in float32, which costs little
    and keeps the order that float32 would give.
    """

    def __init__(self, name: str, machine: Machine | None = None) -> None:
        self._name = name
        self._machine = machine
        self._lock = Lock()
        self._reading = Lock()

    @cached_property
    def stamp(self) -> EmbeddingStamp:
        """Which model, at which precision, cutting texts how. Reads the weights' hash, but does not load them."""
        precision = self._computing.precision
        return EmbeddingStamp(
            model=self._name,
            fingerprint=f"{self._files.fingerprint}/{precision}/{COMPOSITION}",
            precision=precision,
            dimensions=dimensions_of(self._files),
        )

    def embed(self, texts: Sequence[str], *, asked: bool = False) -> Iterator[Embedded]:
        """The vectors of all `texts`, the longest of a few thousand first. Raises ModelUnavailable."""
        if not texts:
            return
        prompt = self._prompts.question if asked else self._prompts.text
        if asked and len(texts) == 1:
            tokens = self._read(texts, prompt)
            with self._lock:  # it computes on all cores, which two at once would only fight for
                vectors = self._forward(tokens.ids, prompt)
            yield Embedded(places=np.zeros(1, dtype=np.int64), vectors=vectors, truncated=tokens.truncated)
            return
        starts = range(0, len(texts), _PIECE)
        with self._one_core_each() as cores, ThreadPoolExecutor(1) as ahead:
            reading = ahead.submit(self._read, texts[:_PIECE], prompt)
            for start in starts:
                tokens = reading.result()
                reading = ahead.submit(self._read, texts[start + _PIECE : start + 2 * _PIECE], prompt)
                batches = _batches(tokens.lengths, self._computing.tokens_at_once)
                yield from cores.map(partial(self._batch, tokens, start, prompt), batches)

    @cached_property
    def _files(self) -> ModelFiles:
        return model_files(self._name)

    @cached_property
    def _prompts(self) -> Prompts:
        return prompts_of(self._files)

    @cached_property
    def _computing(self) -> Computing:
        return computing_on(self._machine or this_machine())

    @cached_property
    def _threads(self) -> int:
        """On how many cores PyTorch computes when it is left alone."""
        import torch

        return torch.get_num_threads()

    @contextmanager
    def _one_core_each(self) -> Iterator[ThreadPoolExecutor]:
        """As many threads as cores, each computing batches on one: quicker than one batch on all of them."""
        import torch

        threads, count = self._threads, self._threads if self._computing.device == "cpu" else 1
        with ThreadPoolExecutor(count, initializer=torch.set_num_threads, initargs=(1,)) as cores:
            try:
                yield cores
            finally:
                torch.set_num_threads(threads)  # a thread that is started later takes over what was said last

    @cached_property
    def _model(self) -> "SentenceTransformer":
        load_quietly()
        import torch
        from sentence_transformers import SentenceTransformer

        try:
            model = SentenceTransformer(
                str(self._files.folder),
                device=self._computing.device,
                local_files_only=True,
                model_kwargs={"dtype": torch.float32},
            )
        except Exception as error:  # each kind of file has a library with errors of its own
            raise ModelUnavailable(self._name, f"{self._files.folder} holds no model that can be loaded") from error
        for module in model[0].modules():
            if isinstance(module, torch.nn.Linear):
                module.to(getattr(torch, self._computing.precision))
        return model.eval()

    def _read(self, texts: Sequence[str], prompt: str) -> Tokens:
        model = self._model
        with self._reading:  # a tokenizer that cuts is not for two threads at once
            return tokens_of(model.tokenizer, [prompt + text for text in texts], model.max_seq_length or _MOST_TOKENS)

    def _batch(self, tokens: Tokens, start: int, prompt: str, places: NDArray[np.int64]) -> Embedded:
        """The texts at `places` of `tokens`, which are of one length; `start` is where the tokens' texts begin."""
        ids = [tokens.ids[place] for place in places]
        fewest = -(-_FEWEST_TOKENS // len(ids[0]))
        filled = list(islice(cycle(ids), max(len(ids), fewest)))
        vectors = self._forward(filled, prompt)[: len(ids)]
        return Embedded(places=places + start, vectors=vectors, truncated=tokens.truncated[places])

    def _forward(self, ids: Sequence[Sequence[int]], prompt: str) -> NDArray[np.float32]:
        import torch

        first, *others = self._model
        device, precision = self._computing.device, getattr(torch, self._computing.precision)
        with torch.inference_mode():
            tokens = torch.tensor(ids, device=device)
            with torch.autocast(device, dtype=precision, enabled=precision != torch.float32):
                features: dict[str, Any] = first({"input_ids": tokens, "attention_mask": torch.ones_like(tokens)})
            features["token_embeddings"] = features["token_embeddings"].float()
            if prompt:
                features["prompt_length"] = self._prompt_length(prompt)
            for module in others:
                features = module(features)
            found: NDArray[np.float32] = features["sentence_embedding"].cpu().numpy()
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))

    def _prompt_length(self, prompt: str) -> int:
        """For pooling that leaves the prompt out, as some models have it."""
        with self._reading:
            return opening_length(self._model.tokenizer, prompt)


def _batches(lengths: NDArray[np.int64], tokens_at_once: int) -> Iterator[NDArray[np.int64]]:
    """The places of texts to compute together: all of one length, the longest first so that no core ends late.

    Batches of one length are of one size, or one apart, so that none is left with a few texts alone.
    """
    for length in np.unique(lengths)[::-1]:
        places = np.flatnonzero(lengths == length)
        size = max(1, tokens_at_once // int(length))
        yield from np.array_split(places, -(-len(places) // size))
