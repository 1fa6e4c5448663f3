"""The local Slack shows modals and Homes as Slack does."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import Ack, App

from bot.playground.acts.elements import state_of, wanting
from bot.playground.delivery.line import Delivery
from bot.playground.local_slack import ANA, BEN, SUPPORT, LocalSlack
from bot.playground.workspace.refusals import Refused
from bot.playground.workspace.views import View
from tests.bolt_apps import (
    a_button,
    a_modal,
    a_section,
    an_input,
    bot,
    generous_manifest,
    listening,
    plain,
    refusal,
    refused,
)

Body = dict[str, Any]


class Forms:
    """Opens a modal, and answers what is typed into it as it says."""

    def __init__(self) -> None:
        self.told: list[Body] = []
        self.modal = a_modal()

    def register(self, app: App) -> None:
        @app.shortcut("ask_escalations")
        def open_modal(ack: Ack, body: Body) -> None:
            ack()
            app.client.views_open(trigger_id=body["trigger_id"], view=self.modal)

        @app.view("form")
        def take(ack: Ack, body: Body) -> None:
            self.told.append(body)
            answers: dict[str, Body] = {
                "wrong": {"response_action": "errors", "errors": {"words": "That is wrong."}},
                "strange": {"response_action": "errors", "errors": {"elsewhere": "?"}},
                "unknown": {"response_action": "shout"},
                "broken": {"response_action": "update", "view": {"type": "modal", "blocks": []}},
                "update": {"response_action": "update", "view": a_modal(callback_id="updated")},
                "push": {"response_action": "push", "view": a_modal(callback_id="form")},
                "clear": {"response_action": "clear"},
            }
            typed = body["view"]["state"]["values"]["words"]["typed"]["value"]
            ack(**answers.get(typed, {}))

        @app.view_closed("form")
        def closed(ack: Ack, body: Body) -> None:
            ack()
            self.told.append(body)

        @app.action("press")
        def press(ack: Ack, body: Body) -> None:
            ack()
            self.told.append(body)
            if body["view"]["type"] == "modal":
                app.client.views_push(trigger_id=body["trigger_id"], view=a_modal(callback_id="pushed"))

        @app.options("pick")
        def options(ack: Ack, body: Body) -> None:
            ack(options=[{"text": plain(body["value"]), "value": body["value"]}])


@pytest.fixture(scope="module")
def forms() -> Forms:
    return Forms()


@pytest.fixture(scope="module")
def slack(forms: Forms) -> Iterator[LocalSlack]:
    with (
        LocalSlack(manifest=generous_manifest(), ping_seconds=0.2, delivery=Delivery(ack_seconds=2)) as slack,
        listening(slack, forms.register),
    ):
        yield slack


def opened(slack: LocalSlack, forms: Forms, modal: Body | None = None, user: str = ANA) -> View:
    forms.modal = modal or a_modal()
    slack.global_shortcut("ask_escalations", user)
    return slack.wait_for_view(user)


def test_what_is_entered_comes_with_the_form(slack: LocalSlack, forms: Forms) -> None:
    view = opened(slack, forms, a_modal(private_metadata="kept"))

    assert slack.submit(view, {"typed": "hello"})

    told = forms.told[-1]["view"]
    assert told["state"]["values"] == {"words": {"typed": {"type": "plain_text_input", "value": "hello"}}}
    assert (told["private_metadata"], told["callback_id"], told["id"]) == ("kept", "form", view.id)
    assert slack.modals() == []


def test_slack_itself_asks_for_what_has_to_be_filled(slack: LocalSlack, forms: Forms) -> None:
    view, before = opened(slack, forms), len(forms.told)

    assert not slack.submit(view)

    assert len(forms.told) == before
    assert slack.modals()[-1].errors == {"words": "Please complete this required field."}


def test_errors_are_shown_below_their_input_and_the_form_stays(slack: LocalSlack, forms: Forms) -> None:
    view = opened(slack, forms)
    slack.submit(view, {"typed": "wrong"})

    [shown] = slack.modals()
    assert shown.errors == {"words": "That is wrong."}

    slack.submit(shown, {"typed": "right"})
    assert slack.modals() == []


@pytest.mark.parametrize("answer", ["strange", "unknown", "broken"])
def test_an_acknowledgement_that_slack_would_not_take_is_told(slack: LocalSlack, forms: Forms, answer: str) -> None:
    slack.submit(opened(slack, forms), {"typed": answer})

    assert slack.notices()[-1].startswith("groundswell answered with something wrong")
    assert len(slack.modals()) == 1


def test_an_acknowledgement_may_put_another_view_there(slack: LocalSlack, forms: Forms) -> None:
    view = opened(slack, forms)
    slack.submit(view, {"typed": "update"})

    [shown] = slack.modals()
    assert (shown.id, shown.content["callback_id"]) == (view.id, "updated")


def test_views_stand_on_one_another_three_at_most(slack: LocalSlack, forms: Forms) -> None:
    slack.submit(opened(slack, forms), {"typed": "push"})
    slack.submit(slack.modals()[-1], {"typed": "push"})
    first, second, third = slack.modals()
    assert (second.previous, third.root) == (first.id, first.id)

    slack.submit(third, {"typed": "push"})
    assert "push_limit_reached" in slack.notices()[-1]
    with pytest.raises(Refused, match="view_not_found"):
        slack.submit(first, {"typed": "x"})

    slack.submit(third, {"typed": "clear"})
    assert slack.modals() == []


def test_a_click_in_a_modal_may_push_another_one(slack: LocalSlack, forms: Forms) -> None:
    view = opened(slack, forms, a_modal(an_input(), a_button()))

    slack.click(view, "press", state={"words": {"typed": {"type": "plain_text_input", "value": "half"}}})

    told = forms.told[-1]
    assert told["container"] == {"type": "view", "view_id": view.id}
    assert told["view"]["state"]["values"]["words"]["typed"]["value"] == "half"
    assert slack.wait_for_view(callback_id="pushed").previous == view.id
    slack.close_view(slack.modals()[-1])
    assert [it.id for it in slack.modals()] == [view.id]


def test_all_that_is_open_can_be_closed_at_once(slack: LocalSlack, forms: Forms) -> None:
    forms.modal = a_modal(notify_on_close=True)
    slack.global_shortcut("ask_escalations")
    slack.submit(slack.wait_for_view(), {"typed": "push"})
    before = len(forms.told)

    slack.close_view(slack.modals()[-1], everything=True)

    assert slack.modals() == []
    assert [told["is_cleared"] for told in forms.told[before:]] == [True]


def test_a_form_that_the_app_takes_too_long_over_stays_open() -> None:
    def register(app: App) -> None:
        @app.shortcut("ask_escalations")
        def open_modal(ack: Ack, body: Body) -> None:
            app.client.views_open(trigger_id=body["trigger_id"], view=a_modal())
            ack()

        @app.view("form")
        def take_long(ack: Ack) -> None:
            time.sleep(0.5)
            ack(response_action="clear")

    hurried = Delivery(ack_seconds=0.3)
    with (
        LocalSlack(manifest=generous_manifest(), ping_seconds=0.2, delivery=hurried) as slack,
        listening(slack, register),
    ):
        slack.global_shortcut("ask_escalations")

        assert not slack.submit(slack.wait_for_view(), {"typed": "x"})
        assert slack.notices() == ["groundswell did not respond in time. Try again."]
        assert len(slack.modals()) == 1


def test_closing_is_told_to_an_app_that_wants_to_know(slack: LocalSlack, forms: Forms) -> None:
    slack.close_view(opened(slack, forms, a_modal(notify_on_close=True)))
    assert (forms.told[-1]["type"], forms.told[-1]["is_cleared"]) == ("view_closed", False)

    before = len(forms.told)
    slack.close_view(opened(slack, forms))
    assert len(forms.told) == before


def test_a_view_that_has_changed_is_not_overwritten_by_who_has_not_seen_it(slack: LocalSlack, forms: Forms) -> None:
    view, client = opened(slack, forms), bot(slack)
    client.views_update(view_id=view.id, hash=view.hash, view=a_modal(a_section("new")))

    assert slack.wait_for_change(view).content["blocks"][0]["text"]["text"] == "new"
    assert refusal(client, "views.update", view_id=view.id, hash=view.hash, view=a_modal()) == "hash_conflict"
    assert client.views_update(view_id=view.id, view=a_modal())["ok"]


def test_what_is_entered_stays_where_its_block_stays(slack: LocalSlack, forms: Forms) -> None:
    view = opened(slack, forms, a_modal(an_input(), a_button()))
    slack.click(view, "press", state={"words": {"typed": {"type": "plain_text_input", "value": "half"}}})
    slack.wait_for_view(callback_id="pushed")

    told = bot(slack).views_update(view_id=view.id, view=a_modal(an_input(), a_section()))["view"]

    assert told["state"]["values"]["words"]["typed"]["value"] == "half"


def test_an_external_id_names_one_view(slack: LocalSlack, forms: Forms) -> None:
    opened(slack, forms, a_modal(external_id="mine"))
    client = bot(slack)

    assert client.views_update(external_id="mine", view=a_modal(external_id="mine"))["ok"]
    opened(slack, forms, user=BEN)
    other = slack.modals(BEN)[-1]
    assert refusal(client, "views.update", view_id=other.id, view=a_modal(external_id="mine")) == (
        "duplicate_external_id"
    )


def test_a_view_has_a_form(slack: LocalSlack) -> None:
    client = bot(slack)

    def problems(view: object) -> Any:  # noqa: ANN401  what Slack says
        return refused(client, "views.publish", user_id=ANA, view=view)

    assert problems({"type": "home", "blocks": [{"type": "shout"}]})["error"] == "invalid_arguments"
    assert "/type" in str(problems(a_modal())["response_metadata"]["messages"])
    assert "blocks" in str(problems({"type": "home"})["errors"])
    assert problems({"type": "home", "blocks": [a_section("x" * 3000)] * 100})["error"] == "view_too_large"
    assert refusal(client, "views.publish", user_id=ANA) == "invalid_arguments"
    assert refusal(client, "views.publish", user_id="U0", view={"type": "home", "blocks": []}) == "user_not_found"
    assert refusal(client, "views.update", view=a_modal()) == "invalid_arguments"
    assert refusal(client, "views.update", view_id="V0", view=a_modal()) == "not_found"


def test_everybody_has_a_home_of_their_own(slack: LocalSlack, forms: Forms) -> None:
    client = bot(slack)
    first = client.views_publish(user_id=ANA, view={"type": "home", "blocks": [a_button()]})["view"]
    again = client.views_publish(user_id=ANA, view={"type": "home", "blocks": [a_button()]}, hash=first["hash"])["view"]

    assert again["id"] == first["id"]
    assert refusal(
        client, "views.publish", user_id=ANA, hash=first["hash"], view={"type": "home", "blocks": [a_button()]}
    ) == ("hash_conflict")
    assert slack.home(BEN) is None
    slack.click(slack.wait_for_home(), "press")
    assert forms.told[-1]["view"]["type"] == "home"
    with pytest.raises(Refused, match="view_not_found"):
        slack.click(slack.wait_for_home(), "press", BEN)


def test_options_come_from_the_app(slack: LocalSlack, forms: Forms) -> None:
    # an external_select is none of the elements that this app may send, so that another one has to stand for it
    select = {"type": "static_select", "action_id": "pick", "options": [{"text": plain("One"), "value": "1"}]}
    bot(slack).views_publish(user_id=BEN, view={"type": "home", "blocks": [{"type": "actions", "elements": [select]}]})

    [option] = slack.suggestions(slack.wait_for_home(BEN), "pick", "bil", BEN)

    assert option["value"] == "bil"


def test_state_holds_what_each_input_began_with_until_something_is_entered() -> None:
    option = {"text": plain("One"), "value": "1"}
    blocks: list[Body] = [
        an_input("a", "text", initial_value="first"),
        {
            "type": "actions",
            "block_id": "b",
            "elements": [
                {"type": "static_select", "action_id": "one", "options": [option], "initial_option": option},
                {"type": "checkboxes", "action_id": "many", "options": [option]},
                {"type": "button", "action_id": "press", "text": plain("Press")},
            ],
        },
        {"type": "section", "block_id": "c", "accessory": {"type": "conversations_select", "action_id": "where"}},
    ]

    state = state_of(blocks, {"c": {"where": {"selected_conversation": SUPPORT}}})

    assert state == {
        "a": {"text": {"type": "plain_text_input", "value": "first"}},
        "b": {
            "one": {"type": "static_select", "selected_option": option},
            "many": {"type": "checkboxes", "selected_options": []},
        },
        "c": {"where": {"type": "conversations_select", "selected_conversation": SUPPORT}},
    }


def test_slack_asks_for_entries_of_the_right_length() -> None:
    blocks = [
        an_input("short", "text", min_length=3),
        an_input("long", "text", max_length=3),
        {**an_input("free", "text"), "optional": True},
        an_input("empty", "text"),
    ]
    entered = {"short": {"text": {"value": "ab"}}, "long": {"text": {"value": "abcd"}}}

    assert wanting(blocks, state_of(blocks, entered)) == {
        "short": "This entry needs at least 3 characters.",
        "long": "This entry takes at most 3 characters.",
        "empty": "Please complete this required field.",
    }
