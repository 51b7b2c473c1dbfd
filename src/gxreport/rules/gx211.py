from __future__ import annotations

import re
from collections.abc import Iterator

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _, marked
from gxreport.model import Report
from gxreport.prose import has_any, sentence
from gxreport.rules import Example, rule

# ×× before a figure's unit is a template's. Before a place or an office it may also hide a name:
# 李××诉××局. Then it is doubtful, and right where the sentence is about persons or cases.
_UNIT = "年|月|日|件|条|份|次|个|万元|元|%"
_OFFICE = "局|委|办|厅|市|县|区|镇|乡|街道|部门|单位|机关|人民政府"
# A place or an office that is called 某某 is a template's too, but not among 某某部门 in general.
_SOME_PLACE = "省|市|县|区|镇|乡|街道|局|厅|人民政府"
_CASES = r"诉|原告|被告|申请人|当事人|化名|姓名|隐|代替|案|先生|女士"
_TEMPLATE = (
    r"该部分以表格形式报告|(?<!在)此处填写(?!的)|[（(]单位名称[)）](?!”|一?栏)|[<＜〈]机关名称[>＞〉]"
    rf"|(?:××+|(?<![A-Za-z])[Xx]{{2,}})(?={_UNIT})|(?:(?<=[。；！？\n])|\A)(?:××+|[Xx]{{2,}})(?={_OFFICE})|(?<![A-Za-z])TODO(?![A-Za-z])"
    rf"|(?:(?<=[。；！？\n])|\A)某某+(?={_SOME_PLACE})"
    r"|【[^】\n]{0,12}(?:此处|请添加|请填|请插入|待补充|待填|待添加)[^】\n]{0,20}】"
    r"|(?:(?<=[（(：:。；\n])|\A)(?:内容|数据|情况)?待(?:补充|填写)(?=[）)：:。；\n]|\Z)"
)
_DOUBTFUL = rf"(?:××+|(?<![A-Za-z])[Xx]{{2,}})(?={_OFFICE})|某某+(?={_SOME_PLACE})"
# Titles of documents that are spoken about as a kind: “《…关于××年度…的公告》类标题”.
_TITLES = ("标题", "字样", "格式", "样式", "模板", "范本", "文号")
_BLANKS = "×Xx某"
_EDITOR = (
    r"\[bookmark:[^\]]{0,80}\]|\{ ?(?:PAGE|NUMPAGES|TOC|HYPERLINK|REF|SEQ)\b[^}]{0,200}\}"
    r"|\\\* ?MERGEFORMAT|错误[!！]未(?:找到引用源|定义书签)。?"
    r"|Error! (?:Reference source|Bookmark) not (?:found|defined)\.?|<!--\[if |&nbsp;"
)
# A text without any of these has no left-over: looking for words is ten times faster than a pattern.
_TEMPLATE_SIGNS = (
    *("表格形式报告", "此处填写", "单位名称", "机关名称", "××", "XX", "xx", "TODO"),
    *("某某", "【", "待补充", "待填写"),
)
_EDITOR_SIGNS = ("[bookmark", "{", "MERGEFORMAT", "错误", "Error!", "<!--", "&nbsp;")


_KINDS = (
    (_TEMPLATE_SIGNS, _TEMPLATE, Severity.ERROR, marked("“{written}”像是模板里没有换掉的话")),
    (_TEMPLATE_SIGNS, _DOUBTFUL, Severity.WARNING, marked("“{written}”像是模板里没有换掉的话")),
    (_EDITOR_SIGNS, _EDITOR, Severity.WARNING, marked("“{written}”是编辑软件的残留")),
)


@rule(
    "GX211",
    Severity.ERROR,
    cite="条例第五十条（年度报告应有的内容）",
    help="换成本机关的内容，或删去。",
    example=Example("其他需要报告的事项: |\n  本年度", "其他需要报告的事项: |\n  ××年度"),
)
def left_over(report: Report) -> Iterator[Problem]:
    """留有模板里的提示语，或编辑软件的残留。

    “该部分以表格形式报告”“此处填写”“××”是模板里的话，留在正文里说明没有填完（错误）；
    “××局”“某某县”也可能是隐去的名称，只作警告，说到人和案子的句子里不提；引用的标题里有“××”，说的
    正是标题、格式的，也不提。一句话里同样的毛病提示一次。
    “[bookmark: _GoBack]”、域代码是从 Word 带出来的（警告）。
    """
    for field, text in report.prose():
        told: set[tuple[int, str]] = set()
        for signs, pattern, severity, message in _KINDS:
            if not has_any(text, signs):
                continue
            for found in re.finditer(pattern, text):
                first, last = sentence(text, *found.span())
                said = text[first:last]
                if pattern is _DOUBTFUL and re.search(_CASES, said):
                    continue
                blank = found[0][0] in _BLANKS
                if blank and _is_quoted(text[first : found.start()]) and has_any(said, _TITLES):
                    continue
                if (first, found[0]) not in told:
                    told.add((first, found[0]))
                    words = _(message).format(written=found[0])
                    yield Problem((Span(field, *found.span()),), words, severity=severity)


def _is_quoted(before: str) -> bool:
    """Whether a quotation or the name of a document is left open by what stands before."""
    return before.rfind("《") > before.rfind("》") or before.rfind("“") > before.rfind("”")
