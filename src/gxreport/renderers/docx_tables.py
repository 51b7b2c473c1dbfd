"""Tables of a Word document: merged cells as Word writes them, widths and styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gxreport.grid import Placed, PrintedTable, place
from gxreport.layout import Address, Shape, TableLayout
from gxreport.markup import Run, TextTable, Words
from gxreport.renderers.widths import PAGE, widths

_TEXT = 8845  # twentieths of a point: the width of the text
_TALL, _LOW, _LOWEST = 454, 329, 306  # the least height of a row; all of a MATRIX shall stand on one page
_LONG, _TOO_LONG = 4, 6  # characters beside which labels wrap; beyond which a MATRIX outgrows the page


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


def table(caption: str, layout: TableLayout, figures: Mapping[Address, str]) -> WordTable:
    """A table of the form with its labels and figures."""
    grid = place(layout)
    columns = tuple(_TEXT * width // PAGE for width in widths(layout, figures))
    longest = max(len(figures[address]) for address in layout.addresses())
    small = layout.shape is not Shape.BLOCKS
    return WordTable(
        caption,
        _described(grid),
        columns,
        _height(layout.shape, longest),
        longest <= _TOO_LONG or layout.shape is not Shape.MATRIX,
        grid.heading_rows,
        tuple(tuple(_row(grid, row, columns, figures, small)) for row in range(grid.rows)),
    )


def text_table(block: TextTable) -> WordTable:
    """A table that stands in the prose: all columns alike, figures of any kind in the middle."""
    count = len(block.rows[0])
    columns = tuple(_TEXT * (at + 1) // count - _TEXT * at // count for at in range(count))
    return WordTable(
        "",
        f"表格，共{len(block.rows)}行{count}列。",
        columns,
        _TALL,
        False,
        int(block.headed),
        tuple(
            tuple(
                WordCell(words, "TableHeading" if block.headed and line == 0 else "TableFigure", columns[at])
                for at, words in enumerate(row)
            )
            for line, row in enumerate(block.rows)
        ),
    )


def _height(shape: Shape, longest: int) -> int:
    if shape is not Shape.MATRIX:
        return _TALL
    return _LOW if longest <= _LONG else _LOWEST


def _described(grid: PrintedTable) -> str:
    """What a person who hears the document is told before the table."""
    heads = f"前{grid.heading_rows}行是表头" if grid.heading_rows else "每一项先是表头，后是数据"
    return f"表格，共{grid.rows}行{grid.columns}列，{heads}。"


def _row(
    grid: PrintedTable, row: int, columns: tuple[int, ...], figures: Mapping[Address, str], small: bool
) -> Iterator[WordCell]:
    """Every cell that reaches into a row, from left to right: Word wants one for each."""
    there = [cell for cell in grid.cells if cell.row <= row < cell.row + cell.height]
    for cell in sorted(there, key=lambda cell: cell.column):
        first = cell.row == row
        text = figures[cell.address] if cell.address else cell.label
        yield WordCell(
            (Run(text),) if first and text else (),
            _style(grid, cell, small),
            sum(columns[cell.column : cell.column + cell.width]),
            cell.width,
            "" if cell.height == 1 else "restart" if first else "continue",
        )


def _style(grid: PrintedTable, cell: Placed, small: bool) -> str:
    """The style of a cell's paragraph: figures and headings are centred, labels of matrix rows are not."""
    size = "Small" if small else ""
    if cell.address:
        return f"Table{size}Figure"
    if cell.heads == "row" and small and cell.height == 1:
        return f"Table{size}Label"
    return f"Table{size}Figure" if cell.heads == "row" else f"Table{size}Heading"
