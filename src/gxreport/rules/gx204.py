from __future__ import annotations

from collections.abc import Iterator

from gxreport.editions import edition_for, notice
from gxreport.finding import Problem, Severity, Span
from gxreport.layout import Address
from gxreport.messages import _
from gxreport.model import Noticed, Report
from gxreport.rules import Example, rule
from gxreport.rules.grouping import named


@rule(
    "GX204",
    Severity.ERROR,
    cite="国办公开办函〔2021〕30号（2021 年度起）；国办公开办函〔2019〕60号（2019、2020 年度）",
    help="换用本年度适用的格式，逐行把数填进新表；两版的行列不同，不能只改表头。",
    example=Example("年度: 2023\n", "年度: 2023\n格式: 2019\n"),
)
def wrong_edition(report: Report) -> Iterator[Problem]:
    """用错了年度的格式。

    2019 年版（试行）用于 2019、2020 年度，2021 年版从 2021 年度起用。是哪一版看表格的行和列，逐张、
    逐块判断：有的报告一张表用新的、一张表用旧的，或把去年的几行贴进新表。2021 年度以前用错为警告。
    """
    yield from _blocks(report)
    due = edition_for(report.year) if report.year else None
    if report.year is None or due is None:
        return
    severity = _severity(report)
    if report.edition != due and not any(layout.edition == report.edition for layout in report.layouts):
        message = _("“格式”写的是 {used}，{year} 年度应用 {due} 年版（{notice}）").format(
            used=report.edition, year=report.year, due=due, notice=notice(due)
        )
        yield Problem((Span("edition"),), message, str(due), str(report.edition), severity=severity)
    wrong = [layout for layout in report.layouts if layout.edition not in (None, due)]
    if not wrong:
        return
    message = _("{tables}用的是 {used} 年版格式，{year} 年度应用 {due} 年版（{notice}）").format(
        tables=_("、").join(_("“{label}”").format(label=_(layout.section.key)) for layout in wrong),
        used=wrong[0].edition,
        year=report.year,
        due=due,
        notice=notice(due),
    )
    yield Problem(
        tuple(Address(layout.name) for layout in wrong),
        message,
        expected=str(due),
        actual=str(wrong[0].edition),
        severity=severity,
    )


def _blocks(report: Report) -> Iterator[Problem]:
    """The parts of tables that have the headings of an edition which the rest of the table has not."""
    due = edition_for(report.year) if report.year else None
    for remark in report.remarks:
        if remark.noticed is not Noticed.OTHER_FORM:
            continue
        layout = report.layout(remark.about[0].table)
        rows = tuple(dict.fromkeys(Address(a.table, a.row) for a in remark.about if a.row))
        if not rows:
            message = _("列名“{headings}”下面的几行是 {used} 年版的，“{table}”表没有这几行，没有读入")
        elif remark.meant == str(due):
            message = _("{rows}的列名“{headings}”是 {used} 年版的，这张表却是 {edition} 年版的，没有读入")
        else:
            message = _("{rows}的列名“{headings}”是 {used} 年版的，应为“{columns}”，数没有读入")
        words = {
            "rows": named(report, rows),
            "headings": remark.written.partition("；")[0],
            "used": remark.meant,
            "edition": layout.edition,
            "table": _(layout.section.key),
            "columns": "、".join(column.label for column in layout.row(rows[0].row).columns) if rows else "",
        }
        help = _("这一块换成这张表所用格式的列，数照新的列名重填；两版的列意思不同，不能只改列名。")
        at = rows or (Address(layout.name),)
        said = message.format(**words)
        yield Problem((remark.place, *at), said, help=help, severity=_severity(report))


def _severity(report: Report) -> Severity:
    return Severity.ERROR if report.year is None or report.year >= 2021 else Severity.WARNING
