"""A message is taken once."""

from bot.handled import HandledInMemory


def test_an_event_delivered_again_is_not_fresh() -> None:
    handled = HandledInMemory()

    assert handled.claim("Ev1", channel="C1", ts="1.0")
    assert not handled.claim("Ev1", channel="C1", ts="1.0")


def test_the_twin_event_of_a_message_is_not_fresh() -> None:
    handled = HandledInMemory()
    handled.claim("Ev1", channel="C1", ts="1.0")

    assert not handled.claim("Ev2", channel="C1", ts="1.0")


def test_the_same_ts_in_another_channel_is_another_message() -> None:
    handled = HandledInMemory()
    handled.claim("Ev1", channel="C1", ts="1.0")

    assert handled.claim("Ev2", channel="C2", ts="1.0")


def test_the_oldest_are_forgotten_first() -> None:
    handled = HandledInMemory(remembered=4)
    for number in (1, 2, 3):
        handled.claim(f"Ev{number}", channel="C1", ts=f"{number}.0")

    assert not handled.claim("Ev3", channel="C1", ts="3.0")
    assert handled.claim("Ev1", channel="C1", ts="1.0")
