"""How the page reads Slack's markup and Markdown, asked of its own modules."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bot.playground.local_slack import LocalSlack

Mark = dict[str, Any]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """The page, for its modules."""
    with LocalSlack() as slack:
        context = browser.new_context()
        page = context.new_page()
        page.goto(slack.url)
        yield page
        context.close()


def read(page: Page, module: str, function: str, text: str) -> list[Mark]:
    found: list[Mark] = page.evaluate(
        f"async (text) => (await import('/page/assets/{module}.js')).{function}(text)", text
    )
    return found


def text(words: str) -> Mark:
    return {"kind": "text", "text": words}


MRKDWN = [
    ("plain", [text("plain")]),
    (
        "*bold* and _italic_",
        [{"kind": "bold", "marks": [text("bold")]}, text(" and "), {"kind": "italic", "marks": [text("italic")]}],
    ),
    ("~gone~", [{"kind": "strike", "marks": [text("gone")]}]),
    ("*bold _both_*", [{"kind": "bold", "marks": [text("bold "), {"kind": "italic", "marks": [text("both")]}]}]),
    ("error_code_7 and 2*3*4", [text("error_code_7 and 2*3*4")]),
    ("* not bold * _ nor this _", [text("* not bold * _ nor this _")]),
    ("`*code* &lt;b&gt;`", [{"kind": "code", "text": "*code* <b>"}]),
    ("before\n```\na\n*b*\n```\nafter", [text("before"), {"kind": "preformatted", "text": "a\n*b*"}, text("after")]),
    ("one\ntwo", [text("one"), {"kind": "break"}, text("two")]),
    (
        "&gt; said\n&gt; twice\nend",
        [{"kind": "quote", "marks": [text("said"), {"kind": "break"}, text("twice")]}, text("end")],
    ),
    ("<https://x.example/?a=1&amp;b=2|here>", [{"kind": "link", "url": "https://x.example/?a=1&b=2", "text": "here"}]),
    ("<https://x.example>", [{"kind": "link", "url": "https://x.example", "text": "https://x.example"}]),
    ("<javascript:alert(1)|press>", [text("press")]),
    ("<data:text/html,x|press>", [text("press")]),
    ("<@U1ANA>", [{"kind": "person", "id": "U1ANA"}]),
    ("<#C1SUPPORT|support>", [{"kind": "channel", "id": "C1SUPPORT", "text": "support"}]),
    ("<!here>", [{"kind": "broadcast", "text": "@here"}]),
    ("<!subteam^S1|@leads>", [{"kind": "broadcast", "text": "@leads"}]),
    (
        ":wave: at 10:30:00",
        [{"kind": "emoji", "name": "wave"}, text(" at 10"), {"kind": "emoji", "name": "30"}, text("00")],
    ),
    ("&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;", [text("<script>alert(1)</script> &amp;")]),
    ("<unfinished", [text("<unfinished")]),
    ("```unfinished", [text("```unfinished")]),
]  # fmt: skip  one case a line


@pytest.mark.parametrize(("markup", "marks"), MRKDWN)
def test_mrkdwn_is_read_as_slack_reads_it(page: Page, markup: str, marks: list[Mark]) -> None:
    found = read(page, "mrkdwn", "marksOf", markup)

    assert [{name: value for name, value in mark.items() if value is not None} for mark in found] == marks


MARKDOWN = [
    (
        "**bold** and *it*",
        [{"kind": "bold", "marks": [text("bold")]}, text(" and "), {"kind": "italic", "marks": [text("it")]}],
    ),
    ("snake_case_word", [text("snake_case_word")]),
    ("[here](https://x.example)", [{"kind": "link", "url": "https://x.example", "text": "here"}]),
    ("[press](javascript:alert(1))", [text("[press](javascript:alert(1))")]),
    (r"\*not bold\*", [text("*"), text("not bold"), text("*")]),
    ("`a*b*c`", [{"kind": "code", "text": "a*b*c"}]),
    ("<script>alert(1)</script>", [text("<script>alert(1)</script>")]),
]  # fmt: skip  one case a line


@pytest.mark.parametrize(("markup", "marks"), MARKDOWN)
def test_a_line_of_markdown_is_read(page: Page, markup: str, marks: list[Mark]) -> None:
    assert read(page, "markdown", "spansOfMarkdown", markup) == marks


def test_markdown_knows_headings_lists_quotes_code_tables_and_paragraphs(page: Page) -> None:
    parts = (
        "# Head",
        "A line\nand more",
        "- one\n- two",
        "> said",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "---",
        "```\ncode\n```",
    )

    found = read(page, "markdown", "marksOfMarkdown", "\n\n".join(parts))

    kinds = ["heading", "paragraph", "list", "quote", "table", "rule", "preformatted"]
    assert [mark["kind"] for mark in found] == kinds
    assert found[2]["items"] == [[text("one")], [text("two")]]
    assert found[4]["rows"] == [[[text("a")], [text("b")]], [[text("1")], [text("2")]]]


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([3, 7], [0, 2, 4, 6, 8]),
        ([41, 80], [0, 20, 40, 60, 80]),
        ([0.11, 0.128], [0, 0.05, 0.1, 0.15]),
        ([-3, 5], [-4, -2, 0, 2, 4, 6]),
        ([0, 0], [0, 0.25, 0.5, 0.75, 1]),
        ([None, 12], [0, 5, 10, 15]),
    ],
)
def test_an_axis_goes_in_round_steps_from_zero_past_the_largest_value(
    page: Page, values: list[float | None], ticks: list[float]
) -> None:
    found = page.evaluate("async (values) => (await import('/page/assets/scales.js')).ticks(values)", values)

    assert found == ticks
