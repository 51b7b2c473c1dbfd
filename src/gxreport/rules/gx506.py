from __future__ import annotations

import re
from collections.abc import Iterator

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _
from gxreport.model import Report
from gxreport.prose import lines, places
from gxreport.quotes import quotes
from gxreport.rules import Example, rule
from gxreport.sections import NUMERALS

_HAN = "[\u4e00-\u9fff]"
_HALF_WIDTH = ',;:?!".'
_DOUBLED = "[，。；：、][，。；：、]+"
_SPACE = rf"(?<={_HAN})[ \xa0]{{1,2}}(?={_HAN})"
_GOES_ON = "，；、,;"
_PAIRS = {"”": "“", "》": "《"}
_SHOWN = 3
_LAYOUT = 5  # more blanks than this in a line are a table's, or a page's
# A blank after these is no mistake: 第三十七条 行政机关……, （一）主动公开 全年……
_RUN_IN = r"第[一二三四五六七八九十百零\d]{1,7}[条款章节项编]"
# Nor is one between the organs that together made a document, in its name:
# 《中共中央办公厅 国务院办公厅印发〈…〉的通知》.
_ORGAN = "[厅部局委府院会署室办央]"
_MADE_BY = rf"[^《》，。 \xa0]{{1,20}}?{_ORGAN}(?:[ \xa0]|关于|印发|转发|公布|发布|令|联合|〈)"
_NOT_TEXT = ("title", "signature")
_WHOLE_SECTIONS = ("overview", "problems", "other")


@rule(
    "GX506",
    Severity.NOTE,
    cite="",
    help="中文里用全角标点，句末用句号，标点不连用，引号和书名号成对，汉字之间不留空格。",
    example=Example("事项，把公开贯穿于", "事项,把公开贯穿于"),
)
def punctuation(report: Report) -> Iterator[Problem]:
    """标点、引号或空格不规范。

    汉字之间用了半角标点，句末写成了英文句点，一个部分以逗号、分号收尾，两个标点连在一起，引号、
    书名号不成对，汉字之间有空格。一个部分合为一条，列出前几处。括号的全角半角、标题里的空格不计较。
    """
    for field, text in report.prose():
        found = sorted(_slips(field, _without_quotes(text)))
        if found:
            shown = _("、").join(_("“{label}”").format(label=_around(text, *span)) for span in found[:_SHOWN])
            message = (
                _("标点或空格有 {count} 处不规范：{shown}")
                if len(found) <= _SHOWN
                else _("标点或空格有 {count} 处不规范，如{shown}")
            )
            yield Problem(
                tuple(Span(field, *span) for span in found),
                message.format(count=len(found), shown=shown),
            )


def _slips(field: str, text: str) -> Iterator[tuple[int, int]]:
    """The characters of a text that are not as they should be."""
    if not text.isascii():
        yield from _half_width(text)
    if "." in text and field not in _NOT_TEXT:
        yield from _full_stops(text)
    if field in _WHOLE_SECTIONS:
        yield from _left_open(text)
    yield from (found.span() for found in re.finditer(_DOUBLED, text))
    for closing, opening in _PAIRS.items():
        if opening in text or closing in text:
            yield from _unpaired(text, opening, closing)
    if field not in _NOT_TEXT and (" " in text or "\xa0" in text):
        yield from _spaces(text)


def _half_width(text: str) -> Iterator[tuple[int, int]]:
    """The marks in half width between two Chinese characters; 一. is a number's."""
    for mark in _HALF_WIDTH:
        for end in places(text, (mark,)):
            before = text[end - 2 : end - 1]
            if _is_han(before) and _is_han(text[end : end + 1]) and not (mark == "." and before in NUMERALS):
                yield end - 1, end


def _full_stops(text: str) -> Iterator[tuple[int, int]]:
    """The English full stops with which lines end after a Chinese character that is no number."""
    for end in places(text, (".",)):
        before = text[end - 2 : end - 1]
        if _is_han(before) and before not in NUMERALS and not text[end:].partition("\n")[0].strip():
            yield end - 1, end


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _left_open(text: str) -> Iterator[tuple[int, int]]:
    """The comma or semicolon that a section ends with. Some end every line of a list with a semicolon."""
    said = text.rstrip()
    if not said or said[-1] not in _GOES_ON:
        return
    above = said.rpartition("\n")[0].rstrip()
    if said[-1] not in "；;" or not above.endswith(("；", ";")):
        yield len(said) - 1, len(said)


def _unpaired(text: str, opening: str, closing: str) -> Iterator[tuple[int, int]]:
    """The marks of a pair that have no other half: one left open by the end, or closed but not opened."""
    waiting: list[int] = []
    for found in re.finditer(f"[{opening}{closing}]", text):
        if found[0] == opening:
            waiting.append(found.start())
        elif waiting:
            waiting.pop()
        else:
            yield found.span()
    yield from ((at, at + 1) for at in waiting)


def _spaces(text: str) -> Iterator[tuple[int, int]]:
    """The blanks between Chinese characters in the midst of sentences."""
    for offset, line in lines(text):
        if not _is_prose(line):
            continue
        found = [blank.span() for blank in re.finditer(_SPACE, line)]
        for start, end in found if len(found) <= _LAYOUT else ():
            before = line[:start]
            begins = not re.search("[，。；：]", before)  # a heading, or a name, run in with its text
            if begins or re.search(rf"{_RUN_IN}$", before):
                continue
            if not _between_organs(before, line[end:]):
                yield offset + start, offset + end


def _between_organs(before: str, after: str) -> bool:
    """Whether a blank parts the names of two organs in the name of a document."""
    if before.rfind("《") <= before.rfind("》"):
        return False
    return re.search(rf"{_ORGAN}$", before) is not None and re.match(_MADE_BY, after) is not None


def _is_prose(line: str) -> bool:
    """Whether a line is sentences with blanks in it, and no heading, signature or row of a table."""
    words = line.strip()
    has_blank = " " in words or "\xa0" in words
    return has_blank and not words.startswith("|") and re.search("[，。；]", words) is not None


def _without_quotes(text: str) -> str:
    """The text with every quoted figure {{ … }} made a plain one of the same length."""
    for quote in quotes(text):
        text = text[: quote.start] + "0" * (quote.end - quote.start) + text[quote.end :]
    return text


def _around(text: str, start: int, end: int) -> str:
    """A slip with the characters beside it, on its line."""
    return " ".join(text[max(start - 3, 0) : end + 3].split())
