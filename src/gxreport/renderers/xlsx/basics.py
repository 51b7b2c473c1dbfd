"""The first sheet of a workbook: the short fields of a report and its preamble, with hints."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from gxreport.editions import EDITIONS
from gxreport.keys import FIELDS
from gxreport.model import OrganKind, Report
from gxreport.quotes import filled
from gxreport.renderers.sheetnames import CONTINUED, SHOWN, pieces
from gxreport.renderers.stated import as_text
from gxreport.renderers.templates import whole
from gxreport.renderers.xlsx.formats import Formats, height

FIRST_ROW = 3
"""The row of the first field, below the title and how to fill the sheet in; counted from one."""
_WIDTHS = (12, 66, 40)
_MOST = 800  # characters of one cell: what Excel can show of a row in this width
_SPARE = {"preamble": 3, "signature": 2}  # empty rows to write on
_KINDS = [kind.value for kind in OrganKind]
_HINTS: Mapping[str, str] = {
    "organ": "机关全称，与标题里的一致",
    "organ_kind": f"从下拉列表里选：{'、'.join(_KINDS)}",
    "year": "报告的是哪一年，四位数，如 2023",
    "edition": "格式的版本，一般不用改：2021 年度起用 2021，2019、2020 年度用 2019",
    "period": "写成 2023-01-01/2023-12-31，可不填",
    "published": "写成 2024-01-25，可不填",
    "title": "不填就是“机关＋年度＋年政府信息公开工作年度报告”",
    "preamble": "可不填。一段写一行，不够就插入行",
    "signature": "可不填。写在文末的机关名称和日期，各写一行",
}
_GUIDE = (
    "淡黄色的格子供填写；灰色的格子是印好的文字和自动算出的合计，不用填。"
    "格子变红，说明填的不是数，或者这一格所在的勾稽关系不平，请核对。正文一段写一行。"
)


def write_basics(sheet: Worksheet, report: Report, looks: Formats) -> None:
    """Write the first sheet: label, value and hint; further lines of a value below it, without a label."""
    for column, columns in enumerate(_WIDTHS):
        sheet.set_column(column, column, columns)
    sheet.merge_range(0, 0, 0, 2, "政府信息公开工作年度报告", looks.title)
    sheet.set_row(0, 30)
    sheet.merge_range(1, 0, 1, 2, _GUIDE, looks.hint)
    sheet.set_row(1, 30)
    row = FIRST_ROW - 1
    for field in SHOWN:
        first = row
        lines = _value(report, field).split("\n")
        for number, line in enumerate([*lines, *[""] * _SPARE.get(field, 0)]):
            for again, piece in enumerate(pieces(line, _MOST)):
                label = CONTINUED if again else "" if number else FIELDS[field]
                sheet.write_string(row, 0, label, looks.label)
                sheet.write_string(row, 1, piece, looks.text if field == "preamble" else looks.value)
                hint = "" if label != FIELDS[field] else _HINTS[field]
                sheet.set_row(row, max(height(piece, _WIDTHS[1]), height(hint, _WIDTHS[2])))
                row += 1
        sheet.write_string(first, 2, _HINTS[field], looks.hint)
        _choices(sheet, first, field)
    sheet.freeze_panes(2, 1)


def _value(report: Report, field: str) -> str:
    value = getattr(report, field)
    text = as_text(value) if value else ""
    return whole(filled(report, text) if field == "preamble" else text)


def _choices(sheet: Worksheet, row: int, field: str) -> None:
    choices = {"organ_kind": _KINDS, "edition": [str(edition) for edition in EDITIONS]}.get(field)
    if choices:
        words = f"请从列表里选：{'、'.join(choices)}"
        rule = {"validate": "list", "source": choices, "error_title": "不在列表里", "error_message": words}
        sheet.data_validation(row, 1, row, 1, rule)
