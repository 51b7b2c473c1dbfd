"""Keys of report.yaml in gxreport.toml, in either language: a cell, a row, a group, a table, a text."""

from __future__ import annotations

from functools import lru_cache

from gxreport import keys
from gxreport.config.file import File
from gxreport.editions import EDITIONS, tables
from gxreport.form import Table
from gxreport.layout import Address, Row
from gxreport.messages import _
from gxreport.sections import TABLES


def no_such_address(file: File, named: object) -> str:
    """The sentence on the first of several keys that neither edition of the form has; empty if all exist."""
    assert isinstance(named, tuple)
    strange = next((key for key in named if not any(addressed(key))), None)
    message = _("报告里没有“{key}”；照 report.yaml 的键写，如 申请办理.本年新收.总计，也可以只写到行或表")
    return message.format(key=strange) if strange is not None else ""


@lru_cache
def addressed(key: str) -> tuple[tuple[Address, ...], str]:
    """What a key names: cells, rows or a table of either edition, and the field of a text.

    A table is both: what stands in it and what is written about it. Nothing at all if there is no such key.
    """
    name, *words = (word.strip() for word in key.split("."))
    field = keys.FIELD_NAMES.get(name, "")
    found = [
        address
        for edition in EDITIONS
        for table in tables(edition)
        if table.section.name == field
        for address in _in_table(table, words)
    ]
    if len(words) == 1 and words[0] in keys.TABLE_TEXTS and field in (section.name for section in TABLES):
        return (), f"{field}.{keys.TABLE_TEXTS[words[0]]}"
    return tuple(dict.fromkeys(found)), "" if words else field


def _in_table(table: type[Table], words: list[str]) -> list[Address]:
    """The table, or the rows or cell that the words lead to."""
    if not words:
        return [Address(table.section.name)]
    entry: keys.Branch | Row | None = keys.tree(table)
    left = list(words)
    while isinstance(entry, keys.Branch) and left:
        entry = entry.entries.get(entry.names.get(left.pop(0), ""))
    if isinstance(entry, keys.Branch):
        return [row.address for row in entry.rows()]
    if entry is None or len(left) > 1:
        return []
    if not left:
        return [entry.address]
    column = keys.columns(entry).get(left[0])
    return [address for address in entry.addresses if address.column == column]
