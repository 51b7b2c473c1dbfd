"""What the rules against last year's report share: which report that is, and what is known of its cells."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from gxreport import organnames
from gxreport.cell import State
from gxreport.form import Table
from gxreport.layout import Address
from gxreport.messages import _
from gxreport.model import Report
from gxreport.prose import has_any, places, sentence
from gxreport.rules import Background
from gxreport.sums import definitions

# Documents and applications also come and go with organs, lapse, or were counted wrongly the year before.
# Where a report says so, its word is taken: beside the figures, or wherever it names them.
_MOVED = ("合并", "划转", "划入", "划出", "移交", "承接", "并入")
_LAPSED = ("失效", "到期", "期满", "有效期", "转入")
_COUNTED_OTHERWISE = ("口径", "机构改革", "更正", "有误", "误报", "漏报", "漏计", "少计", "多计")
_BESIDE = (*_MOVED, *_LAPSED, *_COUNTED_OTHERWISE, "清理")
_OPEN = (State.BLANK, State.MISSING)


def last_years(report: Report, background: Background) -> Report | None:
    """The report of the year before by the same organ, if that is known."""
    previous = background.previous
    return previous if previous is not None and follows(report, previous) else None


def follows(report: Report, previous: Report) -> bool:
    """Whether a report is that of the year after, and may be of the same organ."""
    return (
        report.year is not None
        and previous.year == report.year - 1
        and organnames.compatible(report.organ, previous.organ)
    )


def why_not(report: Report, previous: Report, name: str) -> str:
    """Why a report, the file `name`, is not last year's of this one; empty if it is."""
    if follows(report, previous):
        return ""
    if report.year is None:
        return _("本年的报告没有写年度")
    if previous.year is None:
        return _("{name} 没有写年度").format(name=name)
    if previous.year != report.year - 1:
        return _("{name} 是 {year} 年度的报告，要的是 {due} 年度的").format(
            name=name, year=previous.year, due=report.year - 1
        )
    return _("{name} 是“{organ}”的报告，不是“{own}”的").format(
        name=name, organ=previous.organ, own=report.organ
    )


class Matter(NamedTuple):
    """What figures count, by the words of prose, and what may have happened to it besides."""

    named: tuple[str, ...]
    ways: tuple[str, ...]
    of: tuple[str, ...] = ()
    """What a sentence must name besides; empty where nothing."""
    parts: str = ""
    """A pattern of sentences that add figures of several organs."""


DOCUMENTS = Matter(("规范性文件", "规章"), (*_MOVED, *_LAPSED, *_COUNTED_OTHERWISE))
# 到期 and 转入 say nothing of applications: 未到期的1件转入下一年度.
_SEVERAL = (
    r"[两二三四五多各](?:个|家)?(?:局|委|厅|部门|单位|机关|机构|乡|镇|街道)[^，。；]{0,6}(?:合计|之和|相加|汇总)"
    r"|原[^，。；、（）()\d]{2,20}[局委办厅部所院会镇乡处心]\d+[件份宗]"
)
CARRIED_IN = Matter(
    ("结转",),
    (*_MOVED, *_COUNTED_OTHERWISE),
    ("上年", "上一年", "去年", "往年", "历年", "年结转"),
    _SEVERAL,
)
PROJECTS = Matter(("上一年项目", "上年项目"), _BESIDE)


def explained(report: Report, table: Table, matter: Matter, beside: str = "") -> bool:
    """Whether a report says why figures of a table do not follow from last year's.

    It may say so by the table, `beside` a figure, or in a sentence anywhere that names what they count.
    """
    if any(has_any(text, _BESIDE) for text in (table.intro, table.note, beside) if text):
        return True
    return any(_says_why(text, matter) for field, text in report.prose() if field != "title")


def _says_why(text: str, matter: Matter) -> bool:
    for at in (at for name in matter.named for at in places(text, (name,))):
        said = text[slice(*sentence(text, at, at))]
        if matter.of and not has_any(said, matter.of):
            continue
        if has_any(said, matter.ways) or (matter.parts and re.search(matter.parts, said)):
            return True
    return False


def known(report: Report, address: Address) -> Decimal | None:
    """What a cell says, or its parts say where it is a total left open; None if any of that is not known."""
    cell = report.cells().get(address)
    if cell is None or cell.state not in _OPEN:
        return cell.value if cell else None
    values = [known(report, part) for part in definitions(report.layout(address.table)).get(address, ())]
    return added(values) if values else None


def added(values: list[Decimal | None]) -> Decimal | None:
    """The sum of the values; None if one of them is not known."""
    found = [value for value in values if value is not None]
    return sum(found, Decimal(0)) if len(found) == len(values) else None
