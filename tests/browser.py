"""The playground's page in headless Chromium, as somebody sits before it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.left_out import leave_out

PATIENCE_MS = 30_000
"""The first question about similar cases waits for the model."""
WIDE = (1400, 900)
NARROW = (320, 640)
"""CSS pixels: a window of 1280 at 400 % zoom is as narrow."""

expect.set_options(timeout=PATIENCE_MS)


def chromium_program() -> str | None:
    """Debian's Chromium, or whichever is on the path; None on a machine without one."""
    usual = Path("/usr/bin/chromium")
    return str(usual) if usual.exists() else shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def headless_chromium() -> Iterator[Browser]:
    """A browser of its own; where there is no Chromium, the test that needs it is left out."""
    program = chromium_program() or leave_out("this machine has no Chromium (Debian's package `chromium`)")
    with sync_playwright() as playwright:
        # no sandbox: the tests may run as root, whom Chromium otherwise refuses
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def open_window(
    browser: Browser,
    url: str,
    *,
    size: tuple[int, int] = WIDE,
    forgiven: str = "nothing is",
    **settings: Any,  # noqa: ANN401  whatever a browser context takes
) -> Iterator["Window"]:
    """A window with the page, of nobody who was here before.

    At its end, no script of the page may have failed; what the browser says of it with `forgiven` in it does not count.
    """
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="en-GB", timezone_id="UTC", **settings
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    try:
        page.goto(url)
        page.locator("#main h1").wait_for()
        yield Window(page)
        assert [trouble for trouble in troubles if forgiven not in trouble] == []
    finally:
        context.close()


class Window:
    """What somebody does and sees."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def thread(self) -> Locator:
        return self.page.locator("section.thread")

    @property
    def dialog(self) -> Locator:
        """The topmost modal."""
        return self.page.locator("dialog[open]").last

    @property
    def last(self) -> Locator:
        """The newest message of the channel."""
        return self.page.locator("#main .messages > li").last

    @property
    def reply(self) -> Locator:
        """The newest message of the thread."""
        return self.thread.locator(".messages > li").last

    def go_to(self, name: str) -> None:
        """Opens a channel, or the app by its name."""
        self.page.locator("#places").get_by_role("link", name=name).click()

    def say(self, text: str) -> None:
        """Writes into the channel and sends it."""
        self._write(self.page.locator("#main .composer textarea"), text)

    def answer(self, text: str) -> None:
        """Writes into the thread and sends it."""
        self._write(self.thread.locator("textarea"), text)

    def ask(self, question: str, headline: str = "") -> None:
        """Asks in the channel, and waits for the answer in its thread, which has `headline` in it."""
        self.say(f"@groundswell {question}")
        self.answered(headline)

    def answered(self, headline: str = "") -> None:
        """Waits until the newest message of the thread is an answer with its buttons, and `headline` in it."""
        expect(self.reply.locator(".feedback")).to_be_visible()
        expect(self.reply).to_contain_text(headline)

    def choose_from_menu(self, message: Locator, name: str) -> None:
        """Opens the menu of a message and takes the entry."""
        message.hover()
        message.get_by_role("button", name="More actions").click()
        self.page.get_by_role("menuitem", name=name).click()

    def become(self, name: str) -> None:
        """Is another person from now on."""
        self.page.get_by_label("You are").select_option(label=name)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self) -> str:
        """What the control that has the focus is called, or its text."""
        found: str = self.page.evaluate(
            "() => { const it = document.activeElement; return it.getAttribute('aria-label') ?? it.innerText.trim() }"
        )
        return found

    def too_wide(self) -> int:
        """By how many CSS pixels the page has to be scrolled sideways."""
        found: int = self.page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
        return found

    @staticmethod
    def _write(box: Locator, text: str) -> None:
        box.fill(text)
        box.press("Escape")  # what is offered to complete the text
        box.press("Enter")
