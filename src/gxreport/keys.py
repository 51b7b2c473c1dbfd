"""The keys of report.yaml, in both languages, as a tree that follows the form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from gxreport.form import Table, layout
from gxreport.layout import Row
from gxreport.model import Report

TABLE_TEXTS = {"说明": "intro", "注": "note", "intro": "intro", "note": "note"}
"""The field of a piece of text that belongs to a table, by its key in either language."""

FIELDS = {
    name: field.alias for name, field in Report.model_fields.items() if field.alias and not field.exclude
}
"""Top-level key in Chinese by its English name, in the order of report.yaml."""

FIELD_NAMES = {key: name for name, key in FIELDS.items()} | {name: name for name in FIELDS}
"""Field by its key in either language."""


@dataclass(slots=True)
class Branch:
    """One level of a table's keys: rows and groups by name, and the name by its key in either language."""

    entries: dict[str, Branch | Row] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def put(self, words: tuple[str, ...], entry: Branch | Row) -> None:
        """Enter a row or group under its keys; the first one names it."""
        self.entries[words[0]] = entry
        self.names.update(dict.fromkeys(words, words[0]))

    def rows(self) -> list[Row]:
        """The rows below, in the order of the form, each once."""
        found: dict[str, Row] = {}
        for entry in self.entries.values():
            rows = entry.rows() if isinstance(entry, Branch) else [entry]
            found |= {row.name: row for row in rows}
        return list(found.values())


@lru_cache
def tree(table: type[Table]) -> Branch:
    """The keys of a table.

    A group that Chinese keys leave out (三、本年度办理结果) can be entered by its English name; what
    it holds can also be written without it, in either language.
    """
    root = Branch()
    for row in layout(table).rows:
        hidden = len(row.names) - len(row.keys)
        steps = list(zip(row.keys, row.names[hidden:], strict=True))
        _insert(root, steps, row)
        if hidden:
            _insert(root, [(name, name) for name in row.names[:hidden]] + steps, row)
    return root


def _insert(branch: Branch, steps: list[tuple[str, str]], row: Row) -> None:
    *groups, last = steps
    for words in groups:
        below = branch.entries.get(words[0])
        if not isinstance(below, Branch):
            below = Branch()
            branch.put(words, below)
        branch = below
    branch.put(last, row)


@lru_cache
def columns(row: Row) -> dict[str, str]:
    """The name of a row's columns by key, in either language."""
    return {word: column.name for column in row.columns for word in (column.key, column.name)}


def nearest(word: str, words: Iterable[str]) -> str:
    """The known key that a mistyped one most likely means; empty if none is near."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(words), 1, 0.6 if len(word) > 2 else 0.5)), "")
