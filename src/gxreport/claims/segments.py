"""Sentences cut into stretches of words with one figure each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gxreport.claims.tokens import Token
from gxreport.claims.words import KINDS, Kind
from gxreport.sections import NUMERALS

_SILENT = frozenset({Kind.FILLER, Kind.JOIN, Kind.PAUSE, Kind.PASSIVE, Kind.SELF, Kind.THIS_YEAR, Kind.YEAR})
LABELS = frozenset(
    {
        *(Kind.ABOUT, Kind.RECEIVE, Kind.SETTLE, Kind.CARRY, Kind.ROW, Kind.APPLICANT, Kind.RESULT),
        *(Kind.HAPPENED, Kind.OTHER),
    }
)
LISTING = frozenset({Kind.PAUSE, Kind.JOIN})
"""The marks between the members of a list."""
_NAMES = frozenset({Kind.ROW, Kind.APPLICANT})
_MORE = _NAMES | {Kind.UNKNOWN}
_CUTS = frozenset({Kind.BREAK, Kind.OPEN, Kind.CLOSE})
_PLAIN = frozenset(KINDS) - _CUTS - {Kind.PAUSE, Kind.JOIN, Kind.ALL}
_NUMBERING = f"{NUMERALS}0123456789０１２３４５６７８９.．、"


class Segment(NamedTuple):
    """A stretch of words: the mark that ended it, and what kind of mark stands before it."""

    words: tuple[Token, ...]
    ended: Kind
    mark: str
    before: Kind


def sentences(words: Iterable[Token]) -> Iterator[list[Token]]:
    """The words of each sentence; 一是, 二是 begin a new one too."""
    found: list[Token] = []
    for word in words:
        if word.kind in (Kind.STOP, Kind.ITEM):
            if found:
                yield found
            found = []
        else:
            found.append(word)
    if found:
        yield found


def without_numbering(words: list[Token]) -> tuple[list[Token], int]:
    """A sentence without the number of its heading, and its level, 0 if it had none: （二）, 二、, 1."""
    bracketed = len(words) > 2 and words[0].kind is Kind.OPEN and words[2].kind is Kind.CLOSE
    if bracketed and set(words[1].written) <= set(_NUMBERING):
        return words[3:], 2 if words[1].written[0] in NUMERALS else 4
    if words and words[0].kind is Kind.UNKNOWN and set(words[0].written) <= set(_NUMBERING):
        rest = words[1:]
        level = 1 if words[0].written[0] in NUMERALS else 3
        return (rest[1:] if rest and rest[0].kind is Kind.PAUSE else rest), level
    return words, 0


def segments(words: Sequence[Token]) -> Iterator[Segment]:
    """The stretches of a sentence, cut where a figure is complete and at commas and brackets.

    A list of labels before one number stays whole, 行政复议、行政诉讼3件; so does one after it,
    其余18件为不予公开、无法提供, and what a bracket adds to a label, 公开（含部分公开）43件, 自然人（89件）.
    """
    found: list[Token] = []
    before = Kind.STOP
    inline, counted = 0, False
    for at, word in enumerate(words):
        if word.kind in _PLAIN:
            counted = counted or word.kind is Kind.NUMBER
            found.append(word)
            continue
        if word.kind is Kind.BREAK and found and found[-1].kind is Kind.WHICH:  # 其中，自然人30件
            continue
        following = words[at + 1] if at + 1 < len(words) else None
        if word.kind is Kind.OPEN and found and not counted and _goes_on(words, at):
            inline += 1
        elif word.kind is Kind.OPEN and counted and _counted(words, at) and (name := _named_last(found)):
            # 对8件申请因不掌握（6件）、需另行制作（2件）: the name is that of the figure in the bracket.
            yield Segment(tuple(found[:name]), Kind.BREAK, "", before)
            found, before, counted = found[name:], Kind.BREAK, False
            inline += 1
        elif word.kind is Kind.CLOSE and inline:
            inline -= 1
        elif (
            word.kind in _CUTS
            and not (
                word.written in "：:" and following and found and following.kind in (Kind.NUMBER, Kind.NONE)
            )
        ) or (word.kind in LISTING and counted and not (_named_last(found) and _names_follow(words, at))):
            yield Segment(tuple(found), word.kind, word.written, before)
            found, before, counted = [], word.kind, False
        elif word.kind is Kind.ALL and counted and not any(w.kind is Kind.OTHERWISE for w in found):
            yield Segment(tuple(found), Kind.BREAK, "", before)
            found, before, counted = [word], Kind.BREAK, False
        elif word.kind not in _CUTS:
            found.append(word)
    yield Segment(tuple(found), Kind.STOP, "", before)


def _named_last(words: Sequence[Token]) -> int:
    """The place of the last row or applicant that is named after a number; 0 if none is."""
    for at in range(len(words) - 1, 0, -1):
        if words[at].kind in _NAMES:
            return at
        if words[at].kind is Kind.NUMBER:
            break
    return 0


def _names_follow(words: Sequence[Token], at: int) -> bool:
    """Whether more rows or applicants follow, up to the next comma, and no number; or what is not known."""
    named = False
    for word in words[at + 1 :]:
        if word.kind in _CUTS:
            break
        if word.kind in (Kind.NUMBER, Kind.ALL):
            return False
        named = named or word.kind in _MORE
    return named


def _counted(words: Sequence[Token], at: int) -> bool:
    """Whether nothing but a count stands in a bracket: （6件）."""
    inside = words[at + 1 : at + 3]
    figure = inside[0].figure if inside else None
    return figure is not None and not figure.percent and len(inside) == 2 and inside[1].kind is Kind.CLOSE


def _goes_on(words: Sequence[Token], at: int) -> bool:
    """Whether what stands in a bracket belongs to the label before it, and its number follows."""
    inside = []
    for word in words[at + 1 :]:
        if word.kind is Kind.CLOSE:
            break
        inside.append(word)
    numbers = [word for word in inside if word.kind is Kind.NUMBER]
    if any(word.kind in _CUTS for word in inside):
        return False
    if numbers:
        return len(numbers) == 1 and all(word.kind in (Kind.NUMBER, Kind.FILLER) for word in inside)
    end = at + 1 + len(inside) + 1
    return any(word.kind is Kind.NUMBER for word in words[end : end + 3])


def chunks(words: tuple[Token, ...], counts: list[Token]) -> Iterator[tuple[tuple[Token, ...], Token]]:
    """A stretch with several numbers cut into one for each, by the side on which its labels stand."""
    if len(counts) == 1:
        yield words, counts[0]
        return
    places = [words.index(count) for count in counts]
    # 予以公开17件4件; 其余18件为不予公开4件; but 17件公开4件不予公开.
    leading = any(word.kind in LABELS for word in words[: places[0]]) or not any(
        word.kind in LABELS for word in words[places[-1] :]
    )
    for turn, place in enumerate(places):
        last = turn == len(places) - 1
        if leading:
            start = places[turn - 1] + 1 if turn else 0
            end = len(words) if last else place + 1
        else:
            start = place if turn else 0
            end = len(words) if last else places[turn + 1]
        yield words[start:end], counts[turn]


def span(words: Sequence[Token], places: Sequence[int]) -> tuple[int, int]:
    """From the first word that means something to the last, by the places of the text's characters."""
    telling = [word for word in words if word.kind not in _SILENT] or list(words)
    first, last = min(word.start for word in telling), max(word.end for word in telling)
    return places[first], places[last - 1] + 1
