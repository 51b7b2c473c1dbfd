from __future__ import annotations

import re
from collections.abc import Iterator

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _
from gxreport.model import Report
from gxreport.prose import has_any
from gxreport.rules import Example, rule

# A number that is no part of a date, a document number, a law's number or a heading.
_FIGURE = r"(?<![\d〔\[（(第])\d+(?:[,.，]\d+)*(?![\d年月日号〕）)\].、．-])"
_NUMERAL = r"[一二两三四五六七八九十百千万][余多]?(?:件|条|宗|份|个|起|篇|次|封|期|场|项|部|类|批|名|人)"
_NOTHING = (
    *("未收到", "没有收到", "未接到", "没有接到", "未发生", "没有发生", "未产生", "未出现"),
    *("无申请", "零"),
)


@rule(
    "GX215",
    Severity.NOTE,
    cite="",
    help="写出本年度的数，如主动公开多少条、收到申请多少件，与后面的表格一致。",
    example=Example(
        "总体情况: |\n",
        "总体情况: |\n  主动公开、依申请公开、政府信息管理、平台建设和监督保障工作平稳有序。\n落款: |\n",
    ),
)
def no_figure(report: Report) -> Iterator[Problem]:
    """第一部分一个数也没有。

    总体情况全是“扎实推进”“稳步提升”，没有一个数，放在哪一年、哪个单位都可以用，容易被认作敷衍。
    年份、日期和文号不算数；“未收到申请”算。
    """
    text = report.overview or ""
    if not text.strip() or "{{" in text or has_any(text, _NOTHING):
        return
    if not re.search(_FIGURE, text) and not re.search(_NUMERAL, text):
        yield Problem((Span("overview"),), _("第一部分一个数也没有写"))
