from __future__ import annotations

import re
from collections.abc import Iterator

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _
from gxreport.model import Report
from gxreport.prose import places
from gxreport.rules import Example, rule

_WRONG_BRACKETS = (
    r"[\[（(【［]\s*((?:19|20)\d\d)\s*[\]）)】］]\s*(\d{1,4})\s*号(?![线楼院门地路桥井库厅机馆车船台坑矿宗])"
)
_UNCLOSED = r"〔((?:19|20)\d\d)\s*[\]）)】］]?\s*(\d{1,4})\s*号(?!\s*〕)"
_WITHOUT_NUMBER = r"〔((?:19|20)\d\d)〕\s*(\d{1,4})(?![\d\s]*(?:号|[、，,和及至到～~－–—/-]\s*\d))"


@rule(
    "GX505",
    Severity.WARNING,
    cite="GB/T 9704—2012，7.2.5 发文字号",
    help="年份用六角括号“〔〕”，序号后面加“号”。",
    example=Example("国办公开办函〔2021〕30号", "国办公开办函[2021]30号"),
)
def document_number(report: Report) -> Iterator[Problem]:
    """发文字号的括号不对、不成对，或缺“号”字。

    发文字号由机关代字、年份、序号组成，年份用六角括号“〔〕”括入，如“国办公开办函〔2021〕30号”。
    法院的案号用圆括号，不在此列。
    """
    for field, text in report.prose():
        patterns = (_WRONG_BRACKETS,) if _has_number(text) else ()
        if "〔" in text:
            unclosed = (_UNCLOSED,) if text.count("〔") != text.count("〕") else ()
            patterns = (*patterns, *unclosed, _WITHOUT_NUMBER)
        for pattern in patterns:
            for found in re.finditer(pattern, text):
                # 机关代字 stands right before the year; （2021）京01行初30号 is a court's case number.
                if not "\u4e00" <= text[found.start() - 1 : found.start()] <= "\u9fff":
                    continue
                right = f"〔{found[1]}〕{found[2]}号"
                message = _("发文字号“{written}”应写成“{right}”").format(written=found[0], right=right)
                yield Problem((Span(field, *found.span()),), message, expected=right, actual=found[0])


def _has_number(text: str) -> bool:
    """Whether 号 follows a digit, or a blank, somewhere."""
    return any(
        before.isdigit() or before.isspace()
        for end in places(text, ("号",))
        if (before := text[end - 2 : end - 1])
    )
