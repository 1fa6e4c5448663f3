"""What others wrote, made inert in both of Slack's markups; what a person typed, read as it was meant."""

import pytest

from bot.blocks.answers.figures import figure
from bot.blocks.markdown import inert
from bot.blocks.mrkdwn import escaped, is_web_address, link, question_in
from knowledge.answers.answer import Cell


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a & b < c", "a &amp; b &lt; c"),
        ("<!channel> <@U1>", "&lt;!channel&gt; &lt;@U1&gt;"),
        ("*bold* and ~gone~", "∗bold∗ and ∼gone∼"),  # noqa: RUF001
        ("_slanted_ error_code", "ˍslantedˍ error_code"),
        ("`code`", "ˋcodeˋ"),  # noqa: RUF001
        ("two\n\nlines\x00\u202e", "two lines"),
        ("> > quoted > not", "› › quoted &gt; not"),  # noqa: RUF001
        (":tada::+1: at 12:30:15, std::vector", "\u2236tada:\u2236+1: at 12:30:15, std::vector"),
    ],
)
def test_what_others_wrote_shows_as_written_and_does_nothing(written: str, shown: str) -> None:
    assert escaped(written, 100) == shown


def test_a_cut_never_splits_an_escape() -> None:
    assert escaped("ab&&&&", 10) == "ab&amp;…"


def test_only_a_web_address_becomes_a_link() -> None:
    assert link("https://desk.example/17", "C-17") == "<https://desk.example/17|C-17>"
    assert link("javascript:alert(1)", "C-17") == "C-17"
    assert link("https://desk.example/>|x", "C-17") == "C-17"
    assert link(None, "C-17") == "C-17"


@pytest.mark.parametrize(
    ("sent", "asked"),
    [
        ("<@U0BOT> how many?", "how many?"),
        ("<@U0BOT|groundswell>   why  <@U0BOT>", "why"),
        ("<@U0BOT>", ""),
        ("cases of <@U2|ben> &amp; <#C1|support>", "cases of @ben & #support"),
        ("see <https://x.example|this> or <https://y.example>", "see this or https://y.example"),
        ("tell <!here> and <!subteam^S1|@leads>", "tell @here and @leads"),
        ("how\nmany\n&gt; he said\n&gt; she said\n\nsince  May?", "how many\n> he said\n> she said\nsince May?"),
    ],
)
def test_a_question_is_read_as_it_was_typed(sent: str, asked: str) -> None:
    assert question_in(sent, "U0BOT") == asked


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0.1234, "share", "12.3 %"),
        (12.345, "hours", "12.3 h"),
        (2.0, "hours", "2 h"),
        (12345, "cases", "12,345"),
        (1234567.5, None, "1,234,567.5"),
        (True, None, "yes"),
    ],
)
def test_a_figure_carries_its_unit(value: Cell, unit: str | None, shown: str) -> None:
    assert figure(value, unit) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("41 cases (2.5 %) in Q3 2026, C-17 and error_code", "41 cases (2.5 %) in Q3 2026, C-17 and error_code"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("**bold** `code` ~~gone~~", "\u2217\u2217bold\u2217\u2217 \u02cbcode\u02cb \u223c\u223cgone\u223c\u223c"),
        ("<!here> <@U1>", "&lt;!here&gt; &lt;\u2060@\u2060U1&gt;"),
        ("# no heading", "\u2060# no heading"),
        ("1. no list", "1\u2060. no list"),
        ("https://evil.example", "https:\u2060//evil\u2060.example"),
        (":tada:", ":\u2060tada:"),
    ],
)
def test_what_others_wrote_does_nothing_in_markdown(written: str, shown: str) -> None:
    assert inert(written, 200) == shown


def test_no_link_and_no_image_is_left_in_markdown() -> None:
    assert "](" not in inert("[click](https://evil.example) ![img](https://evil.example/x.png)", 200)


def test_a_long_text_is_cut_in_markdown_too() -> None:
    cut = inert("word & " * 100, 50)

    assert len(cut) <= 50
    assert cut.endswith("\u2026")


@pytest.mark.parametrize(
    "address", ["", None, "ftp://x.example", "https://[x", "https://", "https://x.example/" + "&" * 300]
)
def test_what_is_no_web_address_that_somebody_could_read_gets_no_link(address: str | None) -> None:
    assert not is_web_address(address)
