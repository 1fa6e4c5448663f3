"""The shelf of generations: one is served, the last few are kept, the next is built beside them.

generations/
    served.json     which one is served and which were published: replaced in one step
    000012-3fa9c1/  a published generation, never written again
    building-…/     a draft; gone when its build ends or dies
    locks/          one a generation (readers share it), `build`, `served`
"""

import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from knowledge.errors import DamagedGeneration, NoGeneration, RefreshRunning, UnknownName
from knowledge.generations.locks import Lock
from knowledge.generations.manifest import MANIFEST, Manifest

_DRAFT = "building-"
_REMOVED = "removing-"
_ID = re.compile(r"[0-9]{6,}-[0-9a-f]{6}")
_OURS = re.compile(rf"({_DRAFT}|{_REMOVED})|{_ID.pattern}$")
"""What may be swept; whatever else lies on the shelf was put there by somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """A published generation: its folder, and what it says of itself."""

    folder: Path
    manifest: Manifest


class Pin:
    """A generation that stays on disk until `release`."""

    def __init__(self, generation: Generation, lock: Lock) -> None:
        self.generation = generation
        self._lock = lock

    def release(self) -> None:
        """Lets go of the generation; again is harmless."""
        self._lock.release()

    def __enter__(self) -> Generation:
        return self.generation

    def __exit__(self, *_: object) -> None:
        self.release()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Served:
    current: str | None = None
    published: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not all(map(_ID.fullmatch, self.published)) or self.current not in (self.published or (None,)):
            raise ValueError(f"{self.current} of {self.published} cannot be served")


class Draft:
    """A generation under construction, in a folder of its own that nobody reads."""

    def __init__(self, shelf: "Shelf", generation_id: str, folder: Path) -> None:
        self.id = generation_id
        self.folder = folder
        self._shelf = shelf

    def publish(self, manifest: Manifest) -> Generation:
        """Makes the draft what is served, in one step, and removes what nobody needs any more."""
        files = {path.name: path.stat().st_size for path in sorted(self.folder.iterdir()) if path.is_file()}
        manifest = replace(manifest, files=files)
        manifest.write(self.folder)
        _flush(self.folder)
        return self._shelf._take_over(self, manifest)


class Shelf:
    """All generations under `root`; `keep` published ones stay, the served one always."""

    def __init__(self, root: Path, *, keep: int = 3) -> None:
        self._root = root
        self._keep = keep

    def served_id(self) -> str | None:
        """The id of the generation that is served, None before the first."""
        return self._served().current

    def published(self) -> Sequence[str]:
        """The ids that can be served, the oldest first."""
        return self._served().published

    def pin(self, generation_id: str | None = None) -> Pin:
        """Holds the served generation, or the one named. Raises NoGeneration, DamagedGeneration, UnknownName."""
        while True:
            served = self._served()
            wanted = generation_id or served.current
            if wanted is None:
                raise NoGeneration(building=self._is_building())
            if wanted not in served.published:
                raise UnknownName("generation", wanted, (), served.published)
            lock = Lock.shared(self._lock_file(wanted))
            try:
                # What is published while its lock is held stays; else it was removed between the look and the lock.
                if wanted in self._served().published:
                    return Pin(self._opened(wanted), lock)
            except BaseException:
                lock.release()
                raise
            lock.release()

    def usable(self) -> Iterator[Pin]:
        """The generations a build can start from, pinned in turn: the served one, then the newest first."""
        served = self._served()
        order = dict.fromkeys((served.current, *reversed(served.published)))
        for generation_id in filter(None, order):
            try:
                pin = self.pin(generation_id)
            except (DamagedGeneration, UnknownName):
                continue
            try:
                yield pin
            finally:
                pin.release()

    @contextmanager
    def build(self) -> Iterator[Draft]:
        """A draft to fill and publish; without `publish` nothing of it stays. Raises RefreshRunning."""
        lock = Lock.alone_at_once(self._root / "locks" / "build")
        if lock is None:
            raise RefreshRunning
        with lock:
            self._sweep()
            generation_id = self._next_id()
            folder = self._root / f"{_DRAFT}{generation_id}"
            folder.mkdir(parents=True)
            try:
                yield Draft(self, generation_id, folder)
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def roll_back(self, generation_id: str | None = None) -> Generation:
        """Serves `generation_id`, or the one published before the served one. Raises NoGeneration, UnknownName."""
        with self._changing():
            served = self._served()
            if served.current is None:
                raise NoGeneration
            wanted = generation_id or _before(served)
            if wanted not in served.published:
                raise UnknownName("generation", wanted or "before this one", (), served.published)
            generation = self._opened(wanted)
            self._write(replace(served, current=wanted))
            return generation

    def _is_building(self) -> bool:
        """Whether a generation is being built. The lock is not touched where no draft lies: a build might want it."""
        return any(self._root.glob(f"{_DRAFT}*")) and Lock.is_held(self._root / "locks" / "build")

    def _take_over(self, draft: Draft, manifest: Manifest) -> Generation:
        folder = self._root / draft.id
        with self._changing():
            served = self._served()  # before the folder has its name: without a served.json the folders are asked
            draft.folder.rename(folder)
            _flush_folder(self._root)
            self._write(_Served(current=draft.id, published=(*served.published, draft.id)))
            self._remove_old()
        return Generation(folder=folder, manifest=manifest)

    def _remove_old(self) -> None:
        """Removes what is past `keep` and not held by a reader; what is held goes with a later build."""
        served = self._served()
        for generation_id in served.published[: -self._keep]:
            if generation_id == served.current:
                continue
            lock = Lock.alone_at_once(self._lock_file(generation_id))
            if lock is None:
                continue
            with lock:
                served = replace(served, published=tuple(one for one in served.published if one != generation_id))
                self._write(served)
                self._remove(generation_id)

    def _sweep(self) -> None:
        """Removes what a killed build or a killed removal left behind. Only the holder of the build lock may."""
        published = set(self._served().published)
        for folder in self._root.iterdir():
            if folder.is_dir() and _OURS.match(folder.name) and folder.name not in published:
                shutil.rmtree(folder, ignore_errors=True)

    def _remove(self, generation_id: str) -> None:
        going = self._root / f"{_REMOVED}{generation_id}"
        with suppress(FileNotFoundError):
            (self._root / generation_id).rename(going)
            shutil.rmtree(going, ignore_errors=True)
        self._lock_file(generation_id).unlink(missing_ok=True)

    def _opened(self, generation_id: str) -> Generation:
        folder = self._root / generation_id
        try:
            manifest = Manifest.read(folder)
        except OSError:
            missing = MANIFEST if folder.is_dir() else "its folder"
            raise DamagedGeneration(generation_id, f"{missing} is gone") from None
        except ValueError as error:
            raise DamagedGeneration(generation_id, str(error)) from error
        for name, size in manifest.files.items():
            path = folder / name
            if not path.is_file():
                raise DamagedGeneration(generation_id, f"{name} is gone")
            if path.stat().st_size != size:
                raise DamagedGeneration(generation_id, f"{name} has another size than it was published with")
        return Generation(folder=folder, manifest=manifest)

    def _next_id(self) -> str:
        numbers = [int(name.split("-")[0]) for name in self._served().published]
        return f"{max(numbers, default=0) + 1:06d}-{uuid4().hex[:6]}"

    def _lock_file(self, generation_id: str) -> Path:
        return self._root / "locks" / generation_id

    def _changing(self) -> Lock:
        return Lock.alone(self._root / "locks" / "served")

    def _served(self) -> _Served:
        try:
            document = json.loads((self._root / "served.json").read_text(encoding="utf-8"))
            return _Served(current=document["current"], published=tuple(document["published"]))
        except (OSError, ValueError, KeyError, TypeError):
            # Gone or damaged: the folders still tell what was published, since a manifest is written last.
            found = sorted(filter(_ID.fullmatch, (path.parent.name for path in self._root.glob(f"*/{MANIFEST}"))))
            return _Served(current=found[-1] if found else None, published=tuple(found))

    def _write(self, served: _Served) -> None:
        """Replaces what is served: a reader finds the old file or the new one."""
        new = self._root / "served.json.new"
        document = {"current": served.current, "published": list(served.published)}
        with new.open("w", encoding="utf-8") as file:
            json.dump(document, file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._root / "served.json")
        _flush_folder(self._root)


def _before(served: _Served) -> str | None:
    earlier = served.published[: served.published.index(served.current)] if served.current in served.published else ()
    return earlier[-1] if earlier else None


def _flush(folder: Path) -> None:
    """Brings every file under `folder` to the disk, so that a lost power supply cannot publish a hole."""
    for path in folder.rglob("*"):
        if path.is_file():
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
    _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
