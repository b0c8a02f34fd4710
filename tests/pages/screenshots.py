"""`python -m tests.pages.screenshots DIR` takes small pictures of the example's pages, as docs/pictures has them."""

import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.graph.query.answers import build_example
from tests.pages.kinds import KINDS
from tests.programs import program
from tests.serving import served

_WINDOWS = {"desktop": (1280, 900), "phone": (390, 844)}
_SCHEMES = ("light", "dark")
_SCALE = 0.5
_COLOURS = 128
_SETTLING = 3_000  # milliseconds for a PDF that comes when it is scrolled to, which says nothing when it has
_METHOD = Image.Quantize.MAXCOVERAGE


def pictures(address: str, browser: Browser, folder: Path) -> None:
    """Put a picture of each kind of page that is to be pictured into a folder, by window and colour scheme."""
    folder.mkdir(parents=True, exist_ok=True)
    for window, (width, height) in _WINDOWS.items():
        for scheme in _SCHEMES:
            context = browser.new_context(
                base_url=address,
                viewport={"width": width, "height": height},
                color_scheme=scheme,  # type: ignore[arg-type]
                locale="nb",
            )
            page = context.new_page()
            for kind in KINDS:
                if kind.pictured:
                    page.goto(kind.at(address), wait_until="networkidle")
                    if kind.seen:
                        page.locator(kind.seen).evaluate("seen => seen.scrollIntoView({behavior: 'instant'})")
                        page.wait_for_timeout(_SETTLING)
                    _small(page).save(folder / f"{kind.name}-{window}-{scheme}.png", optimize=True)
            context.close()


def _small(page: Page) -> Image.Image:
    taken = Image.open(BytesIO(page.screenshot()))
    size = (int(taken.width * _SCALE), int(taken.height * _SCALE))
    # The usual method turns colours that are rare on a page, such as a sign's, grey.
    return taken.convert("RGB").resize(size, Image.Resampling.LANCZOS).quantize(_COLOURS, _METHOD, kmeans=1)


def main(folder: Path) -> None:
    """Build and serve the example, and take its pictures."""
    with TemporaryDirectory() as made:
        data = build_example(Path(made) / "data")
        with served(data) as (_, address), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program("chromium"), args=["--no-sandbox"])
            pictures(address, browser, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
