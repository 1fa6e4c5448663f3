"""Sending a message in the best form that Slack takes: with its blocks, with plain ones, as text alone."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.blocks.messages import Message
from bot.blocks.violations import Block
from bot.replies.troubles import BLOCKS_REFUSED, Refused

logger = logging.getLogger(__name__)

Answered = TypeVar("Answered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One form of a message. `blocks` None: the text alone. `draws`: its chart is to be sent as a picture."""

    blocks: Sequence[Block] | None
    draws: bool = False


def rungs(message: Message) -> Iterator[Rung]:
    """The forms of a message, the best first."""
    if message.blocks:
        yield Rung(blocks=message.blocks)
    if message.plain:
        yield Rung(blocks=message.plain, draws=message.chart is not None)
    yield Rung(blocks=None, draws=message.chart is not None)


def climb_down(message: Message, send: Callable[[Rung], Answered]) -> tuple[Answered, Rung]:
    """What Slack answered to the first form that it took, and that form. Raises TryLater, Refused."""
    for rung in rungs(message):
        try:
            return send(rung), rung
        except Refused as refusal:
            if refusal.error not in BLOCKS_REFUSED or rung.blocks is None:
                raise
            logger.warning("blocks refused", extra={"error": refusal.error, "problems": refusal.problems})
    raise AssertionError("the text alone is the last rung")  # pragma: no cover
