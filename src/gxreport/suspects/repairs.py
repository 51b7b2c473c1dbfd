"""Repairs: changes of one cell, or of one with the totals computed from it, that mend sums and break none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from gxreport.layout import Address
from gxreport.suspects.figures import Equality, Figures, Shift


class Repair(NamedTuple):
    """Changes that belong together, and the broken sums, one bit each, that they mend."""

    shifts: tuple[Shift, ...]
    mends: int


def singles(figures: Figures) -> Iterator[Repair]:
    """The repairs of one cell: its change is what each of its sums is short of."""
    for address in involved(figures):
        if address not in figures.blanks:
            for shift in shifts_to_zero(figures, address, figures.standing[address]):
                yield from repair(figures, ((address, shift),))


def carried(figures: Figures) -> Iterator[Repair]:
    """The repairs of one cell with all totals computed from it: then mostly balances are broken.

    A spreadsheet adds up what it is given, so a wrong figure carries itself into its totals.
    """
    broken = [equality for equality in figures.equalities if equality.broken]
    for address in figures.standing:
        followers = figures.followers(address)
        if followers:
            whole = (address, *followers)
            slopes = [(e, sum(e.signs.get(one, 0) for one in whole)) for e in broken]
            for shift in dict.fromkeys(-e.rest / slope for e, slope in slopes if slope):
                yield from repair(figures, tuple((one, shift) for one in whole))


def involved(figures: Figures) -> tuple[Address, ...]:
    """The cells of the sums that fail, in the order of the sums."""
    failing = [equality for equality in figures.equalities if equality.rest]
    return tuple(dict.fromkeys(address for equality in failing for address in equality.signs))


def shifts_to_zero(figures: Figures, address: Address, numbers: Iterable[int]) -> Iterable[Decimal]:
    """By how much a cell would have to change to mend one of these sums."""
    equalities: list[Equality] = [figures.equalities[at] for at in numbers]
    return dict.fromkeys(-e.rest / e.signs[address] for e in equalities if e.rest and e.signs[address])


def repair(figures: Figures, shifts: tuple[Shift, ...]) -> Iterator[Repair]:
    """These changes as a repair, if they are one."""
    mends = figures.mended(shifts)
    if mends and figures.possible(shifts):
        yield Repair(shifts, mends)
