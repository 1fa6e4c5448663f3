"""The whole assistant over the real protocol: everything it listens to, with its real parts, in a local Slack."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.blocks.payloads import (
    ASK_FORM,
    ASK_SHORTCUT,
    ASK_TEXT,
    COMMAND,
    COMMENT,
    FEEDBACK,
    FEEDBACK_REASON,
    HOW_COMPUTED,
    REASON,
    SHARE,
    SHOW_CASES,
    SIMILAR_SHORTCUT,
    Reason,
)
from bot.people.directory import Kind
from bot.people.doorkeeper import NOT_AMONG, REFUSALS
from bot.playground.local_slack import ANA, BEN, BILLING, GUEST, SHARED, STRANGER, SUPPORT, LocalSlack
from bot.serving.serve import by_socket
from knowledge.answers.answer import Answer, Number, Receipt, Status
from knowledge.answers.computation import Computation
from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.redaction.redactor import Redactor
from knowledge.settings import Settings
from tests.block_kit.builders import a_case, an_answer
from tests.listening import FixedAsked, FixedOverviews, KeptAnswers, an_overview, as_soon_as
from tests.slack_fixtures import access_to, local_slack

RECEIPT = Receipt(id="r1", generation="g1", as_of=datetime(2026, 11, 22, tzinfo=UTC), timezone="UTC", definition="d")
ESCALATIONS = Number(metric="escalations", value=41, n=41, unit="cases")
SECRET = "zanzibar"
"""A word of customers, which no log may hold."""

ROLES = f"""
[roles.trial]
users = ["{BEN}"]
where = {{ product = ["Login"] }}

