"""Several workspaces: each installs the app for itself, is spoken to with its own token, and may leave."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from typing import Any

import pytest
from slack_bolt import BoltRequest
from slack_sdk.oauth.installation_store import Installation
from sqlalchemy import Engine

from bot.access import SlackAccess
from bot.serving.bolt import bolt_app
from bot.serving.http import web_app
from bot.serving.installations import REMEMBERED_SECONDS, Installations, install_flow, register
from bot.serving.scopes import SCOPES
from bot.serving.web_server import serve_web
from bot.serving.workspaces import OwnWorkspace, token_in
from knowledge.cases.database import open_database
from knowledge.errors import SlackUnavailable
from tests.serving import LOCAL, WELCOME, PrintedSlack, Said, an_identity, printed_slack, refused

ACCESS = Said(
    body={
        "ok": True,
        "app_id": "A1",
        "team": {"id": "T7", "name": "Globex"},
        "enterprise": {"id": "E1", "name": "Big"},
        "access_token": "xoxb-globex",
        "bot_user_id": "U7BOT",
        "scope": ",".join(SCOPES),
        "authed_user": {"id": "U7ANA"},
    }
)


def an_installation(team: str, token: str = "xoxb-1") -> Installation:
    return Installation(app_id="A1", team_id=team, user_id="U1", bot_token=token, bot_id="B1", bot_user_id="U1BOT")


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    opened = open_database(address)
    yield opened
    opened.dispose()


@pytest.fixture
def installations(engine: Engine) -> Installations:
    return Installations(engine, "123.456")


def test_a_workspace_that_installed_the_app_is_spoken_to_with_its_own_token(installations: Installations) -> None:
    installations.save(an_installation("T1", "xoxb-1"))
    installations.save(an_installation("T2", "xoxb-2"))

    assert [token_in(installations, team) for team in ("T1", "T2")] == ["xoxb-1", "xoxb-2"]
    found = installations.find("T2")
    assert found is not None
    assert (found.bot_id, found.bot_user_id) == ("B1", "U1BOT")


def test_installing_again_replaces_the_token(installations: Installations) -> None:
    installations.save(an_installation("T1", "xoxb-old"))
    installations.find("T1")

    installations.save(an_installation("T1", "xoxb-new"))

    assert token_in(installations, "T1") == "xoxb-new"


def test_installations_outlive_the_process(engine: Engine) -> None:
    Installations(engine, "123.456").save(an_installation("T1"))

    assert token_in(Installations(engine, "123.456"), "T1") == "xoxb-1"


def test_a_workspace_that_did_not_install_it_has_no_token(installations: Installations) -> None:
    with pytest.raises(SlackUnavailable, match="not installed in the workspace T9"):
        token_in(installations, "T9")


def test_the_workspace_of_the_bot_token_needs_no_installation(engine: Engine) -> None:
    own = OwnWorkspace(an_identity(team_id="T1", token="xoxb-own"))
    installations = Installations(engine, "123.456", own=own)

    assert token_in(installations, "T1") == "xoxb-own"
    assert installations.find("T2") is None


def test_what_another_process_changed_is_noticed_within_a_minute(engine: Engine) -> None:
    now = [0.0]
    ours, theirs = Installations(engine, "1.2", clock=lambda: now[0]), Installations(engine, "1.2")
    theirs.save(an_installation("T1"))
    assert token_in(ours, "T1") == "xoxb-1"

    theirs.forget("T1")
    now[0] = REMEMBERED_SECONDS + 1

    assert ours.find("T1") is None


@pytest.mark.parametrize(
    "event",
    [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U1BOT"]}}],
    ids=["uninstalled", "revoked"],
)
def test_a_workspace_that_removes_the_app_is_forgotten(installations: Installations, event: dict[str, Any]) -> None:
    installations.save(an_installation("T1"))
    with ThreadPoolExecutor(1) as executor:
        app = bolt_app(SlackAccess(), installations, executor)
        register(app, installations)
        body = {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event}
        app.dispatch(BoltRequest(body=body, mode="socket_mode"))

    assert installations.find("T1") is None


def test_a_person_whose_token_is_revoked_takes_nothing_away(installations: Installations) -> None:
    installations.save(an_installation("T1"))
    with ThreadPoolExecutor(1) as executor:
        app = bolt_app(SlackAccess(), installations, executor)
        register(app, installations)
        event = {"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}}
        body = {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event}
        app.dispatch(BoltRequest(body=body, mode="socket_mode"))

    assert installations.find("T1") is not None


# The pages


class Browser:
    """Somebody who installs the app; keeps the cookie that it was given."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookie = ""

    def get(self, path: str, *, with_cookie: bool = True) -> tuple[int, str]:
        connection = HTTPConnection(LOCAL, self._port, timeout=5)
        connection.request("GET", path, headers={"Cookie": self._cookie} if with_cookie else {})
        response: HTTPResponse = connection.getresponse()
        if with_cookie and (cookie := response.headers.get("Set-Cookie")):
            self._cookie = cookie.partition(";")[0]
        answered = response.status, response.read().decode()
        connection.close()
        return answered

    def begin(self) -> str:
        """The state that Slack is to bring back."""
        _, page = self.get("/slack/install")
        (state,) = re.findall(r"state=([0-9a-f-]+)", page)
        return str(state)


