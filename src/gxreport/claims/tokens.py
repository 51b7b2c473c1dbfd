"""A paragraph as a row of words: numbers, words of the vocabulary, and what is not understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from gxreport.claims.numbers import CLASSIFIERS, NUMBER_STARTS, Number, number
from gxreport.claims.ownnames import OwnNames
from gxreport.claims.words import Kind, Vocabulary

_BLANKS = frozenset(" \t\r\n\u3000\xa0\u200b\ufeff")
# Words that make the number after them inexact, by their first characters.
_ABOUT: Mapping[str, tuple[str, ...]] = {
    "大": ("大约",),
    "超": ("超过", "超"),
    "将": ("将近",),
    "接": ("接近",),
    "不": ("不到", "不足"),
    "至": ("至少",),
    "约": ("约",),
    "近": ("近",),
    "逾": ("逾",),
    "达": ("达到",),
}
_POINTS = (".", "．")  # for 。
_ORDINAL = "第"
_TIMES = "件次"  # 受理申请5件次; of other counts it is no classifier
_SPECIAL = frozenset({"{", "《", _ORDINAL, *NUMBER_STARTS, *_ABOUT})
_TENS = ("十", "百", "千", "万")
_OR_SO = ("以上", "左右", "之多", "上下", "余", "多")
_YEAR_ENDS = ("年以来", "年度以来", "年度", "年底", "年末", "年")
_OPENS_TITLE, _CLOSES_TITLE = "《", "》"
_LAW = ("《条例》", "信息公开条例》")
_SPANS_OF_TIME = (
    "日",
    "个工作日",
    "个法定工作日",
    "个自然日",
    "个月",
    "个小时",
    "工作日",
    "天",
    "小时",
    "分钟",
)
# 一 and its like are parts of other words more often than not; a number only before these.
_ONE_TO_NINE = frozenset("一二三四五六七八九两")
_AFTER_NUMERALS = frozenset(
    {*NUMBER_STARTS, *CLASSIFIERS, *(word[0] for word in _SPANS_OF_TIME), *"余多万亿月点%％﹪"}
)
_ENDS_OF_NUMBERS = "，。；、：）)！？,;:]】和及与\n"
_NUMERALS = "〇一二三四五六七八九零"
# What may stand before the organ's name in short; after other words it may be a part of another's.
_BEFORE_NAMES = frozenset(
    {
        None,
        *(Kind.STOP, Kind.BREAK, Kind.OPEN, Kind.CLOSE, Kind.ITEM),
        *(Kind.FILLER, Kind.THIS_YEAR, Kind.YEAR),
    }
)


class Token(NamedTuple):
    """A word and its place in the text without blanks.

    `year` is that of a YEAR; `figure` the number of a NUMBER.
    """

    kind: Kind
    start: int
    end: int
    written: str
    name: str = ""
    figure: Number | None = None
    year: int = 0
    quoted: bool = False


class Squeezed(NamedTuple):
    """A text without blanks, and where each of its characters stood."""

    text: str
    places: Sequence[int]


def squeezed(text: str, start: int, end: int) -> Squeezed:
    """A stretch of a text without its blanks; one between two digits stays, as it keeps them apart."""
    stretch = text[start:end]
    if not any(blank in stretch for blank in _BLANKS):
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


def tokens(
    source: Squeezed, vocabulary: Vocabulary, own: OwnNames, quotes: Mapping[int, tuple[int, str]]
) -> list[Token]:
    """The words of a text. `own` are names of the organ; `quotes` the end and figure of each quote.

    Of the organ's own names those in short have a `name`.
    """
    text = source.text
    told = end = 0  # what begins at `told` is not understood; up to `end` everything was looked at
    starts, lengths, words = vocabulary
    names = own.starts
    before: Kind | None = None
    made: list[Token] = []
    for at, mark in enumerate(text):
        if at < end or not (mark in starts or mark in _SPECIAL or mark in names):
            continue
        found: Token | None = None
        for length in lengths.get(text[at : at + 2]) or lengths.get(mark, ()):
            written = text[at : at + length]
            word = words.get(written)
            if word is not None:
                end = at + len(written)
                if written[-1] == "数" and text.startswith(_TENS, end):  # 答复|数十件
                    continue
                found = Token(word.kind, at, end, written, word.name)
                break
        if mark in names and (name := _own_name(text, at, own, alone=told == at and before in _BEFORE_NAMES)):
            found, end = name, name.end
        elif mark in _SPECIAL:
            special, end = _special(source, at, max(at, end), quotes)
            found = special or found
        if found is not None:
            if told < at:
                made.append(Token(Kind.UNKNOWN, told, at, text[told:at]))
            made.append(found)
            told, before = end, found.kind
    if told < len(text):
        kind = Kind.STOP if text[told:] in _POINTS else Kind.UNKNOWN
        made.append(Token(kind, told, len(text), text[told:]))
    return made


def _special(
    source: Squeezed,
    at: int,
    end: int,
    quotes: Mapping[int, tuple[int, str]],
) -> tuple[Token | None, int]:
    """A quote, a title in 《》 or a number; they go before words of the vocabulary."""
    text = source.text
    mark = text[at]
    if mark == "{":
        last, found = _quote(source, at, quotes)
        return found, last
    if mark == _OPENS_TITLE:
        last = max(text.find(_CLOSES_TITLE, at) + 1, end)
        law = text.endswith(_LAW, at, last)
        return Token(Kind.FILLER, at, last, text[at:last]) if law else None, last
    if mark == _ORDINAL:
        return _article(text, at, end)
    found = _number(text, at) if mark in NUMBER_STARTS or mark in _ABOUT else None
    return found, found.end if found else end


def _own_name(text: str, at: int, own: OwnNames, *, alone: bool) -> Token | None:
    """The organ's own name; in short only where it stands `alone`: not 市街道, 其他街道."""
    for name in own.whole:
        if text.startswith(name, at):
            return Token(Kind.SELF, at, at + len(name), name)
    for name in own.short if alone else ():
        if text.startswith(name, at):
            return Token(Kind.SELF, at, at + len(name), name, name)
    return None


