"""Commands that fill and build a home, and the doctor who looks at it."""

from pathlib import Path

from tests.world import REAL_CASES, World, groundswell


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


def test_the_doctor_finds_a_healthy_world_healthy(world: World) -> None:
    ran = groundswell(world.folder, "doctor")

    assert (ran.status, ran.err) == (0, "")
    assert f"ok       index parity: facts, vectors and index agree on {REAL_CASES} cases" in ran.out
    assert "PROBLEM" not in ran.out
    assert "ok       chat model: none is set" in ran.out
    assert "note     Slack: SLACK_BOT_TOKEN and SLACK_APP_TOKEN not set" in ran.out


def test_the_doctor_says_what_to_do_about_each_problem(tmp_path: Path) -> None:
    nonsense = {"EMBEDDING_MODEL": str(tmp_path), "RERANK_MODEL": "nonsense", "CHAT_MODEL": "nonsense"}
    ran = groundswell(tmp_path / "home", "doctor", "--json", settings=nonsense)

    assert (ran.status, ran.err) == (1, "")
    assert ran.document["healthy"] is False
    problems = {check["name"]: check for check in ran.document["checks"] if not check["ok"]}
    assert "groundswell import FOLDER" in problems["database"]["advice"]
    assert "EMBEDDING_MODEL" in problems["embedding model"]["advice"]
    assert "RERANK_MODEL" in problems["reranking model"]["advice"]
    assert "CHAT_MODEL" in problems["chat model"]["advice"]
    assert "groundswell refresh" in problems["generation"]["problem"]
