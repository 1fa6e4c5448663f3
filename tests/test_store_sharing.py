"""The case store when several use it at once, and when one of them is killed."""

import multiprocessing
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import count
from multiprocessing.synchronize import Event
from random import Random
from threading import Barrier
from time import sleep

import pytest

from knowledge.cases.case import CaseEvent, CaseUpdate
from knowledge.cases.store import CaseStore, StoreCounts
from tests.builders import OPENED, a_case, an_event, an_update
from tests.contents import cases_of, events_of, histories_of, ids, revision_of, with_cases

ROUNDS = 15
BATCH = 50
KINDS = ("opened", "agent_reply", "closed")


def at_once(*jobs: Callable[[], object]) -> None:
    """Runs the jobs in threads that start together. Raises what one of them raised."""
    start = Barrier(len(jobs))

    def run(job: Callable[[], object]) -> None:
        start.wait()
        job()

    with ThreadPoolExecutor(max_workers=len(jobs)) as threads:
        list(threads.map(run, jobs))


def test_a_snapshot_does_not_see_what_is_saved_meanwhile(store: CaseStore) -> None:
    with_cases(store, "C-1", "C-2")

    with store.snapshot() as snapshot:
        before = (snapshot.counts(), snapshot.revision())
        with ThreadPoolExecutor() as threads:
            threads.submit(with_cases, store, "C-3").result()
            threads.submit(store.save_events, [an_event("closed", OPENED)]).result()
            threads.submit(store.remove_cases, ["C-2"]).result()

        assert (snapshot.counts(), snapshot.revision()) == before
        assert [(history.case.case_id, history.events) for history in snapshot.histories()] == [
            ("C-1", ()),
            ("C-2", ()),
        ]
        assert sorted(snapshot.case_ids()) == ["C-1", "C-2"]
    assert ids(histories_of(store)) == ["C-1", "C-3"]


def test_two_writers_of_different_cases_lose_nothing(store: CaseStore) -> None:
    def write(name: str) -> None:
        for number in range(ROUNDS):
            with_cases(store, f"{name}-{number}").save_events([an_event("closed", OPENED, case_id=f"{name}-{number}")])

    at_once(lambda: write("A"), lambda: write("B"))

    names = sorted(f"{name}-{number}" for name in "AB" for number in range(ROUNDS))
    assert ids(histories_of(store)) == names
    assert sorted(event.case_id for event in events_of(store)) == names


def test_two_writers_of_different_columns_of_the_same_cases_lose_nothing(store: CaseStore) -> None:
    names = [f"C-{number}" for number in range(20)]
    with_cases(store, *names)

    def write(column: str) -> None:
        for turn in range(ROUNDS):
            store.save_cases([an_update(name, **{column: str(turn)}) for name in names])
            store.save_cases([an_update(name, attributes={f"kept {column}": str(turn)}) for name in names])

    at_once(lambda: write("product"), lambda: write("team"))

    last = str(ROUNDS - 1)
    kept = {"kept product": last, "kept team": last}
    assert cases_of(store) == sorted(
        (a_case(name, product=last, team=last, attributes=kept) for name in names), key=lambda case: case.case_id
    )


def test_two_writers_of_the_same_events_and_cases_save_each_once(store: CaseStore) -> None:
    def write() -> None:
        for number in range(ROUNDS):
            with_cases(store, "C-1", f"C-{number}").save_events([an_event("closed", OPENED, note=str(number))])

    at_once(write, write)

    with store.snapshot() as snapshot:
        assert snapshot.counts() == StoreCounts(cases=ROUNDS, events=ROUNDS, teams=0, quality=0)


def test_events_of_a_case_that_is_being_removed_go_with_it_or_are_reported(store: CaseStore) -> None:
    def write() -> None:
        for number in range(ROUNDS):
            store.save_events([an_event("closed", OPENED, note=str(number))])
            with_cases(store, "C-1")

    def remove() -> None:
        for _ in range(ROUNDS):
            store.remove_cases(["C-1"])

    with_cases(store, "C-1")
    at_once(write, remove)
    store.remove_cases(["C-1"])

    with store.snapshot() as snapshot:
        assert (snapshot.counts().cases, snapshot.counts().events) == (0, 0)


def test_whoever_reads_what_changed_since_the_last_time_misses_nothing(store: CaseStore) -> None:
    seen: set[str] = set()

    def write(name: str) -> None:
        for number in range(ROUNDS):
            with_cases(store, f"{name}-{number}")

    def read() -> None:
        since = 0
        while len(seen) < 2 * ROUNDS:
            with store.snapshot() as snapshot:
                seen.update(history.case.case_id for history in snapshot.histories(since=since))
                since = snapshot.revision()

    at_once(lambda: write("A"), lambda: write("B"), read)

    assert seen == {f"{name}-{number}" for name in "AB" for number in range(ROUNDS)}


def batch_of(number: int) -> tuple[Sequence[CaseUpdate], Sequence[CaseEvent]]:
    """The cases and the events of one batch of an import."""
    names = [f"C-{number:04}-{position:02}" for position in range(BATCH)]
    return (
        [an_update(name, product="Portal", attributes={"batch": str(number)}) for name in names],
        [an_event(kind, OPENED, case_id=name) for name in names for kind in KINDS],
    )


def save_batches(store: CaseStore, numbers: Iterable[int]) -> None:
    """What an import does: one batch after the other."""
    for number in numbers:
        updates, events = batch_of(number)
        store.save_cases(updates)
        store.save_events(events)


def save_until_killed(address: str, started: Event) -> None:
    """Saves batches without end, and says when the first one is saved."""
    with closing(CaseStore.open(address)) as store:
        save_batches(store, [0])
        started.set()
        save_batches(store, count(1))


def kill_a_writer_after(address: str, seconds: float) -> None:
    """Starts a process that saves batches, and kills it so long after its first one."""
    spawning = multiprocessing.get_context("spawn")
    started = spawning.Event()
    writer = spawning.Process(target=save_until_killed, args=(address, started))
    writer.start()
    try:
        assert started.wait(60), "the writer did not start"
        sleep(seconds)
    finally:
        writer.kill()
        writer.join()
        writer.close()


@pytest.mark.parametrize("seed", range(2))
def test_a_killed_writer_leaves_whole_batches_and_a_rerun_completes_them(address: str, seed: int) -> None:
    kill_a_writer_after(address, Random(seed).uniform(0, 0.2))

    with closing(CaseStore.open(address)) as store:
        with store.snapshot() as snapshot:
            left = snapshot.counts()
        assert (left.cases % BATCH, left.events % (BATCH * len(KINDS))) == (0, 0)

        batches = range(left.cases // BATCH + 2)
        save_batches(store, batches)

        expected = [batch_of(number) for number in batches]
        assert cases_of(store) == [update.case for updates, _ in expected for update in updates]
        assert set(events_of(store)) == {event for _, events in expected for event in events}
        before = revision_of(store)
        save_batches(store, batches)
        assert revision_of(store) == before
