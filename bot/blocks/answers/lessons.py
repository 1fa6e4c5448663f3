"""What similar cases teach, as blocks and as lines. What cases say is escaped; citations lead to the cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.blocks import limits
from bot.blocks.answers.cases import ID_CHARACTERS
from bot.blocks.elements import context, section
from bot.blocks.mrkdwn import escaped, link
from bot.blocks.violations import Block
from knowledge.answers.answer import Answer
from knowledge.answers.cases.told import Cited
from knowledge.answers.wording.lessons import (
    Cite,
    author_sentence,
    citation,
    common_sentence,
    contrast_sentence,
    difference_lines,
    recurring,
)

SENTENCES_SHOWN = 5
SENTENCE_CHARACTERS = 360
MODEL_CHARACTERS = 60
COMMON_CHARACTERS = 400
RECURRING_SHOWN = 1
DIFFERENCES_SHOWN = 3
DIFFERENCE_CHARACTERS = 200
LINKED_CHARACTERS = limits.SECTION_TEXT - 600
"""Of a section, up to which its citations lead somewhere: long addresses would take the room of what is said."""


@dataclass(frozen=True)
class Lessons:
    """The lessons of one answer: those above its cases, and that below them."""

    answer: Answer

    @property
    def above(self) -> list[Block]:
        """What the cases say, each sentence with who says it, and what they have in common."""
        summary, common = self.answer.summary, [line for line in self._common(self._linked) if line]
        said = self._points(summary.sentences[:SENTENCES_SHOWN]) if summary else []
        model = escaped(summary.model or "", MODEL_CHARACTERS) if summary else ""
        return [
            *([section("\n".join(said))] if said else []),
            *([context(author_sentence(model))] if model else []),
            *([context("\n".join(common))] if common else []),
        ]

    @property
    def below(self) -> list[Block]:
        """What differed in similar cases that did not escalate."""
        lines = self._contrast(self._linked)
        return [section("\n".join(lines))] if lines else []

    @property
    def lines(self) -> list[str]:
        """All of it for those who read the text only."""
        summary = self.answer.summary
        said = [self._cited(one, _plain) for one in summary.sentences[:SENTENCES_SHOWN]] if summary else []
        return [*said, *self._common(_plain), *self._contrast(_plain)]

    def _points(self, sentences: Sequence[Cited]) -> list[str]:
        points: list[str] = []
        for one in sentences:
            length = sum(map(len, points))
            linked = self._cited(one, self._linked)
            points.append(f"• {linked if length + len(linked) < LINKED_CHARACTERS else self._cited(one, _plain)}")
        return points

    def _cited(self, sentence: Cited, cite: Cite) -> str:
        return f"{escaped(sentence.text, SENTENCE_CHARACTERS)} {citation(sentence.case_ids, cite)}"

    def _common(self, cite: Cite) -> list[str]:
        common = self.answer.common
        if common is None:
            return []
        said = recurring(common, self.answer.summary)[:RECURRING_SHOWN]
        opening = escaped(common_sentence(common, len(self.answer.cases)), COMMON_CHARACTERS)
        return [*filter(None, [opening]), *(f"Recurs: {self._cited(one, cite)}" for one in said)]

    def _contrast(self, cite: Cite) -> list[str]:
        contrast = self.answer.contrast
        opening = contrast_sentence(contrast, self.answer.cases, cite) if contrast else ""
        if contrast is None or not opening:
            return []
        lines = difference_lines(contrast)[:DIFFERENCES_SHOWN]
        return [opening, *(f"• {escaped(line, DIFFERENCE_CHARACTERS)}" for line in lines)]

    @cached_property
    def _addresses(self) -> Mapping[str, str | None]:
        others = self.answer.contrast.others if self.answer.contrast else ()
        return {case.case_id: case.url for case in (*self.answer.cases, *others)}

    def _linked(self, case_id: str) -> str:
        return link(self._addresses.get(case_id), _plain(case_id))


def _plain(case_id: str) -> str:
    return f"[{escaped(case_id, ID_CHARACTERS) or '(no id)'}]"
