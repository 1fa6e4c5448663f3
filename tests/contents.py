"""What a case store holds, as values to compare."""

from collections.abc import Iterable

from knowledge.cases.case import Case, CaseEvent, CaseHistory
from knowledge.cases.store import CaseStore
from tests.builders import an_update


def cases_of(store: CaseStore) -> list[Case]:
    """Every case, by id."""
    return [history.case for history in histories_of(store)]


def events_of(store: CaseStore) -> list[CaseEvent]:
    """Every event, by time and kind."""
    found = [event for history in histories_of(store) for event in history.events]
    return sorted(found, key=lambda event: (event.at, event.kind, event.note or ""))


def histories_of(store: CaseStore, *, since: int = 0) -> list[CaseHistory]:
    """The histories changed after a revision, by case id as Python orders them."""
    with store.snapshot() as snapshot:
        return sorted(snapshot.histories(since=since), key=lambda history: history.case.case_id)


def revision_of(store: CaseStore) -> int:
    """The number of the last change."""
    with store.snapshot() as snapshot:
        return snapshot.revision()


def ids(histories: Iterable[CaseHistory]) -> list[str]:
    """The case ids, in order."""
    return [history.case.case_id for history in histories]


def with_cases(store: CaseStore, *case_ids: str) -> CaseStore:
    """The store with plain cases of these ids in it."""
    store.save_cases([an_update(case_id) for case_id in case_ids])
    return store
