from __future__ import annotations

import re
from collections.abc import Iterator

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _
from gxreport.model import Report
from gxreport.prose import chinese_number, has_any, sentence
from gxreport.rules import Example, rule
from gxreport.sections import NUMERALS, SECTIONS

_PARTS = (
    rf"(?<!第)(?<![{NUMERALS}\d])([{NUMERALS}]|\d{{1,2}})\s*"
    r"(?:个?\s*大?部分|(?P<aspects>个?\s*大?方面|项\s*内容))"
)
_SIGNS = ("部分", "方面", "项内容")
_REPORT = ("报告", "全文", "年报", "全篇")
_MADE_OF = ("包括", "包含", "组成", "构成", "分为", "共分", "由", "涵盖")
# By what words the preamble may call a section; each is enough.
_CALLED = {
    "overview": ("总体", "概述", "概况", "总述", "基本情况"),
    "disclosure": ("主动公开",),
    "requests": ("申请",),
    "reviews": ("复议", "诉讼"),
    "problems": ("问题", "改进"),
    "other": ("其他", "其它"),
}
_ENOUGH_NAMED = 3
# Six 方面 or 内容 are parts of the report only where a list begins with section one and comes to the last
# two: there are five aspects in section one itself.
_FROM_THE_FIRST = r"(?:总体|概述|概况|总述|基本)[^，。；、\n]{0,6}、"
_TO_THE_LAST = r"其[他它][^，。；、\n]{0,12}等"
_WHERE = ("preamble", "overview")  # some have their preamble below the first heading


@rule(
    "GX214",
    Severity.NOTE,
    cite="条例第五十条；{notice}，六个部分",
    help="文中说的部分数和名称，与报告的六个部分一致。",
    example=Example("其他需要报告的事项六个部分", "其他需要报告的事项五个部分"),
)
def promised_parts(report: Report) -> Iterator[Problem]:
    """文中说的部分，与报告的部分不一致。

    前言常说“本报告由……六个部分组成”。格式改了而前言没有改，就会说成五个、七个部分，或者漏了一个
    部分的名称。说“六个方面”“五项内容”的，列举的是报告各部分时也看。
    """
    there = {len(SECTIONS), len(report.headings) or len(SECTIONS)}
    for field, text in report.prose():
        speaks = field in _WHERE and has_any(text, _SIGNS) and has_any(text, _REPORT)
        if speaks and (problem := _broken_promise(field, text, there)):
            yield problem
            return


def _broken_promise(field: str, text: str, there: set[int]) -> Problem | None:
    """What is wrong with the first sentence of a text that says what parts the report has."""
    for found in re.finditer(_PARTS, text):
        first, last = sentence(text, *found.span())
        said = text[first:last]
        if not has_any(said, _REPORT) or not has_any(said, _MADE_OF):
            continue
        if found["aspects"] and not _lists_sections(said):
            continue
        number = int(found[1]) if found[1].isdecimal() else chinese_number(found[1])
        span = Span(field, *found.span())
        if number not in there:
            message = _("文中说有{written}，报告是 {count} 个部分")
            count = max(there)
            message = message.format(written=found[0], count=count)
            return Problem((span,), message, actual=found[0])
        if number == len(SECTIONS) and (lacking := _not_named(said)):
            names = _("、").join(_("“{label}”").format(label=name) for name in lacking)
            return Problem((span,), _("文中列举的部分里没有{names}").format(names=names))
        return None
    return None


def _not_named(said: str) -> tuple[str, ...]:
    """The sections that a full list leaves out; none where the sentence lists no names, or only some."""
    lacking = tuple(_(section.key) for section in SECTIONS if not has_any(said, _CALLED[section.name]))
    is_list = len(SECTIONS) - len(lacking) >= _ENOUGH_NAMED
    if (
        "等" in said
    ):  # 等 after the last section leaves nothing open, unless it stands for the middle of the list
        is_list = len(lacking) == 1 and re.search(_TO_THE_LAST, said) is not None
    return lacking if is_list else ()


def _lists_sections(said: str) -> bool:
    """Whether what a sentence lists are the sections of a report, and not what one of them is about."""
    ends = (_CALLED["reviews"], _CALLED["problems"], _CALLED["other"])
    return re.search(_FROM_THE_FIRST, said) is not None and sum(has_any(said, one) for one in ends) > 1
