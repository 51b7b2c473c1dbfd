"""What a workbook of gxreport calls its sheets, and how long lines stand in it: for writer and reader."""

from __future__ import annotations

from collections.abc import Iterator

from gxreport.sections import NUMERALS, Section

BASICS = "基本信息"
"""The first sheet: short fields and the preamble, a label beside each."""

SHOWN = (
    "organ",
    "organ_kind",
    "year",
    "edition",
    "period",
    "published",
    "title",
    "preamble",
    "signature",
)
"""The fields of the first sheet, in its order."""

CONTINUED = "接上行"
"""Stands beside a row whose text goes on with that of the row above."""

_STOPS = "。；！？"


def sheet_name(section: Section) -> str:
    """The name of a section's sheet: 三、申请办理."""
    return f"{NUMERALS[section.number - 1]}、{section.key}"


def pieces(line: str, most: int) -> Iterator[str]:
    """A line in pieces of at most `most` characters, cut where a sentence ends if one does."""
    while len(line) > most:
        stop = max(line.rfind(stop, 0, most) for stop in _STOPS) + 1
        end = stop if stop > most // 2 else most
        yield line[:end]
        line = line[end:]
    yield line
