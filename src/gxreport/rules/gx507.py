from __future__ import annotations

import re
from collections.abc import Iterator

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _
from gxreport.model import Report
from gxreport.rules import Example, rule

# What is written, where it is wrong, and what is meant. The surroundings keep the right uses out:
# 截止日期, 维修定点, 编修定稿, 发布署名, 尤其它, 流转结果.
_UNTIL = "报名|申报|受理|征集|投票|投标|缴费|登记|申请"  # 报名截止12月底 is a verb's right use
_ENDS = "目前|年底|年末|当前|今年|本年"
_SLIPS = (
    (
        "截止",
        rf"(?<!{_UNTIL})截止(?=[ \u3000]*(?:20\d\d[ \u3000]*年|\d{{1,2}}[ \u3000]*月|{_ENDS}))",
        "截至",
    ),
    (
        "修定",
        r"(?<![编纂维检装进重整抢自返翻])修定(?=了|完善|《|并|后|和|本|相关|有关|印发|出台|、|，|。|制度|办法|方案|意见)",
        "修订",
    ),
    ("帐号", r"帐号", "账号"),
    ("其它", r"(?<!尤)其它", "其他"),
    ("布署", r"(?<![发公颁宣])布署(?!名)", "部署"),
    ("转结", r"(?<![流运周翻移划扭回])转结(?=[下上本次明至到]|\d|转)", "结转"),
)
# Words that are found doubled, and what may follow them in good sense: 各部门部门预算, 政府政府信息,
# 申请申请人 and the like are right, so only words that seldom begin another are here.
_DOUBLED = (
    ("公开", "栏率指目平专属方内范期日标工权透"),
    ("信息", "化员系平库资"),
    ("工作", "人组者日站会机制规台要方"),
    ("情况", ""),
    ("进一步", ""),
    ("推进", "会"),
    ("落实", "情"),
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
        for word, followed_by in _DOUBLED:
            start = text.find(word * 2)
            while start >= 0:
                span = Span(field, start, start + 2 * len(word))
                if text[span.end : span.end + 1] not in followed_by or span.end >= len(text):
                    message = _("“{word}”写了两遍").format(word=word)
                    yield Problem((span,), message, expected=word, actual=word * 2)
                start = text.find(word * 2, span.end)
