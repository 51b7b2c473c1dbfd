from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _
from gxreport.model import Period, Report
from gxreport.prose import sentence
from gxreport.rules import Example, rule
from gxreport.rules.years import contradicting_year, names_whole_year

_S = "[ \u3000]*"
_DAY = (
    rf"{_S}(?:20\d\d{_S}年|本年度?|同年)?"
    rf"{_S}(?P<{{0}}>\d{{{{1,2}}}}){_S}月{_S}(?P<{{1}}>\d{{{{1,2}}}}){_S}日"
)
_RANGE = (
    _DAY.format("first_month", "first_day")
    + rf"{_S}起?{_S}[，,]?{_S}(?:至|到|止|—+|-+|－|–|~|～){_S}"
    + _DAY.format("last_month", "last_day")
)
_ABOUT = r"统计期限|统计时限|统计时间|统计周期|统计时段|报告期|所列数据|数据统计"


@rule(
    "GX501",
    Severity.WARNING,
    cite="条例第四十九条（上一年度的年度报告）",
    help="写明“统计期限自本年 1 月 1 日起，至 12 月 31 日止”；report.yaml 里可填“统计期限”。",
    example=Example("统计期限: 2023-01-01/2023-12-31\n", "统计期限: 2023-01-01/2023-12-30\n"),
)
def statistical_period(report: Report) -> Iterator[Problem]:
    """没有写统计期限，或统计期限不是整个报告年度。

    统计期限是报告年度的 1 月 1 日至 12 月 31 日。照抄去年的期限、写成 12 月 30 日，是常见的疏忽。
    正文里别的起止日期（如专项行动的时间）不在此列。
    """
    if report.year is None:
        return
    whole = Period(date(report.year, 1, 1), date(report.year, 12, 31))
    other = contradicting_year(report)  # GX212 says so: it is the year that is wrong, not the period
    if report.period is not None:
        if report.period != whole and report.period.first.year != other:
            yield _wrong(Span("period"), _spoken(report.period), whole)
        return
    years = [year for year in (report.year, other) if year]
    if any(names_whole_year(text, year) for _field, text in report.prose() for year in years):
        return
    wrong: list[tuple[Span, str]] = []
    for field, text in report.prose():
        for found in re.finditer(_RANGE, text):
            first, last_month = (int(found["first_month"]), int(found["first_day"])), int(found["last_month"])
            around = text[slice(*sentence(text, *found.span()))]
            if first == (1, 1) and last_month == 12 and re.search(_ABOUT, around):
                wrong.append((Span(field, *found.span()), found[0].strip()))
    if wrong:
        yield _wrong(*wrong[0], whole)
    else:
        message = _("没有写明统计期限（{whole}）").format(whole=_spoken(whole))
        yield Problem((Span("year"),), message, expected=_spoken(whole))


def _wrong(span: Span, written: str, whole: Period) -> Problem:
    message = _("统计期限写的是“{written}”，应为 {whole}").format(written=written, whole=_spoken(whole))
    return Problem((span,), message, expected=_spoken(whole), actual=written)


def _spoken(period: Period) -> str:
    first, last = period
    return _("{y1}年{m1}月{d1}日至{y2}年{m2}月{d2}日").format(
        y1=first.year, m1=first.month, d1=first.day, y2=last.year, m2=last.month, d2=last.day
    )
