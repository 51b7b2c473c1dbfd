"""The statistical period as prose states it: 统计期限自2023年1月1日起，至2023年12月31日止."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from gxreport.prose import has_any, sentence

Day: TypeAlias = tuple[int, int, int]
"""Year, month and day as they are written; there may be no such day."""

_S = "[ \u3000]*"
_DAY = (
    rf"{_S}(?:(?P<{{0}}>20\d\d){_S}年|本年度?|同年)?"
    rf"{_S}(?P<{{1}}>\d{{{{1,2}}}}){_S}月{_S}(?P<{{2}}>\d{{{{1,2}}}}){_S}日"
)
_RANGE = (
    _DAY.format("first_year", "first_month", "first_day")
    + rf"{_S}起?{_S}[，,]?{_S}(?:至|到|止|—+|-+|－|–|~|～){_S}"
    + _DAY.format("last_year", "last_month", "last_day")
)
# The whole of a year in which 年 or 日 may have been left out: 20231月1日, 12月31止.
_LOOSE = (
    rf"(?:(?P<first_year>20\d\d){_S}(?P<first_nian>年?)|本年度?|(?<!\d)){_S}"
    rf"0?1{_S}月{_S}0?1{_S}(?P<first_ri>日?){_S}起?{_S}[，,]?{_S}"
    rf"(?:至|到|止|—+|-+|－|–|~|～){_S}"
    rf"(?:(?P<last_year>20\d\d){_S}(?P<last_nian>年?)|本年度?|同年|当年)?{_S}"
    rf"12{_S}月{_S}31(?!\d){_S}(?P<last_ri>日?)"
)
_NAME = "统计期限"
_ABOUT = (
    *(_NAME, "统计时限", "统计时间", "统计周期", "统计时段", "数据期限", "报告期", "所列数据"),
    "数据统计",
)


class Stated(NamedTuple):
    """A period as a text states it, from character `start` to `end`."""

    start: int
    end: int
    first: Day
    last: Day


def stated_periods(text: str, year: int) -> Iterator[Stated]:
    """The periods in sentences that speak of the statistics; a year that is not said is `year`."""
    if not has_any(text, _ABOUT):
        return
    for found in re.finditer(_RANGE, text):
        if has_any(text[slice(*sentence(text, *found.span()))], _ABOUT):
            yield Stated(*found.span(), *_days(found, year))


def speaks_of_period(text: str, year: int) -> bool:
    """Whether a text names the statistical period, or states one under another name: 统计数据期限为…."""
    return _NAME in text or next(stated_periods(text, year), None) is not None


def miswritten_periods(text: str, year: int) -> Iterator[tuple[int, int, str]]:
    """Where sentences on the statistics name the whole year without 年 or 日, and which is lacking."""
    if not has_any(text, _ABOUT):
        return
    for found in re.finditer(_LOOSE, text):
        years = (found["first_year"], found["last_year"])
        lacking = "年" * ("" in (found["first_nian"], found["last_nian"]))
        lacking += "日" * ("" in (found["first_ri"], found["last_ri"]))
        is_whole = all(one in (None, str(year)) for one in years)
        if lacking and is_whole and has_any(text[slice(*sentence(text, *found.span()))], _ABOUT):
            yield *found.span(), lacking


def _days(found: re.Match[str], year: int) -> tuple[Day, Day]:
    first = int(found["first_year"] or year)
    return (
        (first, int(found["first_month"]), int(found["first_day"])),
        (int(found["last_year"] or first), int(found["last_month"]), int(found["last_day"])),
    )
