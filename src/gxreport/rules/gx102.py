from __future__ import annotations

from collections.abc import Iterator

from gxreport.cell import State
from gxreport.finding import Problem, Severity
from gxreport.layout import Address
from gxreport.messages import _
from gxreport.model import Report
from gxreport.rules import Example, rule
from gxreport.sums import blank_totals, open_blanks


@rule(
    "GX102",
    Severity.WARNING,
    cite="{notice}所附格式的表格",
    help="没有发生的填 0，不要留空。",
    example=Example("行政处罚: 3", "行政处罚: ~"),
)
def blank_cells(report: Report) -> Iterator[Problem]:
    """表格里有空白格。

    空白不等于零：可能是没有，也可能是漏填。计算合计时，空白格按 0 计；总计空白的，按各项之和计。
    一张表只提示一次。按合计看得出应填多少的空白，由 GX305 提示。
    """
    told_by_gx305 = {*blank_totals(report), *(blank for blanks in open_blanks(report) for blank in blanks)}
    all_blanks = [
        address
        for address, cell in report.unusual().items()
        if cell.state is State.BLANK and address not in told_by_gx305
    ]
    for layout in report.layouts if all_blanks else ():
        blanks = [address for address in all_blanks if address.table == layout.name]
        in_sums = bool(layout.equations)
        if len(blanks) == 1:
            message = _("“{label}”空白，合计时按 0 计") if in_sums else _("“{label}”空白，没有的填 0")
            yield Problem(tuple(blanks), message.format(label=report.label(blanks[0])))
        elif blanks:
            message = (
                _("“{table}”表有 {count} 格空白（共 {all} 格），合计时按 0 计")
                if in_sums
                else _("“{table}”表有 {count} 格空白（共 {all} 格），没有的填 0")
            ).format(table=_(layout.section.key), count=len(blanks), all=len(list(layout.addresses())))
            yield Problem((Address(layout.name), *blanks), message)
