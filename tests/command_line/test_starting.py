"""How commands start: what they load, which settings they read, where they stop."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from groundswell import Parts
from knowledge.settings import Settings
from tests.world import Here, World, environment, groundswell

HEAVY = (
    *("torch", "chromadb", "sentence_transformers", "transformers", "slack_bolt", "langchain", "langchain_core"),
    *("sqlalchemy", "numpy"),
)


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
    [
        ["--help"],
        ["stats", "--help"],
        ["stats", "escalations", "--by", "product"],
        ["ask", "escalations by team"],
        ["manifest"],
    ],
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
    named = ("import", "refresh", "sample", "ask", "similar", "stats", "receipt", "rollback", "doctor", "serve")
    assert all(f" {command} " in ran.out for command in (*named, "playground", "feedback", "manifest"))


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
    assert ran.sentence == "Slack cannot be used: SLACK_BOT_TOKEN is not set (the app's bot token, xoxb-…)."


def test_serve_by_http_without_its_secret_names_it(here: Here) -> None:
    ran = here("serve", "--http", "8080")

    assert (ran.status, ran.out) == (1, "")
    assert ran.sentence.startswith("Slack cannot be used: SLACK_SIGNING_SECRET is not set")


def test_the_manifest_is_printed_for_either_way(here: Here) -> None:
    by_socket, by_http = here("manifest"), here("manifest", "--url", "https://cases.example.com")

    assert by_socket.document["settings"]["socket_mode_enabled"] is True
    assert (
        by_http.document["settings"]["event_subscriptions"]["request_url"] == "https://cases.example.com/slack/events"
    )


def test_feedback_before_anybody_gave_any_says_so(home: Path) -> None:
    as_text, as_json = groundswell(home, "feedback"), groundswell(home, "feedback", "--json")

    assert (as_text.status, as_text.out) == (0, "Nobody has said what they think of an answer yet.\n")
    assert as_json.document == {"feedback": []}


def test_settings_are_read_from_the_env_file_of_the_working_folder(home: Path) -> None:
    (home / ".env").write_text("CASE_URL_TEMPLATE=https://desk.example/{case_id}\n")

    ran = groundswell(home, "similar", "C-10040", "-k", "1", "--json")

    (case,) = ran.document["cases"]
    assert case["url"] == f"https://desk.example/{case['case_id']}"
    assert json.loads(ran.out) == ran.document
