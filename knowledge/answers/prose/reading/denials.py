"""Whether an English text says of something that it is not."""

import re

from knowledge.answers.prose.reading.tables import listed
from knowledge.answers.prose.reading.tokens import tokens_of

_IDIOM = re.compile(r"\b(?:yet to|far from|anything but|no longer)\b", re.IGNORECASE)
_NEGATING = frozenset(listed("not no never none nobody nothing neither nor without cannot"))
_LIKE_NEGATING = frozenset(
    listed(
        "unable fail failed fails failing failure deny denied denies decline declined refuse refused reject rejected"
        " missing lack lacked lacks absent impossible unavailable prevent prevented prevents stop stopped block blocked"
        " unpaid unresolved unsuccessful unanswered unused hardly barely invalid stuck unknown unclear unfinished"
        " undelivered unsent unsolved unchanged incomplete disabled"
    )
)


def denies(text: str) -> bool:
    """Whether `text` says not, or the like."""
    words = [token.low for token in tokens_of(text) if token.is_word]
    return any(word in _NEGATING or word.endswith("n't") for word in words) or bool(_IDIOM.search(text))


def may_deny(text: str) -> bool:
    """Whether `text` denies something, be it without saying not: failed, unable, missing."""
    return denies(text) or any(is_denial_itself(token.text) for token in tokens_of(text) if token.is_word)


def is_denial_itself(word: str) -> bool:
    """Whether a word says by itself that something is not: declined, missing."""
    return word.lower() in _LIKE_NEGATING
