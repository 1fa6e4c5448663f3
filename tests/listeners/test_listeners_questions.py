"""Which messages are questions, and what of them reaches the reception."""

from typing import Any

import pytest

from bot.inbox.inbox import Ending
from bot.listeners.events.fixed_replies import FILES
from bot.people.directory import Kind
from bot.people.doorkeeper import REFUSALS
from bot.playground.local_slack import ANA, BEN, SUPPORT
from bot.question import Place, Question, Way
from knowledge.errors import DatabaseUnavailable
from tests.listening import TEAM, Listening

HELPDESK = "U5HELPDESK"
ME = "<@U0GROUNDSWELL>"


def _answered(heard: Listening, text: str = "how many?") -> str:
    """A thread in which the assistant has replied."""
    ts = heard.slack.mention(SUPPORT, text)
    [question] = heard.reception.wait()
    heard.end(question)
    heard.reception.asked.clear()
    return ts


def _asked_after(heard: Listening, *ignored: str) -> list[str]:
    """The texts that were asked, once everything said before has been delivered."""
    for ts in ignored:
        heard.slack.redeliver(ts)
    heard.slack.mention(SUPPORT, "the last one")
    return [question.text for question in heard.reception.wait()][:-1]


def test_a_mention_is_one_question_though_slack_delivers_it_as_two_events(heard: Listening) -> None:
    ts = heard.slack.mention(SUPPORT, "how many?")
    heard.reception.wait()
    heard.slack.redeliver(ts)

    assert heard.reception.asked == [
        Question(
            key=f"{TEAM}:{SUPPORT}:{ts}",
            team=TEAM,
            user=ANA,
            way=Way.MENTION,
            text="how many?",
            place=Place(channel=SUPPORT, root=ts),
            thread=f"{SUPPORT}:{ts}",
        )
    ]


def test_a_direct_message_begins_a_thread_and_goes_on_in_it(heard: Listening) -> None:
    first = heard.slack.direct_message("how many?")
    heard.reception.wait()
    heard.slack.direct_message("and last month?", thread=first)

    one, other = heard.reception.wait(2)
    assert (one.way, one.place.root, one.thread) == (Way.DIRECT, first, other.thread)
    assert other.place.root == first


def test_a_follow_up_needs_no_mention_where_the_assistant_has_replied(heard: Listening) -> None:
    root = _answered(heard)

    heard.slack.say(SUPPORT, "and by product?", BEN, thread=root)

    [question] = heard.reception.wait()
    assert (question.way, question.text, question.user) == (Way.FOLLOW_UP, "and by product?", BEN)
    assert question.thread == f"{SUPPORT}:{root}"


@pytest.mark.parametrize(
    "text",
    [
        "<@U2BEN> can you look?",
        "<!here> look at this",
        "<!channel> by product?",
        "<!subteam^S1LEADS> by product?",
        "thanks!",
        "ok",
        "Thank you very much :pray:",
        ":tada:",
        "\N{PARTY POPPER}",
    ],
)
def test_in_such_a_thread_people_go_on_talking_to_each_other(heard: Listening, text: str) -> None:
    root = _answered(heard)

    said = heard.slack.say(SUPPORT, text, BEN, thread=root)

    assert _asked_after(heard, said) == []


def test_a_thread_without_a_reply_of_the_assistant_is_none_of_its_business(heard: Listening) -> None:
    root = heard.slack.say(SUPPORT, "how many escalations?")
    reply = heard.slack.say(SUPPORT, "and last month?", BEN, thread=root)

    assert _asked_after(heard, root, reply) == []


def test_a_reply_that_is_sent_to_the_channel_as_well_speaks_to_the_channel(heard: Listening) -> None:
    root = _answered(heard)
    event = {"type": "message", "subtype": "thread_broadcast", "channel": SUPPORT, "channel_type": "channel"}

    response = heard.event({**event, "user": BEN, "ts": "9.000001", "thread_ts": root, "text": "41 last month"})

    assert response.status == 200
    assert _asked_after(heard) == []


@pytest.mark.parametrize("text", ["", ":wave:", "\N{WAVING HAND SIGN}", "!!!"])
def test_a_mention_without_words_is_taken_like_a_question(heard: Listening, text: str) -> None:
    heard.slack.mention(SUPPORT, text)

    [question] = heard.reception.wait()
    assert question.text == text


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("كم عدد التصعيدات؟", "كم عدد التصعيدات؟"),
        ("<!channel> how many?", "@channel how many?"),
        ("how many in <#C2BILLING|billing>?", "how many in #billing?"),
        ("see <https://desk.example/C-1|C-1> &amp; &lt;b&gt;", "see C-1 & <b>"),
        ("&gt; quoted\nhow many\nlast month?", "> quoted\nhow many last month?"),
        ("how many of <@U2BEN|ben>?", "how many of @ben?"),
    ],
)
def test_markup_in_a_question_becomes_plain_text(heard: Listening, typed: str, plain: str) -> None:
    heard.slack.mention(SUPPORT, typed)

    [question] = heard.reception.wait()
    assert question.text == plain


