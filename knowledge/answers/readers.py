"""What reads questions, put together for the words of one generation."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from knowledge.metrics.compiling import NONE
from knowledge.questions.vocabulary import Vocabulary
from knowledge.settings import Settings

if TYPE_CHECKING:
    from knowledge.chat.chat_model import ChatModel
    from knowledge.questions.reader import ChatReader, Reader
    from knowledge.retrieval.value_meanings import ValueMeanings
    from knowledge.retrieval.vectors.embedder import Embedder


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """Makes readers. `embedder` None: values are found by how they are written only. `chat_model` None: rules only."""

    settings: Settings
    embedder: "Embedder | None" = None
    chat_model: "ChatModel | None" = None

    def reader(self, vocabulary: Vocabulary) -> "Reader":
        """What reads questions in the words of `vocabulary`."""
        # These compile word lists, and a statistic does without.
        from knowledge.metrics.catalogue import METRICS
        from knowledge.questions.linking.calendar_words import Calendar
        from knowledge.questions.reader import Reader
        from knowledge.questions.rules.bounds import with_thresholds
        from knowledge.questions.rules.rule_reader import RuleReader
        from knowledge.questions.wording import Wording

        settings = self.settings
        rules = RuleReader(
            vocabulary=vocabulary,
            default_period_days=settings.default_period_days,
            calendar=Calendar(fiscal_year_start=settings.fiscal_year_start, date_order=settings.date_order),
            meanings=self._meanings(vocabulary),
            metrics=with_thresholds(METRICS, early=settings.early_escalation_hours, aged=settings.aged_after_days * 24),
        )
        return Reader(rules=rules, wording=Wording(METRICS, vocabulary), chat=self._chat(vocabulary))

    def _meanings(self, vocabulary: Vocabulary) -> "_LateMeanings | None":
        return None if self.embedder is None else _LateMeanings(self.embedder, vocabulary)

    def _chat(self, vocabulary: Vocabulary) -> "ChatReader | None":
        if self.chat_model is None:
            return None
        from knowledge.questions.chat.chat_reader import ChatReader

        return ChatReader(self.chat_model, vocabulary, self.settings.default_period_days)


class _LateMeanings:
    """The meanings of the values of `vocabulary`, made when they are first asked for: they bring NumPy."""

    def __init__(self, embedder: "Embedder", vocabulary: Vocabulary) -> None:
        self._embedder = embedder
        self._vocabulary = vocabulary

    def nearest(self, phrase: str) -> Sequence[tuple[str, str, float]]:
        return self._made.nearest(phrase)

    @cached_property
    def _made(self) -> "ValueMeanings":
        from knowledge.retrieval.value_meanings import ValueMeanings

        known = self._vocabulary.values
        values = {name: [value for value in counts if value != NONE] for name, counts in known.items()}
        return ValueMeanings(self._embedder, values)
