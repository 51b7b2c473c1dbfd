"""自然人20件, 企业5件: whose applications a number is of, and whether of all or of a part."""

from __future__ import annotations

from gxreport.claims import quantities as q
from gxreport.claims.quantities import NOTHING, Named, Quantity
from gxreport.claims.thread import WHOLES, Thread
from gxreport.claims.tokens import Token
from gxreport.claims.words import Kind

BEFORE_OTHER = ("business", "research", "welfare", "legal_services")
"""The columns of the form before 其他."""


def of_applicants(thread: Thread, words: tuple[Token, ...], part: str) -> Named:
    """What a number of applicants of one kind is a part of: the received, the settled, an outcome."""
    base = thread.frame.quantity.name if thread.frame else q.RECEIVED
    beside = unnamed(thread, base) if part == q.OTHER else ()
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
    return Named((Quantity(base, part),), divided, (*beside, *or_organisations(words, base)))


def unnamed(thread: Thread, name: str) -> tuple[Quantity, ...]:
    """其他 may be all that were not named before: 企业5件、其他3件."""
    others = [one for one in BEFORE_OTHER if one not in thread.parts]
    return (Quantity(name, "+".join((*others, q.OTHER))),) if others else ()


def or_organisations(words: tuple[Token, ...], name: str) -> tuple[Quantity, ...]:
    """企业 is 商业企业 in the form, and whoever is no natural person in many a text."""
    loose = any(word.kind is Kind.APPLICANT and word.written.startswith("企业") for word in words)
    return (Quantity(name, q.ORGANISATIONS),) if loose else ()
