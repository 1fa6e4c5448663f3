"""Whoever installs the product alone has everything that it imports: development brings more than that."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).parent.parent
WITHOUT = """
import importlib, json, sys

class Without:
    def __init__(self, finder):
        self.finder = finder

    def find_spec(self, name, path=None, target=None):
        return None if name.partition(".")[0] in hidden else self.finder.find_spec(name, path, target)

    def __getattr__(self, name):
        return getattr(self.finder, name)

hidden, wanted = map(set, json.load(sys.stdin))
sys.meta_path = [Without(finder) for finder in sys.meta_path]
for name in sorted(wanted):
    importlib.import_module(name)
print(*sys.modules)
"""
"""Imports what is wanted where nothing can be found of what is hidden."""


def modules() -> Iterator[Path]:
    """The source of the product. What Alembic runs is imported by Alembic."""
    yield REPOSITORY / "groundswell.py"
    for room in ("knowledge", "pipelines", "bot"):
        yield from (file for file in (REPOSITORY / room).rglob("*.py") if "migrations" not in file.parts)


def imported_by(file: Path) -> Iterator[str]:
    """What a module imports, wherever in it, but for names relative to it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def required() -> set[str]:
    """The distributions that installing the product, without an extra, installs."""
    found: set[tuple[str, tuple[str, ...]]] = set()
    to_look_at: list[tuple[str, tuple[str, ...]]] = [("groundswell", ())]
    while to_look_at:
        name, extras = one = to_look_at.pop()
        if one in found:
            continue
        found.add(one)
        try:
            requirements = [Requirement(line) for line in metadata.requires(name) or ()]
        except metadata.PackageNotFoundError:
            continue  # of another platform
        for requirement in requirements:
            marker = requirement.marker
            if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
                to_look_at.append((canonicalize_name(requirement.name), tuple(sorted(requirement.extras))))
    return {name for name, _ in found}


@pytest.mark.slow
def test_all_that_is_imported_is_installed_with_the_product_alone() -> None:
    wanted = {name for file in modules() for name in imported_by(file)}
    ours = required()
    hidden = {
        name
        for name, distributions in metadata.packages_distributions().items()
        if not ours & set(map(canonicalize_name, distributions))
    }

    done = subprocess.run(
        [sys.executable, "-c", WITHOUT],
        input=json.dumps([list(hidden), list(wanted)]),
        capture_output=True,
        text=True,
        check=False,
    )

    assert "pytest" in hidden
    assert done.returncode == 0, done.stderr
    assert {"slack_bolt", "chromadb", "torch", "knowledge.retrieval.vectors.embedder", "bot.commands"} <= set(
        done.stdout.split()
    )
