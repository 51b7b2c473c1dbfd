"""Clauses without a number: there is none, all of it, or what the clauses to come are about."""

from __future__ import annotations

from decimal import Decimal

from gxreport.claims import quantities as q
from gxreport.claims.absence import absent
from gxreport.claims.inheriting import concluded, done, inherited
from gxreport.claims.quantities import Claim, Quantity
from gxreport.claims.record import Record
from gxreport.claims.revising import replaced
from gxreport.claims.segments import LABELS, Segment, span
from gxreport.claims.thread import REQUESTS
from gxreport.claims.tokens import Token
from gxreport.claims.words import Kind

_NO_NONE = (Kind.ASIDE, Kind.EACH, Kind.CHANGE, Kind.PERIOD, Kind.WHICH, Kind.OTHER)


def count_none(record: Record, words: tuple[Token, ...], kinds: set[Kind]) -> None:
    """未收到, 无, 没有发生: there are none of what is named."""
    if Kind.UNKNOWN in kinds:
        if not _announces(words):
            record.thread.lose(hard=False)
        return
    if not kinds.isdisjoint(_NO_NONE):
        return
    topic = record.thread.about(words, kinds)
    for quantity in absent(record.thread, words, kinds, topic, record.outlook.year):
        told = bool(kinds & {Kind.LAST_YEAR, Kind.NEXT_YEAR, Kind.YEAR})
        claim = Claim(
            record.outlook.field, *span(words, record.places), quantity, Decimal(0), none=True, strict=told
        )
        again = any(one.none and one.quantity == quantity for one in record.claims[record.begun :])
        if not record.ownership.silent and not again:
            record.claims.append(claim)


def read_uncounted(record: Record, segment: Segment, words: tuple[Token, ...], kinds: set[Kind]) -> None:
    """均已办结, 行政复议方面, 自然人：: figures of the whole before, or what is counted next."""
    if Kind.UNKNOWN in kinds:
        if not kinds & {Kind.ALL} and not _announces(words):
            record.thread.lose(hard=False)
        elif _announces(words):
            record.thread.about(words, kinds)
        return
    topic = record.thread.about(words, kinds)
    labels = [word for word in words if word.kind in LABELS and word.kind is not Kind.ABOUT]
    if Kind.ASIDE in kinds and topic in q.OF_DISPUTES:
        _conclude(record, words, kinds)
    elif (
        Kind.ALL in kinds
        or (Kind.SETTLE in kinds and done(record.thread, words, kinds))
        or (labels and all(word.kind is Kind.RESULT for word in labels) and len(record.thread.groups) == 1)
    ):
        _inherit(record, words, labels)
    elif Kind.HAPPENED in kinds and topic in q.OF_DOCUMENTS:
        record.thread.happened = next(word.name for word in words if word.kind is Kind.HAPPENED)
    elif Kind.APPLICANT in kinds and len(labels) == 1:
        if segment.mark and segment.mark in "：:":
            record.thread.applicant = labels[0].name
        else:  # 自然人申请中，予以公开12件
            record.thread.whose = labels[0].name


def _announces(words: tuple[Token, ...]) -> bool:
    """依申请公开方面: a clause that says what comes, though not all of it is understood."""
    return any(word.kind is Kind.ABOUT and word.name in (REQUESTS, "attribute") for word in words[-3:])


def _inherit(record: Record, words: tuple[Token, ...], labels: list[Token]) -> None:
    """均获维持, 全部按期答复: the figure is that of the whole that was named before."""
    if record.thread.excepted:
        return
    # 均在法定期限内办理 says how, and not that all are done.
    soft = bool(labels) and all(word.name == "soft" for word in labels)
    for base, quantity in inherited(record.thread, words, labels):
        if base.exact:
            _told_whole(record, base, quantity)
            if soft:
                continue
            place = (base.start, base.end)
            claim = Claim(
                record.outlook.field, *span(words, record.places), quantity, base.value, basis=place
            )
            frame = record.thread.frame
            record.remember(claim)
            record.thread.frame = frame


def _told_whole(record: Record, base: Claim, quantity: Quantity) -> None:
    """受理430件，已全部办结: those that were received may be all that were settled."""
    if quantity.name == q.SETTLED and base.quantity.name == q.RECEIVED and not base.strict:
        beside = (*base.beside, Quantity(q.ALL_RESULTS, quantity.part))
        replaced(record.claims, base, base._replace(beside=beside))


def _conclude(record: Record, words: tuple[Token, ...], kinds: set[Kind]) -> None:
    """行政复议5件，均已审结: none is pending."""
    for quantity in concluded(record.thread, words, kinds):
        claim = Claim(record.outlook.field, *span(words, record.places), quantity, Decimal(0), none=True)
        if not record.ownership.silent:
            record.claims.append(claim)
