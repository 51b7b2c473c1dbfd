from __future__ import annotations

from collections.abc import Iterator

from gxreport.claims import Quantity
from gxreport.finding import Problem, Severity
from gxreport.messages import marked
from gxreport.model import Report
from gxreport.rules import Example, rule
from gxreport.rules.claimed import disagreeing


@rule(
    "GX406",
    Severity.ERROR,
    cite="条例第五十条（年度报告应有的内容）",
    help=marked("核对这件事本年度到底有没有，正文和表格改成一致。"),
    example=Example("没有未经复议直接起诉", "没有复议后起诉"),
)
def none_or_some(report: Report) -> Iterator[Problem]:
    """正文说没有而表格里有，或正文说有而表格里是零。

    “未收到政府信息公开申请”“无行政诉讼”“结转下年度0件”而表中相应的格不是零，
    或者正文写了件数而表中都是零。表中空着的格不当作零。
    """
    yield from disagreeing(report, _about, nothing=True)


def _about(quantity: Quantity) -> bool:
    return True
