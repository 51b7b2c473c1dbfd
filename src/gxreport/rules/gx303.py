from __future__ import annotations

from collections.abc import Iterator

from gxreport.finding import Problem, Severity
from gxreport.layout import Relation
from gxreport.messages import marked
from gxreport.model import Report
from gxreport.rules import Example, rule
from gxreport.rules.totals import wrong_totals


@rule(
    "GX303",
    Severity.ERROR,
    cite="{notice}，第三部分表格“总计”列",
    help="核对该行。",
    example=Example(
        "  本年新收: [58, 7, 0, 0, 1, 0, 66]\n  上年结转: [2, 0, 0, 0, 0, 0, 2]",
        "  本年新收: [59, 7, 0, 0, 1, 0, 66]\n  上年结转: [1, 0, 0, 0, 0, 0, 2]",
    ),
)
def row_total(report: Report) -> Iterator[Problem]:
    """行总计不等于各类申请人之和。

    申请办理表每一行的总计，等于自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他六列之和。
    """
    yield from wrong_totals(
        report,
        "requests",
        Relation.ROW,
        marked("“{label}”不等于各类申请人之和"),
        marked("核对该行。若各列无误，总计应为 {expected}；若总计 {actual} 无误，逐列核对。"),
    )
