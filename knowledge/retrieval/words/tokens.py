"""The tokens of a text: what its words are known by when texts are compared word by word."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.words.letters import folded
from knowledge.retrieval.words.stems import stems

RULES = "2"
"""Changes with the tokens of any text: those of other rules are not taken over."""
_LUCENES = """a an and are as at be but by for if in into is it no not of on or such that the their then there these
they this to was will with"""
STOP_WORDS = frozenset(_LUCENES.split())

_LONGEST = 128
"""Characters of a word or a compound that count: what is longer is no word, but data."""
_LONGEST_CHUNK = 2 * _LONGEST
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese and Korean, whose words no space, or not every one, parts."""
_LETTER = rf"[^\x00-/:-@\[-`{{-\x7f{_UNSPACED}]"
# A full stop between a digit and a capitalised word ends a sentence: "fails with ORA-00942.Please help".
_JOINT = r"(?:[-_]|(?<!\d)\.|\.(?![A-Z][a-z])|(?<=[A-Z0-9])/(?=\d))"
_CHUNK = re.compile(rf"[{_UNSPACED}]+|{_LETTER}+(?:{_JOINT}{_LETTER}+)*")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
JOINTS = re.compile(r"[-_./]")
_LOOSE = re.compile(r"(?<!\d)[-_]|[-_](?!\d)")
_HUMP = re.compile(r"[a-z][A-Z]")
_HUMPS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_DIGIT = re.compile(r"\d")


def tokens(text: str) -> list[str]:
    """The tokens in the order of the text, as often as they occur: stems of words without stop words, parts and all
    of compounds such as `XP-200` and `readTimeout`, pairs of letters where a script has no spaces.
    """
    return list(chain.from_iterable(map(tokens_of_chunk, chunks(text))))


def numbers_of(tokens: Sequence[str]) -> NDArray[np.uint64]:
    """The number that each token has in every index: 8 bytes of a hash, which no two of a million tokens share."""
    return np.fromiter(map(_number_of, tokens), np.uint64, len(tokens))


@lru_cache(maxsize=1 << 16)
def _number_of(token: str) -> int:
    return int.from_bytes(blake2b(token.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def chunks(text: str) -> list[str]:
    """The words of `text` as written, folded, with what hyphens, full stops and the like join to them."""
    found = _CHUNK.findall(folded(text))
    if max(map(len, found), default=0) > _LONGEST_CHUNK:
        return [chunk[:_LONGEST_CHUNK] for chunk in found]
    return found


def parts_of(chunk: str) -> Sequence[str]:
    """What the joints of `chunk` part: `ORA-00942` is ORA and 00942."""
    return JOINTS.split(chunk)


def has_humps(word: str) -> bool:
    """Whether it is written like `readTimeout`."""
    return _HUMP.search(word) is not None


def whole(chunk: str) -> str:
    """One token for all ways to write a compound: `XP-200`, `xp_200` and `XP200` are xp200, but `12-34` is no 1234."""
    return _LOOSE.sub("", chunk.lower())[:_LONGEST]


def _is_whole_token(chunk: str) -> bool:
    """Whether `whole(chunk)` is among the tokens of a text with this compound.

    Full stops join names of files and sentences too: as one token, those made the ranking worse.
    """
    return _DIGIT.search(chunk) is not None or "." not in chunk


@lru_cache(maxsize=1 << 16)
def tokens_of_chunk(chunk: str) -> tuple[str, ...]:
    """The tokens of one of the `chunks`."""
    if _IS_UNSPACED.match(chunk):
        return tuple(map("".join, pairwise(chunk))) or (chunk,)
    parts = parts_of(chunk)
    found = [token for part in parts for token in _tokens_of_part(part[:_LONGEST])]
    if len(parts) > 1 and _is_whole_token(chunk):
        found.append(whole(chunk))
    return tuple(found)


def _tokens_of_part(part: str) -> Iterator[str]:
    word = part.lower()
    if word in STOP_WORDS:
        return
    yield stem(word)
    if has_humps(part):
        yield from map(stem, map(str.lower, _HUMPS.findall(part)))


def stem(word: str) -> str:
    """The stem of a word in small letters, or itself where it has a digit."""
    return word if _DIGIT.search(word) else stems([word], "porter")[0]
