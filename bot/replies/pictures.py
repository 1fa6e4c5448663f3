"""A chart sent as a picture, below the reply that it belongs to."""

import logging

from slack_sdk import WebClient

from bot.blocks.messages import Message
from bot.charts.picture import picture
from bot.question import Question
from bot.replies.clients import once
from bot.replies.troubles import Refused, TryLater, call
from bot.words import chain_of, trail_of

logger = logging.getLogger(__name__)

_NAME = "chart.png"


def send_picture(client: WebClient, question: Question, message: Message) -> None:
    """Uploads the chart of `message` into its thread. The reply is there already, and says the same: this never fails.

    Slack shares a file some time after it has taken it; nothing here refers to the file, so nobody waits for that.
    """
    chart, place = message.chart, question.place
    if chart is None or place.root is None:
        return
    try:
        call(
            once(client).files_upload_v2,
            channel=place.channel,
            thread_ts=place.root,
            content=picture(chart),
            filename=_NAME,
            title=chart.title,
            alt_txt=chart.alt_text,
        )
    except (Refused, TryLater) as trouble:
        logger.warning("picture not sent", extra={"key": question.key, "error": str(trouble)})
    except Exception as error:  # noqa: BLE001  a picture that cannot be drawn
        logger.error("picture not drawn", extra={"error": chain_of(error), "trail": trail_of(error)})
