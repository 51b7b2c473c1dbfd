"""The printed grid of a table: which label or figure stands where, and how many cells it spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from gxreport.layout import Address, Row, Shape, TableLayout


@dataclass(frozen=True, slots=True)
class Placed:
    """A label, or a figure by its address, at a 0-based row and column of the printed grid.

    `heads` says which figures a label stands for: the cells of the columns below it ("col") or of
    the rows beside it ("row"); empty for a figure.
    """

    row: int
    column: int
    height: int
    width: int
    label: str = ""
    address: Address | None = None
    heads: str = ""


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as it is printed. The first `heading_rows` rows are repeated on each page."""

    rows: int
    columns: int
    heading_rows: int
    cells: tuple[Placed, ...]


@lru_cache
def place(layout: TableLayout) -> PrintedTable:
    """Where everything of a table stands in print."""
    return {Shape.BLOCKS: _blocks, Shape.MATRIX: _matrix, Shape.ACROSS: _across}[layout.shape](layout)


def _tree(
    paths: Sequence[tuple[str, ...]], depth: int, start: int = 0, level: int = 0
) -> Iterator[tuple[str, int, int, int, int]]:
    """Label, start, level, breadth and reach in levels of each heading of a tree of headings.

    Neighbours that share a heading share one merged cell; a heading with nothing below it reaches
    down to the last level.
    """
    position = start
    for label, group in groupby(paths, key=lambda path: path[0]):
        below = list(group)
        leaf = len(below) == 1 and len(below[0]) == 1
        yield label, position, level, len(below), depth - level if leaf else 1
        if not leaf:
            yield from _tree([path[1:] for path in below], depth, position, level + 1)
        position += len(below)


def _blocks(layout: TableLayout) -> PrintedTable:
    """A caption over all columns, a heading row, the rows; then the next caption.

    The widest block gives the number of columns; in a narrower one the last column takes the rest.
    """
    columns = 1 + max(len(row.columns) for row in layout.rows)
    cells: list[Placed] = []
    line = 0
    for caption, group in groupby(layout.rows, key=lambda row: row.labels[0]):
        rows = list(group)
        cells.append(Placed(line, 0, 1, columns, caption, heads="col"))
        cells.append(Placed(line + 1, 0, 1, 1, layout.corner, heads="col"))
        for column, start, width in _stretched(rows[0], columns):
            cells.append(Placed(line + 1, start, 1, width, rows[0].columns[column].label, heads="col"))
        line += 2
        for row in rows:
            cells.append(Placed(line, 0, 1, 1, row.label, heads="row"))
            for column, start, width in _stretched(row, columns):
                cells.append(Placed(line, start, 1, width, address=row.addresses[column]))
            line += 1
    return PrintedTable(line, columns, 0, tuple(cells))


def _stretched(row: Row, columns: int) -> Iterator[tuple[int, int, int]]:
    """Ordinal, start and width of the columns of a row that fills the table."""
    last = len(row.columns) - 1
    for column in range(last + 1):
        yield column, 1 + column, columns - 1 - column if column == last else 1


def _matrix(layout: TableLayout) -> PrintedTable:
    """Row headings as a tree to the left, column headings as a tree above, a corner between them."""
    first = layout.rows[0]
    left = max(len(row.labels) for row in layout.rows)
    top = max(len(column.labels) for column in first.columns)
    cells = [Placed(0, 0, top, left, layout.corner)]
    for label, start, level, breadth, reach in _tree([c.labels for c in first.columns], top):
        cells.append(Placed(level, left + start, reach, breadth, label, heads="col"))
    for label, start, level, breadth, reach in _tree([row.labels for row in layout.rows], left):
        cells.append(Placed(top + start, level, breadth, reach, label, heads="row"))
    for line, row in enumerate(layout.rows):
        for ordinal, address in enumerate(row.addresses):
            cells.append(Placed(top + line, left + ordinal, 1, 1, address=address))
    return PrintedTable(top + len(layout.rows), left + len(first.columns), top, tuple(cells))


def _across(layout: TableLayout) -> PrintedTable:
    """Every row stands beside the last one, its label over its columns, all figures in one line."""
    paths = [(*row.labels, *column.labels) for row in layout.rows for column in row.columns]
    top = max(map(len, paths))
    cells = [
        Placed(level, start, reach, breadth, label, heads="col")
        for label, start, level, breadth, reach in _tree(paths, top)
    ]
    cells += (Placed(top, start, 1, 1, address=address) for start, address in enumerate(layout.addresses()))
    return PrintedTable(top + 1, len(paths), top, tuple(cells))
