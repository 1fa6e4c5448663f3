"""What is wrong with tokens and scopes is said in one sentence each, before anything is served."""

import pytest

from bot.access import SlackAccess
from bot.serving.identity import check_app_token, identify
from bot.serving.scopes import SCOPES
from knowledge.errors import SlackUnavailable
from tests.serving import WELCOME, Said, an_identity, printed_slack, refused

NOWHERE = "http://127.0.0.1:9/api/"


def look_at(access: SlackAccess) -> None:
    identify(access)
    check_app_token(access)


def why_not(access: SlackAccess) -> str:
    with pytest.raises(SlackUnavailable) as refusal:
        look_at(access)
    return str(refusal.value)


def test_a_bot_token_tells_whom_it_speaks_for_and_what_it_may() -> None:
    with printed_slack({"auth.test": WELCOME}) as slack:
        identity = identify(SlackAccess(bot_token="xoxb-own", api_url=slack.url))

    assert identity == an_identity()
    assert identity.lacks is None


def test_a_token_is_never_shown() -> None:
    assert "xoxb" not in repr(an_identity())
    assert "xoxb" not in repr(SlackAccess(bot_token="xoxb-own", app_token="xapp", signing_secret="s3cret"))


def test_a_token_that_is_not_set_is_named_with_what_it_is() -> None:
    assert why_not(SlackAccess(api_url=NOWHERE)) == (
        "Slack cannot be used: SLACK_BOT_TOKEN is not set (the app's bot token, xoxb-…)."
    )
    with printed_slack({"auth.test": WELCOME}) as slack:
        assert why_not(SlackAccess(bot_token="xoxb-own", app_token="", api_url=slack.url)) == (
            "Slack cannot be used: SLACK_APP_TOKEN is not set (the app-level token for Socket Mode, xapp-…)."
        )


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (refused("invalid_auth"), "Slack refused the bot token (SLACK_BOT_TOKEN): invalid_auth, it is unknown"),
        (refused("token_revoked"), "Slack refused the bot token (SLACK_BOT_TOKEN): token_revoked, the app has to be"),
        (refused("something_new"), "Slack refused the bot token (SLACK_BOT_TOKEN): something_new."),
    ],
)
def test_a_bot_token_that_slack_refuses_is_named(answer: Said, sentence: str) -> None:
    with printed_slack({"auth.test": answer}) as slack:
        assert sentence in why_not(SlackAccess(bot_token="xoxb-old", api_url=slack.url))


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (
            refused("not_allowed_token_type"),
            "the app token (SLACK_APP_TOKEN): not_allowed_token_type, it is a token of",
        ),
        (
            refused("missing_scope", needed="connections:write"),
            "(SLACK_APP_TOKEN): it lacks the scope connections:write",
        ),
    ],
)
def test_an_app_token_that_opens_no_socket_is_named_with_the_reason(answer: Said, sentence: str) -> None:
    with printed_slack({"auth.test": WELCOME, "apps.connections.open": answer}) as slack:
        assert sentence in why_not(SlackAccess(bot_token="xoxb-own", app_token="xapp-old", api_url=slack.url))


def test_a_slack_that_is_not_there_is_said() -> None:
    assert "Slack does not answer ([Errno 111] Connection refused)" in why_not(
        SlackAccess(bot_token="xoxb-own", app_token="xapp", api_url=NOWHERE)
    )


def test_a_slack_that_stumbles_once_is_asked_again() -> None:
    stumbles = Said(body={"ok": False, "error": "internal_error"}, status=500)
    with printed_slack({"auth.test": [stumbles, WELCOME]}) as slack:
        assert identify(SlackAccess(bot_token="xoxb-own", api_url=slack.url)).workspace == "Acme"


def test_scopes_that_are_missing_are_listed_with_what_each_is_for() -> None:
    few = frozenset(SCOPES) - {"users:read", "chat:write"}

    assert an_identity(scopes=few).lacks == (
        f"2 scopes are missing, needed to do this: chat:write to {SCOPES['chat:write']};"
        f" users:read to {SCOPES['users:read']}."
    )


def test_a_slack_that_does_not_tell_the_scopes_is_not_accused() -> None:
    with printed_slack({"auth.test": Said(body=WELCOME.body)}) as slack:
        identity = identify(SlackAccess(bot_token="xoxb-own", api_url=slack.url))

    assert (identity.scopes, identity.lacks) == (None, None)
