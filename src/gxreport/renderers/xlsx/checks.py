"""What a sheet does while it is filled in: it refuses what is no figure, and shows broken sums in red."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from gxreport.layout import Address, Kind, Relation, TableLayout
from gxreport.renderers.xlsx.formats import Formats
from gxreport.renderers.xlsx.formulas import Where, broken, no_figure

_WHOLE: Mapping[str, object] = {"validate": "integer", "criteria": ">=", "value": 0}
_SIGNED: Mapping[str, object] = {
    "validate": "integer",
    "criteria": "between",
    "minimum": -(10**9),
    "maximum": 10**9,
}
_DECIMAL: Mapping[str, object] = {"validate": "decimal", "criteria": ">=", "value": 0}
_RULES = {
    Kind.COUNT: (_WHOLE, "填件数：0 或正整数，不写单位；没有就填 0。"),
    Kind.CHANGE: (_SIGNED, "填本年增减的个数：增加写 3，减少写 -3，没有变化写 0。"),
    Kind.AMOUNT: (_DECIMAL, "填采购总金额，可带小数，不写单位；没有就填 0。"),
    Kind.WAN_YUAN: (_DECIMAL, "填金额，单位是万元，可带小数；12,500 元写 1.25，没有就填 0。"),
}


class Area(NamedTuple):
    """A rectangle of cells on a sheet, 0-based, with its last row and column."""

    top: int
    left: int
    bottom: int
    right: int


def check(
    sheet: Worksheet, layout: TableLayout, at: Mapping[Address, Area], where: Where, looks: Formats
) -> None:
    """Let the figures of a table be checked; `at` is where each of them stands."""
    for kind, area in _by_kind(layout, at):
        _validate(sheet, area, kind)
        formula = no_figure(xl_rowcol_to_cell(area.top, area.left), kind)
        _redden(sheet, area, formula, looks)
    for equation in layout.equations:
        red = equation.left + (equation.right if equation.relation is Relation.BALANCE else ())
        for address in red:
            _redden(sheet, at[address], broken(equation, where), looks)


def _redden(sheet: Worksheet, area: Area, formula: str, looks: Formats) -> None:
    rule = {"type": "formula", "criteria": formula, "format": looks.wrong}
    sheet.conditional_format(*area, rule)


def _validate(sheet: Worksheet, area: Area, kind: Kind) -> None:
    rule, words = _RULES[kind]
    told = {
        "input_message": words,
        "error_title": "这一格填不进去",
        "error_message": f"{words}数字用半角，不带逗号、括号和文字。",
    }
    sheet.data_validation(*area, {**rule, **told})


def ranges(areas: Iterable[Area]) -> Iterator[str]:
    """The cells as absolute ranges; neighbours in a row or a column make one."""
    run: list[Area] = []
    for area in areas:
        # Of a merged cell only the first one holds its figure.
        cell = Area(area.top, area.left, area.top, area.left)
        if run and not (
            _follows(run[-1], cell) and (len(run) < 2 or _step(run[-2:]) == _step((run[-1], cell)))
        ):
            yield xl_range_abs(run[0].top, run[0].left, run[-1].top, run[-1].left)
            run = []
        run.append(cell)
    if run:
        yield xl_range_abs(run[0].top, run[0].left, run[-1].top, run[-1].left)


def _step(pair: Iterable[Area]) -> tuple[int, int]:
    first, second = pair
    return second.top - first.top, second.left - first.left


def _follows(first: Area, second: Area) -> bool:
    return _step((first, second)) in ((1, 0), (0, 1))


def _by_kind(layout: TableLayout, at: Mapping[Address, Area]) -> Iterator[tuple[Kind, Area]]:
    """The figures as rectangles of one kind each."""
    rows: list[tuple[Kind, Area]] = []
    ordered = sorted(layout.addresses(), key=lambda address: at[address])
    for (_top, kind), run in groupby(ordered, key=lambda a: (at[a].top, layout.column(a).kind)):
        areas = [at[address] for address in run]
        rows.append((kind, Area(*areas[0][:2], *areas[-1][2:])))
    while rows:
        kind, area = rows.pop(0)
        while (below := (kind, area._replace(top=area.bottom + 1, bottom=area.bottom + 1))) in rows:
            rows.remove(below)
            area = area._replace(bottom=area.bottom + 1)
        yield kind, area
