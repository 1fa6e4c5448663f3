"""Whatever stands in the texts and names of cases does nothing where it is shown: in Slack, a terminal, the page."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from slack_sdk import WebClient

from bot.blocks.messages import answer_message
from bot.playground.local_slack import SUPPORT, LocalSlack
from groundswell import main
from knowledge.answers.answer import Answer
from knowledge.answers.answerer import Answerer
from knowledge.settings import Settings
from tests.browser import open_window
from tests.builders import a_case, an_event
from tests.homes import Home
from tests.test_bot_blocks_properties import assert_inert, markup_in
from tests.world import NOW, real_embedder

ODD = "<!channel> <@U123> <#C1> @here *bold* _x_ ~x~ `code` &lt;b&gt; <b>x</b> <img src=x onerror='window.hacked=1'>"
LIVE = "http://evil.example [a](http://evil.example) ![](http://evil.example/p.png) evil.example :tada: :+1:"
STEERING = "\x1b[31m\x9b2J\r\x07\u202edlrow\u2066\u200b\x00"
HOSTILE = f"> charged twice {ODD} {LIVE} {STEERING}\n> quote\n# heading\n* list"
ODD_ID = "C*7*\x1b[2J<@U9>:tada:"
NAMED = "*Billing* <!here> :tada:\x1b[31m"
QUESTIONS = [
    "Show me cases similar to: charged twice",
    f"Summarise {ODD_ID}",
    "Escalations by product in October 2026",
    "Escalations by product per week in October 2026",
    "List the cases that escalated in October 2026",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose cases are hostile in every column."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    with closing(Home(folder, embedder=real_embedder())) as home:
        for at, case_id in enumerate([ODD_ID, "C-2", "C-3", "C-4"]):
            told = dict.fromkeys(("subject", "description", "resolution"), f"{HOSTILE} {at}")
            named = dict.fromkeys(("outcome", "product", "category", "team", "region", "account_name"), NAMED)
            home.save(a_case(case_id, url="https://desk.example/a?b=1&c=2", **told, **named))
            home.record(
                an_event("handoff", "2026-10-05 09:00", case_id=case_id, to_team=NAMED, actor=NAMED, note=HOSTILE),
                an_event("escalated", "2026-10-06", case_id=case_id, reason=HOSTILE, note=HOSTILE, actor=NAMED),
            )
        home.refresh(now=NOW)
    return folder


@pytest.fixture(scope="module")
def answers(folder: Path) -> Iterator[list[Answer]]:
    with closing(Home(folder, embedder=real_embedder())) as home, home.knowledge() as knowledge:
        answerer = Answerer(knowledge, now=lambda: NOW)
        yield [answerer.answer(question) for question in QUESTIONS]


def test_nothing_of_a_case_does_anything_in_slack(answers: list[Answer]) -> None:
    for answer in answers:
        message = answer_message(answer)
        assert_inert(
            message.text, *(text for blocks in (message.blocks, message.plain) for text in markup_in(list(blocks)))
        )


@pytest.mark.parametrize("arguments", [["ask", question] for question in QUESTIONS] + [["similar", "charged twice"]])
def test_a_terminal_gets_nothing_that_it_would_obey(
    folder: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for form in ([], ["--json"]):
        with pytest.raises(SystemExit):
            main([*arguments, *form], Settings(groundswell_home=folder, groundswell_now=NOW))
        said = capsys.readouterr()
        assert {one for one in said.out + said.err if not one.isprintable()} <= {"\n"}
        if form:
            json.loads(said.out)


def test_nothing_of_a_case_does_anything_on_the_page(answers: list[Answer], browser: Browser) -> None:
    with LocalSlack(ping_seconds=0.2) as slack, open_window(browser, slack.url) as window:
        client = WebClient(token=slack.bot_token, base_url=slack.api_url)
        for answer in answers:
            message = answer_message(answer)
            sent = client.chat_postMessage(channel=SUPPORT, text=message.text, blocks=list(message.blocks))
            # The message itself is waited for: the one before it says "Billing" too.
            expect(window.page.locator(f"#main .messages > li[data-ts='{sent['ts']}']")).to_contain_text("Billing")
        shown = window.page.locator("#main .messages")

        live = shown.locator("script, img, b, blockquote, h1, .emoji, code, s")
        assert [one.evaluate("(it) => it.outerHTML") for one in live.all()] == []
        for live in shown.locator("a[href^='http']").all():
            assert str(live.get_attribute("href")).startswith(("https://desk.example/", slack.url))
        assert window.page.evaluate("() => window.hacked") is None
