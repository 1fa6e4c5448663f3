"""The page is told what one person sees, and acts for them."""

import asyncio
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from bot.playground.local_slack import ANA, BEN, ELSEWHERE, GUEST, SUPPORT, LocalSlack
from bot.playground.workspace.changes import Changes
from bot.playground.workspace.manifest import Manifest
from tests.bolt_apps import a_button, a_modal, a_section, bot, generous_manifest, listening

Json = dict[str, Any]


def register(app: App) -> None:
    @app.command("/escalations")
    def command(ack: Ack) -> None:
        ack("Here is help.")

    @app.action("press")
    def press(ack: Ack, body: Json) -> None:
        ack()
        app.client.views_open(trigger_id=body["trigger_id"], view=a_modal())

    @app.view("form")
    def form(ack: Ack) -> None:
        ack(response_action="errors", errors={"words": "No."})

    @app.shortcut("similar_cases")
    def similar(ack: Ack) -> None:
        ack()

    @app.shortcut("ask_escalations")
    def ask(ack: Ack, body: Json) -> None:
        ack()
        app.client.views_open(trigger_id=body["trigger_id"], view=a_modal())

    app.event("message")(lambda: None)
    app.event("app_mention")(lambda: None)
    app.event("app_home_opened")(lambda: None)
    app.event("agent_session_stopped")(lambda: None)


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(manifest=generous_manifest(), ping_seconds=0.2) as slack, listening(slack, register):
        yield slack


def state(slack: LocalSlack, user: str = ANA) -> Json:
    with urllib.request.urlopen(f"{slack.url}page/state?user={user}") as answer:
        found: Json = json.load(answer)
    return found


def do(slack: LocalSlack, what: str, user: str = ANA, **body: Any) -> Json:  # noqa: ANN401  any field
    return sent(slack, what, json.dumps({"user": user, **body}).encode())


def sent(slack: LocalSlack, what: str, body: bytes, **headers: str) -> Json:
    kinds = {"Content-Type": "application/json", **{name.replace("_", "-"): it for name, it in headers.items()}}
    request = urllib.request.Request(f"{slack.url}page/{what}", data=body, headers=kinds, method="POST")
    try:
        with urllib.request.urlopen(request) as answer:
            found: Json = json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return {"status": error.code, "body": error.read().decode()}
    return found


def messages(slack: LocalSlack, channel: str = SUPPORT, user: str = ANA) -> list[Json]:
    found: list[Json] = state(slack, user)["messages"][channel]
    return found


def test_everybody_sees_their_own_channels(slack: LocalSlack) -> None:
    seen = state(slack)

    assert seen["me"] == {"id": ANA, "name": "ana"}
    assert {"id": GUEST, "name": "gina", "kind": "guest"} in seen["people"]
    channels = {channel["id"]: channel for channel in seen["channels"]}
    assert channels[SUPPORT] == {
        "id": SUPPORT,
        "name": "support",
        "kind": "channel",
        "archived": False,
        "has_app": True,
        "has_older": False,
    }
    assert channels[ELSEWHERE]["has_app"] is False
    assert seen["channels"][-1] == {
        "id": slack.direct_channel(),
        "name": "groundswell",
        "kind": "im",
        "archived": False,
        "has_app": True,
        "has_older": False,
    }
    assert {channel["id"] for channel in state(slack, GUEST)["channels"]} == {SUPPORT, slack.direct_channel(GUEST)}


def test_commands_shortcuts_and_prompts_are_those_of_the_manifest(slack: LocalSlack) -> None:
    seen = state(slack)

    assert [it["command"] for it in seen["commands"]] == ["/escalations"]
    assert {(it["callback_id"], it["type"]) for it in seen["shortcuts"]} == {
        ("similar_cases", "message"),
        ("ask_escalations", "global"),
    }
    assert seen["prompts"]["prompts"][0]["title"]


def test_what_is_typed_is_escaped_and_names_become_ids(slack: LocalSlack) -> None:
    assert do(slack, "say", channel=SUPPORT, text="@groundswell is 1 < 2 in #billing? @nobody") == {"ok": True}

    assert messages(slack)[-1]["text"] == "<@U0GROUNDSWELL> is 1 &lt; 2 in <#C2BILLING|billing>? @nobody"


def test_messages_can_be_edited_and_deleted(slack: LocalSlack) -> None:
    do(slack, "say", channel=SUPPORT, text="frist")
    ts = messages(slack)[-1]["ts"]

    do(slack, "edit", channel=SUPPORT, ts=ts, text="first")
    assert (messages(slack)[-1]["text"], messages(slack)[-1]["edited"]) == ("first", True)
    assert do(slack, "edit", BEN, channel=SUPPORT, ts=ts, text="mine")["ok"] is False

    do(slack, "delete", channel=SUPPORT, ts=ts)
    assert ts not in [message["ts"] for message in messages(slack)]


