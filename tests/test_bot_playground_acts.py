"""The local Slack tells the app what people do, and shows them what the app makes of it."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.delivery.line import Delivery, Kind
from bot.playground.local_slack import ANA, BEN, ELSEWHERE, SUPPORT, LocalSlack
from bot.playground.workspace.ids import LEADS_ONLY
from bot.playground.workspace.refusals import Refused
from tests.bolt_apps import a_button, a_modal, a_section, bot, generous_manifest, listening, plain, refusal
from tests.listening import as_soon_as

Body = dict[str, Any]


class Ear:
    """Notes what the app is told, and answers commands by their text."""

    def __init__(self) -> None:
        self.heard: list[Body] = []

    def register(self, app: App) -> None:
        app.command("/escalations")(self.on_command)
        app.shortcut("similar_cases")(self.on_anything)
        app.shortcut("ask_escalations")(self.on_anything)
        app.action("press")(self.on_anything)
        app.action("vote")(self.on_anything)
        app.action("pick")(self.on_anything)
        app.event("app_home_opened")(self.on_event)
        app.event("app_context_changed")(self.on_event)
        app.event("agent_session_stopped")(self.on_event)
        app.event("message")(self.on_event)
        app.event("app_mention")(self.on_event)

    def on_command(self, ack: Ack, body: Body) -> None:
        self.heard.append(body)
        if body["text"] == "slow":
            time.sleep(1.3)
        if body["text"] == "blocks":
            ack(text="x", blocks=[a_section("from blocks")], response_type="in_channel")
        elif body["text"] == "wrong":
            ack(text="x", blocks=[{"type": "shout"}])
        elif body["text"] == "silent":
            ack()
        else:
            ack(f"You said: {body['text']}")

    def on_anything(self, ack: Ack, body: Body) -> None:
        ack()
        self.heard.append(body)

    def on_event(self, body: Body) -> None:
        self.heard.append(body["event"])

    def last(self, kind: str) -> Body:
        """The newest of a kind, as soon as there is one."""
        give_up = time.monotonic() + 5
        while time.monotonic() < give_up:
            for body in reversed(self.heard):
                if body.get("type") == kind:
                    return body
            time.sleep(0.01)
        raise TimeoutError(kind)


@pytest.fixture(scope="module")
def ear() -> Ear:
    return Ear()


@pytest.fixture(scope="module")
def slack(ear: Ear) -> Iterator[LocalSlack]:
    delivery = Delivery(ack_seconds=1)
    with (
        LocalSlack(manifest=generous_manifest(), ping_seconds=0.2, delivery=delivery) as slack,
        listening(slack, ear.register),
    ):
        yield slack


def test_a_command_is_told_as_a_form_would(slack: LocalSlack, ear: Ear) -> None:
    assert slack.command(SUPPORT, "/escalations ask  @ben about #billing ", BEN)

    told = ear.heard[-1]
    assert (told["command"], told["text"]) == ("/escalations", "ask  <@U2BEN> about <#C2BILLING|billing>")
    assert (told["user_id"], told["channel_id"], told["channel_name"]) == (BEN, SUPPORT, "support")
    assert all(isinstance(value, str) for value in told.values())


def test_channels_without_a_name_have_one_for_commands(slack: LocalSlack, ear: Ear) -> None:
    slack.command(LEADS_ONLY, "/escalations help")
    assert ear.heard[-1]["channel_name"] == "privategroup"

    slack.command(slack.direct_channel(), "/escalations help")
    assert ear.heard[-1]["channel_name"] == "directmessage"


def test_a_command_is_answered_to_who_gave_it(slack: LocalSlack) -> None:
    before = len(slack.ephemerals(BEN))
    slack.command(ELSEWHERE, "/escalations hello", BEN)

    assert slack.wait_for_ephemeral(BEN, before + 1).text == "You said: hello"


def test_an_answer_to_a_command_may_be_for_all(slack: LocalSlack) -> None:
    slack.command(SUPPORT, "/escalations blocks")

    assert slack.in_channel(SUPPORT)[-1].blocks[0]["text"]["text"] == "from blocks"


def test_a_command_that_is_only_acknowledged_shows_nothing(slack: LocalSlack) -> None:
    before = len(slack.ephemerals())
    slack.command(SUPPORT, "/escalations silent")

    assert len(slack.ephemerals()) == before


def test_a_late_answer_is_no_answer(slack: LocalSlack) -> None:
    assert not slack.command(SUPPORT, "/escalations slow", BEN)

    assert slack.notices(BEN)[-1] == "/escalations did not respond in time (operation_timeout)."


def test_an_answer_that_slack_would_not_show_is_refused(slack: LocalSlack) -> None:
    with pytest.raises(Refused, match="invalid_blocks"):
        slack.command(SUPPORT, "/escalations wrong")


def test_commands_and_shortcuts_are_those_of_the_manifest(slack: LocalSlack) -> None:
    with pytest.raises(Refused, match="unknown_command"):
        slack.command(SUPPORT, "/weather")
    with pytest.raises(Refused, match="unknown_shortcut"):
        slack.global_shortcut("similar_cases")


def test_a_message_shortcut_tells_the_message(slack: LocalSlack, ear: Ear) -> None:
    ts = slack.say(ELSEWHERE, "It is broken", BEN)
    assert slack.message_shortcut("similar_cases", ELSEWHERE, ts)

    told = ear.last("message_action")
    assert (told["message"]["text"], told["message_ts"], told["channel"]["id"]) == ("It is broken", ts, ELSEWHERE)
    assert told["response_url"]
    with pytest.raises(Refused, match="message_not_found"):
        slack.message_shortcut("similar_cases", ELSEWHERE, "1.0")


def test_a_global_shortcut_has_no_channel(slack: LocalSlack, ear: Ear) -> None:
    assert slack.global_shortcut("ask_escalations")

    told = ear.last("shortcut")
    assert "channel" not in told
    assert "response_url" not in told


def test_a_click_tells_where_it_was_made(slack: LocalSlack, ear: Ear) -> None:
    root = slack.say(SUPPORT, "well?")
    bot(slack).chat_postMessage(channel=SUPPORT, thread_ts=root, text="x", blocks=[a_button(value="7")])
    [message] = slack.wait_for_replies(root)

    assert slack.click(message, "press", BEN)

    told = ear.last("block_actions")
    assert told["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": SUPPORT,
        "is_ephemeral": False,
        "thread_ts": root,
    }
    [action] = told["actions"]
    assert (action["action_id"], action["value"], action["type"]) == ("press", "7", "button")
    assert told["user"]["id"] == BEN
    assert told["message"]["ts"] == message.ts
    assert told["state"] == {"values": {}}


def test_a_click_in_an_ephemeral_message_does_not_tell_its_content(slack: LocalSlack, ear: Ear) -> None:
    bot(slack).chat_postEphemeral(channel=SUPPORT, user=ANA, text="x", blocks=[a_button()])
    message = slack.ephemerals()[-1]

    slack.click(message, "press")

    told = ear.last("block_actions")
    assert told["container"]["is_ephemeral"] is True
    assert "message" not in told
    with pytest.raises(Refused, match="message_not_found"):
        slack.click(message, "press", BEN)


def test_only_what_is_there_can_be_clicked(slack: LocalSlack) -> None:
    bot(slack).chat_postMessage(channel=SUPPORT, text="x", blocks=[a_button()])

    with pytest.raises(Refused, match="element_not_found"):
        slack.click(slack.posted()[-1], "other")


def test_votes_and_choices_tell_what_was_chosen(slack: LocalSlack, ear: Ear) -> None:
    option = {"text": plain("One"), "value": "1"}
    feedback = {
        "type": "feedback_buttons",
        "action_id": "vote",
        "positive_button": {"text": plain("Good"), "value": "good"},
        "negative_button": {"text": plain("Bad"), "value": "bad"},
    }
    select = {"type": "static_select", "action_id": "pick", "placeholder": plain("Which?"), "options": [option]}
    blocks = [
        {"type": "context_actions", "elements": [feedback]},
        {"type": "actions", "block_id": "choices", "elements": [select]},
    ]
    bot(slack).chat_postMessage(channel=SUPPORT, text="x", blocks=blocks)
    message = slack.posted()[-1]

    slack.click(message, "vote", value="bad")
    assert ear.last("block_actions")["actions"][0]["value"] == "bad"
    slack.click(message, "pick", value="1")
    told = ear.last("block_actions")
    assert told["actions"][0]["selected_option"] == option
    assert told["state"]["values"] == {"choices": {"pick": {"type": "static_select", "selected_option": None}}}
    with pytest.raises(Refused, match="option_not_found"):
        slack.click(message, "pick", value="2")
    with pytest.raises(Refused, match="option_not_found"):
        slack.click(message, "vote", value="maybe")


def test_a_response_url_takes_five_replies(slack: LocalSlack, ear: Ear) -> None:
    slack.command(ELSEWHERE, "/escalations silent")
    respond = Respond(response_url=ear.heard[-1]["response_url"], proxy=None, ssl=None)

    replies = [respond(f"reply {at}") for at in range(6)]

    assert [reply.status_code for reply in replies] == [200] * 5 + [404]
    assert "used_url" in replies[-1].body
    assert slack.ephemerals()[-1].text == "reply 4"


def test_a_response_url_can_post_for_all_replace_and_delete(slack: LocalSlack, ear: Ear) -> None:
    bot(slack).chat_postEphemeral(channel=SUPPORT, user=ANA, text="first", blocks=[a_button()])
    message = slack.ephemerals()[-1]
    slack.click(message, "press")
    respond = Respond(response_url=ear.last("block_actions")["response_url"], proxy=None, ssl=None)

    respond("second", replace_original=True)
    replaced = slack.message(SUPPORT, message.ts)
    respond("third", response_type="in_channel", thread_ts=slack.say(SUPPORT, "root"))
    respond(delete_original=True)

    assert replaced is not None
    assert (replaced.text, replaced.only_to, replaced.blocks) == ("second", ANA, [])
    assert slack.posted()[-1].text == "third"
    assert slack.message(SUPPORT, message.ts) is None
    assert respond(delete_original=True).status_code == 400


def test_a_response_url_refuses_what_slack_refuses(slack: LocalSlack, ear: Ear) -> None:
    slack.command(SUPPORT, "/escalations silent")
    url = ear.heard[-1]["response_url"]

    def answer(url: str = url, **body: Any) -> str:  # noqa: ANN401  any field
        return str(Respond(response_url=url, proxy=None, ssl=None)(**body).body)

    assert "no_text" in answer()
    assert "invalid_blocks" in answer(text="x", blocks=[{"type": "shout"}])
    assert "invalid_arguments" in answer(text="x", response_type="loud")
    assert "invalid_url" in answer(f"{url}0", text="x")


def test_a_response_url_lasts_half_an_hour() -> None:
    now, ear = [time.time()], Ear()
    with (
        LocalSlack(manifest=generous_manifest(), ping_seconds=0.2, clock=lambda: now[0]) as slack,
        listening(slack, ear.register),
    ):
        slack.command(SUPPORT, "/escalations silent")
        now[0] += 1801

        respond = Respond(response_url=ear.heard[-1]["response_url"], proxy=None, ssl=None)
        assert "expired_url" in respond("late").body


def test_a_trigger_opens_one_view_within_three_seconds() -> None:
    now, ear = [time.time()], Ear()
    with (
        LocalSlack(manifest=generous_manifest(), ping_seconds=0.2, clock=lambda: now[0]) as slack,
        listening(slack, ear.register),
    ):
        slack.global_shortcut("ask_escalations")
        trigger = ear.last("shortcut")["trigger_id"]
        client = bot(slack)
        client.views_open(trigger_id=trigger, view=a_modal())
        assert slack.wait_for_view(callback_id="form").user == ANA
        assert refusal(client, "views.open", trigger_id=trigger, view=a_modal()) == "exchanged_trigger_id"
        assert refusal(client, "views.open", trigger_id="0", view=a_modal()) == "invalid_trigger_id"
        assert refusal(client, "views.open", view=a_modal()) == "invalid_arguments"

        slack.global_shortcut("ask_escalations", BEN)
        now[0] += 3.1
        late = [it for it in ear.heard if it.get("user", {}).get("id") == BEN][-1]["trigger_id"]
        assert refusal(client, "views.open", trigger_id=late, view=a_modal()) == "expired_trigger_id"


def test_opening_the_app_is_told_with_the_tab(slack: LocalSlack, ear: Ear) -> None:
    slack.open_messages()
    assert ear.last("app_home_opened")["tab"] == "messages"

    bot(slack).views_publish(user_id=BEN, view={"type": "home", "blocks": [a_section()]})
    slack.open_home(BEN)
    while ear.last("app_home_opened")["tab"] != "home":
        time.sleep(0.01)
    assert ear.last("app_home_opened")["view"]["type"] == "home"


def test_what_somebody_looks_at_beside_the_agent_is_told(slack: LocalSlack, ear: Ear) -> None:
    slack.look_at([{"type": "slack#/types/channel_id", "value": SUPPORT}])

    assert ear.last("app_context_changed")["context"]["entities"][0]["value"] == SUPPORT


def test_stopping_an_answer_ends_its_streams_and_leaves_the_rest_to_the_app(slack: LocalSlack, ear: Ear) -> None:
    root, client = slack.direct_message("well?"), bot(slack)
    channel = slack.direct_channel()
    with pytest.raises(Refused, match="not_processing"):
        slack.stop_answer(channel, root)
    client.agents_sessions_setStatus(channel_id=channel, thread_ts=root, status="processing")
    ts = client.chat_startStream(channel=channel, thread_ts=root, markdown_text="So ")["ts"]

    slack.stop_answer(channel, root)

    told = ear.last("agent_session_stopped")
    assert (told["channel"], told["thread_ts"], told["user"], told["streaming_message_ts"]) == (
        channel,
        root,
        ANA,
        [ts],
    )
    assert refusal(client, "chat.stopStream", channel=channel, ts=ts) == "message_not_in_streaming_state"
    assert slack.sessions()[channel, root].status == "processing"


def test_everything_that_is_acknowledged_is_timed(slack: LocalSlack) -> None:
    slack.say(SUPPORT, "hello")
    slack.command(SUPPORT, "/escalations help")
    slack.global_shortcut("ask_escalations")

    as_soon_as(lambda: {delay.kind for delay in slack.ack_delays()} == set(Kind), "an acknowledgement of each kind")


def test_a_stranger_to_the_workspace_does_nothing(slack: LocalSlack) -> None:
    with pytest.raises(Refused, match="user_not_found"):
        slack.command(SUPPORT, "/escalations help", "U0")


def test_a_client_that_is_refused_raises(slack: LocalSlack) -> None:
    client = WebClient(token=slack.bot_token, base_url=slack.api_url)

    with pytest.raises(SlackApiError, match="not_found"):
        client.views_update(view_id="V0", view=a_modal())