def test_a_very_long_question_is_taken_as_it_is(heard: Listening) -> None:
    heard.slack.mention(SUPPORT, "why " * 9_990)

    [question] = heard.reception.wait()
    assert len(question.text) > 39_000


def test_a_file_without_a_word_is_told_that_files_are_not_read(heard: Listening) -> None:
    ts = heard.slack.share_file(heard.slack.direct_channel(), "cases.csv")

    [reply] = heard.slack.wait_for_replies(ts)
    heard.slack.redeliver(ts)
    assert reply.text == FILES
    assert heard.slack.replies(ts) == [reply]
    kept = heard.inbox.reply_to(f"{TEAM}:{heard.slack.direct_channel()}:{ts}")
    assert kept
    assert (kept.ending, kept.ts) == (Ending.REFUSED, reply.ts)


def test_a_file_with_a_question_is_answered_by_its_words(heard: Listening) -> None:
    heard.slack.share_file(heard.slack.direct_channel(), "cases.csv", text="how many?")

    [question] = heard.reception.wait()
    assert question.text == "how many?"


def test_a_file_in_a_channel_is_nobody_elses_business(heard: Listening) -> None:
    ts = heard.slack.share_file(SUPPORT, "cases.csv")

    assert _asked_after(heard, ts) == []
    assert heard.slack.replies(ts) == []


def test_another_app_is_turned_away_once_a_thread_however_often_it_asks(heard: Listening) -> None:
    root = heard.slack.say(SUPPORT, f"{ME} how many?", HELPDESK)
    heard.slack.wait_for_replies(root)
    again = heard.slack.say(SUPPORT, f"{ME} how many now?", HELPDESK, thread=root)

    assert _asked_after(heard, again) == []
    assert [reply.text for reply in heard.slack.replies(root)] == [REFUSALS[Kind.APP]]


def test_people_who_talk_in_a_thread_where_an_app_was_turned_away_are_left_alone(heard: Listening) -> None:
    root = heard.slack.say(SUPPORT, f"{ME} how many?", HELPDESK)
    heard.slack.wait_for_replies(root)

    said = heard.slack.say(SUPPORT, "what a strange app", BEN, thread=root)

    assert _asked_after(heard, said) == []


def test_other_apps_that_do_not_mention_it_are_not_heard(heard: Listening) -> None:
    root = _answered(heard)
    said = heard.slack.say(SUPPORT, "and by product?", HELPDESK, thread=root)

    assert _asked_after(heard, said) == []
    assert heard.slack.replies(root) == []


def test_an_edited_question_is_reworded(heard: Listening) -> None:
    ts = heard.slack.mention(SUPPORT, "how manny?")
    [question] = heard.reception.wait()

    heard.slack.edit(SUPPORT, ts, f"{ME} how many?")
    heard.slack.mention(SUPPORT, "next")
    heard.reception.wait(2)

    assert heard.reception.reworded == [(question.key, "how many?")]


def test_an_edit_that_is_delivered_before_its_question_is_answered_as_that(heard: Listening) -> None:
    message = {"type": "message", "user": ANA, "ts": "5.000001"}
    change = {"type": "message", "subtype": "message_changed", "channel": SUPPORT, "ts": "6.000001"}
    asked, meant = f"{ME} how manny?", f"{ME} how many?"

    heard.event({**change, "message": {**message, "text": meant}, "previous_message": {**message, "text": asked}})
    heard.settle()
    heard.event({**message, "type": "app_mention", "channel": SUPPORT, "text": asked})
    heard.slack.mention(SUPPORT, "next")

    assert [question.text for question in heard.reception.wait(2)] == ["how many?", "next"]


def test_an_edit_of_a_question_of_long_ago_asks_nothing(heard: Listening) -> None:
    message = {"type": "message", "user": ANA, "ts": "5.000001"}
    change = {"type": "message", "subtype": "message_changed", "channel": SUPPORT, "ts": "1000.000001"}
    asked, meant = f"{ME} how manny?", f"{ME} how many?"

    heard.event({**change, "message": {**message, "text": meant}, "previous_message": {**message, "text": asked}})
    heard.slack.mention(SUPPORT, "next")

    assert [question.text for question in heard.reception.wait()] == ["next"]


