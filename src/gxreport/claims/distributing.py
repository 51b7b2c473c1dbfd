"""收到、办结申请分别为66件、62件: labels first and figures after them, put together again."""

from __future__ import annotations

from collections.abc import Sequence

from gxreport.claims.segments import LABELS
from gxreport.claims.tokens import Token
from gxreport.claims.words import Kind

_CUTS = frozenset({Kind.BREAK, Kind.OPEN, Kind.CLOSE})
_LISTED = frozenset({Kind.PAUSE, Kind.JOIN, Kind.FILLER})


def distributed(words: list[Token]) -> list[Token]:
    """The words of a sentence with each figure beside its label; as they are where they do not pair up."""
    at = next((place for place, word in enumerate(words) if word.kind is Kind.EACH), None)
    if at is None:
        return words
    begin = max((place + 1 for place in range(at) if words[place].kind in _CUTS), default=0)
    end = next((place for place in range(at, len(words)) if words[place].kind in _CUTS), len(words))
    before, after = words[begin:at], words[at + 1 : end]
    figures = [word for word in after if word.kind is Kind.NUMBER]
    if not figures:  # 分别为： announces a list
        return [*words[:at], words[at]._replace(kind=Kind.FILLER), *words[at + 1 :]]
    labels = _labels(before)
    if len(figures) != len(labels) or len(labels) < 2:
        return words
    if any(word.kind is not Kind.NUMBER and word.kind not in _LISTED for word in after):
        return words
    shared = [word for word in before if word not in labels and word.kind not in (Kind.PAUSE, Kind.JOIN)]
    pause = next((word for word in after if word.kind in (Kind.PAUSE, Kind.JOIN)), None)
    if pause is None:
        return words
    made: list[Token] = []
    for label, figure in zip(labels, figures, strict=True):
        made += (*shared, label, figure, pause._replace(kind=Kind.PAUSE))
    return [*words[:begin], *made[:-1], *words[end:]]


def _labels(words: Sequence[Token]) -> list[Token]:
    """What the figures are told of: outcomes, applicants and the like; else the nouns themselves."""
    labels = [word for word in words if word.kind in LABELS and word.kind is not Kind.ABOUT]
    nouns = [word for word in words if word.kind is Kind.ABOUT]
    return labels if len(labels) > 1 else nouns if not labels else []
