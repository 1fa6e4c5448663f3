"""The whole assistant against a local Slack, by each way in which it is reached, from its start to its end."""

import logging
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

from bot.access import SlackAccess, access_from
from bot.inbox.database import Database, inbox_address
from bot.inbox.opinions import StoredOpinions
from bot.people.opinions import Opinion
from bot.playground.local_slack import SUPPORT, LocalSlack
from bot.playground.web_api import Reply
from bot.playground.workspace.manifest import Manifest
from bot.serving.opinions import opinions_document, opinions_text, recorded
from bot.serving.playground import by_playground
from bot.serving.scopes import manifest
from bot.serving.serve import by_http, by_socket
from bot.serving.web_server import listen
from knowledge.errors import BadSetting, GroundswellError, UnusableInput
from knowledge.settings import Settings
from tests.listening import as_soon_as
from tests.serving import LOCAL, Backed, Forgetful
from tests.slack_fixtures import access_to, local_slack
from tests.test_serving_installations import Browser
from tests.world import World, environment


@pytest.fixture
def answerer() -> Forgetful:
    return Forgetful()


@pytest.fixture
def backing(tmp_path: Path, answerer: Forgetful) -> Backed:
    return Backed(settings=Settings(groundswell_home=tmp_path), answerer=answerer)


def a_free_port() -> int:
    with listen(LOCAL, 0) as free:
        return int(free.getsockname()[1])


@contextmanager
def served(slack: LocalSlack, backing: Backed, way: str) -> Iterator[None]:
    """The assistant, which `slack` reaches in this way."""
    if way == "socket":
        with by_socket(access_to(slack), backing):
            slack.wait_for_sockets()
            yield
    else:
        port = a_free_port()
        with by_http(access_to(slack), backing, host=LOCAL, port=port):
            slack.use_request_url(f"http://{LOCAL}:{port}/slack/events")
            yield


@pytest.mark.parametrize("way", ["socket", "http"])
def test_a_question_is_answered_whichever_way_it_comes(backing: Backed, way: str) -> None:
    with local_slack() as slack, served(slack, backing, way):
        ts = slack.mention(SUPPORT, "how many?")
        [reply] = slack.wait_for_replies(ts)
        slack.redeliver(ts)

    assert "You asked: how many?" in reply.text


def test_a_socket_that_slack_closes_is_replaced_at_once(backing: Backed) -> None:
    with local_slack() as slack:
        looked_after_rarely = replace(access_to(slack), ping_seconds=600)
        with by_socket(looked_after_rarely, backing):
            slack.wait_for_sockets()
            slack.drop_sockets()
            slack.wait_for_sockets(timeout=30)
            ts = slack.mention(SUPPORT, "how many?")
            [reply] = slack.wait_for_replies(ts)

    assert "You asked: how many?" in reply.text


@pytest.mark.parametrize("way", ["socket", "http"])
def test_at_its_end_the_answer_under_way_is_finished(backing: Backed, answerer: Forgetful, way: str) -> None:
    answerer.gate.clear()
    with local_slack() as slack:
        with served(slack, backing, way):
            ts = slack.mention(SUPPORT, "how many?")
            answerer.begun.wait(5)
            Thread(target=answerer.gate.set).start()

        assert len(slack.replies(ts)) == 1


def test_at_its_end_what_was_taken_from_the_socket_is_acknowledged(
    backing: Backed, caplog: pytest.LogCaptureFixture
) -> None:
    with local_slack() as slack:
        with served(slack, backing, "socket"):
            asked = [slack.mention(SUPPORT, f"how many in 20{year}?") for year in range(10, 30)]

        acknowledged = len(slack.ack_delays())
        replied = sum(len(slack.replies(ts)) for ts in asked)

    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert replied <= acknowledged


def tokens_kept(settings: Settings) -> int:
    with closing(sqlite3.connect(settings.groundswell_home / "slack.sqlite3")) as connection:
        return int(connection.execute("SELECT count(*) FROM slack_bots").fetchone()[0])


