"""What a number is a figure of, by the words of its clause and the thread of what was said before."""

from __future__ import annotations

from typing import NamedTuple

from gxreport.claims import quantities as q
from gxreport.claims.meanings import EXAMPLES, carried, dispute, group, rows_of
from gxreport.claims.quantities import Quantity
from gxreport.claims.thread import LOST, REQUESTS, WHOLES, Thread
from gxreport.claims.tokens import Token
from gxreport.claims.words import Kind


class Named(NamedTuple):
    """The quantities of a number, none where that is not clear; see `Claim` for the rest."""

    quantities: tuple[Quantity, ...] = ()
    strict: bool = False
    beside: tuple[Quantity, ...] = ()


NOTHING = Named()
_LOOSELY_OPEN = frozenset({"公开", "不公开"})  # as documents are too
_NOT_GIVEN = ("未能提供", "不能提供")  # 因不掌握等原因未能提供 may be said of all that was not given
# 不公开 is 不予公开, or whatever else was not made public.
_NOT_OPEN = (
    (q.REFUSED, q.UNABLE),
    (q.REFUSED, q.UNABLE, q.REJECTED),
    (q.REFUSED, q.UNABLE, q.REJECTED, q.OTHERS),
)
_BEFORE_OTHER = ("business", "research", "welfare", "legal_services")
_THEREFORE = ("因此", "由此")
_PUBLIC = ("公众", "社会公众", "群众", "村民", "居民")


def named(thread: Thread, words: tuple[Token, ...], kinds: set[Kind], topic: str, year: int | None) -> Named:
    """The quantities that a number is a figure of; none where that is not clear."""
    if topic in q.OF_DOCUMENTS:
        return Named(_of_documents(thread, words, kinds, topic))
    results = [word.name for word in words if word.kind is Kind.RESULT]
    if topic in q.OF_DISPUTES:
        return Named(_of_disputes(thread, words, kinds, results))
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
    rows = (rows_of(words) or _listed(words, kinds)) if Kind.ROW in kinds else ()
    if Kind.OTHERWISE in kinds and any(word.written in EXAMPLES for word in words):
        return NOTHING
    if Kind.OTHERWISE in kinds and not kinds.isdisjoint((Kind.RECEIVE, Kind.SETTLE)):
        return NOTHING
    if Kind.OTHER in kinds:
        return _other(thread, kinds, bool(rows or parts or kinds & {Kind.RECEIVE, Kind.SETTLE}))
    if Kind.ROW in kinds:
        return _of_rows(thread, words, kinds, rows, part) if rows else NOTHING
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
        return _of_applicants(thread, words, part)
    nouns = {word.name for word in words if word.kind is Kind.ABOUT}
    vague = not kinds.isdisjoint((Kind.PASSIVE, Kind.WHICH)) or _vague(words)
    forms = any(word.written.endswith(("表", "书")) for word in words)
    if REQUESTS in nouns and not thread.frame and not vague and not forms:
        return Named((Quantity(q.RECEIVED),), beside=(Quantity(q.SETTLED),))
    return NOTHING


def _listed(words: tuple[Token, ...], kinds: set[Kind]) -> tuple[str, ...]:
    """The rows of 其余12件为不予公开、无法提供, which come to the number together; none if 等 follows."""
    names = tuple(dict.fromkeys(word.name for word in words if word.kind is Kind.ROW))
    first = next((word.kind for word in words if word.kind in (Kind.ROW, Kind.NUMBER)), None)
    if first is not Kind.NUMBER or kinds.isdisjoint((Kind.PAUSE, Kind.JOIN)):
        return ()
    within = any(group(name) in names for name in names)
    examples = any(word.written in EXAMPLES for word in words)
    return () if within or examples else names


def _vague(words: tuple[Token, ...]) -> bool:
    """Whether it is not said of what kind something is; that it comes from the public does not matter."""
    return any(word.kind is Kind.VAGUE and word.written not in _PUBLIC for word in words)


def _loosely(words: tuple[Token, ...], name: str) -> tuple[Quantity, ...]:
    """企业 is 商业企业 in the form, and whoever is no natural person in many a text."""
    loose = any(word.kind is Kind.APPLICANT and word.written.startswith("企业") for word in words)
    return (Quantity(name, q.ORGANISATIONS),) if loose else ()


def _beside_received(
    thread: Thread, words: tuple[Token, ...], receives: list[str], part: str
) -> tuple[Quantity, ...]:
    beside = _loosely(words, q.RECEIVED)
    if "due" in receives:  # 应办理39件 may be those that were due within the year
        beside = (*beside, Quantity(q.ALL_RESULTS, part))
    of_settled = thread.whole is not None and thread.whole.quantity.name == q.SETTLED
    if of_settled or thread.settling:  # 办结39件，其中本年新收35件; 办结上年结转4件、本年新收35件
        beside = (*beside, Quantity(q.SETTLED, part))
    return beside


def _of_applicants(thread: Thread, words: tuple[Token, ...], part: str) -> Named:
    base = thread.frame.quantity.name if thread.frame else q.RECEIVED
    beside = _rest(thread, base) if part == q.OTHER else ()
    divided = thread.depth > 0
    if thread.last and thread.last.quantity.name not in WHOLES:  # 无法提供8件，其中自然人6件、企业2件
        row, whose = thread.last.quantity
        if thread.within and not thread.depth:
            base, divided = row, True
        elif whose:
            base = row if thread.depth else base
            beside += (Quantity(row, part),)
    if base in q.OF_DISPUTES or base in q.OF_DOCUMENTS:
        return NOTHING
    if not divided:
        beside += tuple(Quantity(name, part) for name in (q.RECEIVED, q.SETTLED))
    return Named((Quantity(base, part),), divided, (*beside, *_loosely(words, base)))


def _rest(thread: Thread, name: str) -> tuple[Quantity, ...]:
    """其他 may be all that were not named before: 企业5件、其他3件."""
    rest = [one for one in _BEFORE_OTHER if one not in thread.parts]
    return (Quantity(name, "+".join((*rest, q.OTHER))),) if rest else ()


def _of_rows(
    thread: Thread,
    words: tuple[Token, ...],
    kinds: set[Kind],
    rows: tuple[str, ...],
    part: str,
) -> Named:
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


def _other(thread: Thread, kinds: set[Kind], labelled: bool) -> Named:
    """其他1件 means what its list is about."""
    if labelled or thread.last is None:
        return NOTHING
    name, part = thread.last.quantity
    if name.startswith("results.other."):
        return Named((Quantity("results.other.other", part),))
    if part in _BEFORE_OTHER and name in WHOLES:
        return Named((Quantity(name, q.OTHER),), beside=_rest(thread, name))
    return NOTHING


def _of_documents(
    thread: Thread, words: tuple[Token, ...], kinds: set[Kind], topic: str
) -> tuple[Quantity, ...]:
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


def _of_disputes(
    thread: Thread, words: tuple[Token, ...], kinds: set[Kind], results: list[str]
) -> tuple[Quantity, ...]:
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
