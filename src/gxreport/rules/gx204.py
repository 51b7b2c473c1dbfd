from __future__ import annotations

from collections.abc import Iterator

from gxreport.editions import edition_for, notice
from gxreport.finding import Problem, Severity, Span
from gxreport.layout import Address
from gxreport.messages import _
from gxreport.model import Report
from gxreport.rules import Example, rule


@rule(
    "GX204",
    Severity.ERROR,
    cite="国办公开办函〔2021〕30号（2021 年度起）；国办公开办函〔2019〕60号（2019、2020 年度）",
    help="换用本年度适用的格式，逐行把数填进新表；两版的行列不同，不能只改表头。",
    example=Example("年度: 2023\n", "年度: 2023\n格式: 2019\n"),
)
def wrong_edition(report: Report) -> Iterator[Problem]:
    """用错了年度的格式。

    2019 年版（试行）用于 2019、2020 年度，2021 年版从 2021 年度起用。是哪一版看表格的行和列，逐张
    判断：有的报告一张表用新的、一张表用旧的。2021 年度以前用错为警告。
    """
    due = edition_for(report.year) if report.year else None
    if report.year is None or due is None:
        return
    severity = Severity.ERROR if report.year >= 2021 else Severity.WARNING
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
