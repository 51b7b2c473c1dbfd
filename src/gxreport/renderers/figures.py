"""What is printed in the cells of a report."""

from __future__ import annotations

from gxreport.layout import Address
from gxreport.model import Report
from gxreport.sums import computed


def printed(report: Report) -> dict[Address, str]:
    """The text of every cell: as written, or computed where a total was left out.

    A cell that was left out and cannot be computed is empty.
    """
    totals = computed(report)
    return {address: totals.get(address, cell.raw or "") for address, cell in report.cells().items()}
