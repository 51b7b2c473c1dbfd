"""Figures that the prose claims: what was read, and how it stands against the tables."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from gxreport.claims.clauses import Reader
from gxreport.claims.numbers import CLASSIFIERS
from gxreport.claims.ownership import Outlook
from gxreport.claims.quantities import Claim, Quantity, Reading, Share
from gxreport.claims.tokens import squeezed, tokens
from gxreport.claims.verdicts import Outcome, Verdict, settled
from gxreport.claims.words import vocabulary
from gxreport.model import OrganKind, Report
from gxreport.prose import has_any, lines, numbered
from gxreport.quotes import figure, quoted, quotes

__all__ = ["Claim", "Outcome", "Quantity", "Reading", "Share", "Verdict", "claims", "settled", "shares"]

_FIELDS = ("preamble", "overview", "problems", "other")
_NOTES = (".intro", ".note")
# A paragraph without any of these claims no figure of the form.
_SIGNS = (
    "申请",
    "复议",
    "诉讼",
    "规章",
    "规范性文件",
    "结转",
    "转下",
    "办结",
    "公开",
    "答复",
    "不予处理",
    "无法提供",
    "其他处理",
    "自然人",
)
# A paragraph with one of these speaks of applications though it may not say so.
_CARRIED = ("结转", "转下年", "转入下", "顺延", "部分公开", "无法提供", "不予处理")
_BLANKS = " \t\r\u3000\xa0"
_STOPS = "。！？；：!?:"
_HEADING = 20  # a line that begins with a number and is no longer is a heading
# What a sentence must name to claim a figure, and to say that there is none or that it is true of all.
_NOUNS = ("申请", "复议", "诉讼", "规章", "规范性文件", "结转", "办结", "答复", "受理", "收到", "维持")
_SUBJECTS = (
    *_NOUNS,
    *(
        "转下",
        "新收",
        "予以公开",
        "部分公开",
        "不予",
        "无法提供",
        "其他处理",
        "自然人",
        "法人",
        "制发",
        "废止",
    ),
    *("现行有效", "纠正", "审结", "起诉", "不补正", "缴费", "不掌握"),
)
_WORDS_FOR_NONE_OR_ALL = ("未", "无", "没有", "零", "不存在", "均", "全部")
_SCOPES = (
    "全市",
    "全区",
    "全县",
    "全省",
    "全国",
    "各市",
    "各县",
    "各区",
    "各镇",
    "各单位",
    "各部门",
    "上年",
    "去年",
)
_ARABIC = frozenset("0123456789０１２３４５６７８９{")
_CHINESE = frozenset("一二三四五六七八九十百两零〇")
_GOVERNMENT = "人民政府"
_LEVELS = "省市县区镇乡旗州"


class Read(NamedTuple):
    """What was read in the prose of a report."""

    claims: tuple[Claim, ...]
    shares: tuple[Share, ...]


def claims(report: Report) -> tuple[Claim, ...]:
    """The figures of the form that the prose of a report claims, from first to last."""
    return report.once(read).claims


def shares(report: Report) -> tuple[Share, ...]:
    """The percentages that the prose of a report claims, from first to last."""
    return report.once(read).shares


def read(report: Report) -> Read:
    """Everything that is read in the prose of a report."""
    found: list[Claim] = []
    parts: list[Share] = []
    own = names(report.organ)
    for field, text in report.prose():
        if not (field in _FIELDS or field.endswith(_NOTES)) or not any(sign in text for sign in _SIGNS):
            continue
        reader = Reader(_outlook(report, field))
        told = {
            quote.start: (quote.end, figure(report, address))
            for quote in quotes(text)
            if (address := quoted(report, quote.key))
        }
        words = vocabulary(report.layout("requests"))
        for start, end in _paragraphs(text):
            paragraph = text[start:end]
            if any(sign in paragraph for sign in _SIGNS):
                reader.new_paragraph(carried=any(sign in paragraph for sign in _CARRIED))
                for first, last in _sentences(text, start, end):
                    sentence = text[first:last]
                    figures = _figures(sentence)
                    if _concerns(sentence, figures=figures):
                        reader.read(tokens(squeezed(text, first, last), words, own, told))
                    else:
                        reader.skip(figures=figures)
        found += reader.claims
        parts += reader.shares
    return Read(tuple(found), tuple(parts))


def names(organ: str) -> tuple[str, ...]:
    """The name of an organ, and what remains of it without the places that it begins with."""
    found = [organ] if organ else []
    rest = organ
    while True:
        cut = min((at for level in _LEVELS if (at := rest.find(level)) > 0), default=-1)
        if cut < 0 or len(rest) - cut <= 2 or rest[cut + 1 :].startswith(_GOVERNMENT):
            break
        found += (rest[cut:], rest[cut + 1 :]) if rest[cut:] != organ else (rest[cut + 1 :],)
        rest = rest[cut + 1 :]
    return tuple(found)


def _outlook(report: Report, field: str) -> Outlook:
    organ = report.organ
    place = organ.removesuffix(_GOVERNMENT)
    government = place != organ or report.organ_kind is OrganKind.GOVERNMENT
    level = place[-1:] if government and place[-1:] in _LEVELS else ""
    return Outlook(field, report.year, organ, government, level)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Where the paragraphs of a text begin and end. A line that breaks off goes on in the next one."""
    found: list[tuple[int, int]] = []
    for offset, line in lines(text):
        bare = line.strip(_BLANKS)
        if not bare or bare.startswith("|"):
            continue
        if found and _breaks_off(text[slice(*found[-1])]) and not numbered(line):
            found[-1] = (found[-1][0], offset + len(line))
        else:
            found.append((offset, offset + len(line)))
    return found


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the sentences of a paragraph begin and end."""
    first = start
    for at in range(start, end):
        if text[at] in "。！？":
            yield first, at + 1
            first = at + 1
    if first < end:
        yield first, end


def _concerns(sentence: str, *, figures: bool) -> bool:
    """Whether a sentence may claim something, or say of whom or of what the next one speaks."""
    if figures and has_any(sentence, _SUBJECTS):
        return True
    if has_any(sentence, _NOUNS) and (len(sentence) < _HEADING or has_any(sentence, _WORDS_FOR_NONE_OR_ALL)):
        return True
    return has_any(sentence, _SCOPES)


def _figures(sentence: str) -> bool:
    """Whether a sentence has a number in it: 12, 十二件."""
    if not _ARABIC.isdisjoint(sentence):
        return True
    return not _CHINESE.isdisjoint(sentence) and any(
        mark in CLASSIFIERS and before in _CHINESE for before, mark in pairwise(sentence)
    )


def _breaks_off(line: str) -> bool:
    """Whether a line ends in the middle of a sentence: with no stop, and not as a heading does."""
    return line.rstrip(_BLANKS)[-1:] not in _STOPS and (not numbered(line) or len(line) > _HEADING)
