"""A server that speaks OpenAI's protocol, with a model behind it that obeys whatever it is told by whatever it reads.

It is no language model: it looks for orders that it knows in all that it is sent, does what the first of them wants,
and where it finds none it copies, which is as much as an honest model has to do.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

_SENTENCES = 3


@dataclass
class Gullible:
    """The model: `orders` are fragments of texts with what it says to each; `heard` is all that it was sent."""

    orders: Mapping[str, str]
    base_url: str = ""
    heard: list[str] = field(default_factory=list)
    obeyed: list[str] = field(default_factory=list)

    def said_to(self, request: Mapping[str, Any]) -> str:
        """What it says to a request for a chat completion."""
        material = "\n".join(str(message["content"]) for message in request["messages"])
        self.heard.append(material)
        for order, reply in self.orders.items():
            if order.casefold() in material.casefold():
                self.obeyed.append(order)
                return reply
        return _form(material) if "response_format" in request else _summary(material)


@contextmanager
def gullible_server(orders: Mapping[str, str]) -> Iterator[Gullible]:
    """The model on a server, whose address is its `base_url`."""
    model = Gullible(orders)

    class Completions(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            said = model.said_to(request)
            streams = bool(request.get("stream"))
            body = "".join(map(_event, [*_pieces(said), None])) if streams else json.dumps(_completion(said))
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream" if streams else "application/json")
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Completions) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        model.base_url = f"http://127.0.0.1:{server.server_port}/v1"
        try:
            yield model
        finally:
            server.shutdown()
            thread.join()


def _form(material: str) -> str:
    """The question, taken for a search."""
    asked = material.rpartition("<question>")[2].partition("</question>")[0]
    return json.dumps({"outcome": "answer", "parts": [{"intent": "similar", "topic": json.loads(asked)}]})


def _summary(material: str) -> str:
    """The first sentence of each of the first cases, with its id."""
    cases = [json.loads(line) for line in material.splitlines() if line.startswith('{"id"')]
    return " ".join(f"{case['text'].split('. ')[0].rstrip('.')} [{case['id']}]." for case in cases[:_SENTENCES])


def _pieces(said: str) -> list[dict[str, Any]]:
    return [_chunk({"role": "assistant", "content": piece}) for piece in said.split(" ")[:1]] + [
        _chunk({"content": f" {piece}"}) for piece in said.split(" ")[1:]
    ]


def _chunk(delta: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "gullible",
        "choices": [{"index": 0, "delta": delta}],
    }


def _event(chunk: Mapping[str, Any] | None) -> str:
    return f"data: {'[DONE]' if chunk is None else json.dumps(chunk)}\n\n"


def _completion(said: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": said}
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 0,
        "model": "gullible",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
