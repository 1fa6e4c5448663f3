"""What the doctor says of Slack: one line a thing, and what to do about each that is wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.examination import examine_access_file, examine_slack, examine_slack_store
from bot.serving.scopes import SCOPES
from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.answers.served import Served
from knowledge.doctor import Check
from knowledge.errors import BadSetting, NoGeneration
from knowledge.settings import Settings
from tests.serving import WELCOME, Said, printed_slack, refused
from tests.world import small_world

OPENED = Said(body={"ok": True, "url": "wss://127.0.0.1/link"})


def with_tokens(url: str, **settings: object) -> Settings:
    tokens = {"slack_bot_token": SecretStr("xoxb-own"), "slack_app_token": SecretStr("xapp-own")}
    return Settings.model_validate({**tokens, "slack_api_url": url, **settings})


def told(checks: object) -> list[tuple[str, str]]:
    assert isinstance(checks, list)
    return [(check.name, check.problem or check.state) for check in checks]


def test_tokens_that_work_are_told_one_by_one() -> None:
    with printed_slack({"auth.test": WELCOME, "apps.connections.open": OPENED}) as slack:
        checks = examine_slack(with_tokens(slack.url, slack_signing_secret=SecretStr("x")))

    assert told(checks) == [
        ("Slack bot token", "groundswell in Acme"),
        ("Slack scopes", "everything that the manifest asks for"),
        ("Slack app token", "sockets may be opened"),
        ("Slack signing secret", "set, for `groundswell serve --http`"),
    ]


def test_each_token_that_slack_refuses_is_told_with_what_to_do() -> None:
    answers = {"auth.test": refused("invalid_auth"), "apps.connections.open": refused("not_allowed_token_type")}
    with printed_slack(answers) as slack:
        bot, app, _ = examine_slack(with_tokens(slack.url))

    assert (bot.name, app.name) == ("Slack bot token", "Slack app token")
    assert "invalid_auth" in (bot.problem or "")
    assert "SLACK_BOT_TOKEN" in bot.advice
    assert "connections:write" in app.advice


def test_a_scope_that_is_missing_is_told_with_what_it_is_for() -> None:
    few = Said(body=WELCOME.body, headers={"X-OAuth-Scopes": ",".join(set(SCOPES) - {"chat:write"})})
    with printed_slack({"auth.test": few, "apps.connections.open": OPENED}) as slack:
        _, scopes, *_ = examine_slack(with_tokens(slack.url))

    assert scopes.problem == "1 scope is missing, needed to do this: chat:write to answer"
    assert "install it again" in scopes.advice


def test_without_slack_nothing_is_wrong() -> None:
    (check,) = examine_slack(Settings())

    assert (check.problem, check.optional) == ("SLACK_BOT_TOKEN and SLACK_APP_TOKEN not set", True)
    assert examine_slack_store(Settings()) == []


def test_a_store_that_works_is_told(tmp_path: Path) -> None:
    well = with_tokens("http://127.0.0.1:9/api/", groundswell_home=tmp_path)

    assert examine_slack_store(well) == [Check(name="Slack store", state="questions and feedback can be kept")]


class Unpublished:
    """Knowledge before the first refresh."""

    @contextmanager
    def current(self, seen: Seen = EVERYTHING) -> Iterator[Served]:
        raise NoGeneration
        yield


def an_access_file(folder: Path, text: str) -> Settings:
    path = folder / "access.toml"
    path.write_text(text)
    return Settings(access_file=path)


def test_an_access_file_is_told_by_what_is_in_it(tmp_path: Path) -> None:
    example = Path(__file__).parent.parent / "access.example.toml"

    (check,) = examine_access_file(Settings(access_file=example), Unpublished())
    (without,) = examine_access_file(Settings(), Unpublished())

    assert (check.problem, check.state.partition(";")[0]) == (None, "4 roles, 2 channels with limits")
    assert "members of the workspace" in without.state
    with pytest.raises(BadSetting, match="ACCESS_FILE"):
        examine_access_file(an_access_file(tmp_path, "nonsense = 1\n"), Unpublished())


def test_what_an_access_file_names_and_the_cases_do_not_have_is_told_with_its_table(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    misspelt = an_access_file(
        tmp_path,
        """
        [default]
        where = { prodcut = ["Billing"] }
        [roles.leads]
        where = { product = ["Billing"] }
        [channels.C1]
        where = { product = ["Billing", "Bling"] }
        """,
    )
    with small_world(tmp_path_factory).knowledge() as knowledge:
        unknown, unused = examine_access_file(misspelt, knowledge)

    assert unknown.problem == "[default]: There is no dimension 'prodcut'. Did you mean product?"
    assert (unused.problem, unused.optional) == ("[channels.C1]: no case has product = Bling", True)
