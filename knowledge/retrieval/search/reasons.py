"""Why a case was found, in words: what it visibly shares with what was asked."""

import re
from collections.abc import Sequence

from knowledge.redaction.marks import without_marks
from knowledge.retrieval.search.cards import Card
from knowledge.retrieval.search.wanted import Asked
from knowledge.retrieval.words.codes import codes_in

_WORD = re.compile(r"[A-Za-z][\w.-]*\w|\w*\d\w*(?:-\w+)*")
_COMMON_WORDS = (
    "about after again also because been before being between both cannot could customer does doing done each error "
    "even every from have having hello here https into issue just know like made make many more most much must need "
    "only other over please problem regards same should since some still such sure than thank thanks that their them "
    "then there these they this those through time under until using very want were what when where which while will "
    "with without would www your yours case since dear team"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_MOST = 3
_READ = 5_000
"""Characters of each text whose words are looked into; codes are looked for in all of it."""


class Reasons:
    """Says of cases why they are similar to what was asked."""

    def __init__(self, asked: Asked) -> None:
        said = asked.text[:_READ]
        self._codes = codes_in(asked.text)
        self._words = [word for word in dict.fromkeys(_words(said)) if _tells(word)]
        self._values = asked.shared

    def why(self, card: Card) -> str:
        """One phrase: the codes that both have, equal values of dimensions, then the telling words that both have."""
        text = without_marks(card.text[:_READ])
        shared = self._shared_codes(card.text)
        words = [*shared, *self._shared_words(text, but=shared)[: _MOST - len(shared)]]
        named = [f"both mention {', '.join(words)}"] if words else []
        equal = self._equal_values(card)
        return "; ".join([*named, *equal] if shared else [*equal, *named]) or "close in meaning"

    def _equal_values(self, card: Card) -> list[str]:
        theirs = {"product": card.product, "category": card.category}
        return [f"same {name}, {value}" for name, value in self._values.items() if value and theirs.get(name) == value]

    def _shared_codes(self, text: str) -> list[str]:
        """Those that `text` has too, however they are written there, at most three."""
        if not self._codes:
            return []
        known = set(map(_plain, codes_in(without_marks(text))))
        return [code for code in self._codes if _plain(code) in known][:_MOST]

    def _shared_words(self, text: str, but: Sequence[str]) -> list[str]:
        """The longest words that `text` has too, numbers first; none that is a part of what is in `but`."""
        known, said = set(_words(text)), "\n".join(but).lower()
        both = [word for word in self._words if word in known and word not in said]
        return sorted(both, key=lambda word: (not _has_digit(word), -len(word)))


def _words(text: str) -> Sequence[str]:
    return _WORD.findall(text.lower())


def _plain(code: str) -> str:
    return "".join(filter(str.isalnum, code)).casefold()


def _tells(word: str) -> bool:
    return word not in _COMMON and (len(word) > 3 or (len(word) > 2 and _has_digit(word)))


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))
