"""Reasons told in a sentence: "because the customer asked for management" is "customer asks for management"."""

from collections.abc import Iterator, Sequence, Set

from knowledge.questions.linking.marks import Mark, MetricCue, Unread, ValueLink
from knowledge.questions.linking.small_words import FUNCTION_WORDS
from knowledge.questions.linking.tokens import singular, words_of
from knowledge.questions.linking.values import ValueIndex

Words = Sequence[str]

_BEFORE_A_REASON = tuple(
    words_of(text) for text in ("because of", "because", "due to", "owing to", "for the reason", "for the reason that")
)
_FURTHEST = 9
"""Words behind "because" that may tell the reason."""
_CLAUSE = 5
"""Words behind "because" that hardly ask for anything."""

_PASSING = frozenset(words_of("got get gets getting there always again"))
_IRREGULAR = {
    "waited": "wait",
    "kept": "keep",
    "got": "get",
    "given": "give",
    "gave": "give",
    "went": "go",
    "made": "make",
}
"""Past forms that do not end in -ed, and what they are of."""


def reason_marks(said: Words, candidates: Sequence[Mark], values: ValueIndex) -> Iterator[Mark]:
    """The reason whose words, in whatever form, stand behind a "because" with nothing but small words among them.

    What else is said there by words for metrics is no question for them: "escalations because the customer waited".
    """
    metrics = [mark for mark in candidates if isinstance(mark.means, MetricCue)]
    for place in range(len(said)):
        opened = next((p for p in _BEFORE_A_REASON if tuple(said[place : place + len(p)]) == p), None)
        if opened is None:
            continue
        start = place + len(opened)
        stretch = said[start : start + _FURTHEST]
        found = [(last, value) for value, text in values.spelled("reason").items() if (last := _told(stretch, text))]
        longest = [value for last, value in found if last == max(found)[0]]
        if len(longest) == 1:
            link = ValueLink((("reason", (longest[0],)),), guessed=True)
            yield Mark(place, start + max(found)[0], link)
        elif any(mark.last <= place for mark in metrics):
            behind = [mark for mark in metrics if start <= mark.first < start + _CLAUSE]
            yield from (Mark(mark.first, mark.last, Unread()) for mark in behind)


def _told(stretch: Words, reason: str) -> int:
    """How many words of `stretch` tell all of `reason`; 0 when they do not, or tell something else among it."""
    due: Set[str] = {_stem(word) for word in words_of(reason) if word not in FUNCTION_WORDS}
    left = set(due)
    for place, word in enumerate(stretch):
        if _stem(word) in due:
            left.discard(_stem(word))
        elif word not in FUNCTION_WORDS | _PASSING:
            return 0
        if not left:
            return place + 1 if len(due) > 1 else 0
    return 0


def _stem(word: str) -> str:
    """What the forms of a word have in common: asks, asked, asking."""
    word = singular(_IRREGULAR.get(word, word))
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word.removesuffix(ending).removesuffix("e")
    return word.removesuffix("e")
