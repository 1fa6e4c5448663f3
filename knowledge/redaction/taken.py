"""The places of one text that something was found in, none within another."""

from bisect import bisect
from collections.abc import Iterable, Sequence

from knowledge.redaction.found import Found, Span


class Taken:
    """Whoever comes first has a place. What lies in one of the `closed` is found by nobody."""

    def __init__(self, closed: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._places: list[tuple[int, int, str | None]] = []
        for start, end in closed:
            self._put(start, end, None)

    def take(self, kind: str, start: int, end: int) -> None:
        """Takes the place, unless a part of it is taken already."""
        at = bisect(self._starts, start)
        is_after = at == 0 or self._places[at - 1][1] <= start
        if is_after and (at == len(self._places) or end <= self._starts[at]):
            self._put(start, end, kind)

    def found(self) -> Sequence[Found]:
        """In the order of the text."""
        return [Found(kind, start, end) for start, end, kind in self._places if kind is not None]

    def _put(self, start: int, end: int, kind: str | None) -> None:
        at = bisect(self._starts, start)
        self._starts.insert(at, start)
        self._places.insert(at, (start, end, kind))