def test_a_workspace_installs_the_assistant_asks_it_and_removes_it(backing: Backed) -> None:
    port = a_free_port()
    with local_slack() as slack:
        access = replace(access_to(slack), bot_token=None, client_id=slack.client_id, client_secret=slack.client_secret)
        with by_http(access, backing, host=LOCAL, port=port) as identity:
            slack.use_request_url(f"http://{LOCAL}:{port}/slack/events")
            before = slack.mention(SUPPORT, "how many?")
            slack.redeliver(before)

            browser = Browser(port)
            status, _ = browser.get(f"/slack/oauth_redirect?code={slack.allow_installing()}&state={browser.begin()}")
            installed = slack.mention(SUPPORT, "how many?")
            [reply] = slack.wait_for_replies(installed)
            slack.uninstall()
            as_soon_as(lambda: not tokens_kept(backing.settings), "the end of the installation")
            after = slack.mention(SUPPORT, "how many?")
            slack.redeliver(after)

        assert (identity, status) == (None, 200)
        assert slack.replies(before) == slack.replies(after) == []
    assert "You asked: how many?" in reply.text


def why_not(access: SlackAccess, backing: Backed, *, http: bool = False) -> str:
    port = a_free_port()
    served = by_http(access, backing, host=LOCAL, port=port) if http else by_socket(access, backing)
    with pytest.raises(GroundswellError) as refusal, served:
        pass
    return str(refusal.value)


NOWHERE = "http://127.0.0.1:9/api/"


@pytest.mark.parametrize(
    ("access", "http", "sentence"),
    [
        (SlackAccess(), False, "SLACK_BOT_TOKEN is not set"),
        (SlackAccess(bot_token="xoxb"), False, "SLACK_APP_TOKEN is not set"),
        (SlackAccess(bot_token="xoxb"), True, "SLACK_SIGNING_SECRET is not set"),
        (SlackAccess(signing_secret="x"), True, "SLACK_BOT_TOKEN is not set"),
        (SlackAccess(signing_secret="x", client_id="1.2", api_url=NOWHERE), True, "SLACK_CLIENT_SECRET is not set"),
        (SlackAccess(bot_token="xoxb", app_token="xapp", api_url=NOWHERE), False, "Slack does not answer"),
    ],
)
def test_what_is_missing_is_said_before_anything_is_served(
    backing: Backed, access: SlackAccess, http: bool, sentence: str
) -> None:
    assert sentence in why_not(access, backing, http=http)


def test_an_address_of_slack_that_is_none_is_said() -> None:
    with pytest.raises(BadSetting, match="SLACK_API_URL cannot be used: it must be an address"):
        access_from(Settings(slack_api_url="nonsense"))


def test_an_app_token_that_slack_refuses_is_said_once(backing: Backed, caplog: pytest.LogCaptureFixture) -> None:
    with local_slack() as slack:
        sentence = why_not(replace(access_to(slack), app_token="xapp-other"), backing)

    assert "Slack refused the app token (SLACK_APP_TOKEN): invalid_auth" in sentence
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_a_socket_that_cannot_be_opened_is_said(backing: Backed) -> None:
    with local_slack() as slack:
        slack.answer_next("apps.connections.open", Reply(body={"ok": True, "url": "ws://127.0.0.1:9/link"}))

        assert "the socket for events cannot be opened" in why_not(access_to(slack), backing)


def test_scopes_that_are_missing_are_said_and_the_rest_works(
    backing: Backed, capsys: pytest.CaptureFixture[str]
) -> None:
    content = dict(manifest())
    scopes = [scope for scope in content["oauth_config"]["scopes"]["bot"] if scope != "files:write"]
    few = Manifest(content={**content, "oauth_config": {"scopes": {"bot": scopes}}})
    with local_slack(manifest=few) as slack, by_socket(access_to(slack), backing):
        slack.wait_for_sockets()
        assert slack.wait_for_replies(slack.mention(SUPPORT, "how many?"))

    assert "1 scope is missing, needed to do this: files:write to send a chart" in capsys.readouterr().err


# The playground


