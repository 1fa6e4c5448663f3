"""Names said in part: "Bluefin Motors" for Bluefin Motors Ltda, and "Delta", with which several names begin."""

from collections.abc import Iterator, Sequence, Set

from knowledge.questions.linking.marks import Mark, ValueLink
from knowledge.questions.linking.tokens import singular, words_of
from knowledge.questions.linking.values import ValueIndex

_NAMED = ("account", "team", "product")
"""The dimensions whose values have proper names, of which people say the beginning."""

LEGAL_FORMS = frozenset(
    words_of("""
    inc incorporated llc llp lp ltd limited ltda plc corp corporation co company sa sas sarl srl spa sl pty pte pvt kk
    gmbh ag kg ohg se ug bv nv ab as asa oy oyj aps holding holdings group
    """)
)
_LONGEST = 5


def part_names(said: Sequence[str], values: ValueIndex, known: Set[str]) -> Iterator[Mark]:
    """The stretches that one name begins with, or of one dimension several names. `known`: words of other meanings.

    Left alone is what values of another dimension have in their names too, and one known word.
    """
    for first in range(len(said)):
        for last in range(first + 1, min(first + _LONGEST, len(said)) + 1):
            key = tuple(said[first:last])
            if all(word in known or singular(word) in known for word in key) or values.is_name(key):
                continue
            dimension, names = _begun_by(key, values)
            if len(names) > 1:
                yield Mark(first, last, ValueLink(((dimension, names),), one_of=True))
            elif names and (dimension == "account" or len(key) > 1):
                rest = words_of(names[0])[len(key) :]
                other = rest and last < len(said) and said[last] in LEGAL_FORMS
                guessed = other or not LEGAL_FORMS.issuperset(rest)
                yield Mark(first, last + bool(other), ValueLink(((dimension, names),), guessed=bool(guessed)))


def _begun_by(key: tuple[str, ...], values: ValueIndex) -> tuple[str, tuple[str, ...]]:
    """The one dimension that has names with the words of `key`, and those of them that begin so."""
    holding = values.having(key[0])
    dimension = next(iter(holding), "")
    if len(holding) != 1 or dimension not in _NAMED:
        return "", ()
    spelled, beginning = values.spelled(dimension), " ".join((*key, ""))
    return dimension, tuple(name for name in holding[dimension] if spelled[name].startswith(beginning))
