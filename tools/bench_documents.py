"""Times documents beside the plain way of making them, in one run. Prints; passes no judgement.

Read the ratios; the times are medians in milliseconds.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from gxreport.model import Report
from gxreport.readers import read
from gxreport.renderers.printed import printed
from timing import in_turn, process, table

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "report-2023.yaml"
GXREPORT = str(Path(sys.executable).parent / "gxreport")
MANY = 50


def cell_by_cell(report: Report) -> bytes:
    """The report as most people would make it with python-docx: each cell asked for, merged and filled."""
    import docx

    document = docx.Document()
    page = printed(report)
    document.add_heading(page.title, 0)
    for section in page.sections:
        document.add_heading(section.heading, 1)
        for block in section.text:
            document.add_paragraph(str(block))
        if not section.rows:
            continue
        columns = sum(cell.at.width for cell in section.rows[0])
        grid = document.add_table(len(section.rows), columns)
        for row in section.rows:
            for cell in row:
                at = cell.at
                first = grid.cell(at.row, at.column)
                if at.height > 1 or at.width > 1:
                    first = first.merge(grid.cell(at.row + at.height - 1, at.column + at.width - 1))
                first.text = cell.text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def fresh(report: Report) -> Report:
    """The same report, of which nothing has been made yet."""
    return report.model_copy()


def in_process(report: Report) -> None:
    """Each format in this process, beside python-docx cell by cell."""
    naive = "docx, python-docx cell by cell"

    def made(format_: str) -> Callable[[], object]:
        render = import_module(f"gxreport.renderers.{format_}").render
        return lambda: render(fresh(report))

    formats = ("docx", "html", "xlsx", "md", "json", "pdf")
    medians = in_turn(
        9, {naive: lambda: cell_by_cell(report), **{f"{format_}, warm": made(format_) for format_ in formats}}
    )
    table("One report, in process", medians, naive)


def whole_processes(folder: Path) -> None:
    """The command, for one report in each format, and for many at once."""
    many = folder / "many"
    for number in range(MANY):
        unit = many / f"unit-{number:02}"
        unit.mkdir(parents=True)
        shutil.copy(EXAMPLE, unit / "report.yaml")

    def command(format_: str, source: Path, target: Path) -> Callable[[], object]:
        words = ("render", str(source), "--format", format_, "--force", "-q")
        return process(GXREPORT, *words, "-o", f"{target}/")

    out = folder / "out"
    pairs = {f"{format_}, whole process": (format_, EXAMPLE) for format_ in ("docx", "html", "xlsx", "pdf")}
    pairs |= {f"{format_}, {MANY} reports in one": (format_, many) for format_ in ("docx", "html", "pdf")}
    medians = in_turn(3, {name: command(f, source, out / f) for name, (f, source) in pairs.items()})
    table("Whole process", medians, "docx, whole process")


def main() -> None:
    """Run all comparisons."""
    in_process(read(EXAMPLE.name, EXAMPLE.read_bytes()).report)
    with tempfile.TemporaryDirectory() as folder:
        whole_processes(Path(folder))


if __name__ == "__main__":
    main()
