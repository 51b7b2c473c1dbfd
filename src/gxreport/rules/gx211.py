from __future__ import annotations

import re
from collections.abc import Iterator

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _
from gxreport.model import Report
from gxreport.rules import Example, rule

# ×× for a name (李××诉本局) is how names are hidden; for a year, a place or a figure it is a template's.
_UNFILLED = "年|月|日|局|委|办|厅|市|县|区|镇|乡|街道|件|条|份|次|个|万元|元|部门|单位|机关|人民政府|%"
_TEMPLATE = (
    r"该部分以表格形式报告|(?<!在)此处填写(?!的)|[（(]单位名称[)）](?!”|一?栏)|[<＜〈]机关名称[>＞〉]"
    rf"|××+(?={_UNFILLED})|(?<![A-Za-z])[Xx]{{2,}}(?={_UNFILLED})|(?<![A-Za-z])TODO(?![A-Za-z])"
)
_EDITOR = (
    r"\[bookmark:[^\]]{0,80}\]|\{ ?(?:PAGE|NUMPAGES|TOC|HYPERLINK|REF|SEQ)\b[^}]{0,200}\}"
    r"|\\\* ?MERGEFORMAT|错误[!！]未(?:找到引用源|定义书签)。?"
    r"|Error! (?:Reference source|Bookmark) not (?:found|defined)\.?|<!--\[if |&nbsp;"
)
# A text without any of these has no left-over: looking for words is ten times faster than a pattern.
_TEMPLATE_SIGNS = ("表格形式报告", "此处填写", "单位名称", "机关名称", "××", "XX", "xx", "TODO")
_EDITOR_SIGNS = ("[bookmark", "{", "MERGEFORMAT", "错误", "Error!", "<!--", "&nbsp;")


@rule(
    "GX211",
    Severity.ERROR,
    cite="{notice}，内容应准确、完整",
    help="换成本机关的内容，或删去。",
    example=Example("其他需要报告的事项: |\n  本年度", "其他需要报告的事项: |\n  ××年度"),
)
def left_over(report: Report) -> Iterator[Problem]:
    """留有模板里的提示语，或编辑软件的残留。

    “该部分以表格形式报告”“此处填写”“××”是模板里的话，留在正文里说明没有填完（错误）。
    “[bookmark: _GoBack]”、域代码是从 Word 带出来的（警告）。
    """
    for field, text in report.prose():
        for signs, pattern, severity in (
            (_TEMPLATE_SIGNS, _TEMPLATE, Severity.ERROR),
            (_EDITOR_SIGNS, _EDITOR, Severity.WARNING),
        ):
            if not any(sign in text for sign in signs):
                continue
            for found in re.finditer(pattern, text):
                if severity is Severity.ERROR:
                    message = _("“{written}”像是模板里没有换掉的话").format(written=found[0])
                else:
                    message = _("“{written}”是编辑软件的残留").format(written=found[0])
                yield Problem((Span(field, *found.span()),), message, severity=severity)
