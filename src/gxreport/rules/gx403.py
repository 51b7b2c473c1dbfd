from __future__ import annotations

from collections.abc import Iterator

from gxreport.claims import Quantity
from gxreport.claims.quantities import SETTLED
from gxreport.finding import Problem, Severity
from gxreport.model import Report
from gxreport.rules import Example, rule
from gxreport.rules.claimed import HELP, disagreeing


@rule(
    "GX403",
    Severity.WARNING,
    cite="条例第五十条（年度报告应有的内容）",
    help=HELP,
    example=Example("办结62件", "办结64件"),
)
def handled(report: Report) -> Iterator[Problem]:
    """正文写的办结、答复件数与表格不符。

    按“（七）总计”核对。只算当年新收的（新收减结转下年）、不算“其他处理”的，也算对；
    “办理”“处理”还可以指收到的全部申请。“均已答复”按前面说的件数核对。
    """
    yield from disagreeing(report, _about)


def _about(quantity: Quantity) -> bool:
    return quantity == Quantity(SETTLED)
