"""A grid of a published document held against a table of the form: which figure is which.

Labels are compared as `labels.normal` does: exactly, then with the other wordings noted beside the
label in the edition, then with the nearest label. What has no place is remarked on, never guessed.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from gxreport.cell import State
from gxreport.cell import read as read_cell
from gxreport.document import Grid
from gxreport.labels import normal
from gxreport.layout import Address, Kind, Shape, TableLayout
from gxreport.markup import plain, words
from gxreport.matching.across import read_across
from gxreport.matching.blocks import read_blocks
from gxreport.matching.common import NEAREST, Matched, leave
from gxreport.matching.matrix import read_matrix
from gxreport.model import Noticed, Remark

__all__ = ["NEAREST", "Matched", "agreement", "likeness", "match", "words_of"]

_BOLD = "**"
_RECOGNISED = 0.3
"""How much of a grid and a table must agree for the one to be taken for the other."""


def likeness(grid: Grid, layout: TableLayout) -> float:
    """How much the words of a grid and the labels of a table agree, from 0 to 1; 0 where too little."""
    return agreement(words_of(grid), layout)


def words_of(grid: Grid) -> frozenset[str]:
    """The words in the cells of a grid as labels are compared; 22（其中修订16件）is a figure."""
    texts = {normal(cell.text) for row in _unmarked(grid).rows for cell in row}
    return frozenset(text for text in texts if text and not text[0].isdigit())


def agreement(words: frozenset[str], layout: TableLayout) -> float:
    """How much words and the labels of a table agree, from 0 to 1; 0 where too little."""
    labels = _labels(layout)
    common = len(labels & words)
    share = common / (len(labels) + len(words) - common)
    return share if share >= _RECOGNISED else 0


@lru_cache
def _labels(layout: TableLayout) -> frozenset[str]:
    printed = (label for row in layout.rows for label in row.labels)
    above = (label for row in layout.rows for column in row.columns for label in column.labels)
    return frozenset(normal(label) for label in (layout.corner, *printed, *above) if label)


def match(grid: Grid, layout: TableLayout) -> Matched:
    """The figures of a grid that was taken for this table."""
    found = Matched()
    found.places[Address(layout.name)] = grid.place
    read = {Shape.BLOCKS: read_blocks, Shape.MATRIX: read_matrix, Shape.ACROSS: read_across}[layout.shape]
    read(_unmarked(grid), layout, found)
    _account(grid, found)
    _moved(layout, found)
    of_table = (Address(layout.name),)
    found.remarks[:] = [remark._replace(about=remark.about or of_table) for remark in found.remarks]
    return found


def _moved(layout: TableLayout, found: Matched) -> None:
    """Note the first row that stands below one that the form prints after it. Its figures are its own."""
    if layout.shape is Shape.ACROSS:
        return
    order = {row.address: at for at, row in enumerate(layout.rows)}
    latest = -1
    for address, place in found.places.items():
        at = order.get(address, latest)
        if at < latest:
            found.remarks.append(Remark(Noticed.MOVED_LINE, place, layout.row(address.row).label))
            return
        latest = at


def _account(grid: Grid, found: Matched) -> None:
    """Name every figure of the grid that was neither taken nor left over so far: none is lost unsaid."""
    if any(remark.noticed is Noticed.UNPLACED_TABLE for remark in found.remarks):
        return  # all of it is named
    taken = set(found.places.values()) | found.left
    for row in grid.rows:
        lost = [
            cell
            for cell in row
            if cell.place not in taken and read_cell(cell.text, Kind.AMOUNT).state is State.NUMBER
        ]
        if lost:
            leave(found, lost)


def _unmarked(grid: Grid) -> Grid:
    """The grid without the stars around bold words: a bold figure is a figure."""
    if not any(_BOLD in cell.text for row in grid.rows for cell in row):
        return grid
    rows = tuple(tuple(cell._replace(text=plain(words(cell.text))) for cell in row) for row in grid.rows)
    return replace(grid, rows=rows)