def test_a_link_preview_or_an_edit_that_changes_no_word_rewords_nothing(heard: Listening) -> None:
    message = {"type": "message", "user": ANA, "ts": "5.000001", "text": "how many?"}
    change = {"type": "message", "subtype": "message_changed", "channel": SUPPORT, "ts": "6.000001"}

    heard.event({**change, "message": {**message, "attachments": [{}]}, "previous_message": message})
    heard.event({**change, "message": {**message, "text": "how  many?"}, "previous_message": message})
    heard.settle()

    assert heard.reception.reworded == []
    assert heard.reception.withdrawn == []


def test_a_message_that_is_edited_to_mention_the_assistant_becomes_a_question(heard: Listening) -> None:
    ts = heard.slack.say(SUPPORT, "how many?")
    heard.slack.edit(SUPPORT, ts, f"{ME} how many?")

    [question] = heard.reception.wait()
    assert (question.key, question.text) == (f"{TEAM}:{SUPPORT}:{ts}", "how many?")


def test_a_deleted_question_is_withdrawn(heard: Listening) -> None:
    ts = heard.slack.mention(SUPPORT, "how many?")
    [question] = heard.reception.wait()

    heard.slack.delete(SUPPORT, ts)
    heard.slack.mention(SUPPORT, "next")
    heard.reception.wait(2)

    assert heard.reception.withdrawn == [question.key]


def test_a_deleted_question_that_has_replies_is_withdrawn_too(heard: Listening) -> None:
    change: dict[str, Any] = {"type": "message", "subtype": "message_changed", "channel": SUPPORT, "ts": "6.000001"}
    tombstone = {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "ts": "5.000001", "text": "deleted"}
    before = {"type": "message", "user": ANA, "ts": "5.000001", "text": f"{ME} how many?"}

    heard.event({**change, "message": tombstone, "previous_message": before})
    heard.settle()

    assert heard.reception.withdrawn == [f"{TEAM}:{SUPPORT}:5.000001"]


def test_the_stop_button_reaches_the_reception(heard: Listening) -> None:
    heard.event({"type": "agent_session_stopped", "channel": "D1", "thread_ts": "5.000001", "user": ANA})
    heard.settle()

    assert heard.reception.stopped == [(TEAM, "D1", "5.000001", ANA)]


@pytest.mark.parametrize(
    "kind",
    ["app_context_changed", "agent_session_title_changed", "channel_rename", "something_new"],
)
def test_events_that_change_nothing_are_acknowledged(heard: Listening, kind: str) -> None:
    assert heard.event({"type": kind, "channel": "D1", "user": ANA}).status == 200


@pytest.mark.parametrize("subtype", ["channel_join", "channel_topic", "huddle_thread", "something_new"])
def test_what_slack_says_itself_is_acknowledged_and_no_question(heard: Listening, subtype: str) -> None:
    event = {"type": "message", "subtype": subtype, "channel": SUPPORT, "ts": "5.000001", "user": ANA, "text": ME}

    assert heard.event(event).status == 200
    assert _asked_after(heard) == []


@pytest.mark.parametrize("event", [{}, {"text": 5, "ts": [], "channel": {}}, {"user": ANA, "text": "no channel"}])
def test_a_message_that_lacks_what_makes_one_is_acknowledged(heard: Listening, event: dict[str, Any]) -> None:
    assert heard.event({"type": "message", **event}).status == 200


def test_a_question_that_cannot_be_kept_is_apologised_for_at_once_and_once(heard: Listening) -> None:
    heard.reception.broken = DatabaseUnavailable("sqlite:///x", "it is locked")

    ts = heard.slack.mention(SUPPORT, "how many?")
    [reply] = heard.slack.wait_for_replies(ts)
    heard.slack.redeliver(ts)
    heard.settle()

    assert "it is locked" in reply.text
    assert heard.slack.replies(ts) == [reply]
    assert heard.reception.asked == []


def test_an_unknown_failure_to_keep_a_question_is_not_acknowledged_so_that_slack_delivers_it_again(
    heard: Listening,
) -> None:
    heard.reception.broken = RuntimeError("boom")
    event = {"type": "app_mention", "channel": SUPPORT, "ts": "7.000001", "user": ANA, "text": f"{ME} how many?"}
    refused = heard.event(event)

    heard.reception.broken = None
    taken = heard.event(event)

    assert (refused.status, taken.status) == (500, 200)
    assert len(heard.reception.wait()) == 1
