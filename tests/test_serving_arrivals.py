"""Promises of arrivals: what is worked on lets pass what comes in, and not for ever."""

from contextlib import suppress
from threading import Event, Thread

from bot.desk import Desk
from bot.serving.arrivals import Arrivals


def test_who_lets_pass_goes_on_when_the_last_arrival_is_through() -> None:
    arrivals, passed = Arrivals(patience_seconds=60), Event()

    def go_on() -> None:
        arrivals.let_pass()
        passed.set()

    with arrivals:
        with arrivals:
            waiting = Thread(target=go_on)
            waiting.start()
        is_early = passed.is_set()
    waiting.join()

    assert (is_early, passed.is_set()) == (False, True)


def test_where_it_never_ends_everybody_goes_on_after_a_while() -> None:
    arrivals = Arrivals(patience_seconds=0.01)

    with arrivals:
        arrivals.let_pass()

        assert arrivals.is_busy


def test_an_arrival_that_fails_is_through_too() -> None:
    arrivals = Arrivals()

    with suppress(ValueError), arrivals:
        raise ValueError

    assert not arrivals.is_busy


def test_a_desk_calls_what_comes_before_each_work() -> None:
    done: list[str] = []
    desk = Desk(at_once=1, waiting=1, before=lambda: done.append("before"))

    desk.put(lambda: done.append("work"))
    desk.close(5)

    assert done == ["before", "work"]
