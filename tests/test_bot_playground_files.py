"""The local Slack takes files as Slack does: in three steps, and shares them a moment later."""

import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.playground.local_slack import ELSEWHERE, SUPPORT, LocalSlack
from tests.bolt_apps import a_section, bot, generous_manifest, refusal, refused


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(manifest=generous_manifest(), share_seconds=0.05) as slack:
        yield slack


def uploaded(client: WebClient, root: str, comment: str | None = None) -> Any:  # noqa: ANN401  what the SDK gives
    return client.files_upload_v2(
        filename="chart.png",
        content=b"picture",
        title="Chart",
        alt_txt="A line",
        channel=SUPPORT,
        thread_ts=root,
        initial_comment=comment,
    )


def picture(file_id: str) -> dict[str, object]:
    return {"type": "image", "alt_text": "A line", "slack_file": {"id": file_id}}


def test_a_file_that_is_uploaded_is_shared_a_moment_later(slack: LocalSlack) -> None:
    client, root = bot(slack), slack.say(SUPPORT, "well?")

    file = uploaded(client, root, "Here")["file"]
    [shared] = slack.wait_for_replies(root)

    assert (shared.text, shared.subtype) == ("Here", "file_share")
    assert [(it["id"], it["title"], it["alt_txt"]) for it in shared.files] == [(file["id"], "Chart", "A line")]
    told = client.files_info(file=file["id"])["file"]
    assert told["shares"]["public"][SUPPORT][0]["ts"] == shared.ts
    assert urllib.request.urlopen(told["url_private"]).read() == b"picture"


def test_a_block_can_name_a_file_only_when_it_is_ready(slack: LocalSlack) -> None:
    client, root = bot(slack), slack.say(SUPPORT, "well?")
    file = uploaded(client, root)["file"]

    at_once = refused(client, "chat.postMessage", channel=SUPPORT, text="x", blocks=[picture(file["id"])])
    slack.wait_for_replies(root)

    assert at_once["error"] == "invalid_blocks"
    assert "invalid slack file" in str(at_once["errors"])
    assert client.chat_postMessage(channel=SUPPORT, text="x", blocks=[picture(file["id"])])["ok"]
    assert refusal(client, "chat.postMessage", channel=SUPPORT, text="x", blocks=[picture("F0"), a_section()]) == (
        "invalid_blocks"
    )


def test_a_file_is_shared_where_the_app_may_write(slack: LocalSlack) -> None:
    client = bot(slack)
    wanted = client.files_getUploadURLExternal(filename="a.txt", length=1)
    files = [{"id": wanted["file_id"]}]

    assert refusal(client, "files.completeUploadExternal", files=files, channel_id=SUPPORT) == "file_not_found"
    assert refusal(client, "files.completeUploadExternal", files=files, channel_id=ELSEWHERE) == "not_in_channel"
    assert refusal(client, "files.completeUploadExternal", files=[]) == "invalid_arguments"
    assert refusal(client, "files.getUploadURLExternal", filename="a.txt") == "invalid_arguments"
    assert refusal(client, "files.info", file="F0") == "file_not_found"


def test_an_upload_address_takes_one_file(slack: LocalSlack) -> None:
    client = bot(slack)
    wanted = client.files_getUploadURLExternal(filename="a.txt", length=2)
    request = urllib.request.Request(wanted["upload_url"], data=b"ab", method="POST")

    assert urllib.request.urlopen(request).read() == b"OK - 2"
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(request)
    assert error.value.code == 404
    error.value.close()


def test_a_file_can_be_uploaded_as_a_form(slack: LocalSlack) -> None:
    client = bot(slack)
    wanted = client.files_getUploadURLExternal(filename="a.txt", length=2)
    body = (
        b'--b\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n'
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nab\r\n--b--\r\n'
    )
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    request = urllib.request.Request(wanted["upload_url"], data=body, headers=headers, method="POST")

    assert urllib.request.urlopen(request).read() == b"OK - 2"
    completed = client.files_completeUploadExternal(files=[{"id": wanted["file_id"], "title": "A"}])
    assert completed["files"][0]["title"] == "A"


def test_people_share_files_too(slack: LocalSlack) -> None:
    ts = slack.share_file(SUPPORT, "log.txt")

    message = bot(slack).conversations_history(channel=SUPPORT, oldest=ts, inclusive=True)["messages"][0]

    assert (message["subtype"], message["text"], message["files"][0]["name"]) == ("file_share", "", "log.txt")