def test_the_playground_is_a_page_and_speaks_to_no_real_workspace(
    backing: Backed, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BOT_TOKEN", "APP_TOKEN", "SIGNING_SECRET", "CLIENT_ID", "CLIENT_SECRET", "API_URL"):
        monkeypatch.setenv(f"SLACK_{name}", NOWHERE)
    with by_playground(backing, port=0) as url:
        connection = HTTPConnection(url.removeprefix("http://").rstrip("/"), timeout=5)
        connection.request("GET", "/")
        page = connection.getresponse().read().decode()
        connection.close()

    assert url.startswith("http://127.0.0.1:")
    assert "<html" in page


def test_the_playground_goes_by_no_proxy_of_the_environment(backing: Backed, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "intern.example")

    with by_playground(backing, port=0) as url:
        assert url.startswith("http://127.0.0.1:")

    assert os.environ["no_proxy"].startswith("intern.example,127.0.0.1")


def test_a_playground_whose_port_is_taken_suggests_another(backing: Backed) -> None:
    with (
        listen(LOCAL, 0) as taken,
        pytest.raises(UnusableInput, match=r"^Port \d+ of 127.0.0.1 is taken; \d+ is free\.$"),
        by_playground(backing, port=int(taken.getsockname()[1])),
    ):
        pass


# The process


class Started:
    """`groundswell …` as a process of its own, whose lines can be waited for."""

    def __init__(self, home: Path, *arguments: str, settings: Mapping[str, str] | None = None) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "groundswell", *arguments],
            cwd=home,
            env=environment(home, settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._lines: Queue[str] = Queue()
        self._reader = Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)

    def wait_for(self, words: str) -> str:
        """The first line that has them."""
        while words not in (line := self._lines.get(timeout=30)):
            pass
        return line

    def send(self, number: signal.Signals) -> None:
        os.kill(self._process.pid, number)

    def end(self) -> int:
        """How it ended."""
        status = self._process.wait(20)
        self._reader.join()
        assert self._process.stdout is not None
        self._process.stdout.close()
        return status


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.slow  # starts a process
def test_serve_says_that_it_answers_and_ends_well_when_told_to(tmp_path: Path, number: signal.Signals) -> None:
    with local_slack() as slack:
        tokens = {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
        }
        started = Started(tmp_path, "serve", settings=tokens)
        started.wait_for("groundswell answers in ")
        [reply] = slack.wait_for_replies(slack.mention(SUPPORT, "how many?"), timeout=20)
        started.send(number)

        assert started.end() == 0
    assert "Nothing has been computed yet" in reply.text


@pytest.mark.slow  # starts a process
def test_serve_that_is_ended_while_it_still_warms_up_ends_well_and_quietly(world: World, tmp_path: Path) -> None:
    with local_slack() as slack:
        tokens = {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
        }
        started = Started(world.copied(tmp_path / "home").folder, "serve", settings=tokens)
        started.wait_for("groundswell answers in ")
        ts = slack.mention(SUPPORT, "how many cases this year?")
        slack.wait_for_status(SUPPORT, ts)
        started.send(signal.SIGTERM)
        started.wait_for("Finishing the answers under way")

        assert started.end() == 0
        assert len(slack.replies(ts)) == 1


@pytest.mark.slow  # starts a process
def test_the_playground_says_where_it_is_and_ends_well(tmp_path: Path) -> None:
    started = Started(tmp_path, "playground", "--port", str(a_free_port()))
    line = started.wait_for("The playground is at http://127.0.0.1:")
    started.wait_for("Home tab")
    started.send(signal.SIGINT)

    assert started.end() == 0
    assert line.strip().endswith("/")


# Feedback


def test_what_people_thought_of_answers_is_listed_the_newest_first(backing: Backed) -> None:
    database = Database(inbox_address(backing.settings))
    opinions = StoredOpinions(database)
    said = {"team": "T1", "user": "U1", "channel": "C1"}
    opinions.record(Opinion(**said, ts="1.1", receipt="k7f3k2p", is_good=True))
    opinions.record(
        Opinion(**said, ts="2.2", receipt="q2w3e4r", is_good=False, reason="wrong_number", comment="It was\n12.")
    )
    database.close()

    given = recorded(backing.settings, 10)

    first, *lines = opinions_text(given).splitlines()
    assert first == "1 good, 1 not; the newest first."
    assert [line.partition(" · ")[2] for line in lines] == [
        "wrong_number · receipt q2w3e4r · “It was 12.”",
        "good · receipt k7f3k2p",
    ]
    assert [one["receipt"] for one in opinions_document(given)["feedback"]] == ["q2w3e4r", "k7f3k2p"]


def test_without_feedback_that_is_said(backing: Backed) -> None:
    assert opinions_text(recorded(backing.settings, 10)) == "Nobody has said what they think of an answer yet."
