from __future__ import annotations

from collections.abc import Iterator

from gxreport.finding import Problem, Severity
from gxreport.layout import Relation
from gxreport.messages import marked
from gxreport.model import Report
from gxreport.rules import Example, rule
from gxreport.rules.totals import wrong_totals


@rule(
    "GX302",
    Severity.ERROR,
    cite="{notice}，第三部分表格“（七）总计”行",
    help="核对这一列的各项办理结果。",
    example=Example("予以公开: [20, 3, 0, 0, 1, 0, 24]", "予以公开: [19, 4, 0, 0, 1, 0, 24]"),
)
def results_total(report: Report) -> Iterator[Problem]:
    """（七）总计不等于以上各项办理结果之和。

    每一列的（七）总计，等于（一）至（六）各行之和。
    """
    yield from wrong_totals(
        report,
        "requests",
        Relation.DOWN,
        marked("“{label}”不等于以上各项办理结果之和"),
        marked("若各项无误，“{label}”应为 {expected}；若总计 {actual} 无误，逐项核对这一列。"),
    )
