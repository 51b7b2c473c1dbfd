"""What is printed in the cells of a report."""

from __future__ import annotations

from decimal import Decimal

from gxreport import form
from gxreport.cell import MISSING, Cell, State
from gxreport.layout import Address
from gxreport.model import Report
from gxreport.sums import computed, definitions

_ZERO = Cell("0", State.NUMBER, Decimal(0))
_OPEN = (State.BLANK, State.MISSING)


def printed(report: Report) -> dict[Address, str]:
    """The text of every cell: as written, or computed where a total was left out.

    A cell that was left out and cannot be computed is empty.
    """
    totals = computed(report)
    return {address: totals.get(address, cell.raw or "") for address, cell in report.cells().items()}


def unfilled(report: Report) -> tuple[Address, ...]:
    """The cells that nobody filled in, without totals, in the order of the form."""
    totals = {address for layout in report.layouts for address in definitions(layout)}
    return tuple(a for a, cell in report.unusual().items() if cell.state in _OPEN and a not in totals)


def zero_filled(report: Report) -> Report:
    """The report with 0 in cells that nobody filled in, and blank totals left to be computed."""
    tables = {}
    for table in report.tables:
        totals = definitions(form.layout(type(table)))
        cells = {
            address: (MISSING if address in totals else _ZERO) if cell.state in _OPEN else cell
            for address, cell in form.cells(table)
        }
        tables[table.section.name] = form.fill(type(table), cells, table.intro, table.note)
    return report.with_parts(**tables)
