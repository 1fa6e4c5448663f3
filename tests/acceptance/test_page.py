"""The playground's page, with the whole assistant behind it: ask, go on, click, and see."""

import re

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser import NARROW, Window, open_window
from tests.playing import SLOWLY, Playground

BY_MONTH = "How did cases develop by month since July?"


def chart_of(message: Locator) -> Locator:
    return message.locator("figure.chart svg[role=img]")


def test_a_question_in_a_channel_is_answered_in_its_thread_with_a_chart(window: Window) -> None:
    window.ask(BY_MONTH, "Cases opened by month from 1 July to 13 October 2026")

    expect(chart_of(window.reply)).to_be_visible()
    expect(chart_of(window.reply)).to_have_accessible_name(re.compile("by month"))
    expect(chart_of(window.reply)).to_have_accessible_description(re.compile(r"Line chart of .*lowest \d+"))
    expect(window.last.get_by_role("button", name="1 reply")).to_be_visible()


def test_the_values_of_a_chart_open_as_a_table_by_keyboard(window: Window) -> None:
    window.ask(BY_MONTH)

    window.reply.get_by_text("Values as a table").focus()
    window.press("Enter")

    expect(window.reply.get_by_role("row")).to_have_count(5)
    expect(window.reply.get_by_role("rowheader").first).to_contain_text("Jul 2026")


def test_what_follows_in_the_thread_needs_no_mention(window: Window) -> None:
    window.ask("How many cases were opened in September 2026?", "September 2026")

    window.answer("and in August?")

    window.answered("August 2026")
    expect(window.thread.locator(".messages > li")).to_have_count(4)


def test_the_cases_behind_a_number_open_in_a_modal_and_escape_leads_back_to_the_button(window: Window) -> None:
    window.ask("How many cases were escalated in September 2026?")

    window.reply.get_by_role("button", name="Show cases").click()

    expect(window.dialog).to_contain_text(re.compile(r"C-?\d+"))
    window.press("Escape")
    expect(window.dialog).to_have_count(0)
    assert window.focused() == "Show cases"


def test_how_an_answer_was_computed_opens_in_a_modal(window: Window) -> None:
    window.ask("How many cases were escalated in September 2026?")

    window.reply.get_by_role("button", name="How was this computed?").click()

    expect(window.dialog).to_contain_text("SELECT")
    window.dialog.get_by_role("button", name="Close").first.click()
    expect(window.dialog).to_have_count(0)


def test_a_good_vote_is_kept_on_its_button_and_thanked_for(window: Window) -> None:
    window.ask("How many cases were opened in September 2026?")

    window.reply.get_by_role("button", name="Good answer").click()

    expect(window.thread.get_by_role("button", name="Good answer")).to_have_attribute("aria-pressed", "true")
    thanks = window.page.locator(".message.ephemeral", has_text="Thank you").last
    expect(thanks).to_contain_text("Only visible to you")


def test_a_bad_vote_asks_for_the_reason_and_says_what_is_missing_where_it_is_missing(window: Window) -> None:
    window.ask("How many cases were opened in September 2026?")
    window.reply.get_by_role("button", name="Bad answer").click()

    window.dialog.get_by_role("button", name="Send").click()
    expect(window.dialog.locator(".error")).to_have_text("Please fill this in.")
    window.dialog.get_by_label("A number is wrong").check()
    window.dialog.get_by_label("What should it have said?").fill("42")
    window.dialog.get_by_role("button", name="Send").click()

    expect(window.dialog).to_have_count(0)
    expect(window.page.locator(".message.ephemeral", has_text="Thank you").last).to_be_visible()


def test_choosing_what_was_meant_asks_that(window: Window) -> None:
    window.say("@groundswell how long do cases take?")
    expect(window.reply).to_contain_text("which one do you mean?")

    window.reply.get_by_role("button", name="time to resolve").click()

    window.answered("time to resolve")


def test_a_slash_command_is_completed_answered_privately_and_shared(window: Window) -> None:
    box = window.page.locator("#main textarea")
    box.press_sequentially("/esc")
    expect(window.page.get_by_role("listbox").get_by_role("option")).to_contain_text("/escalations")
    window.press("Enter")
    box.press_sequentially("ask How many cases were opened in August 2026?")
    window.press("Enter")

    private = window.page.locator("#main .message.ephemeral").last
    expect(private).to_contain_text("Only visible to you")
    expect(private).to_contain_text("August 2026")
    private.get_by_role("button", name="Share in channel").click()

    shared = window.page.locator("#main .message:not(.ephemeral)", has_text="August 2026").last
    expect(shared).to_contain_text("cases")


def test_a_message_shortcut_finds_similar_cases_for_its_reader_alone(window: Window) -> None:
    window.say("A customer was charged twice for one order, and is angry.")
    expect(window.last).to_contain_text("and is angry")

    window.choose_from_menu(window.last, "Find similar past cases")

    private = window.page.locator(".message.ephemeral", has_text="similar").last
    expect(private.or_(window.dialog)).to_contain_text(re.compile(r"C-?\d+"))


