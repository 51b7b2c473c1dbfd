"""The sums of the form as they stand in one report.

A blank addend counts as nothing. A total that is blank or left out is not compared; elsewhere it
stands for the sum of its parts. What holds text, or is missing, is unknown, and so is every sum
with it. A sum that fails only by what a blank cell may have held is not broken but open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gxreport.cell import Cell, State, plain
from gxreport.layout import Address, Equation, Relation
from gxreport.model import Report

_SHOWN_WHOLE = 6


@dataclass(frozen=True, slots=True)
class Term:
    """A cell in a sum: its value (None if unknown) and the blank cells that count as nothing in it."""

    address: Address
    value: Decimal | None
    blanks: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """An equation of the form with the figures of one report."""

    equation: Equation
    left: tuple[Term, ...]
    right: tuple[Term, ...]

    @property
    def came(self) -> Decimal | None:
        """What the left side comes to; None if a part of it is unknown."""
        return added(self.left)

    @property
    def went(self) -> Decimal | None:
        """What the right side comes to; None if a part of it is unknown."""
        return added(self.right)

    @property
    def fails(self) -> bool:
        """Both sides are known and differ."""
        return None not in (came := self.came, went := self.went) and came != went

    @property
    def open(self) -> tuple[Address, ...]:
        """The blank cells that may hold what a failing sum lacks; empty if none can."""
        came, went = self.came, self.went
        if came is None or went is None or came == went:
            return ()
        lacking = self.left if came < went else self.right
        return tuple(blank for term in lacking for blank in term.blanks)

    @property
    def broken(self) -> bool:
        """The sum fails, and no blank cell can be the reason."""
        return self.fails and not self.open


def added(terms: Iterable[Term]) -> Decimal | None:
    """What the terms come to; None if one of them is unknown."""
    values = [term.value for term in terms]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def written(terms: Iterable[Term]) -> str:
    """The terms as people add them up, without the zeros of a long column: 2+1."""
    values = [term.value for term in terms if term.value is not None]
    shown = values if len(values) <= _SHOWN_WHOLE else [value for value in values if value]
    return "+".join(plain(value) for value in shown) or "0"


def sums(report: Report, table: str = "", relation: Relation | None = None) -> Iterator[Sum]:
    """The equations that can be compared, in the order of the form."""
    cells = report.cells()
    for layout in report.layouts:
        if table and layout.name != table:
            continue
        parts = definitions(layout.equations)
        for equation in layout.equations:
            if relation not in (None, equation.relation):
                continue
            if equation.relation is not Relation.BALANCE and cells[equation.left[0]].value is None:
                continue
            left, right = (
                tuple(_term(address, cells, parts) for address in side)
                for side in (equation.left, equation.right)
            )
            yield Sum(equation, left, right)


def definitions(equations: Iterable[Equation]) -> dict[Address, tuple[Address, ...]]:
    """The parts of every total. The grand total is that of its row."""
    return {
        equation.left[0]: equation.right
        for relation in (Relation.DOWN, Relation.ROW)
        for equation in equations
        if equation.relation is relation
    }


def _term(
    address: Address, cells: Mapping[Address, Cell], parts: Mapping[Address, tuple[Address, ...]]
) -> Term:
    cell = cells[address]
    if cell.value is None and address in parts and cell.state is not State.TEXT:
        terms = [_term(part, cells, parts) for part in parts[address]]
        return Term(address, added(terms), tuple(blank for term in terms for blank in term.blanks))
    return Term(address, cell.addend, (address,) if cell.state is State.BLANK else ())
