"""A paragraph as a row of words: numbers, words of the vocabulary, and what is not understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from gxreport.claims.numbers import CLASSIFIERS, NUMBER_STARTS, Number, number
from gxreport.claims.words import Kind, Word

_BLANKS = frozenset(" \t\r\n\u3000\xa0\u200b\ufeff")
_APPROXIMATELY = (
    "大约",
    "超过",
    "将近",
    "接近",
    "不到",
    "不足",
    "至少",
    "约",
    "近",
    "超",
    "逾",
    "上百",
    "达到",
)
_SPECIAL = frozenset({"{", "《", *NUMBER_STARTS, *(word[0] for word in _APPROXIMATELY)})
_ABOUT_STARTS = frozenset(word[0] for word in _APPROXIMATELY)
_OR_SO = ("以上", "左右", "之多", "上下", "余", "多")
_YEAR_ENDS = ("年度", "年底", "年末", "年")
_OPENS_TITLE, _CLOSES_TITLE = "《", "》"
_SPANS_OF_TIME = ("个工作日", "个法定工作日", "个自然日", "个月", "个小时", "工作日", "天", "小时", "分钟")
_ENDS_OF_NUMBERS = "，。；、：）)！？,;:]】和及与\n"
_NUMERALS = "〇一二三四五六七八九零"


class Token(NamedTuple):
    """A word and its place in the text. `year` is that of a YEAR; `figure` the number of a NUMBER."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    figure: Number | None = None
    year: int = 0
    written: str = ""
    quoted: bool = False


class Squeezed(NamedTuple):
    """A text without blanks, and where each of its characters stood."""

    text: str
    places: Sequence[int]


def squeezed(text: str, start: int, end: int) -> Squeezed:
    """A stretch of a text without its blanks; one between two digits stays, as it keeps them apart."""
    stretch = text[start:end]
    if _BLANKS.isdisjoint(stretch):
        return Squeezed(stretch, range(start, end))
    places = []
    for at in range(start, end):
        if text[at] not in _BLANKS:
            places.append(at)
        elif places and text[places[-1]].isdigit():
            after = at + 1
            while after < end and text[after] in _BLANKS:
                after += 1
            if after < end and text[after].isdigit():
                places.append(at)
    return Squeezed("".join([text[at] for at in places]), tuple(places))


Vocabulary = Mapping[str, tuple[tuple[str, Word], ...]]


def tokens(
    source: Squeezed, vocabulary: Vocabulary, own: tuple[str, ...], quotes: Mapping[int, tuple[int, str]]
) -> Iterator[Token]:
    """The words of a text. `own` are names of the organ; `quotes` the end and figure of each quote."""
    text, places = source
    at, unknown, length = 0, -1, len(text)
    names = {name[0] for name in own}
    while at < length:
        mark = text[at]
        end = at + 1
        found: Token | None = None
        for written, word in vocabulary.get(text[at : at + 2], ()):
            if text.startswith(written, at):
                end = at + len(written)
                found = Token(word.kind, places[at], places[end - 1] + 1, word.name, None, 0, written)
                break
        if mark in _SPECIAL or mark in names:
            special, end = _special(source, at, end, own, quotes)
            found = special or found
        if found is None and mark in vocabulary:
            word = vocabulary[mark][0][1]
            found = Token(word.kind, places[at], places[at] + 1, word.name, None, 0, mark)
        if found is None:
            unknown = at if unknown < 0 else unknown
        else:
            if unknown >= 0:
                yield _token(source, Kind.UNKNOWN, unknown, at)
                unknown = -1
            yield found
        at = end
    if unknown >= 0:
        yield _token(source, Kind.UNKNOWN, unknown, length)


def _special(
    source: Squeezed,
    at: int,
    end: int,
    own: tuple[str, ...],
    quotes: Mapping[int, tuple[int, str]],
) -> tuple[Token | None, int]:
    """A quote, a title in 《》, a number or the organ's name; they go before words of the vocabulary."""
    mark = source.text[at]
    if mark == "{":
        last, found = _quote(source, at, quotes)
        return found, last
    if mark == _OPENS_TITLE:
        return None, max(source.text.find(_CLOSES_TITLE, at) + 1, end)
    found = _number(source, at) if mark in NUMBER_STARTS or mark in _ABOUT_STARTS else None
    if found is None:
        name = next((name for name in own if source.text.startswith(name, at)), "")
        found = _token(source, Kind.SELF, at, at + len(name)) if name else None
    return found, at + len(found.written) if found else end


