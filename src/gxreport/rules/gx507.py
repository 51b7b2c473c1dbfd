from __future__ import annotations

import re
from collections.abc import Iterator

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _
from gxreport.model import Report
from gxreport.rules import Example, rule

# What is written, where it is wrong, and what is meant. The surroundings keep the right uses out:
# 编修定稿, 流转结果, 截止日期 and 截止到年底 are no slips.
_SLIPS = (
    ("截止", r"截止(?=\s*(?:20\d\d\s*年|\d{1,2}\s*月|目前|年底|年末|当前|今年|本年))", "截至"),
    ("修定", r"(?<![编纂])修定(?!稿)", "修订"),
    ("帐号", r"帐号", "账号"),
    ("其它", r"其它", "其他"),
    ("布署", r"布署", "部署"),
    ("转结", r"(?<![流运周翻移划扭回])转结(?=[下上本次明至到]|\d|转)", "结转"),
)
# Words of this field that are found doubled. Others double for good reasons: 一件一件, 研究研究.
_OFTEN_DOUBLED = (
    *("公开", "信息", "政府", "工作", "情况", "申请", "办理", "管理", "报告", "部门", "建设", "推进", "落实"),
    "进一步",
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
        for written, pattern, right in _SLIPS:
            for found in re.finditer(pattern, text) if written in text else ():
                message = _("“{written}”应为“{right}”").format(written=written, right=right)
                yield Problem((Span(field, *found.span()),), message, expected=right, actual=written)
        for word in _OFTEN_DOUBLED:
            start = text.find(word * 2)
            while start >= 0:
                message = _("“{word}”写了两遍").format(word=word)
                span = Span(field, start, start + 2 * len(word))
                yield Problem((span,), message, expected=word, actual=word * 2)
                start = text.find(word * 2, span.end)
