"""What the doctor looks at in the chat model: whether it fills in a form, in the time that it has."""

from collections.abc import Sequence
from time import monotonic
from typing import Final, Literal

from pydantic import BaseModel

from knowledge.chat.chat_model import ChatModel, open_chat_model
from knowledge.doctor import Check
from knowledge.errors import ChatModelUnavailable
from knowledge.settings import Settings

_NAME: Final = "chat model"
_ADVICE: Final = (
    "check CHAT_MODEL, CHAT_BASE_URL, CHAT_API_KEY and CHAT_TIMEOUT_SECONDS; until then the rules read alone"
)


class _Trial(BaseModel):
    works: Literal["yes", "no"]


def examine_chat_model(settings: Settings) -> Sequence[Check]:
    """Puts one question to the model of the settings; without one there is nothing to look at."""
    model = open_chat_model(settings)
    if model is None:
        return [Check(name=_NAME, state="none is set; questions are read by rules, in English")]
    return examine(model)


def examine(model: ChatModel) -> Sequence[Check]:
    """Whether `model` works."""
    started = monotonic()
    try:
        model.prepare()
        loaded = monotonic()
        model.fill(_Trial, instructions="Fill in the form: works is yes.", material="Does it work?")
    except ChatModelUnavailable as unavailable:
        return [Check(name=_NAME, problem=str(unavailable), advice=_ADVICE)]
    took = f"loaded in {loaded - started:.1f} s, answered in {monotonic() - loaded:.1f} s"
    return [Check(name=_NAME, state=f"{model.name}, {took}")]
