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
    by_label = rows_by_label(layout.rows, (cell for line in grid.rows for cell in line))
    groups = {normal(label) for row in layout.rows for label in row.labels[:-1]}
    splitter = _Splitter(grid, layout, by_label)
    lines = [(line, splitter.parts(line)) for line in grid.rows]
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
                leave(found, line, whole=True, about=_figures_of(line, by_label, layout))
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


def _figures_of(line: Sequence[GridCell], by_label: Known, layout: TableLayout) -> tuple[Address, ...]:
    """The cells whose figures a line should hold; none where no row of the form is named."""
    named = next((found for cell in reversed(line) if (found := by_label.find(cell.text))), None)
    return layout.row(named[0]).addresses if named else ()


class _Splitter:
    """Tells label and figures of a line apart.

    Where merged cells are written as empty ones, figures begin below the heading of the first column,
    and not behind the label.
    """

    def __init__(self, grid: Grid, layout: TableLayout, by_label: Known) -> None:
        self.layout = layout
        self.by_label = by_label
        self.columns = len(layout.rows[0].columns)
        self.start = self._first_figures(grid)
        # Lines that can be read in one way only, of two, say how the others are to be read.
        self.known = {
            next(iter(found))
            for line in grid.rows
            if len(found := self._readings(line)) == 1 and len(line) > self._needed(line)
        }

    def _needed(self, line: Sequence[GridCell]) -> int:
        """How many cells a line has whose figures stand right behind its label."""
        return (self._label(line) or 0) + 1 + self.columns

    def _first_figures(self, grid: Grid) -> int:
        """Where in a line the heading of the first column stands; 0 where there is none."""
        columns = self.layout.rows[0].columns
        above = grid.rows[:_HEADING_ROWS]
        by_label = columns_by_label(columns, (cell for line in above for cell in line))
        for line in above:
            for at, cell in enumerate(line):
                named = by_label.find(cell.text)
                if named and named[0] == columns[0].name:
                    return at
        return 0

    def _label(self, line: Sequence[GridCell]) -> int | None:
        # （七）总计 alone is a row, though 总计 is a heading too.
        if _only_headings(line, self.layout) and len({normal(cell.text) for cell in line} - {""}) > 1:
            return None
        named = [at for at, cell in enumerate(line) if self.by_label.find(cell.text)]
        # The last label that has figures behind it: a cell of figures may hold the words of a label too.
        return max((at for at in named if len(line) - at > self.columns), default=max(named, default=None))

    def _readings(self, line: Sequence[GridCell]) -> dict[bool, list[GridCell]]:
        """The figures of a line behind its label (False) and below the headings (True), where they may be."""
        at = self._label(line)
        if at is None:
            return {}
        behind, below = list(line[at + 1 :]), list(line[self.start :])
        found = {}
        if len(behind) >= self.columns and not filled(behind[self.columns :]):
            found[False] = behind[: self.columns]
        apart = at < self.start and len(behind) > self.columns <= len(below)
        if apart and not filled(line[at + 1 : self.start]) and not filled(below[self.columns :]):
            found[True] = below[: self.columns]
        return found

    def parts(self, line: Sequence[GridCell]) -> tuple[list[GridCell], GridCell, list[GridCell]] | None:
        """What stands before the label, the label, and its figures; None where they are not known."""
        at, found = self._label(line), self._readings(line)
        if at is None or not found:
            return None
        if len(found) == 2 and filled(found[False]):
            if len(self.known) != 1:
                return None
            return list(line[:at]), line[at], found[next(iter(self.known))]
        return list(line[:at]), line[at], next(iter(found.values()))


def _columns_as_printed(lines: list[list[GridCell]], layout: TableLayout, found: Matched) -> bool:
    """Whether the column headings are all there, in the order of the form: then figures have a place."""
    columns = layout.rows[0].columns
    by_label = columns_by_label(columns, (cell for line in lines for cell in line))
    corner = normal(layout.corner)
    silent = {normal(label) for column in columns for label in column.labels[:-1]}
    seen: list[tuple[str, int]] = []
    strange: list[GridCell] = []
    for at, cell in ((at, cell) for at, line in enumerate(lines) for cell in filled(line)):
        label = normal(cell.text)
        if label in silent or label in corner:
            continue
        named = by_label.find(cell.text)
        if named is None:
            strange.append(cell)
            continue
        seen.append((named[0], at))
        if not named[1]:
            column = next(column for column in columns if column.name == named[0])
            found.remarks.append(altered(cell, column.label, Address(layout.name)))
    depths = {column.name: len(column.labels) for column in columns}
    by_depth = sorted((name for name, _at in seen), key=lambda name: depths[name])
    in_order = by_depth == sorted(depths, key=lambda name: depths[name])
    # Those below a common heading stand in one line: else one of them has changed places with 总计.
    lowest = {at for name, at in seen if depths[name] == max(depths.values())}
    if in_order and len(lowest) == 1:
        alone = [line for line in lines if len(filled(line)) == 1]
        for cell in strange:
            leave(found, [cell], whole=any(cell in line for line in alone))
    else:
        found.remarks.append(unplaced(lines, layout, found))
        return False
    return True


def _only_headings(line: Sequence[GridCell], layout: TableLayout) -> bool:
    """Whether a line is part of the heading, as it is repeated at the top of a page."""
    corner = normal(layout.corner)
    labels = {normal(label) for column in layout.rows[0].columns for label in column.labels}
    return all(normal(cell.text) in labels or normal(cell.text) in corner for cell in filled(line))
