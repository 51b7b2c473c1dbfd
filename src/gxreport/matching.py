"""A grid of a published document held against a table of the form: which figure is which.

Labels are compared as `labels.normal` does: exactly, then with the other wordings noted beside the
label in the edition, then with the nearest label. What has no place is remarked on, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from gxreport.cell import Cell, State
from gxreport.cell import read as read_cell
from gxreport.document import Grid, GridCell
from gxreport.grid import place
from gxreport.labels import normal
from gxreport.layout import Address, Column, Kind, Row, Shape, TableLayout
from gxreport.model import Noticed, Remark
from gxreport.source import Place

NEAREST = 0.8
"""How alike (difflib's ratio, from 0 to 1) a label must be to the form's to be taken for it."""

_HEADING_ROWS = 3  # of the table of applications; only to say which headings did not help
_RECOGNISED = 0.3
"""How much of a grid and a table must agree for the one to be taken for the other."""


@dataclass(slots=True)
class Matched:
    """What was found of a table: cells and places by address, and what was odd."""

    cells: dict[Address, Cell] = field(default_factory=dict)
    places: dict[Address, Place] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def likeness(grid: Grid, layout: TableLayout) -> float:
    """How much the words of a grid and the labels of a table agree, from 0 to 1; 0 where too little."""
    texts = {normal(cell.text) for row in grid.rows for cell in row}
    words = {text for text in texts if text and not text.isdigit()}
    labels = _labels(layout)
    share = len(labels & words) / len(labels | words)
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


def _rows_by_label(rows: Iterable[Row]) -> _Known:
    return _Known(((row.label, *row.also), row.name) for row in rows)


def _columns_by_label(columns: Iterable[Column]) -> _Known:
    return _Known(((column.label, *column.also), column.name) for column in columns)


def _filled(cells: Iterable[GridCell]) -> list[GridCell]:
    """The cells that hold something. Marks such as “/” are something, though labels have none."""
    return [cell for cell in cells if read_cell(cell.text, Kind.COUNT).state is not State.BLANK]


def _from_first_text(cells: Sequence[GridCell]) -> list[GridCell]:
    start = next((at for at, cell in enumerate(cells) if normal(cell.text)), len(cells))
    return list(cells[start:])


def _without_blank_end(cells: Sequence[GridCell]) -> list[GridCell]:
    end = max((at for at, cell in enumerate(cells, 1) if cell in _filled(cells)), default=0)
    return list(cells[:end])


def _altered(cell: GridCell, meant: str, *about: Address) -> Remark:
    return Remark(Noticed.ALTERED_LABEL, cell.place, _one_line(cell.text), meant, about)


def _extra(cells: Iterable[GridCell]) -> Remark:
    """A line that has no place in the form, with all that stands in it."""
    cells = list(cells)
    first = next(iter(_filled(cells)), cells[0])
    return Remark(Noticed.EXTRA_LINE, first.place, " ".join(_one_line(cell.text) for cell in cells).strip())


def _one_line(text: str) -> str:
    return "".join(text.split())


def _take(found: Matched, row: Row, column: Column, cell: GridCell) -> None:
    address = row.addresses[row.columns.index(column)]
    found.cells[address] = read_cell(cell.text, column.kind)
    found.places[address] = cell.place


# The table of 第二十条: captions, small headings, rows


def _blocks(grid: Grid, layout: TableLayout, found: Matched) -> None:
    captions = {normal(row.labels[0]) for row in layout.rows}
    by_label = _rows_by_label(layout.rows)
    headings: list[GridCell] | None = None
    for line in grid.rows:
        cells = _from_first_text(line)
        if cells and normal(cells[0].text) in captions:
            headings = None
            cells = _from_first_text(cells[1:])
        if not cells:
            continue
        if normal(cells[0].text) == normal(layout.corner):
            headings = _without_blank_end(cells[1:])
            continue
        named = by_label.find(cells[0].text)
        if named is None or Address(layout.name, named[0]) in found.places:
            found.remarks.append(_extra(cells))
            continue
        row = layout.row(named[0])
        address = Address(layout.name, row.name)
        found.places[address] = cells[0].place
        if not named[1]:
            found.remarks.append(_altered(cells[0], row.label, address))
        columns = _columns_under(headings, row, layout, found)
        values = cells[1:] if len(cells[1:]) == len(columns) else _without_blank_end(cells[1:])
        values += cells[1 + len(values) : 1 + len(columns)]
        if len(values) != len(columns):
            found.remarks.append(_extra(cells))
            continue
        for column, cell in zip(columns, values, strict=True):
            if column:
                _take(found, row, column, cell)


def _columns_under(
    headings: list[GridCell] | None, row: Row, layout: TableLayout, found: Matched
) -> list[Column | None]:
    """The columns that the headings name, None for a heading that names none or one named before.

    Without headings the columns are those of the form.
    """
    if headings is None:
        return list(row.columns)
    by_label = _columns_by_label(row.columns)
    columns: list[Column | None] = []
    for heading in headings:
        named = by_label.find(heading.text)
        column = next((c for c in row.columns if named and c.name == named[0] and c not in columns), None)
        columns.append(column)
        if named is None or column is None:
            _remark_once(found, _extra([heading]))
        elif not named[1]:
            address = Address(layout.name, row.name, column.name)
            _remark_once(found, _altered(heading, column.label, address))
    return columns


def _remark_once(found: Matched, remark: Remark) -> None:
    """A heading stands over several rows, but is odd only once."""
    if all(remark.place != other.place for other in found.remarks):
        found.remarks.append(remark)


# The table of applications: in each line a label, then exactly as many figures as there are columns


def _matrix(grid: Grid, layout: TableLayout, found: Matched) -> None:
    columns = layout.rows[0].columns
    by_label = _rows_by_label(layout.rows)
    groups = {normal(label) for row in layout.rows for label in row.labels[:-1]}
    lines = [(line, _label_and_figures(line, len(columns), by_label)) for line in grid.rows]
    first = next((at for at, (_line, split) in enumerate(lines) if split), None)
    heading = [list(line) for line, _split in lines[: _HEADING_ROWS if first is None else first]]
    if first is None:
        found.remarks.append(_unplaced(heading, layout, found))
        return
    if not _columns_as_printed(heading, layout, found):
        return
    for line, split in lines[first:]:
        if split is None:
            if not _only_headings(line, layout) and _filled(line):
                found.remarks.append(_extra(line))
            continue
        before, label, values = split
        named = by_label.find(label.text)
        assert named is not None
        row = layout.row(named[0])
        address = Address(layout.name, row.name)
        if address in found.places:
            found.remarks.append(_extra([label, *values]))
            continue
        if strange := [cell for cell in _filled(before) if normal(cell.text) not in groups]:
            found.remarks.append(_extra(strange))
        found.places[address] = label.place
        if not named[1]:
            found.remarks.append(_altered(label, row.label, address))
        for column, cell in zip(columns, values, strict=True):
            _take(found, row, column, cell)


def _label_and_figures(
    line: Sequence[GridCell], columns: int, by_label: _Known
) -> tuple[list[GridCell], GridCell, list[GridCell]] | None:
    """What stands before the label, the label, and its figures; None where they are not as many."""
    at = next((i for i in range(len(line) - 1, -1, -1) if by_label.find(line[i].text)), None)
    if at is None:
        return None
    values = list(line[at + 1 :])
    if len(values) > columns and not _filled(values[columns:]):
        values = values[:columns]
    return (list(line[:at]), line[at], values) if len(values) == columns else None


def _columns_as_printed(lines: list[list[GridCell]], layout: TableLayout, found: Matched) -> bool:
    """Whether the column headings are all there, in the order of the form: then figures have a place."""
    columns = layout.rows[0].columns
    by_label = _columns_by_label(columns)
    corner = normal(layout.corner)
    silent = {normal(label) for column in columns for label in column.labels[:-1]}
    seen: list[str] = []
    strange: list[GridCell] = []
    for cell in (cell for line in lines for cell in _filled(line)):
        label = normal(cell.text)
        if label in silent or label in corner:
            continue
        named = by_label.find(cell.text)
        if named is None:
            strange.append(cell)
            continue
        seen.append(named[0])
        if not named[1]:
            column = next(column for column in columns if column.name == named[0])
            found.remarks.append(_altered(cell, column.label, Address(layout.name)))
    depths = {column.name: len(column.labels) for column in columns}
    in_order = sorted(seen, key=lambda name: depths[name]) == sorted(depths, key=lambda name: depths[name])
    if in_order:
        found.remarks += (_extra([cell]) for cell in strange)
    else:
        found.remarks.append(_unplaced(lines, layout, found))
    return in_order


def _only_headings(line: Sequence[GridCell], layout: TableLayout) -> bool:
    """Whether a line is part of the heading, as it is repeated at the top of a page."""
    corner = normal(layout.corner)
    labels = {normal(label) for column in layout.rows[0].columns for label in column.labels}
    return all(normal(cell.text) in labels or normal(cell.text) in corner for cell in _filled(line))


# The table of disputes: heading lines, then all figures in one line


def _across(grid: Grid, layout: TableLayout, found: Matched) -> None:
    groups = [label for row in layout.rows for label in row.labels]
    by_label = _Known(
        [((label,), label) for label in groups]
        + [((column.label, *column.also), column.label) for row in layout.rows for column in row.columns]
    )
    lines = list(grid.rows)
    above: list[list[GridCell]] = []
    while lines and any(by_label.find(cell.text) for cell in lines[0]):
        above.append(list(lines.pop(0)))
    if not _headings_as_printed(above, by_label, layout, found):
        return
    addresses = list(layout.addresses())
    blank_first = bool(above) and all(not _filled(line[:1]) for line in above)
    for line in lines:
        values = list(line)
        if blank_first and len(values) == len(addresses) + 1 and not _filled(values[:1]):
            del values[0]
        if len(values) > len(addresses) and not _filled(values[len(addresses) :]):
            values = values[: len(addresses)]
        if len(values) != len(addresses) or found.cells:
            if _filled(line):
                found.remarks.append(_extra(line))
            continue
        for address, cell in zip(addresses, values, strict=True):
            row = layout.row(address.row)
            _take(found, row, row.columns[row.addresses.index(address)], cell)
    for row in layout.rows:
        label = next((c for line in above for c in line if normal(c.text) == normal(row.label)), None)
        if label:
            found.places[Address(layout.name, row.name)] = label.place


def _headings_as_printed(
    lines: list[list[GridCell]], by_label: _Known, layout: TableLayout, found: Matched
) -> bool:
    """Whether the headings are all there and in order: those of groups, and those of single figures.

    In which line a heading of a figure stands does not matter: published tables differ in that.
    """
    printed = place(layout).cells
    leaves = {column.label for row in layout.rows for column in row.columns}
    expected = [
        cell.label for cell in sorted(printed, key=lambda cell: (cell.row, cell.column)) if cell.label
    ]
    meant = []
    for cell in (cell for line in lines for cell in _filled(line)):
        named = by_label.find(cell.text)
        if named is None:
            found.remarks.append(_extra([cell]))
            continue
        meant.append(named[0])
        if not named[1]:
            found.remarks.append(_altered(cell, named[0], Address(layout.name)))
    if all(
        [label for label in meant if (label in leaves) is leaf]
        == [label for label in expected if (label in leaves) is leaf]
        for leaf in (True, False)
    ):
        return True
    found.remarks.append(_unplaced(lines, layout, found))
    return False


def _unplaced(lines: list[list[GridCell]], layout: TableLayout, found: Matched) -> Remark:
    """A table whose headings do not say which figure is which."""
    words = " ".join(_one_line(cell.text) for line in lines for cell in _filled(line))
    addresses = tuple(layout.addresses())
    return Remark(Noticed.UNPLACED_TABLE, found.places[Address(layout.name)], words, "", addresses)
