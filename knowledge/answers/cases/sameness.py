"""Whether two sentences say the same in other particulars, and what all of several say."""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import TypeVar

from knowledge.retrieval.words.stems import stems

_SAME = 0.75
"""The share of their words, each counted once, that two sentences have in common which say the same."""
_MOST_LEFT_OUT = 0.4
"""The share of its words that a sentence may lose where others say them differently."""
_WORD = re.compile(r"[^\W_]+(?:[-'’.,/:@_&+][^\W_]+)*")  # noqa: RUF001  the apostrophe that people type
_UNSPACED = re.compile("[぀-ヿ㐀-鿿豈-﫿가-힯]")
"""Letters of Japanese, Chinese and Korean, whose words are not told apart by blanks."""
_OWNER = re.compile("['’]s$")  # noqa: RUF001  as above
_NEGATION_WORDS = "not no never none without nor neither cannot nicht kein keine nie ohne pas sans sin nunca"
_NEGATIONS = frozenset(_NEGATION_WORDS.split())
_LITTLE_WORDS = (
    "a an the and or but if of in on at to for from by with as is are was were be been being it its this that these "
    "those there here we our us you your they them their he she his her i my me has have had do does did will would "
    "can could should may might so then than when while after before also again into out up down over under which who "
    "what how"
)
_LITTLE = frozenset(_LITTLE_WORDS.split())
_OPENING = "\"'“‘«( "  # noqa: RUF001  quotation marks
_PARTICULAR = "#"
_GAP = "\N{HORIZONTAL ELLIPSIS}"
_GAPS = re.compile(rf"{_GAP}(?:[\s,;/&+€$£-]*{_GAP})+")
_T = TypeVar("_T")


def words_in(text: str) -> int:
    """How many words: two letters are one, where these are not told apart by blanks."""
    unspaced = len(_UNSPACED.findall(text))
    return unspaced // 2 + len(_WORD.findall(_UNSPACED.sub(" ", text)))


@lru_cache(maxsize=4096)
def _stems_of(text: str) -> frozenset[str]:
    """The words of `text` without their endings, its particulars (numbers, codes, currencies) as one."""
    return frozenset(stem for word in _WORD.findall(text) for stem in _stems(word))


@lru_cache(maxsize=4096)
def telling_stems(text: str) -> frozenset[str]:
    """The words of `text` that say something, without their endings; a number or a code is itself.

    A case may be in any language. Prose is in one that is known, and read by the words of that one.
    """
    found = set()
    for word in _WORD.findall(text):
        small = word.lower()
        if _is_code(word):
            found.add(small)
        elif small not in _LITTLE:
            found.update(_stems(word))
    return frozenset(found - {_PARTICULAR})


def says_the_same(one: str, other: str) -> bool:
    """Whether the sentences are equal but for particulars and a word or two; both deny, or neither does."""
    ours, theirs = _stems_of(one), _stems_of(other)
    shared = len(ours & theirs)
    if not shared or shared < _SAME * len(ours | theirs):
        return False
    return ours & _NEGATIONS == theirs & _NEGATIONS and in_common([one, other]) != ""


def in_common(sentences: Sequence[str]) -> str:
    """The first of `sentences`, with a gap for each word that not all of them have; empty if little is left."""
    first, *others = sentences
    known = [({word.lower() for word in _WORD.findall(other)}, _stems_of(other)) for other in others]
    pieces, at, count, left_out = [], 0, 0, 0
    for found in _WORD.finditer(first):
        count += 1
        word = found[0]
        is_particular = _is_particular(word, first, found.start())
        if any(word.lower() not in words if is_particular else not _is_among(word, stems) for words, stems in known):
            left_out += 1
            pieces += [first[at : found.start()], _GAP]
            at = found.end()
    if left_out > _MOST_LEFT_OUT * count:
        return ""
    return _GAPS.sub(_GAP, "".join([*pieces, first[at:]])).replace(f"{_GAP}.", _GAP)


def grouped(items: Sequence[_T], text_of: Callable[[_T], str]) -> Sequence[Sequence[_T]]:
    """The items whose texts say the same together, each group with the first of it first."""
    groups: list[list[_T]] = []
    for item in items:
        same = next((group for group in groups if says_the_same(text_of(group[0]), text_of(item))), None)
        if same is None:
            groups.append([item])
        else:
            same.append(item)
    return groups


def _is_among(word: str, stems: AbstractSet[str]) -> bool:
    """Whether a word is said there, or says nothing by itself."""
    return word.lower() in _LITTLE or set(_stems(word)) <= stems


def _stems(word: str) -> Sequence[str]:
    if _is_code(word):
        return [_PARTICULAR]
    if _UNSPACED.search(word):
        return [word[at : at + 2] for at in range(max(1, len(word) - 1))]
    small = word.lower()
    return [small] if small in _NEGATIONS else stems([_OWNER.sub("", small)], "english")


def _is_code(word: str) -> bool:
    """Whether it is a number, a code or a currency: USD, SO-314608, 440.60."""
    return any(character.isdigit() for character in word) or (len(word) > 1 and word.isupper() and word.isascii())


def _is_particular(word: str, sentence: str, at: int) -> bool:
    """Whether it names something: a code, or a capital within the sentence or the word."""
    if _is_code(word) or any(character.isupper() for character in word[1:]):
        return True
    return word[0].isupper() and bool(sentence[:at].strip(_OPENING))
