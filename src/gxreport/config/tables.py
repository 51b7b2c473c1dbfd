"""The tables of a gxreport.toml, and what reads each."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

from gxreport.config import Config
from gxreport.config.blocks import units, waivers
from gxreport.config.checks import checks
from gxreport.config.file import File, opened, parsed, unknown
from gxreport.config.fonts import fonts
from gxreport.config.levels import severities
from gxreport.config.limits import limits
from gxreport.messages import _
from gxreport.waivers import Waiver


class _Table(NamedTuple):
    """A table: its field in Config and what reads it."""

    field: str
    read: Callable[[File, str, dict[str, object]], object]


class _Blocks(NamedTuple):
    """A table of which there may be several: its field in Config and what reads them all."""

    field: str
    read: Callable[[File, str, list[dict[str, object]]], object]


# To add a table: its names, its field in Config and its reader here.
TABLES: dict[str, _Table | _Blocks] = {
    "validate": _Table("checks", checks),
    "检查": _Table("checks", checks),
    "severity": _Table("severities", severities),
    "级别": _Table("severities", severities),
    "limits": _Table("limits", limits),
    "限度": _Table("limits", limits),
    "fonts": _Table("fonts", fonts),
    "unit": _Blocks("units", units),
    "单位": _Blocks("units", units),
    "waiver": _Blocks("waivers", waivers),
    "豁免": _Blocks("waivers", waivers),
}


def settings(name: str, data: bytes, rules: Collection[str] | None) -> Config:
    """The settings in a file; `name` is for messages. Raises BadConfig."""
    file = opened(name, data, rules)
    found: dict[str, object] = {}
    for key, value in parsed(file).items():
        if key not in TABLES:
            raise file.bad(file.line(key), unknown(_("没有“{key}”这样的设置"), key, TABLES))
        table = TABLES[key]
        made = _read(file, key, table, value)
        if table.field in found:
            raise file.twice(file.line(key), key)
        found[table.field] = made
    return Config(**found)  # type: ignore[arg-type]


def _read(file: File, key: str, table: _Table | _Blocks, value: object) -> object:
    if isinstance(table, _Table):
        if not isinstance(value, dict):
            raise file.bad(file.line(key), _("“{key}”是一组设置，要写成 [{key}]").format(key=key))
        return table.read(file, key, value)
    if not isinstance(value, list) or not all(isinstance(block, dict) for block in value):
        raise file.bad(file.line(key), _("“{key}”可以有几个，每个要写成 [[{key}]]").format(key=key))
    return table.read(file, key, value)


def only_waivers(name: str, data: bytes, rules: Collection[str] | None) -> tuple[Waiver, ...]:
    """The waivers in a baseline, which holds nothing else. Raises BadConfig."""
    file = opened(name, data, rules)
    for key in parsed(file):
        if key not in TABLES or TABLES[key].field != "waivers":
            raise file.bad(file.line(key), _("基线里只有豁免，没有“{key}”").format(key=key))
    return settings(name, data, rules).waivers
