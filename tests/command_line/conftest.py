"""What tests of the command line share: a world to run commands on, and a quick way to run them."""

from pathlib import Path

import pytest

from groundswell import main
from knowledge.settings import Settings
from tests.world import NOW, Here, Ran, World, small_real_world


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A smaller sample, embedded by the real model as commands embed."""
    return small_real_world(tmp_path_factory)


@pytest.fixture
def home(world: World, tmp_path: Path) -> Path:
    """A copy of the world to change."""
    return world.copied(tmp_path / "home").folder


@pytest.fixture
def here(world: World, capsys: pytest.CaptureFixture[str]) -> Here:
    """Runs a command on the world in this process, which is quicker than to start one."""

    def run(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as end:
            main(arguments, Settings(groundswell_home=world.folder, groundswell_now=NOW))
        said = capsys.readouterr()
        return Ran(status=int(end.value.code or 0), out=said.out, err=said.err)

    return run
