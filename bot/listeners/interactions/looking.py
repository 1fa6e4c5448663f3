"""Looking closer at an answer: its cases, and how it was computed, for what the one who looks may see."""

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.blocks.messages import answer_message, message_of
from bot.blocks.modals import cases_modal, computation_modal
from bot.blocks.payloads import HOW_COMPUTED, OPEN_CASE, SHOW_CASES, OfReceipt, unpacked
from bot.listeners.interactions.stale import STALE
from bot.listeners.parts import Parts
from bot.listeners.payloads.clicks import click_in
from bot.listeners.payloads.who import team_in
from bot.listeners.telling import say
from bot.listeners.windows import Shown, show
from bot.people.admission import let_in
from knowledge.answers.seen import Seen

Look: TypeAlias = Callable[[str, Seen], Shown]
"""From a receipt's id, for somebody who sees so much."""


def register(app: App, parts: Parts) -> None:
    def cases(receipt: str, seen: Seen) -> Shown:
        answer, today = parts.answers.cases_of(receipt, seen=seen), parts.today()
        return Shown(view=cases_modal(answer, today), message=answer_message(answer, today=today))

    def computation(receipt: str, seen: Seen) -> Shown:
        computed = parts.answers.computation(receipt, seen=seen)
        view = computation_modal(computed)
        text = f"How it was computed: {computed.definition}. Receipt {computed.receipt_id}."
        return Shown(view=view, message=message_of(text, view["blocks"]))

    looks: dict[str, tuple[str, Look]] = {
        SHOW_CASES: ("Cases", cases),
        HOW_COMPUTED: ("How it was computed", computation),
    }

    @app.action(re.compile(f"^({SHOW_CASES}|{HOW_COMPUTED})(:|$)"))
    def look_closer(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        ack()
        click = click_in(body, team_in(context))
        who, of = click.who, unpacked(OfReceipt, click.value)
        if of is None:
            say(client, who, STALE)
            return
        title, look = looks[click.action.partition(":")[0]]

        def work() -> Shown:
            return look(of.receipt, let_in(parts.admissions, team=who.team, user=who.user).here)

        show(client, who, title, work)

    @app.action(re.compile(f"^{OPEN_CASE}"))
    def opened_in_the_browser(ack: Ack) -> None:
        ack()
