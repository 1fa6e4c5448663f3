"""What Slack, sockets and databases do wrong: nothing is lost, nothing comes twice, and nobody hears nothing."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.blocks.payloads import (
    COMMAND,
    SHARE,
)
from bot.listeners.events.fixed_replies import FILES
from bot.listeners.interactions import sharing
from bot.playground.local_slack import BILLING, SUPPORT
from bot.playground.workspace.ids import MENTION
from knowledge.generations.shelf import Shelf
from tests.acceptance.slack_bad_input.asking import ANSWER, CASES, answered
from tests.acceptance.slack_served import Office, office, words
from tests.fakes import HashingEmbedder
from tests.listening import as_soon_as
from tests.playing import SLOWLY
from tests.world import World

# What Slack answers


@pytest.mark.parametrize("method", ["chat.startStream", "chat.stopStream"])
@pytest.mark.parametrize(("error", "status"), [("ratelimited", 429), ("internal_error", 500), ("fatal_error", 200)])
def test_a_slack_that_stumbles_gets_the_answer_once(here: Office, method: str, error: str, status: int) -> None:
    here.slack.fail_next(method, error, status=status)
    ts = here.slack.mention(SUPPORT, CASES)

    reply = here.reply(ts)

    assert reply.text.startswith(ANSWER)
    here.slack.redeliver(ts)
    assert here.reply(ts) == reply


@pytest.mark.parametrize("status", [429, 500])
def test_a_private_answer_survives_a_slack_that_stumbles(here: Office, status: int) -> None:
    before = here.shown_alone()
    here.slack.fail_next("response_url", "internal_error", status=status)

    here.slack.command(SUPPORT, f"{COMMAND} {CASES}")

    assert ANSWER in here.told(before).text


@pytest.mark.parametrize("status", [429, 500])
def test_sharing_survives_a_slack_that_stumbles_and_is_done_once(here: Office, status: int) -> None:
    before = here.shown_alone()
    here.slack.command(BILLING, f"{COMMAND} {CASES}")
    answer, in_channel = here.told(before), len(here.slack.in_channel(BILLING))
    here.slack.fail_next("chat.postMessage", "internal_error", status=status)

    here.slack.click(answer, SHARE)

    assert here.told(before + 1).text == sharing.SHARED
    assert len(here.slack.in_channel(BILLING)) == in_channel + 1


@pytest.mark.parametrize("status", [429, 500])
def test_a_fixed_reply_survives_a_slack_that_stumbles(here: Office, status: int) -> None:
    here.slack.fail_next("chat.postMessage", "internal_error", status=status)

    assert here.reply(here.slack.share_file(SUPPORT, "trace.log", text=MENTION)).text == FILES


def test_blocks_that_slack_refuses_are_said_more_plainly(here: Office) -> None:
    here.slack.fail_next("chat.stopStream", "invalid_blocks")
    here.slack.fail_next("chat.update", "invalid_blocks")

    reply = answered(here, "How did cases develop by month since July?")

    assert reply.text.startswith("Cases opened by month")
    assert "data_visualization" not in {block["type"] for block in reply.blocks}


@pytest.mark.parametrize("error", ["not_in_channel", "is_archived", "channel_not_found"])
def test_an_answer_that_its_channel_does_not_take_comes_as_a_direct_message_and_says_why(
    here: Office, error: str
) -> None:
    direct = here.slack.direct_channel()
    before = len(here.slack.in_channel(direct))
    here.slack.fail_next("chat.startStream", error)
    here.slack.fail_next("chat.postMessage", error)

    ts = here.slack.mention(SUPPORT, CASES)

    [reply] = as_soon_as(lambda: here.slack.in_channel(direct)[before:], "the direct message")
    assert f"You asked me in <#{SUPPORT}>, which " in reply.text
    assert ANSWER in reply.text
    assert here.slack.replies(ts) == []


@pytest.mark.slow  # a refused token is asked for again after half a minute
def test_a_token_that_slack_refuses_is_logged_and_the_answer_comes_when_it_is_taken_again(
    office_of_one: Office, caplog: pytest.LogCaptureFixture
) -> None:
    here = office_of_one
    here.slack.fail_next("chat.startStream", "token_revoked")

    ts = here.slack.mention(SUPPORT, CASES)

    [reply] = here.slack.wait_for_replies(ts, timeout=60)
    assert reply.text.startswith(ANSWER)
    errors = [record.message for record in caplog.records if record.levelno == logging.ERROR]
    assert errors == ["Slack refuses the bot token, no reply goes out"]


def test_a_socket_that_dies_during_an_answer_changes_nothing(office_of_one: Office) -> None:
    here = office_of_one
    here.go_on.clear()
    ts = here.slack.mention(SUPPORT, f"{SLOWLY}{CASES}")
    here.slack.wait_for_status(SUPPORT, ts)

    here.slack.drop_sockets()
    here.go_on.set()

    assert here.reply(ts).text.startswith(ANSWER)
    here.slack.wait_for_sockets(timeout=20)
    assert answered(here).text.startswith(ANSWER)


# What is kept


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Nobody else can write to the database while the block runs."""
    with closing(sqlite3.connect(database, isolation_level=None, timeout=30)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


@pytest.mark.parametrize("name", ["slack.sqlite3", "cases.sqlite3"])
def test_questions_are_answered_while_a_database_is_locked(office_of_one: Office, name: str) -> None:
    here = office_of_one
    answered(here)

    with locked(here.backing.settings.groundswell_home / name):
        reply = answered(here)

    assert reply.text.startswith(ANSWER)
    assert answered(here).text.startswith(ANSWER)


def test_questions_are_answered_when_the_store_is_gone(office_of_one: Office) -> None:
    here = office_of_one
    answered(here)
    for file in here.backing.settings.groundswell_home.glob("slack.sqlite3*"):
        file.unlink()

    replies = [answered(here), answered(here)]

    assert [reply.text.startswith(ANSWER) for reply in replies] == [True, True]


# What there is to answer from


def test_before_the_first_refresh_every_way_says_so_and_during_it_that_it_runs(tmp_path: Path) -> None:
    nothing = World(export=tmp_path, folder=tmp_path / "empty", embedder=HashingEmbedder())
    nothing.folder.mkdir()
    with office(nothing, tmp_path / "home", "socket") as here:
        before = answered(here).text
        with Shelf(nothing.folder / "generations", keep=3).build():
            during = [answered(here).text, here.reply(here.slack.direct_message(CASES)).text]
            here.slack.command(SUPPORT, f"{COMMAND} {CASES}")
            during.append(here.told(0).text)
            here.slack.open_home()
            during.append(words(here.slack.wait_for_home()))

    assert "import an export folder, then run" in before
    assert [("the first refresh is still running" in said) for said in during] == [True] * 4
