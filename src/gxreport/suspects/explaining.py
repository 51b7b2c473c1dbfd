"""From repairs to causes: which broken sums belong together, and what may be wrong behind them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from gxreport.model import Report
from gxreport.suspects import Cause
from gxreport.suspects.covering import Cost, bits, ways
from gxreport.suspects.figures import Figures, figures
from gxreport.suspects.guesses import Guess, guess
from gxreport.suspects.pairs import pairs
from gxreport.suspects.ranking import named_first, place, ranked
from gxreport.suspects.repairs import Repair, carried, singles

_MOST_BROKEN = 12  # two wrong cells break six sums at most; among many, pairs fit by chance


def explained(report: Report) -> tuple[Cause, ...]:
    """The causes of a report's broken sums, in the order of the form."""
    known = figures(report)
    broken = sum(1 << at for at, equality in enumerate(known.equalities) if equality.broken)
    guesses: dict[int, list[Guess]] = {}
    for one in sorted(_guesses(known, broken), key=lambda one: (one.cells, one.unlikely)):
        alike = guesses.setdefault(one.repair.mends, [])
        if not alike or alike[0].cells == one.cells:
            alike.append(one)
    costs = {mends: Cost(0, alike[0].cells, alike[0].unlikely) for mends, alike in guesses.items()}
    found = []
    for group, explanations in ways(broken, costs):
        sums = [known.equalities[bit.bit_length() - 1].sum for bit in bits(group)]
        suspects = ranked(known, explanations, guesses)
        found.append(Cause(named_first(known, sums, suspects), suspects))
    return tuple(sorted(found, key=lambda cause: place(known, cause.sums[0])))


def _guesses(known: Figures, broken: int) -> Iterator[Guess]:
    """All repairs of one cell; of two only where some sum is mended by none of them."""
    alone = tuple(singles(known))
    yield from (guess(known, one) for one in alone)
    unmended = any(not any(one.mends & bit for one in alone) for bit in bits(broken))
    if unmended and broken.bit_count() <= _MOST_BROKEN:
        yield from filter(None, (_of_more(known, one) for one in _once(known, alone)))


def _once(known: Figures, alone: tuple[Repair, ...]) -> Iterator[Repair]:
    """The repairs of more cells than one, each once: a pair may also be a cell and its total."""
    yield from {frozenset(one.shifts): one for one in chain(pairs(known, alone), carried(known))}.values()


def _of_more(known: Figures, repair: Repair) -> Guess | None:
    """A repair that fills a blank cell only counts if the figure stands beside it: blanks are GX305's."""
    made = guess(known, repair)
    blank = any(address in known.blanks for address, _by in repair.shifts)
    return None if blank and made.changes[0][1] != "moved" else made
