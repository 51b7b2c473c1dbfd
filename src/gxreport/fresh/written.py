"""A report to begin with as report.yaml: every cell is there, and comments say what belongs in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from gxreport.cell import State
from gxreport.editions import notice
from gxreport.keys import FIELDS
from gxreport.layout import Address, Row
from gxreport.messages import _
from gxreport.model import OrganKind, Report
from gxreport.organs import kind_of
from gxreport.renderers import report_yaml
from gxreport.schema.modeline import modeline
from gxreport.schema.words import explained


def written(report: Report, previous: Report | None = None, schema: str = "") -> bytes:
    """The fresh report as UTF-8 text. `schema` is the file that describes it to editors, if there is one.

    Last year's figures and problems stand in comments: to compare with, not to be handed in again.
    """
    rows = {row.address: row for layout in report.layouts for row in layout.rows}
    firsts = {row.columns: row.address for row in reversed(rows.values())}

    def notes(address: Address) -> Iterable[str]:
        if address in rows:
            row = rows[address]
            return _on_row(row, previous, first=firsts[row.columns] == address)
        return _on_field(address, report, previous)

    head = [modeline(schema)] if schema else []
    head += report_yaml.comments(_guide(report))
    return "\n".join((*head, "", "")).encode() + report_yaml.written(report, notes, every_row=True)


def _guide(report: Report) -> Iterator[str]:
    yield _("{year} 年度政府信息公开工作年度报告，按{notice}的格式").format(
        year=report.year, notice=notice(report.edition)
    )
    yield _(
        "~ 是还没有填的格，改成数；没有发生的填 0，不要留空。整行都是零，[ ] 连同里面的 ~ 可以换成一个 0。"
    )
    yield _("总计的 ~ 不用改，由程序算出。# 后面是说明，不进报告，可以删去。")
    yield _("“此处填写”连同括号换成本机关的内容。{{ }} 里是表格里的格，生成文档时换成那一格的数。")
    yield _("填好后先运行 gxreport validate 检查，再运行 gxreport render 生成文档。")


def _on_field(address: Address, report: Report, previous: Report | None) -> Iterator[str]:
    """What to say of a field, a section or a group of rows."""
    name = address.table
    if address.row or name in ("overview", "disclosure", "requests", "reviews", "problems", "other"):
        words = explained(address)
        if words:
            yield words
    if name == "organ_kind":
        yield _("机关类型写 {kinds} 之一，决定适用哪些条款").format(
            kinds=_("、").join(kind.value for kind in OrganKind)
        )
    elif name == "published" and report.year:
        governs = kind_of(report).kind is OrganKind.GOVERNMENT
        yield _("条例第四十九条：部门的报告 1 月 31 日前公布，政府的报告 3 月 31 日前公布")
        day = date(report.year + 1, 3 if governs else 1, 31)
        yield f"{FIELDS[name]}: {day}   # " + _("公布后改成那一天，并删去行首的 #")
    elif name == "problems" and previous is not None and previous.problems:
        yield _("去年写的是下面这些，供对照。没有解决的，写明今年做了什么、还差什么，不要照抄：")
        yield from (f"  {line}" for line in previous.problems.split("\n") if line.strip())


def _on_row(row: Row, previous: Report | None, *, first: bool) -> Iterator[str]:
    """What a row means, and each column where it first stands; what was in it last year."""
    table = row.address.table
    words = explained(row.address)
    if words:
        yield words
    for column in row.columns if first else ():
        if told := explained(Address(table, "", column.name)):
            yield _("{column}：{meaning}").format(column=column.key, meaning=told)
    if previous is None:
        return
    if table == "disclosure":
        yield from _last_year(row, previous)
    elif row.name == "carried_in":
        yield _("这一行照去年报告的“结转下年度”填好了，请核对")


def _last_year(row: Row, previous: Report) -> Iterator[str]:
    """The figures that the row had last year, as they were written."""
    cells = previous.cells()
    there = [
        (column.key, cells[address].raw)
        for column, address in zip(row.columns, row.addresses, strict=True)
        if address in cells and cells[address].state is State.NUMBER
    ]
    if there:
        figures = _("、").join(f"{key} {raw}" for key, raw in there)
        yield _("去年：{figures}").format(figures=figures)
