"""The command line as a person and a script use it: every command, as a program of its own."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from groundswell import Parts, main
from knowledge.asking import find_similar
from knowledge.settings import Settings
from tests.world import NOW, REAL_CASES, Ran, World, environment, groundswell, small_real_world

HEAVY = (
    *("torch", "chromadb", "sentence_transformers", "transformers", "slack_bolt", "langchain", "langchain_core"),
    *("sqlalchemy", "numpy"),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return small_real_world(tmp_path_factory)


@pytest.fixture
def home(world: World, tmp_path: Path) -> Path:
    """A copy of the world to change."""
    return world.copied(tmp_path / "home").folder


Here = Callable[..., Ran]


@pytest.fixture
def here(world: World, capsys: pytest.CaptureFixture[str]) -> Here:
    """Runs a command on the world in this process, which is quicker than to start one."""

    def run(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as end:
            main(arguments, Settings(groundswell_home=world.folder, groundswell_now=NOW))
        said = capsys.readouterr()
        return Ran(status=int(end.value.code or 0), out=said.out, err=said.err)

    return run


# Asking


def test_stats_prints_a_table_with_the_definition_and_the_end_of_the_data(world: World) -> None:
    ran = groundswell(world.folder, "stats", "escalation_ratio", "--by", "product", "--where", "region=EMEA")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[0].split() == [
        "product",
        "escalation",
        "ratio",
        "n",
        "numerator",
        "low",
        "high",
        "flags",
    ]
    assert "Escalation ratio: of the cases opened in the period" in ran.out
    assert "data as of 13 October 2026 (UTC)" in " ".join(ran.out.split())


def test_stats_as_json_is_one_document_with_every_key(world: World) -> None:
    arguments = ("--by", "product,region", "--every", "month", "--from", "2026-09-01", "--to", "2026-10-01")
    ran = groundswell(world.folder, "stats", "cases", *arguments, "--json")

    assert (ran.status, ran.err) == (0, "")
    document = ran.document
    assert list(document) == [
        *("metric", "definition", "unit", "statistic", "period", "by", "every", "where", "rows", "receipt")
    ]
    assert document["period"] == {"from": "2026-09-01", "to": "2026-10-01"}
    assert list(document["rows"][0]) == [
        *("product", "region", "period", "value", "n", "numerator", "low", "high", "flags")
    ]
    assert {row["period"] for row in document["rows"]} == {"2026-09-01"}
    assert document["receipt"]["queries"][0]["params"] == ["2026-09-01", "2026-10-01"]


def test_stats_as_csv_has_the_numbers_of_the_document(here: Here) -> None:
    as_csv = here("stats", "escalations", "--every", "quarter", "--csv")
    as_json = here("stats", "escalations", "--every", "quarter", "--json")

    rows = list(csv.DictReader(io.StringIO(as_csv.out)))
    assert [(row["period"], int(row["escalations"])) for row in rows] == [
        (row["period"], row["value"]) for row in as_json.document["rows"]
    ]


def test_a_filter_value_that_no_case_has_is_a_remark_beside_the_zero(here: Here) -> None:
    ran = here("stats", "cases", "--where", "product=Biling", "--json")

    assert (ran.status, ran.err) == (0, "No case has product 'Biling'. Did you mean Billing?\n")
    assert ran.document["rows"][0]["value"] == 0


def test_ask_prints_the_answer_and_its_document(world: World) -> None:
    question = "How many escalations last month?"
    as_text, as_json = groundswell(world.folder, "ask", question), groundswell(world.folder, "ask", question, "--json")
    stats = groundswell(world.folder, "stats", "escalations", "--from", "2026-09-01", "--to", "2026-10-01", "--json")

    assert (as_text.status, as_text.err, as_json.status, as_json.err) == (0, "", 0, "")
    document = as_json.document
    told, _, _ = document["answer"].rpartition(" ")  # every answer has a receipt of its own
    assert as_text.out.startswith(told)
    assert document["status"] == "answered"
    assert document["numbers"][0]["value"] == stats.document["rows"][0]["value"]
    assert document["understood"]["period"] == {"from": "2026-09-01", "to": "2026-10-01"}


def test_ask_ends_well_whatever_the_answer_is_and_takes_a_user_and_a_thread(here: Here) -> None:
    ran = here("ask", "What is the weather?", "--json", "--as", "U1", "--thread", "T1")

    assert ran.status == 0
    assert (ran.document["status"], ran.document["understood"]) == ("refused", None)


def test_a_follow_up_is_understood_by_another_process(home: Path) -> None:
    first = groundswell(home, "ask", "cases by region this year", "--thread", "T1", "--json")
    second = groundswell(home, "ask", "and for Billing?", "--thread", "T1", "--json")

    assert (first.status, second.status, second.err) == (0, 0, "")
    understood = second.document["understood"]
    assert understood["where"] == {"product": ["Billing"]}
    assert (understood["metric"], understood["by"]) == ("cases", ["region"])
    assert understood["period"] == first.document["understood"]["period"]


def test_a_receipt_is_replayed_by_the_id_in_the_answer(home: Path) -> None:
    asked = groundswell(home, "ask", "cases by region this year", "--json")
    receipt_id = asked.document["receipt"]["id"]
    as_text, as_json = groundswell(home, "receipt", receipt_id), groundswell(home, "receipt", receipt_id, "--json")

    assert f"receipt {receipt_id}" in " ".join(asked.document["answer"].split())
    assert (as_text.status, as_text.err, as_json.status) == (0, "", 0)
    assert "The same: " in as_text.out
    document = as_json.document
    assert (document["id"], document["question"]) == (receipt_id, "cases by region this year")
    assert (document["same"], document["same_queries"], document["generation_kept"]) == (True, True, True)
    assert [pair["now"]["value"] for pair in document["numbers"]] == [
        number["value"] for number in asked.document["numbers"]
    ]
    assert document["receipt"]["queries"] == asked.document["receipt"]["queries"]


def test_an_answer_that_cannot_be_kept_is_given_all_the_same(world: World, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    nowhere = {"DATABASE_URL": f"sqlite:///{tmp_path / 'file' / 'cases.sqlite3'}"}
    ran = groundswell(world.folder, "ask", "How many cases this year?", "--json", settings=nowhere)

    assert ran.status == 0
    assert ran.document["numbers"][0]["value"] > 0
    assert "id" not in ran.document["receipt"]
    assert "cannot be replayed" in ran.document["caveats"][-1]


def test_similar_by_text_as_json_tells_the_cases_and_nothing_else(world: World) -> None:
    ran = groundswell(world.folder, "similar", "customer was charged twice", "-k", "3", "--json")

    assert (ran.status, ran.err) == (0, "")
    document = ran.document
    assert list(document) == ["query", "cases", "receipt"]
    assert document["query"] == "customer was charged twice"
    assert len(document["cases"]) == 3
    assert list(document["cases"][0]) == [
        *("case_id", "score", "subject", "escalated", "outcome", "resolution", "why", "same_as", "url")
    ]
    assert document["receipt"]["case_ids"] == [case["case_id"] for case in document["cases"]]


def test_similar_by_case_finds_others_with_filters(world: World) -> None:
    wheres = ("--where", "product=Billing", "--where", "product=Checkout", "--older")
    everything = groundswell(world.folder, "similar", "C-10040", "--json")
    ran = groundswell(world.folder, "similar", "C-10040", "-k", "2", *wheres)

    assert (everything.status, ran.status) == (0, 0)
    assert "C-10040" not in everything.document["receipt"]["case_ids"]
    found = [line.split()[0] for line in ran.out.splitlines() if line.startswith("C-")]
    assert found
    assert all(case_id < "C-10040" for case_id in found)


def test_similar_remarks_on_a_filter_value_that_no_case_has(here: Here) -> None:
    ran = here("similar", "C-10040", "--where", "product=Biling")

    assert (ran.status, ran.out) == (0, "No past case is similar enough.\n")
    assert ran.err == "No case has product 'Biling'. Did you mean Billing?\n"


def test_a_case_id_that_there_is_not_is_searched_for_as_a_text_and_said_to_be(world: World) -> None:
    with world.knowledge() as knowledge:
        found = find_similar(knowledge, "C-99999", k=1, where={}, older=False)

    assert found.notes == ["There is no case C-99999; it was searched for as a text."]


# Wrong usage


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


# Filling and building


def test_a_sample_is_written_and_imported_and_importing_it_again_changes_nothing(tmp_path: Path) -> None:
    home, export = tmp_path / "home", tmp_path / "export"
    sample = groundswell(home, "sample", export, "--cases", "50", "--seed", "3", "--json")
    first = groundswell(home, "import", export, "--json")
    again = groundswell(home, "import", export, "--json")
    doctor = groundswell(home, "doctor", "--json")

    assert [ran.status for ran in (sample, first, again)] == [0, 0, 0]
    assert (sample.document["folder"], sample.document["cases"]) == (str(export), 50)
    assert list(first.document) == ["cases", "events", "teams", "quality", "rejected", "rejects_file"]
    assert first.document["cases"] == 50
    assert (first.document["rejected"], first.document["rejects_file"]) == (0, None)
    assert again.document == first.document
    state = {check["name"]: check["state"] for check in doctor.document["checks"]}
    assert state["database"].startswith(f"50 cases, {first.document['events']:,} events, ")
    assert doctor.status == 1


def test_rejected_rows_are_counted_written_down_and_status_3(home: Path, tmp_path: Path) -> None:
    export = tmp_path / "export"
    export.mkdir()
    (export / "cases.csv").write_text("case_id,opened_at,subject\nN-1,2026-10-01,fine\n,2026-10-01,no id\n")

    as_json = groundswell(home, "import", export, "--json")
    as_text = groundswell(home, "import", export)

    assert (as_json.status, as_text.status) == (3, 3)
    assert (as_json.document["cases"], as_json.document["rejected"]) == (1, 1)
    rejects = Path(as_json.document["rejects_file"])
    assert "cases.csv" in rejects.read_text()
    assert as_text.out.startswith("Taken in: 1 cases. 1 rows rejected, 0 values left empty: ")


def test_a_refresh_without_changes_embeds_nothing_and_can_be_rolled_back(home: Path) -> None:
    refreshed = groundswell(home, "refresh", "--json")
    back = groundswell(home, "rollback", "--json")
    forth = groundswell(home, "rollback", refreshed.document["generation"])
    stats = groundswell(home, "stats", "cases", "--json")

    assert [ran.status for ran in (refreshed, back, forth)] == [0, 0, 0]
    document = refreshed.document
    assert list(document) == [
        *("generation", "as_of", "cases", "embedded", "reused", "removed", "truncated", "findings", "seconds")
    ]
    assert (document["cases"], document["embedded"], document["reused"]) == (REAL_CASES, 0, REAL_CASES)
    assert list(back.document) == ["generation", "as_of"]
    assert back.document["generation"].startswith("000001-")
    assert forth.out.startswith(f"Generation {document['generation']} is served again; its data is as of 2026-10-13")
    assert stats.document["receipt"]["generation"] == document["generation"]


def test_there_is_nothing_before_the_first_generation_to_roll_back_to(home: Path) -> None:
    ran = groundswell(home, "rollback")

    assert (ran.status, ran.out) == (2, "")
    assert "There is no generation 'before this one'" in ran.err


# The doctor


def test_the_doctor_finds_a_healthy_world_healthy(world: World) -> None:
    ran = groundswell(world.folder, "doctor")

    assert (ran.status, ran.err) == (0, "")
    assert f"ok       index parity: facts, vectors and index agree on {REAL_CASES} cases" in ran.out
    assert "PROBLEM" not in ran.out
    assert "ok       chat model: none is set" in ran.out
    assert "note     Slack: SLACK_BOT_TOKEN and SLACK_APP_TOKEN not set" in ran.out


def test_the_doctor_says_what_to_do_about_each_problem(tmp_path: Path) -> None:
    ran = groundswell(
        tmp_path / "home", "doctor", "--json", settings={"EMBEDDING_MODEL": str(tmp_path), "CHAT_MODEL": "nonsense"}
    )

    assert (ran.status, ran.err) == (1, "")
    assert ran.document["healthy"] is False
    problems = {check["name"]: check for check in ran.document["checks"] if not check["ok"]}
    assert "groundswell import FOLDER" in problems["database"]["advice"]
    assert "EMBEDDING_MODEL" in problems["embedding model"]["advice"]
    assert "CHAT_MODEL" in problems["chat model"]["advice"]
    assert "groundswell refresh" in problems["generation"]["problem"]


# Starting


def loaded_by(home: Path, *arguments: str) -> set[str]:
    """Which of the heavy packages a command loads."""
    code = (
        "import sys, groundswell\n"
        "try:\n    groundswell.main()\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        f"sys.stderr.write('loaded:' + ','.join(set({HEAVY!r}) & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=home, env=environment(home), capture_output=True, text=True, check=True)
    return set(filter(None, done.stderr.rpartition("loaded:")[2].split(",")))


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["stats", "--help"], ["stats", "escalations", "--by", "product"], ["ask", "escalations by team"]],
)
def test_a_command_that_embeds_nothing_loads_no_model_and_no_index(world: World, arguments: list[str]) -> None:
    assert loaded_by(world.folder, *arguments) == set()


def test_a_model_that_cannot_be_loaded_is_logged_and_the_rules_go_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(groundswell_home=tmp_path, embedding_model=str(tmp_path), chat_model="nonsense")

    Parts(settings).warm_up()

    assert [record.message for record in caplog.records] == ["chat model not ready, the rules read alone"]


def test_help_names_every_command(here: Here) -> None:
    ran = here("--help")

    assert ran.status == 0
    commands = ("import", "refresh", "sample", "ask", "similar", "stats", "receipt", "rollback", "doctor", "serve")
    assert all(f" {command} " in ran.out for command in commands)


def test_a_reader_that_goes_away_early_is_no_error(world: World) -> None:
    command = f"{sys.executable} -m groundswell stats cases --by account --every day --json | head -1"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=world.folder,
        env=environment(world.folder),
        capture_output=True,
        text=True,
        check=True,
    )

    assert (done.stdout, done.stderr) == ("{\n", "")


def test_serve_without_tokens_names_the_one_that_is_missing(here: Here) -> None:
    ran = here("serve")

    assert (ran.status, ran.out) == (1, "")
    assert ran.sentence == "Slack cannot be used: SLACK_BOT_TOKEN is not set."


def test_settings_are_read_from_the_env_file_of_the_working_folder(home: Path) -> None:
    (home / ".env").write_text("CASE_URL_TEMPLATE=https://desk.example/{case_id}\n")

    ran = groundswell(home, "similar", "C-10040", "-k", "1", "--json")

    (case,) = ran.document["cases"]
    assert case["url"] == f"https://desk.example/{case['case_id']}"
    assert json.loads(ran.out) == ran.document
