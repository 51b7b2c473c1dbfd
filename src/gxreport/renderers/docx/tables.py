"""Tables of a Word document: merged cells as Word writes them, widths and styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gxreport.grid import Placed, PrintedTable, place
from gxreport.layout import Address, Shape, TableLayout
from gxreport.markup import Run, TextTable, Words, plain
from gxreport.renderers.textwidths import PROSE, fitted_text
from gxreport.renderers.widths import Type, fitted, paired, scaled
from gxreport.textwidth import width as cells_of

_TALL, _LOW, _LOWEST = 454, 329, 306  # the least height of a row; all of a MATRIX shall stand on one page
_LINE = {"Small": 266, "Tiny": 230}  # the pitch of the styles, as in styles.xml
_CELL = 40  # the space above and below the text of a cell
_MARGINS = 56  # the space to the left and right of the text of a cell
_HEADING = 640  # the heading of a section above its table
_TENTH = 1440 / 254  # twips in a tenth of a millimetre


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


def text_table(block: TextTable, page: Page = GB_T_9704, types: Sequence[Type] = PROSE) -> WordTable:
    """A table that stands in the prose: columns as wide as their words want, sentences from the left."""
    fit = fitted_text(block, types, round(page.width / _TENTH))
    columns = scaled(fit.widths, page.width)
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
                WordCell(words, _heading_style(plain(words), width, fit.type), width)
                if block.headed and line == 0
                else WordCell(words, _text_style(fit.type, clause), width)
                for words, clause, width in zip(row, fit.clauses, columns, strict=True)
            )
            for line, row in enumerate(block.rows)
        ),
    )


def _text_style(type_: Type, clause: bool) -> str:
    if clause:
        return f"Table{type_.labels}{'Label' if type_.labels else 'Clause'}"
    return f"Table{type_.figures}Figure"


def _heading_style(label: str, width: int, type_: Type) -> str:
    """A heading wants a narrower line for its pairs; where two characters fill it, it needs none."""
    wide = width - _MARGINS >= 3 * type_.character * _TENTH
    narrower = wide and paired(label, round(width / _TENTH), type_)
    return f"Table{type_.labels}{'Paired' if narrower else ''}Heading"


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
    if cell.heads != "row":
        return _heading_style(cell.label, width, small) if small else "TableHeading"
    if small and cell.height == 1:
        return f"Table{small.labels}Label"
    return f"Table{small.labels}Group" if small else "TableFigure"
