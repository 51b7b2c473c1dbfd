"""The table of disputes: heading lines, then all figures in one line."""

from __future__ import annotations

from gxreport.document import Grid, GridCell
from gxreport.grid import place
from gxreport.labels import normal
from gxreport.layout import Address, TableLayout
from gxreport.matching.common import (
    Known,
    Matched,
    altered,
    filled,
    leave,
    take,
    unplaced,
)


def read_across(grid: Grid, layout: TableLayout, found: Matched) -> None:
    """Note the figures of the table of disputes in `found`."""
    groups = [label for row in layout.rows for label in row.labels]
    by_label = Known(
        [((label,), label) for label in groups]
        + [((column.label, *column.also), column.label) for row in layout.rows for column in row.columns],
        [cell.text for line in grid.rows for cell in line],
    )
    lines = list(grid.rows)
    above: list[list[GridCell]] = []
    while lines and any(by_label.find(cell.text) for cell in lines[0]):
        above.append(list(lines.pop(0)))
    if not _headings_as_printed(above, by_label, layout, found):
        return
    addresses = list(layout.addresses())
    blank_first = bool(above) and all(not filled(line[:1]) for line in above)
    for line in lines:
        values = list(line)
        if blank_first and len(values) > len(addresses) and not filled(values[:1]):
            del values[0]
        if len(values) > len(addresses) and not filled(values[len(addresses) :]):
            values = values[: len(addresses)]
        if len(values) != len(addresses) or found.cells:
            if filled(line):
                leave(found, line, whole=True, about=() if found.cells else tuple(addresses))
            continue
        for address, cell in zip(addresses, values, strict=True):
            row = layout.row(address.row)
            take(found, row, row.columns[row.addresses.index(address)], cell)
    for row in layout.rows:
        label = next((c for line in above for c in line if normal(c.text) == normal(row.label)), None)
        if label:
            found.places[row.address] = label.place


def _headings_as_printed(
    lines: list[list[GridCell]], by_label: Known, layout: TableLayout, found: Matched
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
    for cell in (cell for line in lines for cell in filled(line)):
        named = by_label.find(cell.text)
        if named is None:
            leave(found, [cell])
            continue
        meant.append(named[0])
        if not named[1]:
            found.remarks.append(altered(cell, named[0], Address(layout.name)))
    if all(
        [label for label in meant if (label in leaves) is leaf]
        == [label for label in expected if (label in leaves) is leaf]
        for leaf in (True, False)
    ):
        return True
    found.remarks.append(unplaced(lines, layout, found))
    return False
