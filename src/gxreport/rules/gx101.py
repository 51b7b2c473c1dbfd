from __future__ import annotations

from collections.abc import Iterator

from gxreport.cell import State
from gxreport.finding import Problem, Severity
from gxreport.messages import _
from gxreport.model import Report
from gxreport.rules import Example, rule
from gxreport.rules.grouping import alike, named


@rule(
    "GX101",
    Severity.ERROR,
    cite="{notice}所附格式的表格",
    help="只填一个数；没有就填 0。需要说明的写到表格上面或下面的文字里。",
    example=Example("行政处罚: 3", "行政处罚: 若干"),
)
def text_in_a_cell(report: Report) -> Iterator[Problem]:
    """应填数的格里读不出数。

    表格的每一格都是一个数。格里写了文字，或者写了两个数，就无从合计，也无从比较。含有这一格的
    合计一律不算，以免错上加错。
    """
    for text, cells in alike(report, lambda cell: cell.state is State.TEXT):
        message = _("{cells}写的是“{text}”，读不出数").format(cells=named(report, cells), text=text[:40])
        yield Problem(cells, message)
