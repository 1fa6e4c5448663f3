"""Files: first an address to upload to, then the bytes, then a message that shares them, a moment later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from bot.playground.workspace import ids


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """`content` is None until it is uploaded. `shares` are (channel, ts) of the messages that show it.

    `is_ready` once Slack has looked at it: before that no block may name it.
    """

    id: str
    name: str
    length: int
    title: str = ""
    alt_text: str = ""
    content: bytes | None = None
    is_complete: bool = False
    is_ready: bool = False
    shares: Sequence[tuple[str, str]] = ()

    @property
    def mimetype(self) -> str:
        kinds = {"png": "image/png", "csv": "text/csv", "txt": "text/plain", "json": "application/json"}
        return kinds.get(self.filetype, "application/octet-stream")

    @property
    def filetype(self) -> str:
        return self.name.rpartition(".")[2].lower()

    def as_json(self, origin: str) -> dict[str, Any]:
        """As `files.info` tells it; `origin` is the beginning of the stand-in's addresses."""
        shares: dict[str, list[Mapping[str, Any]]] = {}
        for channel, ts in self.shares:
            shares.setdefault(channel, []).append({"ts": ts})
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title or self.name,
            "alt_txt": self.alt_text,
            "mimetype": self.mimetype if self.is_ready else "",
            "filetype": self.filetype if self.is_ready else "",
            "size": self.length,
            "user": ids.BOT_USER_ID,
            "mode": "hosted",
            "is_external": False,
            "url_private": f"{origin}/files/{self.id}/{self.name}",
            "permalink": f"{origin}/files/{self.id}/{self.name}",
            "channels": [channel for channel in shares if channel.startswith("C")],
            "groups": [],
            "ims": [channel for channel in shares if channel.startswith("D")],
            "shares": {"public": shares} if shares else {},
        }


class Files:
    """All files of a workspace."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}
        self._uploads: dict[str, str] = {}

    def expect(self, name: str, length: int, alt_text: str) -> tuple[File, str]:
        """A file that is to come, and the token in the address that takes it once."""
        token = uuid4().hex
        file = File(id=f"F{uuid4().hex[:10].upper()}", name=name, length=length, alt_text=alt_text)
        self._uploads[token] = file.id
        return self.keep(file), token

    def upload(self, token: str, content: bytes) -> File | None:
        """The file with its bytes; None when nothing is expected there."""
        file_id = self._uploads.pop(token, None)
        if file_id is None:
            return None
        return self.keep(replace(self._files[file_id], content=content))

    def find(self, file_id: str) -> File | None:
        """The file, None if there is none."""
        return self._files.get(file_id)

    def keep(self, file: File) -> File:
        """Puts `file` in the place of the one with its id."""
        self._files[file.id] = file
        return file
