"""Which of the offered choices a message picks."""

from collections.abc import Mapping, Sequence, Set

from knowledge.questions.following.follow_up_words import REPLY_ALL, REPLY_FORMER, REPLY_LAST, REPLY_ORDER, Phrase
from knowledge.questions.following.fragments import plain_words
from knowledge.questions.linking.small_words import CHANGE_NOTHING
from knowledge.questions.linking.tokens import singular, words_of

_SMALL = CHANGE_NOTHING | frozenset(words_of("mean meant option choice instead rather yes please choose pick"))


def picked(message: str, choices: Sequence[str]) -> tuple[str, ...]:
    """The choices that `message` picks: by their place, by their own text, or by words that only one of them has.

    Several for "both". None where it picks none, or cannot be told from the others by what was said.
    """
    words = plain_words(message)
    same = [choice for choice in choices if words_of(choice) == words_of(message)]
    if same:
        return (same[0],)
    place = _place(words, len(choices))
    if place is not None:
        return (choices[place],)
    if words in REPLY_ALL:
        return tuple(choices)
    return _by_words(words, choices)


def _place(words: Phrase, count: int) -> int | None:
    """Which place is named, counted from 0; None where none is, or it is not there."""
    if words in REPLY_LAST:
        return count - 1
    place = 0 if words in REPLY_FORMER else REPLY_ORDER.get(words)
    return place if place is not None and place < count else None


def _by_words(words: Phrase, choices: Sequence[str]) -> tuple[str, ...]:
    wanted = {singular(word) for word in words if word not in _SMALL}
    said = {choice: _content(choice) for choice in choices}
    if not wanted:
        return ()
    fitting = [choice for choice in choices if wanted <= said[choice]]
    shortest = [choice for choice in fitting if said[choice] - wanted <= _common(said)]
    return tuple(fitting if len(fitting) == 1 else shortest if len(shortest) == 1 else ())


def _content(choice: str) -> frozenset[str]:
    return frozenset(singular(word) for word in words_of(choice))


def _common(said: Mapping[str, Set[str]]) -> frozenset[str]:
    """The words that all choices have."""
    return frozenset.intersection(*map(frozenset, said.values()))
