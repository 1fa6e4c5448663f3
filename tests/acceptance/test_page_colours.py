"""The colours of the page: every pair that is read together has the contrast that WCAG 2.2 asks for at level AA."""

import re
from collections.abc import Iterator

import pytest

from bot.playground.pages.routes import PAGE

TEXT, CONTROL = 4.5, 3.0
"""https://www.w3.org/TR/WCAG22/#contrast-minimum and #non-text-contrast."""
GROUNDS = ("ground", "raised", "lifted", "tint", "private")
COLOUR = re.compile(r"--([\w-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)")
SHADES = {name: (light, dark) for name, light, dark in COLOUR.findall((PAGE / "colours.css").read_text())}


def pairs() -> Iterator[tuple[str, str, float]]:
    """What stands on what, and the least contrast."""
    for ground in GROUNDS:
        yield from ((ink, ground, TEXT) for ink in ("text", "quiet", "link", "danger"))
        yield from ((sign, ground, CONTROL) for sign in ("control", "accent", "focus", "danger"))
    yield from (("code", ground, TEXT) for ground in ("ground", "raised", "lifted", "private"))
    yield from (("on-bar", bar, TEXT) for bar in ("bar", "bar-here"))
    yield from (("bar-quiet", "bar", TEXT), ("bar-focus", "bar", CONTROL), ("bar-focus", "bar-here", CONTROL))
    yield from (("bar", "on-bar", TEXT), ("on-accent", "accent", TEXT), ("on-danger", "danger", TEXT))
    for series in range(6):
        yield (f"series-{series}", "lifted", CONTROL)
    yield from (("on-accent", f"series-{tint}", TEXT) for tint in (1, 2, 3))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), list(pairs()))
def test_what_is_read_stands_out_from_what_it_stands_on(ink: str, ground: str, least: float, dark: bool) -> None:
    assert contrast(SHADES[ink][dark], SHADES[ground][dark]) >= least


def test_every_colour_of_the_page_is_one_of_these() -> None:
    sheets = "".join(sheet.read_text() for sheet in PAGE.glob("*.css") if sheet.name != "colours.css")

    assert set(re.findall(r"var\(--([\w-]+)\)", sheets)) - {"series"} == set(SHADES)
    assert re.findall(r"#[0-9a-f]{3,8}\b(?=[;\s,])", sheets) == []


def contrast(one: str, other: str) -> float:
    """1 to 21, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(shade: str) -> float:
    """0 to 1, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = [int(shade[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
