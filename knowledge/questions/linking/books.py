"""The phrases that all vocabularies have in common, in books that are made once: they are most of a reader's size."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from knowledge.metrics.catalogue import Metric
from knowledge.questions.linking.lexicon import grain_phrases, loose_phrases, metric_phrases, steering_phrases
from knowledge.questions.linking.phrases import PhraseBook
from knowledge.questions.linking.values import weekday_phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """`fixed` holds what always means the same, `loose` what does beside other words.

    `metric_words` are those that name a metric by themselves.
    """

    fixed: PhraseBook
    loose: PhraseBook
    metric_words: Set[str]


def books_of(metrics: Mapping[str, Metric]) -> Books:
    """The books for a catalogue; the same ones for the same names and titles."""
    return _books(tuple((name, metric.title) for name, metric in metrics.items()))


@lru_cache(maxsize=2)
def _books(titles: tuple[tuple[str, str], ...]) -> Books:
    named = tuple(metric_phrases(dict(titles)))
    return Books(
        fixed=PhraseBook((*named, *grain_phrases(), *weekday_phrases(), *steering_phrases())),
        loose=PhraseBook(loose_phrases()),
        metric_words=PhraseBook(named).single.keys(),
    )
