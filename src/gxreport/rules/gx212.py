from __future__ import annotations

import re
from collections.abc import Iterator

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _
from gxreport.model import Noticed, Report
from gxreport.rules import Example, rule
from gxreport.rules.years import contradicting_year, titled_year

_SUBJECT = "政府信息公开"
_YEAR = r"20\d\d年?度?|二[〇○零OＯ0][〇○零OＯ0一二三四五六七八九]{2}年?度?|^关于"
_NO_ORGAN = r"关于|政府信息公开|工作|年度|情况|报告|年报|的|[（(][^（）()]*[）)]|\W|\d"
_SHORTEST_NAME = 2


@rule(
    "GX212",
    Severity.ERROR,
    cite="",
    help="标题写全：机关名称、年度、“政府信息公开工作年度报告”，与报告的内容一致。",
    example=Example("局2023年政府信息公开工作年度报告", "局2022年政府信息公开工作年度报告"),
)
def title(report: Report) -> Iterator[Problem]:
    """标题缺机关、年度或名称，或与报告自己的话相矛盾。

    标题应有机关名称、年度和“政府信息公开工作年度报告”；缺一样是警告，“年度”“工作”多写少写不计较。
    标题的年度、机关与“年度”“机关”两项不同，或发布的报告统计期限和正文都是另一年，是错误。
    """
    yield from _contradictions(report)
    written = "".join(report.title.split())
    standard = f"{report.organ}{report.year}年政府信息公开工作年度报告"
    if not written and report.headings and not report.organ:  # a published title in the form's words
        if report.year is None:
            message = _("没有读到标题，不知道是哪个机关、哪一年的报告")
            yield Problem((Span("year"),), message, severity=Severity.WARNING)
            return
        written = standard
    if not written or (report.organ and written == standard):
        return
    lacking = []
    if len(re.sub(f"{_YEAR}|{_NO_ORGAN}", "", written)) < _SHORTEST_NAME:
        lacking.append(_("机关名称"))
    if titled_year(written) is None:
        lacking.append(_("年度"))
    if _SUBJECT not in written or not ("报告" in written or "年报" in written):
        lacking.append(_("“政府信息公开工作年度报告”这一名称"))
    if lacking:
        message = _("标题“{title}”里没有{lacking}").format(title=written, lacking=_("、").join(lacking))
        yield Problem((Span("title"),), message, actual=written, severity=Severity.WARNING)


def _contradictions(report: Report) -> Iterator[Problem]:
    """The year and the organ, where the title and the rest of the report do not agree."""
    other = contradicting_year(report)
    if other is not None:
        if report.headings:
            message = _("标题写的是 {year} 年，统计期限和正文说的是 {other} 年")
        else:
            message = _("标题写的是 {other} 年，“年度”填的是 {year}")
        yield Problem((Span("title"), Span("year")), message.format(year=report.year, other=other))
    for remark in report.remarks:
        if remark.noticed is Noticed.OTHER_YEAR:
            message = _("标题写的是 {year} 年，文件名或文件自带的标题却是“{written}”")
            words = message.format(year=remark.meant, written=remark.written)
            yield Problem((remark.place,), words, severity=Severity.WARNING)
    organ = _organ_in("".join(report.title.split()))
    if organ and _differ(organ, "".join(report.organ.split())):
        message = _("标题写的是“{titled}”，“机关”填的是“{organ}”")
        yield Problem(
            (Span("title"), Span("organ")),
            message.format(titled=organ, organ=report.organ),
            expected=report.organ,
            actual=organ,
        )


def _organ_in(written: str) -> str:
    """What stands before 政府信息公开 in a title, without the year."""
    return re.sub(_YEAR, "", written.partition(_SUBJECT)[0]) if _SUBJECT in written else ""


def _differ(one: str, other: str) -> bool:
    """Whether two names cannot be of one organ: what is between their common ends has nothing in common.

    区工信局 and 工业和信息化局 may be one, as a part of the words; 水务局 and 教育局 may not.
    """
    one, other = (re.sub(r"[（(][^（）()]*[）)]", "", name) for name in (one, other))
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return bool(one and other) and not set(one) & set(other)
