"""What answers are made from: the served generation, opened once and changed over when another is published."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from knowledge.answers.case_lookup import CaseLookup
from knowledge.answers.cases.material import MaterialLookup
from knowledge.answers.limits import limited_manifest, limits_of
from knowledge.answers.readers import Readers
from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.generations.manifest import Manifest
from knowledge.generations.shelf import Pin, Shelf
from knowledge.metrics.catalogue import ATTRIBUTE_PREFIX, COLUMN_DIMENSIONS
from knowledge.metrics.compiling import NONE
from knowledge.metrics.engine import Engine
from knowledge.metrics.fact_files import CASES, EVENTS, REVIEWS
from knowledge.metrics.metrics import Metrics
from knowledge.questions.plan import Reading
from knowledge.questions.vocabulary import Vocabulary
from knowledge.settings import Settings

if TYPE_CHECKING:
    from knowledge.questions.reader import Reader
    from knowledge.questions.thread import ThreadState
    from knowledge.retrieval.search.reranker import Reranker
    from knowledge.retrieval.search.search import CaseSearch
    from knowledge.retrieval.vectors.embedder import Embedder


_SAYS_UNKNOWN = "escalations for xyzzying"
"""Words that no value is written like, so that values are looked for by what they mean."""
_LIMITED_KEPT = 32
"""So many limits stay open beside the whole generation: those of the roles, and of the channels that are in use."""


class Served:
    """One generation, open: its numbers, its similar cases, its words. May be shared between threads.

    Whatever is asked of it is answered as if there were no other cases than those that are `seen`.
    """

    def __init__(
        self,
        pin: Pin,
        embedder: "Embedder",
        settings: Settings,
        readers: Readers,
        *,
        reranker: "Reranker | None",
        seen: Seen,
    ) -> None:
        self._readers = readers
        self._reranker = reranker
        self._pin = pin
        self._settings = settings
        self.seen = seen
        folder, whole = pin.generation.folder, pin.generation.manifest
        views = {"cases": folder / CASES, "events": folder / EVENTS, "reviews": folder / REVIEWS}
        limits = limits_of(seen, whole.attributes)
        self._engine = Engine(views, name=whole.id, limits=limits)
        self.manifest: Manifest = limited_manifest(whole, self._engine) if limits else whole
        self.metrics = Metrics(
            self._engine,
            self.manifest,
            small_cell=settings.small_cell,
            early_hours=settings.early_escalation_hours,
            aged_hours=settings.aged_after_days * 24,
            has_targets=bool(settings.sla_first_response_hours or settings.sla_resolution_hours),
        )
        self.cases = CaseLookup(self._engine, self.manifest, url_template=settings.case_url_template)
        self.material = MaterialLookup(self._engine)
        self._embedder = embedder
        self._counts: dict[str, Mapping[str, int]] = {}
        self._users = 1
        self._changing = Lock()

    def read(self, question: str, *, today: date, state: "ThreadState | None" = None) -> Sequence[Reading]:
        """What `question` means in a thread of this `state`, in the words that occur in this generation."""
        return self._reader.read(question, today=today, state=state)

    def read_by_rules(self, question: str, *, today: date) -> Reading:
        """What `question` means by itself and without a chat model: what we are about to offer is read at once."""
        return self._reader.read_by_rules(question, today=today)

    def prepare(self, today: date) -> None:
        """Opens and loads now what the first questions would wait for. Raises what these raise."""
        from knowledge.retrieval.search.search import Wanted  # brings NumPy, and a statistic does without

        self.read_by_rules(_SAYS_UNKNOWN, today=today)
        self.search.by_text(_SAYS_UNKNOWN, Wanted(k=1))
        if self._reranker is not None:
            self._reranker.prepare()

    def values_of(self, dimension: str) -> Sequence[str]:
        """The values of a column dimension or a kept attribute that occur, the most frequent first."""
        column = self._columns.get(dimension)
        return tuple(self._counted(column)) if column else ()

    def is_of_cases(self, dimension: str) -> bool:
        """Whether it is a dimension of the cases, which the clock does not tell."""
        return dimension in self._columns

    def is_empty(self, dimension: str) -> bool:
        """Whether it is a dimension of the cases of which no case has a value."""
        return self.is_of_cases(dimension) and not self._known(dimension)

    def filled_dimensions(self) -> Sequence[str]:
        """The dimensions of the cases of which some case has a value."""
        return [name for name in self._columns if self._known(name)]

    def _known(self, dimension: str) -> bool:
        return any(value != NONE for value in self.values_of(dimension))

    @property
    def smallest_cell(self) -> int:
        """Numbers computed over fewer than so many are not shown; 0 where all are."""
        return self._settings.small_cell if self.seen.hides_small else 0

    def hold(self) -> None:
        """Counts one more user of what is open."""
        with self._changing:
            self._users += 1

    def let_go(self) -> None:
        """Counts one user less; the last one closes the generation and unpins it."""
        with self._changing:
            self._users -= 1
            if self._users:
                return
        if "search" in self.__dict__:
            self.search.close()
        self._engine.close()
        self._pin.release()

    @cached_property
    def search(self) -> "CaseSearch":
        """Similar cases of this generation."""
        from knowledge.retrieval.search.search import CaseSearch  # brings NumPy, and a statistic does without

        return CaseSearch(
            self._pin.generation,
            self._engine,
            self._embedder,
            floor=self._settings.similarity_floor,
            reranker=self._reranker,
            url_template=self._settings.case_url_template,
            is_limited=bool(self.seen.segments),
        )

    @cached_property
    def _reader(self) -> "Reader":
        return self._readers.reader(self._vocabulary)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        values = {name: self._counted(column) for name, column in self._columns.items()}
        return Vocabulary(values=values, attributes=self.manifest.attributes, case_exists=self.cases.has)

    @property
    def _columns(self) -> Mapping[str, str]:
        """The column of every dimension that is not told by the clock."""
        return {
            **{one.name: one.column for one in COLUMN_DIMENSIONS if one.column},
            **{name: ATTRIBUTE_PREFIX + name for name in self.manifest.attributes},
        }

    def _counted(self, column: str) -> Mapping[str, int]:
        """The values of a column with their counts, the cases without one under NONE."""
        if column not in self._counts:
            counts = self.metrics.values_of(column)
            empty = self.manifest.counts["cases"] - sum(counts.values())
            self._counts[column] = {**counts, NONE: empty} if empty else counts
        return self._counts[column]


class Knowledge:
    """Gives out the served generation and notices when another has been published.

    What is open for a limit stays so for as long as its generation is served, the last few that were asked for.
    """

    def __init__(
        self,
        shelf: Shelf,
        embedder: "Embedder",
        settings: Settings,
        readers: Readers | None = None,
        reranker: "Reranker | None" = None,
    ) -> None:
        """Without `readers` questions are read by rules alone, without a `reranker` likelihood alone orders cases."""
        reading = readers or Readers(settings=settings)
        self._shelf = shelf
        self._open: Callable[[Pin, Seen], Served] = lambda pin, seen: Served(
            pin, embedder, settings, reading, reranker=reranker, seen=seen
        )
        self._current: Served | None = None
        self._limited: OrderedDict[Seen, Served] = OrderedDict()
        self._changing = Lock()

    @contextmanager
    def current(self, seen: Seen = EVERYTHING) -> Iterator[Served]:
        """The served generation for the length of one answer, without the cases that are not `seen`.

        Raises NoGeneration, DamagedGeneration, UnknownName for a limit by what is no dimension of the cases.
        """
        served = self._held(seen)
        try:
            yield served
        finally:
            served.let_go()

    @contextmanager
    def of(self, generation_id: str, seen: Seen = EVERYTHING) -> Iterator[Served]:
        """The generation `generation_id`, as long as it is kept. Raises UnknownName, DamagedGeneration besides."""
        served = self._held_already(generation_id, seen) or self._opened(generation_id, seen)
        try:
            yield served
        finally:
            served.let_go()

    def close(self) -> None:
        """Lets go of what is open."""
        with self._changing:
            self._let_go()

    def _held(self, seen: Seen) -> Served:
        with self._changing:
            newest = self._shelf.served_id()
            if self._current is None or self._current.manifest.id != newest:
                opened = self._opened()
                self._let_go()
                self._current = opened
            return self._with_limit(self._current, seen)

    def _held_already(self, generation_id: str, seen: Seen) -> Served | None:
        """The generation, where it is the one that is open."""
        with self._changing:
            if self._current is None or self._current.manifest.id != generation_id:
                return None
            return self._with_limit(self._current, seen)

    def _with_limit(self, current: Served, seen: Seen) -> Served:
        """`current` under the limit, held for one more user."""
        if seen == EVERYTHING:
            current.hold()
            return current
        if seen not in self._limited:
            # the generation is pinned by what is open of it, so it is still there
            self._limited[seen] = self._opened(current.manifest.id, seen)
            if len(self._limited) > _LIMITED_KEPT:
                _, longest_unused = self._limited.popitem(last=False)
                longest_unused.let_go()
        self._limited.move_to_end(seen)
        self._limited[seen].hold()
        return self._limited[seen]

    def _let_go(self) -> None:
        for served in (*self._limited.values(), self._current):
            if served is not None:
                served.let_go()
        self._limited.clear()
        self._current = None

    def _opened(self, generation_id: str | None = None, seen: Seen = EVERYTHING) -> Served:
        pin = self._shelf.pin(generation_id)
        try:
            return self._open(pin, seen)
        except BaseException:
            pin.release()
            raise
