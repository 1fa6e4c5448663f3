"""What the page makes of messages as an app sends them, over the real Web API: blocks, hostile texts, changes."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from slack_sdk import WebClient

from bot.playground.delivery.line import Delivery
from bot.playground.local_slack import SUPPORT, LocalSlack
from tests.browser import NARROW, Window, open_window

HOSTILE = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"
ESCAPED = HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
MONTHS = ("Jul 2026", "Aug 2026", "Sep 2026")

Block = dict[str, Any]


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    """A local Slack with no assistant in it but this test."""
    with LocalSlack(ping_seconds=0.2, delivery=Delivery(ack_seconds=0.2)) as started:
        yield started


@pytest.fixture
def client(slack: LocalSlack) -> WebClient:
    return WebClient(token=slack.bot_token, base_url=slack.api_url)


@pytest.fixture
def window(browser: Browser, slack: LocalSlack) -> Iterator[Window]:
    with open_window(browser, slack.url) as opened:
        yield opened


def words(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def cell(text: str, value: float | None = None) -> Block:
    return {"type": "raw_text", "text": text} if value is None else {"type": "raw_number", "value": value, "text": text}


def chart(kind: str, *names: str) -> Block:
    """Series that go up by one a month, the first from 1, the next from 2 …"""
    series = [
        {"name": name, "data": [{"label": month, "value": at + first} for at, month in enumerate(MONTHS)]}
        for first, name in enumerate(names, start=1)
    ]
    axes = {"categories": list(MONTHS), "x_label": "month", "y_label": "cases"}
    return {
        "type": "data_visualization",
        "title": "Cases",
        "chart": {"type": kind, "series": series, "axis_config": axes},
    }


PIE = {
    "type": "data_visualization",
    "title": "Outcomes",
    "chart": {"type": "pie", "segments": [{"label": "fix", "value": 3}, {"label": "refund", "value": 1}]},
}
TABLE = {"type": "table", "rows": [[cell("product"), cell("cases")], [cell("Billing"), cell("41", 41)]]}
DATA_TABLE = {
    "type": "data_table",
    "caption": "By area",
    "page_size": 2,
    "rows": [[cell("Area"), cell("N")], *([cell(f"Area {at}"), cell(str(at), at)] for at in range(1, 6))],
}
RICH_TEXT = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "strong", "style": {"bold": True}}]},
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "an item"}]}],
        },
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "SELECT 1"}]},
    ],
}
SECTION = {
    "type": "section",
    "text": {"type": "mrkdwn", "text": "*bold* <https://x.example|a link> <@U1ANA>"},
    "fields": [{"type": "mrkdwn", "text": "*Cases*\n41"}],
    "accessory": {"type": "button", "text": words("Look"), "action_id": "look", "value": "1"},
}
MARKDOWN = {"type": "markdown", "text": "## Head\n**bold** and\n\n- one\n- two"}


def post(client: WebClient, *blocks: Block, text: str = "said", **more: Any) -> str:  # noqa: ANN401  any argument
    sent = client.chat_postMessage(channel=SUPPORT, text=text, blocks=list(blocks) or None, **more)
    return str(sent["ts"])


def test_a_section_shows_its_text_fields_and_accessory(window: Window, client: WebClient) -> None:
    post(client, SECTION)

    expect(window.last.locator("strong", has_text="bold")).to_be_visible()
    expect(window.last.get_by_role("link", name="a link")).to_have_attribute("rel", "noopener noreferrer")
    expect(window.last).to_contain_text("@ana")
    expect(window.last.locator(".fields")).to_contain_text("41")
    expect(window.last.get_by_role("button", name="Look")).to_be_visible()


def test_markdown_and_rich_text_are_formatted(window: Window, client: WebClient) -> None:
    post(client, MARKDOWN, RICH_TEXT)

    expect(window.last.get_by_role("heading", name="Head")).to_be_visible()
    expect(window.last.get_by_role("listitem")).to_have_text(["one", "two", "an item"])
    expect(window.last.locator("pre")).to_have_text("SELECT 1")


def test_tables_have_headings_and_a_long_one_has_pages(window: Window, client: WebClient) -> None:
    post(client, TABLE)
    expect(window.last.get_by_role("columnheader")).to_have_text(["product", "cases"])
    post(client, DATA_TABLE)
    expect(window.last.get_by_role("row")).to_have_text(["AreaN", "Area 11", "Area 22"])

    window.last.get_by_role("button", name="Next rows").click()
    window.press("Enter")

    expect(window.last.get_by_role("row")).to_have_text(["AreaN", "Area 55"])
    expect(window.last.get_by_role("status")).to_have_text("5 to 5 of 5")


@pytest.mark.parametrize(("kind", "marks"), [("line", "path.line"), ("bar", "rect.fill"), ("area", "path.area")])
def test_a_chart_is_drawn_with_axes_legend_description_and_values(
    window: Window, client: WebClient, kind: str, marks: str
) -> None:
    post(client, chart(kind, "Billing", "Login"))
    figure = window.last.locator("figure.chart")

    drawing = figure.get_by_role("img")
    expect(drawing).to_have_accessible_name("Cases")
    expect(drawing).to_have_accessible_description(
        f"{kind.capitalize()} chart of cases by month."
        " Billing: from 1 to 3, lowest 1, highest 3. Login: from 2 to 4, lowest 2, highest 4."
    )
    expect(drawing.locator(marks)).to_have_count(6 if kind == "bar" else 2)
    expect(drawing.locator("text.name")).to_have_text(["month", "cases"])
    expect(figure.locator(".legend li")).to_have_text(["Billing", "Login"])
    figure.locator("summary").click()
    expect(figure.get_by_role("row")).to_have_text(["monthBillingLogin", "Jul 202612", "Aug 202623", "Sep 202634"])


def test_where_not_all_labels_have_room_the_newest_one_has(window: Window, client: WebClient) -> None:
    labels = [f"{year}-{month:02} period" for year in (2025, 2026) for month in range(1, 11)]
    series = [{"name": "all", "data": [{"label": label, "value": at} for at, label in enumerate(labels)]}]
    long = {"type": "line", "series": series, "axis_config": {"categories": labels}}

    post(client, {"type": "data_visualization", "title": "Cases", "chart": long})

    drawn = window.last.locator("figure.chart svg text", has_text="period")
    expect(drawn.last).to_have_text(labels[-1])
    assert 1 < drawn.count() < len(labels)


def test_a_pie_says_the_shares(window: Window, client: WebClient) -> None:
    post(client, PIE)

    drawing = window.last.get_by_role("img")
    expect(drawing).to_have_accessible_description("Pie chart of 2 parts: fix 75 %, refund 25 %.")
    expect(window.last.locator(".legend li")).to_have_text(["fix (75 %)", "refund (25 %)"])


def test_hostile_texts_are_shown_as_they_were_written_and_do_nothing(window: Window, client: WebClient) -> None:
    hostile_cells = {"type": "table", "rows": [[cell(HOSTILE)], [cell(HOSTILE)]]}
    post(
        client,
        {"type": "section", "text": {"type": "mrkdwn", "text": f"{ESCAPED} <javascript:alert(1)|press> <!channel>"}},
        {"type": "header", "text": words(HOSTILE[:140])},
        {"type": "markdown", "text": f"{HOSTILE} [press](javascript:window.hacked=1)"},
        hostile_cells,
        chart("bar", "<b>x</b>"),
        text=ESCAPED,
    )
    window.say(f"{HOSTILE} <!channel> <https://evil.example|press>")

    expect(window.last).to_contain_text(f"{HOSTILE} <!channel> <https://evil.example|press>")
    assert window.page.locator("#main .messages script, #main .messages img, #main .messages b").count() == 0
    assert window.page.locator("#main .messages a[href^='javascript'], #main .messages [onerror]").count() == 0
    assert window.page.evaluate("() => window.hacked") is None


def test_a_click_that_no_app_answers_is_told_in_a_notice_which_goes_when_dismissed(
    window: Window, client: WebClient
) -> None:
    post(client, SECTION)
    notice = window.page.locator("#notices li")

    window.last.get_by_role("button", name="Look").click()

    expect(notice).to_contain_text("did not respond in time")
    notice.get_by_role("button", name="Dismiss").click()
    expect(notice).to_have_count(0)


def test_a_menu_opens_moves_and_closes_by_keyboard(window: Window) -> None:
    window.say("mine")
    expect(window.last).to_contain_text("mine")
    window.last.get_by_role("button", name="More actions").focus()

    window.press("ArrowDown", "ArrowDown")
    assert window.focused() == "Edit message"
    window.press("ArrowDown", "ArrowDown")
    assert window.focused().startswith("Find similar past cases")
    window.press("Escape")

    expect(window.page.get_by_role("menu")).to_have_count(0)
    assert window.focused() == "More actions"


def test_what_is_being_typed_and_the_focus_survive_everything_that_arrives(window: Window, client: WebClient) -> None:
    box = window.page.locator("#main textarea")
    box.press_sequentially("half a sent")

    ts = post(client, SECTION, text="first")
    expect(window.page.locator(f"[data-ts='{ts}']")).to_be_visible()
    client.chat_update(channel=SUPPORT, ts=ts, text="second", blocks=[TABLE])
    expect(window.page.locator(f"[data-ts='{ts}'] table")).to_be_visible()
    window.page.keyboard.type("ence")

    expect(box).to_have_value("half a sentence")
    expect(box).to_be_focused()


@pytest.mark.slow
def test_who_reads_further_up_stays_there_when_something_arrives(window: Window, client: WebClient) -> None:
    for at in range(30):
        post(client, text=f"line {at}")
    expect(window.last).to_contain_text("line 29")
    window.page.locator("#main .scroller").evaluate("(list) => { list.scrollTop = 0 }")

    post(client, text="news")

    expect(window.last).to_contain_text("news")
    assert window.page.locator("#main .scroller").evaluate("(list) => list.scrollTop") == 0


def test_streamed_text_grows_before_the_reader_and_is_read_out_once(
    window: Window, client: WebClient, slack: LocalSlack
) -> None:
    root = slack.say(SUPPORT, "a question")
    window.page.goto(f"{slack.url}#{SUPPORT}/{root}")
    begun = client.chat_startStream(
        channel=SUPPORT,
        thread_ts=root,
        markdown_text="There were **41",
        recipient_user_id="U1ANA",
        recipient_team_id="T0LOCAL",
    )
    ts = str(begun["ts"])
    expect(window.reply).to_contain_text("There were **41")
    client.chat_appendStream(channel=SUPPORT, ts=ts, markdown_text=" escalations**.")
    expect(window.reply.locator("strong", has_text="41 escalations")).to_be_visible()
    expect(window.page.locator("#read-out")).not_to_contain_text("41")

    client.chat_stopStream(channel=SUPPORT, ts=ts, blocks=[chart("line", "Billing")])

    expect(window.reply.locator("figure.chart")).to_be_visible()
    expect(window.page.locator("#read-out p", has_text="41 escalations")).to_have_count(1)


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_text_that_is_shown_has_enough_contrast(window: Window, client: WebClient, theme: str) -> None:
    post(client, SECTION, MARKDOWN, RICH_TEXT, TABLE, chart("bar", "Billing", "Login"), text="all")
    expect(window.last.locator("figure.chart")).to_be_visible()

    window.page.get_by_label("Colours").select_option(label=theme)

    expect(window.page.locator("html")).to_have_attribute("data-theme", theme.lower())
    assert window.page.evaluate(FAINT_TEXTS) == []


@pytest.mark.slow
def test_nothing_but_tables_is_scrolled_sideways_in_a_narrow_window(
    browser: Browser, slack: LocalSlack, client: WebClient
) -> None:
    wide = {"type": "table", "rows": [[cell(f"a long heading {at}") for at in range(12)]] * 2}
    post(client, SECTION, MARKDOWN, wide, DATA_TABLE, chart("line", "Billing", "Login"), PIE, text="x" * 300)
    post(client, text="x" * 300)

    with open_window(browser, slack.url, size=NARROW) as narrow:
        expect(narrow.last).to_contain_text("xxx")
        assert narrow.too_wide() <= 0
        assert narrow.page.evaluate(SCROLLED_SIDEWAYS) == []
    with open_window(browser, slack.url, size=(320, 256)) as zoomed:
        expect(zoomed.last).to_contain_text("xxx")
        assert zoomed.too_wide() <= 0


SCROLLED_SIDEWAYS = """() => [...document.querySelectorAll("body *")]
    .filter((it) => it.scrollWidth > it.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(it).overflowX))
    .filter((it) => !it.matches(".wide"))
    .map((it) => it.outerHTML.slice(0, 80))"""

FAINT_TEXTS = """() => {
    const parts = (colour) => (colour.match(/[\\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
    const part = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    const light = ([red, green, blue]) => 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
    const ground = (it) => {
        for (let at = it; at; at = at.parentElement) {
            const found = parts(getComputedStyle(at).backgroundColor);
            if (found.length === 3 || found[3] > 0) return found;
        }
        return [255, 255, 255];
    };
    const ink = (it) => getComputedStyle(it)[it.namespaceURI.endsWith("svg") ? "fill" : "color"];
    const holdsText = (it) => [...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    return [...document.querySelectorAll("body *")]
        .filter((it) => holdsText(it) && it.getClientRects().length && !it.matches("title, option"))
        .filter((it) => {
            const [one, other] = [light(parts(ink(it))), light(ground(it))].sort((a, b) => a - b);
            return (other + 0.05) / (one + 0.05) < 4.5;
        })
        .map((it) => `${it.tagName} ${it.className.baseVal ?? it.className}: ${it.textContent.trim().slice(0, 40)}`);
}"""
"""The elements whose own text is too faint on what is painted behind it."""
