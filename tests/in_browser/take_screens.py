"""Photograph every page of tests/pages.py for docs/screens: `bin/screens --all` runs this file.

It is run by pytest, because it needs the world, the server and the browser, but it tests nothing. Each page is taken on
a desktop and on a phone, in light and in dark, in Dutch; a few in English too. One image shows the four looks.
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.page import Page as Listed
from tests.pages import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

FOLDER = Path(os.environ.get("LEERWEB_SCREENS", Path(__file__).resolve().parents[2] / "docs" / "screens"))
WIDE, NARROW = (1280, 860), (375, 720)
# Width of each look in the image, and the maximum height from the top.
SHOWN = {WIDE: (500, 700), NARROW: (230, 820)}
SPACE, GROUND, QUALITY = 10, (128, 128, 128), 28
IN_ENGLISH = {
    "sign-in filled (anonymous)",
    "network filled (participant)",
    "programme filled (coordinator)",
    "questionnaire new (anonymous)",
    "statements 1 filled (anonymous)",
    "result filled (participant)",
    "people filled (facilitator)",
    "presenter view whole (participant)",
}
CASES = [(page, "nl") for page in PAGES] + [(page, "en") for page in PAGES if str(page) in IN_ENGLISH]


def file_name(listed: Listed, language: str) -> str:
    """Return the file name of an image: page, state and reader, in characters that every file system accepts."""
    words = re.sub(r"[^a-z0-9]+", "-", str(listed).lower()).strip("-")
    return f"{words}.webp" if language == "nl" else f"{words}.{language}.webp"


@pytest.mark.parametrize(("listed", "language"), CASES, ids=[file_name(*case) for case in CASES])
def test_write_image_of_page(look, listed: Listed, language: str):
    page = look(listed, language=language)
    # One size at a time: text that depends on the width adapts late when the screen becomes wider again.
    taken_looks = {(scheme, size): taken(page, size, scheme) for size in (WIDE, NARROW) for scheme in ("light", "dark")}
    looks = [taken_looks[scheme, size] for scheme in ("light", "dark") for size in (WIDE, NARROW)]
    height = max(one.height for one in looks)
    sheet = Image.new("RGB", (sum(one.width for one in looks) + SPACE * (len(looks) - 1), height), GROUND)
    left = 0
    for one in looks:
        sheet.paste(one, (left, 0))
        left += one.width + SPACE
    FOLDER.mkdir(parents=True, exist_ok=True)
    sheet.save(FOLDER / file_name(listed, language), quality=QUALITY, method=6)


def taken(page: Page, size: tuple[int, int], scheme: str) -> Image.Image:
    """Return a small screenshot of the page on this screen in this colour scheme."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate("document.fonts.ready")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    shot = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    width, most = SHOWN[size]
    small = shot.resize((width, round(shot.height * width / shot.width)), Image.Resampling.LANCZOS)
    return small.crop((0, 0, width, min(small.height, most)))
