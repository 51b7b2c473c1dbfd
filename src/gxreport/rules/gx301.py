from __future__ import annotations

from collections.abc import Iterator

from gxreport.finding import Problem, Severity
from gxreport.layout import Relation
from gxreport.messages import _
from gxreport.model import Report
from gxreport.rules import Example, rule
from gxreport.rules.totals import also, caused, sides
from gxreport.sums import written


@rule(
    "GX301",
    Severity.ERROR,
    cite="{notice}，第三部分表格：第一项加第二项之和，等于第三项加第四项之和",
    help="核对这一列的本年新收、上年结转、（七）总计和结转下年度，看哪一格填错了。",
    example=Example("结转下年度: [5, 1, 0, 0, 0, 0, 6]", "结转下年度: [6, 0, 0, 0, 0, 0, 6]"),
)
def requests_balance(report: Report) -> Iterator[Problem]:
    """新收加上年结转，不等于办结加结转下年。

    每件申请要么在本年办结，要么结转下年度，所以表中每一列都有：
    本年新收 ＋ 上年结转 ＝ （七）总计 ＋ 结转下年度继续办理。
    """
    for cause, found in caused(report, "requests", Relation.BALANCE):
        came, went = sides(found)
        words = {
            "column": _(report.layout("requests").column(found.left[0].address).key),
            "came": came,
            "went": went,
            "left": written(found.left),
            "right": written(found.right),
        }
        message = _("“{column}”列：新收加上年结转 {came} 件（{left}），办结加结转下年 {went} 件（{right}）")
        cells = tuple(term.address for term in (*found.left, *found.right))
        yield Problem(cells, message.format(**words), suspects=cause.suspects, also=also(report, cause))
