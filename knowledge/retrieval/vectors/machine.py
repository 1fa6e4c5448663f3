"""What this machine has, and how texts are embedded on it best."""

import os
from dataclasses import dataclass
from pathlib import Path

_BF16_FLAGS = {"avx512_bf16", "amx_bf16"}
_OF_A_GPU = ("/dev/nvidia0", "/dev/kfd")
"""There for one of NVIDIA, of AMD. Without them nobody waits for PyTorch to be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Whether there is a graphics card that PyTorch can use, and whether the processor computes in bfloat16."""

    has_gpu: bool
    has_bf16: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Computing:
    """How a model is run: where, with which numbers, and about how many tokens at a time."""

    device: str
    precision: str
    tokens_at_once: int


def computing_on(machine: Machine) -> Computing:
    """Half the bits where the machine has them: as close as needed here, and two to four times as fast."""
    if machine.has_gpu:
        return Computing(device="cuda", precision="float16", tokens_at_once=65_536)
    precision = "bfloat16" if machine.has_bf16 else "float32"
    # Enough to keep a core busy, few enough to stay in its cache.
    return Computing(device="cpu", precision=precision, tokens_at_once=2_048)


def load_quietly() -> None:
    """Keeps what is loaded next from drawing on the terminal, and its tokenizer from threads that would only fight.

    Imports what sentence-transformers imports anyway, which takes seconds: called where a model is about to be loaded.
    """
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # the library leaves this one untyped


def this_machine() -> Machine:
    """What there is here."""
    return Machine(has_gpu=_has_gpu(), has_bf16=_has_bf16())


def _has_gpu() -> bool:
    if not any(Path(name).exists() for name in _OF_A_GPU):
        return False
    import torch

    return torch.cuda.is_available()


def _has_bf16() -> bool:
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").split()
    except OSError:
        return False
    return not _BF16_FLAGS.isdisjoint(flags)
