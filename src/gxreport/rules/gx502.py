from __future__ import annotations

import re
from collections.abc import Iterator

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _
from gxreport.model import Report
from gxreport.prose import has_any, numbered, sentence
from gxreport.rules import Example, rule

_YEAR = r"(20\d\d)(?<!\d20\d\d)[ \u3000]*年度?"
_OWN = "[我本][局委办厅部镇乡县区市省院处街单机]"
# What may stand in a sentence before the year that it is about: a number, a heading, 一是, the organ.
_LED_BY = (
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?(?:[^，,：:]{0,14}[：:])?[一二三四五六]?是?"
    rf"(?:{_OWN}|本机关|本单位)?"
)
_IS_SUBJECT = (
    rf"[ \u3000]*(?:[，,]|全年|{_OWN}|全[局委镇乡县区市省院处系]|[共未]|收到|受理|新收|主动公开"
    r"|政府信息公开|政务公开)"
)
# A heading run in with its text, a blank between them: （三）政府信息管理情况 2022年，…….
_HEADED = r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．][ \u3000\xa0]*[^，,：:。；\s]{2,16}[ \u3000\xa0]+"
# How many documents were made is a figure of the report; a document that was made is its past.
_DOCUMENTS_MADE = (
    r"(?:制定|制发|印发|出台|发布)(?:了|行政|的)*规范性文件[ \u3000]*\d+[ \u3000]*[件份个部]"
    r"|(?:未|没有)(?:制定|制发|印发|出台|发布)过?(?:行政)?规范性文件"
)
_OF_THE_REPORT = ("公开", "申请", "复议", "诉讼", "信息", "解读")
# The report as a whole, called by a year: 现将2022年政府信息公开工作情况报告如下.
_CALLED = r"[ \u3000]*(?:[^，。；\d]{0,24})政府信息公开(?:工作)?(?:年度)?(?:工作)?(?:情况|报告|年报)"
_ANNOUNCED = {"preamble": ("现将", "如下", "编制", "本报告"), "overview": ("现将", "如下")}
_LOOKED_BACK_ON = ("问题", "发现", "指出", "整改", "已", "对照")
# Another year is lawful in these: comparisons, carried-over matters, budgets, plans, sums over years …
_LAWFUL = (
    *("上年", "上一年", "去年", "前年", "同比", "同期", "相比", "对比", "比例", "增长", "下降"),
    *("减少", "增加", "上升"),
    *("较", "比", "以来", "累计", "历年", "往年", "当年", "结转", "遗留", "跨年", "预算", "决算"),
    *("规划", "年鉴"),
    *("截至", "截止", "起至", "期间", "届", "已于", "曾", "此前", "基础上", "评估", "审计", "指出"),
)
# … and what happened or was made in an earlier year, unless the sentence opens the report.
_BACKGROUND = (
    *("印发", "出台", "制定", "修订", "施行", "颁布", "建成", "上线", "成立", "启动", "开通"),
    *("试点", "首次", "起"),
    *("考核", "整改", "反馈", "年度报告", "年报", "要点", "标准目录", "版", "号"),
    *("改革", "组建", "调整", "合并", "划转", "搬迁"),
)
_PLANS = (
    *("将", "拟", "计划", "力争", "预计", "继续", "下一步", "打算", "目标", "争取", "要", "进一步"),
    *("确保", "做好"),
)
_DONE = r"(?:收到|受理|新收|公开|发布|办结|答复)[^，。；]{0,12}?\d+\s*[件条篇份]"
_NOT_TEXT = ("title", "signature")


@rule(
    "GX502",
    Severity.WARNING,
    cite="条例第四十九条（上一年度的年度报告）",
    help="核对这一句说的是哪一年的事；照抄往年报告的，改成本年度的情况。",
    example=Example("2023年，示例区工业和信息化局围绕", "2022年，示例区工业和信息化局围绕"),
)
def another_year(report: Report) -> Iterator[Problem]:
    """一句话说的是别的年份的事。

    照抄去年的报告，最容易留下去年的年份。只看以年份开头、说本单位公开工作的句子；比较、结转、预决算、
    规划、计划、文件的年份都是正常的，同一段里也说到本年度的也不提。一个部分合为一条。
    """
    if report.year is None:
        return
    for field, text in report.prose():
        if field in _NOT_TEXT or "年" not in text:
            continue
        found = [
            (span, year)
            for match in re.finditer(_YEAR, text)
            if (year := int(match[1])) != report.year
            and (span := _sentence_about(field, text, match, report.year)) is not None
        ]
        if found:
            span, year = found[0]
            message = _("这一句说的是 {year} 年，报告的年度是 {reported} 年")
            yield Problem(
                tuple(other for other, _year in found),
                message.format(year=year, reported=report.year),
                expected=str(report.year),
                actual=str(year),
            )


def _sentence_about(field: str, text: str, year: re.Match[str], reported: int) -> Span | None:
    """The year where a sentence is about it and has no lawful reason to be."""
    first, last = sentence(text, *year.span())
    said, before, after = text[first:last], text[first : year.start()], text[year.end() : last]
    span = Span(field, *year.span())
    if str(reported) in _without_names(said) or has_any(said, _LAWFUL):
        return None
    if re.match(_CALLED, after):
        announced = has_any(said, _ANNOUNCED.get(field, ()))
        return span if announced and not has_any(said, _LOOKED_BACK_ON) else None
    if not re.match(_IS_SUBJECT, after):
        return None
    is_headed = re.fullmatch(_HEADED, before.lstrip()) is not None
    if not is_headed and not re.fullmatch(_LED_BY, before.strip()):
        return None
    made = re.sub(_DOCUMENTS_MADE, "", said) if "规范性文件" in said else said
    if str(reported) in _around(text, first, last, is_headed=is_headed) or (
        made == said and not has_any(said, _OF_THE_REPORT)
    ):
        return None
    if int(year[1]) > reported:
        is_done = field != "problems" and re.search(_DONE, after) and not has_any(after, _PLANS)
        return span if is_done else None
    opens = field in ("preamble", "overview") and not text[:first].strip()
    return span if opens or not has_any(made, _BACKGROUND) else None


def _around(text: str, first: int, last: int, *, is_headed: bool) -> str:
    """The paragraph of a sentence with the beginnings of its neighbours: years may be told one by one.

    Beside a paragraph with a heading, one with a heading of its own is about something else.
    """
    *above, begins = text[:first].split("\n")
    ends, *below = text[last:].split("\n")
    neighbours = (*above[-1:], *below[:1])
    beside = [line[:20] for line in neighbours if not (is_headed and numbered(line))]
    return _without_names("\n".join((begins + text[first:last] + ends, *beside)))


def _without_names(text: str) -> str:
    """A text without the names of documents: a year in 《2023年政务公开工作要点》 is the document's."""
    return re.sub(r"《[^》\n]*》?", "", text) if "《" in text else text
