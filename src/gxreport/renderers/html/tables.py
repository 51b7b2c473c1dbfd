"""Tables of a web page: which headings a cell has, so that people who hear the page know them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from gxreport.grid import Placed
from gxreport.layout import Address, Shape, TableLayout
from gxreport.markup import Mark, TextTable, Words, plain
from gxreport.renderers.printed import PrintedCell, PrintedSection
from gxreport.renderers.textwidths import clauses
from gxreport.renderers.unbroken import is_number
from gxreport.renderers.widths import pairs


@dataclass(frozen=True, slots=True)
class WebCell:
    """A `th` or `td`: `scope` is empty in cells that head nothing, `headers` in headings.

    Between the `pieces` of its text a line may end: a heading over figures is broken nowhere else.
    """

    tag: str
    text: str
    pieces: tuple[str, ...]
    id: str
    kind: str
    scope: str
    headers: str
    height: int
    width: int
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """What a page of findings draws in tables: marks in cells and in headings, by address or by place.

    `ids` are the cells that something on the page leads to, each with the id that it gets.
    """

    figures: Mapping[Address, tuple[Mark, ...]]
    labels: Mapping[Placed, tuple[Mark, ...]]
    ids: Mapping[Address, str]


@dataclass(frozen=True, slots=True)
class WebTable:
    """A table; the first `heading_rows` of its rows make the `thead`."""

    shape: str
    heading_rows: int
    rows: tuple[tuple[WebCell, ...], ...]


@dataclass(frozen=True, slots=True)
class WebText:
    """A cell of a table in prose. Its `kind` is number, clause (a sentence), or empty."""

    tag: str
    kind: str
    words: Words


def text_table(block: TextTable) -> tuple[tuple[WebText, ...], ...]:
    """The rows of a table in prose."""
    sentences = clauses(block)
    return tuple(
        tuple(
            WebText("th", "", words)
            if block.headed and line == 0
            else WebText("td", "clause" if clause else "number" if is_number(plain(words)) else "", words)
            for words, clause in zip(row, sentences, strict=True)
        )
        for line, row in enumerate(block.rows)
    )


def web_table(section: PrintedSection) -> WebTable:
    """The table of a section."""
    assert section.table is not None
    layout = section.table
    cells = [cell for row in section.rows for cell in row]
    rows = tuple(tuple(_cell(cell, cells, layout) for cell in row) for row in section.rows)
    heading_rows = next(at for at, row in enumerate(section.rows) if any(cell.address for cell in row))
    return WebTable(layout.shape.value, heading_rows if layout.shape is not Shape.BLOCKS else 0, rows)


def marked_table(section: PrintedSection, marks: Marks) -> WebTable:
    """The table of a section with what findings say of its cells, and no ids but those that are asked for."""
    made = web_table(section)
    rows = (
        tuple(_marked(cell, web, marks) for cell, web in zip(row, cells, strict=True))
        for row, cells in zip(section.rows, made.rows, strict=True)
    )
    return replace(made, rows=tuple(rows))


def _marked(cell: PrintedCell, web: WebCell, marks: Marks) -> WebCell:
    if cell.address is None:
        return replace(web, id="", headers="", marks=marks.labels.get(cell.at, ()))
    return replace(
        web, id=marks.ids.get(cell.address, ""), headers="", marks=marks.figures.get(cell.address, ())
    )


def _cell(cell: PrintedCell, cells: list[PrintedCell], layout: TableLayout) -> WebCell:
    at = cell.at
    if cell.address:
        headers = " ".join(_id(heading, layout) for heading in _headings(cell, cells))
        return WebCell("td", cell.text, (cell.text,), "", "figure", "", headers, at.height, at.width)
    if not at.heads:
        return WebCell("td", cell.text, (cell.text,), "", "corner", "", "", at.height, at.width)
    kind = "rows" if at.heads == "row" and at.height > 1 else at.heads
    pieces = pairs(cell.text) if at.heads == "col" and layout.shape is not Shape.BLOCKS else (cell.text,)
    return WebCell("th", cell.text, pieces, _id(cell, layout), kind, at.heads, "", at.height, at.width)


def _id(cell: PrintedCell, layout: TableLayout) -> str:
    return f"{layout.name}-{cell.at.row}-{cell.at.column}"


def _headings(cell: PrintedCell, cells: list[PrintedCell]) -> Iterator[PrintedCell]:
    """The headings of a figure: those above it in the nearest block of headings, then those beside it."""
    at = cell.at
    above = [c for c in cells if c.at.heads == "col" and c.at.row < at.row and _over(c, cell)]
    nearest = max((c.at.row + c.at.height for c in above), default=0)
    block: list[PrintedCell] = []
    for heading in sorted(above, key=lambda c: -c.at.row):
        if heading.at.row + heading.at.height == nearest:
            block.append(heading)
            nearest = heading.at.row
    yield from reversed(block)
    for heading in cells:
        if heading.at.heads == "row" and heading.at.row <= at.row < heading.at.row + heading.at.height:
            yield heading


def _over(heading: PrintedCell, cell: PrintedCell) -> bool:
    return heading.at.column <= cell.at.column < heading.at.column + heading.at.width
