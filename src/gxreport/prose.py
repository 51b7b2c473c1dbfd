"""Prose as people structure it: paragraphs, and the numbers before sub-headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from gxreport.sections import NUMERALS


class Numbering(IntEnum):
    """The styles of numbering that 公文 use, outermost first."""

    CHINESE = 1  # 一、
    CHINESE_BRACKETS = 2  # （一）
    ARABIC = 3  # 1. 或 1、
    ARABIC_BRACKETS = 4  # （1）


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph that begins with a number: the number as written, where it stands, what follows."""

    style: Numbering
    number: int
    written: str
    start: int
    text: str


_CHINESE = f"[{NUMERALS}]{{1,3}}"
_NUMBER = re.compile(
    rf"""[ \t\u3000\xa0]*
    (?P<written>
        [（(]\s*(?P<chinese_brackets>{_CHINESE})\s*[）)]
      | [（(]\s*(?P<arabic_brackets>[0-9０-９]{{1,2}})\s*[）)]
      | (?P<chinese>{_CHINESE})\s*[、．.]
      | (?P<arabic>[0-9０-９]{{1,2}})\s*[、．.](?![0-9０-９])
    )
    \s*(?P<text>.*)""",
    re.VERBOSE,
)


def numbered(line: str, start: int = 0) -> Numbered | None:
    """The number that a line begins with, as of a heading or a list; None if it has none."""
    found = _NUMBER.match(line)
    if not found:
        return None
    for style in Numbering:
        digits = found[style.name.lower()]
        if digits:
            value = int(digits) if digits.isdigit() else chinese_number(digits)
            written = found["written"]
            return Numbered(style, value, written, start + found.start("written"), found["text"].rstrip())
    return None


def chinese_number(numerals: str) -> int:
    """The value of a Chinese numeral up to 九十九, as it is used in numbering."""
    tens, ten, ones = numerals.rpartition("十")
    value = 10 * (NUMERALS.find(tens) + 1 if tens else 1) if ten else 0
    return value + (NUMERALS.find(ones) + 1 if ones else 0)


def lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with the offset at which each begins."""
    offset = 0
    for line in text.split("\n"):
        yield offset, line
        offset += len(line) + 1
