"""Sentences read stretch by stretch, with their headings and brackets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gxreport.claims.brackets import Outside, closed, opened
from gxreport.claims.clauses import read_clause
from gxreport.claims.distributing import distributed
from gxreport.claims.documents import several_issuers
from gxreport.claims.meanings import told_apart
from gxreport.claims.ownership import over_organs
from gxreport.claims.record import Record
from gxreport.claims.revising import without_inferred
from gxreport.claims.segments import segments, sentences, without_numbering
from gxreport.claims.thread import REQUESTS
from gxreport.claims.tokens import Token
from gxreport.claims.words import Kind

_EXCEPTED = ("外", "以外", "之外")


def read_sentences(record: Record, words: Iterable[Token], places: Sequence[int]) -> None:
    """Read some sentences; `places` are those of the characters that the words are made of."""
    record.places = places
    for sentence in sentences(words):
        _sentence(record, sentence)


def _sentence(record: Record, words: list[Token]) -> None:
    thread, ownership = record.thread, record.ownership
    kinds = {word.kind for word in words}
    words, level = without_numbering(distributed(words) if Kind.EACH in kinds else words)
    if Kind.WHICH not in kinds or not words or words[0].kind is not Kind.WHICH:
        record.begun, record.mattered = len(record.claims), False
    thread.apart, thread.inclusive = told_apart(words)
    if Kind.PERIOD in kinds and record.outlook.government:
        words = over_organs(words, record.outlook.year)
    planning = Kind.PLAN in kinds
    ownership.planned = planning and any(word.kind is Kind.PLAN and not word.name for word in words)
    thread.excepted, thread.carrying = Kind.EXCEPT in kinds, Kind.CARRY in kinds
    if thread.excepted:
        words = [w._replace(kind=Kind.FILLER) if w.written in _EXCEPTED else w for w in words]
    if level:
        thread.heading(level)
    stretches = list(segments(words))
    if len(stretches) == 1 and Kind.NUMBER not in kinds:
        _heading(record, words, level)
    if record.outlook.government and Kind.HAPPENED in kinds:
        thread.issuers = any(several_issuers(segment.words) for segment in stretches)
    outside: list[Outside] = []
    for segment in stretches:
        if segment.before is Kind.OPEN:
            outside.append(opened(thread, ownership))
        if segment.words:
            if planning:
                ownership.plan(segment)
            read_clause(record, segment)
        if segment.mark:
            thread.adrift = False
        if segment.ended is Kind.CLOSE and outside:
            closed(thread, ownership, outside.pop())
        if segment.mark and segment.mark in "；;":
            thread.groups = []
            thread.tangent = thread.strange = thread.within = False
            thread.result = ""
            ownership.new_clause()
    if thread.inferred:
        record.revise(without_inferred)
    ownership.hedged = False
    thread.new_sentence()
    ownership.new_clause()


def _heading(record: Record, words: list[Token], level: int) -> None:
    """依申请公开情况。 says what the paragraph is about."""
    names = {word.name for word in words if word.kind is Kind.ABOUT}
    if names & {REQUESTS, "attribute"} or (names & {"maybe"} and len(words) < 5):
        record.thread.default = REQUESTS
        record.thread.level = level or record.thread.level
        record.thread.matter = True
