"""A second look at the best results: a cross-encoder reads what is asked and each text together.

It is an option. PyTorch takes seconds to import, so nothing of it is touched before the first look.
"""

import json
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import ModelUnavailable
from knowledge.retrieval.vectors.machine import Computing, Machine, computing_on, load_quietly, this_machine
from knowledge.retrieval.vectors.model_files import local_folder

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

RERANKED: Final = 30
"""Of the results that are put in a new order, the best ones: each costs a pass through the model."""
_AT_ONCE: Final = 16
_MOST_TOKENS: Final = 512
"""Of both texts together, for a model that does not say how many it reads."""
_MOST_CHARACTERS: Final = 8_000
_ONE_SCORE: Final = ("ForSequenceClassification", "ForCausalLM")
"""What cross-encoders are built as. Of another model the last layer would be made up."""

_T = TypeVar("_T")


class Reranker:
    """The cross-encoder `name`: a folder, or an installed package with one. May be shared between threads."""

    def __init__(self, name: str, machine: Machine | None = None) -> None:
        self.name = name
        self._machine = machine
        self._lock = Lock()

    def scores(self, asked: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """How much each of `texts` has to do with `asked`, 0 to 1, to put them in order: no calibrated likelihood.

        Both are cut to what the model reads. Raises ModelUnavailable.
        """
        if not texts:
            return np.empty(0, dtype=np.float32)
        import torch

        pairs = [(asked[:_MOST_CHARACTERS], text[:_MOST_CHARACTERS]) for text in texts]
        device, precision = self._computing.device, getattr(torch, self._computing.precision)
        with self._lock, torch.autocast(device, dtype=precision, enabled=precision != torch.float32):
            # it sorts the pairs by length, so that little is computed for padding
            found = self._model.predict(
                pairs, batch_size=_AT_ONCE, show_progress_bar=False, activation_fn=torch.nn.Sigmoid()
            )
        return np.asarray(found, dtype=np.float32)

    def in_order(self, asked: str, items: Sequence[_T], text_of: Callable[[_T], str]) -> Sequence[_T]:
        """`items` with the first RERANKED of them in the order of their scores, the others behind as they are.

        What is scored alike stays in its order. Raises ModelUnavailable.
        """
        first = items[:RERANKED]
        scores = self.scores(asked, [text_of(item) for item in first])
        return [*(first[place] for place in np.argsort(-scores, kind="stable")), *items[RERANKED:]]

    def prepare(self) -> None:
        """Loads the model now. Raises ModelUnavailable."""
        with self._lock:
            _ = self._model

    @cached_property
    def _folder(self) -> Path:
        folder = local_folder(self.name)
        if folder is None:
            raise self._unavailable("it is neither a folder nor an installed package with a model")
        try:
            config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            built_as = str((config.get("architectures") or [""])[0])
        except (OSError, ValueError, AttributeError, IndexError, TypeError) as error:
            raise self._unavailable(f"{folder} does not say what the model is like") from error
        if not built_as.endswith(_ONE_SCORE):
            raise self._unavailable("it is no cross-encoder, which gives one score for two texts")
        return folder

    @cached_property
    def _computing(self) -> Computing:
        return computing_on(self._machine or this_machine())

    @cached_property
    def _model(self) -> "CrossEncoder":
        folder = self._folder
        load_quietly()
        import torch
        from sentence_transformers import CrossEncoder

        try:
            model: CrossEncoder = CrossEncoder(
                str(folder),
                device=self._computing.device,
                local_files_only=True,
                model_kwargs={"dtype": torch.float32},
            )
        except Exception as error:  # each kind of file has a library with errors of its own
            raise self._unavailable(f"{folder} holds no model that can be loaded") from error
        if model.num_labels != 1:
            raise self._unavailable(f"it gives {model.num_labels} scores for two texts, and not one")
        if not 0 < (model.max_seq_length or 0) <= _MOST_TOKENS * 64:
            model.max_seq_length = _MOST_TOKENS
        # in half precision too many scores would be equal
        heads = [name for name, part in model.named_modules() if _gives_a_score(part)]
        model.set_keep_in_fp32_modules(heads)
        model.eval()
        return model

    def _unavailable(self, problem: str) -> ModelUnavailable:
        return ModelUnavailable(self.name, problem, kind="reranking model")


def _gives_a_score(part: object) -> bool:
    import torch

    return type(part) is torch.nn.Linear and part.out_features == 1
