"""Names that somebody may have meant."""

from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein


def near(name: str, known: Iterable[str]) -> Sequence[str]:
    """At most three of `known` that `name` may be a misspelling of, the closest first."""
    found = process.extract(
        name.lower(), list(known), scorer=DamerauLevenshtein.normalized_similarity, limit=3, score_cutoff=0.55
    )
    return [match for match, _, _ in found]
