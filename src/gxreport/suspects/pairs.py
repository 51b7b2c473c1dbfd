"""Repairs of two cells that share a sum: a figure one place aside, or two mistakes in one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from gxreport.layout import Address
from gxreport.suspects.figures import Figures, Shift
from gxreport.suspects.repairs import Repair, involved, repair, shifts_to_zero


class _Half(NamedTuple):
    """A change that sets right all sums of its cell but one, which it changes by `effect`."""

    shift: Shift
    effect: Decimal


def pairs(figures: Figures, alone: Iterable[Repair]) -> Iterator[Repair]:
    """The repairs of two cells of which neither is a repair `alone`.

    Two cells that share no sum must each be a repair of its own, so only the cells of one sum are
    paired: the one change is fixed by the other sums of its cell, the two together by the shared one.
    """
    known = {repaired.shifts for repaired in alone}
    halves, frees = _halves(figures)
    found: dict[frozenset[Shift], None] = {}
    for at, ones in halves.items():
        equality = figures.equalities[at]
        by_effect: dict[Decimal, list[_Half]] = {}
        for one in ones:
            by_effect.setdefault(one.effect, []).append(one)
        for one in ones:
            lacking = -equality.rest - one.effect
            # The shared sum is mended, or left as it is: it may be broken by another mistake.
            others = [*by_effect.get(lacking, ()), *(by_effect.get(-one.effect, ()) if equality.rest else ())]
            partners = [other.shift for other in others]
            partners += [(free, lacking / equality.signs[free]) for free in frees.get(at, ()) if lacking]
            for partner in partners:
                if partner[0] != one.shift[0] and (one.shift,) not in known and (partner,) not in known:
                    found[frozenset((one.shift, partner))] = None
    for two in found:
        yield from repair(figures, tuple(sorted(two, key=lambda shift: figures.spots[shift[0]])))


def _halves(figures: Figures) -> tuple[dict[int, list[_Half]], dict[int, list[Address]]]:
    """By shared sum: the halves of repairs, and the cells that stand in no other sum."""
    halves: dict[int, list[_Half]] = {}
    frees: dict[int, list[Address]] = {}
    for address in involved(figures):
        standing = figures.standing[address]
        for at in standing:
            equality = figures.equalities[at]
            others = [other for other in standing if other != at]
            if not others and address not in figures.blanks:
                frees.setdefault(at, []).append(address)
            for shift in shifts_to_zero(figures, address, others):
                if _sets_right(figures, address, shift, others):
                    half = _Half((address, shift), equality.signs[address] * shift)
                    halves.setdefault(at, []).append(half)
    return halves, frees


def _sets_right(figures: Figures, address: Address, shift: Decimal, numbers: Iterable[int]) -> bool:
    equalities = (figures.equalities[at] for at in numbers)
    return all(e.bears(e.rest + e.signs[address] * shift) for e in equalities)
