from __future__ import annotations

from collections.abc import Iterator

from gxreport.cell import plain
from gxreport.finding import Problem, Severity
from gxreport.layout import Address
from gxreport.messages import _
from gxreport.model import Report
from gxreport.rules import Background, Example, rule
from gxreport.rules.lastyear import PROJECTS, explained, known, last_years


@rule(
    "GX603",
    Severity.WARNING,
    cite="",
    help="上一年项目数量照去年报告算出的数填；去年报错了的，在表格下面说明。",
    example=Example("行政许可: [4, +1, 186]", "行政许可: [5, +1, 186]", year=2020),
)
def matters_of_last_year(report: Report, background: Background) -> Iterator[Problem]:
    """上一年项目数量同去年的报告接不上。

    只有 2019 年版的表有这两列。去年报告里的上一年项目数量加上那一年的增减，就是那一年的项目数量，也就是
    本年报告的上一年项目数量。报告改用 2021 年版以后不再比。
    """
    previous = last_years(report, background)
    if previous is None:
        return
    for row in report.layout("disclosure").rows:
        stated, change = (Address("disclosure", row.name, name) for name in ("last_year", "change"))
        now, before, more = known(report, stated), known(previous, stated), known(previous, change)
        if now is None or before is None or more is None or now == before + more:
            continue
        if explained(report, report.disclosure, PROJECTS):
            return
        sign = "-" if more < 0 else "+"
        words = {
            "label": report.label(stated),
            "now": plain(now),
            "before": plain(before),
            "change": sign + plain(abs(more)),
            "expected": plain(before + more),
        }
        message = _(
            "“{label}”是 {now}，而去年报告的上一年项目数量 {before}、本年增/减 {change}，合起来是 {expected}"
        )
        yield Problem(
            (stated,),
            message.format(**words),
            expected=words["expected"],
            actual=words["now"],
            working=words["before"] + words["change"],
            before=(stated, change),
        )
