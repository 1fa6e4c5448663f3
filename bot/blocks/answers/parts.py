"""One answer, or one part of a compound one, as blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.blocks.answers.briefs import brief_blocks
from bot.blocks.answers.cases import case_cards, plain_case_blocks
from bot.blocks.answers.figures import figure
from bot.blocks.answers.lessons import Lessons
from bot.blocks.answers.tables import FittedTable, fitted, table_block, written_out
from bot.blocks.buttons import answer_buttons, are_long, choice_buttons
from bot.blocks.elements import actions, context, section
from bot.blocks.examples import EXAMPLES
from bot.blocks.mrkdwn import escaped
from bot.blocks.violations import Block
from bot.charts.chart import Chart
from bot.charts.choosing import chart_of
from bot.charts.native import left_out, native_block
from knowledge.answers.answer import Answer, Status

HEADLINE_CHARACTERS = 2000
LINE_CHARACTERS = 300
STORY_CHARACTERS = 180
LINES_SHOWN = 16
CAVEATS_SHOWN = 4
CHOICES_WRITTEN = 8
ROWS_BELOW_A_CHART = 10
FOOTING_CHARACTERS = 600
AUTOMATED = "automated, computed from the cases"
_NOTHING_COMPUTED = "automated"
_TELLING = frozenset({"n", "low", "high", "numerator"})
"""Columns that say more than a chart does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom answers are shown, and how they like them: see `answer_message`."""

    today: date | None = None
    as_tables: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An answer with what is drawn and tabulated of it."""

    answer: Answer
    reader: Reader
    chart: Chart | None
    table: FittedTable | None

    @classmethod
    def of(cls, answer: Answer, reader: Reader) -> "Part":
        table = fitted(answer) if answer.table and answer.table.columns else None
        return cls(answer=answer, reader=reader, chart=None if reader.as_tables else chart_of(answer), table=table)

    @property
    def first(self) -> list[Block]:
        """The sentence that answers."""
        return [section(escaped(self.answer.headline, HEADLINE_CHARACTERS) or figure(None))]

    @property
    def last(self) -> list[Block]:
        """The footing and what there is to do."""
        return [context(self.footing), *actions(answer_buttons(self.answer, private=self.reader.private))]

    @property
    def brief(self) -> list[Block]:
        """What there is to know of its one case."""
        return brief_blocks(self.answer.brief) if self.answer.brief else []

    @property
    def lessons(self) -> Lessons:
        """What its cases teach."""
        return Lessons(self.answer)

    @property
    def choices(self) -> Sequence[str]:
        """What could be asked: of a refusal without any, what can be asked of everybody."""
        if self.answer.status is Status.REFUSED and not self.answer.choices:
            return EXAMPLES
        return [choice for choice in self.answer.choices if escaped(choice, 1)]

    @property
    def footing(self) -> str:
        """Definition, data as of, n, and that nobody wrote this."""
        said = AUTOMATED if self.answer.receipt or self.answer.footing else _NOTHING_COMPUTED
        return " · ".join(filter(None, [escaped(self.answer.footing, FOOTING_CHARACTERS), said]))

    @property
    def lines(self) -> list[str]:
        """What stands out, and how many lines are left out."""
        lines = [line for one in self.answer.lines[:LINES_SHOWN] if (line := escaped(one, STORY_CHARACTERS))]
        more = len(self.answer.lines) - LINES_SHOWN
        return [*lines, f"and {more} more lines"] if more > 0 else lines

    @property
    def caveats(self) -> list[str]:
        """What to beware of, and how many more remarks there are."""
        lines = [line for one in self.answer.caveats[:CAVEATS_SHOWN] if (line := escaped(one, LINE_CHARACTERS))]
        more = len(self.answer.caveats) - CAVEATS_SHOWN
        return [*lines, f"and {more} more remarks"] if more > 0 else lines

    @property
    def written_choices(self) -> list[str]:
        """Numbered, so that a person can say which."""
        shown = self.choices[:CHOICES_WRITTEN]
        lines = [f"{at}. {escaped(choice, LINE_CHARACTERS)}" for at, choice in enumerate(shown, start=1)]
        more = len(self.choices) - CHOICES_WRITTEN
        return [*lines, f"and {more} more"] if more > 0 else lines

    def between(self, *, draws: bool, tabulates: bool) -> list[Block]:
        """What is between `first` and `last`; without `draws` and `tabulates` in blocks that are no chart, no table."""
        drawn = self.chart if draws else None
        shows_table = self.table is not None and (drawn is None or self._adds(self.table))
        return [
            *(self._drawn(drawn) if drawn else []),
            *(self._tabulated(as_block=tabulates) if shows_table else []),
            *self._said(),
            *self.brief,
            *self.lessons.above,
            *case_cards(self.answer.cases, self.reader.today),
            *self.lessons.below,
            *_remarks(self.caveats),
        ]

    def plain_between(self) -> list[Block]:
        """The same in sections and contexts; the chart is a picture elsewhere."""
        return [
            *(self._tabulated(as_block=False) if self.table else []),
            *self._said(),
            *self.brief,
            *self.lessons.above,
            *plain_case_blocks(self.answer.cases, self.reader.today),
            *self.lessons.below,
            *_remarks(self.caveats),
        ]

    def _drawn(self, chart: Chart) -> list[Block]:
        said = " ".join(filter(None, [escaped(chart.cut, LINE_CHARACTERS), escaped(left_out(chart), LINE_CHARACTERS)]))
        return [native_block(chart), *_remarks([said] if said else [])]

    def _adds(self, table: FittedTable) -> bool:
        """Whether the table is worth its room below a chart."""
        return len(table.rows) <= ROWS_BELOW_A_CHART and not _TELLING.isdisjoint(table.columns)

    def _tabulated(self, *, as_block: bool) -> list[Block]:
        if self.table is None:
            return []
        return [
            table_block(self.table) if as_block else section(written_out(self.table)),
            *_remarks([self.table.cut] if self.table.cut else []),
        ]

    def _said(self) -> list[Block]:
        """What stands out, and what could be asked instead."""
        written = self.written_choices if are_long(self.choices) else []
        return [
            *([section("\n".join(f"• {line}" for line in self.lines))] if self.lines else []),
            *([section("\n".join(written))] if written else []),
            *actions(choice_buttons(self.choices)),
        ]


def _remarks(sentences: Sequence[str]) -> list[Block]:
    return [context("\n".join(sentences))] if sentences else []
