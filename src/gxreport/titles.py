"""The title of a published report, and what it says: the organ and the year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gxreport.document import Paragraph
from gxreport.source import Place

_ZEROS = "〇○零OＯ"
_NUMERALS = {numeral: str(at) for at, numeral in enumerate("〇一二三四五六七八九")}
_NUMERALS |= dict.fromkeys(_ZEROS, "0")
_TITLE_LINES = 4
_LONGEST = 60
_SPOKEN = (("信息公开",), ("报告", "年报", "年度报", "告年度"))
_ENDS = ("报告", "年报", ")", "）")
_YEAR = rf"(?P<year>20\d\d|二[{_ZEROS}0][一二三四五六七八九{_ZEROS}0]{{2}})(?:年度?|度)*(?![年度])"
_NAME = r"政府信息公开(?:工作)?(?:情况)?(?:年度)*(?:工作)?(?:情况)?(?:报告|年报)"
# A name may hold a number, such as 第28区 or 农6师; what a site counts above a title, 点击12次, is none.
_NUMBERED = r"(?<=第)\d{1,3}(?![\d页次期号条])|(?<=[\u4e00-\u9fff])\d{1,3}(?=[区街路师团连中小])"
_OF_A_NAME = rf"(?:[^\d，。]|{_NUMBERED})"
_ORGAN = rf"(?P<organ>{_OF_A_NAME}{{2,40}}?)(?:关于)?"
_PLACE = rf"{_OF_A_NAME}{{1,12}}[省市区县州旗盟]"
# Where the year stands, by how often published titles have it there; the last two say less.
_TITLES = (
    rf"{_ORGAN}{_YEAR}{_NAME}",
    rf"{_YEAR}{_ORGAN}{_NAME}",
    rf"{_ORGAN}政府信息公开(?:工作)?{_YEAR}(?:工作)?(?:报告|年报)",
    rf"{_ORGAN}{_NAME}[(（]{_YEAR}[)）]",
    rf"{_YEAR}(?P<organ>){_NAME}",
    rf"{_ORGAN}(?P<year>){_NAME}",
    rf"(?P<organ>)(?P<year>){_NAME}",
)


@dataclass(frozen=True, slots=True)
class Title:
    """The title with what it says, the places of its lines, and how many paragraphs it takes."""

    text: str
    organ: str
    year: int | None
    lines: tuple[Paragraph, ...]


def title_of(paragraphs: list[Paragraph], called: Iterable[str] = ()) -> Title | None:
    """The title among the paragraphs before the first section; it may be broken over lines.

    Lines that are what the file is `called` are the title; else the fewest lines that say both organ and
    year, or the lines that say most.
    """
    titles = []
    names = {"".join(name.split()) for name in called}
    bare = ["".join(paragraph.text.split()) for paragraph in paragraphs]
    for count in range(1, _TITLE_LINES + 1):
        for start in range(len(paragraphs) - count + 1):
            lines = tuple(paragraphs[start : start + count])
            text = "".join(bare[start : start + count]).removeprefix("关于")
            if not text.endswith(_ENDS):
                continue
            found = next(filter(None, (re.fullmatch(pattern, text) for pattern in _TITLES)), None)
            if found:
                year = _year(found["year"]) if found["year"] else None
                titles.append(Title(text, found["organ"], year, lines))
    if not titles:
        return next(filter(None, map(_almost, paragraphs, bare)), None)
    # A line that is the name of a place belongs to the organ below it; 附件 does not.
    return max(
        titles,
        key=lambda title: (
            title.text in names,
            bool(title.organ) + bool(title.year),
            _begins_with_a_place(title),
        ),
        default=None,
    )


def _almost(paragraph: Paragraph, text: str) -> Title | None:
    """A line that has a year and speaks of 信息公开 and a report, though in other words than a title."""
    if len(text) > _LONGEST or not all(any(word in text for word in words) for words in _SPOKEN):
        return None
    found = re.search(_YEAR, text)
    if found is None or re.search("[，。；：、《]", text):
        return None
    before, after = text[: found.start()], text[found.end() :]
    organ = re.split("政府信息公开|信息公开", before or after)[0].removeprefix("关于")
    return Title(text, organ, _year(found["year"]), (paragraph,))


def _year(written: str) -> int:
    """A year in Arabic or Chinese numerals."""
    return int("".join(_NUMERALS.get(digit, digit) for digit in written))


def named_in(text: str) -> Title | None:
    """What a title elsewhere says, such as that of a page or a file name; sites add their own name to it."""
    pieces = [text, *re.split(r"[_|｜—–-]", text)]
    found = (title_of([Paragraph(piece.strip(), Place())]) for piece in pieces)
    return next((title for title in found if title and title.organ and title.year), None)


def _begins_with_a_place(title: Title) -> bool:
    place, *below = (line.text for line in title.lines)
    return bool(below and re.fullmatch(_PLACE, place)) and not below[0].startswith(place)
