"""The local Slack tells of channels and people what Slack tells."""

from collections.abc import Iterator

import pytest

from bot.playground.local_slack import ANA, ARCHIVED, BEN, BILLING, ELSEWHERE, GUEST, SHARED, STRANGER, SUPPORT
from bot.playground.local_slack import LocalSlack as Slack
from bot.playground.workspace.ids import (
    BOT_ID,
    BOT_USER_ID,
    HIDDEN,
    LEADS,
    LEADS_ONLY,
    OTHER_BOT_USER_ID,
    OTHER_TEAM_ID,
    TEAM_ID,
)
from tests.bolt_apps import bot, generous_manifest, refusal


@pytest.fixture(scope="module")
def slack() -> Iterator[Slack]:
    with Slack(manifest=generous_manifest()) as slack:
        yield slack


def test_a_channel_says_what_it_is(slack: Slack) -> None:
    client = bot(slack)

    shared = client.conversations_info(channel=SHARED)["channel"]
    assert (shared["is_ext_shared"], shared["is_member"], shared["name"]) == (True, True, "shared-with-acme")
    assert client.conversations_info(channel=ARCHIVED)["channel"]["is_archived"] is True
    assert client.conversations_info(channel=ELSEWHERE)["channel"]["is_member"] is False
    assert client.conversations_info(channel=LEADS_ONLY)["channel"]["is_private"] is True
    assert client.conversations_info(channel=slack.direct_channel())["channel"]["user"] == ANA
    assert client.conversations_info(channel=SUPPORT, include_num_members=True)["channel"]["num_members"] == 5
    assert refusal(client, "conversations.info", channel=HIDDEN) == "channel_not_found"
    assert refusal(client, "conversations.info", channel=ANA) == "channel_not_found"


def test_channels_are_listed_by_kind(slack: Slack) -> None:
    client = bot(slack)

    assert {it["id"] for it in client.conversations_list()["channels"]} == {
        SUPPORT,
        BILLING,
        SHARED,
        ARCHIVED,
        ELSEWHERE,
    }
    assert [it["id"] for it in client.conversations_list(types="private_channel")["channels"]] == [LEADS_ONLY]
    assert ARCHIVED not in str(client.conversations_list(exclude_archived=True)["channels"])
    assert refusal(client, "conversations.list", types="room") == "invalid_types"


def test_members_come_in_pages(slack: Slack) -> None:
    client = bot(slack)

    first = client.conversations_members(channel=SUPPORT, limit=3)
    rest = client.conversations_members(channel=SUPPORT, limit=3, cursor=first["response_metadata"]["next_cursor"])

    assert sorted(first["members"] + rest["members"]) == sorted([ANA, BEN, GUEST, BOT_USER_ID, OTHER_BOT_USER_ID])
    assert rest["response_metadata"]["next_cursor"] == ""
    assert refusal(client, "conversations.members", channel=SUPPORT, cursor="x") == "invalid_cursor"
    assert refusal(client, "conversations.members", channel=SUPPORT, limit=-1) == "invalid_limit"


def test_a_history_is_read_from_the_newest_message_on_without_replies(slack: Slack) -> None:
    client = bot(slack)
    first = slack.say(BILLING, "first")
    slack.say(BILLING, "reply", thread=first)
    last = slack.say(BILLING, "last")

    messages = client.conversations_history(channel=BILLING)["messages"]

    assert [message["text"] for message in messages] == ["last", "first"]
    assert (messages[1]["reply_count"], messages[1]["reply_users"], messages[1]["thread_ts"]) == (1, [ANA], first)
    newer = client.conversations_history(channel=BILLING, oldest=first)["messages"]
    assert [message["ts"] for message in newer] == [last]
    both = client.conversations_history(channel=BILLING, oldest=first, inclusive=True)["messages"]
    assert len(both) == 2
    assert client.conversations_history(channel=BILLING, latest=last, limit=1)["messages"][0]["ts"] == first
    assert refusal(client, "conversations.history", channel=ELSEWHERE) == "not_in_channel"


