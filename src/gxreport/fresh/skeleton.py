"""The prose of a report to begin with: the headings that are asked for, and what to write under each.

What is still to be written says 此处填写, which rule GX211 finds, so that none of it is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gxreport.layout import Address, TableLayout
from gxreport.prose import in_chinese
from gxreport.sections import ASPECTS

_FIGURES = (
    ("本年新收政府信息公开申请", "new"),
    ("上年结转", "carried_in"),
    ("办结", "results.total"),
    ("结转下年度继续办理", "carried_out"),
)
_GUIDANCE = (
    "发布和解读了哪些政府信息，数量和效果",
    "办理申请的做法",
    "文件怎样确定公开属性，怎样清理和更新",
    "网站、新媒体和线下场所的建设和维护",
    "培训和检查的情况",
)
_ASSESSED = "培训和检查的情况，工作考核、社会评议、责任追究的结果"
_PROBLEMS = ("本年存在的主要问题", "改进的措施和期限")
_OTHER = "收取信息处理费的情况和其他事项；没有其他事项的，写“无其他需要报告的事项。”"


class Asks(NamedTuple):
    """What the prose must have: the year, cells quoted or described, a government's assessment."""

    year: int
    quoting: bool
    assessed: bool


def skeleton(requests: TableLayout, asks: Asks) -> dict[str, str]:
    """The three sections of prose by field name."""
    return {
        "overview": "\n".join(_overview(requests, asks)),
        "problems": "\n".join(map(_to_write, _PROBLEMS)),
        "other": _to_write(_OTHER),
    }


def _overview(requests: TableLayout, asks: Asks) -> Iterator[str]:
    yield f"{asks.year}年，{_to_write('这一年政府信息公开工作的重点')}"
    guidance = [*_GUIDANCE[:-1], _ASSESSED if asks.assessed else _GUIDANCE[-1]]
    for number, (aspect, told) in enumerate(zip(ASPECTS, guidance, strict=True), 1):
        figures = _quoted(requests) if number == 2 and asks.quoting else ""
        if number == 2 and not asks.quoting:
            told = f"{'、'.join(words for words, _row in _FIGURES)}的件数，{told}"
        yield f"（{in_chinese(number)}）{aspect}。{figures}{_to_write(told)}"


def _quoted(requests: TableLayout) -> str:
    """A sentence with the figures of the table, which follow it when they change."""
    counts = (
        f"{words}{{{{ {requests.key_of(Address(requests.name, row, 'total'))} }}}}件"
        for words, row in _FIGURES
    )
    return "，".join(counts) + "。"


def _to_write(what: str) -> str:
    return f"（此处填写：{what}）"
