"""What the index of words says of the texts of a generation."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.retrieval.texts.distinct import DistinctTexts
from knowledge.retrieval.words.word_index import WordIndex
from tests.words.folders import Said, Words, build
from tests.words.reference import bm25

CASES = (
    Said("Charged twice for one order", "The card was charged two times for order 4711-22.", "Refunded one charge"),
    Said("Export fails", "Since the upgrade the nightly export ends with ORA-00942. Export of orders, order by order."),
    Said("Cannot log in", "The XP-200 asks for a password again and again"),
    Said("Возврат денег", "Деньги не вернулись"),
    Said("退款问题", "我的退款还没有到账"),
    Said("???"),
)


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Words:
    return Words(tmp_path_factory.mktemp("000001-aaaaaa"), CASES)


@pytest.mark.parametrize(
    "asked", ["order", "charged for an order", "export orders\nwith ORA-00942", "退款", "an unknown word", "the of"]
)
def test_scores_are_bm25(words: Words, asked: str) -> None:
    scores = words.index.scores(asked)

    assert scores.dtype == np.float32
    assert [scores[words.number[case.subject]] for case in CASES] == pytest.approx(bm25(asked, CASES), rel=1e-5)


WORDS = "refund card order ORA-00942 readTimeout XP-200 login fails the 退款 возврат"
vocabulary = st.sampled_from(WORDS.split())
said = st.lists(vocabulary, max_size=12).map(" ".join)
cases = st.lists(st.builds(Said, vocabulary, said), min_size=1, max_size=8, unique=True)


@settings(max_examples=20)
@given(cases=cases, asked=said)
def test_scores_are_bm25_whatever_the_texts_are(
    tmp_path_factory: pytest.TempPathFactory, cases: list[Said], asked: str
) -> None:
    folder = build(tmp_path_factory.mktemp("000001-aaaaaa"), cases)
    texts = DistinctTexts.open(folder, folder.name)
    scores = WordIndex.open(folder, folder.name).scores(asked)

    assert scores[texts.of_row] == pytest.approx(bm25(asked, cases), rel=1e-5)


def test_nothing_shared_scores_nothing(words: Words) -> None:
    assert words.scores("holiday opening hours") == {}
    assert words.scores("") == {}
    assert words.scores("\ud800 of the") == {}


def test_the_subject_says_more_than_the_description(tmp_path: Path) -> None:
    words = Words(tmp_path, [Said("refund", "parcel lost today"), Said("parcel lost", "refund today")])

    scores = words.scores("refund")
    assert scores["refund"] > scores["parcel lost"] > 0


def test_the_first_line_of_what_is_asked_says_more_than_the_rest(words: Words) -> None:
    assert words.scores("export\nlog in")["Export fails"] == pytest.approx(
        2 * words.scores("x\nexport")["Export fails"]
    )


@pytest.mark.parametrize("asked", ["charged order export XP-200", "退款 денег", "nothing", ""])
def test_scores_of_some_texts_are_their_scores(words: Words, asked: str) -> None:
    for texts in ([3, 0, 3], [5], [], list(range(len(CASES))) * 50):
        wanted = np.array(texts, dtype=np.int64)
        assert np.array_equal(words.index.scores_of(asked, wanted), words.index.scores(asked)[wanted])


def test_few_of_many_texts_have_the_scores_that_they_have_among_all(tmp_path: Path) -> None:
    index = Words(tmp_path, [Said(f"order {at}", "refund card " * (at % 5)) for at in range(2000)]).index
    some = np.array([1999, 7, 0, 1234])

    asked = "refund of the card\norder 7"
    assert np.array_equal(index.scores_of(asked, some), index.scores(asked)[some])


@pytest.mark.parametrize("case", CASES[:5])
def test_a_text_that_says_just_what_is_asked_has_the_self_score(words: Words, case: Said) -> None:
    asked = "\n".join(part for part in (case.subject, case.description, case.resolution) if part)

    assert words.index.self_score(asked) == pytest.approx(words.scores(asked)[case.subject], rel=1e-5)
    assert max(words.scores(asked).values()) == words.scores(asked)[case.subject]


def test_words_that_no_text_has_count_against_all_texts(words: Words) -> None:
    assert words.index.self_score("export zyxwv") > words.index.self_score("export")
    assert words.index.self_score("") == 0


def test_of_a_whole_mail_the_words_that_say_most_count(words: Words) -> None:
    mail = " ".join(["the order export"] * 50 + [f"word{at}" for at in range(20_000)])

    assert set(words.scores(mail)) == {"Charged twice for one order", "Export fails"}
    assert words.index.self_score(mail) > 0


@pytest.mark.parametrize("written", ["ORA-00942", "ora-00942", "ora_00942", "ORA00942"])
def test_a_code_finds_the_texts_that_have_it(words: Words, written: str) -> None:
    assert words.with_code(written) == {"Export fails"}


def test_an_order_number_and_a_product_are_found_by_themselves(words: Words) -> None:
    assert words.with_code("4711-22") == {"Charged twice for one order"}
    assert words.with_code("xp200") == {"Cannot log in"}
    assert words.with_code("XP-201") == set()


def test_of_very_many_codes_the_first_count(words: Words) -> None:
    trace = " ".join(["XP-200", *(f"at a.B{at}.run(B{at}.java:{at})" for at in range(3_000)), "ORA-00942"])

    assert len(words.index.codes(trace)) == 128
    assert words.index.shared_codes(trace, np.arange(len(CASES))).argmax() == words.number["Cannot log in"]


def test_a_code_is_found_in_what_does_not_rank_its_text(tmp_path: Path) -> None:
    frames = "".join(f"\tat org.shop.Step{at}.run(Step{at}.java:{at})\n" for at in range(99))
    reply = "It happened again to [email], what now, after a week of patience?\n\nOn Monday Jo wrote:\n> parcel PK-4711"
    said = [Said("quoting", reply), Said("failing", f"java.lang.IllegalStateException: no\n{frames}"), Said("a parcel")]
    words = Words(tmp_path, said)

    assert words.with_code("PK-4711") == {"quoting"}
    assert words.with_code("org.shop.Step98") == words.with_code("Step98") == {"failing"}
    assert words.scores("parcel").keys() == {"a parcel"}
    assert words.scores("email").keys() == set()


def test_shared_codes_are_a_share_of_all_that_are_asked_for(tmp_path: Path) -> None:
    said = [Said("both", "XP-200 ORA-00942"), Said("rare", "ORA-00942"), *(Said(f"{at}", "XP-200") for at in range(8))]
    words = Words(tmp_path, said)
    texts = np.array([words.number[name] for name in ("both", "rare", "1")])

    both, rare, common = words.index.shared_codes("an XP-200 shows ora-00942", texts)
    assert both == pytest.approx(1)
    assert both > rare > common > 0
    assert rare + common == pytest.approx(1)


def test_a_code_that_no_text_has_leaves_a_share_that_none_reaches(words: Words) -> None:
    shared = words.index.shared_codes("ORA-00942 and QQ-777", np.arange(len(CASES)))

    assert 0 < shared.max() < 0.5


def test_without_codes_none_are_shared(words: Words) -> None:
    assert not words.index.shared_codes("it does not work", np.arange(len(CASES))).any()
    assert list(words.index.codes("it does not work")) == []


def test_a_generation_may_have_no_texts(tmp_path: Path) -> None:
    index = Words(tmp_path, []).index

    assert len(index) == 0
    assert index.scores("refund").shape == (0,)
    assert index.scores_of("refund", np.empty(0, np.int64)).shape == (0,)
    assert index.self_score("refund") > 0
    assert index.texts_with("XP-200").shape == (0,)
    assert index.shared_codes("XP-200", np.empty(0, np.int64)).shape == (0,)


def test_a_generation_may_have_one_text_and_that_without_words(tmp_path: Path) -> None:
    assert Words(tmp_path / "one", [Said("refund")]).scores("refund").keys() == {"refund"}
    assert Words(tmp_path / "none", [Said("…")]).scores("refund") == {}


def test_a_huge_text_is_found_by_what_it_says_at_its_end(tmp_path: Path) -> None:
    huge = Said("A log", "at java.lang.Thread.run(Thread.java:748)\n" * 1900 + "Caused by: ZX-81")
    words = Words(tmp_path, [huge, Said("Another", "thread")])

    assert len(huge.description or "") > 74_000
    assert words.with_code("ZX-81") == {"A log"}
    assert set(words.scores("zx-81")) == {"A log"}
