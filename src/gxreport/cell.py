"""A cell keeps what was written and says what it means."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from gxreport.layout import Kind


class State(Enum):
    """What a cell holds, before anybody asks whether it is right."""

    MISSING = "missing"  # 没有这一格，或写明留待计算
    BLANK = "blank"
    MARK = "mark"  # “/”“-”“—”“无”
    TEXT = "text"  # 有字而读不出一个数
    NUMBER = "number"


# An empty cell pasted from a web page is full of these: every white space of Unicode, zero-width
# characters, soft hyphens, byte-order marks.
_BLANKS = (
    "".join(
        map(
            chr, (*range(9, 14), 32, 0x85, 0xA0, 0xAD, 0x1680, *range(0x2000, 0x200E), 0x2028, 0x2029, 0x202F)
        )
    )
    + "\u205f\u2060\u3000\ufeff"
)
_EMPTY = dict.fromkeys(map(ord, _BLANKS))
# Only what means the same in half width: Unicode's normalisation makes 121 of 12①.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_MARKS = frozenset({"/", "\\", "-", "--", "—", "——", "–", "―", "─", "无", "N/A", "n/a"})
_SIGN_WORDS = ("增", "增加", "净增", "减", "减少", "净减")
_MINUS = ("-", "−", "减", "减少", "净减")
_MONEY = ("元", "万元")
_SUMS = (Kind.AMOUNT, Kind.WAN_YUAN)
_UNITS = "件|条|项|个|份|宗|次|起|篇|部|户|人|人次|万元|元"
# Compiled when the first cell needs it: most reports hold plain digits only.
_NUMBER = rf"""(?x)
    (?P<noise>\?*)                                         # “? 0”: a &nbsp; that was lost on the way
    (?P<sign>[+\-−]|增|减|增加|减少|净增|净减)?
    (?P<digits>[0-9]{{1,15}}|[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,4}})
    (?P<decimals>\.[0-9]{{1,10}})?
    (?P<unit>{_UNITS})?
    (?P<note>\([^()]*\))?
"""
_APART = r"\d\s+\d"  # “5 6” is not fifty-six


class Cell(NamedTuple):
    """One cell: `raw` as written (None where there is none), `value` as understood.

    `raw` is without the blanks around it: a cell that holds only blanks is "".

    `value` is in the unit of the form (件, 万元); it is None unless `state` is NUMBER. `beside` is
    what stood beside the number and was understood: a unit, a note, separators, full-width digits.
    """

    raw: str | None
    state: State
    value: Decimal | None = None
    beside: str = ""

    @property
    def addend(self) -> Decimal | None:
        """What the cell adds to a sum: nothing for a blank, None where it is not known."""
        if self.state is State.NUMBER:
            return self.value
        return Decimal(0) if self.state in (State.BLANK, State.MARK) else None


MISSING = Cell(None, State.MISSING)


@lru_cache(maxsize=4096)
def read(raw: str, kind: Kind) -> Cell:
    """Read what stands in a cell of the given kind. Never raises: what holds no number is TEXT."""
    if raw.isascii() and raw.isdigit() and len(raw) <= 15:
        return Cell(raw, State.NUMBER, Decimal(raw))
    raw = raw.strip(_BLANKS)
    bare = raw.translate(_EMPTY)
    if not bare:
        return Cell("", State.BLANK)
    plain = bare.translate(_HALF_WIDTH)
    if plain in _MARKS:
        return Cell(raw, State.MARK)
    found = re.fullmatch(_NUMBER, plain, re.ASCII)
    if not found or re.search(_APART, raw):
        return Cell(raw, State.TEXT)
    sign, unit = found["sign"] or "", found["unit"] or ""
    if (sign in _SIGN_WORDS and kind is not Kind.CHANGE) or (unit and (unit in _MONEY) != (kind in _SUMS)):
        return Cell(raw, State.TEXT)
    value = Decimal(found["digits"].replace(",", "") + (found["decimals"] or ""))
    if sign in _MINUS:
        value = -value
    if kind is Kind.WAN_YUAN and unit == "元":
        value /= 10_000
    beside = (found["noise"] or "") + unit + (found["note"] or "")
    if not beside and (bare != plain or "," in found["digits"]):
        beside = bare
    return Cell(raw, State.NUMBER, value, beside)


def plain(value: Decimal) -> str:
    """A number as people write it: no exponent, no zeros after the last decimal."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
