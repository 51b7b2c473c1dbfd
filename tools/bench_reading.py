"""Times reading beside the plain way of getting at the same tables, in one run. Prints; passes no judgement.

Read the ratios; the times are medians in milliseconds, memory is the peak of a process of its own.
What gxreport does is the whole reading: from bytes to a report with the place of every figure.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from html import escape
from importlib import import_module
from pathlib import Path

from bench_documents import cell_by_cell
from timing import in_turn, table

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "report-2023.yaml"
KILOBYTES = 200
_STYLE = "font-size:10.5pt;mso-bidi-font-size:11.0pt;font-family:仿宋_GB2312;mso-ascii-font-family:宋体"
_PARAGRAPH = (
    '<p class="MsoNormal" align="center" style="text-align:center;mso-pagination:widow-orphan;'
    'line-height:15.0pt"><span lang="EN-US" style="{style}">{text}<o:p></o:p></span></p>\r\n'
)
_MENU = '<li class="nav-item"><a href="/zwgk/{at}/index.html" title="栏目{at}">栏目{at}</a></li>\n'


# The plain way


def plain_docx(data: bytes) -> object:
    """Every cell of every table by row, as most scripts with python-docx do it."""
    import docx

    return [
        [[cell.text for cell in row.cells] for row in grid.rows]
        for grid in docx.Document(io.BytesIO(data)).tables
    ]


def plain_html(data: bytes) -> object:
    """The page as a tree, and no more."""
    fromstring: Callable[[str], object] = import_module("lxml.html").fromstring  # lxml-stubs leave it out
    return fromstring(data.decode())


def plain_xlsx(data: bytes) -> object:
    """The values of all sheets."""
    import python_calamine

    with python_calamine.load_workbook(io.BytesIO(data)) as book:
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def plain_pdf(data: bytes) -> object:
    """The tables of all pages."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as file:
        return [page.extract_tables() for page in file.pages]


def whole(name: str) -> Callable[[bytes], object]:
    """The reading of a file of this name by gxreport."""

    def reading(data: bytes) -> object:
        from gxreport.readers import read

        return read(name, data)

    return reading


PLAIN: Mapping[str, tuple[str, Callable[[bytes], object]]] = {
    "docx": ("python-docx, row.cells", plain_docx),
    "html": ("lxml.html.fromstring", plain_html),
    "xlsx": ("calamine, all sheets", plain_xlsx),
    "pdf": ("pdfplumber, extract_tables", plain_pdf),
}


# The documents


def pasted() -> bytes:
    """The example as a page of a site: tables pasted from Word, menus around them."""
    from gxreport.readers import read
    from gxreport.renderers.printed import printed

    shown = printed(read(EXAMPLE.name, EXAMPLE.read_bytes()).report)

    def paragraph(text: str) -> str:
        return _PARAGRAPH.format(style=_STYLE, text=escape(text) or "&nbsp;")

    parts = [f"<h1>{shown.title}</h1>"]
    for section in shown.sections:
        parts += [paragraph(section.heading), *(paragraph(str(block)) for block in section.text)]
        lines = (
            "".join(
                f'<td rowspan="{cell.at.height}" colspan="{cell.at.width}" valign="top" style="border:solid">'
                f"{paragraph(cell.text)}</td>"
                for cell in row
            )
            for row in section.rows
        )
        if section.rows:
            rows = "".join(f'<tr style="mso-yfti-irow:0">{line}</tr>' for line in lines)
            parts.append(f'<table class="MsoTableGrid" border="1">{rows}</table>')
    inside = "".join(parts)
    menus = ""
    while len((menus + inside).encode()) < KILOBYTES * 1024:
        start = menus.count("<li")
        menus += f"<ul>{''.join(_MENU.format(at=at) for at in range(start, start + 20))}</ul>"
    head = "<!DOCTYPE html><html><head><meta charset=utf-8><title>示例区</title></head>"
    return f'{head}<body><div class="nav">{menus}</div><div id="zoom">{inside}</div></body></html>'.encode()


def documents() -> dict[str, tuple[str, bytes]]:
    """What is read, by what it is called: its carrier and its bytes."""
    from gxreport.readers import read

    report = read(EXAMPLE.name, EXAMPLE.read_bytes()).report

    def made(format_: str) -> bytes:
        data: bytes = import_module(f"gxreport.renderers.{format_}").render(report)
        return data

    return {
        "docx by python-docx": ("docx", cell_by_cell(report)),
        "docx by gxreport": ("docx", made("docx")),
        "html by gxreport": ("html", made("html")),
        "html pasted from Word, with menus": ("html", pasted()),
        "xlsx by gxreport": ("xlsx", made("xlsx")),
        "pdf by gxreport": ("pdf", made("pdf")),
    }


# Memory


def peak() -> float:
    """The most memory that this process has had, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024


def alone(carrier: str, path: Path, how: str) -> float:
    """The peak of a process that reads one file and does nothing else."""
    command = [sys.executable, __file__, how, carrier, str(path)]
    return float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def memory(found: Mapping[str, tuple[str, bytes]]) -> None:
    """Print the peaks of both ways of reading."""
    print("\nPeak memory of a process that reads one file")
    with tempfile.TemporaryDirectory() as folder:
        for name, (carrier, data) in found.items():
            path = Path(folder) / f"a.{carrier}"
            path.write_bytes(data)
            plain, ours = (alone(carrier, path, how) for how in ("plain", "gxreport"))
            print(f"  {name:<36} plain {plain:6.1f} MB   gxreport {ours:6.1f} MB   {ours / plain:6.3f}")


def main() -> None:
    """Run all comparisons; with `plain` or `gxreport`, a carrier and a path, read that and print the peak."""
    if len(sys.argv) > 1:
        how, carrier, path = sys.argv[1:]
        data = Path(path).read_bytes()
        (PLAIN[carrier][1] if how == "plain" else whole(f"a.{carrier}"))(data)
        print(peak())
        return
    found = documents()
    for name, (carrier, data) in found.items():
        label, plain = PLAIN[carrier]
        ours = whole(f"a.{carrier}")
        medians = in_turn(
            5 if carrier == "pdf" else 25,
            {
                label: lambda plain=plain, data=data: plain(data),  # type: ignore[misc]
                "gxreport, whole reading": lambda ours=ours, data=data: ours(data),  # type: ignore[misc]
            },
        )
        table(f"{name}, {len(data) / 1024:.0f} KB", medians, label)
    memory(found)


if __name__ == "__main__":
    main()
