"""Numbers as people write them: 1,234 １２ 二十三 十余 1.2万 12.5% 百分之十."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

_DIGITS = frozenset("0123456789０１２３４５６７８９")
_NUMERALS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_SEPARATORS = frozenset(",，")
_POINTS = frozenset(".．")
_SOME = "数几"
_PERCENT = "%％﹪"
_LARGE_OR_ABOUT = "万亿余多几数"  # 95余件, 十几件
_PER_CENT = "百分之"

CLASSIFIERS = "件条宗份个起篇次封项部例"
NUMBER_STARTS = frozenset({*_DIGITS, *_NUMERALS, *_POWERS, "数", "几"})

# What may follow a number like a classifier and is none.
_NO_CLASSIFIERS = (
    *("个工作日", "个月", "个百分点", "个小时", "个自然日", "个法定工作日", "件次", "项次", "条次", "篇次"),
    *("条例", "份额", "次日", "次年", "部门", "部分", "项目", "部委", "起诉", "个人", "件套", "部署"),
    *("例会", "例行", "例外", "例如"),
)


class Number(NamedTuple):
    """A number: `exact` is False for 十余件; `counted` if a classifier follows, `percent` if 12.5%.

    `places` are the decimals that are printed.
    """

    value: Decimal
    end: int
    exact: bool = True
    counted: bool = False
    percent: bool = False
    places: int = 0
    chinese: bool = False


def number(text: str, at: int) -> Number | None:
    """The number that begins at a place of a text without blanks; None if none does."""
    chinese = text[at] not in _DIGITS
    if chinese and text.startswith(_PER_CENT, at):
        return _per_cent(text, at)
    found = _chinese(text, at) if chinese else _arabic(text, at)
    if found is None:
        return None
    value, end, exact, places = found
    following = text[end : end + 1]
    if not following:
        return Number(value, end, exact, places=places, chinese=chinese)
    if following in _PERCENT:
        return Number(value, end + 1, exact, percent=True, places=places, chinese=chinese)
    while following and following in _LARGE_OR_ABOUT:
        exact = False
        end += 1
        following = text[end : end + 1]
    counted = bool(following) and following in CLASSIFIERS and not text.startswith(_NO_CLASSIFIERS, end)
    return Number(value, end + counted, exact, counted, places=places, chinese=chinese)


Digits = tuple[Decimal, int, bool, int]
"""A value, where it ends, whether it is exact, and the decimals that are printed."""


def _arabic(text: str, at: int) -> Digits:
    end = _end_of_digits(text, at)
    digits, last = text[at:end], end  # Decimal understands digits in full width
    while text[end : end + 1] in _SEPARATORS and (len(digits) <= 3 or end > last):
        after = _end_of_digits(text, end + 1)
        if after - end != 4:
            break
        digits, end = digits + text[end + 1 : after], after
    if text[end : end + 1] in _POINTS:
        after = _end_of_digits(text, end + 1)
        if after > end + 1:
            return Decimal(f"{digits}.{text[end + 1 : after]}"), after, True, after - end - 1
    return Decimal(digits), end, True, 0


def _end_of_digits(text: str, at: int) -> int:
    while at < len(text) and text[at] in _DIGITS:
        at += 1
    return at


def _chinese(text: str, at: int) -> Digits | None:
    """二十三, 一百零二, 两, 数十 (which is not exact); digits in a row, 二〇二三, are a year's."""
    # 百件, 上百件, 成百上千件: nobody writes exactly a hundred without 一.
    end, total, current, exact = at, 0, -1, text[at] not in "百千"
    while end < len(text):
        mark = text[end]
        if mark in _NUMERALS:
            if current > 0:
                return None
            current = _NUMERALS[mark]
        elif mark in _POWERS:
            total += (current if current > 0 else 1) * _POWERS[mark]
            current = -1
        elif mark in _SOME:
            exact = False
        else:
            break
        end += 1
    if total == 0 and current < 0:
        return None
    return Decimal(total + max(current, 0)), end, exact, 0


def _per_cent(text: str, at: int) -> Number | None:
    """百分之十, 百分之十二点五."""
    begin = at + len(_PER_CENT)
    if not text[begin : begin + 1] or text[begin] not in NUMBER_STARTS:
        return None
    whole = _arabic(text, begin) if text[begin] in _DIGITS else _chinese(text, begin)
    if whole is None:
        return None
    value, end, exact, places = whole
    decimals = ""
    if text[end : end + 1] == "点":
        while text[end + 1 + len(decimals) : end + 2 + len(decimals)] in tuple(_NUMERALS):
            decimals += str(_NUMERALS[text[end + 1 + len(decimals)]])
        end += 1 + len(decimals) if decimals else 0
    value = Decimal(f"{value}.{decimals}") if decimals else value
    return Number(value, end, exact, percent=True, places=len(decimals) or places)
