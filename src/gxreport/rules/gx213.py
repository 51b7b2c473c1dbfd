from __future__ import annotations

import re
from collections.abc import Iterator

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _
from gxreport.model import Report
from gxreport.prose import has_any, sentence
from gxreport.rules import Example, rule

_FIRST_YEAR = 2021
_OLD = (
    r"(?:国办)?公开办函\s*[〔\[（(【]\s*2019\s*[〕\]）)】]\s*60\s*号"
    r"|年度报告格式》?\s*[（(]试行[)）]"
)
_SIGNS = ("60", "试行")
# Who says that the old notice is no more used does not use it.
_NO_MORE = ("废止", "代替", "取代", "替代", "不再", "停止", "失效", "此前", "原来", "原有", "2021〕30号")


@rule(
    "GX213",
    Severity.WARNING,
    cite="国办公开办函〔2021〕30号（2021 年度起）",
    help="改引国办公开办函〔2021〕30号，并核对表格也用了 2021 年版的格式。",
    example=Example("国办公开办函〔2021〕30号", "国办公开办函〔2019〕60号"),
)
def superseded_notice(report: Report) -> Iterator[Problem]:
    """2021 年度起还引用旧的格式通知。

    国办公开办函〔2019〕60号的格式（试行）用于 2019、2020 年度；2021 年度起用国办公开办函〔2021〕30号。
    照抄往年的前言，容易留下旧文号。说到旧文件已经不用的，不在此列。
    """
    if report.year is None or report.year < _FIRST_YEAR:
        return
    for field, text in report.prose():
        if not has_any(text, _SIGNS):
            continue
        for found in re.finditer(_OLD, text):
            around = text[slice(*sentence(text, *found.span()))]
            if not has_any(around, _NO_MORE):
                message = _("引用了“{written}”，{year} 年度适用的是国办公开办函〔2021〕30号")
                yield Problem(
                    (Span(field, *found.span()),),
                    message.format(written=found[0], year=report.year),
                    expected="国办公开办函〔2021〕30号",
                    actual=found[0],
                )
                break
