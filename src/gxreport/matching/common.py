"""What the three shapes of table share when a published one is held against the form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from gxreport.cell import Cell, State
from gxreport.cell import read as read_cell
from gxreport.document import GridCell
from gxreport.labels import normal
from gxreport.layout import Address, Column, Kind, Row, TableLayout
from gxreport.model import Noticed, Remark
from gxreport.source import Place

NEAREST = 0.8
"""How alike (difflib's ratio, from 0 to 1) a label must be to the form's to be taken for it."""


@dataclass(slots=True)
class Matched:
    """What was found of a table: cells and places by address, what was odd, and where it has no place.

    `left` are the places of cells of the file that a remark names as left over.
    """

    cells: dict[Address, Cell] = field(default_factory=dict)
    places: dict[Address, Place] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    left: set[Place] = field(default_factory=set)


class Known:
    """Lines of the form by their label: as printed, and in the other wordings that are understood."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], str]]) -> None:
        self.printed: dict[str, str] = {}
        self.also: dict[str, str] = {}
        for labels, name in entries:
            self.printed.setdefault(normal(labels[0]), name)
            for label in labels[1:]:
                self.also.setdefault(normal(label), name)

    def find(self, text: str) -> tuple[str, bool] | None:
        """The name of what a label means, and whether it is worded as printed."""
        label = normal(text)
        if not label or label.isdigit():
            return None
        if label in self.printed:
            return self.printed[label], True
        if label in self.also:
            return self.also[label], False
        best = max(self.printed, key=lambda known: SequenceMatcher(None, label, known).ratio(), default="")
        if SequenceMatcher(None, label, best).ratio() >= NEAREST:
            return self.printed[best], False
        return None


def rows_by_label(rows: Iterable[Row]) -> Known:
    """Rows by what they are called."""
    return Known(((row.label, *row.also), row.name) for row in rows)


def columns_by_label(columns: Iterable[Column]) -> Known:
    """Columns by what they are called."""
    return Known(((column.label, *column.also), column.name) for column in columns)


def filled(cells: Iterable[GridCell]) -> list[GridCell]:
    """The cells that hold something. Marks such as “/” are something, though labels have none."""
    return [cell for cell in cells if read_cell(cell.text, Kind.COUNT).state is not State.BLANK]


def from_first_text(cells: Sequence[GridCell]) -> list[GridCell]:
    """The cells from the first one with words on."""
    start = next((at for at, cell in enumerate(cells) if normal(cell.text)), len(cells))
    return list(cells[start:])


def without_blank_end(cells: Sequence[GridCell]) -> list[GridCell]:
    """The cells up to the last one that is not blank."""
    end = max((at for at, cell in enumerate(cells, 1) if cell in filled(cells)), default=0)
    return list(cells[:end])


def altered(cell: GridCell, meant: str, *about: Address) -> Remark:
    """A label that is understood, but not as the form prints it."""
    return Remark(Noticed.ALTERED_LABEL, cell.place, one_line(cell.text), meant, about)


def leave(found: Matched, cells: Iterable[GridCell]) -> None:
    """Note a line that has no place in the form, with all that stands in it; only once."""
    cells = list(cells)
    first = next(iter(filled(cells)), cells[0])
    if first.place not in found.left:
        written = " ".join(one_line(cell.text) for cell in cells).strip()
        found.remarks.append(Remark(Noticed.EXTRA_LINE, first.place, written))
    found.left.update(cell.place for cell in cells)


def one_line(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def take(found: Matched, row: Row, column: Column, cell: GridCell) -> None:
    """Note the figure of one cell, and where it stands."""
    address = row.addresses[row.columns.index(column)]
    found.cells[address] = read_cell(cell.text, column.kind)
    found.places[address] = cell.place


def unplaced(lines: list[list[GridCell]], layout: TableLayout, found: Matched) -> Remark:
    """A table whose headings do not say which figure is which."""
    words = " ".join(one_line(cell.text) for line in lines for cell in filled(line))
    addresses = tuple(layout.addresses())
    return Remark(Noticed.UNPLACED_TABLE, found.places[Address(layout.name)], words, "", addresses)
