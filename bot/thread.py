"""A thread in Slack: the door through which replies leave."""

import logging
from collections.abc import Sequence

from slack_bolt import Say, SetStatus
from slack_sdk.errors import SlackApiError

from bot.blocks.messages import Message
from bot.blocks.violations import Block
from bot.words import WORKING

logger = logging.getLogger(__name__)

REFUSED_BLOCKS = ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long")


class SlackThread:
    """Shows status and posts below the message `root`, with the helpers that Bolt made for the event."""

    def __init__(self, say: Say, set_status: SetStatus, root: str) -> None:
        self._say = say
        self._set_status = set_status
        self._root = root

    def show_working(self) -> None:
        """The sign is a courtesy: where Slack refuses it, the answer comes without."""
        try:
            self._set_status(WORKING)
        except (SlackApiError, OSError) as error:
            logger.info("status not shown", extra={"error": type(error).__name__})

    def post(self, message: Message) -> None:
        """Posts once: with blocks, or as text alone where Slack refuses those. Raises what Slack answers to both."""
        try:
            self._post(message.text, blocks=message.blocks)
        except SlackApiError as error:
            if error.response["error"] not in REFUSED_BLOCKS:
                raise
            logger.warning("blocks refused", extra={"problems": error.response.get("errors")})
            self._post(message.text, blocks=None)

    def _post(self, text: str, blocks: Sequence[Block] | None) -> None:
        self._say(text=text, blocks=blocks, thread_ts=self._root, unfurl_links=False, unfurl_media=False)