def test_an_ephemeral_message_is_shown_to_its_reader_only(slack: LocalSlack) -> None:
    do(slack, "command", BEN, channel=SUPPORT, text="/escalations help")

    last = messages(slack, user=BEN)[-1]
    assert (last["text"], last["ephemeral"], last["bot"]) == ("Here is help.", True, True)
    assert "Here is help." not in [message["text"] for message in messages(slack)]


def test_replies_say_where_they_belong(slack: LocalSlack) -> None:
    do(slack, "say", channel=SUPPORT, text="root")
    root = messages(slack)[-1]["ts"]
    do(slack, "say", channel=SUPPORT, text="reply", thread=root)

    assert messages(slack)[-1]["root"] == root


def test_a_click_a_form_and_its_errors(slack: LocalSlack) -> None:
    ts = bot(slack).chat_postMessage(channel=SUPPORT, text="x", blocks=[a_button()])["ts"]
    block_id = messages(slack)[-1]["blocks"][0]["block_id"]
    container = {"channel": SUPPORT, "ts": ts}

    click = do(slack, "click", container=container, block_id=block_id, action_id="press", action={"value": "v"})
    assert click == {"ok": True}
    slack.wait_for_view()
    [view] = state(slack)["modals"]
    do(slack, "submit", view_id=view["id"], state={"words": {"typed": {"value": "x"}}})

    assert state(slack)["modals"][0]["errors"] == {"words": "No."}
    assert do(slack, "close", view_id=view["id"]) == {"ok": True}
    assert state(slack)["modals"] == []
    assert do(slack, "close", view_id=view["id"]) == {"ok": False, "error": "That form is not open any more."}
    gone = do(slack, "click", container={"channel": SUPPORT, "ts": "1.0"}, action_id="press")
    assert gone["ok"] is False


def test_shortcuts_tabs_and_the_stop_button(slack: LocalSlack) -> None:
    ts = slack.say(SUPPORT, "well?")

    assert do(slack, "shortcut", callback_id="similar_cases", channel=SUPPORT, ts=ts) == {"ok": True}
    assert do(slack, "shortcut", callback_id="ask_escalations") == {"ok": True}
    assert do(slack, "home") == {"ok": True}
    assert do(slack, "messages") == {"ok": True}
    assert do(slack, "stop", channel=SUPPORT, root=ts)["error"] == "Nothing is being answered there."
    bot(slack).agents_sessions_setStatus(channel_id=SUPPORT, thread_ts=ts, status="processing")
    assert do(slack, "stop", channel=SUPPORT, root=ts) == {"ok": True}


def test_a_click_in_the_home_is_told(slack: LocalSlack) -> None:
    bot(slack).views_publish(user_id=ANA, view={"type": "home", "blocks": [a_section(), a_button()]})
    home = state(slack)["home"]

    clicked = do(slack, "click", container={"view_id": home["id"]}, action_id="press")

    assert clicked == {"ok": True}
    assert (home["type"], bool(home["hash"])) == ("home", True)


def test_streams_statuses_and_sessions_are_shown(slack: LocalSlack) -> None:
    client, channel = bot(slack), slack.direct_channel()
    ts = slack.direct_message("well?")
    client.agents_sessions_setStatus(channel_id=channel, thread_ts=ts, status="processing")
    client.assistant_threads_setStatus(channel_id=channel, thread_ts=ts, status="thinks", loading_messages=["a"])
    seen = state(slack)
    assert {"channel": channel, "root": ts, "status": "thinks", "loading_messages": ["a"]} in seen["statuses"]
    assert ("processing", ts) in {(it["status"], it["root"]) for it in seen["sessions"]}

    client.chat_startStream(channel=channel, thread_ts=ts, markdown_text="So ")

    last = messages(slack, channel)[-1]
    assert (last["text"], last["streaming"]) == ("So ", True)


def test_the_app_is_invited_by_a_command(slack: LocalSlack) -> None:
    do(slack, "say", channel=ELSEWHERE, text="@groundswell hello")
    [notice] = [it for it in state(slack)["notices"] if "/invite" in it["text"]]

    do(slack, "command", channel=ELSEWHERE, text="/invite @groundswell")
    do(slack, "dismiss", notice=notice["id"])

    seen = state(slack)
    assert next(it for it in seen["channels"] if it["id"] == ELSEWHERE)["has_app"] is True
    assert notice not in seen["notices"]