[channels.{BILLING}]
where = {{ product = ["Billing"] }}
"""


@dataclass
class Segmented:
    """An Answerer whose answers tell which products may be seen in them, and name a case of a customer."""

    asked: list[tuple[str, Seen]] = field(default_factory=list)
    kept: KeptAnswers = field(default_factory=lambda: KeptAnswers({}))

    def answer(
        self,
        question: str,
        *,
        thread: str | None = None,
        user: str | None = None,
        seen: Seen = EVERYTHING,
        message: str | None = None,
    ) -> Answer:
        self.asked.append((question, seen))
        if question == "which?":
            return an_answer("Which do you mean?", status=Status.CLARIFY, choices=[f"escalations in {SECRET}", "other"])
        if question == "boom?":
            raise RuntimeError(SECRET)
        headline = f"41 escalations in {' and '.join(seen.where.get('product', ['everything']))}."
        answer = an_answer(headline, question=question, numbers=[ESCALATIONS], receipt=RECEIPT)
        self.kept.answers["r1"] = answer
        return answer

    def similar(self, text_or_case_id: str, *, user: str | None = None, seen: Seen = EVERYTHING) -> Answer:
        self.asked.append((text_or_case_id, seen))
        return an_answer("One similar case.", cases=[a_case(subject=f"{SECRET} cannot log in")], receipt=RECEIPT)

    def again(self, receipt_id: str, *, seen: Seen = EVERYTHING) -> Answer:
        self.kept.again(receipt_id, seen=seen)
        return self.answer(self.kept.answers[receipt_id].question, seen=seen)

    def cases_of(self, receipt_id: str, *, seen: Seen = EVERYTHING) -> Answer:
        return an_answer("The cases.", cases=[a_case(subject=SECRET)], receipt=RECEIPT)

    def computation(self, receipt_id: str, *, seen: Seen = EVERYTHING) -> Computation:
        return self.kept.computation(receipt_id, seen=seen)


@dataclass(frozen=True, kw_only=True)
class Backed:
    """What the assistant is made from."""

    settings: Settings
    answerer: Segmented = field(default_factory=Segmented)
    overviews: FixedOverviews = field(
        default_factory=lambda: FixedOverviews(an_overview([f"Why did {SECRET} escalate?"]))
    )
    conversations: FixedAsked = field(default_factory=FixedAsked)
    redactor: Redactor = field(default_factory=Redactor)


@contextmanager
def _serving(folder: Path, roles: str = ROLES) -> Iterator[tuple[LocalSlack, Backed]]:
    """The assistant at work, with these roles."""
    path = folder / "access.toml"
    path.write_text(roles, encoding="utf-8")
    backing = Backed(settings=Settings(groundswell_home=folder, access_file=path))
    with local_slack() as slack, by_socket(access_to(slack), backing):
        slack.wait_for_sockets()
        yield slack, backing


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LocalSlack, Backed]]:
    with _serving(tmp_path_factory.mktemp("home")) as world:
        yield world


@pytest.fixture
def slack(world: tuple[LocalSlack, Backed]) -> LocalSlack:
    return world[0]


def _reply_to(slack: LocalSlack, ts: str) -> str:
    [reply] = slack.wait_for_replies(ts)
    return f"{reply.text} {reply.blocks}"


def test_a_mention_is_answered_in_its_thread(slack: LocalSlack) -> None:
    assert "41 escalations in everything." in _reply_to(slack, slack.mention(SUPPORT, "how many?"))


def test_a_channel_is_told_of_its_own_segment_even_when_another_one_is_asked_about(slack: LocalSlack) -> None:
    before = len(slack.ephemerals(ANA))
    reply = _reply_to(slack, slack.mention(BILLING, "how many in Login?"))

    assert "41 escalations in Billing." in reply
    assert "everything" not in reply
    alone = slack.wait_for_ephemeral(ANA, before + 1)
    assert "41 escalations in everything." in f"{alone.text} {alone.blocks}"


def test_a_person_of_another_segment_is_not_shown_more_by_asking_in_a_channel(slack: LocalSlack) -> None:
    assert "41 escalations in Login." in _reply_to(slack, slack.mention(SUPPORT, "how many?", BEN))


@pytest.mark.parametrize(("user", "channel", "kind"), [(GUEST, SUPPORT, Kind.GUEST), (STRANGER, SHARED, Kind.STRANGER)])
def test_guests_and_strangers_are_refused_in_a_sentence(slack: LocalSlack, user: str, channel: str, kind: Kind) -> None:
    assert REFUSALS[kind] in _reply_to(slack, slack.mention(channel, "how many?", user))


def test_whoever_has_no_role_is_told_who_can_change_that(tmp_path: Path) -> None:
    with _serving(tmp_path, "[default]\nmay_ask = false") as (slack, backing):
        reply = _reply_to(slack, slack.mention(SUPPORT, "how many?"))

    assert NOT_AMONG in reply
    assert backing.answerer.asked == []


def test_a_follow_up_needs_no_mention(slack: LocalSlack) -> None:
    root = slack.mention(SUPPORT, "how many?")
    slack.wait_for_replies(root)

    slack.say(SUPPORT, "and last month?", thread=root)

    assert len(slack.wait_for_replies(root, 2)) == 2


def test_an_answer_to_the_command_is_private_and_can_be_shared_with_what_the_channel_may_see(slack: LocalSlack) -> None:
    before = len(slack.ephemerals(ANA))
    assert slack.command(BILLING, f"{COMMAND} how many?")
    answer = slack.wait_for_ephemeral(ANA, before + 1)
    assert "41 escalations in everything." in answer.text

    slack.click(answer, SHARE)

    shared = as_soon_as(lambda: [it for it in slack.in_channel(BILLING) if "Shared by" in it.text], "the shared answer")
    assert "41 escalations in Billing." in shared[0].text


def _ask_and_follow_up(slack: LocalSlack) -> None:
    root = slack.mention(SUPPORT, f"how many for {SECRET}?")
    slack.wait_for_replies(root)
    slack.say(SUPPORT, f"and for {SECRET} in May?", thread=root)
    slack.wait_for_replies(root, 2)
    slack.edit(SUPPORT, root, f"<@U0GROUNDSWELL> how many of {SECRET}?")
    slack.delete(SUPPORT, slack.say(SUPPORT, SECRET))


def _fail(slack: LocalSlack) -> None:
    slack.wait_for_replies(slack.direct_message("boom?"))
    slack.wait_for_replies(slack.share_file(slack.direct_channel(), f"{SECRET}.csv"))
    slack.wait_for_replies(slack.say(SUPPORT, f"<@U0GROUNDSWELL> {SECRET}", "U5HELPDESK"))
    slack.wait_for_replies(slack.mention(SUPPORT, SECRET, GUEST))


def _choose(slack: LocalSlack) -> None:
    root = slack.direct_message("which?")
    [unclear] = slack.wait_for_replies(root)
    slack.click(unclear, "choose:0")
    slack.wait_for_replies(root, 2)


def _look_closer(slack: LocalSlack) -> None:
    [answer] = slack.wait_for_replies(slack.direct_message(f"how many of {SECRET}?"))
    for action in (SHOW_CASES, HOW_COMPUTED):
        slack.click(answer, action)
        as_soon_as(lambda: "Looking through" not in str(slack.wait_for_view().content), "what was looked for")
        slack.close_view(slack.wait_for_view(), everything=True)
    slack.fail_next("views.open", "expired_trigger_id")
    before = len(slack.ephemerals())
    slack.click(answer, SHOW_CASES)
    slack.wait_for_ephemeral(ANA, before + 1)


def _complain(slack: LocalSlack) -> None:
    [answer] = slack.wait_for_replies(slack.direct_message("how many?"))
    before = len(slack.ephemerals())
    slack.click(answer, FEEDBACK, value='{"is_good":false,"receipt":"r1"}')
    form = slack.wait_for_view(callback_id=FEEDBACK_REASON)
    slack.submit(form, {REASON: Reason.UNCLEAR.value, COMMENT: SECRET})
    slack.wait_for_ephemeral(ANA, before + 1)


def _ask_in_private(slack: LocalSlack) -> None:
    before = len(slack.ephemerals())
    slack.command(SUPPORT, f"{COMMAND} similar {SECRET} cannot log in")
    slack.wait_for_ephemeral(ANA, before + 1)
    slack.message_shortcut(SIMILAR_SHORTCUT, SUPPORT, slack.say(SUPPORT, f"{SECRET} is angry"))
    slack.wait_for_ephemeral(ANA, before + 2)


def _fill_in(slack: LocalSlack) -> None:
    slack.global_shortcut(ASK_SHORTCUT)
    slack.submit(slack.wait_for_view(callback_id=ASK_FORM), {ASK_TEXT: f"how many of {SECRET}?"})
    _answered_below_its_question(slack, f"You asked: how many of {SECRET}?")


def _go_home(slack: LocalSlack) -> None:
    slack.open_messages()
    slack.open_home()
    slack.click(slack.wait_for_home(), "ask_this:0")
    _answered_below_its_question(slack, f"You asked: Why did {SECRET} escalate?")


def _answered_below_its_question(slack: LocalSlack, asked: str) -> None:
    direct = slack.direct_channel()
    [root] = as_soon_as(lambda: [it for it in slack.in_channel(direct) if it.text == asked], "the question")
    assert slack.wait_for_replies(root.ts)


EVERYTHING_PEOPLE_DO: list[Callable[[LocalSlack], None]] = [
    _ask_and_follow_up,
    _fail,
    _choose,
    _look_closer,
    _complain,
    _ask_in_private,
    _fill_in,
    _go_home,
]


@pytest.mark.parametrize("do", EVERYTHING_PEOPLE_DO)
def test_everything_is_answered_and_no_log_holds_what_was_asked_or_stored(
    slack: LocalSlack, do: Callable[[LocalSlack], None], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "bot"), caplog.at_level(logging.DEBUG, "knowledge"):
        do(slack)

    logged = [f"{vars(record)}" for record in caplog.records if record.name.split(".")[0] in ("bot", "knowledge")]
    assert [line for line in logged if SECRET in line] == []


def test_what_anybody_else_logs_above_debug_holds_nothing_of_it_either(
    slack: LocalSlack, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        for do in EVERYTHING_PEOPLE_DO[:3]:
            do(slack)

    assert [record.name for record in caplog.records if SECRET in str(vars(record))] == []