@contextmanager
def pages(slack: PrintedSlack, installations: Installations) -> Iterator[Browser]:
    access = SlackAccess(client_id="123.456", client_secret="s3cret", signing_secret="x", api_url=slack.url)
    with ThreadPoolExecutor(4) as workers:
        app = bolt_app(access, installations, workers)
        web = web_app(app, "x", workers, install_flow(access, installations))
        with serve_web(web, host=LOCAL, port=0) as port:
            yield Browser(port)


def test_a_workspace_installs_the_app_by_two_pages(installations: Installations) -> None:
    with (
        printed_slack({"oauth.v2.access": ACCESS, "auth.test": WELCOME}) as slack,
        pages(slack, installations) as browser,
    ):
        _, page = browser.get("/slack/install")
        status, _ = browser.get(f"/slack/oauth_redirect?code=c0de&state={re.findall('state=([0-9a-f-]+)', page)[0]}")

    address = slack.url.replace("/api/", "/oauth/v2/authorize")
    assert f"{address}?state=" in page
    assert all(scope in page for scope in SCOPES)
    assert status == 200
    assert slack.calls[0] == ("oauth.v2.access", {"code": "c0de"})  # the secret travels in a header
    assert token_in(installations, "T7") == "xoxb-globex"


@pytest.mark.parametrize("query", ["code=c0de&state=made-up", "code=c0de", "error=access_denied&state={state}"])
def test_who_did_not_come_from_the_first_page_installs_nothing(installations: Installations, query: str) -> None:
    with printed_slack({}) as slack, pages(slack, installations) as browser:
        state = browser.begin()
        status, page = browser.get(f"/slack/oauth_redirect?{query.format(state=state)}")

    assert (status, slack.calls) in [(200, []), (400, []), (401, [])]
    assert "Oops" in page or "wrong" in page.lower()


def test_a_state_works_in_the_browser_that_it_was_given_to_and_once(installations: Installations) -> None:
    with (
        printed_slack({"oauth.v2.access": ACCESS, "auth.test": WELCOME}) as slack,
        pages(slack, installations) as browser,
    ):
        state = browser.begin()
        elsewhere, _ = browser.get(f"/slack/oauth_redirect?code=c&state={state}", with_cookie=False)
        here, _ = browser.get(f"/slack/oauth_redirect?code=c&state={state}")
        again, _ = browser.get(f"/slack/oauth_redirect?code=c&state={state}")

    assert elsewhere == 400
    assert here == 200
    assert again in (400, 401)


def test_a_code_that_slack_refuses_installs_nothing(installations: Installations) -> None:
    with printed_slack({"oauth.v2.access": refused("invalid_code")}) as slack, pages(slack, installations) as browser:
        state = browser.begin()
        status, _ = browser.get(f"/slack/oauth_redirect?code=old&state={state}")

    assert status == 401
    assert installations.find("T7") is None


def test_without_the_client_secret_nobody_can_install(installations: Installations) -> None:
    with pytest.raises(SlackUnavailable, match="SLACK_CLIENT_SECRET is not set"):
        install_flow(SlackAccess(client_id="123.456"), installations)
