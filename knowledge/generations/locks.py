"""Locks between processes, which the operating system takes back however a process ends."""

import fcntl
import os
from pathlib import Path
from typing import Self


class Lock:
    """A held lock on a file; `release` gives it back."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def shared(cls, path: Path) -> Self:
        """Waits for everybody who holds `path` alone; others may share it."""
        return cls._taken(path, fcntl.LOCK_SH)

    @classmethod
    def alone(cls, path: Path) -> Self:
        """Waits until nobody else holds `path`."""
        return cls._taken(path, fcntl.LOCK_EX)

    @classmethod
    def alone_at_once(cls, path: Path) -> Self | None:
        """The lock on `path` alone, or None when somebody holds it."""
        try:
            return cls._taken(path, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None

    @classmethod
    def is_held(cls, path: Path) -> bool:
        """Whether somebody holds `path` alone."""
        try:
            cls._taken(path, fcntl.LOCK_SH | fcntl.LOCK_NB).release()
        except BlockingIOError:
            return True
        return False

    @classmethod
    def _taken(cls, path: Path, how: int) -> Self:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, how)
        except BaseException:
            os.close(descriptor)
            raise
        return cls(descriptor)

    def release(self) -> None:
        """Gives the lock back; again is harmless."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
