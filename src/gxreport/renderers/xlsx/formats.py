"""The looks of a workbook: type, colours, borders, and which cells may be changed."""

from __future__ import annotations

from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from gxreport.textwidth import width

_SONG, _HEI = "宋体", "黑体"
_LABEL, _FILL_IN, _BORDER = "#F2F2F2", "#FFFDF0", "#7F7F7F"
_TEXT = "@"  # what is typed stays as it was typed: 2024-01-25 is no date, “- 一” is no formula
_LINE_HEIGHT, _MARGIN, _TALLEST = 14.5, 7, 409.0  # points; Excel has no taller row


class Formats(NamedTuple):
    """The formats of one workbook. Cells to be filled in are unlocked and lightly coloured."""

    title: Format
    heading: Format
    hint: Format
    label: Format
    row_label: Format
    value: Format
    text: Format
    mark: Format
    count: Format
    amount: Format
    formula_like: Format
    total: Format
    wrong: Format


def formats(book: Workbook) -> Formats:
    """Make the formats of a workbook."""
    plain: dict[str, object] = {"font_name": _SONG, "font_size": 10.5, "valign": "vcenter", "text_wrap": True}
    boxed = {**plain, "border": 1, "border_color": _BORDER}
    label = {**boxed, "bg_color": _LABEL, "align": "center"}
    free = {**boxed, "bg_color": _FILL_IN, "locked": False}
    # A long figure is set smaller rather than hidden behind ####.
    figure = {**free, "align": "center", "text_wrap": False, "shrink": True}
    found: dict[str, dict[str, object]] = {
        "title": {**plain, "font_name": _HEI, "font_size": 16, "align": "center"},
        "heading": {**plain, "font_name": _HEI, "font_size": 14, "text_wrap": False},
        "hint": {**plain, "font_size": 9, "font_color": "#595959"},
        "label": label,
        "row_label": {**label, "align": "left"},
        "value": {**free, "num_format": _TEXT},
        "text": {**free, "num_format": _TEXT, "valign": "top"},
        "mark": {**plain, "font_size": 9, "font_color": "#7F7F7F", "locked": False},
        "count": {**figure, "num_format": "0"},
        "amount": figure,
        "formula_like": {**figure, "quote_prefix": True},
        "total": {**figure, "bg_color": _LABEL, "locked": True, "num_format": "0"},
        "wrong": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    }
    return Formats(**{name: book.add_format(properties) for name, properties in found.items()})


def height(text: str, columns: float) -> float:
    """The height in points of a row with this text, in a cell as wide as this many characters.

    It is stated because a merged cell makes no room for its lines, and some programs make none at all.
    """
    room = max(int(columns - 1) // 2 * 2, 2)
    lines = sum(max(1, -(-width(line) // room)) for line in text.split("\n"))
    return min(lines * _LINE_HEIGHT + _MARGIN, _TALLEST)
