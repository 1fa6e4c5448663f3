"""Reading Slack's JSON without trusting it: what is missing, or of another type, is empty."""

from collections.abc import Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]


def text_at(payload: object, *path: str) -> str:
    """The text at the end of `path`; empty when there is none."""
    found = _at(payload, path)
    return found if isinstance(found, str) else ""


def table_at(payload: object, *path: str) -> Json:
    """The object at the end of `path`; empty when there is none."""
    found = _at(payload, path)
    return found if isinstance(found, Mapping) else {}


def list_at(payload: object, *path: str) -> Sequence[Any]:
    """The list at the end of `path`; empty when there is none."""
    found = _at(payload, path)
    return found if isinstance(found, list | tuple) else ()


def _at(payload: object, path: Sequence[str]) -> object:
    for name in path:
        if not isinstance(payload, Mapping):
            return None
        payload = payload.get(name)
    return payload
