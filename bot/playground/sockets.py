"""Socket Mode: tickets, envelopes, acknowledgements and what is sent again without one."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.state import APP_ID

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How an event is delivered: it must be acknowledged within `ack_seconds`, else it comes again after each delay."""

    ack_seconds: float = 3
    retry_delays: Sequence[float] = (0, 60, 300)


@dataclass(slots=True)
class Sockets:
    """The sockets that the app has open. One event loop owns it."""

    delivery: Delivery
    open: list[WebSocket] = field(default_factory=list)
    _tickets: set[str] = field(default_factory=set)
    _waiting: dict[str, asyncio.Event] = field(default_factory=dict)
    _deliveries: set[asyncio.Task[bool]] = field(default_factory=set)

    def ticket(self) -> str:
        """Lets one socket in, once."""
        ticket = uuid4().hex
        self._tickets.add(ticket)
        return ticket

    async def serve(self, socket: WebSocket) -> None:
        """Greets a socket and listens for acknowledgements until it is gone."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(code=1008)
            return
        self._tickets.remove(ticket)
        await socket.accept()
        self.open.append(socket)
        try:
            await socket.send_json(self._hello())
            while True:
                self._acknowledge(await socket.receive_json())
        except (WebSocketDisconnect, RuntimeError):
            pass  # RuntimeError: closed by `drop` meanwhile
        finally:
            self._forget(socket)

    def deliver(self, payload: Payload, attempt: int = 0) -> "asyncio.Task[bool]":
        """Sends an event, again if need be. The task tells in the end whether it was acknowledged."""
        task = asyncio.create_task(self._deliver(payload, attempt))
        self._deliveries.add(task)
        task.add_done_callback(self._deliveries.discard)
        return task

    async def announce_disconnect(self, reason: str) -> None:
        """Tells every socket to make way for a new one, as Slack does every few hours."""
        for socket in list(self.open):
            await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}})

    async def drop(self) -> None:
        """Closes every socket without a word."""
        for socket in list(self.open):
            self._forget(socket)
            await socket.close(code=1001)

    async def stop(self) -> None:
        """Gives up what is still to be delivered."""
        for task in self._deliveries:
            task.cancel()

    async def _deliver(self, payload: Payload, attempt: int) -> bool:
        """Whether the event was acknowledged in the end. With no socket open it is lost, as with Slack."""
        for delay in (0, *self.delivery.retry_delays):
            await asyncio.sleep(delay)
            if not self.open:
                return False
            if await self._attempt(payload, attempt):
                return True
            attempt += 1
        return False

    async def _attempt(self, payload: Payload, attempt: int) -> bool:
        """Whether the newest socket acknowledged the event in time."""
        envelope_id, acknowledged = str(uuid4()), asyncio.Event()
        self._waiting[envelope_id] = acknowledged
        try:
            await self.open[-1].send_json(_envelope(envelope_id, payload, attempt))
            await asyncio.wait_for(acknowledged.wait(), self.delivery.ack_seconds)
        except (TimeoutError, RuntimeError, WebSocketDisconnect):
            return False  # RuntimeError: the socket closed meanwhile
        finally:
            del self._waiting[envelope_id]
        return True

    def _acknowledge(self, frame: Payload) -> None:
        waiting = self._waiting.get(str(frame.get("envelope_id")))
        if waiting is not None:
            waiting.set()

    def _forget(self, socket: WebSocket) -> None:
        if socket in self.open:
            self.open.remove(socket)

    def _hello(self) -> Payload:
        return {
            "type": "hello",
            "num_connections": len(self.open),
            "connection_info": {"app_id": APP_ID},
            "debug_info": {"host": "local", "approximate_connection_time": 18060},
        }


def _envelope(envelope_id: str, payload: Payload, attempt: int) -> Payload:
    return {
        "envelope_id": envelope_id,
        "type": "events_api",
        "payload": payload,
        "accepts_response_payload": False,
        "retry_attempt": attempt,
        "retry_reason": "timeout" if attempt else "",
    }
