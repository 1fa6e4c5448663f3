"""Modals and choices on the page, with an app of the test's own behind them that notes what it is told."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.playground.local_slack import BILLING, SUPPORT, LocalSlack
from tests.bolt_apps import a_button, a_modal, an_input, bot, generous_manifest, listening, plain
from tests.browser import Window, open_window
from tests.slack_fixtures import PING_SECONDS

Json = dict[str, Any]

told: list[Json] = []
"""What the app was told of clicks and forms, the newest last; emptied before each test."""


def option(name: str) -> Json:
    return {"text": plain(name.capitalize()), "value": name}


def field(block_id: str, **element: Any) -> Json:  # noqa: ANN401  any field
    return {"type": "input", "block_id": block_id, "label": plain(block_id.capitalize()), "element": element}


CHOICES = a_modal(
    field("kinds", type="checkboxes", action_id="kinds", options=[option("bug"), option("outage")]),
    field("channel", type="conversations_select", action_id="channel", initial_conversation=SUPPORT),
    callback_id="choices",
)
CONFIRM = {"title": plain("Sure?"), "text": plain("All of it goes."), "confirm": plain("Do it"), "deny": plain("No")}
CAREFUL = {
    "type": "actions",
    "elements": [
        {"type": "button", "action_id": "careful", "text": plain("Wipe"), "style": "danger", "confirm": CONFIRM}
    ],
}


def register(app: App) -> None:
    @app.action("press")
    def open_first(ack: Ack, body: Json) -> None:
        ack()
        app.client.views_open(trigger_id=body["trigger_id"], view=a_modal(an_input(), a_button("deeper")))

    @app.action("deeper")
    def open_second(ack: Ack, body: Json) -> None:
        ack()
        second = {**a_modal(an_input("why"), callback_id="second"), "title": plain("Second")}
        app.client.views_push(trigger_id=body["trigger_id"], view=second)

    @app.view("second")
    def refuse_short(ack: Ack, view: Json) -> None:
        entered = view["state"]["values"]["why"]["typed"]["value"]
        ack(response_action="errors", errors={"why": "Say more."}) if len(entered) < 3 else ack()

    @app.action("choose")
    def open_choices(ack: Ack, body: Json) -> None:
        ack()
        app.client.views_open(trigger_id=body["trigger_id"], view=CHOICES)

    @app.view("choices")
    def note_form(ack: Ack, view: Json) -> None:
        told.append(view["state"]["values"])
        ack()

    @app.action("careful")
    def note(ack: Ack, action: Json) -> None:
        told.append(action)
        ack()

    app.event("message")(lambda: None)


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(manifest=generous_manifest(), ping_seconds=PING_SECONDS) as slack, listening(slack, register):
        yield slack


@pytest.fixture
def client(slack: LocalSlack) -> WebClient:
    return bot(slack)


@pytest.fixture
def window(browser: Browser, slack: LocalSlack) -> Iterator[Window]:
    told.clear()
    with open_window(browser, slack.url) as opened:
        yield opened


def posted(window: Window, client: WebClient, *blocks: Json) -> Locator:
    """A message of the app with these blocks, as the page shows it."""
    ts = client.chat_postMessage(channel=SUPPORT, text="said", blocks=list(blocks))["ts"]
    return window.page.locator(f"[data-ts='{ts}']")


def test_of_two_modals_the_upper_one_is_filled_and_the_lower_one_keeps_what_was_typed(
    window: Window, client: WebClient
) -> None:
    posted(window, client, a_button("press")).get_by_role("button", name="Press").click()
    window.dialog.get_by_label("Words").fill("half a sent")
    window.dialog.get_by_role("button", name="Press").click()
    expect(window.dialog).to_have_accessible_name("Second")
    expect(window.dialog.get_by_label("Words")).to_be_focused()

    window.page.keyboard.type("no")
    window.press("Enter")
    expect(window.dialog.locator(".error")).to_have_text("Say more.")
    expect(window.dialog.get_by_label("Words")).to_have_accessible_description("Say more.")
    window.page.keyboard.type(", not yet")
    window.press("Enter")

    expect(window.dialog).to_have_accessible_name("Form")
    expect(window.dialog.get_by_label("Words")).to_have_value("half a sent")
    window.press("Escape")
    expect(window.page.locator("dialog[open]")).to_have_count(0)
    assert window.focused() == "Press"


def test_what_is_ticked_and_chosen_reaches_the_app_as_slack_sends_it(window: Window, client: WebClient) -> None:
    posted(window, client, a_button("choose")).get_by_role("button", name="Press").click()
    window.dialog.get_by_label("Outage").press("Space")
    window.dialog.get_by_label("Bug").check()
    window.dialog.get_by_label("Outage").press("Space")
    window.dialog.get_by_label("Channel").select_option(label="#billing")

    window.dialog.get_by_role("button", name="Send").click()

    expect(window.page.locator("dialog[open]")).to_have_count(0)
    [values] = told
    assert [it["value"] for it in values["kinds"]["kinds"]["selected_options"]] == ["bug"]
    assert values["channel"]["channel"] == {"type": "conversations_select", "selected_conversation": BILLING}


def test_a_button_that_asks_first_does_nothing_when_the_answer_is_no(window: Window, client: WebClient) -> None:
    button = posted(window, client, CAREFUL).get_by_role("button", name="Wipe")
    button.click()
    expect(window.dialog).to_contain_text("All of it goes.")
    window.dialog.get_by_role("button", name="No").click()
    expect(window.page.locator("dialog[open]")).to_have_count(0)
    assert window.focused() == "Wipe"
    assert told == []

    button.click()
    window.dialog.get_by_role("button", name="Do it").click()

    told_soon(window)
    assert told[0]["action_id"] == "careful"


def told_soon(window: Window) -> None:
    """Waits until the app has been told something."""
    for _ in range(200):
        if told:
            return
        window.page.wait_for_timeout(20)
