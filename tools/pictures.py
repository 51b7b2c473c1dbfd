"""Makes docs/pictures: the example in every format and its findings, as people's programs show them.

Needs LibreOffice, poppler, ImageMagick, Chromium and its driver.
"""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from terminal import page, written

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "report-2023.yaml"
MISTAKES = ROOT / "examples" / "mistakes-2023.yaml"
PICTURES = ROOT / "docs" / "pictures"
GXREPORT = Path(sys.executable).with_name("gxreport")
DOTS = "55"  # an inch
TYPED = {
    "terminal": ("zh", "gxreport validate mistakes-2023.yaml"),
    "terminal-en": ("en", "gxreport validate mistakes-2023.yaml"),
    "diff": ("zh", "gxreport diff report-2022.yaml report-2023.yaml"),
    "explain": ("zh", "gxreport explain GX303"),
}
SHEET = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; display: inline-block; width: 860px; padding: 20px 30px; background: #fff; color: #1f2328;
  font: 15px/1.6 "Noto Sans CJK SC", sans-serif }}
table {{ border-collapse: collapse; font-size: 13px }}
th, td {{ border: 1px solid #d0d7de; padding: 4px 8px }}
</style><body>{shown}"""
PIECE = {390: 1400, 1280: 2400}  # width of a screen, and how much of the page stands in one column


def run(*command: object) -> None:
    """Run a program and stop where it fails."""
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)


def made(folder: Path, format_: str) -> Path:
    """The example in a format."""
    target = folder / f"report.{format_}"
    run(GXREPORT, "render", EXAMPLE, "-q", "-o", target)
    return target


def printed(folder: Path, document: Path) -> Path:
    """A document as LibreOffice prints it."""
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder / "printed", document)
    pdf = folder / "printed" / f"{document.stem}.pdf"
    return pdf.rename(pdf.with_name(f"{document.name}.pdf"))


def pages(folder: Path, pdf: Path, name: str) -> None:
    """The pages of a PDF beside each other."""
    run("pdftoppm", "-r", DOTS, "-png", pdf, folder / name)
    sheets = sorted(folder.glob(f"{name}-*.png"))
    form = ("-tile", f"{min(len(sheets), 4)}x", "-geometry", "+6+6", "-background", "#999")
    run("montage", *sheets, *form, f"PNG8:{PICTURES}/{name}.png")


@contextmanager
def browsing(folder: Path) -> Iterator[Any]:
    """A browser without a window."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(word)
    options.add_argument(f"--user-data-dir={folder / 'browser'}")
    options.binary_location = shutil.which("chromium") or ""
    browser = webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        yield browser
    finally:
        browser.quit()


def shot(browser: Any, target: Path, width: int, light: str, *, whole: bool) -> None:
    """What the browser shows on a screen of this width, by day or by night; the whole page, if asked."""
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    media = {"features": [{"name": "prefers-color-scheme", "value": light}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    how = {"captureBeyondViewport": whole, "format": "png"}
    target.write_bytes(base64.b64decode(browser.execute_cdp_cmd("Page.captureScreenshot", how)["data"]))


def screens(browser: Any, folder: Path, page: Path) -> None:
    """A page in a browser: on a telephone and on a desk, by day and by night."""
    browser.get(page.as_uri())
    for width in PIECE:
        for light in ("light", "dark"):
            whole = folder / f"{width}-{light}.png"
            shot(browser, whole, width, light, whole=True)
            # A long page is cut, and its pieces put beside each other.
            run("convert", whole, "-crop", f"{width}x{PIECE[width]}", "+repage", folder / "piece-%02d.png")
            pieces = sorted(folder.glob("piece-*.png"))
            form = ("-tile", "x1", "-geometry", "+6+6", "-gravity", "north", "-background", "#999")
            run("montage", *pieces, *form, f"PNG8:{PICTURES}/html-{width}-{light}.png")
            for piece in pieces:
                piece.unlink()


def findings(browser: Any, folder: Path) -> None:
    """The page of findings of the example with mistakes, one of which is looked at."""
    page = folder / "findings.html"
    command = (GXREPORT, "validate", "-q", "--format", "html", "--fail-on", "never", "-o", page, MISTAKES)
    run(*command)
    browser.set_window_size(1280, 900)
    for light in ("light", "dark"):
        browser.get("about:blank")
        browser.get(f"{page.as_uri()}#r1-f6m")
        time.sleep(1)
        screen = folder / f"findings-{light}.png"
        shot(browser, screen, 1280, light, whole=False)
        # The washes behind marks are faint: none may be lost among the greys of letters.
        exact = ("-dither", "None", "-colors", "256")
        run("convert", screen, *exact, f"PNG8:{PICTURES}/findings-1280-{light}.png")


def cropped(browser: Any, folder: Path, source: Path, name: str) -> None:
    """A page that is as large as what it shows."""
    browser.get(source.as_uri())
    width, height = browser.execute_script("return [document.body.offsetWidth, document.body.offsetHeight]")
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    how = {"captureBeyondViewport": True, "format": "png", "clip": clip}
    screen = folder / f"{name}.png"
    screen.write_bytes(base64.b64decode(browser.execute_cdp_cmd("Page.captureScreenshot", how)["data"]))
    run("convert", screen, "-dither", "None", "-colors", "128", f"PNG8:{PICTURES}/{name}.png")


def terminals(browser: Any, folder: Path) -> None:
    """What people see of commands on a terminal."""
    for name, (language, typed) in TYPED.items():
        command = [GXREPORT, *typed.split()[1:]]
        source = folder / f"{name}.page.html"
        source.write_text(page(written(command, ROOT / "examples", language), typed), encoding="utf-8")
        cropped(browser, folder, source, name)


def sheets(browser: Any, folder: Path) -> None:
    """Markdown as other programs show it: the report, and the findings of a run."""
    from markdown_it import MarkdownIt

    summary = folder / "summary.md"
    words = ["validate", "-q", "--format", "md", "--fail-on", "never", "-o"]
    subprocess.run([GXREPORT, *words, summary, MISTAKES.name], cwd=MISTAKES.parent, check=True)
    for name, source in (("md", made(folder, "md")), ("summary", summary)):
        text = re.sub(r"\A---\n.*?\n---\n", "", source.read_text("utf-8"), flags=re.DOTALL)
        shown = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
        target = folder / f"{name}.page.html"
        target.write_text(SHEET.format(shown=shown.replace("<details>", "<details open>")), encoding="utf-8")
        cropped(browser, folder, target, name)


def main() -> None:
    """Make all pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages(folder, printed(folder, made(folder, "docx")), "docx")
        pages(folder, made(folder, "pdf"), "pdf")
        pages(folder, printed(folder, made(folder, "xlsx")), "xlsx")
        with browsing(folder) as browser:
            screens(browser, folder, made(folder, "html"))
            findings(browser, folder)
            terminals(browser, folder)
            sheets(browser, folder)


if __name__ == "__main__":
    main()