def test_what_cannot_be_done_is_said_in_a_sentence(slack: LocalSlack) -> None:
    assert do(slack, "command", channel=SUPPORT, text="/weather") == {"ok": False, "error": "There is no such command."}
    assert do(slack, "say", "U0", channel=SUPPORT, text="x")["error"] == "There is nobody with that id."
    assert do(slack, "say", channel=SUPPORT)["status"] == 400
    assert do(slack, "dance")["status"] == 404
    with pytest.raises(urllib.error.HTTPError) as error:
        state(slack, "U0")
    error.value.close()


def test_changes_are_told_at_once_and_as_they_happen(slack: LocalSlack) -> None:
    with urllib.request.urlopen(f"{slack.url}page/changes?user={ANA}") as stream:
        assert stream.readline().startswith(b"retry: ")
        first = json.loads(stream.readline().removeprefix(b"data: "))["version"]
        stream.readline()
        slack.say(SUPPORT, "news")
        second = json.loads(stream.readline().removeprefix(b"data: "))["version"]

    assert second > first


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Content-Type": "text/plain"}, 415),
    ],
)
def test_pages_from_elsewhere_do_nothing_here(slack: LocalSlack, headers: dict[str, str], status: int) -> None:
    body = json.dumps({"user": ANA, "channel": SUPPORT, "text": "x"}).encode()
    request = urllib.request.Request(
        f"{slack.url}page/say", data=body, headers={"Content-Type": "application/json", **headers}, method="POST"
    )

    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(request)

    assert error.value.code == status
    error.value.close()


def test_the_web_api_too_is_closed_to_pages_from_elsewhere(slack: LocalSlack) -> None:
    request = urllib.request.Request(f"{slack.api_url}api.test", headers={"Host": "evil.example"})

    with pytest.raises(urllib.error.HTTPError, match="403") as error:
        urllib.request.urlopen(request)

    error.value.close()


def test_the_page_and_its_files_are_served_and_no_others(slack: LocalSlack) -> None:
    with urllib.request.urlopen(slack.url) as page:
        assert page.headers["content-type"].startswith("text/html")
    for name in ("missing.js", "../state.py", "..%2F..%2Fmanifest.json"):
        with pytest.raises(urllib.error.HTTPError, match="404") as error:
            urllib.request.urlopen(f"{slack.url}page/assets/{name}")
        error.value.close()


def test_only_the_newest_messages_of_a_channel_are_shown_and_what_they_reply_to() -> None:
    with LocalSlack(manifest=generous_manifest()) as slack:
        root = slack.say(SUPPORT, "root")
        for at in range(250):
            slack.say(SUPPORT, str(at))
        slack.say(SUPPORT, "reply", thread=root)

        assert [it["text"] for it in messages(slack)] == ["root", *(str(at) for at in range(51, 250)), "reply"]
        assert next(it for it in state(slack)["channels"] if it["id"] == SUPPORT)["has_older"] is True


def test_the_page_knows_whether_the_app_is_connected() -> None:
    with LocalSlack(manifest=generous_manifest(), ping_seconds=0.2) as slack:
        assert state(slack)["connected"] is False

        with listening(slack, register):
            assert state(slack)["connected"] is True


def test_who_waits_for_a_change_is_told_of_the_next_one() -> None:
    async def waited() -> int:
        changes = Changes()
        waiting = asyncio.create_task(changes.after(0))
        await asyncio.sleep(0)
        changes.note()
        return await waiting

    assert asyncio.run(waited()) == 1


def test_files_and_what_the_app_suggests_are_shown(slack: LocalSlack) -> None:
    client, channel = bot(slack), slack.direct_channel(BEN)
    client.assistant_threads_setSuggestedPrompts(
        channel_id=channel, title="Ask", prompts=[{"title": "Why?", "message": "Why so many?"}]
    )
    slack.share_file(channel, "chart.png", BEN)

    seen = state(slack, BEN)
    [file] = seen["messages"][channel][-1]["files"]
    assert seen["prompts"] == {"title": "Ask", "prompts": [{"title": "Why?", "message": "Why so many?"}]}
    with urllib.request.urlopen(file["url"]) as shown:
        assert shown.headers["content-type"] == "image/png"
        assert shown.headers["content-security-policy"] == "sandbox"


def test_an_app_without_suggestions_has_none() -> None:
    with LocalSlack(manifest=Manifest(content={})) as slack:
        assert state(slack)["prompts"] is None
        assert do(slack, "home")["error"] == "The app's manifest does not switch that tab on."


def test_a_socket_is_closed_to_pages_from_elsewhere(slack: LocalSlack) -> None:
    url = WebClient(token=slack.app_token, base_url=slack.api_url).apps_connections_open(app_token=slack.app_token)

    with pytest.raises(InvalidStatus):
        connect(url["url"], origin=Origin("http://evil.example"))
