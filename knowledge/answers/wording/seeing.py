"""What is said of a limit that an answer was computed under."""

from collections.abc import Sequence

from knowledge.answers.seen import Seen
from knowledge.answers.wording.figures import where_words


def seen_words(seen: Seen) -> str:
    """The cases that may be seen: "product Billing", "no cases", "all cases"."""
    if not seen.segments:
        return "all cases"
    if not all(values for _, values in seen.segments):
        return "no cases"
    return where_words(seen.where).removeprefix(" for ")


def seen_caveat(seen: Seen) -> Sequence[str]:
    """Says of which cases alone an answer speaks."""
    return [f"Seen here: {seen_words(seen)}."] if seen.segments else []
