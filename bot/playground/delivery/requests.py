"""Request URLs: what Slack posts to the app's own server, signed with the signing secret."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode, urlsplit

from bot.playground.delivery.line import AckDelay, Acknowledgement, Kind, Parcel, Payload

AT_ONCE = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpAnswer:
    """`status` 0: the app was not reached, or did not answer in time."""

    status: int
    headers: Mapping[str, str]
    body: str


class Requests:
    """Posts to the app's `url`, such as http://127.0.0.1:8080/slack/events. One event loop owns it."""

    def __init__(self, url: str, secret: str, ack_seconds: float) -> None:
        self.delays: list[AckDelay] = []
        self._url, self._secret, self._ack_seconds = urlsplit(url), secret, ack_seconds
        self._threads = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="slack-posts")

    @property
    def is_open(self) -> bool:
        return True  # it has passed the verification

    async def send(self, parcel: Parcel) -> Acknowledgement | None:
        """What the app answered, None when it was not reached or too slow."""
        body, kind = _written(parcel)
        headers = {"Content-Type": kind, **self.signed(body), **_retry_headers(parcel)}
        began = time.monotonic()
        answer = await self._posted(body, headers)
        if answer.status == 0:
            return None
        self.delays.append(AckDelay(kind=parcel.kind, seconds=time.monotonic() - began))
        is_taken = 200 <= answer.status < 300
        wants_no_other = answer.headers.get("x-slack-no-retry") == "1"
        return Acknowledgement(payload=_read(answer), is_taken=is_taken, stop=wants_no_other and not is_taken)

    async def verify(self) -> bool:
        """Whether the app echoes a challenge, as Slack asks for before it takes a URL."""
        challenge = hashlib.sha256(str(time.time()).encode()).hexdigest()
        body = json.dumps({"type": "url_verification", "token": "local", "challenge": challenge})
        answer = await self._posted(body, {"Content-Type": "application/json", **self.signed(body)})
        return answer.status == 200 and challenge in answer.body

    def signed(self, body: str, at: int | None = None) -> Mapping[str, str]:
        """The headers that prove that Slack wrote `body`, `at` seconds since 1970: now, unless given."""
        stamp = str(int(time.time()) if at is None else at)
        digest = hmac.new(self._secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}

    def close(self) -> None:
        """Waits for what is under way."""
        self._threads.shutdown()

    async def _posted(self, body: str, headers: Mapping[str, str]) -> HttpAnswer:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._post, body, headers)

    def _post(self, body: str, headers: Mapping[str, str]) -> HttpAnswer:
        connection = HTTPConnection(str(self._url.hostname), self._url.port or 80, timeout=self._ack_seconds)
        try:
            connection.request("POST", self._url.path or "/", body.encode(), dict(headers))
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return HttpAnswer(status=answer.status, headers=told, body=answer.read().decode(errors="replace"))
        except (OSError, HTTPException):
            return HttpAnswer(status=0, headers={}, body="")
        finally:
            connection.close()


def _written(parcel: Parcel) -> tuple[str, str]:
    """The body and its type: events as JSON, the others as forms."""
    if parcel.kind is Kind.EVENT:
        return json.dumps(parcel.payload), "application/json"
    form = parcel.payload if parcel.kind is Kind.COMMAND else {"payload": json.dumps(parcel.payload)}
    return urlencode(form), "application/x-www-form-urlencoded"


def _retry_headers(parcel: Parcel) -> Mapping[str, str]:
    if not parcel.attempt:
        return {}
    reason = "http_error" if parcel.was_refused else "http_timeout"
    return {"X-Slack-Retry-Num": str(parcel.attempt), "X-Slack-Retry-Reason": reason}


def _read(answer: HttpAnswer) -> Payload:
    """The acknowledgement's payload: JSON, or the text of a reply."""
    if not answer.body.strip():
        return {}
    if "json" not in answer.headers.get("content-type", ""):
        return {"text": answer.body}
    try:
        found = json.loads(answer.body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
