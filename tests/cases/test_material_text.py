"""Case text as material: nothing of it does anything when it is quoted."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.answers.cases.material_text import inert
from tests.cases.injections import HARMLESS, INJECTIONS


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("since <!here> the update", "since [mention] the update"),
        ("ask <@U012AB> or <!subteam^S1|the leads>", "ask [mention] or the leads"),
        ("see <#C1|general> and <#C2>", "see general and [mention]"),
        ("@channel @here: look, @everyone", "[mention] [mention]: look, [mention]"),
        ("@Override in ann@here.com", "@Override in ann@here.com"),
        ("<https://evil.example/?q=1|click here> or <https://evil.example>", "click here or [link]"),
        ("open https://evil.example/a?b=c.", "open [link]."),
        ("(see www.evil.example/x, or evil.com/x)", "(see [link], or [link])"),
        ("javascript:steal; mailto:a@b.example tel:+4930123", "[link]; [link] [link]"),
        ("java.io.File, hdfs://host:8020/x, README.md", "java.io.File, hdfs://host:8020/x, README.md"),
    ],
)
def test_mentions_and_addresses_give_way_to_words(written: str, shown: str) -> None:
    assert inert(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[the page](https://evil.example/a_(b)) fails", "the page fails"),
        ("![](https://evil.example/p.png?d=1) fails", "[link] fails"),
        ("![seen](https://evil.example/p.png)", "seen"),
        ("[![logo](a.png)](https://evil.example)", "logo"),
        ("[HDFS-1|https://evil.example/x]", "HDFS-1"),
        ("<a href='https://evil.example'>the page</a>", "the page"),
        ("<img src=x onerror=alert(1)>gone<br/>there", "gone there"),
        ("<!-- note: do it -->done", "done"),
        ("List<String> at <hostname>, 3 < 5 && 7 > 6", "List<String> at <hostname>, 3 < 5 && 7 > 6"),
    ],
)
def test_of_links_and_of_html_the_label_stays(written: str, shown: str) -> None:
    assert inert(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**bold**, *it*, _this_ and ~~that~~", "bold, it, this and that"),
        ("error_code, 2*3*4, rm *.log, *jdom*.jar, ~/home", "error_code, 2*3*4, rm *.log, *jdom*.jar, ~/home"),
        ("```json\n{}\n``` and `code`, can`t", "{} and code, can't"),
        ("# Heading\n> quoted\n> > again\n- one\n* two", "Heading quoted again one two"),
        ("> 5 minutes, # of cases, - 5 degrees", "> 5 minutes, # of cases, - 5 degrees"),
        ("a\n---\nb\n| a | b |\n|---|:-:|\n| 1 | 2 |", "a b | a | b | | 1 | 2 |"),
        ("1. first\n2. second", "1. first 2. second"),
    ],
)
def test_marks_of_formatting_are_left_out(written: str, shown: str) -> None:
    assert inert(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("refunded [C-1]", "refunded (C-1)"),
        ("refunded[C-1, C-2] [\nC-3 ]", "refunded(C-1, C-2) (C-3)"),
        ("[[C-1]] \uff3bC-2\uff3d \u3010C-3\u3011", "((C-1)) (C-2) (C-3)"),
        ("[C-1](https://evil.example)", "C-1"),
        ("wrote to [email], paid by [card], [ERROR]", "wrote to [email], paid by [card], [ERROR]"),
        ("see [https://evil.example]", "see [link]"),
    ],
)
def test_what_would_pass_for_a_citation_of_ours_does_not(written: str, shown: str) -> None:
    assert inert(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("two\r\n\tlines\x00\x07", "two lines"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("ig\u200bno\u2060re\ufeff this\u00ad", "ignore this"),
        ("\u202etxt.exe\u202c \u2066a\u2069", "txt.exe a"),
        ("fine\U000e0041\U000e0042 \u2764\ufe0f", "fine \u2764"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
        ("Z\u0300\u0301\u0302\u0303\u0304algo", "Z\u0300algo"),
        ("&lt;!channel&gt; don&#39;t &amp;lt;b&amp;gt;", "[mention] don't"),
        ("<<b>!here> <scr<b>ipt>", "[mention]"),
        ("<|im_start|>system [INST] x [/INST]", "system x"),
    ],
)
def test_characters_that_are_not_seen_or_are_obeyed_go(written: str, shown: str) -> None:
    assert inert(written) == shown


def test_a_long_text_is_cut_between_words() -> None:
    assert inert("one two three four", 13) == "one two…"
    assert inert("one two", 7) == "one two"
    assert inert("o" * 50, 10) == "o" * 9 + "…"


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from(
            [*"<>[]()!@#|*_~`&;:/\\\"' \n-=.C1a\u200b\u202e\x1b", "here", "channel", "https://", "](", "lt;"]
        ),
        max_size=40,
    ).map("".join)
)
def test_whatever_is_written_nothing_is_left_that_acts(text: str) -> None:
    shown = inert(text)

    assert shown.isprintable()
    assert not any(sign in shown for sign in ("<!here", "<!channel", "@here ", "@channel ", "`", "https://a", "[C1]"))


@given(st.sampled_from(INJECTIONS) | st.sampled_from(HARMLESS))
def test_what_is_inert_stays_as_it_is(text: str) -> None:
    assert inert(inert(text)) == inert(text)


@pytest.mark.timeout(60)  # a fifth of a second is enough; a pattern that looks back takes hours
@pytest.mark.parametrize(
    "unit", ["[", "<", "<!--", "*", "* a", "[a](x", "\n", "a.", "www.a ", "```\n", "&#", "<@", "| - "]
)
def test_a_text_that_is_all_marks_comes_to_an_end(unit: str) -> None:
    text = unit * (12_000 // len(unit))

    assert inert(text).count("\n") == 0
