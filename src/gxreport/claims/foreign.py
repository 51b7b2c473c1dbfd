"""Disputes about other matters than the organ's information: however they are listed, the form has none."""

from __future__ import annotations

from collections.abc import Sequence

from gxreport.claims import quantities as q
from gxreport.claims.quantities import Claim
from gxreport.claims.segments import Segment
from gxreport.claims.thread import REQUESTS, Thread
from gxreport.claims.tokens import Token
from gxreport.claims.words import Kind

_ABOUT = frozenset({"类", "为", "均为", "属于", "属", "系", "因", "涉及", "与", "针对"})


def told_foreign(thread: Thread, segment: Segment, kinds: set[Kind]) -> None:
    """Keep in mind whether disputes are about other matters: what qualifies the first of a list covers all.

    因工伤认定被申请行政复议4件，被提起行政诉讼6件 goes on until 信息公开 is named.
    """
    if Kind.UNKNOWN in kinds or Kind.EXCEPT in kinds:
        thread.foreign = thread.foreign or _of_others(thread, segment, kinds)
    elif Kind.MATTER in kinds or any(word.name == REQUESTS for word in segment.words):
        thread.foreign = False


def _of_others(thread: Thread, segment: Segment, kinds: set[Kind]) -> bool:
    words = segment.words
    if Kind.EXCEPT in kinds and Kind.MATTER in kinds:
        return True
    if Kind.UNKNOWN not in kinds:
        return False
    if any(disputed(word) for word in words):
        return Kind.NUMBER in kinds or Kind.PASSIVE in kinds
    heading = segment.mark in ("：", ":") or words[-1].written == "方面"  # 法治政府建设方面：
    return heading and not thread.matter and kinds.isdisjoint((Kind.MATTER, Kind.NUMBER))


def disowned(thread: Thread, words: Sequence[Token], kinds: set[Kind]) -> bool:
    """Whether a clause says what the disputes before it are about, in words that are not understood.

    均为工伤认定类案件, （劳动监察类）, 均不涉及政府信息公开.
    """
    if Kind.UNKNOWN not in kinds or Kind.NUMBER in kinds or thread.topic not in q.OF_DISPUTES:
        return False
    return bool(Kind.ALL in kinds or thread.depth) and any(word.written in _ABOUT for word in words)


def of_other_year(words: Sequence[Token], kinds: set[Kind], year: int | None) -> bool:
    """Whether a bracket says that the figure before it is another year's: 行政诉讼1件（系2022年案件）."""
    if kinds & {Kind.CARRY, Kind.CHANGE, Kind.RECEIVE, Kind.NEXT_YEAR}:
        return False
    return Kind.LAST_YEAR in kinds or any(word.kind is Kind.YEAR and word.year != year for word in words)


def disputed(word: Token) -> bool:
    """Whether a word names disputes."""
    return word.kind is Kind.ABOUT and word.name in q.OF_DISPUTES


def narrows(thread: Thread, words: Sequence[Token], kinds: set[Kind]) -> bool:
    """Whether disputes told before were of any matter: 其中涉及政府信息公开的1件."""
    return thread.topic in q.OF_DISPUTES and (
        Kind.WHICH in kinds or any(word.written == "涉及" for word in words)
    )


def narrowed(thread: Thread, words: Sequence[Token], kinds: set[Kind]) -> tuple[Claim, ...]:
    """The claims told before of which a figure says how many concern information; none if not clear."""
    if kinds & {Kind.RESULT, Kind.UNKNOWN, Kind.NONE, Kind.ASIDE} or any(disputed(word) for word in words):
        return ()
    groups = tuple(thread.groups)
    return groups if len(groups) == 1 or Kind.ALL in kinds else ()
