"""Which sentences tell a program that reads them what to do, as no text of a case needs to."""

import re
from functools import lru_cache

from knowledge.letters import hidden, plainest, without_digits_for_letters
from knowledge.speech.encoded import decoded
from knowledge.speech.orders import is_order

_READ = 20_000
"""Characters of a sentence; a longer one is a table or a trace."""

_TAG = re.compile(r"</?[a-z][^<>]{0,500}>")


@lru_cache(maxsize=8192)
def speaks_to_an_assistant(sentence: str) -> bool:
    """Whether it tells a model what to do, in English, German, French, Spanish or Italian, however it is written.

    Letters that nobody sees, letters of other alphabets, digits for letters, spelled words and base64 are looked
    through, and so are tags. What somebody tells people to do, however rudely, is not meant.
    """
    said = sentence[:_READ]
    return any(map(_tells, filter(None, (said, hidden(said), *decoded(said)))))


def _tells(text: str) -> bool:
    plain = plainest(text)
    bare = _TAG.sub(" ", plain)
    return any(map(is_order, {plain, bare, without_digits_for_letters(bare)}))
