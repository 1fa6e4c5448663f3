"""The local Slack's Web API lets in, and refuses, as Slack does."""

from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.local_slack import ANA, SUPPORT, LocalSlack
from bot.playground.workspace.ids import BOT_ID, LEADS_ONLY
from bot.playground.workspace.manifest import Manifest
from tests.bolt_apps import bot, generous_manifest, refusal, refused


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(manifest=generous_manifest()) as slack:
        yield slack


def test_a_caller_without_the_right_token_is_refused(slack: LocalSlack) -> None:
    anybody = WebClient(base_url=slack.api_url)
    stranger = WebClient(token="xoxb-stranger", base_url=slack.api_url)

    assert anybody.api_test()["ok"]
    assert refusal(anybody, "auth.test") == "not_authed"
    assert refusal(stranger, "auth.test") == "invalid_auth"
    assert refusal(bot(slack), "apps.connections.open") == "not_allowed_token_type"


def test_a_revoked_token_is_named_as_such() -> None:
    with LocalSlack(manifest=generous_manifest()) as slack:
        slack.revoke(slack.bot_token)

        assert refusal(bot(slack), "auth.test") == "token_revoked"


def test_the_token_may_be_a_field_of_the_form(slack: LocalSlack) -> None:
    client = WebClient(base_url=slack.api_url)

    assert client.api_call("auth.test", data={"token": slack.bot_token})["bot_id"] == BOT_ID


def test_an_unknown_method_is_refused(slack: LocalSlack) -> None:
    assert refusal(bot(slack), "chat.shout") == "unknown_method"


def test_arguments_that_nobody_knows_are_overlooked(slack: LocalSlack) -> None:
    assert bot(slack).api_call("users.info", params={"user": ANA, "team_id": "T1", "extra": "1"})["ok"]


def test_a_missing_argument_is_named(slack: LocalSlack) -> None:
    answer = refused(bot(slack), "users.info")

    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: user"]


def test_json_that_is_none_is_refused(slack: LocalSlack) -> None:
    client = bot(slack)

    assert refusal(client, "chat.postMessage", channel=SUPPORT, text="x", blocks="{") == "invalid_arguments"


def test_the_granted_scopes_are_told_in_a_header(slack: LocalSlack) -> None:
    headers = bot(slack).auth_test().headers

    assert "chat:write" in str(headers["x-oauth-scopes"]).split(",")


def test_a_call_without_its_scope_says_which_is_needed() -> None:
    with LocalSlack(manifest=generous_manifest(without="reactions:write")) as slack:
        answer = refused(bot(slack), "reactions.add", channel=SUPPORT, timestamp="1.0", name="eyes")

    assert answer["error"] == "missing_scope"
    assert answer["needed"] == "reactions:write"
    assert "chat:write" in answer["provided"].split(",")


def test_the_scopes_are_those_of_the_apps_own_manifest() -> None:
    with LocalSlack() as slack:
        granted = str(bot(slack).auth_test().headers["x-oauth-scopes"]).split(",")

    assert granted == Manifest.read().scopes


def test_each_kind_of_channel_needs_its_own_scope() -> None:
    with LocalSlack(manifest=generous_manifest(without="groups:history")) as slack:
        client = bot(slack)

        assert client.conversations_history(channel=SUPPORT)["ok"]
        assert refused(client, "conversations.history", channel=LEADS_ONLY)["needed"] == "groups:history"


def test_a_reaction_can_be_added_once_and_taken_back_once(slack: LocalSlack) -> None:
    client, ts = bot(slack), slack.say(SUPPORT, "look")
    client.reactions_add(channel=SUPPORT, timestamp=ts, name="eyes")

    assert slack.reactions(SUPPORT, ts) == {"eyes"}
    assert refusal(client, "reactions.add", channel=SUPPORT, timestamp=ts, name="eyes") == "already_reacted"

    client.reactions_remove(channel=SUPPORT, timestamp=ts, name="eyes")
    assert slack.reactions(SUPPORT, ts) == set()
    assert refusal(client, "reactions.remove", channel=SUPPORT, timestamp=ts, name="eyes") == "no_reaction"
    assert refusal(client, "reactions.add", channel=SUPPORT, timestamp="1.0", name="eyes") == "message_not_found"


