"""Slips of the pen: how one figure comes to be written for another, and how likely each is."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from gxreport.finding import Slip

_RANK: Mapping[Slip | None, int] = {
    "transposed": 1,
    "digit added": 2,
    "digit missing": 3,  # many figures become this one when they lose a digit
    "digit wrong": 4,
    "moved": 5,
    "swapped": 5,
    "sign": 6,
    "copied": 7,
    None: 10,
}


def unlikely(slip: Slip | None, written: Decimal, wanted: Decimal) -> int:
    """How unlikely it is that `written` stands for `wanted`, from 1.

    A figure left out, or put where there is none, shows no slip and is as likely as one wrong digit.
    """
    return _RANK["digit wrong" if slip is None and 0 in (written, wanted) else slip]


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
