"""Regulations and normative documents: 制定规章2件, 废止行政规范性文件3件."""

from __future__ import annotations

from collections.abc import Sequence

from gxreport.claims import quantities as q
from gxreport.claims.quantities import Quantity
from gxreport.claims.thread import Thread
from gxreport.claims.tokens import Token
from gxreport.claims.words import Kind

_ISSUERS = ("政府办", "名义")


def of_documents(
    thread: Thread, words: tuple[Token, ...], kinds: set[Kind], topic: str
) -> tuple[Quantity, ...]:
    """What happened to documents, as the clause says or the list before it; none where that is not clear."""
    happened = list(dict.fromkeys(word.name for word in words if word.kind is Kind.HAPPENED))
    if thread.issuers and topic == q.DOCUMENTS:
        return ()
    if kinds & {Kind.ROW, Kind.RECEIVE, Kind.SETTLE, Kind.CARRY, Kind.APPLICANT, Kind.RESULT}:
        return ()
    if not happened and thread.happened and any(word.kind is Kind.ABOUT for word in words):
        happened = [thread.happened]
    if q.IN_FORCE in happened and len(happened) > 1:
        return ()
    if len(happened) != 1 or happened[0] in thread.apart:
        return ()
    return (Quantity(topic, happened[0]),)


def several_issuers(words: Sequence[Token]) -> bool:
    """Whether a clause tells documents by who issued them: 县政府办公室1件, 以县政府名义制发2件."""
    if not any(word.name == q.DOCUMENTS or word.kind is Kind.HAPPENED for word in words):
        return False
    written = "".join(word.written for word in words)
    return any(sign in written for sign in _ISSUERS)
