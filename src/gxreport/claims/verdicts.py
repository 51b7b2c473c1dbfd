"""How a claim stands against the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from gxreport.cell import Cell, State
from gxreport.claims.quantities import Claim, Reading
from gxreport.claims.readings import readings
from gxreport.layout import Address
from gxreport.model import Report
from gxreport.sums import definitions


class Outcome(Enum):
    """Whether a claim agrees with the tables."""

    AGREES = "agrees"
    DIFFERS = "differs"
    OPEN = "open"  # inexact, or a cell that it needs is not known


class Verdict(NamedTuple):
    """The outcome, the reading that agreed if one did, and the readings looked at with their figures.

    `mended` are totals with which it agrees only as the sums of their parts, which they are not.
    """

    outcome: Outcome
    agreed: Reading | None
    figures: tuple[tuple[Reading, Decimal | None], ...]
    mended: tuple[Address, ...] = ()

    @property
    def known(self) -> tuple[Decimal, ...]:
        """The figures of the readings, each once, in their order."""
        return tuple(dict.fromkeys(figure for _reading, figure in self.figures if figure is not None))

    @property
    def cells(self) -> tuple[Address, ...]:
        """The cells of all readings, each once."""
        return tuple(
            dict.fromkeys(cell for reading, _ in self.figures for cell in reading.cells + reading.less)
        )


def settled(report: Report, claim: Claim) -> Verdict:
    """Whether one of a claim's readings agrees with the tables; none does only where all are known."""
    found: dict[Reading, Decimal | None] = {}
    for reading in readings(report, claim):
        found[reading] = value = figure(report, reading)
        if value is not None and value in (claim.value, claim.own) and claim.exact:
            return Verdict(Outcome.AGREES, reading, tuple(found.items()))
    figures = tuple(found.items())
    if claim.exact and not claim.none:
        for reading in found:
            totals = _wrong_totals(report, reading)
            if totals and found[reading] is not None and _mended(report, reading, totals) == claim.value:
                return Verdict(Outcome.AGREES, reading, figures, tuple(totals))
    if claim.none and figures:
        some = any(_least(report, reading.cells) > 0 for reading, _value in figures if not reading.less)
        differs = some and all(value is None or value for _reading, value in figures)
    else:
        differs = bool(figures) and all(value is not None for _reading, value in figures)
        if claim.stray and not any(value for _reading, value in figures):
            differs = False
    return Verdict(Outcome.DIFFERS if differs and claim.exact else Outcome.OPEN, None, figures)


def figure(report: Report, reading: Reading) -> Decimal | None:
    """What the cells of a reading come to; None if one is blank, text or missing and not a total."""
    came, off = _sum(report, reading.cells), _sum(report, reading.less)
    return None if came is None or off is None else came - off


def _wrong_totals(report: Report, reading: Reading) -> dict[Address, Decimal]:
    """The totals of a reading that are not the sums of their parts, and what these come to."""
    found: dict[Address, Decimal] = {}
    for address in (*reading.cells, *reading.less):
        parts = definitions(report.layout(address.table)).get(address)
        written = report.cells()[address].value
        if parts and written is not None:
            summed = _sum(report, parts)
            if summed is not None and summed != written:
                found[address] = summed
    return found


def _mended(report: Report, reading: Reading, totals: Mapping[Address, Decimal]) -> Decimal:
    """What a reading comes to where its totals are the sums of their parts."""
    cells = report.cells()

    def value(address: Address) -> Decimal:
        return totals.get(address, cells[address].value or Decimal(0))

    return sum(map(value, reading.cells), Decimal(0)) - sum(map(value, reading.less), Decimal(0))


def _sum(report: Report, cells: Iterable[Address]) -> Decimal | None:
    total = Decimal(0)
    for cell in cells:
        value = _value(report, cell)
        if value is None:
            return None
        total += value
    return total


def _value(report: Report, address: Address) -> Decimal | None:
    """The value of a cell; of a total that is not filled the sum of its parts, if all are filled."""
    cell: Cell = report.cells()[address]
    if cell.value is not None or cell.state is State.TEXT:
        return cell.value
    parts = definitions(report.layout(address.table)).get(address)
    return _sum(report, parts) if parts else None


def _least(report: Report, cells: Iterable[Address]) -> Decimal:
    """What cells hold at the least: a total that is not filled holds what its filled parts do."""
    least = Decimal(0)
    for address in cells:
        cell = report.cells()[address]
        parts = definitions(report.layout(address.table)).get(address, ())
        if cell.value is not None:
            least += cell.value
        elif cell.state is not State.TEXT:
            least += _least(report, parts)
    return least
