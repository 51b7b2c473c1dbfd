from __future__ import annotations

from collections.abc import Iterator

from gxreport.claims import Quantity
from gxreport.claims.quantities import CARRIED_IN, CARRIED_OUT
from gxreport.finding import Problem, Severity
from gxreport.model import Report
from gxreport.rules import Example, rule
from gxreport.rules.claimed import HELP, disagreeing


@rule(
    "GX402",
    Severity.WARNING,
    cite="条例第五十条（年度报告应有的内容）",
    help=HELP,
    example=Example("上年结转2件", "上年结转3件"),
)
def carried(report: Report) -> Iterator[Problem]:
    """正文写的上年结转或结转下年的件数与表格不符。

    “上年结转”“结转上年”对“上年结转政府信息公开申请数量”一行，“结转下年度”“转下年办理”“顺延到下年度”
    对“结转下年度继续办理”一行；只写“结转”的，与任何一行相符都算对。
    """
    yield from disagreeing(report, _about)


def _about(quantity: Quantity) -> bool:
    return quantity.name in (CARRIED_IN, CARRIED_OUT) and not quantity.part
