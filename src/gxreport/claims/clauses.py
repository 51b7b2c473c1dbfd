"""One clause: whether it is understood, and what kind of statement it makes.

A number is claimed only where every word between it and the ends of its clause is understood. Whatever
else a paragraph speaks of in between makes the reader lose the thread, and it waits for the next noun.
"""

from __future__ import annotations

from gxreport.claims.counting import count_narrowed, count_number
from gxreport.claims.foreign import disowned, narrows, of_other_year, told_foreign
from gxreport.claims.ownership import TELLING
from gxreport.claims.record import Record
from gxreport.claims.revising import without_disputes
from gxreport.claims.segments import LISTING, Segment, chunks
from gxreport.claims.sharing import read_shares
from gxreport.claims.tokens import Token
from gxreport.claims.uncounted import count_none, read_uncounted
from gxreport.claims.words import KINDS, Kind

_MEANINGFUL = frozenset(KINDS) - {Kind.FILLER, Kind.UNKNOWN, Kind.JOIN, Kind.PAUSE, Kind.PASSIVE, Kind.ASIDE}


def read_clause(record: Record, segment: Segment) -> None:
    """Read a clause: it claims figures, changes what the next clauses are about, or loses the thread."""
    words = segment.words
    kinds = {word.kind for word in words}
    if Kind.ALIEN in kinds or Kind.UNKNOWN in kinds:
        words = record.ownership.named(words, kinds)
        kinds = {word.kind for word in words}
    thread, ownership = record.thread, record.ownership
    if thread.foreign or Kind.UNKNOWN in kinds or Kind.EXCEPT in kinds:
        told_foreign(thread, segment, kinds)
        if disowned(thread, words, kinds):
            record.revise(without_disputes)
            thread.lose(hard=False)
            thread.foreign = True
            return
    if kinds.isdisjoint(_MEANINGFUL):
        if Kind.UNKNOWN in kinds:
            thread.lose(hard=False)
        return
    listed = segment.before in LISTING
    if (ownership.comparing or Kind.CHANGE in kinds) and ownership.compares(kinds, words, listed=listed):
        return
    counts = [word for word in words if word.kind is Kind.NUMBER] if Kind.NUMBER in kinds else []
    if Kind.MATTER in kinds:
        narrowing = not record.mattered and (counts or Kind.NONE in kinds) and narrows(thread, words, kinds)
        thread.matter = record.mattered = True
        if narrowing and count_narrowed(record, words, kinds, counts):
            return
    if not kinds.isdisjoint(TELLING):
        ownership.note(words, kinds)
    if thread.depth and not counts and of_other_year(words, kinds, record.outlook.year):
        record.claims[record.begun :] = [
            one for one in record.claims[record.begun :] if one is not thread.frame
        ]
    if Kind.TANGENT in kinds:
        thread.tangent = True
    if Kind.WHICH in kinds:
        if thread.strange and counts and Kind.RESULT not in kinds:  # 网上22件，其中自然人12件
            thread.lose(hard=False)
            thread.foreign = True
            return
        thread.whole = thread.last if thread.depth else thread.frame
    thread.within = (Kind.WHICH in kinds or thread.within) if listed or thread.depth else Kind.WHICH in kinds
    if Kind.CHANGE in kinds and not _reached(words, counts):
        if Kind.UNKNOWN not in kinds:
            thread.about(words, kinds - {Kind.NUMBER})
        if counts:
            thread.last = None
        return
    percents = [word for word in counts if word.figure and word.figure.percent]
    if percents:
        read_shares(record, words, [word for word in counts if word not in percents], percents)
        return
    if Kind.NONE in kinds and not counts:
        count_none(record, words, kinds)
    elif not counts:
        read_uncounted(record, segment, words, kinds)
    else:
        for chunk, count in chunks(words, counts):
            if len(counts) > 1 and not kinds.isdisjoint(TELLING):  # 2022年48件→2023年40件
                ownership.note(chunk, {word.kind for word in chunk})
            count_number(record, chunk, count)


def _reached(words: tuple[Token, ...], counts: list[Token]) -> bool:
    """Whether a clause tells what something has come to, and nothing else: 增至8件, not 由5件增至8件."""
    changes = all(word.name == "to" for word in words if word.kind is Kind.CHANGE)
    return changes and len(counts) == 1 and not any(word.written in ("由", "从", "自") for word in words)