def _token(source: Squeezed, kind: Kind, start: int, end: int, name: str = "") -> Token:
    places = source.places
    return Token(kind, places[start], places[end - 1] + 1, name, None, 0, source.text[start:end])


def _quote(source: Squeezed, at: int, quotes: Mapping[int, tuple[int, str]]) -> tuple[int, Token | None]:
    """The end of a quoted figure, and its token; none where it quotes no figure."""
    last, written = quotes.get(source.places[at], (0, ""))
    end = at + 1
    while end < len(source.places) and source.places[end] < last:
        end += 1
    if not written.isdecimal():
        return end, None
    figure = Number(Decimal(written), end, counted=True)
    if source.text[end : end + 1] and source.text[end] in CLASSIFIERS:
        end += 1
    return end, _token(source, Kind.NUMBER, at, end)._replace(figure=figure, quoted=True)


def _number(source: Squeezed, at: int) -> Token | None:
    """The token of a number, a year, a day or a span of time."""
    text = source.text
    begin, about = at, False
    if text[at] in _ABOUT_STARTS:
        for word in _APPROXIMATELY:
            if text.startswith(word, at):
                begin, about = at + len(word), True
                break
    if text[begin : begin + 1] not in NUMBER_STARTS or (at and text[at - 1] == "第"):
        return None
    found = _figure(text, begin)
    if found is None:
        return None
    kind, end, figure, year = found
    if figure is not None and about:
        figure = figure._replace(exact=False)
    return _token(source, kind, at, end)._replace(figure=figure, year=year)


def _figure(text: str, at: int) -> tuple[Kind, int, Number | None, int] | None:
    """What a number at a place is: its kind, end, figure and year. None if it is part of other words."""
    found = number(text, at)
    if found is None:
        return _year_in_numerals(text, at)
    end = found.end
    if found.percent:
        return Kind.NUMBER, end, found, 0
    rest = text[end : end + 5]
    if not found.counted and 1900 <= found.value <= 2100 and end - at == 4:
        for word in _YEAR_ENDS:
            if rest.startswith(word):
                return Kind.YEAR, end + len(word), None, int(found.value)
    if rest.startswith("月"):
        return _day(text, at, end + 1)
    if rest.startswith("日") or rest.startswith(_SPANS_OF_TIME):
        skipped = next((len(word) for word in _SPANS_OF_TIME if rest.startswith(word)), 1)
        return Kind.ASIDE, end + skipped, None, 0
    if found.counted:
        loose = next((word for word in _OR_SO if text.startswith(word, end)), "")
        return Kind.NUMBER, end + len(loose), found._replace(exact=found.exact and not loose), 0
    bare = not found.chinese and (not rest or rest[0] in _ENDS_OF_NUMBERS)
    return (Kind.NUMBER, end, found, 0) if bare else None


def _year_in_numerals(text: str, at: int) -> tuple[Kind, int, None, int] | None:
    """二〇二三年."""
    digits = [_NUMERALS.find(mark) for mark in text[at : at + 4]]
    if len(digits) < 4 or min(digits) < 0 or text[at + 4 : at + 5] != "年":
        return None
    end = at + 5 + (text[at + 5 : at + 6] == "度")
    year = int("".join(str(digit % 10) for digit in digits))
    return Kind.YEAR, end, None, year


def _day(text: str, at: int, end: int) -> tuple[Kind, int, None, int]:
    """12月31日, 12月底: the ends of the year say nothing; another day or month is a part of it."""
    month = text[at : end - 1]
    day_end = end
    while text[day_end : day_end + 1].isdecimal():
        day_end += 1
    day = text[end:day_end]
    if day and text[day_end : day_end + 1] == "日":
        day_end += 1
        whole = (month.lstrip("0"), day.lstrip("0")) in (("1", "1"), ("12", "31"))
    else:
        day_end = end + (text[end : end + 1] in ("底", "末"))
        whole = month in ("12", "十二") and day_end > end
    return (Kind.FILLER if whole else Kind.PERIOD), day_end, None, 0
