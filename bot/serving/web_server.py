"""A web server in a thread of its own, from when it answers to when its last request is answered."""

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import monotonic, sleep

import uvicorn
from starlette.applications import Starlette

from knowledge.errors import UnusableInput

START_SECONDS = 10
LAST_REQUESTS_SECONDS = 10
"""How long requests under way may take at the end; Slack waits three seconds for each."""
_LOOKED_AT = 100
"""Ports after one that is taken which are tried for a free one."""


@contextmanager
def serve_web(app: Starlette, *, host: str, port: int) -> Iterator[int]:
    """Serves `app` while the block runs, and gives the port: the one asked for, with 0 a free one.

    At its end nothing new is let in, and what was let in is answered. Raises UnusableInput where it cannot listen.
    """
    listening = listen(host, port)
    config = uvicorn.Config(
        app, lifespan="off", log_config=None, server_header=False, timeout_graceful_shutdown=LAST_REQUESTS_SECONDS
    )
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, kwargs={"sockets": [listening]}, name="web-server", daemon=True)
    thread.start()
    try:
        _wait_until_it_answers(server, thread)
        yield int(listening.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on `port`, 0 to 65535. Raises UnusableInput, which suggests a free one if it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UnusableInput(f"Port {port} of {host} is taken{_suggestion(host, port)}.") from error
        raise UnusableInput(
            f"This machine cannot listen on port {port} of {host}: {error.strerror or error}."
        ) from error


def _suggestion(host: str, port: int) -> str:
    free = next((other for other in range(port + 1, min(port + _LOOKED_AT, 65536)) if _is_free(host, other)), None)
    return f"; {free} is free" if free else ""


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError:
        return False
    return True


def _wait_until_it_answers(server: uvicorn.Server, thread: Thread) -> None:
    give_up = monotonic() + START_SECONDS
    while not server.started:
        if monotonic() > give_up or not thread.is_alive():
            raise RuntimeError("the web server has not started")
        sleep(0.005)
