from __future__ import annotations

from collections.abc import Iterator

from gxreport.cell import State
from gxreport.finding import Problem, Severity
from gxreport.messages import _
from gxreport.model import Report
from gxreport.rules import Example, rule
from gxreport.rules.grouping import alike, named


@rule(
    "GX103",
    Severity.WARNING,
    cite="{notice}所附格式的表格",
    help="没有发生的填 0。",
    example=Example("行政处罚: 3", '行政处罚: "/"'),
)
def mark_in_a_cell(report: Report) -> Iterator[Problem]:
    """用“/”“-”“无”代替数。

    斜杠、横线和“无”的意思要靠猜：是零，还是不适用？合计时按 0 计。
    """
    for text, cells in alike(report, lambda cell: cell.state is State.MARK):
        message = _("{cells}写的是“{text}”，合计时按 0 计").format(cells=named(report, cells), text=text)
        yield Problem(cells, message)
