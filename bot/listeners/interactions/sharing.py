"""An answer that one person got, shown to the whole channel: computed again for what the channel may see."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.blocks import limits
from bot.blocks.elements import context as context_block
from bot.blocks.messages import Message, answer_message
from bot.blocks.payloads import SHARE, Form, OfReceipt, unpacked
from bot.blocks.violations import Block
from bot.inbox.inbox import Ending
from bot.listeners.interactions.stale import STALE
from bot.listeners.parts import Parts, Taken
from bot.listeners.payloads.clicks import Asker, Click, click_in
from bot.listeners.payloads.messages import thread_of
from bot.listeners.payloads.who import team_in
from bot.listeners.posting import post_once
from bot.listeners.telling import TROUBLES, by_response_url, code_of, say, telling
from bot.people.admission import let_in
from bot.question import Place, Question, Way
from bot.replies.troubles import Refused, TryLater
from knowledge.answers.answer import Answer

logger = logging.getLogger(__name__)

TRIES = 5
SHARED_BEFORE = "That answer has been shared here already."
SHARED = "I shared it in the channel, with what everybody there may see."
NOT_SHARED = "I could not post here. If I am not in the channel, invite me; then share it again."
NO_CHANNEL = "There is no channel here to share it in."


def register(app: App, parts: Parts) -> None:
    @app.action(SHARE)
    def share_in_channel(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        ack()
        click = click_in(body, team_in(context))
        of = unpacked(OfReceipt, click.value)
        with telling(client, click.who):
            say(client, click.who, STALE if of is None else _share(parts, client, click, of.receipt))


def _share(parts: Parts, client: WebClient, click: Click, receipt: str) -> str:
    """Shares it, and says what came of it."""
    who = click.who
    if not who.channel:
        return NO_CHANNEL
    seen = let_in(parts.admissions, team=who.team, user=who.user, channel=who.channel).here
    answer = parts.answers.again(receipt, seen=seen)
    sharing = _first_of(parts.inbox, _sharings(who, receipt, answer))
    if sharing is None:
        return SHARED_BEFORE
    as_tables = parts.preferences.preferred(who.team, who.user) is Form.TABLES
    message = answer_message(answer, today=parts.today(), as_tables=as_tables, asked=answer.question)
    parts.inbox.sending(sharing.key)
    is_shared, ts = _posted(client, who, sharing, _signed(message, who.user))
    parts.inbox.end(sharing.key, Ending.ANSWERED if is_shared else Ending.ERROR, ts)
    return SHARED if is_shared else NOT_SHARED


def _sharings(who: Asker, receipt: str, answer: Answer) -> Iterator[Question]:
    """Kept like questions, so that it happens once: if the process ends here, it is answered in the channel anew.

    One for each try: Slack may have refused the one before.
    """
    for attempt in range(TRIES):
        yield Question(
            key=f"{who.team}:{who.channel}:share:{receipt}:{attempt}",
            team=who.team,
            user=who.user,
            way=Way.CHOICE,
            text=answer.question,
            place=Place(channel=who.channel, root=who.root),
            thread=thread_of(who.channel, who.root or receipt),
        )


def _first_of(inbox: Taken, sharings: Iterator[Question]) -> Question | None:
    """The first try that is new; None where an earlier one went well, or is under way."""
    for sharing in sharings:
        if inbox.accept(sharing):
            return sharing
        reply = inbox.reply_to(sharing.key)
        if reply is None or reply.ending is not Ending.ERROR:
            return None
    return None


def _signed(message: Message, user: str) -> Message:
    """With the name of who shared it below, in every form."""
    line = f"Shared by <@{user}>"
    return replace(
        message,
        text=f"{message.text}\n{line}",
        blocks=_with_last(message.blocks, line),
        plain=_with_last(message.plain, line) if message.plain else (),
    )


def _with_last(blocks: Sequence[Block], line: str) -> list[Block]:
    return [*blocks[: limits.MESSAGE_BLOCKS - 1], context_block(line)]


def _posted(client: WebClient, who: Asker, sharing: Question, message: Message) -> tuple[bool, str | None]:
    """Whether it stands in the channel by now, and as which message, None where Slack does not tell.

    The response address takes messages where the assistant is no member, too. It comes second because nobody can find
    out afterwards whether it took one.
    """
    try:
        return True, post_once(client, sharing, message, Ending.ANSWERED)
    except TryLater as later:
        logger.warning("not shared", extra={"key": sharing.key, "error": later.why})
        return False, None
    except Refused as refusal:
        logger.info("not shared as a message", extra={"key": sharing.key, "error": refusal.error})
    try:
        return by_response_url(who, message, response_type="in_channel"), None
    except TROUBLES as error:
        logger.warning("not shared", extra={"key": sharing.key, "error": code_of(error)})
        return False, None
