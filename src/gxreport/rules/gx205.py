from __future__ import annotations

from collections.abc import Iterator

from gxreport.finding import Problem, Severity
from gxreport.messages import _
from gxreport.model import Noticed, Report
from gxreport.rules import Example, rule


@rule(
    "GX205",
    Severity.WARNING,
    cite="{notice}，表格的行和列",
    help="行名和列名照格式写，一个字不改。",
    example=Example("\t行政规范性文件\n", "\t规范性文件\n", carrier="txt"),
)
def altered_label(report: Report) -> Iterator[Problem]:
    """行名或列名与格式不同。

    认得出是哪一行、哪一列，数也用上了；但名称应与格式完全一致。空格、换行、全角半角和括号的样子
    不计较。
    """
    for remark in report.remarks:
        if remark.noticed is Noticed.ALTERED_LABEL:
            message = _("“{written}”应为“{meant}”").format(written=remark.written, meant=remark.meant)
            yield Problem(
                (remark.place, *remark.about), message, expected=remark.meant, actual=remark.written
            )
