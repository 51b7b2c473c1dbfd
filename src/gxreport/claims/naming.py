"""What a number is a figure of, by the words of its clause and the thread of what was said before."""

from __future__ import annotations

from gxreport.claims import quantities as q
from gxreport.claims.applicants import BEFORE_OTHER, of_applicants, or_organisations, unnamed
from gxreport.claims.disputes import of_disputes
from gxreport.claims.documents import of_documents
from gxreport.claims.meanings import EXAMPLES, carried, rows_of
from gxreport.claims.outcomes import of_rows, rows_after
from gxreport.claims.quantities import NOTHING, Named, Quantity
from gxreport.claims.thread import REQUESTS, WHOLES, Thread
from gxreport.claims.tokens import Token
from gxreport.claims.words import Kind

_PUBLIC = ("公众", "社会公众", "群众", "村民", "居民")


def named(thread: Thread, words: tuple[Token, ...], kinds: set[Kind], topic: str, year: int | None) -> Named:
    """The quantities that a number is a figure of; none where that is not clear."""
    if topic in q.OF_DOCUMENTS:
        return Named(of_documents(thread, words, kinds, topic))
    results = [word.name for word in words if word.kind is Kind.RESULT]
    if topic in q.OF_DISPUTES:
        return Named(of_disputes(thread, words, kinds, results))
    if topic != REQUESTS or results or Kind.HAPPENED in kinds:
        return NOTHING
    parts = list(dict.fromkeys(word.name for word in words if word.kind is Kind.APPLICANT))
    if len(parts) > 1 or thread.apart.intersection(parts):
        return NOTHING
    part = parts[0] if parts else ""
    if Kind.CARRY in kinds:
        name, strict = carried(words, year)
        if name == q.CARRIED_IN and any(w.kind is Kind.SETTLE and w.name != "soft" for w in words):
            thread.settling = True
        return Named((Quantity(name, part),), strict) if name else NOTHING
    rows = (rows_of(words) or rows_after(words, kinds)) if Kind.ROW in kinds else ()
    if Kind.OTHERWISE in kinds and any(word.written in EXAMPLES for word in words):
        return NOTHING
    if Kind.OTHERWISE in kinds and not kinds.isdisjoint((Kind.RECEIVE, Kind.SETTLE)):
        return NOTHING
    if Kind.OTHER in kinds:
        return _other(thread, kinds, bool(rows or parts or kinds & {Kind.RECEIVE, Kind.SETTLE}))
    if Kind.ROW in kinds:
        return of_rows(thread, words, kinds, rows, part) if rows else NOTHING
    settles = [word.name for word in words if word.kind is Kind.SETTLE]
    receives = [word.name for word in words if word.kind is Kind.RECEIVE]
    if "and" in settles:
        return Named((Quantity(q.RECEIVED, part), Quantity(q.SETTLED, part)))
    if receives and not settles:
        strict = receives == ["new"] and not thread.inclusive
        return Named((Quantity(q.RECEIVED, part),), strict, _beside_received(thread, words, receives, part))
    if settles and not receives:
        beside = (Quantity(q.RECEIVED, part),) if set(settles) == {"soft"} else ()
        return Named((Quantity(q.SETTLED, part),), set(settles) == {"closed"}, beside)
    if settles:
        return NOTHING
    if part:
        return of_applicants(thread, words, part)
    nouns = {word.name for word in words if word.kind is Kind.ABOUT}
    vague = not kinds.isdisjoint((Kind.PASSIVE, Kind.WHICH)) or _vague(words)
    forms = any(word.written.endswith(("表", "书")) for word in words)
    if REQUESTS in nouns and not thread.frame and not vague and not forms:
        return Named((Quantity(q.RECEIVED),), beside=(Quantity(q.SETTLED),))
    return NOTHING


def _beside_received(
    thread: Thread, words: tuple[Token, ...], receives: list[str], part: str
) -> tuple[Quantity, ...]:
    beside = or_organisations(words, q.RECEIVED)
    if "due" in receives:  # 应办理39件 may be those that were due within the year
        beside = (*beside, Quantity(q.ALL_RESULTS, part))
    of_settled = thread.whole is not None and thread.whole.quantity.name == q.SETTLED
    if of_settled or thread.settling:  # 办结39件，其中本年新收35件; 办结上年结转4件、本年新收35件
        beside = (*beside, Quantity(q.SETTLED, part))
    return beside


def _vague(words: tuple[Token, ...]) -> bool:
    """Whether it is not said of what kind something is; that it comes from the public does not matter."""
    return any(word.kind is Kind.VAGUE and word.written not in _PUBLIC for word in words)


def _other(thread: Thread, kinds: set[Kind], labelled: bool) -> Named:
    """其他1件 means what its list is about."""
    if labelled or thread.last is None:
        return NOTHING
    name, part = thread.last.quantity
    if name.startswith("results.other."):
        return Named((Quantity("results.other.other", part),))
    if part in BEFORE_OTHER and name in WHOLES:
        return Named((Quantity(name, q.OTHER),), beside=unnamed(thread, name))
    return NOTHING
