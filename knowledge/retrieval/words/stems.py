"""The one door to the stemmer: words without their endings."""

from collections.abc import Sequence

from Stemmer import Stemmer


def stems(words: Sequence[str], language: str) -> list[str]:
    """The stem of each of the `words`, which are in small letters; `language` is a name such as "english".

    "porter" is the older English one, with which the index was measured.
    """
    # One for each call costs a microsecond, and one must not be shared between threads.
    return list(Stemmer(language).stemWords(words))