def test_a_thread_is_read_from_its_first_message_on(slack: Slack) -> None:
    client, root = bot(slack), slack.say(SUPPORT, "root")
    replies = [slack.say(SUPPORT, f"reply {at}", thread=root) for at in range(3)]

    whole = client.conversations_replies(channel=SUPPORT, ts=root)
    page = client.conversations_replies(channel=SUPPORT, ts=root, limit=2)
    by_reply = client.conversations_replies(channel=SUPPORT, ts=replies[1])

    assert [message["text"] for message in whole["messages"]] == ["root", "reply 0", "reply 1", "reply 2"]
    assert whole["messages"][0]["latest_reply"] == replies[2]
    assert (len(page["messages"]), page["has_more"]) == (2, True)
    assert by_reply["messages"] == whole["messages"]
    assert refusal(client, "conversations.replies", channel=SUPPORT, ts="1.0") == "thread_not_found"


def test_direct_messages_are_opened_with_a_person(slack: Slack) -> None:
    client = bot(slack)
    opened = client.conversations_open(users=[BEN])["channel"]["id"]

    posted = client.chat_postMessage(channel=BEN, text="hello")

    assert posted["channel"] == opened
    assert client.conversations_open(users=BEN, return_im=True)["channel"]["is_im"] is True
    assert refusal(client, "conversations.open", users="U0") == "user_not_found"
    assert refusal(client, "conversations.open") == "not_enough_users"


def test_a_public_channel_can_be_joined() -> None:
    with Slack(manifest=generous_manifest()) as slack:
        client = bot(slack)
        client.conversations_join(channel=ELSEWHERE)

        assert client.chat_postMessage(channel="#random", text="here now")["channel"] == ELSEWHERE
        assert client.conversations_join(channel=ELSEWHERE)["warning"] == "already_in_channel"
        assert refusal(client, "conversations.join", channel=ARCHIVED) == "is_archived"
        assert refusal(client, "conversations.join", channel=LEADS_ONLY) == "method_not_supported_for_channel_type"


def test_the_app_can_be_brought_in_and_removed() -> None:
    with Slack(manifest=generous_manifest()) as slack:
        slack.invite(ELSEWHERE)
        assert bot(slack).chat_postMessage(channel=ELSEWHERE, text="x")["ok"]

        slack.remove_from(ELSEWHERE)
        assert refusal(bot(slack), "chat.postMessage", channel=ELSEWHERE, text="x") == "not_in_channel"


def test_everybody_is_what_they_are(slack: Slack) -> None:
    client = bot(slack)

    def facts(user: str) -> tuple[object, ...]:
        told = client.users_info(user=user)["user"]
        return (told["is_restricted"], told["is_bot"], told.get("is_stranger", False), told["team_id"])

    assert facts(ANA) == (False, False, False, TEAM_ID)
    assert facts(GUEST) == (True, False, False, TEAM_ID)
    assert facts(STRANGER) == (False, False, True, OTHER_TEAM_ID)
    assert facts(BOT_USER_ID) == (False, True, False, TEAM_ID)
    assert client.users_info(user=ANA)["user"]["is_admin"] is True
    assert refusal(client, "users.info", user="U0") == "user_not_found"
    assert len(client.users_list()["members"]) == 6


def test_addresses_need_a_scope_of_their_own(slack: Slack) -> None:
    assert bot(slack).users_lookupByEmail(email="ana@example.com")["user"]["id"] == ANA
    assert refusal(bot(slack), "users.lookupByEmail", email="nobody@example.com") == "users_not_found"
    with Slack(manifest=generous_manifest(without="users:read.email")) as stingy:
        assert "email" not in bot(stingy).users_info(user=ANA)["user"]["profile"]


def test_channels_of_a_person_are_those_shared_with_the_app(slack: Slack) -> None:
    client = bot(slack)

    assert [it["id"] for it in client.users_conversations(user=GUEST)["channels"]] == [SUPPORT]
    assert [it["id"] for it in client.users_conversations(types="private_channel")["channels"]] == [LEADS_ONLY]


def test_user_groups_have_members(slack: Slack) -> None:
    client = bot(slack)

    groups = client.usergroups_list(include_users=True)["usergroups"]
    assert [(group["id"], group["handle"], group["users"]) for group in groups] == [(LEADS, "support-leads", [ANA])]
    assert "users" not in client.usergroups_list()["usergroups"][0]
    assert client.usergroups_users_list(usergroup=LEADS)["users"] == [ANA]
    assert refusal(client, "usergroups.users.list", usergroup="S0") == "no_such_subteam"


def test_the_workspace_and_the_bots_have_names(slack: Slack) -> None:
    client = bot(slack)

    assert client.team_info()["team"]["id"] == TEAM_ID
    assert client.bots_info(bot=BOT_ID)["bot"]["user_id"] == BOT_USER_ID
    assert refusal(client, "bots.info", bot="B0") == "bot_not_found"