def test_the_global_shortcut_asks_in_a_modal(window: Window) -> None:
    window.page.get_by_role("button", name="Shortcuts").click()
    window.page.get_by_role("menuitem", name="Ask about escalations").click()

    expect(window.dialog).to_be_visible()
    window.dialog.get_by_role("textbox").fill("How many cases were opened in July 2026?")
    window.dialog.get_by_role("button", name="Ask", exact=True).click()

    expect(window.page.get_by_text(re.compile(r"July 2026: |in July 2026")).last).to_be_visible()


def test_the_home_tab_tells_what_is_going_on_and_asks_more(window: Window) -> None:
    window.go_to("groundswell")
    window.page.get_by_role("tab", name="Home").click()
    home = window.page.get_by_role("tabpanel")
    expect(home).to_contain_text("What is going on")

    home.get_by_role("button", name="Ask", exact=True).first.click()

    window.page.get_by_role("tab", name="Messages").click()
    expect(window.page.get_by_role("tabpanel").get_by_role("button", name="1 reply").last).to_be_visible()


def test_the_home_tab_keeps_a_setting_which_the_next_answer_follows(window: Window) -> None:
    window.become("ben")
    window.go_to("groundswell")
    window.page.get_by_role("tab", name="Home").click()

    window.page.get_by_role("tabpanel").locator("select").select_option(label="Tables")

    window.page.get_by_role("tab", name="Messages").click()
    window.say(BY_MONTH)
    window.answered()
    expect(window.reply.get_by_role("table")).to_be_visible()
    expect(chart_of(window.reply)).to_have_count(0)


def test_a_suggested_prompt_is_one_click_away_from_its_answer(window: Window) -> None:
    window.go_to("groundswell")

    window.page.get_by_role("region", name="Suggested prompts").get_by_role("button").first.click()

    window.answered()


def test_an_answer_under_way_shows_what_is_done_and_can_be_stopped(window: Window, playground: Playground) -> None:
    playground.go_on.clear()
    window.say(f"@groundswell {SLOWLY}How many cases were opened in August 2026?")
    expect(window.thread.locator(".status")).to_contain_text("groundswell")

    window.thread.get_by_role("button", name="Stop").click()

    expect(window.thread.locator(".status")).to_have_count(0)
    expect(window.thread.locator(".feedback")).to_have_count(0)
    playground.go_on.set()


def test_what_one_wrote_can_be_edited_and_deleted(window: Window) -> None:
    window.say("How mayn cases are open?")
    expect(window.last).to_contain_text("How mayn")
    window.choose_from_menu(window.last, "Edit message")
    window.page.get_by_label("Edit your message").fill("How many are open?")
    window.press("Enter")
    expect(window.last).to_contain_text("How many are open?")
    expect(window.last).to_contain_text("(edited)")

    window.choose_from_menu(window.last, "Delete message…")
    window.dialog.get_by_role("button", name="Delete").click()

    expect(window.page.get_by_text("How many are open?")).to_have_count(0)


def test_another_person_sees_the_channel_but_not_what_was_private(window: Window) -> None:
    window.say("/escalations ask How many cases were opened in June 2026?")
    private = window.page.locator("#main .message.ephemeral", has_text="June 2026")
    expect(private.last).to_be_visible()

    window.become("ben")

    expect(private).to_have_count(0)
    expect(window.page.get_by_label("You are")).to_have_value("U2BEN")


@pytest.mark.slow
def test_a_guest_is_turned_away_politely(window: Window) -> None:
    guest = window.page.get_by_label("You are").locator("option", has_text="(guest)").inner_text()
    window.become(guest)
    window.go_to("groundswell")

    window.say("How many cases were opened in June 2026?")

    expect(window.reply).to_contain_text(re.compile("guest", re.IGNORECASE))


def test_the_keyboard_alone_is_enough_to_ask_open_a_modal_and_come_back(window: Window) -> None:
    window.press("Tab")
    assert window.focused() == "Skip to the messages"
    window.press("Enter")
    while window.focused() != "Message #support":
        window.press("Tab")
    window.page.keyboard.type("@gro")
    window.press("Tab")
    window.page.keyboard.type("How many cases were escalated in September 2026?")
    window.press("Enter")
    window.answered("September 2026")

    while window.focused() != "How was this computed?":
        window.press("Tab")
    window.press("Enter")
    expect(window.dialog).to_contain_text("SELECT")
    for _ in range(8):
        window.press("Tab")
        assert window.page.evaluate("() => document.activeElement.closest('dialog') !== null")
    window.press("Escape")

    expect(window.dialog).to_have_count(0)
    assert window.focused() == "How was this computed?"


@pytest.mark.slow
def test_a_narrow_window_needs_no_scrolling_sideways(browser: Browser, playground: Playground) -> None:
    with open_window(browser, playground.url, size=NARROW) as narrow:
        narrow.say(f"@groundswell {BY_MONTH}")
        narrow.last.get_by_role("button", name="1 reply").click()
        narrow.answered()
        assert narrow.too_wide() <= 0

        narrow.page.get_by_role("button", name="Close thread").click()
        narrow.page.get_by_role("button", name="Channels").click()
        narrow.go_to("groundswell")
        narrow.page.get_by_role("tab", name="Home").click()
        expect(narrow.page.get_by_role("tabpanel")).to_contain_text("What is going on")
        assert narrow.too_wide() <= 0
