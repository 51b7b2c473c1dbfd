"""What is said of a report beside its sections: its title, the day of its publication, its signature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from gxreport.document import Paragraph
from gxreport.messages import _
from gxreport.model import Noticed, Period, Remark
from gxreport.periods import stated_periods
from gxreport.titles import Title, named_in

_DAY = r"(?P<year>20\d\d)\s*[-年/.]\s*(?P<month>\d{1,2})\s*[-月/.]\s*(?P<day>\d{1,2})(?!\d)"
_PUBLISHED = rf"(?:发布|公开|发文|上传)(?:日期|时间)[：:\s|]*{_DAY}"
_SIGNED = rf"\s*{_DAY}\s*日?\s*"


class Beside(NamedTuple):
    """What a file says of the report beside what it shows.

    `fields` are parts of the report by key of report.yaml; `titles` are what it is called, as in the
    properties of a document; `days` are when it was published, as in the data of a web page.
    """

    fields: Mapping[str, Any] = MappingProxyType({})
    titles: tuple[str, ...] = ()
    days: tuple[str, ...] = ()


NOTHING = Beside()


class Published(NamedTuple):
    """The day of publication, where the text says it, and a sentence on it where it does not."""

    day: date
    at: Paragraph | None
    aside: str = ""


def completed(title: Title | None, others: tuple[str, ...]) -> tuple[Title | None, tuple[str, ...]]:
    """A title with the organ or year that it lacks from where else they are said, and a sentence on it."""
    if title is None:
        other = next(filter(None, map(named_in, others)), None)
        if other is None:
            return None, ()
        message = _("没有找到标题，机关和年度取自“{text}”")
        return replace(other, text="", lines=()), (message.format(text=other.text),)
    if title.organ and title.year:
        return title, ()
    for text in others:
        other = named_in(text)
        if other and title.organ in ("", other.organ) and title.year in (None, other.year):
            message = _("标题里没有{lacking}，取自“{text}”")
            lacking = _("年度") if title.organ else _("机关") if title.year else _("机关和年度")
            whole = replace(title, organ=title.organ or other.organ, year=title.year or other.year)
            return whole, (message.format(lacking=lacking, text=text),)
    return title, ()


def contradicted(title: Title | None, others: Iterable[str]) -> Iterator[Remark]:
    """What names the report elsewhere as one of another year than its title does."""
    for text in others:
        other = named_in(text)
        if title and title.lines and title.year and other and other.year != title.year:
            meant = str(title.year)
            yield Remark(Noticed.OTHER_YEAR, title.lines[0].place, text, meant)


def published(around: Iterable[Paragraph], days: Iterable[str]) -> Published | None:
    """The day of publication as the text around the title says it, or else the data of the page."""
    for paragraph in around:
        if (found := re.search(_PUBLISHED, paragraph.text)) and (day := _day(found)):
            return Published(day, paragraph)
    for text in days:
        if (found := re.match(_DAY, text.strip())) and (day := _day(found)):
            message = _("发布日期 {day} 取自网页自带的信息")
            return Published(day, None, message.format(day=day.isoformat()))
    return None


def signed(last: list[Paragraph], organ: str) -> tuple[list[Paragraph], date] | None:
    """The signature that ends the last section, with its day: the organ's name and a date below it."""
    if len(last) < 2 or not organ:
        return None
    name, below = last[-2:]
    found = re.fullmatch(_SIGNED, below.text)
    day = _day(found) if found else None
    same = "".join(name.text.split()) == "".join(organ.split())
    return ([name, below], day) if day and same else None


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def period(paragraphs: Iterable[Paragraph], year: int | None) -> tuple[Period, Paragraph] | None:
    """The statistical period, if the text states one and no other, and where."""
    found: dict[Period, Paragraph] = {}
    for paragraph in paragraphs if year else ():
        for stated in stated_periods(paragraph.text, year or 0):
            try:
                found.setdefault(Period(date(*stated.first), date(*stated.last)), paragraph)
            except ValueError:  # 2月30日
                return None
    return next(iter(found.items())) if len(found) == 1 else None
