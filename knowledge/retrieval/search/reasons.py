"""Why a case was found, in words: what it visibly shares with what was asked."""

import re
from collections.abc import Mapping

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


def why_close(asked: str, case: Mapping[str, str | None], shared: Mapping[str, str | None]) -> str:
    """One phrase: equal values of `shared` dimensions, then the telling words that both texts have."""
    equal = [f"same {name}, {value}" for name, value in shared.items() if value and case.get(name) == value]
    words = _common_words(asked, f"{case['subject']}\n{case.get('description') or ''}")
    named = [f"both mention {', '.join(words)}"] if words else []
    return "; ".join([*equal, *named]) or "close in meaning"


def _common_words(one: str, other: str) -> list[str]:
    """The longest words of `one` that `other` has too, codes and numbers first, at most three."""
    theirs = {word.lower() for word in _WORD.findall(other)}
    ours = dict.fromkeys(word.lower() for word in _WORD.findall(one))
    both = [word for word in ours if word in theirs and word not in _COMMON and (len(word) > 3 or _is_code(word))]
    return sorted(both, key=lambda word: (not _is_code(word), -len(word)))[:_MOST]


def _is_code(word: str) -> bool:
    return len(word) > 2 and any(character.isdigit() for character in word)
