"""The sums of a report as linear equations over the cells that somebody wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from gxreport.cell import State
from gxreport.layout import Address, Relation, TableLayout
from gxreport.model import Report
from gxreport.sums import Sum, known

Shift: TypeAlias = tuple[Address, Decimal]
"""A cell, and by how much its figure would change."""

Spot: TypeAlias = tuple[int, int, int]
"""Where a cell is printed: the numbers of its table, row and column."""


class Equality(NamedTuple):
    """A sum: +1 for each cell on its left side, -1 on its right; `rest` is how much the left is more.

    `less` and `more` say that a blank cell may hold what the left, or the right, side lacks.
    """

    sum: Sum
    signs: Mapping[Address, int]
    rest: Decimal
    less: bool
    more: bool

    @property
    def broken(self) -> bool:
        """The two sides differ by what no blank can hold."""
        return not self._open(self.rest)

    def bears(self, rest: Decimal) -> bool:
        """Whether the sum is in order with this rest: what held must hold; else it may end open."""
        return not rest or (bool(self.rest) and self._open(rest))

    def _open(self, rest: Decimal) -> bool:
        return not rest or (rest < 0 and self.less) or (rest > 0 and self.more)


class Figures(NamedTuple):
    """All known sums, and of each cell that may be wrong: its value, and the sums that it stands in.

    A blank cell is none of them, but may have lost its figure to a neighbour. What is left out, or is
    no number, is never blamed.
    """

    equalities: tuple[Equality, ...]
    standing: Mapping[Address, tuple[int, ...]]
    values: Mapping[Address, Decimal]
    blanks: frozenset[Address]
    raw: Mapping[Address, str]
    spots: Mapping[Address, Spot]
    at_spot: Mapping[Spot, Address]
    over: Mapping[Address, tuple[Address, ...]]

    def mended(self, shifts: Iterable[Shift]) -> int:
        """The broken sums, one bit each, that these changes mend; 0 if they mend none or break one."""
        rests: dict[int, Decimal] = {}
        for address, shift in shifts:
            for at in self.standing[address]:
                equality = self.equalities[at]
                rests[at] = rests.get(at, equality.rest) + equality.signs[address] * shift
        mask = 0
        for at, rest in rests.items():
            equality = self.equalities[at]
            if rest == equality.rest:
                continue  # a figure that moves along a line leaves its sum as it is, be it right or wrong
            if not equality.bears(rest):
                return 0
            if equality.broken:
                mask |= 1 << at
        return mask

    def possible(self, shifts: Iterable[Shift]) -> bool:
        """Whether the changed cells still hold counts: whole numbers, none below zero."""
        return all(
            (wanted := self.values[address] + shift) >= 0 and wanted == wanted.to_integral_value()
            for address, shift in shifts
        )

    def followers(self, address: Address) -> tuple[Address, ...]:
        """The totals that would be wrong as well if they had been computed from this cell."""
        found: dict[Address, None] = {}
        below = [address]
        for one in below:
            fresh = [total for total in self.over.get(one, ()) if total not in found]
            found.update(dict.fromkeys(fresh))
            below += fresh
        return tuple(total for total in found if total in self.values)

    def neighbours(self, address: Address) -> Iterator[Address]:
        """The cells printed beside, above and below a cell."""
        table, row, column = self.spots[address]
        beside = ((row, column - 1), (row, column + 1), (row - 1, column), (row + 1, column))
        spots = ((table, *one) for one in beside)
        return (self.at_spot[spot] for spot in spots if self.at_spot.get(spot) in self.values)

    def total(self, address: Address) -> bool:
        """Whether a cell is the sum of others."""
        return any(equality.sum.equation.left == (address,) for equality in self.equalities)

    def adjacent(self, one: Address, other: Address) -> bool:
        """Whether two cells are printed side by side or one above the other."""
        (table, row, column), (table2, row2, column2) = self.spots[one], self.spots[other]
        return table == table2 and abs(row - row2) + abs(column - column2) == 1


def figures(report: Report) -> Figures:
    """The known sums of a report and the cells in them."""
    equalities = tuple(_equality(found) for found in known(report))
    standing: dict[Address, list[int]] = {}
    for at, equality in enumerate(equalities):
        for address in equality.signs:
            standing.setdefault(address, []).append(at)
    cells = report.cells()
    spots = {
        address: (number, down, across)
        for number, layout in enumerate(report.layouts)
        for down, row in enumerate(layout.rows)
        for across, address in enumerate(row.addresses)
    }
    return Figures(
        equalities,
        {address: tuple(numbers) for address, numbers in standing.items()},
        {address: cells[address].addend or Decimal(0) for address in standing},
        frozenset(address for address in standing if cells[address].state is State.BLANK),
        {address: cells[address].raw or "" for address in standing},
        spots,
        {spot: address for address, spot in spots.items()},
        {address: totals for layout in report.layouts for address, totals in _over(layout).items()},
    )


def _equality(found: Sum) -> Equality:
    signs: dict[Address, int] = {}
    for side, sign in ((found.left, 1), (found.right, -1)):
        for term in side:
            for address in term.cells:
                signs[address] = signs.get(address, 0) + sign
    came, went = found.came, found.went
    assert came is not None
    assert went is not None
    less, more = (any(term.blanks for term in side) for side in (found.left, found.right))
    return Equality(found, signs, came - went, less, more)


@lru_cache
def _over(layout: TableLayout) -> Mapping[Address, tuple[Address, ...]]:
    """The totals that a cell is a part of."""
    found: dict[Address, tuple[Address, ...]] = {}
    for equation in layout.equations:
        if equation.relation is not Relation.BALANCE:
            for part in equation.right:
                found[part] = (*found.get(part, ()), equation.left[0])
    return found
