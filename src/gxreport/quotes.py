"""Figures quoted in prose: `{{ 申请办理.本年新收.总计 }}` stands for what the cell holds.

A quote is a key of report.yaml, in either language, and nothing else: nothing is run, and nothing
but the cells of this report can be reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gxreport import keys
from gxreport.layout import Address, Row
from gxreport.model import Report
from gxreport.sums import computed

_QUOTE = r"\{\{[ \t\u3000]*([^{}\n]{1,80}?)[ \t\u3000]*\}\}"


class Quote(NamedTuple):
    """A quote: its characters `start` up to `end` of the text, and the key that it names."""

    start: int
    end: int
    key: str


def quotes(text: str) -> Iterator[Quote]:
    """The quotes in a text, from first to last."""
    if "{{" in text:
        for found in re.finditer(_QUOTE, text):
            yield Quote(found.start(), found.end(), found[1])


def quoted(report: Report, key: str) -> Address | None:
    """The cell that a key names; None where it names none. A row with one figure needs no column."""
    name, *words = (word.strip() for word in key.split("."))
    table = next((t for t in report.tables if name in (t.section.key, t.section.name)), None)
    entry: keys.Branch | Row | None = keys.tree(type(table)) if table else None
    while isinstance(entry, keys.Branch) and words:
        entry = entry.entries.get(entry.names.get(words.pop(0), ""))
    if not isinstance(entry, Row) or len(words) > 1:
        return None
    if not words:
        return entry.addresses[0] if len(entry.columns) == 1 else None
    column = keys.columns(entry).get(words[0])
    return next((address for address in entry.addresses if address.column == column), None)


def figure(report: Report, address: Address) -> str:
    """What a cell holds as text: as written, or computed where a total was left out; else empty."""
    return report.once(computed).get(address, report.cells()[address].raw or "")


def filled(report: Report, text: str) -> str:
    """The text with every quote replaced by its figure. One that names no filled cell stays as it is."""
    return "".join(piece.text for piece in pieces(report, text))


class Piece(NamedTuple):
    """A piece of a text with its quotes filled in, and the characters of the text that it stands for."""

    text: str
    start: int
    end: int


def pieces(report: Report, text: str) -> Iterator[Piece]:
    """What `filled` is made of: words as they are written, and the figures that stand for quotes."""
    end = 0
    for quote in quotes(text):
        address = quoted(report, quote.key)
        value = figure(report, address) if address else ""
        yield Piece(text[end : quote.start], end, quote.start)
        yield Piece(value or text[quote.start : quote.end], quote.start, quote.end)
        end = quote.end
    yield Piece(text[end:], end, len(text))
