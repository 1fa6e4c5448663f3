"""Locks: shared ones go together, one alone goes with none, and a process that ends in any way gives its own back."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from knowledge.generations.locks import Lock

HOLDING = """
import sys
from pathlib import Path
from knowledge.generations.locks import Lock
lock = Lock.alone(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "locks" / "one"


def test_a_lock_that_nobody_holds_is_had_at_once(path: Path) -> None:
    lock = Lock.alone_at_once(path)

    assert lock is not None
    lock.release()


def test_a_lock_that_somebody_holds_alone_is_not_had(path: Path) -> None:
    with Lock.alone(path):
        assert Lock.alone_at_once(path) is None


def test_a_lock_that_somebody_shares_is_not_had_alone(path: Path) -> None:
    with Lock.shared(path), Lock.shared(path):
        assert Lock.alone_at_once(path) is None


def test_a_released_lock_is_free_and_may_be_released_again(path: Path) -> None:
    lock = Lock.alone(path)

    lock.release()
    lock.release()

    with Lock.alone(path):
        pass


def test_who_wants_to_share_waits_for_who_holds_it_alone(path: Path) -> None:
    alone = Lock.alone(path)
    had = threading.Event()

    def share() -> None:
        with Lock.shared(path):
            had.set()

    waiting = threading.Thread(target=share)
    waiting.start()
    assert not had.wait(0.1)

    alone.release()

    assert had.wait(5)
    waiting.join()


def test_a_killed_process_gives_its_lock_back(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert Lock.alone_at_once(path) is None

        holder.kill()
        holder.wait()

    lock = Lock.alone_at_once(path)
    assert lock is not None
    lock.release()
