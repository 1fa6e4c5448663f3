"""A web server on 127.0.0.1 in a thread of its own."""

import asyncio
import socket
import time
from collections.abc import Coroutine
from threading import Thread
from typing import Any, TypeVar

import uvicorn
from starlette.types import ASGIApp

HOST = "127.0.0.1"

START_SECONDS = 10

Result = TypeVar("Result")


class BackgroundServer:
    """Serves `app` from `start` to `stop`. What the app holds belongs to the server's event loop: reach it by `run`."""

    def __init__(self, app: ASGIApp, *, port: int = 0, ping_seconds: float = 5) -> None:
        """`port` 0 takes a free one. Raises OSError when the port is taken."""
        config = uvicorn.Config(
            app,
            lifespan="off",
            log_config=None,
            log_level="warning",
            ws="websockets-sansio",
            ws_ping_interval=ping_seconds,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._listening = socket.create_server((HOST, port))
        self.port = int(self._listening.getsockname()[1])
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._serve, name="local-slack", daemon=True)

    def start(self) -> None:
        """Returns when requests are answered."""
        self._thread.start()
        give_up = time.monotonic() + START_SECONDS
        while not self._server.started:
            if time.monotonic() > give_up or not self._thread.is_alive():
                raise RuntimeError("the local server has not started")
            time.sleep(0.005)

    def stop(self) -> None:
        """Returns when every connection is closed."""
        self._server.should_exit = True
        self._thread.join()

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """The result of `work`, done on the server's loop. To be called from any other thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def _serve(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._server.serve(sockets=[self._listening]))
        self._listening.close()
