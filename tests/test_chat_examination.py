"""What the doctor says of a chat model."""

from knowledge.doctor import Check
from knowledge.questions.chat.examination import examine, examine_chat_model
from knowledge.settings import Settings
from tests.chat_models import a_chat_model


def test_a_model_that_fills_in_a_form_is_well() -> None:
    (check,) = examine(a_chat_model({"works": "yes"}))

    assert check.problem is None
    assert check.state.startswith("fake:model, loaded in 0.0 s, answered in ")


def test_a_model_that_does_not_is_a_problem_with_advice() -> None:
    (check,) = examine(a_chat_model("Sure!"))

    assert check.problem == ("The chat model fake:model cannot be used: its answer is not the form that was asked for.")
    assert "CHAT_MODEL" in check.advice


def test_a_setting_that_names_no_provider_is_told_how_to_be_written() -> None:
    (check,) = examine_chat_model(Settings(chat_model="gpt-5"))

    assert "provider:model" in (check.problem or "")


def test_no_model_is_no_problem() -> None:
    assert examine_chat_model(Settings(chat_model="")) == [
        Check(name="chat model", state="none is set; questions are read by rules, in English")
    ]
