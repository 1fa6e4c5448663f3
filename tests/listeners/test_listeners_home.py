"""The Home and the conversation: what is shown when they are opened."""

from bot.blocks.payloads import (
    PREFER,
    Form,
)
from bot.playground.acts.elements import element_at
from bot.playground.local_slack import ANA, BEN, GUEST
from bot.question import Way
from knowledge.errors import NoGeneration
from tests.listening import TEAM, Listening


def test_the_home_is_published_when_it_is_opened_and_its_questions_are_answered_as_direct_messages(
    heard: Listening,
) -> None:
    heard.slack.open_home()
    home = heard.slack.wait_for_home()

    assert heard.slack.click(home, "ask_this:0")

    [question] = heard.reception.wait()
    assert (question.way, question.text) == (Way.MODAL, "Why did Billing escalate more?")
    assert question.place.channel == heard.slack.direct_channel()
    assert question.place.root


def test_what_somebody_prefers_is_kept_and_shown(heard: Listening) -> None:
    published = len(heard.slack.calls("views.publish"))
    heard.slack.open_home()
    # a Home of an earlier test is there already, and would be replaced under the click
    heard.slack.wait_for_call("views.publish", published + 1)
    home = heard.slack.wait_for_home()

    assert heard.slack.click(home, PREFER, value=Form.TABLES.value)
    heard.settle()

    _, element = element_at(heard.slack.wait_for_home().content["blocks"], PREFER)
    assert element["initial_option"]["value"] == Form.TABLES.value
    assert heard.preferences.preferred(TEAM, ANA) is Form.TABLES


def test_before_the_first_refresh_the_home_says_so(heard: Listening) -> None:
    heard.overviews.problem = NoGeneration()

    heard.slack.open_home(BEN)

    assert "Nothing has been computed yet" in str(heard.slack.wait_for_home(BEN).content)


def test_somebody_who_may_not_ask_sees_nothing_but_why(heard: Listening) -> None:
    heard.admissions.away[GUEST] = "You are here as a guest."

    heard.slack.open_home(GUEST)

    home = heard.slack.wait_for_home(GUEST)
    assert "You are here as a guest." in str(home.content)
    assert "Billing" not in str(home.content)


def test_the_conversation_offers_questions_without_naming_a_thread(heard: Listening) -> None:
    heard.slack.open_messages()

    [call] = heard.slack.wait_for_call("assistant.threads.setSuggestedPrompts")
    prompts = heard.slack.prompts()
    assert "thread_ts" not in call.arguments
    assert prompts
    assert [prompt["message"] for prompt in prompts.prompts] == ["Why did Billing escalate more?"]


def test_a_thread_that_began_as_before_the_agent_view_is_offered_questions_too(heard: Listening) -> None:
    direct = heard.slack.direct_channel()
    before = len(heard.slack.calls("assistant.threads.setSuggestedPrompts"))
    thread = {"user_id": ANA, "channel_id": direct, "thread_ts": "5.000001", "context": {}}

    assert heard.event({"type": "assistant_thread_started", "assistant_thread": thread}).status == 200
    heard.settle()

    call = heard.slack.calls("assistant.threads.setSuggestedPrompts")[before]
    assert call.arguments["thread_ts"] == "5.000001"
