"""予以公开17件, 无法提供8件: which rows of the results a number is of."""

from __future__ import annotations

from gxreport.claims import quantities as q
from gxreport.claims.meanings import EXAMPLES, group
from gxreport.claims.quantities import NOTHING, Named, Quantity
from gxreport.claims.thread import LOST, Thread
from gxreport.claims.tokens import Token
from gxreport.claims.words import Kind

_LOOSELY_OPEN = frozenset({"公开", "不公开"})  # as documents are too
_NOT_GIVEN = ("未能提供", "不能提供")  # 因不掌握等原因未能提供 may be said of all that was not given
# 不公开 is 不予公开, or whatever else was not made public.
_NOT_OPEN = (
    (q.REFUSED, q.UNABLE),
    (q.REFUSED, q.UNABLE, q.REJECTED),
    (q.REFUSED, q.UNABLE, q.REJECTED, q.OTHERS),
)


def rows_after(words: tuple[Token, ...], kinds: set[Kind]) -> tuple[str, ...]:
    """The rows of 其余12件为不予公开、无法提供, which come to the number together; none if 等 follows."""
    names = tuple(dict.fromkeys(word.name for word in words if word.kind is Kind.ROW))
    first = next((word.kind for word in words if word.kind in (Kind.ROW, Kind.NUMBER)), None)
    if first is not Kind.NUMBER or kinds.isdisjoint((Kind.PAUSE, Kind.JOIN)):
        return ()
    within = any(group(name) in names for name in names)
    examples = any(word.written in EXAMPLES for word in words)
    return () if within or examples else names


def of_rows(
    thread: Thread,
    words: tuple[Token, ...],
    kinds: set[Kind],
    rows: tuple[str, ...],
    part: str,
) -> Named:
    """The rows as a quantity, of one kind of applicant if the clause or its list tells of one."""
    if Kind.RECEIVE in kinds:
        return NOTHING
    name = "+".join(rows)
    outcomes = {word.written for word in words if word.kind is Kind.ROW}
    if not outcomes.isdisjoint(_NOT_GIVEN) and any(word.written in EXAMPLES for word in words):
        return NOTHING
    if outcomes <= _LOOSELY_OPEN:
        classifier = words[-1].written[-1:] if words[-1].kind is Kind.NUMBER else "件"
        if classifier in "条篇次个项部期":
            return NOTHING
    if part:
        first = next(word.kind for word in words if word.kind in (Kind.ROW, Kind.APPLICANT))
        thread.applicant = part if first is Kind.APPLICANT else LOST
    elif thread.applicant == LOST:
        return NOTHING
    elif thread.applicant:
        part = thread.applicant
    elif thread.frame and thread.frame.quantity.part and Kind.WHICH in kinds:
        part = thread.applicant = thread.frame.quantity.part
    # 因本机关不掌握等原因无法提供26件 may mean the row or its whole group.
    said = {word.name for word in words if word.kind is Kind.ROW}
    beside = tuple(Quantity(group(row), part) for row in rows if group(row) in said)
    if "不公开" in outcomes and name == q.REFUSED:
        beside += tuple(Quantity("+".join(groups), part) for groups in _NOT_OPEN)
    if thread.whose and not part:  # 商业企业申请5件，公开3件
        beside = (*beside, Quantity(name, thread.whose))
    return Named((Quantity(name, part),), beside=beside)