def _article(text: str, at: int, end: int) -> tuple[Token | None, int]:
    """第三十六条第五项规定 says by what law; what else is counted as 第一 is not understood."""
    last, article = at, False
    while text[last : last + 1] == _ORDINAL and text[last + 1 : last + 2] in NUMBER_STARTS:
        found = number(text, last + 1)
        if found is None:
            break
        article = text[found.end - 1] in "条项款" or text[found.end : found.end + 1] == "款"
        last = found.end + (text[found.end : found.end + 1] == "款")
    if not article:
        return None, max(last, end)
    last += next((len(word) for word in ("之规定", "的规定", "规定") if text.startswith(word, last)), 0)
    return Token(Kind.FILLER, at, last, text[at:last]), last


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
    return end, Token(Kind.NUMBER, at, end, source.text[at:end], figure=figure, quoted=True)


def _number(text: str, at: int) -> Token | None:
    """The token of a number, a year, a day or a span of time."""
    if text[at] in _ONE_TO_NINE and text[at + 1 : at + 2] not in _AFTER_NUMERALS:
        return None
    begin = at
    for word in _ABOUT.get(text[at], ()):
        if text.startswith(word, at):
            begin = at + len(word)
            break
    if text[begin : begin + 1] not in NUMBER_STARTS:
        return None
    found = number(text, begin)
    if found is None:
        return _year_in_numerals(text, at, begin)
    end = found.end
    kind = Kind.NUMBER
    rest = text[end : end + 5]
    if rest.startswith(_TIMES):
        end += len(_TIMES)
        found = found._replace(counted=True, exact=found.exact and begin == at)
        return Token(kind, at, end, text[at:end], figure=found)
    if found.percent or found.counted:
        if found.counted and rest.startswith(_OR_SO):
            found = found._replace(exact=False)
            end += next(len(word) for word in _OR_SO if rest.startswith(word))
        elif begin > at:
            found = found._replace(exact=False)
        return Token(kind, at, end, text[at:end], figure=found)
    if end - begin == 4 and rest[:1] == "年" and 1900 <= found.value <= 2100:
        end += next(len(word) for word in _YEAR_ENDS if rest.startswith(word))
        return Token(Kind.YEAR, at, end, text[at:end], year=int(found.value))
    if rest[:1] == "月":
        kind, end = _day(text, begin, end + 1)
        return Token(kind, at, end, text[at:end])
    if rest.startswith(_SPANS_OF_TIME):
        end += next(len(word) for word in _SPANS_OF_TIME if rest.startswith(word))
        return Token(Kind.ASIDE, at, end, text[at:end])
    if found.chinese or (rest and rest[0] not in _ENDS_OF_NUMBERS):
        return None
    return Token(kind, at, end, text[at:end], figure=found._replace(exact=False) if begin > at else found)


def _year_in_numerals(text: str, at: int, begin: int) -> Token | None:
    """二〇二三年."""
    digits = [_NUMERALS.find(mark) for mark in text[begin : begin + 4]]
    if len(digits) < 4 or min(digits) < 0 or text[begin + 4 : begin + 5] != "年":
        return None
    end = begin + 5 + (text[begin + 5 : begin + 6] == "度")
    year = int("".join(str(digit % 10) for digit in digits))
    return Token(Kind.YEAR, at, end, text[at:end], year=year)


def _day(text: str, at: int, end: int) -> tuple[Kind, int]:
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
    return (Kind.FILLER if whole else Kind.PERIOD), day_end
