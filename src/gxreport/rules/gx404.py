from __future__ import annotations

from collections.abc import Iterator

from gxreport.claims import Quantity
from gxreport.claims.quantities import OF_DISPUTES, OF_DOCUMENTS, OTHERS, REFUSED, REJECTED, UNABLE
from gxreport.finding import Problem, Severity
from gxreport.model import Report
from gxreport.rules import Example, rule
from gxreport.rules.claimed import HELP, disagreeing


@rule(
    "GX404",
    Severity.WARNING,
    cite="条例第五十条（年度报告应有的内容）",
    help=HELP,
    example=Example("予以公开24件", "予以公开23件"),
)
def outcomes(report: Report) -> Iterator[Problem]:
    """正文写的办理结果，或各类申请人的件数，与表格不符。

    “不予公开”“无法提供”“不予处理”“其他处理”按其下各行之和核对；“公开”可以包括部分公开；
    “法人或其他组织”是五列之和。
    """
    yield from disagreeing(report, _about)


def _about(quantity: Quantity) -> bool:
    if quantity.name in (*OF_DISPUTES, *OF_DOCUMENTS):
        return False
    groups = (REFUSED, UNABLE, REJECTED, OTHERS)
    return bool(quantity.part) or any(row.startswith("results.") or row in groups for row in quantity.rows)
