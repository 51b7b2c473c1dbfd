"""What a workbook computes: totals that are formulas, and the conditions under which cells turn red.

Only functions that Excel, WPS and LibreOffice share. A workbook says of a sum what `sums` says of it,
or nothing: where a blank or a word may be the reason, no cell turns red.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from gxreport.cell import Cell, State
from gxreport.layout import Address, Equation, Kind, Relation
from gxreport.model import Report
from gxreport.sums import definitions

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?", re.ASCII)
_DIGITS = 15  # as many as Excel keeps

Where = Callable[[Iterable[Address]], list[str]]
"""The ranges in which cells stand, as a formula names them."""


class Total(NamedTuple):
    """A total that is a formula, and what it shows: None where nothing is filled in."""

    value: int | None


def number(cell: Cell) -> Decimal | None:
    """The number that a workbook may hold for a cell: one that reads back as it was written."""
    raw = cell.raw or ""
    if not _NUMBER.fullmatch(raw) or raw == "-0" or sum(map(str.isdigit, raw)) > _DIGITS:
        return None
    return Decimal(raw)


def totals(report: Report) -> dict[Address, Total]:
    """The totals that are formulas: those that are what their parts make, or were left to be computed."""
    cells = report.cells()
    found: dict[Address, Total] = {}
    for layout in report.layouts:
        parts = definitions(layout)
        # The grand total adds up totals, so it comes after them.
        for address in sorted(parts, key=lambda total: sum(part in parts for part in parts[total])):
            total = _total(cells[address], parts[address], cells, found)
            if total is not None:
                found[address] = total
    return found


def _total(
    cell: Cell, parts: tuple[Address, ...], cells: Mapping[Address, Cell], known: Mapping[Address, Total]
) -> Total | None:
    values: list[int] = []
    missing = False
    for part in parts:
        if part in known:
            values += [value for value in known[part] if value is not None]
            continue
        missing |= cells[part].state is State.MISSING
        if cells[part].state in (State.NUMBER, State.TEXT):
            value = number(cells[part])
            if value is None or value != int(value):
                return None
            values.append(int(value))
    if not values:
        return Total(None) if cell.state in (State.MISSING, State.BLANK) else None
    total = sum(values)
    as_written = cell.state is State.MISSING or number(cell) == total
    return Total(total) if as_written and not missing and len(str(total)) <= _DIGITS else None


def total_formula(parts: Iterable[Address], where: Where) -> str:
    """The sum of the parts, or nothing as long as no part has a figure."""
    ranges = ",".join(where(parts))
    return f'=IF(COUNT({ranges})=0,"",SUM({ranges}))'


def broken(equation: Equation, where: Where) -> str:
    """Whether a sum is broken: its sides differ, and neither a word nor a blank can be the reason."""
    left, right = where(equation.left), where(equation.right)
    came, went = f"SUM({','.join(left)})", f"SUM({','.join(right)})"
    blanks_left, blanks_right = (
        "+".join(f"COUNTBLANK({cells})" for cells in side) + "=0" for side in (left, right)
    )
    both = [*left, *right]
    known = f"COUNT({','.join(both)})+" + "+".join(f"COUNTBLANK({cells})" for cells in both)
    words = f"{known}={len(equation.left) + len(equation.right)}"
    differ = f"OR(AND({came}<{went},{blanks_left}),AND({came}>{went},{blanks_right}))"
    filled = "" if equation.relation is Relation.BALANCE else f"COUNT({','.join(left)})=1,"
    return f"=AND({filled}{words},{differ})"


def no_figure(cell: str, kind: Kind) -> str:
    """Whether a cell holds something that its kind of figure cannot be. A change may be written +1."""
    wrong = {
        Kind.COUNT: f"OR({cell}<0,{cell}<>INT({cell}))",
        Kind.CHANGE: f"{cell}<>INT({cell})",
    }.get(kind, f"{cell}<0")
    words = f"IF(LEN({cell})>0,ISERROR(VALUE({cell})))" if kind is Kind.CHANGE else f"LEN({cell})>0"
    return f"=IF(ISNUMBER({cell}),{wrong},{words})"
