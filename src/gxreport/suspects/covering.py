"""Choosing repairs: which of them together explain the broken sums with the fewest cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

Mask: TypeAlias = int
"""Broken sums, one bit each."""

_MOST_STEPS = 1000
_MOST_WAYS = 50


class Cost(NamedTuple):
    """What an explanation costs: sums that it leaves unexplained, cells that it changes, unlikeliness."""

    unexplained: int = 0
    cells: int = 0
    unlikely: int = 0

    def plus(self, other: Cost) -> Cost:
        """Both together."""
        return Cost(*(mine + its for mine, its in zip(self, other, strict=True)))


Way: TypeAlias = tuple[Mask, ...]
"""An explanation: the sums that its repairs mend, each sum in one of them at most."""


def ways(broken: Mask, costs: Mapping[Mask, Cost]) -> Iterator[tuple[Mask, tuple[Way, ...]]]:
    """Sums that are explained together, and their cheapest explanations.

    Sums are together if a repair mends both in one of the cheapest explanations. There is none for a
    sum that no repair mends, nor where the search would be too long or finds too many: then nothing
    can be told from the sums.
    """
    for together in _joined(broken, costs):
        cheapest = _cheapest(together, {mends: cost for mends, cost in costs.items() if mends & together})
        used = {mends: None for way in cheapest for mends in way}
        for group in _joined(together, used):
            kept = dict.fromkeys(tuple(mends for mends in way if mends & group) for way in cheapest)
            if all(sum(way) == group for way in kept):
                yield group, tuple(kept)
            else:
                yield from ((bit, ()) for bit in bits(group))


def bits(mask: Mask) -> Iterator[Mask]:
    """The sums of a mask, one by one."""
    while mask:
        lowest = mask & -mask
        yield lowest
        mask ^= lowest


def _joined(whole: Mask, masks: Mapping[Mask, object]) -> list[Mask]:
    """The parts of the whole that no mask connects."""
    groups = list(bits(whole))
    for mask in masks:
        touched = [group for group in groups if group & mask]
        if touched:
            groups = [group for group in groups if not group & mask]
            groups.append(sum(touched))
    return groups


def _cheapest(whole: Mask, costs: Mapping[Mask, Cost]) -> list[Way]:
    """The cheapest explanations of sums; none if they are too many to be looked at."""
    best: list[Way] = []
    least = Cost(unexplained=whole.bit_count())
    # One step is a part of an explanation: what is not explained yet, what explains the rest, its cost.
    todo: list[tuple[Mask, Way, Cost]] = [(whole, (), Cost())]
    for _step in range(_MOST_STEPS):
        if not todo:
            return best
        left, way, cost = todo.pop()
        if cost > least:
            continue
        if not left:
            best = [*best, way] if cost == least else [way]
            least = cost
            if len(best) > _MOST_WAYS:
                return []
            continue
        first = left & -left
        todo.append((left ^ first, way, cost.plus(Cost(unexplained=1))))
        # The likeliest is looked at first, as it stands last.
        fitting = [mends for mends in costs if mends & first and not mends & ~left]
        for mends in sorted(fitting, key=lambda one: (costs[one].cells, costs[one].unlikely), reverse=True):
            todo.append((left ^ mends, (*way, mends), cost.plus(costs[mends])))
    return []
