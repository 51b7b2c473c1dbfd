from __future__ import annotations

import re
from collections.abc import Iterator

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _
from gxreport.model import Report
from gxreport.rules import Example, rule

# What is meant, by what is written. The surroundings keep the right uses out: 编修定稿, 流转结果,
# 截止日期 and 截止到年底 are no slips.
_SLIPS = {
    re.compile(r"截止(?=\s*(?:20\d\d\s*年|\d{1,2}\s*月|目前|年底|年末|当前|今年|本年))"): "截至",
    re.compile(r"(?<![编纂])修定(?!稿)"): "修订",
    re.compile(r"帐号"): "账号",
    re.compile(r"其它"): "其他",
    re.compile(r"布署"): "部署",
    re.compile(r"(?<![流运周翻移划扭回])转结(?=[下上本次明至到]|\d|转)"): "结转",
}
# Words of this field that are found doubled. Others double for good reasons: 一件一件, 研究研究.
_DOUBLED = re.compile(
    r"(公开|信息|政府|政务|工作|情况|申请|办理|行政|管理|报告|部门|单位|制度|机制|建设|平台|监督|保障|加强|推进|落实"
    r"|进一步|我局|我市|我县|我区|我镇|我委|我办|积极|及时|严格|认真)\1"
)


@rule(
    "GX507",
    Severity.NOTE,
    cite="",
    help="改正后再核对前后文。",
    example=Example("截至2023年12月31日", "截止2023年12月31日"),
)
def frequent_slip(report: Report) -> Iterator[Problem]:
    """常见的错别字，或一个词写了两遍。

    “截至”后面跟日期，“截止”不能；还有修定（修订）、帐号（账号）、其它（其他）、布署（部署）、
    转结（结转），以及“公开公开”这样重复的词。
    """
    for field, text in report.prose():
        for pattern, right in _SLIPS.items():
            for found in pattern.finditer(text):
                message = _("“{written}”应为“{right}”").format(written=found[0], right=right)
                yield Problem((Span(field, *found.span()),), message, expected=right, actual=found[0])
        for found in _DOUBLED.finditer(text):
            message = _("“{word}”写了两遍").format(word=found[1])
            yield Problem((Span(field, *found.span()),), message, expected=found[1], actual=found[0])
