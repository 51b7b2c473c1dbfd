"""A report to begin with: what is known before the year's figures are, and the rest left blank.

No zero is filled in: a zero is a statement, and nobody has made it yet. Blank cells are counted by
`gxreport validate` until somebody has.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from gxreport import form
from gxreport.cell import MISSING, Cell, State, plain
from gxreport.editions import tables
from gxreport.fresh.skeleton import Asks, skeleton
from gxreport.layout import Address, Row
from gxreport.model import OrganKind, Period, Report
from gxreport.organs import is_government

_BLANK = Cell("", State.BLANK)


class Start(NamedTuple):
    """Whose report it is, on which year and on which edition of the form."""

    organ: str
    kind: OrganKind | None
    year: int
    edition: int


def begun(start: Start, previous: Report | None = None, *, quoting: bool = True) -> Report:
    """The report to begin with. Last year's 结转下年度 is this year's 上年结转.

    `quoting` says that the prose may quote cells, as a report.yaml does: a workbook shows figures.
    """
    carried = _carried(previous) if previous else {}
    parts: dict[str, object] = {}
    for table in tables(start.edition):
        cells = {
            address: carried.get(address) or _empty(row, at)
            for row in form.layout(table).rows
            for at, address in enumerate(row.addresses)
        }
        parts[table.section.name] = form.fill(table, cells)
    report = Report.assembled(
        **parts,
        edition=start.edition,
        organ=start.organ,
        organ_kind=start.kind,
        year=start.year,
        period=Period(date(start.year, 1, 1), date(start.year, 12, 31)),
    )
    asks = Asks(start.year, quoting=quoting, assessed=is_government(report))
    return report.with_parts(**skeleton(report.layout("requests"), asks))


def _empty(row: Row, at: int) -> Cell:
    """A cell to be filled in; a total is computed where nobody writes it."""
    return MISSING if row.summed or row.columns[at].summed else _BLANK


def _carried(previous: Report) -> Mapping[Address, Cell]:
    """What last year's report carried forward, as this year's cells. A total only where parts are unknown."""
    row = previous.layout("requests").row("carried_out")
    known = {
        column.name: Cell(plain(cell.value), State.NUMBER, cell.value)
        for column, address in zip(row.columns, row.addresses, strict=True)
        if (cell := previous.cells()[address]).value is not None
    }
    totals = {column.name for column in row.columns if column.summed}
    if all(column.name in known for column in row.columns if not column.summed):
        known = {name: cell for name, cell in known.items() if name not in totals}
    return {Address("requests", "carried_in", name): cell for name, cell in known.items()}