def test_blocks_can_be_validated_without_sending_them(slack: LocalSlack) -> None:
    client = bot(slack)
    too_long = {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}

    assert client.blocks_validate(blocks=[{"type": "divider"}])["ok"]
    with pytest.raises(SlackApiError) as error:
        client.blocks_validate(blocks=[too_long])
    assert error.value.response["error"] == "invalid_blocks"
    assert error.value.response["errors"][0]["pointer"].startswith("/blocks/0")
    assert refusal(client, "blocks.validate", view={"type": "modal"}) == "invalid_view"
    assert refusal(client, "blocks.validate", message={"blocks": [too_long]}) == "invalid_message"
    assert refusal(client, "blocks.validate") == "invalid_arguments"


def test_what_is_no_block_is_no_block(slack: LocalSlack) -> None:
    client = bot(slack)

    assert refusal(client, "blocks.validate", blocks={"type": "divider"}) == "invalid_blocks"
    assert refusal(client, "blocks.validate", message=["x"]) == "invalid_message"
    assert refusal(client, "api.test", error="my_error") == "my_error"
    assert refusal(client, "conversations.list", limit="many") == "invalid_arguments"


def test_an_installation_begins_in_the_browser(slack: LocalSlack) -> None:
    def asked(**query: str) -> tuple[int, str]:
        with closing(HTTPConnection("127.0.0.1", urlsplit(slack.url).port or 0)) as connection:
            connection.request("GET", f"/oauth/v2/authorize?{urlencode(query)}")
            answer = connection.getresponse()
            return answer.status, answer.headers.get("location", "")

    status, address = asked(client_id=slack.client_id, redirect_uri="http://127.0.0.1/back", state="s")

    assert (status, parse_qs(urlsplit(address).query)["state"]) == (302, ["s"])
    assert asked(client_id="other") == (400, "")


def test_a_planned_answer_is_given_once_and_nothing_is_done(slack: LocalSlack) -> None:
    client, before = bot(slack), len(slack.posted())
    slack.fail_next("chat.postMessage", "ratelimited", status=429, retry_after=7)

    with pytest.raises(SlackApiError) as error:
        client.chat_postMessage(channel=SUPPORT, text="one")

    assert (error.value.response.status_code, error.value.response.headers["Retry-After"]) == (429, "7")
    assert len(slack.posted()) == before
    assert client.chat_postMessage(channel=SUPPORT, text="two")["ok"]


def test_who_wants_counted_calls_gets_them() -> None:
    now = [1000.0]
    with LocalSlack(manifest=generous_manifest(), clock=lambda: now[0]) as slack:
        slack.limit_rates()
        client = bot(slack)
        for _ in range(20):
            client.conversations_list()

        assert refusal(client, "conversations.list") == "ratelimited"
        now[0] += 61
        assert client.conversations_list()["ok"]


def test_an_installation_is_a_code_that_is_exchanged_once(slack: LocalSlack) -> None:
    client, code = WebClient(base_url=slack.api_url), slack.allow_installing()
    proof = {"client_id": slack.client_id, "client_secret": slack.client_secret, "code": code}

    installed = client.oauth_v2_access(**proof)

    assert installed["access_token"] == slack.bot_token
    assert installed["authed_user"] == {"id": ANA}
    with pytest.raises(SlackApiError, match="invalid_code"):
        client.oauth_v2_access(**proof)
    with pytest.raises(SlackApiError, match="bad_client_secret"):
        client.oauth_v2_access(**{**proof, "client_secret": "other"})
    with pytest.raises(SlackApiError, match="invalid_client_id"):
        client.oauth_v2_access(**{**proof, "client_id": "other"})
