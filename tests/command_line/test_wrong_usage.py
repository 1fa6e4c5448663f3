"""What cannot be used is one sentence on standard error and a status that says whose fault it is."""

from pathlib import Path

import pytest

from tests.world import Here, World, groundswell


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["stats", "escalatons"], "There is no metric 'escalatons'. Did you mean escalations or escalation_ratio?"),
        (["stats", "cases", "--by", "produkt"], "There is no dimension 'produkt'. Did you mean product?"),
        (["stats", "cases", "--every", "fortnight"], "There is no grain 'fortnight'. There are: day, week"),
        (["stats", "cases", "--from", "31/02/2026"], "--from needs a day such as 2026-10-05; '31/02/2026' is none."),
        (
            ["stats", "cases", "--from", "2026-10-05", "--to", "2026-10-01"],
            "The period cannot end on 2026-10-01 before it starts on 2026-10-05.",
        ),
        (["stats", "cases", "--statistic", "p90"], "cases has no statistic 'p90': it is one number."),
        (["stats", "cases", "--by", "reason"], "'reason' is the reason of an escalation"),
        (["similar", "   "], "There is nothing to search by"),
        (["similar", "charged twice", "--older"], "--older needs a case id"),
        (["receipt", "nope"], "There is no receipt 'nope'."),
        (["rollback", "000009-ffffff"], "There is no generation '000009-ffffff'. There are: 000001-"),
    ],
)
def test_an_input_that_cannot_be_used_is_one_sentence_and_status_2(
    here: Here, arguments: list[str], sentence: str
) -> None:
    ran = here(*arguments)

    assert (ran.status, ran.out) == (2, "")
    assert sentence in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["stats"],
        ["stats", "cases", "--where", "product"],
        ["similar", "x", "-k", "0"],
        ["similar", "x", "-k", "101"],
        ["nonsense"],
    ],
)
def test_wrong_usage_is_status_2_without_a_traceback(here: Here, arguments: list[str]) -> None:
    ran = here(*arguments)

    assert (ran.status, ran.out) == (2, "")
    assert ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"TIMEZONE": "Mars/Olympus"}, "The setting TIMEZONE cannot be used: it names no time zone"),
        ({"DATABASE_URL": "oracle://scott:tiger@db/x"}, "The setting DATABASE_URL cannot be used: "),
        ({"GROUNDSWELL_NOW": "yesterday"}, "The setting GROUNDSWELL_NOW cannot be used: "),
    ],
)
def test_a_setting_that_cannot_be_read_is_named_and_its_value_is_not(
    world: World, tmp_path: Path, settings: dict[str, str], sentence: str
) -> None:
    ran = groundswell(tmp_path / "home", "import", world.export, settings=settings)

    assert ran.status == 2
    assert ran.sentence.startswith(sentence)
    assert "tiger" not in ran.err
    assert "Traceback" not in ran.err


def test_before_the_first_refresh_a_question_says_what_to_do(tmp_path: Path) -> None:
    ran = groundswell(tmp_path / "home", "ask", "How many cases?")

    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "Nothing has been computed yet: import an export folder, then run `groundswell refresh`.\n"
