"""Sentences that are found again in another text, their years and figures apart.

How alike two texts are is the share of their characters that stands in such sentences. A sentence is
found again if nearly all of its runs of three characters are in one sentence of the other text, so
that an exchanged word does not hide a copy, and a clause that is put in makes a new sentence of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from gxreport.model import Report
from gxreport.prose import has_any, numbered

_SHORTEST = 12
"""Shorter sentences and headings are what everybody writes; counted without figures and signs."""
_RUN = 3
_NEARLY = 80  # per cent of a sentence's runs
_COMMON = 6
"""A run of so many sentences does not tell which of them is meant."""
_LONGEST_HEADING = 30

_APART = ("title", "preamble", "signature")
# Sentences that the form, the law or the facts put into the mouth of every office every year.
_SET = (
    *("统计期限", "本报告", "年度报告", "现将", "报告事项", "报告的事项", "说明的事项", "需要报告"),
    *("联系电话", "联系地址", "联系人", "邮政编码", "电子邮箱", "传真", "如有疑问", "如对本"),
    *("处理费", "收费", "收取", "为指导"),
    *("未收到", "没有收到", "未接到", "没有接到", "未受理", "不涉及"),
    *("未发生", "没有发生", "未出现", "没有出现"),
)
_FIGURES = "0123456789０１２３４５６７８９〇零一二两三四五六七八九十百千万亿.．%％"
_PIECE = r"[^。；！？\n]+"
_LAW = r"《[^《》\n]{1,80}》(?:[（(][^（）()\n]{1,60}[）)])?"
_QUOTE = r"\{\{[^{}\n]{1,80}\}\}"


class Sentence(NamedTuple):
    """A sentence: its field, where it begins and ends there, and its bare words to compare by."""

    field: str
    start: int
    end: int
    bare: str


def sentences(report: Report) -> tuple[Sentence, ...]:
    """The sentences of a report that are its own, in order: those that it could have put otherwise."""
    return report.once(_sentences)


def _sentences(report: Report) -> tuple[Sentence, ...]:
    return tuple(
        found
        for field, text in report.prose()
        if field not in _APART
        for found in _in_text(field, text, report.organ)
    )


def _in_text(field: str, text: str, organ: str) -> Iterator[Sentence]:
    for piece in re.finditer(_PIECE, text):
        words = piece[0]
        if len(words) < _SHORTEST or _is_heading(words, text[piece.end() : piece.end() + 1]):
            continue
        if has_any(words, _SET):
            continue
        bare = _bare(words, organ)
        if len(bare) >= _SHORTEST:
            start = piece.start() + len(words) - len(words.lstrip())
            yield Sentence(field, start, piece.end(), bare)


def _is_heading(words: str, stop: str) -> bool:
    return stop in ("", "\n") and len(words) <= _LONGEST_HEADING and numbered(words) is not None


def _bare(words: str, organ: str) -> str:
    """A sentence without blanks, signs, titles of laws and the organ's name; 0 for each figure."""
    if "《" in words:
        words = re.sub(_LAW, "", words)
    if "{{" in words:
        words = re.sub(_QUOTE, "0", words)
    if organ:
        words = words.replace(organ, "")
    words = words.translate(_signs())
    while "00" in words:
        words = words.replace("00", "0")
    return words


@lru_cache
def _signs() -> dict[int, str | None]:
    """A figure, in whatever numerals, becomes 0; the signs between words go."""
    table: dict[int, str | None] = dict.fromkeys(
        map(ord, " \t\r\u3000\xa0，、：:,（）()“”‘’\"'〔〕[]【】《》—-－~～·…*#|"), None
    )
    return table | dict.fromkeys(map(ord, _FIGURES), "0")


def again(now: Sequence[Sentence], before: Sequence[Sentence]) -> list[tuple[Sentence, Sentence]]:
    """The sentences of `now` that are found again in `before`, each with the one that it is like."""
    same: dict[str, Sentence] = {}
    for sentence in before:
        same.setdefault(sentence.bare, sentence)
    texts = list(same)
    runs = [_runs(text) for text in texts]
    index: dict[str, list[int]] = {}
    for at, found in enumerate(runs):
        for run in found:
            index.setdefault(run, []).append(at)
    pairs = []
    for sentence in now:
        like = same.get(sentence.bare)
        if like is None:
            nearest = _nearest(_runs(sentence.bare), runs, index)
            like = same[texts[nearest]] if nearest is not None else None
        if like is not None:
            pairs.append((sentence, like))
    return pairs


def _runs(text: str) -> set[str]:
    return {text[at : at + _RUN] for at in range(len(text) - _RUN + 1)}


def _nearest(wanted: set[str], runs: list[set[str]], index: dict[str, list[int]]) -> int | None:
    """The sentence that nearly all of the wanted runs are in.

    Only runs that few sentences have vote for one, so that no text takes more than a moment.
    """
    telling = (found for run in wanted if len(found := index.get(run, ())) < _COMMON)
    votes = Counter(chain.from_iterable(telling))
    if not votes:
        return None
    best = min(votes, key=lambda at: (-votes[at], at))
    return best if len(wanted & runs[best]) * 100 >= _NEARLY * len(wanted) else None
