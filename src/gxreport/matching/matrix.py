"""The table of applications: in each line a label, then exactly as many figures as there are columns."""

from __future__ import annotations

from collections.abc import Sequence

from gxreport.document import Grid, GridCell
from gxreport.labels import normal
from gxreport.layout import Address, TableLayout
from gxreport.matching.common import (
    Known,
    Matched,
    altered,
    columns_by_label,
    filled,
    leave,
    rows_by_label,
    take,
    unplaced,
)

_HEADING_ROWS = 3  # only to say which headings did not help


def read_matrix(grid: Grid, layout: TableLayout, found: Matched) -> None:
    """Note the figures of the table of applications in `found`."""
    columns = layout.rows[0].columns
    by_label = rows_by_label(layout.rows)
    groups = {normal(label) for row in layout.rows for label in row.labels[:-1]}
    start = _first_figures(grid, columns_by_label(columns), columns[0].name)
    lines = [(line, _label_and_figures(line, len(columns), by_label, start)) for line in grid.rows]
    first = next((at for at, (_line, split) in enumerate(lines) if split), None)
    heading = [list(line) for line, _split in lines[: _HEADING_ROWS if first is None else first]]
    if first is None:
        found.remarks.append(unplaced(heading, layout, found))
        return
    if not _columns_as_printed(heading, layout, found):
        return
    taken: dict[Address, tuple[GridCell, list[GridCell]]] = {}
    for line, split in lines[first:]:
        if split is None:
            if not _only_headings(line, layout) and filled(line):
                leave(found, line)
            continue
        before, label, values = split
        named = by_label.find(label.text)
        assert named is not None
        row = layout.row(named[0])
        if row.address in taken:
            first_label, first_values = taken[row.address]
            leave(found, [label, *values])
            if [c.text for c in values] != [c.text for c in first_values] and row.addresses[0] in found.cells:
                # Two lines of one name with other figures: neither is known to be the one.
                leave(found, [first_label, *first_values])
                for address in row.addresses:
                    found.cells.pop(address, None)
                    found.places.pop(address, None)
            continue
        taken[row.address] = label, values
        if strange := [cell for cell in filled(before) if normal(cell.text) not in groups]:
            leave(found, strange)
        found.places[row.address] = label.place
        if not named[1]:
            found.remarks.append(altered(label, row.label, row.address))
        for column, cell in zip(columns, values, strict=True):
            take(found, row, column, cell)


def _first_figures(grid: Grid, by_label: Known, first: str) -> int:
    """Where in a line the heading of the first column stands; 0 where there is none."""
    for line in grid.rows[:_HEADING_ROWS]:
        for at, cell in enumerate(line):
            named = by_label.find(cell.text)
            if named and named[0] == first:
                return at
    return 0


def _label_and_figures(
    line: Sequence[GridCell], columns: int, by_label: Known, start: int
) -> tuple[list[GridCell], GridCell, list[GridCell]] | None:
    """What stands before the label, the label, and its figures; None where they are not as many.

    Where merged cells are written as empty ones, figures begin below the heading of the first column.
    """
    at = next((i for i in range(len(line) - 1, -1, -1) if by_label.find(line[i].text)), None)
    if at is None:
        return None
    values = list(line[at + 1 :])
    if len(values) > columns and at < start and not filled(line[at + 1 : start]):
        values = list(line[start:])
    if len(values) > columns and not filled(values[columns:]):
        values = values[:columns]
    return (list(line[:at]), line[at], values) if len(values) == columns else None


def _columns_as_printed(lines: list[list[GridCell]], layout: TableLayout, found: Matched) -> bool:
    """Whether the column headings are all there, in the order of the form: then figures have a place."""
    columns = layout.rows[0].columns
    by_label = columns_by_label(columns)
    corner = normal(layout.corner)
    silent = {normal(label) for column in columns for label in column.labels[:-1]}
    seen: list[str] = []
    strange: list[GridCell] = []
    for cell in (cell for line in lines for cell in filled(line)):
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
            found.remarks.append(altered(cell, column.label, Address(layout.name)))
    depths = {column.name: len(column.labels) for column in columns}
    in_order = sorted(seen, key=lambda name: depths[name]) == sorted(depths, key=lambda name: depths[name])
    if in_order:
        for cell in strange:
            leave(found, [cell])
    else:
        found.remarks.append(unplaced(lines, layout, found))
    return in_order


def _only_headings(line: Sequence[GridCell], layout: TableLayout) -> bool:
    """Whether a line is part of the heading, as it is repeated at the top of a page."""
    corner = normal(layout.corner)
    labels = {normal(label) for column in layout.rows[0].columns for label in column.labels}
    return all(normal(cell.text) in labels or normal(cell.text) in corner for cell in filled(line))
