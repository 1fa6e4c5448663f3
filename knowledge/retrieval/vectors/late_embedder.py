"""An embedder that is made when a text is first embedded, as it brings NumPy, which a number does without."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from knowledge.generations.manifest import EmbeddingStamp

if TYPE_CHECKING:
    from knowledge.retrieval.vectors.embedder import Embedded, Embedder


class LateEmbedder:
    """Stands for the embedder that `make` gives."""

    def __init__(self, make: "Callable[[], Embedder]") -> None:
        self._make = make

    @property
    def stamp(self) -> EmbeddingStamp:
        """Which model, at which precision."""
        return self._made.stamp

    def embed(self, texts: Sequence[str], *, asked: bool = False) -> "Iterator[Embedded]":
        """The vectors of all `texts`, some at a time, in an order of its own. Raises ModelUnavailable."""
        return self._made.embed(texts, asked=asked)

    @cached_property
    def _made(self) -> "Embedder":
        return self._make()
