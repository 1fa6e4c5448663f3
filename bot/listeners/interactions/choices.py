"""Questions that are offered as buttons: what an unclear one may have meant, what is worth asking in the App Home."""

import re
from hashlib import sha256

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.blocks.payloads import ASK, CHOOSE, Choice, unpacked
from bot.listeners.interactions.opening import ask_in_new_thread
from bot.listeners.parts import Parts
from bot.listeners.payloads.clicks import Click, click_in
from bot.listeners.payloads.fields import Json, list_at, text_at
from bot.listeners.payloads.messages import thread_of
from bot.listeners.payloads.who import team_in
from bot.listeners.taking import Answering, taking
from bot.question import Place, Question, Way

SAME_CLICK_SECONDS = 30
"""In the App Home, where the same question may be asked again later on purpose, this much apart it is a new one."""


def register(app: App, parts: Parts) -> None:
    def chosen(body: Json, context: BoltContext) -> Question | None:
        return question_chosen(click_in(body, team_in(context)))

    def offered(body: Json, context: BoltContext) -> Question | None:
        clicked_at = text_at(next(iter(list_at(body, "actions")), None), "action_ts")
        return question_offered(click_in(body, team_in(context)), clicked_at)

    answering = Answering(parts.reception)

    @app.action(re.compile(f"^{CHOOSE}(:|$)"), middleware=[taking(parts.reception, chosen)])
    def answer_in_the_same_thread(ack: Ack, context: BoltContext, client: WebClient) -> None:
        ack()
        answering.answer(context, client)

    @app.action(re.compile(f"^{ASK}(:|$)"), middleware=[taking(parts.reception, offered)])
    def answer_in_direct_message(ack: Ack, context: BoltContext, client: WebClient) -> None:
        ack()
        if question := answering.kept(context, client):
            parts.reception.answer(ask_in_new_thread(client, question, parts.redacted))


def question_chosen(click: Click) -> Question | None:
    """None for a button of an older version. Two clicks on one choice are one question, whoever clicks."""
    who, choice = click.who, unpacked(Choice, click.value)
    if choice is None or not who.channel:
        return None
    root = who.root or click.ts
    return Question(
        key=f"{who.team}:{who.channel}:{click.ts}:choice:{_digest(choice.question)}",
        team=who.team,
        user=who.user,
        way=Way.CHOICE,
        text=choice.question,
        place=who.place if click.is_private else Place(channel=who.channel, root=root),
        thread=choice.thread or thread_of(who.channel, root),
    )


def question_offered(click: Click, clicked_at: str) -> Question | None:
    """None for a button of an older version; `clicked_at` in seconds since 1970, as text."""
    who, choice = click.who, unpacked(Choice, click.value)
    if choice is None:
        return None
    seconds = clicked_at.partition(".")[0]
    moment = str(int(seconds) // SAME_CLICK_SECONDS) if seconds.isdecimal() else who.trigger
    key = f"{who.team}:{who.user}:offered:{_digest(choice.question)}:{moment}"
    return Question(
        key=key,
        team=who.team,
        user=who.user,
        # as from a form: its words stand above the reply
        way=Way.MODAL,
        text=choice.question,
        place=Place(channel=who.user),
        thread=choice.thread or key,
    )


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
