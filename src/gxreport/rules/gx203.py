from __future__ import annotations

from collections.abc import Iterator

from gxreport.cell import State
from gxreport.finding import Problem, Severity, Span
from gxreport.form import cells
from gxreport.messages import _
from gxreport.model import Noticed, Report
from gxreport.rules import Example, rule


@rule(
    "GX203",
    Severity.ERROR,
    cite="{notice}，第二、三、四部分以表格形式报告",
    help="把表格补在这一部分里，用文字表格，不要用图片或附件代替。",
    example=Example(
        "  行政复议: [1, 0, 0, 1, 2]\n  未经复议直接起诉: 0\n  复议后起诉: [1, 0, 0, 0, 1]\n",
        "  说明: 见附件。\n",
    ),
)
def missing_table(report: Report) -> Iterator[Problem]:
    """缺少表格。

    第二、三、四部分各有一张表，不能用文字、图片或附件代替：图片里的数无法核对，也无法汇总。
    """
    headings = {heading.section: f"headings.{index}" for index, heading in enumerate(report.headings)}
    known = {address for remark in report.remarks for address in remark.about}
    for table in report.tables:
        section = table.section
        named = section.number in headings or table.intro or table.note
        absent = all(cell.state is State.MISSING for _address, cell in cells(table))
        if named and absent and not all(address in known for address, _cell in cells(table)):
            message = _("“{heading}”下面没有读到表格").format(heading=section.heading)
            yield Problem((Span(headings.get(section.number, section.name)),), message)
    for remark in report.remarks:
        if remark.noticed is Noticed.MISPLACED_TABLE:
            message = _("这张表应放在“{heading}”下面，现在放在“{written}”下面（数已读入）")
            words = message.format(heading=remark.meant, written=remark.written)
            yield Problem((remark.place,), words, severity=Severity.WARNING)
