"""A number that grows with every change, for those who wait for one."""

import asyncio


class Changes:
    """One event loop owns it."""

    def __init__(self) -> None:
        self.version = 0
        self._waiting: set[asyncio.Event] = set()

    def note(self) -> None:
        """Something is no longer as it was."""
        self.version += 1
        for waiting in self._waiting:
            waiting.set()

    async def after(self, version: int) -> int:
        """The version as soon as it is another one than `version`."""
        while self.version == version:
            changed = asyncio.Event()
            self._waiting.add(changed)
            try:
                await changed.wait()
            finally:
                self._waiting.discard(changed)
        return self.version
