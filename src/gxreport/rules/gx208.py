from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _
from gxreport.model import Report
from gxreport.prose import has_any, lines, numbered
from gxreport.rules import Example, rule
from gxreport.sections import ASPECTS

_FIRST_YEAR = 2021
_STRUCTURED = 3
_LONGEST_HEADING = 24


class _Aspect(NamedTuple):
    """One of the five: words that name it wherever they stand, and words that hint at it.

    Hints count in headings; and in any sentence of a section that has no headings by aspect.
    """

    name: str
    names: tuple[str, ...]
    hints: tuple[str, ...]


_ASPECTS = (
    _Aspect(
        ASPECTS[0],
        ("主动公开", "主动发布", "主动向社会公开"),
        (
            *("发布", "解读", "公示", "公布", "政务公开", "政策公开", "公开政策", "公开信息"),
            *("公开情况", "公开内容", "公开事项"),
        ),
    ),
    _Aspect(
        ASPECTS[1],
        ("依申请", "依法申请", "公开申请", "申请公开", "申请人", "申请件"),
        ("申请", "答复"),
    ),
    _Aspect(
        ASPECTS[2],
        (
            *("信息管理", "信息资源", "信息的管理", "规范性文件管理", "文件管理", "公开属性"),
            *("信息制作", "信息规范化"),
        ),
        (
            *("管理", "审核", "审查", "清理", "规范", "台账", "目录", "更新", "档案", "归档"),
            *("保密", "规范性文件", "标准化"),
        ),
    ),
    _Aspect(
        ASPECTS[3],
        (
            *("平台建设", "公开平台", "网站建设", "平台管理", "平台运维", "载体", "渠道建设"),
            *("阵地", "新媒体", "集约化"),
        ),
        (
            *("平台", "网站", "渠道", "专栏", "栏目", "公众号", "微信", "微博", "查阅", "公开栏"),
            *("公示栏", "网络"),
        ),
    ),
    _Aspect(
        ASPECTS[4],
        (
            *("监督保障", "保障监督", "监督和保障", "监督与保障", "教育培训", "监督检查"),
            *("监督考核", "考核评议", "社会评议"),
        ),
        ("监督", "保障", "培训", "考核", "评议", "领导", "责任", "检查", "督查", "机制", "制度", "队伍"),
    ),
)

# Why there is disclosure at all, and no word on what was done: 保障群众的知情权、参与权和监督权.
_WHOM = (
    "广大|人民|社会|公民|公众|群众|民众|百姓|老百姓|法人|申请人|企业|市民|居民|村民|辖区|其|依法|对|和|的"
    "|知情|参与|表达|监督|合法"
)
_NO_DUTY = "(?![责威限力])"  # 保障权责清晰, 监督权限
_RIGHTS = (
    rf"保障(?:了|好)?(?=(?:{_WHOM}))[^，。；：\n]{{0,24}}?权{_NO_DUTY}|(?:知情|参与|表达|监督)权{_NO_DUTY}"
)


@rule(
    "GX208",
    Severity.WARNING,
    cite="国办公开办函〔2021〕30号，第一部分总体情况",
    help="在第一部分补写这一方面的情况；没有做的也如实说明。",
    example=Example(
        "政府信息管理。对历年制发的文件逐件核对公开属性和效力状态，失效的及时标注，改名的注明沿革，网上网下保持一致",
        "企业服务。组织业务骨干走访企业，听取意见，帮助解决用地用电等困难",
    ),
)
def five_aspects(report: Report) -> Iterator[Problem]:
    """第一部分缺少五个方面中的某一方面。

    2021 年版格式要求总体情况写主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个
    方面。说法不必一样：写成“信息资源管理”“网站和新媒体”“教育培训”都算；没有分小标题的，正文里说到
    就算；只说“保障群众的知情权、监督权”的不算。2020 年度以前的报告没有这一要求。
    """
    text = report.overview or ""
    if report.year is None or report.year < _FIRST_YEAR or not text.strip():
        return
    unnamed = [aspect for aspect in _ASPECTS if not has_any(text, aspect.names)]
    if not unnamed:
        return
    headings = "\n".join(_headings(text))
    by_aspect = sum(has_any(headings, aspect.names) for aspect in _ASPECTS) >= _STRUCTURED
    told = headings if by_aspect else re.sub(_RIGHTS, "", text) if "权" in text else text
    lacking = [aspect for aspect in unnamed if not has_any(told, aspect.hints)]
    if lacking:
        names = _("、").join(_("“{label}”").format(label=_(aspect.name)) for aspect in lacking)
        yield Problem((Span("overview"),), _("第一部分没有写{names}").format(names=names))


def _headings(text: str) -> Iterator[str]:
    """What sub-headings say: numbered lines up to the first stop, and short lines without one."""
    for _offset, line in lines(text):
        number = numbered(line)
        heading, *rest = re.split("[。：:；，]", number.text if number else line.strip())
        if number or (not rest and len(heading) <= _LONGEST_HEADING):
            yield heading
