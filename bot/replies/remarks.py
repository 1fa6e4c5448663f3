"""Saying something above a message that is ready."""

from dataclasses import replace

from bot.blocks import limits
from bot.blocks.elements import context
from bot.blocks.messages import Message


def with_remark(message: Message, sentence: str) -> Message:
    """`message` below a line of our own words; it is posted in one piece then."""
    above = context(f"_{sentence}_")
    # one block more may be too many: then the last one, which is the least, makes room
    blocks, plain = (
        [above, *given[: limits.MESSAGE_BLOCKS - 1]] if given else given for given in (message.blocks, message.plain)
    )
    return replace(message, text=f"{sentence}\n{message.text}", blocks=blocks, plain=plain, lead="", below=())
