"""Clauses with a number: what it is a figure of, if every word around it is understood."""

from __future__ import annotations

from decimal import Decimal

from gxreport.claims.disputes import resulted
from gxreport.claims.foreign import disputed, narrowed
from gxreport.claims.naming import named
from gxreport.claims.quantities import Named
from gxreport.claims.record import Record
from gxreport.claims.revising import replaced, without_disputes
from gxreport.claims.segments import LABELS
from gxreport.claims.thread import LOST, REQUESTS
from gxreport.claims.tokens import Token
from gxreport.claims.words import Kind

_ORGANS = (Kind.ALIEN, Kind.SELF)
_NO_COUNTS = (Kind.ASIDE, Kind.EACH, Kind.SHARE, Kind.NONE, Kind.PERIOD)


def count_number(record: Record, words: tuple[Token, ...], count: Token) -> None:
    """A number and the words around it: a claim where all are understood, else the thread drifts."""
    kinds = {word.kind for word in words}
    thread = record.thread
    value = count.figure.value if count.figure else None
    if Kind.UNKNOWN in kinds:
        thread.drift(value, strange=True)
        if not thread.tangent:
            thread.lose(hard=True)
        return
    if not kinds.isdisjoint(_NO_COUNTS):
        if REQUESTS in {word.name for word in words}:
            thread.about(words, kinds)
        thread.drift(value, strange=Kind.ASIDE in kinds)
        return
    topic = thread.about(words, kinds)
    if not kinds.isdisjoint(_ORGANS) and _own_part(record, words, kinds, value):
        thread.drift(value, strange=False)
        return
    found = named(thread, words, kinds, topic, record.outlook.year)
    if Kind.RESULT in kinds:
        resulted(thread, words)
    if not found.quantities:
        thread.drift(value, strange=Kind.MATTER in kinds and topic == REQUESTS)  # 公开信息17件
        if kinds & LABELS and topic == LOST:
            thread.lose(hard=True)
        if Kind.APPLICANT in kinds:
            thread.applicant = LOST
        return
    record.claim(words, count, found)


def _own_part(record: Record, words: tuple[Token, ...], kinds: set[Kind], value: Decimal | None) -> bool:
    """全县收到312件，其中县政府本级40件: the tables may be of either."""
    whole = record.thread.frame
    if whole is None or not (record.thread.depth or Kind.WHICH in kinds):
        return False
    if not record.outlook.government or not record.outlook.is_own_level(words):
        return False
    record.thread.frame = replaced(record.claims, whole, whole._replace(own=value))
    return True


def count_narrowed(record: Record, words: tuple[Token, ...], kinds: set[Kind], counts: list[Token]) -> bool:
    """行政复议3件、行政诉讼2件，其中涉及政府信息公开的均为0件: only the last is of the form.

    Whether that is all that the clause says.
    """
    groups = narrowed(record.thread, words, kinds)
    record.revise(without_disputes)
    if not groups or len(counts) != 1:
        record.thread.groups = []
        return not any(disputed(word) for word in words)
    for one in groups:
        record.claim(words, counts[0], Named((one.quantity,)))
    return True
