"""The pictures of the README, shot from the playground: `.venv/bin/python -m tests.pictures`."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, expect

from tests.browser import Window, chromium_program, headless_chromium, open_window
from tests.playing import playground_process
from tests.world import groundswell

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
NOW = "2026-11-22T12:00:00+00:00"
"""The pictures show the same day whenever they are made."""
CASES = "2000"
SIZE = (1180, 880)
HOME_SIZE = (1120, 880)
SHARPNESS = 2
LARGEST = 400_000
"""Bytes."""


def trend(window: Window) -> None:
    """A question in a channel, and its answer with a chart in the thread."""
    window.ask("How did the escalation ratio develop by month this year?", "Escalation ratio")
    expect(window.reply.locator("figure.chart")).to_be_visible()


def similar_cases(window: Window) -> None:
    """What somebody reports, and the past cases that are like it."""
    window.go_to("billing")
    window.ask("Have we seen a customer who was charged twice for one order?", "similar")


def app_home(window: Window) -> None:
    """What is going on."""
    window.page.set_viewport_size({"width": HOME_SIZE[0], "height": HOME_SIZE[1]})
    window.go_to("groundswell")
    window.page.get_by_role("tab", name="Home").click()
    expect(window.page.get_by_role("tabpanel")).to_contain_text("What is going on")


PICTURES: Mapping[str, Callable[[Window], None]] = {
    "trend": trend,
    "similar-cases": similar_cases,
    "app-home": app_home,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every picture is made and small enough; 1 else, with a sentence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, help="a GROUNDSWELL_HOME to show, instead of a new sample of cases")
    given = parser.parse_args(arguments)
    if chromium_program() is None:
        return _failed("There is no Chromium here (Debian's package `chromium`).")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="groundswell-pictures-") as folder:
        home = given.home or _sample_home(Path(folder))
        with headless_chromium() as browser, playground_process(home, {"GROUNDSWELL_NOW": NOW}) as url:
            sizes = {name: _shot(browser, url, name) for name in PICTURES}
    too_large = [name for name, size in sizes.items() if size > LARGEST]
    return _failed(f"Larger than {LARGEST:,} bytes: {', '.join(too_large)}.") if too_large else 0


def _sample_home(folder: Path) -> Path:
    """A new sample of cases, taken in."""
    home, export, settings = folder / "home", folder / "export", {"GROUNDSWELL_NOW": NOW}
    for command in (["sample", export, "--cases", CASES], ["import", export], ["refresh"]):
        if (ran := groundswell(home, *command, settings=settings)).status:
            raise SystemExit(_failed(ran.sentence))
    return home


def _shot(browser: Browser, url: str, name: str) -> int:
    """Makes the picture; its size in bytes."""
    with open_window(browser, url, size=SIZE, device_scale_factor=SHARPNESS, color_scheme="light") as window:
        PICTURES[name](window)
        window.page.mouse.move(1, SIZE[1] / 2)
        window.page.evaluate("() => document.activeElement.blur()")
        return len(window.page.screenshot(path=FOLDER / f"{name}.png", animations="disabled"))


def _failed(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
