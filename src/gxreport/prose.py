"""Prose as people structure it: paragraphs, and the numbers before sub-headings."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from gxreport.sections import NUMERALS


class Numbering(IntEnum):
    """The styles of numbering that 公文 use, outermost first."""

    CHINESE = 1  # 一、
    CHINESE_BRACKETS = 2  # （一）
    ARABIC = 3  # 1. 或 1、
    ARABIC_BRACKETS = 4  # （1）


class Numbered(NamedTuple):
    """A line that begins with a number: the number as written, where it stands, what follows."""

    style: Numbering
    number: int
    written: str
    start: int
    text: str
    line: str


_BLANKS = " \t\u3000\xa0"
_STOPS = "。；！？\n"
_OPENING, _CLOSING, _POINTS = "（(", "）)", "、．."
_STARTS = f"{_OPENING}{NUMERALS}0123456789０１２３４５６７８９"


def numbered(line: str, start: int = 0) -> Numbered | None:
    """The number that a line begins with, as of a heading or a list; None if it has none.

    `start` is the offset of the line in its text. Written out by hand: a pattern with this many
    Chinese characters takes longer to compile than a report to check.
    """
    text = line.lstrip(_BLANKS)
    if text[:1] not in _STARTS:
        return None
    begin = len(line) - len(text)
    if text[:1] in _OPENING:
        end = next((at for at in range(2, 6) if text[at : at + 1] and text[at] in _CLOSING), 0)
        digits = text[1:end].strip(_BLANKS)
        bracketed = True
        end += 1
    else:
        end = 0
        while end < len(text) and (text[end] in NUMERALS or text[end].isdecimal()):
            end += 1
        digits, bracketed = text[:end], False
        while text[end : end + 1] and text[end] in _BLANKS:
            end += 1
        if not text[end : end + 1] or text[end] not in _POINTS:
            return None
        if digits.isdecimal() and text[end + 1 : end + 2].isdecimal():  # 3.5万件
            return None
        end += 1
    style, value = _number(digits, bracketed=bracketed)
    if style is None or end <= 1:
        return None
    return Numbered(style, value, text[:end], start + begin, text[end:].strip(_BLANKS), line)


def _number(digits: str, *, bracketed: bool) -> tuple[Numbering | None, int]:
    """The style and value of the digits of a number; no style where they are none."""
    if digits.isdecimal() and len(digits) <= 2:
        return Numbering.ARABIC_BRACKETS if bracketed else Numbering.ARABIC, int(digits)
    if 0 < len(digits) <= 3 and all(digit in NUMERALS for digit in digits):
        return Numbering.CHINESE_BRACKETS if bracketed else Numbering.CHINESE, chinese_number(digits)
    return None, 0


def chinese_number(numerals: str) -> int:
    """The value of a Chinese numeral up to 九十九, as it is used in numbering."""
    tens, ten, ones = numerals.rpartition("十")
    value = 10 * (NUMERALS.find(tens) + 1 if tens else 1) if ten else 0
    return value + (NUMERALS.find(ones) + 1 if ones else 0)


def in_chinese(number: int) -> str:
    """A number from 1 to 99 as it is used in numbering: 十二; others in Arabic digits."""
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    before = "" if tens < 2 else NUMERALS[tens - 1]
    return (before + "十" if tens else "") + (NUMERALS[ones - 1] if ones else "")


def lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with the offset at which each begins."""
    offset = 0
    for line in text.split("\n"):
        yield offset, line
        offset += len(line) + 1


def all_numbered(text: str) -> Iterator[Numbered]:
    """The numbers that lines of a text begin with, from first to last."""
    for offset, line in lines(text):
        if line and (number := numbered(line, offset)):
            yield number


def has_any(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words is in the text. Their last characters are looked for first: few are there."""
    for word in words:  # noqa: SIM110 any() takes half as long again, and rules ask this all the time
        if word[-1] in text and word in text:
            return True
    return False


def has(text: str, word: str) -> bool:
    """Whether a word is in the text. Its ends are looked for first: one of them may well be rare."""
    return word[-1] in text and word[0] in text and word in text


def places(text: str, words: tuple[str, ...]) -> Iterator[int]:
    """Where one of the words ends that all end with the same character, from first to last."""
    at = text.find(words[0][-1])
    while at >= 0:
        at += 1
        if text.endswith(words, 0, at):
            yield at
        at = text.find(words[0][-1], at)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence begins and ends in which the characters from `start` to `end` stand."""
    first = max(text.rfind(stop, 0, start) for stop in _STOPS) + 1
    ends = [at for stop in _STOPS if (at := text.find(stop, end)) >= 0]
    return first, min(ends, default=len(text))
