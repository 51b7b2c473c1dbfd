"""The report as open data: JSON with the keys of report.yaml, described by schemas/report.schema.json."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from gxreport import form
from gxreport.cell import State
from gxreport.form import Table
from gxreport.keys import FIELDS, TABLE_TEXTS
from gxreport.layout import Address, Kind, Row
from gxreport.model import Report
from gxreport.quotes import filled
from gxreport.renderers import USUAL, Setting
from gxreport.renderers.figures import printed
from gxreport.renderers.stated import as_text
from gxreport.renderers.templates import whole

Object: TypeAlias = dict[str, Any]
Fill: TypeAlias = Callable[[str], str]

_MOST_DIGITS = 15  # what every program keeps of a number
_PROSE = ("overview", "problems", "other")
_TEXT_KEYS = {name: key for key, name in reversed(TABLE_TEXTS.items())}


def render(report: Report, setting: Setting = USUAL) -> bytes:
    """The report as UTF-8 JSON: totals that were left out computed, quotes in the prose filled in."""
    return (whole(json.dumps(published(report), ensure_ascii=False, indent=2)) + "\n").encode()


def published(report: Report) -> Object:
    """The report as it is published, as plain values."""
    return _plain(report, printed(report), lambda text: filled(report, text))


def source(report: Report) -> Object:
    """The report as it was written: no total computed, quotes as quotes."""
    cells = {
        address: cell.raw or "" for address, cell in report.cells().items() if cell.state is not State.MISSING
    }
    return _plain(report, cells, str)


def _plain(report: Report, figures: Mapping[Address, str], fill: Fill) -> Object:
    made: Object = {}
    for name, key in FIELDS.items():
        value = getattr(report, name)
        if isinstance(value, Table):
            if table := dict(_table(value, figures, fill)):
                made[key] = table
        elif isinstance(value, int):
            made[key] = value
        elif value or (value is not None and name in _PROSE):
            made[key] = fill(as_text(value))
    return made


def _table(table: Table, figures: Mapping[Address, str], fill: Fill) -> Iterator[tuple[str, Any]]:
    if table.intro:
        yield _TEXT_KEYS["intro"], fill(table.intro)
    groups: Object = {}
    for row in form.layout(type(table)).rows:
        value = _row(row, figures)
        if value is None:
            continue
        *above, key = row.keys
        group = groups
        for word in above:
            group = group.setdefault(word, {})
        group[key] = value
    yield from groups.items()
    if table.note:
        yield _TEXT_KEYS["note"], fill(table.note)


def _row(row: Row, figures: Mapping[Address, str]) -> Any:
    """The figures of a row by column, or its only figure; None where it has none."""
    found = {
        column.key: _figure(figures[address], column.kind)
        for column, address in zip(row.columns, row.addresses, strict=True)
        if address in figures
    }
    if not found:
        return None
    return next(iter(found.values())) if len(row.columns) == 1 else found


def _figure(written: str, kind: Kind) -> int | float | str:
    """A figure as a number if it is one of its kind and JSON writes it as it was written, else as text."""
    if len(written) > _MOST_DIGITS or not written.isascii():
        return written
    whole, point, decimals = written.removeprefix("-").partition(".")
    if not point and whole.isdigit() and str(int(written)) == written:
        return int(written)
    if kind in (Kind.AMOUNT, Kind.WAN_YUAN) and whole.isdigit() and decimals.isdigit():
        number = float(written)  # only for JSON, which knows no other number
        return number if repr(number) == written else written
    return written
