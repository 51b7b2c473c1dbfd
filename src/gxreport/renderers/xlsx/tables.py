"""A table of the form on a sheet: labels, figures, totals that add up, cells that turn red."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gxreport.cell import MISSING, Cell
from gxreport.grid import Placed, PrintedTable, place
from gxreport.layout import Address, Kind, Shape, TableLayout
from gxreport.renderers.templates import whole
from gxreport.renderers.xlsx.checks import Area, check, ranges
from gxreport.renderers.xlsx.formats import Formats, height
from gxreport.renderers.xlsx.formulas import Total, number, total_formula
from gxreport.sums import definitions
from gxreport.textwidth import width

# In characters of Excel, two of which are a Chinese one: labels, and columns of figures.
_LABELS = {Shape.BLOCKS: (34,), Shape.MATRIX: (11, 17, 40), Shape.ACROSS: ()}
_FIGURES = {Shape.BLOCKS: 22, Shape.MATRIX: 9.5, Shape.ACROSS: 9.5}
_WIDEST = 17  # fifteen digits and their margins
_LEAST = 21.5  # the least height of a row, in points


def column_widths(layout: TableLayout, cells: Mapping[Address, Cell]) -> tuple[float, ...]:
    """The width of each column of the printed grid, in characters of Excel."""
    longest = max(width(cells[address].raw or "") for address in layout.addresses()) + 2
    labels = _LABELS[layout.shape]
    figure = max(_FIGURES[layout.shape], min(longest, _WIDEST))
    return (*labels, *(figure,) * (place(layout).columns - len(labels)))


def write_table(
    sheet: Worksheet,
    top: int,
    layout: TableLayout,
    cells: Mapping[Address, Cell],
    totals: Mapping[Address, Total],
    looks: Formats,
) -> None:
    """Write a table whose first row is `top`."""
    grid = place(layout)
    at = {cell.address: _area(cell, top) for cell in grid.cells if cell.address}
    widths = column_widths(layout, cells)
    for row in range(grid.rows):
        sheet.set_row(top + row, _height(grid, row, widths))

    def where(addresses: Iterable[Address]) -> list[str]:
        return list(ranges(at[address] for address in addresses))

    parts = definitions(layout)
    for placed in grid.cells:
        area = _area(placed, top)
        if placed.address is None:
            look = looks.row_label if _is_row_label(placed, layout) else looks.label
            _write(sheet, area, placed.label, look)
        elif placed.address in totals:
            if area.right > area.left:
                sheet.merge_range(*area, "", looks.total)
            value = totals[placed.address].value
            formula = total_formula(parts[placed.address], where)
            sheet.write_formula(area.top, area.left, formula, looks.total, "" if value is None else value)
        else:
            _figure(sheet, area, cells[placed.address], layout.column(placed.address).kind, looks)
    check(sheet, layout, at, where, looks)


def _area(cell: Placed, top: int) -> Area:
    row = top + cell.row
    return Area(row, cell.column, row + cell.height - 1, cell.column + cell.width - 1)


def _is_row_label(cell: Placed, layout: TableLayout) -> bool:
    """Whether a label stands at the left of its figures and reads like a line of text."""
    return cell.heads == "row" and cell.height == 1 and layout.shape is Shape.MATRIX


def _write(sheet: Worksheet, area: Area, text: str, look: Format) -> None:
    if area[:2] != area[2:]:
        sheet.merge_range(*area, "", look)
    if text:
        sheet.write_string(area.top, area.left, text, look)


def _figure(sheet: Worksheet, area: Area, cell: Cell, kind: Kind, looks: Formats) -> None:
    """A cell as it was written: a number where it reads back alike, else words, never a formula."""
    raw = whole(cell.raw or "")
    value = number(cell)
    look = looks.count if kind in (Kind.COUNT, Kind.CHANGE) and "." not in raw else looks.amount
    if raw.startswith(("=", "+", "-", "@")) and value is None:
        look = looks.formula_like
    _write(sheet, area, "" if value is not None else raw, look)
    if value is not None:
        sheet.write_number(area.top, area.left, value, look)
    elif cell is MISSING or not raw:
        sheet.write_blank(area.top, area.left, None, look)


def _height(grid: PrintedTable, row: int, widths: tuple[float, ...]) -> float:
    """The height of a row in points: a merged cell does not make room for its lines by itself."""
    there = [cell for cell in grid.cells if cell.label and cell.row <= row < cell.row + cell.height]
    rooms = [sum(widths[cell.column : cell.column + cell.width]) for cell in there]
    needed = (height(cell.label, room) / cell.height for cell, room in zip(there, rooms, strict=True))
    return max(_LEAST, *needed) if there else _LEAST
