"""Tables of a Word document: merged cells as Word writes them, widths and styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from gxreport.grid import Placed, PrintedTable, place
from gxreport.layout import Address, Shape, TableLayout
from gxreport.markup import Run, TextTable, Words, plain
from gxreport.renderers.widths import Type, fitted, scaled, unbroken
from gxreport.textwidth import width as cells_of

_TALL, _LOW, _LOWEST = 454, 329, 306  # the least height of a row; all of a MATRIX shall stand on one page
_LINE = {"Small": 266, "Tiny": 230}  # the pitch of the styles, as in styles.xml
_CELL = 40  # the space above and below the text of a cell
_MARGINS = 56  # the space to the left and right of the text of a cell
_HEADING = 640  # the heading of a section above its table
_TENTH = 1440 / 254  # twips in a tenth of a millimetre
_PADDING = 2  # characters beside the text of a cell in a table of prose
_CLAUSE, _NARROW = 12, 3  # characters from which a cell is text and not a word; the least of a column


class Page(NamedTuple):
    """What a page has room for, in twentieths of a point."""

    width: int
    height: int


GB_T_9704 = Page(8845, 12756)
"""156 by 225 mm."""


@dataclass(frozen=True, slots=True)
class WordCell:
    """A `w:tc`. `merge` is what it has to do with the cell above: "", "restart" or "continue"."""

    words: Words
    style: str
    width: int
    span: int = 1
    merge: str = ""


@dataclass(frozen=True, slots=True)
class WordTable:
    """A `w:tbl`, `kept` on one page or not. Widths and heights are in twentieths of a point."""

    caption: str
    description: str
    widths: tuple[int, ...]
    height: int
    kept: bool
    heading_rows: int
    rows: tuple[tuple[WordCell, ...], ...]


def table(
    caption: str, layout: TableLayout, figures: Mapping[Address, str], page: Page = GB_T_9704
) -> WordTable:
    """A table of the form with its labels and figures."""
    grid = place(layout)
    for type_, tenths in fitted(layout, figures, round(page.width / _TENTH)):
        height, kept = _height(layout.shape, grid, type_, tenths, page.height)
        if kept:
            break
    columns = scaled(tenths, page.width)
    small = layout.shape is not Shape.BLOCKS
    return WordTable(
        caption,
        _described(grid),
        columns,
        height,
        kept,
        grid.heading_rows,
        tuple(tuple(_row(grid, row, columns, figures, type_ if small else None)) for row in range(grid.rows)),
    )


def text_table(block: TextTable, page: Page = GB_T_9704) -> WordTable:
    """A table that stands in the prose: columns as wide as their words want, sentences from the left."""
    columns = _columns(block, page.width)
    below = block.rows[1:] if block.headed else block.rows
    clauses = [any(cells_of(plain(row[at])) > 2 * _CLAUSE for row in below) for at in range(len(columns))]
    heads = "，第1行是表头" if block.headed else ""
    return WordTable(
        "",
        f"表格，共{len(block.rows)}行{len(columns)}列{heads}。",
        columns,
        _TALL,
        False,
        int(block.headed),
        tuple(
            tuple(
                WordCell(words, _text_style(block.headed and line == 0, clauses[at]), columns[at])
                for at, words in enumerate(row)
            )
            for line, row in enumerate(block.rows)
        ),
    )


def _text_style(heading: bool, clause: bool) -> str:
    return "TableHeading" if heading else "TableClause" if clause else "TableFigure"


def _columns(block: TextTable, room: int) -> tuple[int, ...]:
    """Widths in proportion to the longest cell of each column; long text breaks, a figure does not."""
    texts = [[plain(row[at]) for row in block.rows] for at in range(len(block.rows[0]))]
    wanted = tuple(
        max(2 * _NARROW, *map(unbroken, column), min(2 * _CLAUSE, max(map(cells_of, column)))) + 2 * _PADDING
        for column in texts
    )
    return scaled(wanted, room)


def _height(
    shape: Shape, grid: PrintedTable, type_: Type, columns: tuple[int, ...], room: int
) -> tuple[int, bool]:
    """The least height of a row, and whether all of the table then stands on one page."""
    if shape is not Shape.MATRIX:
        return _TALL, True
    lines = [_lines(grid, row, type_, columns) * _LINE[type_.labels] + _CELL for row in range(grid.rows)]
    for height in (_LOW, _LOWEST, min(lines)):
        if sum(max(height, line) for line in lines) + _HEADING <= room:
            return height, True
    return _LOWEST, False


def _lines(grid: PrintedTable, row: int, type_: Type, columns: tuple[int, ...]) -> int:
    """The lines of the longest label that stands in this row alone."""
    return max(
        (
            -(-cells_of(cell.label) * type_.character // (2 * (_wide(cell, columns) - 22)))
            for cell in grid.cells
            if cell.row == row and cell.height == 1 and not cell.address
        ),
        default=1,
    )


def _wide(cell: Placed, columns: tuple[int, ...]) -> int:
    return sum(columns[cell.column : cell.column + cell.width])


def _described(grid: PrintedTable) -> str:
    """What a person who hears the document is told before the table."""
    heads = f"前{grid.heading_rows}行是表头" if grid.heading_rows else "每一项先是表头，后是数据"
    return f"表格，共{grid.rows}行{grid.columns}列，{heads}。"


def _row(
    grid: PrintedTable,
    row: int,
    columns: tuple[int, ...],
    figures: Mapping[Address, str],
    small: Type | None,
) -> Iterator[WordCell]:
    """Every cell that reaches into a row, from left to right: Word wants one for each."""
    there = [cell for cell in grid.cells if cell.row <= row < cell.row + cell.height]
    for cell in sorted(there, key=lambda cell: cell.column):
        first = cell.row == row
        text = figures[cell.address] if cell.address else cell.label
        yield WordCell(
            (Run(text),) if first and text else (),
            _style(cell, small, _wide(cell, columns)),
            _wide(cell, columns),
            cell.width,
            "" if cell.height == 1 else "restart" if first else "continue",
        )


def _style(cell: Placed, small: Type | None, width: int) -> str:
    """The style of a cell's paragraph: figures and headings are centred, labels of matrix rows are not."""
    if cell.address:
        return f"Table{small.figures if small else ''}Figure"
    labels = small.labels if small else ""
    if cell.heads != "row":
        return f"Table{labels}{'Paired' if small and _pairs(cell, small, width) else ''}Heading"
    if small and cell.height == 1:
        return f"Table{labels}Label"
    return f"Table{labels}Group" if small else "TableFigure"


def _pairs(cell: Placed, small: Type, width: int) -> bool:
    """Whether a heading wants a narrower line: 商业 over 企业, and not 商业企 over 业."""
    inner, character = width - _MARGINS, small.character * _TENTH
    return cell.width == 1 and len(cell.label) in (4, 6) and 3 * character <= inner < 4 * character
