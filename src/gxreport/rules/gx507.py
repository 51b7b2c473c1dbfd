from __future__ import annotations

import re
from collections.abc import Iterator

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _
from gxreport.model import Report
from gxreport.prose import has
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
# Single characters that make sense doubled only in the words kept out: 目的的, 的的确确, 为了了解, 共和和,
# 和和气气, 参与与, 与与会, 普及及, 及及时, 作为为期三天的. Others, such as 人人 and 在在建, are left alone.
_DOUBLED_CHARACTERS = (
    ("的", r"(?<![目标有打之中])的的(?![确士放])"),
    ("了", r"(?<![不得到了少免完末为除])了了(?![解结断却然望之无如])"),
    ("和", r"(?<![温共饱总调缓祥谐平暖附])和和(?![气美平睦谐解县])"),
    ("与", r"(?<![参赋给付授干])与与(?![会])"),
    ("及", r"(?<![以涉普危提顾波触企])及及(?![时早格])"),
    (
        "为",
        (
            r"(?<![作成行认以改变称分视化转列设定命因])为为"
            r"(?=20\d\d[ \u3000]*年|[\d.]+(?:[件条篇份宗个次项起%]|％)?[，。；、]|[零无][，。；、])"
        ),
    ),
    *((unit, rf"(?<=\d){unit}{unit}(?=[，。；、]|\d)") for unit in "年月"),
    *((unit, rf"(?<=\d){unit}{unit}(?=[，。；、])") for unit in "件条篇份宗"),
    ("日", r"(?<=\d)日日(?=[，。；、止起至])"),
)
# 公开公开 before 工作 may be two words, 要公开公开工作的进展; behind these it never is.
_NEVER_TWO_WORDS = ("政务公开公开工作", "信息公开公开工作")
_TWICE = rf"([{''.join(character for character, _pattern in _DOUBLED_CHARACTERS)}])\1"


@rule(
    "GX507",
    Severity.NOTE,
    cite="",
    help="改正后再核对前后文。",
    example=Example("截至2023年12月31日", "截止2023年12月31日"),
)
def frequent_slip(report: Report) -> Iterator[Problem]:
    """常见的错别字，或一个词写了两遍。

    “截至”后面跟日期，“截止”不能（“截止到”可以）；还有修定（修订）、帐号（账号）、其它（其他）、
    布署（部署）、转结（结转），以及“公开公开”“信息的的”这样重复的字词。
    """
    for field, text in report.prose():
        for written, pattern, right in _SLIPS:
            for found in re.finditer(pattern, text) if has(text, written) else ():
                message = _("“{written}”应为“{right}”").format(written=written, right=right)
                yield Problem((Span(field, *found.span()),), message, expected=right, actual=written)
        doubled = {found[1] for found in re.finditer(_TWICE, text)}
        for character, pattern in _DOUBLED_CHARACTERS if doubled else ():
            for found in re.finditer(pattern, text) if character in doubled else ():
                message = _("“{word}”写了两遍").format(word=character)
                yield Problem((Span(field, *found.span()),), message, expected=character, actual=found[0])
        for word, followed_by in _DOUBLED:
            start = text.find(word * 2)
            while start >= 0:
                span = Span(field, start, start + 2 * len(word))
                two_words = text.startswith(tuple(followed_by), span.end)
                if not two_words or text.startswith(_NEVER_TWO_WORDS, max(start - len(word), 0)):
                    message = _("“{word}”写了两遍").format(word=word)
                    yield Problem((span,), message, expected=word, actual=word * 2)
                start = text.find(word * 2, span.end)
