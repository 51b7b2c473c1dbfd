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


def without_numbering(words: list[Token]) -> tuple[list[Token], bool]:
    """A sentence without the number of its heading, and whether it had one: （二）, 二、, 1."""
    bracketed = len(words) > 2 and words[0].kind is Kind.OPEN and words[2].kind is Kind.CLOSE
    if bracketed and set(words[1].written) <= set(_NUMBERING):
        return words[3:], True
    if words and words[0].kind is Kind.UNKNOWN and set(words[0].written) <= set(_NUMBERING):
        rest = words[1:]
        return (rest[1:] if rest and rest[0].kind is Kind.PAUSE else rest), True
    return words, False


def segments(words: Sequence[Token]) -> Iterator[Segment]:
    """The stretches of a sentence, cut where a figure is complete and at commas and brackets.

    A list of labels before one number stays whole, 行政复议、行政诉讼3件; so does what a bracket adds to
    a label, 公开（含部分公开）43件, 自然人（89件）.
    """
    found: list[Token] = []
    before = Kind.STOP
    inline, counted = 0, False
    for at, word in enumerate(words):
        if word.kind in _PLAIN:
            counted = counted or word.kind is Kind.NUMBER
            found.append(word)
            continue
        following = words[at + 1] if at + 1 < len(words) else None
        if word.kind is Kind.OPEN and found and not counted and _goes_on(words, at):
            inline += 1
        elif word.kind is Kind.CLOSE and inline:
            inline -= 1
        elif (
            word.kind in _CUTS
            and not (
                word.written in "：:" and following and found and following.kind in (Kind.NUMBER, Kind.NONE)
            )
        ) or (word.kind in (Kind.PAUSE, Kind.JOIN) and counted):
            yield Segment(tuple(found), word.kind, word.written, before)
            found, before, counted = [], word.kind, False
        elif word.kind is Kind.ALL and counted and not any(w.kind is Kind.OTHERWISE for w in found):
            yield Segment(tuple(found), Kind.BREAK, "", before)
            found, before, counted = [word], Kind.BREAK, False
        elif word.kind not in _CUTS:
            found.append(word)
    yield Segment(tuple(found), Kind.STOP, "", before)


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
    leading = any(word.kind in LABELS for word in words[: places[0]])
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
