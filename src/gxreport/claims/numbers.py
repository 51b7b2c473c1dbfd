"""Numbers as people write them: 1,234 １２ 二十三 十余 1.2万 12.5% 百分之十."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

_DIGITS = dict(zip("0123456789０１２３４５６７８９", "01234567890123456789", strict=True))
_NUMERALS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_SEPARATORS = ",，"
_POINTS = ".．"
_PERCENT = "%％﹪"
_LARGE = "万亿"
_ABOUT = "余多几数"  # 95余件, 十几件
_PER_CENT = "百分之"

CLASSIFIERS = "件条宗份个起篇次封项部"
NUMBER_STARTS = frozenset({*_DIGITS, *_NUMERALS, *_POWERS, "数", "几"})

# What may follow a number like a classifier and is none.
_NO_CLASSIFIERS = (
    *("个工作日", "个月", "个百分点", "个小时", "个自然日", "个法定工作日", "件次", "项次", "条次", "篇次"),
    *("条例", "份额", "次日", "次年", "部门", "部分", "项目", "部委", "起诉", "个人", "件套", "部署"),
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
    if text.startswith(_PER_CENT, at):
        return _per_cent(text, at)
    found = _arabic(text, at) if text[at] in _DIGITS else _chinese(text, at)
    if found is None:
        return None
    end, exact = found.end, found.exact
    following = text[end : end + 1]
    if following and following in _PERCENT:
        return found._replace(end=end + 1, percent=True)
    while following and following in (_LARGE + _ABOUT):
        exact = False
        end += 1
        following = text[end : end + 1]
    counted = bool(following) and following in CLASSIFIERS and not text.startswith(_NO_CLASSIFIERS, end)
    return found._replace(end=end + counted, exact=exact, counted=counted)


def _arabic(text: str, at: int) -> Number:
    end, digits = _run(text, at)
    while (
        text[end : end + 1]
        and text[end] in _SEPARATORS
        and 1 <= len(digits) % 3 + 3 * (len(digits) % 3 == 0) <= 3
        and (len(digits) <= 3 or end - at > len(digits))
    ):
        after, group = _run(text, end + 1)
        if len(group) != 3:
            break
        end, digits = after, digits + group
    places = ""
    if text[end : end + 1] and text[end] in _POINTS:
        after, places = _run(text, end + 1)
        end = after if places else end
    value = Decimal(f"{digits}.{places}" if places else digits)
    return Number(value, end, places=len(places))


def _run(text: str, at: int) -> tuple[int, str]:
    """The end of the digits that begin at a place, and the digits in half width."""
    end = at
    while text[end : end + 1] and text[end] in _DIGITS:
        end += 1
    return end, "".join(_DIGITS[digit] for digit in text[at:end])


def _chinese(text: str, at: int) -> Number | None:
    """二十三, 一百零二, 两, 数十 (which is not exact); digits in a row, 二〇二三, are a year's."""
    end, total, current, exact = at, 0, -1, True
    while text[end : end + 1]:
        mark = text[end]
        if mark in _NUMERALS:
            if current > 0:
                return None
            current = _NUMERALS[mark]
        elif mark in _POWERS:
            total += (current if current > 0 else 1) * _POWERS[mark]
            current = -1
        elif mark in "数几":
            exact = False
        else:
            break
        end += 1
    if total == 0 and current < 0:
        return None
    return Number(Decimal(total + max(current, 0)), end, exact=exact, chinese=True)


def _per_cent(text: str, at: int) -> Number | None:
    """百分之十, 百分之十二点五."""
    begin = at + len(_PER_CENT)
    if not text[begin : begin + 1] or text[begin] not in NUMBER_STARTS:
        return None
    whole = _arabic(text, begin) if text[begin] in _DIGITS else _chinese(text, begin)
    if whole is None and text[begin : begin + 1] == "百":
        whole = Number(Decimal(100), begin + 1, chinese=True)
    if whole is None:
        return None
    end, decimals = whole.end, ""
    if text[end : end + 1] == "点":
        while text[end + 1 + len(decimals) : end + 2 + len(decimals)] in tuple(_NUMERALS):
            decimals += str(_NUMERALS[text[end + 1 + len(decimals)]])
        end += 1 + len(decimals) if decimals else 0
    value = Decimal(f"{whole.value}.{decimals}") if decimals else whole.value
    return Number(value, end, exact=whole.exact, percent=True, places=len(decimals) or whole.places)
