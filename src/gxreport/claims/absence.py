"""未收到, 无, 没有发生: what a clause says there is none of."""

from __future__ import annotations

from collections.abc import Iterator

from gxreport.claims import quantities as q
from gxreport.claims.meanings import carried, dispute, rows_of
from gxreport.claims.quantities import Quantity
from gxreport.claims.thread import REQUESTS, Thread
from gxreport.claims.tokens import Token
from gxreport.claims.words import Kind


def absent(
    thread: Thread, words: tuple[Token, ...], kinds: set[Kind], topic: str, year: int | None
) -> Iterator[Quantity]:
    """What a clause says there is none of."""
    names = [word.name for word in words if word.kind is Kind.ABOUT]
    parts = [word.name for word in words if word.kind is Kind.APPLICANT]
    if topic in q.OF_DOCUMENTS:
        said = [w.name for w in words if w.kind is Kind.HAPPENED or (w.kind is Kind.NONE and w.name)]
        if not kinds & {Kind.ROW, Kind.RESULT, Kind.CARRY, Kind.APPLICANT}:
            yield from (Quantity(topic, name) for name in dict.fromkeys(said))
        return
    results = [word for word in words if word.kind is Kind.RESULT]
    disputes = [name for name in dict.fromkeys(names) if name in q.OF_DISPUTES]
    if results:
        by_word = q.REVIEW if "复议" in results[0].written else _spoken_of(thread)
        name = dispute(disputes) if disputes else by_word
        # 未发生被撤销的: those set right in another way are 纠正 as well.
        if name and len(results) == 1 and "撤销" not in results[0].written:
            yield Quantity(name, results[0].name)
        return
    if disputes:
        settles = Kind.SETTLE in kinds and Kind.PASSIVE not in kinds  # 因申请答复引发的 is the cause
        if settles or kinds & {Kind.ROW, Kind.CARRY} or (Kind.RECEIVE in kinds and not thread.matter):
            return
        if q.DIRECT in disputes or q.AFTER_REVIEW in disputes:
            disputes = [name for name in disputes if name != q.LITIGATION]
        yield from (Quantity(name) for name in disputes)
        return
    if topic != REQUESTS or len(parts) > 1:
        return
    part = parts[0] if parts else ""
    if Kind.CARRY in kinds:
        name, _strict = carried(words, year)
        finished = any(word.written == "未办结" for word in words)  # 无未办结的上年结转件
        if name and not (finished and name == q.CARRIED_IN):
            yield Quantity(name, part)
        return
    rows = rows_of(words)
    if rows:
        if len(rows) == 1:
            yield Quantity(rows[0], part)
        return
    if Kind.SETTLE in kinds:
        return
    if (names or any(word.written.endswith("申请") for word in words)) and not (
        set(names) <= {"maybe"} and thread.topic != REQUESTS
    ):
        yield Quantity(q.RECEIVED, part)


def _spoken_of(thread: Thread) -> str:
    """The disputes that 无未审结案件 is said of."""
    if thread.foreign:
        return ""
    if thread.last and thread.last.quantity.name in q.OF_DISPUTES and thread.last.quantity.part:
        return thread.last.quantity.name
    names = {one.quantity.name for one in thread.groups}
    return dispute(names) if names else ""
