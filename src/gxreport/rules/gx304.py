from __future__ import annotations

from collections.abc import Iterator

from gxreport.finding import Problem, Severity
from gxreport.layout import Relation
from gxreport.messages import marked
from gxreport.model import Report
from gxreport.rules import Example, rule
from gxreport.rules.totals import wrong_totals


@rule(
    "GX304",
    Severity.ERROR,
    cite="{notice}，第四部分表格各组“总计”",
    help="核对这一组的四项结果。",
    example=Example("行政复议: [1, 0, 0, 1, 2]", "行政复议: [1, 0, 0, 0, 2]"),
)
def disputes_total(report: Report) -> Iterator[Problem]:
    """复议、诉讼的总计不等于四项结果之和。

    行政复议、未经复议直接起诉、复议后起诉三组，每组的总计等于结果维持、结果纠正、其他结果、尚未审结
    之和。三组各算各的，互不比较。
    """
    yield from wrong_totals(
        report,
        "reviews",
        Relation.ROW,
        marked("“{label}”不等于四项结果之和"),
        marked("若四项无误，总计应为 {expected}；若总计 {actual} 无误，核对四项结果。"),
    )
