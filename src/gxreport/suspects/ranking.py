"""The order in which a cause is told: the likeliest suspect first, and the sum that shows it first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gxreport.cell import plain
from gxreport.finding import Change, Suspect
from gxreport.layout import Relation
from gxreport.sums import Sum
from gxreport.suspects.covering import Mask, Way
from gxreport.suspects.figures import Figures, Spot
from gxreport.suspects.guesses import Guess

_MOST_SUSPECTS = 5
_RELATIONS = (Relation.ROW, Relation.DOWN, Relation.BALANCE)


def ranked(
    known: Figures, explanations: Iterable[Way], guesses: Mapping[Mask, list[Guess]]
) -> tuple[Suspect, ...]:
    """What may be wrong, best first; of many only what undoes a known slip."""
    found: list[tuple[Guess, ...]] = []
    for way in explanations:
        # All that mend the same sums are suspects; where mistakes cross, the best of each together.
        found += [(one,) for one in guesses[way[0]]] if len(way) == 1 else [_best(guesses, way)]
    found.sort(key=lambda together: _order(known, together))
    if len(found) > _MOST_SUSPECTS:
        found = [together for together in found if all(one.told for one in together)]
    least = min(map(_unlikely, found), default=None)
    return tuple(_suspect(known, together, _unlikely(together) == least) for together in found)


def _best(guesses: Mapping[Mask, list[Guess]], way: Way) -> tuple[Guess, ...]:
    return tuple(guesses[mends][0] for mends in way)


def _order(known: Figures, together: tuple[Guess, ...]) -> tuple[int, bool, list[Spot]]:
    """The likeliest first, then a total, then as the form has them."""
    addresses = [address for one in together for (address, _by), _slip in one.changes]
    return _unlikely(together), not known.total(addresses[0]), [known.spots[address] for address in addresses]


def _unlikely(together: tuple[Guess, ...]) -> int:
    return sum(one.unlikely for one in together)


def _suspect(known: Figures, together: tuple[Guess, ...], likeliest: bool) -> Suspect:
    changes = (
        Change(address, known.raw[address], plain(known.values[address] + by), slip)
        for one in together
        for (address, by), slip in one.changes
    )
    return Suspect(tuple(changes), likeliest)


def named_first(known: Figures, sums: Iterable[Sum], suspects: tuple[Suspect, ...]) -> tuple[Sum, ...]:
    """The sums as the form has them, but first the one that is told in the row of the first suspect.

    There it points at the suspect itself, if that is a total or the first figure of a balance.
    """
    suspected = suspects[0].changes[0].address if suspects else None

    def elsewhere(found: Sum) -> bool:
        point = found.left[0].address
        return suspected is None or (point.table, point.row) != (suspected.table, suspected.row)

    in_order = sorted(sums, key=lambda found: place(known, found))
    first = min(in_order, key=elsewhere)
    return first, *(found for found in in_order if found is not first)


def place(known: Figures, found: Sum) -> tuple[Spot, int]:
    """Where a sum comes in the form: by its first cell, a row before a column."""
    return known.spots[found.left[0].address], _RELATIONS.index(found.equation.relation)
