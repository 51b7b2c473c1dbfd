"""A grid of a published document held against a table of the form: which figure is which.

Labels are compared as `labels.normal` does: exactly, then with the other wordings noted beside the
label in the edition, then with the nearest label. What has no place is remarked on, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from gxreport.cell import Cell
from gxreport.cell import read as read_cell
from gxreport.document import Grid, GridCell
from gxreport.labels import normal
from gxreport.layout import Address, Column, Row, Shape, TableLayout
from gxreport.model import Noticed, Remark
from gxreport.source import Place

NEAREST = 0.8
"""How alike (difflib's ratio, from 0 to 1) a label must be to the form's to be taken for it."""

_RECOGNISED = 0.4
"""The share of a table's labels that a grid must have to be taken for it."""


@dataclass(slots=True)
class Matched:
    """What was found of a table: cells and places by address, and what was odd."""

    cells: dict[Address, Cell] = field(default_factory=dict)
    places: dict[Address, Place] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def likeness(grid: Grid, layout: TableLayout) -> float:
    """The share of the table's labels that stand in the grid, from 0 to 1; 0 where they are too few."""
    texts = {normal(cell.text) for row in grid.rows for cell in row}
    labels = _labels(layout)
    share = len(labels & texts) / len(labels)
    return share if share >= _RECOGNISED else 0


def _labels(layout: TableLayout) -> set[str]:
    rows = {normal(label) for row in layout.rows for label in row.labels}
    return rows | {normal(label) for row in layout.rows for column in row.columns for label in column.labels}


def match(grid: Grid, layout: TableLayout) -> Matched:
    """The figures of a grid that was taken for this table."""
    found = Matched()
    found.places[Address(layout.name)] = grid.place
    {Shape.BLOCKS: _blocks, Shape.MATRIX: _matrix, Shape.ACROSS: _across}[layout.shape](grid, layout, found)
    return found


class _Known:
    """Things of the form by their label, each to be found once."""

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
        if label in self.printed:
            return self.printed[label], True
        if label in self.also:
            return self.also[label], False
        best = max(self.printed, key=lambda known: SequenceMatcher(None, label, known).ratio(), default="")
        if label and SequenceMatcher(None, label, best).ratio() >= NEAREST:
            return self.printed[best], False
        return None


def _rows_by_label(rows: Iterable[Row]) -> _Known:
    return _Known(((row.label, *row.also), row.name) for row in rows)


def _columns_by_label(columns: Iterable[Column]) -> _Known:
    return _Known(((column.label, *column.also), column.name) for column in columns)


def _filled(cells: Iterable[GridCell]) -> list[GridCell]:
    return [cell for cell in cells if normal(cell.text)]


def _altered(cell: GridCell, meant: str, *about: Address) -> Remark:
    return Remark(Noticed.ALTERED_LABEL, cell.place, _one_line(cell.text), meant, about)


def _extra(cells: Iterable[GridCell]) -> Remark:
    """A line that has no place in the form, with all that stands in it."""
    cells = list(cells)
    first = next(iter(_filled(cells)), cells[0])
    return Remark(Noticed.EXTRA_LINE, first.place, " ".join(_one_line(cell.text) for cell in cells).strip())


def _one_line(text: str) -> str:
    return "".join(text.split())


def _take(
    found: Matched, layout: TableLayout, row: Row, columns: Iterable[Column], values: list[GridCell]
) -> None:
    for column, cell in zip(columns, values, strict=True):
        address = row.addresses[row.columns.index(column)]
        found.cells[address] = read_cell(cell.text, column.kind)
        found.places[address] = cell.place


# The table of 第二十条: captions, small headings, rows


def _blocks(grid: Grid, layout: TableLayout, found: Matched) -> None:
    captions = {normal(row.labels[0]) for row in layout.rows}
    by_label = _rows_by_label(layout.rows)
    headings: list[GridCell] = []
    block: list[Row] = []
    for line in grid.rows:
        cells = _filled(line)
        first = normal(cells[0].text) if cells else ""
        if not cells:
            continue
        if first in captions:
            block = [row for row in layout.rows if normal(row.labels[0]) == first]
            headings = []
        elif first == normal(layout.corner):
            headings = [cell for cell in line[line.index(cells[0]) + 1 :] if normal(cell.text)]
        else:
            named = by_label.find(cells[0].text)
            row = layout.row(named[0]) if named else None
            if row is None or Address(layout.name, row.name) in found.places or (block and row not in block):
                found.remarks.append(_extra(line))
                continue
            address = Address(layout.name, row.name)
            found.places[address] = cells[0].place
            if named and not named[1]:
                found.remarks.append(_altered(cells[0], row.label, address))
            _block_row(line[line.index(cells[0]) + 1 :], headings, layout, row, found)


def _block_row(
    values: tuple[GridCell, ...], headings: list[GridCell], layout: TableLayout, row: Row, found: Matched
) -> None:
    """The figures of a row, by the ordinal of their headings."""
    columns = list(row.columns)
    if headings:
        columns = list(_by_headings(headings, layout, row, found))
    while len(values) > len(columns) and not normal(values[-1].text):
        values = values[:-1]
    if len(values) > len(columns):
        found.remarks.append(_extra(values[len(columns) :]))
    _take(found, layout, row, columns[: len(values)], list(values[: len(columns)]))


def _by_headings(headings: list[GridCell], layout: TableLayout, row: Row, found: Matched) -> Iterator[Column]:
    """The columns that the headings name. One that names none, or one named before, ends the row."""
    by_label = _columns_by_label(row.columns)
    seen: set[str] = set()
    for heading in headings:
        named = by_label.find(heading.text)
        if named is None or named[0] in seen:
            remark = _extra([heading])
            if remark not in found.remarks:
                found.remarks.append(remark)
            return
        seen.add(named[0])
        column = next(column for column in row.columns if column.name == named[0])
        if not named[1]:
            remark = _altered(heading, column.label, Address(layout.name, row.name, column.name))
            if all(remark.place != other.place for other in found.remarks):
                found.remarks.append(remark)
        yield column


# The table of applications: figures are the last cells of a line, its label is the last text before


def _matrix(grid: Grid, layout: TableLayout, found: Matched) -> None:
    columns = layout.rows[0].columns
    by_label = _rows_by_label(layout.rows)
    heading: list[GridCell] = []
    lines = list(grid.rows)
    while lines and not _is_row(lines[0], len(columns), by_label):
        heading += lines.pop(0)
    if not _headings_in_order(heading, layout, found):
        return
    for line in lines:
        labels, values = line[: -len(columns)], list(line[-len(columns) :])
        named = by_label.find(_filled(labels)[-1].text) if _filled(labels) else None
        address = Address(layout.name, named[0]) if named else None
        if named is None or address is None or address in found.places:
            if _filled(line):
                found.remarks.append(_extra(line))
            continue
        row = layout.row(named[0])
        label = _filled(labels)[-1]
        found.places[address] = label.place
        if not named[1]:
            found.remarks.append(_altered(label, row.label, address))
        _take(found, layout, row, columns, values)


def _is_row(line: tuple[GridCell, ...], columns: int, by_label: _Known) -> bool:
    labels = _filled(line[:-columns])
    return bool(labels) and by_label.find(labels[-1].text) is not None


def _headings_in_order(heading: list[GridCell], layout: TableLayout, found: Matched) -> bool:
    """Whether the column headings are those of the form, level by level, so that figures can be placed."""
    columns = layout.rows[0].columns
    by_label = _columns_by_label(columns)
    groups = {normal(label) for column in columns for label in column.labels[:-1]} | {normal(layout.corner)}
    corner = normal(layout.corner)
    named: dict[int, list[str]] = {}
    for cell in _filled(heading):
        label = normal(cell.text)
        known = None if label in groups or label in corner else by_label.find(cell.text)
        if known is None:
            if label not in groups and label not in corner:
                found.remarks.append(_extra([cell]))
            continue
        column = next(column for column in columns if column.name == known[0])
        if not known[1]:
            found.remarks.append(_altered(cell, column.label, Address(layout.name)))
        named.setdefault(len(column.labels), []).append(column.name)
    for depth, names in named.items():
        if names != [column.name for column in columns if len(column.labels) == depth]:
            first = _filled(heading)[0]
            words = "、".join(_one_line(cell.text) for cell in _filled(heading))
            found.remarks.append(Remark(Noticed.EXTRA_LINE, first.place, words))
            return False
    return True


# The table of disputes: one line of figures


def _across(grid: Grid, layout: TableLayout, found: Matched) -> None:
    addresses = list(layout.addresses())
    heads = [column for row in layout.rows for column in row.columns]
    by_label = _Known(
        [((label,), label) for row in layout.rows for label in row.labels]
        + [((column.label, *column.also), column.label) for column in heads]
    )
    for line in grid.rows:
        named = [(cell, by_label.find(cell.text)) for cell in _filled(line)]
        if not named or any(meant for _cell, meant in named):
            for cell, meant in named:
                if meant is None:
                    found.remarks.append(_extra([cell]))
                elif not meant[1]:
                    found.remarks.append(_altered(cell, meant[0]))
            continue
        if len(line) != len(addresses) or found.cells:
            found.remarks.append(_extra(line))
            continue
        for address, cell in zip(addresses, line, strict=True):
            found.cells[address] = read_cell(cell.text, layout.column(address).kind)
            found.places[address] = cell.place
    for row in layout.rows:
        label = next((c for line in grid.rows for c in line if normal(c.text) == normal(row.label)), None)
        if label:
            found.places[Address(layout.name, row.name)] = label.place
