"""How the process is told to end."""

import signal
from threading import Event, Thread
from types import FrameType


def stop_on_signals() -> Event:
    """An event that SIGTERM or SIGINT sets; the next of them ends the process at once. Main thread only."""
    stop = Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        for each in (signal.SIGTERM, signal.SIGINT):
            # not what was there before: Python's own handler for SIGINT would still wait for the threads
            signal.signal(each, signal.SIG_DFL)
        # in a thread of its own: the interrupted main thread may hold the event's lock
        Thread(target=stop.set).start()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    return stop
