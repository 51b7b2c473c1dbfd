"""The table of 第二十条: captions, small headings, rows."""

from __future__ import annotations

import re

from gxreport.document import Grid, GridCell
from gxreport.labels import normal
from gxreport.layout import Address, Column, Kind, Row, TableLayout
from gxreport.matching.common import (
    Matched,
    altered,
    columns_by_label,
    filled,
    from_first_text,
    leave,
    one_line,
    rows_by_label,
    take,
    without_blank_end,
)
from gxreport.matching.otherform import knows, leave_row, other_form
from gxreport.model import Noticed, Remark


def read_blocks(grid: Grid, layout: TableLayout, found: Matched) -> None:
    """Note the figures of the table of 第二十条 in `found`."""
    captions = {normal(row.labels[0]) for row in layout.rows}
    by_label = rows_by_label(layout.rows, (cell for line in grid.rows for cell in line))
    headings: list[GridCell] | None = None
    other: TableLayout | None = None
    for line in grid.rows:
        cells = from_first_text(line)
        if cells and normal(cells[0].text) in captions:
            headings = other = None
            cells = from_first_text(cells[1:])
        if not cells:
            continue
        if normal(cells[0].text) == normal(layout.corner):
            headings = without_blank_end(cells[1:])
            other = other_form(headings, layout)
            continue
        named = by_label.find(cells[0].text)
        if other and headings and (named or knows(other, cells[0])):
            row_cells = layout.row(named[0]).addresses if named else (Address(layout.name),)
            leave_row(found, headings, cells, other, row_cells)
            continue
        if named is None or Address(layout.name, named[0]) in found.places:
            leave(found, cells, whole=named is None)
            continue
        row = layout.row(named[0])
        found.places[row.address] = cells[0].place
        if not named[1]:
            found.remarks.append(altered(cells[0], row.label, row.address))
        over, cells = _by_ordinal(headings, cells)
        columns = _columns_under(over, row, layout, found)
        values = cells[1:] if len(cells[1:]) == len(columns) else without_blank_end(cells[1:])
        values += cells[1 + len(values) : 1 + len(columns)]
        if len(values) != len(columns):
            leave(found, cells, about=row.addresses)
            continue
        for column, cell in zip(columns, values, strict=True):
            if column and _other_unit(over, column) and "元" not in cell.text:
                take(found, row, column, cell, unit="元")
            elif column:
                take(found, row, column, cell)


def _by_ordinal(
    headings: list[GridCell] | None, cells: list[GridCell]
) -> tuple[list[GridCell] | None, list[GridCell]]:
    """Headings and figures without the empty cells that stand for merged ones, if as many are left of both.

    Headings and figures of one table may be merged in different ways, so their places say nothing.
    """
    if headings is None or len(filled(headings)) == len(headings):
        return headings, cells
    named, values = filled(headings), filled(cells[1:])
    return (named, [cells[0], *values]) if len(named) == len(values) else (headings, cells)


def _other_unit(headings: list[GridCell] | None, column: Column) -> bool:
    """Whether a heading gives amounts in 元 that the form has in 万元."""
    words = "".join(one_line(heading.text) for heading in headings or ())
    return column.kind is Kind.WAN_YUAN and bool(re.search("(?<!万)元", words))


def _columns_under(
    headings: list[GridCell] | None, row: Row, layout: TableLayout, found: Matched
) -> list[Column | None]:
    """The columns that the headings name, None for a heading that names none or one named before.

    Without headings the columns are those of the form.
    """
    if headings is None:
        return list(row.columns)
    by_label = columns_by_label(row.columns, headings)
    latest = -1
    columns: list[Column | None] = []
    for heading in headings:
        named = by_label.find(heading.text)
        column = next((c for c in row.columns if named and c.name == named[0] and c not in columns), None)
        columns.append(column)
        at = row.columns.index(column) if column else latest
        if at < latest:
            _remark_once(found, Remark(Noticed.MOVED_LINE, heading.place, one_line(heading.text)))
        latest = max(latest, at)
        if named is None or column is None:
            leave(found, [heading])
        elif not named[1]:
            address = Address(layout.name, row.name, column.name)
            _remark_once(found, altered(heading, column.label, address))
    return columns


def _remark_once(found: Matched, remark: Remark) -> None:
    """A heading stands over several rows, but is odd only once."""
    if all(remark.place != other.place for other in found.remarks):
        found.remarks.append(remark)
