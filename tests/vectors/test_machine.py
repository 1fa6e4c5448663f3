"""How texts are embedded on which machine."""

import pytest

from knowledge.retrieval.vectors.machine import Machine, computing_on, this_machine


@pytest.mark.parametrize(
    ("machine", "device", "precision"),
    [
        (Machine(has_gpu=True, has_bf16=True), "cuda", "float16"),
        (Machine(has_gpu=True, has_bf16=False), "cuda", "float16"),
        (Machine(has_gpu=False, has_bf16=True), "cpu", "bfloat16"),
        (Machine(has_gpu=False, has_bf16=False), "cpu", "float32"),
    ],
)
def test_a_graphics_card_is_used_where_there_is_one_and_half_the_bits_where_they_are_as_good(
    machine: Machine, device: str, precision: str
) -> None:
    computing = computing_on(machine)

    assert (computing.device, computing.precision) == (device, precision)


def test_a_graphics_card_gets_more_at_a_time_than_a_core() -> None:
    card, core = (computing_on(Machine(has_gpu=has_gpu, has_bf16=True)) for has_gpu in (True, False))

    assert card.tokens_at_once > core.tokens_at_once


def test_what_this_machine_has_does_not_change() -> None:
    assert this_machine() == this_machine()
