"""What the data holds that a question can name: the values of each dimension, the kept attributes, the case ids."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """`values`: dimension (or attribute) -> value -> how many cases have it, the most frequent first.

    Cases without a value are counted under `(none)`, where there are any. `attributes`: the source's kept columns
    that are dimensions too. `case_exists` is asked with an id as somebody wrote it.
    """

    values: Mapping[str, Mapping[str, int]]
    attributes: Sequence[str]
    case_exists: Callable[[str], bool]
