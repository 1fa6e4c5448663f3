"""Generations of a few small files, whose content says which generation they are of."""

from pathlib import Path

from knowledge.generations.shelf import Generation, Shelf
from tests.generated import a_manifest

FILES = ("cases.parquet", "events.parquet", "vectors.npy")


def publish(shelf: Shelf, mark: str = "") -> str:
    """Publishes a generation whose files say `mark`, else its number, and returns its id."""
    with shelf.build() as draft:
        for name in FILES:
            (draft.folder / name).write_text(mark or draft.id, encoding="utf-8")
        (draft.folder / "chroma").mkdir()
        (draft.folder / "chroma" / "data.bin").write_text(mark or draft.id, encoding="utf-8")
        return draft.publish(a_manifest(id=draft.id)).manifest.id


def served(shelf: Shelf) -> str:
    with shelf.pin() as generation:
        return generation.manifest.id


def folders(root: Path) -> list[str]:
    """The folders on the shelf but that of the locks."""
    return sorted(path.name for path in root.iterdir() if path.is_dir() and path.name != "locks")


def texts(generation: Generation) -> set[str]:
    files = (path for path in generation.folder.rglob("*") if path.is_file() and path.suffix != ".json")
    return {path.read_text(encoding="utf-8") for path in files}
