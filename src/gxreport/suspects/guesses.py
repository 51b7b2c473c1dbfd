"""How likely a repair is: the slips that it would undo."""

from __future__ import annotations

from typing import NamedTuple

from gxreport.finding import Slip
from gxreport.suspects.figures import Figures, Shift
from gxreport.suspects.repairs import Repair
from gxreport.suspects.slips import slip, unlikely

_COPIED_FROM = 10  # a smaller figure stands beside its like in any table


class Guess(NamedTuple):
    """A repair with the slips that it would undo, and how unlikely they are."""

    repair: Repair
    changes: tuple[tuple[Shift, Slip | None], ...]
    cells: int
    unlikely: int

    @property
    def told(self) -> bool:
        """Whether every change undoes a slip that seldom fits by chance."""
        return all(slip not in (None, "digit wrong") for _shift, slip in self.changes)


def guess(known: Figures, repair: Repair) -> Guess:
    """What happened if this repair is right. The wrong cell comes before totals computed from it."""
    shifts = repair.shifts
    root = next((one for one in shifts if all(_follows(known, one, other) for other in shifts)), shifts[0])
    others = tuple(one for one in shifts if one != root)
    cause = _slip(known, root)
    if not others:
        return Guess(repair, ((root, cause),), 1, _unlikely(known, root, cause))
    if all(_follows(known, root, other) for other in others):
        follow: Slip = "follows"
        changes = ((root, cause), *((one, follow) for one in others))
        return Guess(repair, changes, 2, _unlikely(known, root, cause))
    beside = _beside(known, shifts)
    if beside:
        return Guess(repair, tuple((one, beside) for one in shifts), 2, _unlikely(known, root, beside))
    changes = tuple((one, _slip(known, one)) for one in shifts)
    return Guess(repair, changes, 2, sum(_unlikely(known, *change) for change in changes))


def _follows(known: Figures, root: Shift, other: Shift) -> bool:
    return other == root or (other[1] == root[1] and other[0] in known.followers(root[0]))


def _unlikely(known: Figures, shift: Shift, slip: Slip | None) -> int:
    written = known.values[shift[0]]
    return unlikely(slip, written, written + shift[1])


def _slip(known: Figures, shift: Shift) -> Slip | None:
    address, change = shift
    written = known.values[address]
    found = slip(written, written + change)
    if found is None and written >= _COPIED_FROM:
        copied = any(known.values[other] == written for other in known.neighbours(address))
        return "copied" if copied else None
    return found


def _beside(known: Figures, shifts: tuple[Shift, ...]) -> Slip | None:
    """Whether the figure that one of two neighbours wants stands in the other."""
    (one, by), (other, by2) = shifts
    if not known.adjacent(one, other):
        return None
    had, had2 = known.values[one], known.values[other]
    wanted, wanted2 = had + by, had2 + by2
    if (had == 0 and wanted == had2) or (had2 == 0 and wanted2 == had):
        return "moved"
    return "swapped" if (wanted, wanted2) == (had2, had) else None
