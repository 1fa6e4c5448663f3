"""Modals that were sent: a question, the reason for a bad vote."""

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.blocks.modals import error_modal
from bot.blocks.payloads import ASK_FORM, FEEDBACK_REASON, FeedbackForm, unpacked
from bot.listeners.interactions.opening import ask_in_new_thread
from bot.listeners.interactions.stale import STALE_FORM
from bot.listeners.parts import Parts
from bot.listeners.payloads.clicks import Asker
from bot.listeners.payloads.fields import Json
from bot.listeners.payloads.forms import Filled, filled_in
from bot.listeners.payloads.signs import without_signs
from bot.listeners.payloads.who import team_in
from bot.listeners.taking import Answering, taking
from bot.listeners.telling import say, telling
from bot.people.opinions import Opinion
from bot.question import Place, Question, Way

NOTHING_ASKED = "Please write a question first, such as: How many escalations were there last month?"
THANKS = "Thank you. Those who run me will see it."


def register(app: App, parts: Parts) -> None:
    def find(body: Json, context: BoltContext) -> Question | None:
        return question_in_form(filled_in(body, team_in(context)))

    answering = Answering(parts.reception)

    @app.view(ASK_FORM, middleware=[taking(parts.reception, find)])
    def answer_in_new_thread(ack: Ack, context: BoltContext, client: WebClient) -> None:
        ack()
        if question := answering.kept(context, client):
            parts.reception.answer(ask_in_new_thread(client, question, parts.redacted))

    @app.view(ASK_FORM)
    def say_what_is_missing(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        filled = filled_in(body, team_in(context))
        if filled.text_block:
            ack(response_action="errors", errors={filled.text_block: NOTHING_ASKED})
        else:
            ack(response_action="update", view=error_modal(STALE_FORM))

    @app.view(FEEDBACK_REASON)
    def record_reason(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        filled = filled_in(body, team_in(context))
        form = unpacked(FeedbackForm, filled.carried)
        if form is None:
            ack(response_action="update", view=error_modal(STALE_FORM))
            return
        ack()
        who = Asker(team=filled.who.team, user=filled.who.user, channel=form.channel, root=form.root or None)
        with telling(client, who):
            parts.opinions.record(_opinion(filled, form))
            say(client, who, THANKS)


def question_in_form(filled: Filled) -> Question | None:
    """None where nothing was asked. It is one question, however often the form is sent."""
    text, who = without_signs(filled.text), filled.who
    if not text:
        return None
    key = f"{who.team}:form:{filled.view_id}"
    return Question(
        key=key,
        team=who.team,
        user=who.user,
        way=Way.MODAL,
        text=text,
        place=Place(channel=filled.channel or who.user),
        thread=key,
    )


def _opinion(filled: Filled, form: FeedbackForm) -> Opinion:
    return Opinion(
        team=filled.who.team,
        user=filled.who.user,
        channel=form.channel,
        ts=form.ts,
        receipt=form.receipt,
        is_good=False,
        reason=filled.choice or None,
        comment=filled.text,
    )
