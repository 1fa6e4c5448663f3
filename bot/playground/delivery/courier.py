"""Delivers to the app: events again until they are acknowledged, everything else once."""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any

from bot.playground.delivery.line import Acknowledgement, Delivery, Kind, Line, Parcel, Payload
from bot.playground.delivery.sockets import Sockets
from bot.playground.faults import FaultPlan, Faults


class Courier:
    """By Socket Mode, unless `line` is set to another way.

    `answers` are what came with acknowledgements, each with when, in seconds since 1970.
    """

    def __init__(self, delivery: Delivery, sockets: Sockets) -> None:
        self.line: Line = sockets
        self.faults = Faults(FaultPlan())
        self.answers: list[tuple[float, Payload]] = []
        self._delivery, self._sockets = delivery, sockets
        self._under_way: set[asyncio.Task[Any]] = set()

    def deliver(self, payload: Payload, attempt: int = 0) -> "asyncio.Task[bool]":
        """Sends an event. The task tells in the end whether it was acknowledged."""
        if self.faults.is_duplicated():
            self._begin(self._deliver(payload, attempt))
        return self._begin(self._deliver(payload, attempt))

    async def ask(self, kind: Kind, payload: Payload) -> Acknowledgement | None:
        """Sends what a person did, once; None when the app did not respond in time."""
        acknowledged = await self.line.send(Parcel(kind=kind, payload=payload))
        if acknowledged:
            self.answers.append((time.time(), acknowledged.payload))
        return acknowledged if acknowledged and acknowledged.is_taken else None

    async def stop(self) -> None:
        """Gives up what is still to be delivered."""
        for task in list(self._under_way):
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _deliver(self, payload: Payload, attempt: int) -> bool:
        """Whether the event was acknowledged in the end. An attempt with nobody to take it is lost, as with Slack."""
        found: Acknowledgement | None = None
        for delay in (0, *self._delivery.retry_delays):
            await asyncio.sleep(delay)
            if self.faults.is_disconnected():
                await self._sockets.drop()
            parcel = Parcel(kind=Kind.EVENT, payload=payload, attempt=attempt, was_refused=found is not None)
            found = await self.line.send(parcel)
            attempt += 1
            if found and found.is_taken:
                if self.faults.is_redelivered():
                    self._begin(self._deliver(payload, attempt))
                return True
            if found and found.stop:
                return False
        return False

    def _begin(self, work: Coroutine[Any, Any, bool]) -> "asyncio.Task[bool]":
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task
