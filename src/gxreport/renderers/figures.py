"""What is printed in the cells of a report."""

from __future__ import annotations

from collections.abc import Mapping

from gxreport.cell import Cell, State, plain
from gxreport.layout import Address
from gxreport.model import Report
from gxreport.sums import Term, added, definitions


def printed(report: Report) -> dict[Address, str]:
    """The text of every cell: as written, or computed where a total was left out.

    A cell that was left out and cannot be computed is empty.
    """
    totals = computed(report)
    return {address: totals.get(address, cell.raw or "") for address, cell in report.cells().items()}


def computed(report: Report) -> dict[Address, str]:
    """The totals that were left out and can be computed from their parts, in the order of the form."""
    cells = report.cells()
    parts = {total: below for layout in report.layouts for total, below in definitions(layout).items()}
    found = {}
    for address, cell in cells.items():
        if cell.state is State.MISSING and address in parts:
            value = _term(address, cells, parts).value
            if value is not None:
                found[address] = plain(value)
    return found


def _term(
    address: Address, cells: Mapping[Address, Cell], parts: Mapping[Address, tuple[Address, ...]]
) -> Term:
    """A cell as a part of a total; a total that was left out is the sum of its own parts."""
    cell = cells[address]
    if cell.state is State.MISSING and address in parts:
        return Term(address, added(_term(part, cells, parts) for part in parts[address]))
    return Term(address, cell.addend)
