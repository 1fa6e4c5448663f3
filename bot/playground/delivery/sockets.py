"""Socket Mode: tickets, envelopes and acknowledgements."""

import asyncio
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.delivery.line import AckDelay, Acknowledgement, Kind, Parcel, Payload
from bot.playground.workspace.ids import APP_ID

OPEN_AT_MOST = 10


class Sockets:
    """The sockets that the app has open. One event loop owns it."""

    def __init__(self, ack_seconds: float, changed: Callable[[], None]) -> None:
        """`changed` is called when a socket has come or gone."""
        self.open: list[WebSocket] = []
        self.delays: list[AckDelay] = []
        self._ack_seconds, self._changed = ack_seconds, changed
        self._tickets: set[str] = set()
        self._waiting: dict[str, asyncio.Future[Payload]] = {}
        self._sent: dict[str, tuple[Kind, float]] = {}

    @property
    def is_open(self) -> bool:
        return bool(self.open)

    def ticket(self) -> str:
        """Lets one socket in, once."""
        ticket = uuid4().hex
        self._tickets.add(ticket)
        return ticket

    async def serve(self, socket: WebSocket) -> None:
        """Greets a socket and listens for acknowledgements until it is gone."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets or len(self.open) >= OPEN_AT_MOST:
            await socket.close(code=1008)
            return
        self._tickets.remove(ticket)
        await socket.accept()
        self.open.append(socket)
        self._changed()
        try:
            await socket.send_json(self._hello())
            while True:
                self._acknowledge(await socket.receive_json())
        except (WebSocketDisconnect, RuntimeError):
            pass  # RuntimeError: closed by `drop` meanwhile
        finally:
            self._forget(socket)

    async def send(self, parcel: Parcel) -> Acknowledgement | None:
        """What the newest socket's client acknowledged it with; None: not in time, or there is no socket."""
        if not self.open:
            return None
        envelope_id = str(uuid4())
        waiting = self._waiting[envelope_id] = asyncio.get_running_loop().create_future()
        self._sent[envelope_id] = (parcel.kind, time.monotonic())
        try:
            await self.open[-1].send_json(_envelope(envelope_id, parcel))
            return Acknowledgement(payload=await asyncio.wait_for(waiting, self._ack_seconds))
        except (TimeoutError, RuntimeError, WebSocketDisconnect):
            return None  # RuntimeError: the socket closed meanwhile
        finally:
            del self._waiting[envelope_id]

    async def announce_disconnect(self, reason: str) -> None:
        """Tells every socket to make way for a new one, as Slack does every few hours."""
        for socket in list(self.open):
            await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}})

    async def drop(self) -> None:
        """Closes every socket without a word."""
        for socket in list(self.open):
            self._forget(socket)
            await socket.close(code=1001)

    def _acknowledge(self, frame: Any) -> None:  # noqa: ANN401  whatever the client sends
        envelope_id = str(frame.get("envelope_id")) if isinstance(frame, dict) else ""
        if envelope_id in self._sent:
            kind, since = self._sent.pop(envelope_id)
            self.delays.append(AckDelay(kind=kind, seconds=time.monotonic() - since))
        waiting = self._waiting.get(envelope_id)
        if waiting is not None and not waiting.done():
            payload = frame.get("payload")
            waiting.set_result(payload if isinstance(payload, dict) else {})

    def _forget(self, socket: WebSocket) -> None:
        if socket in self.open:
            self.open.remove(socket)
            self._changed()

    def _hello(self) -> Payload:
        return {
            "type": "hello",
            "num_connections": len(self.open),
            "connection_info": {"app_id": APP_ID},
            "debug_info": {"host": "local", "approximate_connection_time": 18060},
        }


def _envelope(envelope_id: str, parcel: Parcel) -> Payload:
    envelope: Payload = {
        "envelope_id": envelope_id,
        "type": parcel.kind.value,
        "payload": parcel.payload,
        "accepts_response_payload": parcel.kind is not Kind.EVENT,
    }
    if parcel.kind is Kind.EVENT:
        envelope |= {"retry_attempt": parcel.attempt, "retry_reason": "timeout" if parcel.attempt else ""}
    return envelope
