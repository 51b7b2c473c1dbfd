from __future__ import annotations

from collections.abc import Iterator

from gxreport.claims import Quantity
from gxreport.claims.quantities import OF_DISPUTES
from gxreport.finding import Problem, Severity
from gxreport.model import Report
from gxreport.rules import Example, rule
from gxreport.rules.claimed import HELP, disagreeing


@rule(
    "GX405",
    Severity.WARNING,
    cite="条例第五十条（年度报告应有的内容）",
    help=HELP,
    example=Example("被申请行政复议2件", "被申请行政复议3件"),
)
def disputes(report: Report) -> Iterator[Problem]:
    """正文写的行政复议、行政诉讼件数或结果与表格不符。

    “行政诉讼”是未经复议直接起诉与复议后起诉之和，“行政复议、行政诉讼共几件”是三组之和。
    “7件均获维持”说的是总计 7、结果维持 7，表中还有尚未审结的就不符。因别的工作引起的复议、诉讼不核对。
    """
    yield from disagreeing(report, _about)


def _about(quantity: Quantity) -> bool:
    return quantity.name in OF_DISPUTES
