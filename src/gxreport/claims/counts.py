"""The counts of a text, whatever they count: a number, and the classifier after it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from gxreport.claims.numbers import CLASSIFIERS, NUMBER_STARTS, number
from gxreport.claims.tokens import squeezed

_LOOSE_BEFORE = ("约", "近", "超", "逾", "超过", "不足", "第", "数", "几")
_LOOSE_AFTER = ("以上", "左右", "余", "多", "之多")


class Count(NamedTuple):
    """A number with a classifier, and its place; `exact` is False for 十余件."""

    start: int
    end: int
    value: Decimal
    classifier: str
    exact: bool


def counts(text: str, start: int, end: int) -> Iterator[Count]:
    """The counts in a stretch of a text, from first to last."""
    bare, places = squeezed(text, start, end)
    last = 0
    for at in [place for place, mark in enumerate(bare) if mark in NUMBER_STARTS]:
        found = number(bare, at) if at >= last else None
        if found is None:
            continue
        last = found.end
        if found.counted and bare[found.end - 1] in CLASSIFIERS:
            loose = bare[:at].endswith(_LOOSE_BEFORE) or bare.startswith(_LOOSE_AFTER, found.end)
            yield Count(
                places[at],
                places[found.end - 1] + 1,
                found.value,
                bare[found.end - 1],
                found.exact and not loose,
            )
