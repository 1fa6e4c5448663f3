"""A chat model's summary of similar cases, none of which is read by anybody unless all of it has evidence."""

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from time import monotonic
from typing import Final

from knowledge.answers.cases.material import CaseMaterial
from knowledge.answers.cases.told import Cited, Common, Summary
from knowledge.answers.prose.checking import check_prose
from knowledge.answers.prose.cited import sentences_in
from knowledge.answers.prose.complaint import Complaint, main_fault
from knowledge.answers.prose.evidence import ProseEvidence
from knowledge.answers.prose.judging.forms import MOST_CHARACTERS, tidied
from knowledge.answers.prose.offered import evidence_of
from knowledge.answers.prose.prompt import instructions_for, material_of
from knowledge.answers.prose.reading.languages import NAMES, is_latin, language_of
from knowledge.chat.chat_model import ChatModel
from knowledge.errors import ChatModelUnavailable

logger = logging.getLogger(__name__)

TRIES: Final = 2
_LEAST_SECONDS: Final = 0.5
"""Less time is not worth another try."""
_THOUGHT: Final = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)
"""What some models write before they answer."""
_MOST_READ: Final = 4000
"""Characters of what was asked that tell its language."""
_THINKS: Final = "<think>"
_TOO_LONG: Final = 2 * MOST_CHARACTERS
_OTHER_LANGUAGE: Final = (
    "The chat model was not asked for a summary: what it writes in this language could not be checked."
)


class Summariser:
    """Has a chat model write summaries. May be shared between threads; raises nothing of the model's."""

    def __init__(self, chat_model: ChatModel) -> None:
        self._chat_model = chat_model

    def summary(
        self, asked: str, material: Sequence[CaseMaterial], fallback: Summary, common: Common | None = None
    ) -> Summary:
        """What the model writes of `material`, in the language of what was `asked`, if every sentence has evidence.

        Otherwise the `fallback`, with what was wrong as its `dropped`. `common` is what it may tell of all cases, None
        where it may not. A second try, with what was wrong with the first, is made in what is left of the time-out.
        """
        if not material:
            return fallback
        language = language_of(asked[:_MOST_READ]) or ("en" if is_latin(asked) else "")
        if language not in NAMES:
            return replace(fallback, dropped=_OTHER_LANGUAGE)
        evidence = evidence_of(material, common, language)
        until = monotonic() + self._chat_model.timeout_seconds
        complaints: Sequence[Complaint] = ()
        for place in range(TRIES):
            if place and until - monotonic() < _LEAST_SECONDS:
                break
            try:
                prose = self._written(asked, evidence, complaints, until)
            except ChatModelUnavailable as unavailable:
                return replace(fallback, dropped=self._dropped(complaints) if complaints else str(unavailable))
            complaints = check_prose(prose, evidence)
            if not complaints:
                return _summary(prose, self._chat_model.name)
            self._log(complaints)
        return replace(fallback, dropped=self._dropped(complaints))

    def _written(self, asked: str, evidence: ProseEvidence, complaints: Sequence[Complaint], until: float) -> str:
        pieces = self._chat_model.write(
            instructions=instructions_for(evidence),
            material=material_of(asked, evidence, complaints),
            seconds=until - monotonic(),
        )
        with closing(pieces):
            return tidied(_THOUGHT.sub("", _heard(pieces)))

    def _dropped(self, complaints: Sequence[Complaint]) -> str:
        return (
            f"The summary of the chat model {self._chat_model.name} was not taken: it {main_fault(complaints).value}."
        )

    def _log(self, complaints: Sequence[Complaint]) -> None:
        faults = sorted({one.fault.name.lower() for one in complaints})
        logger.info("summary not taken", extra={"model": self._chat_model.name, "faults": faults})


def _heard(pieces: Iterator[str]) -> str:
    """What is written, as far as it can still be a summary: nobody waits for the end of what is too long already."""
    prose = ""
    for piece in pieces:
        prose += piece
        if len(prose) > _TOO_LONG and not prose.lstrip().startswith(_THINKS):
            break
    return prose


def _summary(prose: str, model: str) -> Summary:
    """Prose that holds, as what is shown."""
    return Summary(sentences=[Cited(text=one.text, case_ids=one.cited) for one in sentences_in(prose)], model=model)
