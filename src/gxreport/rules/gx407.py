from __future__ import annotations

from collections.abc import Iterator

from gxreport.claims import Quantity
from gxreport.claims.quantities import OF_DOCUMENTS
from gxreport.finding import Problem, Severity
from gxreport.model import Report
from gxreport.rules import Example, rule
from gxreport.rules.claimed import HELP, disagreeing


@rule(
    "GX407",
    Severity.WARNING,
    cite="条例第五十条（年度报告应有的内容）",
    help=HELP,
    example=Example("制发行政规范性文件2件", "制发行政规范性文件3件"),
)
def documents(report: Report) -> Iterator[Problem]:
    """正文写的规章、规范性文件件数与表格不符。

    核对本年制发、本年废止（含失效）和现行有效三个数。公开、备案、清理、审核了多少件不在此列。
    """
    yield from disagreeing(report, _about)


def _about(quantity: Quantity) -> bool:
    return quantity.name in OF_DOCUMENTS
