from __future__ import annotations

from collections.abc import Iterator

from gxreport.cell import plain
from gxreport.finding import Problem, Severity
from gxreport.messages import _
from gxreport.model import Report
from gxreport.rules import Example, rule
from gxreport.rules.grouping import alike, named


@rule(
    "GX105",
    Severity.WARNING,
    cite="{notice}所附格式的表格",
    help="格里只留数；单位和说明写到表格下面的文字里，数用半角、不加千分号。",
    example=Example("行政处罚: 3", "行政处罚: 3件"),
)
def more_than_a_number(report: Report) -> Iterator[Problem]:
    """数的旁边还有单位、说明、千分号，或用了全角数字。

    数读得出来，也用上了；但表格里只应有数，机器汇总时容易出错。
    """
    cells = report.cells()
    for text, addresses in alike(report, lambda cell: bool(cell.beside)):
        value = cells[addresses[0]].value
        assert value is not None
        message = _("{cells}写的是“{text}”，按 {value} 计").format(
            cells=named(report, addresses), text=text[:40], value=plain(value)
        )
        yield Problem(addresses, message)
