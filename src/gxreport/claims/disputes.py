"""复议 and 诉讼: which of them a number is of, and which result."""

from __future__ import annotations

from gxreport.claims import quantities as q
from gxreport.claims.meanings import dispute
from gxreport.claims.quantities import Quantity
from gxreport.claims.thread import Thread
from gxreport.claims.tokens import Token
from gxreport.claims.words import Kind

_THEREFORE = ("因此", "由此")


def of_disputes(
    thread: Thread, words: tuple[Token, ...], kinds: set[Kind], results: list[str]
) -> tuple[Quantity, ...]:
    """The disputes or their result that a number is a figure of; none where that is not clear."""
    if kinds & {Kind.ROW, Kind.APPLICANT, Kind.HAPPENED, Kind.CARRY} or thread.foreign:
        return ()
    if any(word.written in _THEREFORE for word in words):  # 因此引发复议4件: by what was said before
        thread.foreign = True
        return ()
    if any(word.kind is Kind.RECEIVE and word.name == "new" for word in words):  # and others are older
        return ()
    of_any_kind = kinds & {Kind.RECEIVE, Kind.SETTLE, Kind.VAGUE} or any(
        "应诉" in word.written or (word.kind is Kind.ABOUT and word.written.startswith("被"))
        for word in words
    )
    if (of_any_kind or thread.general) and not thread.matter:
        thread.lose(hard=True)
        thread.general = True
        return ()
    names = [word.name for word in words if word.name in q.OF_DISPUTES and word.kind is Kind.ABOUT]
    if len(set(results)) > 1:
        return ()
    if Kind.OTHER in kinds:
        if results or names or not (thread.last and thread.last.quantity.part):
            return ()
        return (Quantity(thread.last.quantity.name, q.OTHER),)
    if names and thread.result and not results:  # 被纠正2件，其中行政复议1件、行政诉讼1件
        results = [thread.result] if thread.within or thread.depth else results
    if names:
        if Kind.ALL in kinds and len(set(names)) > 1:
            return tuple(Quantity(name) for name in dict.fromkeys(names))
        return (Quantity(dispute(names), results[0] if results else ""),)
    if not results:
        summed = any(word.written in ("总计", "合计", "共计") for word in words)
        last = thread.last.quantity if thread.last else Quantity("")
        return (Quantity(last.name),) if summed and last.name in q.OF_DISPUTES and last.part else ()
    in_list = thread.last is not None and bool(thread.last.quantity.part or thread.depth)
    if thread.last and in_list and thread.last.quantity.name in q.OF_DISPUTES:
        return (Quantity(thread.last.quantity.name, results[0]),)
    if len(thread.groups) > 1:
        return ()
    return (Quantity(thread.groups[0].quantity.name if thread.groups else thread.topic, results[0]),)


def resulted(thread: Thread, words: tuple[Token, ...]) -> None:
    """Keep in mind a result that was counted of disputes which are not named: 被纠正2件."""
    results = {word.name for word in words if word.kind is Kind.RESULT}
    named_too = any(word.kind is Kind.ABOUT and word.name in q.OF_DISPUTES for word in words)
    thread.result = results.pop() if len(results) == 1 and not named_too else ""
