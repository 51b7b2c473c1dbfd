"""The sums of the form as they stand in one report.

A blank addend counts as nothing. A total that is blank or left out is not compared; elsewhere it
stands for the sum of its parts. What holds text, or is missing, is unknown, and so is every sum
with it. A sum that fails only by what a blank cell may have held is not broken but open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple

from gxreport.cell import Cell, State, plain
from gxreport.layout import Address, Equation, Relation, TableLayout
from gxreport.model import Report

_SHOWN_WHOLE = 6


class Term(NamedTuple):
    """A cell in a sum: its value (None if unknown) and the blank cells that count as nothing in it.

    `cells` are those whose figures make the value: the cell itself, or the parts of a total left out.
    """

    address: Address
    value: Decimal | None
    cells: tuple[Address, ...]
    blanks: tuple[Address, ...] = ()


class Sum(NamedTuple):
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


def failing(report: Report) -> tuple[Sum, ...]:
    """The sums whose two sides differ, in the order of the form."""
    return report.once(_compared)[1]


def open_blanks(report: Report) -> dict[tuple[Address, ...], Sum]:
    """The blanks that failing sums may lack something in, each cell once, single ones first."""
    found = [(sum_.open, sum_) for sum_ in failing(report) if sum_.open]
    told: set[Address] = set()
    kept = {}
    for blanks, sum_ in sorted(found, key=lambda one: len(one[0])):
        if told.isdisjoint(blanks):
            told.update(blanks)
            kept[blanks] = sum_
    return kept


def known(report: Report) -> Iterator[Sum]:
    """Every sum of which both sides are known, whether it holds or not, in the order of the form."""
    cells = report.cells()
    for layout in report.layouts:
        parts = definitions(layout)
        for equation in layout.equations:
            found = _sum(equation, cells, parts)
            if found is not None and found.came is not None and found.went is not None:
                yield found


def comparable(report: Report) -> int:
    """The number of equations of which both sides are known."""
    return report.once(_compared)[0]


def _compared(report: Report) -> tuple[int, tuple[Sum, ...]]:
    cells, unusual = report.cells(), report.unusual()
    figures = iter(cells.values())
    count = 0
    differing = []
    for layout in report.layouts:
        parts = definitions(layout)
        order, equations = _positions(layout)
        values = [cell.value for cell in islice(figures, len(order))]  # both are in the order of the form
        for at, address in enumerate(order) if unusual else ():
            # A blank total stands for its parts, so it has no value of its own to add.
            if address in unusual and values[at] is None and address not in parts:
                values[at] = cells[address].addend
        for equation, left, right in equations:
            # Most sums hold and have nothing unknown in them: they are seen at once.
            try:
                holds = sum(left(values)) == sum(right(values))
            except TypeError:
                holds = False
            if holds:
                count += 1
                continue
            found = _sum(equation, cells, parts)
            if found is not None and found.came is not None and found.went is not None:
                count += 1
                if found.fails:
                    differing.append(found)
    return count, tuple(differing)


Pick = Callable[[Sequence[Decimal | None]], Iterable[Any]]


@lru_cache
def _positions(
    layout: TableLayout,
) -> tuple[tuple[Address, ...], tuple[tuple[Equation, Pick, Pick], ...]]:
    """All cells of a table, and its equations with what picks each side's values from those of all cells."""
    order = tuple(layout.addresses())
    place = {address: position for position, address in enumerate(order)}

    def picker(side: tuple[Address, ...]) -> Pick:
        first, *others = (place[address] for address in side)
        return itemgetter(first, *others) if others else itemgetter(slice(first, first + 1))

    return order, tuple((e, picker(e.left), picker(e.right)) for e in layout.equations)


def _sum(
    equation: Equation, cells: Mapping[Address, Cell], parts: Mapping[Address, tuple[Address, ...]]
) -> Sum | None:
    """An equation with its figures; None where its total is blank or left out."""
    if equation.relation is not Relation.BALANCE and cells[equation.left[0]].value is None:
        return None
    left, right = (
        tuple(_term(address, cells, parts) for address in side) for side in (equation.left, equation.right)
    )
    return Sum(equation, left, right)


def blank_totals(report: Report) -> tuple[Address, ...]:
    """The totals that are blank though some of their parts are filled, in the order of the form."""
    unusual, cells = report.unusual(), report.cells()
    blanks = [address for address, cell in unusual.items() if cell.state is State.BLANK]
    found = []
    for layout in report.layouts if blanks else ():
        parts = definitions(layout)
        found += [
            address
            for address in blanks
            if address in parts and any(cells[part].state is State.NUMBER for part in parts[address])
        ]
    return tuple(found)


def computed(report: Report) -> dict[Address, str]:
    """The totals that were left out and can be computed from their parts, in the order of the form."""
    cells = report.cells()
    left_out = [address for address, cell in report.unusual().items() if cell.state is State.MISSING]
    found = {}
    for layout in report.layouts if left_out else ():
        parts = definitions(layout)
        for address in left_out:
            value = _term(address, cells, parts).value if address in parts else None
            if value is not None:
                found[address] = plain(value)
    return found


def parts_of(report: Report, total: Address) -> tuple[Term, ...]:
    """The parts of a total with their figures; none for what is no total."""
    cells, parts = report.cells(), definitions(report.layout(total.table))
    return tuple(_term(part, cells, parts) for part in parts.get(total, ()))


@lru_cache
def definitions(layout: TableLayout) -> Mapping[Address, tuple[Address, ...]]:
    """The parts of every total. The grand total is that of its row."""
    return {
        equation.left[0]: equation.right
        for relation in (Relation.DOWN, Relation.ROW)
        for equation in layout.equations
        if equation.relation is relation
    }


def _term(
    address: Address, cells: Mapping[Address, Cell], parts: Mapping[Address, tuple[Address, ...]]
) -> Term:
    cell = cells[address]
    if cell.value is None and address in parts and cell.state is not State.TEXT:
        terms = [_term(part, cells, parts) for part in parts[address]]
        return Term(
            address,
            added(terms),
            tuple(one for term in terms for one in term.cells),
            tuple(blank for term in terms for blank in term.blanks),
        )
    return Term(address, cell.addend, (address,), (address,) if cell.state is State.BLANK else ())
