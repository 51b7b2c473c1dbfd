"""Slips of the pen: how one figure comes to be written for another, and how likely each is."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from gxreport.finding import Slip

RANK: Mapping[Slip | None, int] = {
    "transposed": 1,
    "digit added": 2,
    "digit missing": 2,
    "digit wrong": 3,
    "moved": 4,
    "swapped": 4,
    "sign": 5,
    "copied": 6,
    None: 9,
}
"""The smaller, the likelier. A total that follows a wrong part is as likely as the slip in that part."""


def slip(written: Decimal, wanted: Decimal) -> Slip | None:
    """The slip that makes `written` of `wanted`; None if it is none that shows in the digits.

    A zero shows none: nothing was written that could be a slip of something else.
    """
    if written == -wanted:
        return "sign"
    if written <= 0 or wanted <= 0 or written != written.to_integral_value():
        return None
    had, should = str(int(written)), str(int(wanted))
    if len(had) == len(should) + 1:
        return "digit added" if _with_one_more(should, had) else None
    if len(had) == len(should) - 1:
        return "digit missing" if _with_one_more(had, should) else None
    if len(had) != len(should):
        return None
    differing = [at for at in range(len(had)) if had[at] != should[at]]
    if len(differing) == 1:
        return "digit wrong"
    first, *others = differing
    if others == [first + 1] and had[first : first + 2] == should[first + 1] + should[first]:
        return "transposed"
    return None


def _with_one_more(shorter: str, longer: str) -> bool:
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
