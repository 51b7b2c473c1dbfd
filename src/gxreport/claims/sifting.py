"""The few sentences of a text that may claim a figure, found before any of them is read word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from gxreport.claims.numbers import CLASSIFIERS
from gxreport.prose import Numbering, has_any, lines, numbered

# A paragraph without any of these claims no figure of the form.
_SIGNS = (
    *("申请", "复议", "诉讼", "规章", "规范性文件", "结转", "转下", "办结", "公开", "答复"),
    *("不予处理", "无法提供", "其他处理", "自然人"),
)
# A paragraph with one of these speaks of applications though it may not say so.
_CARRIED = ("结转", "转下年", "转入下", "顺延", "部分公开", "无法提供", "不予处理")
_BLANKS = " \t\r\u3000\xa0"
_STOPS = "。！？；：!?:"
_WHICH = "其中"
_HEADINGS = ("申请公开", "公开申请")
_NOT_ALONE = ("主动公开", "复议", "诉讼", "不", "渠道")  # a heading with these is about other things too
_HEADING = 20  # a line that begins with a number and is no longer is a heading
# What a sentence must name to say that there is none or that it is true of all, and to claim a figure.
_NOUNS = (*("申请", "复议", "诉讼", "规章", "规范性文件", "结转", "办结", "答复", "受理", "收到", "维持"),)
_SUBJECTS = (
    *("转下", "新收", "予以公开", "部分公开", "不予", "无法提供", "其他处理", "自然人", "法人", "制发"),
    *("废止", "现行有效", "纠正", "审结", "起诉", "被诉", "不补正", "缴费", "不掌握"),
)
# What these say, they say of whatever is spoken of.
_WEAK = frozenset({"办结", "答复", "受理", "收到", "维持", "制发", "废止", "纠正", "审结"})
_WORDS_FOR_NONE_OR_ALL = ("未", "无", "没有", "零", "不存在", "均", "全部")
_SCOPES = (
    *("全市", "全区", "全县", "全省", "全国", "各市", "各县", "各区", "各镇", "各单位", "各部门"),
    *("上年", "去年"),
)
_NO_FIGURES = "部分|方面|问题"  # 六个部分, 两个问题: most reports have them
# One class of characters comes first, so that most of a text is passed over quickly.
_DIGITS = "0-9０-９{"
_FIGURES = rf"[{_DIGITS}一二三四五六七八九十百两零〇](?:(?<=[{_DIGITS}])|[{CLASSIFIERS}](?!{_NO_FIGURES}))"


class Sentence(NamedTuple):
    """A sentence that may claim something, and whether others are `skipped` before it, with `figures`.

    `weak`: it does not say what it is about, so it claims only where that was said before.
    """

    start: int
    end: int
    skipped: bool
    figures: bool
    weak: bool


class _Naming(NamedTuple):
    """A sentence, and the words in it that a claim needs."""

    first: int
    last: int
    names: set[str]

    @property
    def weak(self) -> bool:
        """Whether they do not say what it is about."""
        return self.names <= _WEAK


class Paragraph(NamedTuple):
    """The sentences of a paragraph that are to be read; `carried`: it has words that only the form has.

    `under` is the level of the heading about applications under which it stands; 0 if it does not.
    """

    sentences: tuple[Sentence, ...]
    carried: bool
    under: int


def told(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text that have something to read."""
    found = []
    paragraphs = _paragraphs(text)
    headed = _headed(text, paragraphs)
    for start, end in paragraphs:
        if named := _naming(text, start, end):
            carried, under = has_any(text[start:end], _CARRIED), headed.get(start, 0)
            # Where all are weak, nothing says what they are about.
            if (carried or under or not all(one.weak for one in named)) and has_any(text[start:end], _SIGNS):
                sentences = tuple(_concerned(text, start, named))
                found += [Paragraph(sentences, carried, under)] if sentences else []
    return tuple(found)


