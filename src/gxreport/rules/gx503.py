from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from gxreport.finding import Problem, Severity, Span
from gxreport.limits import Limits
from gxreport.messages import _
from gxreport.model import OrganKind, Report
from gxreport.organs import Known, kind_of
from gxreport.rules import Background, Example, rule

_FIRST_YEAR = 2019  # 条例 of 2019; before it every organ had until 31 March
_SIGNED = r"\s*(20\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*"


class _Due(NamedTuple):
    """The last day for a report, what sets it, and how bad it is to be later."""

    day: date
    why: str
    severity: Severity


@rule(
    "GX503",
    Severity.ERROR,
    cite="条例第四十九条",
    help="核对发布日期；确实迟了的，说明原因，来年按期公布。",
    example=Example("发布日期: 2024-01-25", "发布日期: 2024-02-25"),
)
def published_late(report: Report, background: Background) -> Iterator[Problem]:
    """公布得迟于期限，或早于年度结束。

    县级以上人民政府部门每年 1 月 31 日前公布上一年度的报告，政府本级的报告 3 月 31 日前公布；乡镇街道
    没有写进这一条，一般也按 1 月 31 日，只作警告。上级规定得更早的，写在 gxreport.toml 里。没有发布日期
    的，看落款的日期。年度没有过完就公布，数不可能全。
    """
    year = report.year
    found = _day_of(report)
    if year is None or year < _FIRST_YEAR or found is None:
        return
    day, span = found
    if day < date(year, 12, 31):
        message = _("日期是 {day}，{year} 年还没有结束").format(day=_spoken(day), year=year)
        if day.year == year and day.month < 4:
            message += _("，是不是 {meant}").format(meant=_spoken(day.replace(year=year + 1)))
        yield Problem((span,), message, actual=_spoken(day), severity=Severity.WARNING)
        return
    late = [due for due in _all_due(year, kind_of(report), background.limits) if day > due.day]
    if late:
        worst = max(late, key=lambda due: (due.severity, due.day))
        message = _("日期是 {day}，晚于期限 {due}（{why}）").format(
            day=_spoken(day), due=_spoken(worst.day), why=worst.why
        )
        yield Problem((span,), message, actual=_spoken(day), severity=worst.severity)


def _all_due(year: int, known: Known, limits: Limits) -> Iterator[_Due]:
    """The days by which the law, custom and the office want the report of an organ of this kind."""
    departments, governments = date(year + 1, 1, 31), date(year + 1, 3, 31)
    set_by_office = limits.deadline.in_year(year + 1) if limits.deadline else None
    if known.kind is OrganKind.GOVERNMENT:
        yield _Due(governments, _("条例第四十九条，政府本级；{why}").format(why=known.why), Severity.ERROR)
        return
    if known.kind is OrganKind.DEPARTMENT:
        yield _Due(departments, _("条例第四十九条，部门；{why}").format(why=known.why), Severity.ERROR)
    elif known.kind is OrganKind.TOWNSHIP and set_by_office is None:
        yield _Due(departments, _("乡镇街道一般也按这一天；{why}").format(why=known.why), Severity.WARNING)
    elif set_by_office is None:
        yield _Due(governments, _("条例第四十九条最晚的一天"), Severity.WARNING)
    if set_by_office:
        yield _Due(set_by_office, _("配置文件里的公布期限"), Severity.WARNING)


def _day_of(report: Report) -> tuple[date, Span] | None:
    """The day of publication, else the day under the report; a signed report is published later."""
    if report.published:
        return report.published, Span("published")
    for field in ("signature", "other"):
        text = getattr(report, field) or ""
        last = text.rstrip().rpartition("\n")[2]
        signed = re.fullmatch(_SIGNED, last) if "日" in last else None
        if signed:
            try:
                day = date(*map(int, signed.groups()))
            except ValueError:
                return None
            start = text.rindex(last)
            return day, Span(field, start, start + len(last))
    return None


def _spoken(day: date) -> str:
    return _("{year} 年 {month} 月 {day} 日").format(year=day.year, month=day.month, day=day.day)
