from __future__ import annotations

from collections.abc import Iterator

from gxreport.cell import State
from gxreport.finding import Problem, Severity
from gxreport.layout import Address
from gxreport.messages import _
from gxreport.model import Noticed, Remark, Report
from gxreport.rules import Example, rule
from gxreport.rules.grouping import named
from gxreport.rules.unread import problem, unread


@rule(
    "GX206",
    Severity.ERROR,
    cite="{notice}，表格的行和列",
    help="表格的行和列与格式一致，不增不减；没有发生的填 0。",
    example=Example("  行政处罚: 3\n", ""),
)
def missing_or_added_line(report: Report) -> Iterator[Problem]:
    """表格少了或多了行、列，或一张表出现了两次。

    少一行、少一列，合计就不完整；自行增加的行、列没有归处；同一张表有两张，不知道以哪张为准。
    report.yaml 里总计可以留给程序计算，不算缺少；发布的表格里总计也是一行。
    """
    absent = {address for address, cell in report.unusual().items() if cell.state is State.MISSING}
    known = {address for remark in report.remarks for address in remark.about}
    unread_tables = unread(report) if report.remarks else {}
    for layout in report.layouts if absent else ():
        if absent.issuperset(layout.addresses()) or layout.name in unread_tables:
            continue
        missing = []
        for row in layout.rows:
            for address, column in zip(row.addresses, row.columns, strict=True):
                to_compute = (row.summed or column.summed) and not report.headings
                if address in absent and not to_compute and address not in known:
                    missing.append(address)
        rows = tuple(dict.fromkeys(Address(layout.name, address.row) for address in missing))
        if len(missing) == 1:
            rows = (missing[0],)
        if missing:
            message = _("“{table}”表缺少{lines}").format(
                table=_(layout.section.key), lines=named(report, rows)
            )
            yield Problem((Address(layout.name), *rows), message)
    for table, remarks in unread_tables.items():
        yield problem(report, table, remarks)
    told = {remark for remarks in unread_tables.values() for remark in remarks}
    for remark in report.remarks:
        if remark in told:
            continue
        if remark.noticed is Noticed.UNPLACED_TABLE:
            table = _(report.layout(remark.about[0].table).section.key)
            if remark.written.strip():
                message = _("“{table}”表的列名不全，或次序与格式不同，数没有读入：{written}")
            else:
                message = _("“{table}”表里没有读到列名，数没有读入；请照格式补上表头")
            yield Problem((remark.place,), message.format(table=table, written=remark.written[:80]))
        if remark.noticed is Noticed.MOVED_LINE:
            message = _("“{written}”这一行（列）的位置与格式不同（数已按名称读入）")
            words = message.format(written=remark.written)
            yield Problem((remark.place,), words, severity=Severity.WARNING)
        if remark.noticed is Noticed.UNEVEN_LINE:
            message = _("“{written}”这一行的数与表的列数对不上，没有读入")
            about = dict.fromkeys(Address(address.table, address.row) for address in remark.about)
            yield Problem((remark.place, *about), message.format(written=remark.written))
        if remark.noticed is Noticed.REPEATED_TABLE:
            help = _("同一张表只放一次，留下数对的那一张。")
            yield Problem((remark.place, *remark.about), _repeated(report, remark), help=help)
        if remark.noticed is Noticed.EXTRA_LINE:
            yield Problem((remark.place,), _left_over(remark))


def _repeated(report: Report, remark: Remark) -> str:
    """What is said of a table that stands twice: which of the two figures is meant, if they differ."""
    table, *other = remark.about
    name = _(report.layout(table.table).section.key)
    if not other:
        return _("“{table}”表出现了两次，数都相同，删去这一张").format(table=name)
    message = _("“{table}”表出现了两次，数不同的有{cells}；这一张没有读入，核对后只留一张")
    return message.format(table=name, cells=named(report, other))


def _left_over(remark: Remark) -> str:
    """What is said of a line that the form does not have; of bare figures, where they stand."""
    if not remark.written.replace(" ", "").isdecimal():
        message = _("格式没有“{written}”这一行（列），这里的数没有读入")
    elif remark.place.line:
        message = _("第 {line} 行的“{written}”不知道属于哪一格，没有读入")
    else:
        message = _("“{written}”不知道属于哪一格，没有读入")
    return message.format(written=remark.written, line=remark.place.line)
