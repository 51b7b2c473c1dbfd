from __future__ import annotations

from collections.abc import Iterator

from gxreport.claims import Quantity
from gxreport.claims.quantities import RECEIVED
from gxreport.finding import Problem, Severity
from gxreport.model import Report
from gxreport.rules import Example, rule
from gxreport.rules.claimed import HELP, disagreeing


@rule(
    "GX401",
    Severity.WARNING,
    cite="条例第五十条（年度报告应有的内容）",
    help=HELP,
    example=Example("本年新收政府信息公开申请66件", "本年新收政府信息公开申请60件"),
)
def received(report: Report) -> Iterator[Problem]:
    """正文写的收到申请数与表格不符。

    “新收”按“本年新收”核对；“收到”“受理”有的机关指本年新收，有的还包括上年结转，
    与其中任何一个相符都算对。约数、历年累计、去年的数和全市汇总的数不核对。
    """
    yield from disagreeing(report, _about)


def _about(quantity: Quantity) -> bool:
    return quantity == Quantity(RECEIVED)
