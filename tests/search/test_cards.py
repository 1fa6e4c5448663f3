"""What is shown of a case is found at once and is what its facts say."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from knowledge.errors import DamagedGeneration
from knowledge.metrics.engine import Engine
from knowledge.retrieval.search.cards import CARDS, STARTS, Card, Cards, write_cards
from tests.builders import a_case, an_event
from tests.homes import Home


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with closing(Home(tmp_path_factory.mktemp("cards"))) as home:
        home.save(
            a_case("C-1", subject='Ünïcode "quoted"\nand a line', description="☃\t\u2028", product="Billing"),
            a_case("C-2", subject="plain", outcome="refund", resolution="paid", url="https://x", category="refund"),
        )
        home.record(an_event("escalated", "2026-10-06", case_id="C-2"))
        home.refresh()
        with home.shelf.pin() as generation:
            yield generation.folder


def test_a_card_has_what_the_facts_say(folder: Path) -> None:
    cards = Cards.open(folder, "it")

    assert len(cards) == 2
    assert cards.of(0) == Card(
        case_id="C-1",
        subject='Ünïcode "quoted"\nand a line',
        description="☃\t\u2028",
        outcome=None,
        resolution=None,
        url=None,
        product="Billing",
        category=None,
        escalated=False,
        opened_on=date(2026, 10, 5),
    )
    assert cards.of(1) == Card(
        case_id="C-2",
        subject="plain",
        description=None,
        outcome="refund",
        resolution="paid",
        url="https://x",
        product=None,
        category="refund",
        escalated=True,
        opened_on=date(2026, 10, 5),
    )


def test_its_text_is_what_the_customer_wrote(folder: Path) -> None:
    cards = Cards.open(folder, "it")

    assert [cards.of(row).text for row in (0, 1)] == ['Ünïcode "quoted"\nand a line\n☃\t\u2028', "plain"]


@pytest.fixture
def written(folder: Path, tmp_path: Path) -> Path:
    """Cards in a folder that a test may damage."""
    with closing(Engine({"cases": folder / "cases.parquet"}, name="it")) as engine:
        write_cards(engine, tmp_path)
    return tmp_path


def test_the_same_cases_have_the_same_cards(folder: Path, written: Path) -> None:
    for name in (CARDS, STARTS):
        assert (written / name).read_bytes() == (folder / name).read_bytes()


@pytest.mark.parametrize("name", [CARDS, STARTS])
@pytest.mark.parametrize("content", [None, b"", b"torn" * 9])
def test_damage_is_noticed_when_they_are_opened(written: Path, name: str, content: bytes | None) -> None:
    (written / name).unlink()
    if content is not None:
        (written / name).write_bytes(content)

    with pytest.raises(DamagedGeneration, match=CARDS):
        Cards.open(written, "it")


def test_a_card_with_other_bytes_is_damage(written: Path) -> None:
    size = (written / CARDS).stat().st_size
    (written / CARDS).write_bytes(b"x" * size)

    with pytest.raises(DamagedGeneration, match="cannot be read"):
        Cards.open(written, "it").of(1)
