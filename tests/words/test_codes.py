"""What in a question is a code, and by which tokens a text is found that has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.retrieval.words.codes import code_tokens, codes_in, unranked_codes
from knowledge.retrieval.words.tokens import chunks, tokens


def has(text: str, code: str, *, is_ranked: bool = True) -> bool:
    """Whether a text is found by the code. `is_ranked`: by its words too."""
    ranked = set(tokens(text)) if is_ranked else set()
    return not (ranked | unranked_codes(chunks(text), ranked)).isdisjoint(code_tokens(code))


@pytest.mark.parametrize(
    "code",
    [
        "ORA-00942",
        "0x80070005",
        "XP-200",
        "E4012",
        "x-123",
        "KB5034441",
        "4711-22-3",
        "100045612",
        "INV/2024/0093",
        "C-17",
        "CVE-2021-38153",
        "2.7.1",
        "v2.7",
        "utf-8",
        "snake_case_name",
        "org.apache.Foo",
        "core-site.xml",
        "NullPointerException",
        "PayPal",
        "SAP-ERP",
        "071a86ff-8881-4ba0-9230-95af6d01ca01",
        "98067faff834c",
    ],
)
def test_codes_are_seen_in_a_question_as_they_are_written(code: str) -> None:
    assert list(codes_in(f'Since today the customer sees "{code}".')) == [code]
    assert list(codes_in(f"{code}: what does it mean?")) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "The follow-up was sent within a 24-hour window, e.g. on 2024-03-05 or 05.03.2024",
        "It cost 1234.56 in 2023, i.e. 30 more; 10am, 3rd try, 500MB, 24h, 100Mbps, 1.5GB",
        "I waited.Then nothing happened, and/or it failed at 10.30",
        "PLEASE HELP ME WITH THE VPN IN THE U.S.A. TODAY",
        "Q3 P1",
        "",
    ],
)
def test_words_dates_times_measures_and_amounts_are_no_codes(text: str) -> None:
    assert list(codes_in(text)) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It says error 1045 again", "1045"),
        ("HTTP 500 since noon", "500"),
        ("see #123", "123"),
        ("Order no. 4711 is late", "4711"),
        ("Fehler: 42", "42"),
        ("status code 404", "404"),
    ],
)
def test_a_short_number_is_a_code_where_a_word_says_so(text: str, number: str) -> None:
    assert list(codes_in(text)) == [number]


def test_codes_come_in_their_order_and_once_however_they_are_written() -> None:
    assert list(codes_in("XP-200 or ORA-00942, not xp_200 but XP200")) == ["XP-200", "ORA-00942"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("the xp_200 is broken", "XP-200"),
        ("the XP200 is broken", "XP-200"),
        ("the XP-200 is broken", "xp200"),
        ("(XP-200)", "XP-200"),
        ("XP-200.Please call", "XP-200"),
        ("a XP-200-B", "XP-200"),
        ("pre-XP-200", "XP-200"),
        ("/files/XP-200/7.pdf", "XP-200"),
        ("error=ORA-00942:table", "ora-00942"),
        ("org.apache.hadoop.fs.FileSystem.get(FileSystem.java:12)", "org.apache.hadoop.fs.FileSystem"),
        ("org.apache.hadoop.fs.FileSystem.get(FileSystem.java:12)", "FileSystem.get"),
        ("org.apache.hadoop.fs.FileSystem.get(FileSystem.java:12)", "FileSystem"),
        ("org.apache.hadoop.fs.FileSystem.get(FileSystem.java:12)", "org.apache.hadoop"),
        ("hadoop-common-2.7.1.jar", "2.7.1"),
        ("since v2.7.1", "2.7.1"),
        ("a.b.c.d.e.f.g.h.i.j.k.l", "a.b.c.d.e.f.g.h.i.j.k.l"),
        ("max_retries", "maxRetries"),
        ("エラーE-4012です", "E-4012"),
        ("ＸＰ－２００", "XP-200"),  # noqa: RUF001  full width, as Japanese keyboards write it
        ("XP-200", "XP\u2011200"),
        ("readTimeouts in HTTPServer2", "HTTPServer2"),
        ("error 1045", "1045"),
    ],
)
def test_a_code_is_found_however_it_is_written_and_whatever_is_joined_to_it(text: str, code: str) -> None:
    assert has(text, code)
    assert has(text, code, is_ranked=False)


def test_a_name_in_small_letters_is_found_where_words_are_ranked() -> None:
    assert has("a channelpipeline", "ChannelPipeline")


def test_a_code_that_ranks_its_text_needs_no_second_token() -> None:
    assert unranked_codes(chunks("XP-200, E4012 and readTimeouts"), set(tokens("readTimeouts, XP-200: E4012"))) == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("XP-2001", "XP-200"),
        ("WXP-200", "XP-200"),
        ("XP 12, 200 pieces", "XP-200"),
        ("version 3.1.2", "1.2"),
        ("99-12-34", "12-34"),
        ("1-234", "12-34"),
        ("order 100045612", "00045612"),
        ("FileSystems2", "FileSystem"),
    ],
)
def test_another_code_is_another_code(text: str, code: str) -> None:
    assert not has(text, code)
    assert not has(text, code, is_ranked=False)


@given(st.lists(st.from_regex(r"[a-z]{1,4}[0-9]{1,4}", fullmatch=True), min_size=1, max_size=6), st.data())
def test_some_parts_of_a_compound_that_stand_together_find_it(parts: list[str], data: st.DataObject) -> None:
    joint = data.draw(st.sampled_from("-_."))
    start = data.draw(st.integers(0, len(parts) - 1))
    end = data.draw(st.integers(start + 1, len(parts)))

    text, code = f"see {joint.join(parts)}, please", joint.join(parts[start:end])
    assert has(text, code)
    assert has(text, code, is_ranked=False)
