"""The page when something is not as it should be: no app, a Slack that went away, more than fits, two windows."""

from base64 import b64decode
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect
from slack_sdk import WebClient

from bot.blocks.violations import CHECKS
from bot.playground.local_slack import ANA, BEN, SUPPORT, LocalSlack
from tests.bolt_apps import bot, generous_manifest, listening
from tests.browser import Window, open_window
from tests.slack_fixtures import PING_SECONDS

DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
"""A picture of one pixel."""
ABSENT = "groundswell is not connected"


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    """A local Slack that the app has not connected to."""
    with LocalSlack(manifest=generous_manifest(), ping_seconds=PING_SECONDS, share_seconds=0.01) as started:
        yield started


@pytest.fixture
def client(slack: LocalSlack) -> WebClient:
    return bot(slack)


@pytest.fixture
def window(browser: Browser, slack: LocalSlack) -> Iterator[Window]:
    with open_window(browser, slack.url) as opened:
        yield opened


def test_the_page_says_that_nobody_answers_as_long_as_the_app_is_not_connected(
    window: Window, slack: LocalSlack
) -> None:
    expect(window.page.get_by_role("alert").filter(has_text=ABSENT)).to_be_visible()

    with listening(slack, lambda app: app.event("message")(lambda: None)):
        expect(window.page.get_by_text(ABSENT)).to_have_count(0)

    expect(window.page.get_by_text(ABSENT)).to_be_visible()


@pytest.mark.slow
def test_the_page_finds_its_slack_again_and_keeps_what_was_being_written(browser: Browser) -> None:
    with ExitStack() as last:
        with LocalSlack(ping_seconds=PING_SECONDS) as first:
            port = urlsplit(first.url).port or 0
            first.say(SUPPORT, "before")
            # the browser tells of each time that it tries in vain
            window = last.enter_context(open_window(browser, first.url, forgiven="net::ERR_"))
            expect(window.last).to_contain_text("before")
            window.page.locator("#main textarea").fill("half a sentence")
        lost = window.page.get_by_text("The local Slack does not answer.")
        expect(lost).to_be_visible()

        with LocalSlack(port=port, ping_seconds=PING_SECONDS) as second:
            second.say(SUPPORT, "after")

            expect(window.last).to_contain_text("after")
            expect(window.page.get_by_text("before")).to_have_count(0)
            expect(lost).to_have_count(0)
            expect(window.page.locator("#main textarea")).to_have_value("half a sentence")


def test_of_very_many_messages_the_newest_are_shown_and_a_thread_keeps_its_beginning(
    browser: Browser, slack: LocalSlack
) -> None:
    root = slack.say(SUPPORT, "the first of all")
    for at in range(220):
        slack.say(SUPPORT, f"line {at}")
    slack.say(SUPPORT, "a late reply", thread=root)

    with open_window(browser, f"{slack.url}#{SUPPORT}/{root}") as window:
        expect(window.page.get_by_text("Older messages of #support are not shown.")).to_be_attached()
        expect(window.thread.get_by_role("article")).to_have_count(2)
        expect(window.thread).to_contain_text("the first of all")
        expect(window.last).to_be_in_viewport()
        slack.say(SUPPORT, "one more")
        expect(window.last).to_contain_text("one more")
        expect(window.last).to_be_in_viewport()


def test_a_very_long_message_begins_in_sight_and_needs_no_scrolling_sideways(window: Window, slack: LocalSlack) -> None:
    slack.say(SUPPORT, "word " * 4000 + "x" * 20_000)

    expect(window.last.locator("header")).to_be_in_viewport()
    assert window.too_wide() <= 0


@pytest.mark.slow
def test_two_windows_show_two_people_the_same_and_each_their_own(
    browser: Browser, slack: LocalSlack, client: WebClient
) -> None:
    with open_window(browser, slack.url) as ana, open_window(browser, slack.url) as ben:
        ben.become("ben")
        ben.say("hello from ben")
        expect(ana.last).to_contain_text("hello from ben")
        client.chat_postEphemeral(channel=SUPPORT, user=BEN, text="for ben alone")

        expect(ben.last).to_contain_text("for ben alone")
        slack.say(SUPPORT, "for both", ANA)
        expect(ana.last).to_contain_text("for both")
        expect(ana.page.get_by_text("for ben alone")).to_have_count(0)


def test_a_private_reply_in_a_thread_is_marked_and_found_from_the_channel(
    window: Window, slack: LocalSlack, client: WebClient
) -> None:
    root = slack.say(SUPPORT, "a question")
    client.chat_postEphemeral(channel=SUPPORT, user=ANA, thread_ts=root, text="for ana alone")

    window.last.get_by_role("button", name="1 reply").click()

    expect(window.reply).to_contain_text("Only visible to you")
    expect(window.reply).to_contain_text("for ana alone")


def test_a_picture_instead_of_a_chart_has_its_alternative_text(
    window: Window, slack: LocalSlack, client: WebClient
) -> None:
    uploaded: Any = client.files_upload_v2(
        channel=SUPPORT, filename="chart.png", content=DOT, title="Cases by month", alt_txt="A line that rises."
    )

    picture = window.page.get_by_role("img", name="A line that rises.")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 1)
    assert uploaded["file"]["title"] == "Cases by month"


DRAWN = """async (kinds) => {
    const { shownBlocks } = await import("/page/assets/blocks.js");
    const isUnknown = (kind) => {
        try {
            return JSON.stringify(shownBlocks([{ type: kind }], {})).includes("does not draw");
        } catch {
            return false;
        }
    };
    return kinds.filter((kind) => !isUnknown(kind));
}"""
"""Those of the kinds of blocks that the page knows; where it does, a block with nothing in it is an error."""


def test_the_page_draws_every_kind_of_block_that_may_be_sent_and_names_any_other(window: Window) -> None:
    assert window.page.evaluate(DRAWN, [*CHECKS, "video"]) == [*CHECKS]


def test_nothing_moves_for_who_does_not_want_it(browser: Browser, slack: LocalSlack, client: WebClient) -> None:
    with open_window(browser, slack.url, reduced_motion="reduce") as window:
        root = slack.say(SUPPORT, "a question")
        client.assistant_threads_setStatus(channel_id=SUPPORT, thread_ts=root, status="is thinking…")
        expect(window.last.locator(".status")).to_be_visible()

        assert window.page.evaluate("() => document.getAnimations().length") == 0
