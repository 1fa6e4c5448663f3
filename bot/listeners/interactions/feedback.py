"""Votes on answers. A bad one asks for its reason."""

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.blocks.modals import feedback_modal
from bot.blocks.payloads import FEEDBACK, FeedbackForm, Vote, unpacked
from bot.listeners.interactions.forms import THANKS
from bot.listeners.interactions.stale import STALE
from bot.listeners.parts import Parts
from bot.listeners.payloads.clicks import Click, click_in
from bot.listeners.payloads.who import team_in
from bot.listeners.telling import say, telling
from bot.listeners.windows import open_view
from bot.people.opinions import Opinion

GLAD = "Thank you, I am glad that it helped."


def register(app: App, parts: Parts) -> None:
    @app.action(FEEDBACK)
    def record_vote(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        ack()
        click = click_in(body, team_in(context))
        vote = unpacked(Vote, click.value)
        if vote is None:
            say(client, click.who, STALE)
            return
        # the trigger dies within seconds, so the form comes before the record
        asked_why = not vote.is_good and _ask_why(client, click, vote)
        with telling(client, click.who):
            parts.opinions.record(_opinion(click, vote))
            if not asked_why:
                say(client, click.who, GLAD if vote.is_good else THANKS)


def _ask_why(client: WebClient, click: Click, vote: Vote) -> bool:
    who = click.who
    form = FeedbackForm(channel=who.channel, ts=click.ts, root=who.root or "", receipt=vote.receipt)
    return open_view(client, who.trigger, feedback_modal(form)) is not None


def _opinion(click: Click, vote: Vote) -> Opinion:
    return Opinion(
        team=click.who.team,
        user=click.who.user,
        channel=click.who.channel,
        ts=click.ts,
        receipt=vote.receipt,
        is_good=vote.is_good,
    )