def _headed(text: str, paragraphs: list[tuple[int, int]]) -> dict[int, int]:
    """Where paragraphs begin that stand under a heading about applications, and its level.

    Those with numbers of a lower level do, and what follows a heading on a line of its own.
    """
    found: dict[int, int] = {}
    titled = set(_titled(text))
    level, alone = 0, False
    for start, end in paragraphs if titled else ():
        if not level and start not in titled:
            continue
        number = numbered(text[start:end])
        if number is None:
            if alone:
                found[start] = level
            alone = False
        elif level and number.style > level:
            found[start], alone = level, False
        else:
            title = number.text[: _title(number.text)]
            about = has_any(title, _HEADINGS) and not has_any(title, _NOT_ALONE)
            level = int(number.style) if about else 0
            alone = about and title == number.text.strip(_BLANKS + _STOPS)
    return found


def _titled(text: str) -> Iterator[int]:
    """Where lines begin that speak of applications within so many characters as a title has."""
    for word in _HEADINGS:
        at = text.find(word)
        while at >= 0:
            start = text.rfind("\n", 0, at) + 1
            if at - start < _HEADING:
                yield start
            end = text.find("\n", at)
            at = text.find(word, end) if end >= 0 else -1


def _title(line: str) -> int:
    """Where the title ends with which a line begins."""
    return min((at for stop in _STOPS + "，" if (at := line.find(stop)) >= 0), default=_HEADING)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Where the paragraphs of a text begin and end. A line that breaks off goes on in the next one."""
    found: list[tuple[int, int]] = []
    broken = False
    for offset, line in lines(text):
        bare = line.strip(_BLANKS)
        if not bare or bare[0] == "|":
            continue
        if broken and not numbered(line):
            found[-1] = (found[-1][0], offset + len(line))
        else:
            found.append((offset, offset + len(line)))
        broken = bare[-1] not in _STOPS and _breaks_off(text[slice(*found[-1])])
    return found


def _breaks_off(line: str) -> bool:
    """Whether a line that has no stop at its end breaks off, and is no heading."""
    return len(line) > _HEADING or not numbered(line)


def _naming(text: str, start: int, end: int) -> list[_Naming]:
    """The sentences of a paragraph in which some word is that a claim needs."""
    found: list[_Naming] = []
    last = start
    for name in _names().finditer(text, start, end):
        at = name.start()
        if at >= last:
            stop = max(text.rfind("。", last, at), text.rfind("！", last, at), text.rfind("？", last, at))
            first = max(stop + 1, last)
            last = min(_after(text, "。", at, end), _after(text, "！", at, end), _after(text, "？", at, end))
            while text.startswith(_WHICH, last, end):  # 。其中…: it may take back what was said
                last = _after(text, "。", last, end)
            found.append(_Naming(first, last, set()))
        found[-1].names.add(name[0])
    return found


def _after(text: str, stop: str, at: int, end: int) -> int:
    """Where a sentence ends with a stop; the end of the paragraph if it does not."""
    return text.find(stop, at, end) + 1 or end


def _concerned(text: str, start: int, naming: list[_Naming]) -> Iterator[Sentence]:
    """The sentences that may claim something, each with what is passed over between it and the last one."""
    read = start
    for one in naming:
        if _concerns(text, *one):
            figures = read < one.first and _figured(text, read, one.first)
            yield Sentence(one.first, one.last, read < one.first, figures, one.weak)
            read = one.last


def _figured(text: str, first: int, last: int) -> bool:
    """Whether a stretch that is passed over has figures; the number of a heading is none."""
    if _figures().search(text, first, last) is None:
        return False
    heading = numbered(text[first:last]) if last - first < _HEADING else None
    if heading is None or heading.style < Numbering.ARABIC:
        return True
    return _figures().search(heading.text) is not None


def _concerns(text: str, first: int, last: int, named: set[str]) -> bool:
    """Whether a sentence may claim something, or say of whom or of what the next one speaks."""
    if not named.isdisjoint(_SCOPES) or _figures().search(text, first, last):
        return True
    if named.isdisjoint(_NOUNS):
        return False
    return last - first < _HEADING or has_any(text[first:last], _WORDS_FOR_NONE_OR_ALL)


# Compiled when the first text is read, as few as may be: Chinese words take long to compile.
@lru_cache
def _names() -> re.Pattern[str]:
    return re.compile("|".join((*_NOUNS, *_SUBJECTS, *_SCOPES)))


@lru_cache
def _figures() -> re.Pattern[str]:
    """A number: 12, 十二件, or one that is quoted."""
    return re.compile(_FIGURES)
