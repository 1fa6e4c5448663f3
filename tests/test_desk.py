"""The desk: so many at once, so many waiting, and nobody forgotten at the end."""

import logging
from collections.abc import Callable, Iterator
from threading import Event

import pytest

from bot.desk import Desk
from tests.receptions import as_soon_as


@pytest.fixture
def gate() -> Iterator[Event]:
    """What the works wait for."""
    gate = Event()
    yield gate
    gate.set()


def waits_for(gate: Event, done: list[str], name: str) -> Callable[[], None]:
    def work() -> None:
        assert gate.wait(10)
        done.append(name)

    return work


def test_the_place_in_the_line_is_told_and_a_full_line_takes_nothing(gate: Event) -> None:
    desk, done = Desk(at_once=2, waiting=2), list[str]()

    assert [desk.put(waits_for(gate, done, name)) for name in "abcde"] == [0, 0, 1, 2, None]

    gate.set()
    assert desk.close(5)
    assert sorted(done) == ["a", "b", "c", "d"]


def test_who_waits_is_served_in_the_order_of_coming(gate: Event) -> None:
    desk, done = Desk(at_once=1, waiting=9), list[str]()
    for name in "abcd":
        desk.put(waits_for(gate, done, name))

    gate.set()
    desk.close(5)

    assert done == ["a", "b", "c", "d"]


def test_what_is_to_be_done_later_is_done_before_what_waits_by_then(gate: Event) -> None:
    desk, done = Desk(at_once=1, waiting=9), list[str]()
    for name in "ab":
        desk.put(waits_for(gate, done, name))
    desk.put_later(waits_for(gate, done, "later"), 0)
    gate.set()
    desk.close(5)

    assert done in (["a", "later", "b"], ["later", "a", "b"])


def test_waiting_for_later_keeps_no_worker() -> None:
    desk, done = Desk(at_once=1, waiting=0), list[str]()
    desk.put_later(lambda: done.append("later"), 0.1)

    assert desk.put(lambda: done.append("now")) == 0

    desk.close(5)
    assert done == ["now", "later"]


def test_a_work_that_fails_is_logged_without_its_words_and_the_next_is_done(
    caplog: pytest.LogCaptureFixture,
) -> None:
    desk, done = Desk(at_once=1, waiting=9), list[str]()

    def fail() -> None:
        raise RuntimeError("a secret")

    with caplog.at_level(logging.ERROR):
        desk.put(fail)
        desk.put(lambda: done.append("next"))
        desk.close(5)

    assert done == ["next"]
    assert [record.message for record in caplog.records] == ["work failed"]
    assert "secret" not in str(vars(caplog.records[0]))


def test_a_closed_desk_takes_nothing_and_finishes_what_it_has(gate: Event) -> None:
    desk, done = Desk(at_once=1, waiting=9), list[str]()

    def twice() -> None:
        desk.put_later(lambda: done.append("again"), 0.01)
        done.append("first")

    desk.put(twice)

    assert desk.close(5)

    assert desk.is_closed
    assert desk.put(lambda: None) is None
    assert done == ["first", "again"]


def test_closing_does_not_wait_for_ever(gate: Event) -> None:
    desk, done = Desk(at_once=1, waiting=9), list[str]()
    for name in "ab":
        desk.put(waits_for(gate, done, name))

    assert not desk.close(0.01)

    gate.set()
    as_soon_as(lambda: done)
    assert done == ["a"]
