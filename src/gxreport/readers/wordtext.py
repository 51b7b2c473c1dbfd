"""The reader of text taken from Word: one cell a line, led by a tab; rows are parted by blank lines.

Other programs put a row in a line, with bars or tabs between its cells: `md` and `tabbed` read these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gxreport.document import Document, Grid, GridCell, Paragraph
from gxreport.prose import Numbering, numbered
from gxreport.published import report_of
from gxreport.readers import tabbed
from gxreport.readers.encoding import published_text
from gxreport.readers.md import document_of as barred_document
from gxreport.readers.tabbed import BLANKS, place
from gxreport.reading import Reading

_FEW = 3
_BARS = " \t\u3000\xa0\ufeff|"


def read(name: str, data: bytes, edition: int | None = None) -> Reading:
    """Read a published report from text."""
    text, asides = published_text(data)
    lines = tuple(re.split(r"\r\n|\r|\n", text))
    # Without tabs, rows may have bars between their cells, as Markdown has them; a line may be a bar alone.
    shown = tuple("" if "|" in line and not line.strip(_BARS) else line for line in lines)
    barred = sum("|" in line.strip(_BARS) for line in shown) > _FEW
    tabs = any(line.startswith("\t") for line in lines)
    if barred and not tabs:
        document = barred_document(shown, bars_between=True)
    else:
        document = tabbed.document_of(shown) if tabbed.has_rows(shown) else document_of(shown)
    return report_of(name, document, edition, lines, asides)


def document_of(lines: tuple[str, ...]) -> Document:
    """Paragraphs and grids of a text. A line without a tab inside a row goes on with the cell above."""
    blocks: list[Paragraph | Grid] = []
    for group in _groups(lines):
        if isinstance(group, Paragraph):
            blocks.append(group)
        else:
            blocks.append(Grid(tuple(group), group[0][0].place))
    return Document(tuple(blocks))


def _groups(lines: tuple[str, ...]) -> Iterator[Paragraph | list[tuple[GridCell, ...]]]:
    """Paragraphs, and the rows of each table."""
    rows: list[tuple[GridCell, ...]] = []
    row: list[GridCell] = []
    for number, line in enumerate(lines, 1):
        if line.startswith("\t") and not line.rstrip(BLANKS).endswith("。"):
            row.append(GridCell(line[1:], place(number, line[1:], 2), len(rows), len(row)))
        elif row and line.strip(BLANKS) and not _is_paragraph(line):
            row[-1] = _longer(row[-1], line)
        elif row and not line.strip(BLANKS):
            rows.append(tuple(row))
            row = []
        elif line.strip(BLANKS):
            rows += [tuple(row)] if row else []
            if rows:
                yield rows
            rows, row = [], []
            yield Paragraph(line.strip(BLANKS), place(number, line, 1))
    if row:
        rows.append(tuple(row))
    if rows:
        yield rows


def _is_paragraph(line: str) -> bool:
    """Whether a line inside a row begins a paragraph: a sentence, or a heading such as 三、."""
    number = numbered(line)
    return line.rstrip(BLANKS).endswith("。") or bool(number and number.style is Numbering.CHINESE)


def _longer(cell: GridCell, line: str) -> GridCell:
    return GridCell(f"{cell.text}\n{line}", cell.place, cell.row, cell.column)
