"""The keys that may be written where somebody is typing, in the order of the form, and a few values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gxreport import keys
from gxreport.editions import EDITIONS, edition_for, notice, table, tables
from gxreport.form import Table
from gxreport.keys import FIELD_NAMES, FIELDS, TABLE_TEXTS, Branch
from gxreport.layout import Address, Row
from gxreport.lsp.levels import Level, level
from gxreport.lsp.texts import Point, Stretch
from gxreport.model import OrganKind
from gxreport.schema.words import about, explained
from gxreport.sections import SECTIONS

_YEAR = r"""^["']?(?:年度|year)["']?\s*:\s*["']?(\d{4})"""
_EDITION = r"""^["']?(?:格式|edition)["']?\s*:\s*["']?(\d{4})"""


class Offer(NamedTuple):
    """A key or value that may stand at a stretch: `text` is written, `label` is shown."""

    stretch: Stretch
    label: str
    text: str
    detail: str = ""
    words: str = ""


def offers(lines: Sequence[str], point: Point) -> list[Offer]:
    """What may be written at a point of a report in YAML."""
    found = level(lines, point.line, point.column) if point.line < len(lines) else None
    if found is None:
        return []
    there = Stretch(Point(point.line, point.column - len(found.typed)), point)
    english = _in_english(lines)
    if found.key:
        return list(_values(found, there, english=english))
    return list(_keys(found, there, _edition(lines), english=english))


def _values(found: Level, there: Stretch, *, english: bool) -> Iterator[Offer]:
    """The words that a field may hold, where there are but few."""
    name = FIELD_NAMES.get(found.key) if not found.above else None
    if name == "organ_kind":
        for kind in OrganKind:
            word = kind.name.lower() if english else kind.value
            yield Offer(there, word, word)
    elif name == "edition":
        for edition in reversed(EDITIONS):
            yield Offer(there, str(edition), str(edition), notice(edition))


def _keys(found: Level, there: Stretch, edition: int, *, english: bool) -> Iterator[Offer]:
    if not found.above:
        yield from _fields(found, there, english=english)
        return
    name = FIELD_NAMES.get(found.above[0], "")
    if name not in {one.section.name for one in tables(edition)}:
        return
    entry: Branch | Row = keys.tree(table(edition, name))
    for word in found.above[1:]:
        if isinstance(entry, Row) or word not in entry.names:
            return
        entry = entry.entries[entry.names[word]]
    if isinstance(entry, Row):
        yield from _columns(entry, found, there, english=english)
    else:
        yield from _rows(entry, found, there, table(edition, name), english=english)


def _fields(found: Level, there: Stretch, *, english: bool) -> Iterator[Offer]:
    present = {FIELD_NAMES.get(word) for word in found.beside}
    titles = {section.name: section.heading for section in SECTIONS}
    for name, key in FIELDS.items():
        if name not in present:
            said = about(name)
            words = said if isinstance(said, str) else explained(said)
            label = name if english else key
            end = ":" if name in titles else ": "
            yield Offer(there, label, label + end, titles.get(name, ""), words)


def _rows(
    branch: Branch, found: Level, there: Stretch, whole: type[Table], *, english: bool
) -> Iterator[Offer]:
    """The rows and groups of a table or group. A group that the form does not show is not offered."""
    present = {branch.names.get(word) for word in found.beside}
    section = whole.section.name
    for name, entry in branch.entries.items():
        own = [word for word, named in branch.names.items() if named == name]
        if name in present or len(own) < 2:  # one word: it has no key in Chinese
            continue
        row = entry if isinstance(entry, Row) else entry.rows()[0]
        depth = len(row.names) if entry is row else _depth(row, name)
        label = own[1] if english else own[0]
        address = Address(section, ".".join(row.names[:depth]))
        end = ": " if entry is row else ":"
        yield Offer(there, label, label + end, row.labels[depth - len(row.names) - 1], explained(address))
    if len(found.above) == 1:
        for key, name in TABLE_TEXTS.items():
            present_texts = {TABLE_TEXTS.get(word) for word in found.beside}
            if (key == name) is english and name not in present_texts:
                yield Offer(there, key, f"{key}: ", "", str(about(name)))


def _depth(row: Row, name: str) -> int:
    hidden = len(row.names) - len(row.keys)
    return (*row.names[:hidden], *row.keys).index(name) + 1


def _columns(row: Row, found: Level, there: Stretch, *, english: bool) -> Iterator[Offer]:
    names = keys.columns(row)
    present = {names.get(word) for word in found.beside}
    for column in row.columns:
        if column.name not in present:
            label = column.name if english else column.key
            words = explained(Address(row.address.table, "", column.name))
            yield Offer(there, label, f"{label}: ", column.label, words)


def _in_english(lines: Sequence[str]) -> bool:
    """Whether a document has its outermost keys in English."""
    words = [found[1] for line in lines if (found := re.match(r"([^\s:#\"'\[{]+)\s*:", line))]
    known = [word for word in words if word in FIELD_NAMES]
    return sum(word in FIELDS for word in known) * 2 > len(known)


def _edition(lines: Sequence[str]) -> int:
    """The edition that a document names, or that its year has; the latest if it says neither."""
    stated = next((int(found[1]) for line in lines if (found := re.match(_EDITION, line))), 0)
    year = next((int(found[1]) for line in lines if (found := re.match(_YEAR, line))), 0)
    return stated if stated in EDITIONS else edition_for(year) or EDITIONS[-1]
