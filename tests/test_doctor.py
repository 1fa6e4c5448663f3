"""The checkup: what works, what does not, and what to do about it."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.examination import examine_slack
from knowledge.doctor import Check, Checkup, Doctor
from knowledge.errors import BadSetting, DatabaseUnavailable, NoGeneration
from knowledge.examinations import (
    examine_freshness,
    examine_generation,
    examine_index_model,
    examine_model,
    examine_reranker,
    examine_settings,
    examine_store,
)
from knowledge.retrieval.search.reranker import Reranker
from knowledge.retrieval.vectors.embedder import SentenceEmbedder
from knowledge.settings import Settings
from tests.builders import a_case
from tests.fakes import HashingEmbedder
from tests.homes import Home, copied
from tests.search.tiny_cross_encoder import write_cross_encoder

WELL = Check(name="home", state="/data")
ILL = Check(name="database", problem="it holds no cases", advice="run `groundswell import FOLDER`")
UNSET = Check(name="Slack", problem="no token", advice="set it", optional=True)


def test_a_checkup_is_a_line_a_check_with_what_to_do_under_each_problem() -> None:
    assert Checkup(checks=[WELL, ILL, UNSET]).text == (
        "ok       home: /data\n"
        "PROBLEM  database: it holds no cases\n"
        "         -> run `groundswell import FOLDER`\n"
        "note     Slack: no token\n"
        "         -> set it"
    )


def test_a_checkup_is_a_document_too() -> None:
    document = Checkup(checks=[WELL, ILL]).document

    assert document == {
        "healthy": False,
        "checks": [
            {"name": "home", "ok": True, "state": "/data", "problem": None, "advice": None},
            {
                "name": "database",
                "ok": False,
                "state": "",
                "problem": "it holds no cases",
                "advice": "run `groundswell import FOLDER`",
            },
        ],
    }


def test_what_is_optional_makes_nobody_ill() -> None:
    assert Checkup(checks=[WELL, UNSET]).is_healthy
    assert not Checkup(checks=[WELL, ILL]).is_healthy


def test_an_examination_that_fails_is_a_problem_with_advice_and_the_next_goes_on() -> None:
    def fails() -> Sequence[Check]:
        raise DatabaseUnavailable("sqlite:///x", "it is locked")

    checkup = Doctor([("database", fails), ("home", lambda: [WELL])]).checkup()

    assert checkup.checks == [
        Check(
            name="database",
            problem="The case database sqlite:///x cannot be used: it is locked.",
            advice="check DATABASE_URL, and that the database is there and runs",
        ),
        WELL,
    ]


def test_one_problem_behind_several_examinations_is_told_once() -> None:
    def fails() -> Sequence[Check]:
        raise BadSetting("TIMEZONE", "it names no time zone")

    checkup = Doctor([("settings", fails), ("database", fails), ("generation", fails)]).checkup()

    assert [check.name for check in checkup.checks] == ["settings"]


# What is looked at


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = Home(tmp_path_factory.mktemp("first"))
    home.save(a_case("C-1"))
    home.refresh()
    home.close()
    return home.folder


@pytest.fixture
def built(first: Path, tmp_path: Path) -> Iterator[Home]:
    """A home with one case in its first generation."""
    with copied(first, tmp_path / "built") as home:
        yield home


def problems(checks: Sequence[Check]) -> list[tuple[str, str | None, str]]:
    return [(check.name, check.problem, check.advice) for check in checks if check.problem]


def test_a_database_without_cases_says_what_to_do(home: Home) -> None:
    assert problems(examine_store(home.store)) == [("database", "it holds no cases", "run `groundswell import FOLDER`")]


def test_a_database_with_cases_tells_its_counts(home: Home) -> None:
    home.save(a_case("C-1"), a_case("C-2"))

    assert examine_store(home.store) == [Check(name="database", state="2 cases, 0 events, 0 teams")]


def test_without_a_generation_the_sentence_says_what_to_do(home: Home) -> None:
    with pytest.raises(NoGeneration, match="then run `groundswell refresh`"):
        examine_generation(home.shelf)


def test_a_generation_that_is_whole_and_new_is_well(built: Home) -> None:
    looked = [
        *examine_generation(built.shelf),
        *examine_freshness(built.shelf, built.store),
        *examine_index_model(built.shelf, built.embedder),
    ]

    assert problems(looked) == []
    assert [check.name for check in looked] == ["generation", "index parity", "freshness", "index model"]


def test_a_generation_without_cases_is_well_too(home: Home) -> None:
    home.refresh()

    assert problems(examine_generation(home.shelf)) == []


def test_changes_since_the_last_refresh_are_told_and_no_illness(built: Home) -> None:
    built.save(a_case("C-2"))

    (check,) = examine_freshness(built.shelf, built.store)

    assert check == Check(
        name="freshness",
        problem="1 case changed since the served generation was built",
        advice="run `groundswell refresh`",
        optional=True,
    )


def test_an_index_that_is_gone_is_found_with_what_to_do(built: Home) -> None:
    (index,) = built.folder.glob("generations/0*/chroma")
    shutil.rmtree(index)

    (problem,) = problems(examine_generation(built.shelf))

    assert problem[0] == "index parity"
    assert problem[2] == "run `groundswell refresh --full`"


def test_an_index_of_other_cases_is_found(built: Home) -> None:
    built.save(*(a_case(f"C-{at}", subject=f"subject {at}") for at in range(2, 9)))
    built.refresh()
    first, second = sorted(built.folder.glob("generations/0*/chroma"))
    shutil.rmtree(second)
    shutil.copytree(first, second)

    (problem,) = problems(examine_generation(built.shelf))

    assert problem[:2] == ("index parity", "it holds 1 texts where there are 8")


@pytest.mark.parametrize(
    ("name", "told"), [("words_texts.npy", "words_texts.npy"), ("cards_starts.npy", "cards.jsonl")]
)
def test_files_that_a_search_could_not_read_are_found(built: Home, name: str, told: str) -> None:
    (file,) = built.folder.glob(f"generations/0*/{name}")
    content = file.read_bytes()
    with built.shelf.pin() as generation:
        manifest = generation.manifest
        file.write_bytes(b"x" * len(content))
        replace(manifest, files={}).write(generation.folder)

    (problem,) = problems(examine_generation(built.shelf))

    assert problem[0] == "index parity"
    assert told in (problem[1] or "")


def test_vectors_of_another_model_are_found(built: Home) -> None:
    (problem,) = problems(examine_index_model(built.shelf, HashingEmbedder("hashing/2")))

    assert problem == (
        "index model",
        "the served vectors were made with hashing (float32)",
        "run `groundswell refresh`",
    )


def test_the_packaged_model_is_verified() -> None:
    (check,) = examine_model(SentenceEmbedder(Settings().embedding_model))

    assert check.problem is None
    assert check.state.endswith("weights verified")


def test_a_reranking_model_is_looked_at_where_one_is_set(tmp_path: Path) -> None:
    model = str(write_cross_encoder(tmp_path / "model"))

    assert examine_reranker(None) == [
        Check(name="reranking model", state="none is set; likelihood alone orders similar cases")
    ]
    assert examine_reranker(Reranker(model)) == [Check(name="reranking model", state=model)]
    assert problems(examine_reranker(Reranker("no-such-model"))) == [
        (
            "reranking model",
            "The reranking model no-such-model cannot be used: it is neither a folder nor an installed package with a"
            " model.",
            "set RERANK_MODEL to a folder or an installed package with a cross-encoder, or leave it empty",
        )
    ]


def test_settings_tell_where_things_are_and_by_which_clock(tmp_path: Path) -> None:
    assert examine_settings(Settings(groundswell_home=tmp_path, chat_model="", chroma_url="")) == [
        Check(name="home", state=str(tmp_path)),
        Check(name="time zone", state="UTC"),
    ]


def test_missing_tokens_are_named_and_no_illness() -> None:
    (check,) = examine_slack(Settings(slack_bot_token=None, slack_app_token=None))

    assert check.problem == "SLACK_BOT_TOKEN and SLACK_APP_TOKEN not set"
    assert check.optional
