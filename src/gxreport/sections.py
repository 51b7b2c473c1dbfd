"""The six sections of a report, alike in both editions."""

from __future__ import annotations

from typing import NamedTuple

from gxreport.messages import marked

NUMERALS = "一二三四五六七八九十"


class Section(NamedTuple):
    """A section: `title` as the form prints it, `law` as 条例 art. 50 words it (accepted as well).

    `also` are wordings of published reports that are understood but are not the form's.
    """

    number: int
    name: str
    key: str
    title: str
    law: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The heading as printed: 一、总体情况."""
        return f"{NUMERALS[self.number - 1]}、{self.title}"


OVERVIEW = Section(1, "overview", "总体情况", "总体情况", also=("总体情况概述", "工作概述", "概述", "概况"))
DISCLOSURE = Section(
    2,
    "disclosure",
    "主动公开",
    "主动公开政府信息情况",
    law=("行政机关主动公开政府信息的情况", "行政机关主动公开政府信息情况", "主动公开政府信息的情况"),
    also=("主动公开情况", "政府信息主动公开情况"),
)
REQUESTS = Section(
    3,
    "requests",
    "申请办理",
    "收到和处理政府信息公开申请情况",
    law=(
        "行政机关收到和处理政府信息公开申请的情况",
        "行政机关收到和处理政府信息公开申请情况",
        "收到和处理政府信息公开申请的情况",
    ),
    also=("依申请公开情况", "依申请公开政府信息情况"),
)
REVIEWS = Section(
    4,
    "reviews",
    "复议诉讼",
    "政府信息公开行政复议、行政诉讼情况",
    law=(
        "因政府信息公开工作被申请行政复议、提起行政诉讼的情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    ),
    also=("行政复议、行政诉讼情况", "政府信息公开行政复议和行政诉讼情况"),
)
PROBLEMS = Section(
    5,
    "problems",
    "存在的主要问题及改进情况",
    "存在的主要问题及改进情况",
    law=("政府信息公开工作存在的主要问题及改进情况",),
    also=("存在问题及改进情况", "主要问题和改进措施", "存在的主要问题和改进措施", "存在的问题及改进情况"),
)
OTHER = Section(
    6,
    "other",
    "其他需要报告的事项",
    "其他需要报告的事项",
    also=("其他需要说明的事项", "其他事项", "其他需要报告事项"),
)

SECTIONS = (OVERVIEW, DISCLOSURE, REQUESTS, REVIEWS, PROBLEMS, OTHER)
TABLES = (DISCLOSURE, REQUESTS, REVIEWS)
"""The sections that are tables; the others are prose."""

ASPECTS = (
    marked("主动公开"),
    marked("依申请公开"),
    marked("政府信息管理"),
    marked("政府信息公开平台建设"),
    marked("监督保障"),
)
"""What the first section reports on, in this order (国办公开办函〔2021〕30号)."""
