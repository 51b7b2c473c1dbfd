from __future__ import annotations

from collections.abc import Iterator

from gxreport.finding import Problem, Severity
from gxreport.model import Noticed, Report
from gxreport.rules import Example, rule


@rule(
    "GX224",
    Severity.ERROR,
    cite="",
    help="照提示的写法改；改好以前，这一处按没有填处理。",
    example=Example("行政规范性文件: [2, 0, 5]", "行政规范性文件: [2, 5]"),
    firm=True,
)
def wrong_shape(report: Report) -> Iterator[Problem]:
    """report.yaml 里的值写得不对，或缺少必填的键。

    例如列表的个数与列数不符、该写数的地方写了一组、年度不是四位数、日期读不出来。
    """
    for remark in report.remarks:
        if remark.noticed is Noticed.WRONG_SHAPE:
            yield Problem((remark.place,), remark.meant, actual=remark.written)
