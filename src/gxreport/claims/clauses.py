"""Sentences read clause by clause: what each number is a figure of.

A number is claimed only where every word between it and the ends of its clause is understood. Whatever
else a paragraph speaks of in between makes the reader lose the thread, and it waits for the next noun.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from gxreport.claims import quantities as q
from gxreport.claims.distributing import distributed
from gxreport.claims.inheriting import done, inherited
from gxreport.claims.meanings import told_apart
from gxreport.claims.naming import absent, named
from gxreport.claims.ownership import TELLING, Outlook, Ownership, over_organs
from gxreport.claims.quantities import Claim, Quantity, Share
from gxreport.claims.segments import LABELS, Segment, chunks, segments, sentences, span, without_numbering
from gxreport.claims.sharing import share_of
from gxreport.claims.thread import LOST, REQUESTS, Thread
from gxreport.claims.tokens import Token
from gxreport.claims.words import KINDS, Kind

_MEANINGFUL = frozenset(KINDS) - {Kind.FILLER, Kind.UNKNOWN, Kind.JOIN, Kind.PAUSE, Kind.PASSIVE, Kind.ASIDE}

_EXCEPTED = ("外", "以外", "之外")
_NO_COUNTS = (Kind.ASIDE, Kind.EACH, Kind.SHARE, Kind.NONE, Kind.PERIOD)
_NO_NONE = (Kind.ASIDE, Kind.EACH, Kind.CHANGE, Kind.PERIOD, Kind.WHICH, Kind.OTHER)


class Reader:
    """Reads the paragraphs of one field, one after the other, and gathers what they claim."""

    def __init__(self, outlook: Outlook) -> None:
        self.outlook = outlook
        self.claims: list[Claim] = []
        self.shares: list[Share] = []
        self.thread = Thread()
        self.ownership = Ownership(outlook)
        self.places: Sequence[int] = ()

    def new_paragraph(self, *, carried: bool) -> None:
        """Forget what the paragraph before was about. `carried`: this one has words of the form's."""
        self.thread.new_paragraph(carried=carried, matter=self.outlook.field.startswith("reviews"))
        self.ownership.new_paragraph()

    @property
    def idle(self) -> bool:
        """Whether nothing is spoken of that a sentence without a noun of its own could be about."""
        thread = self.thread
        return thread.topic in ("", LOST) and not thread.default and not thread.carried

    def skip(self, *, figures: bool) -> None:
        """A sentence that speaks of other things, with `figures` of them or without."""
        self.thread.lose(hard=figures)
        self.thread.new_sentence()
        self.ownership.new_clause()

    def read(self, words: Iterable[Token], places: Sequence[int]) -> None:
        """Read some sentences; `places` are those of the characters that the words are made of."""
        self.places = places
        for sentence in sentences(words):
            self._sentence(sentence)

    def _sentence(self, words: list[Token]) -> None:
        thread, ownership = self.thread, self.ownership
        kinds = {word.kind for word in words}
        words, numbered = without_numbering(distributed(words) if Kind.EACH in kinds else words)
        thread.apart, thread.inclusive = told_apart(words)
        if Kind.PERIOD in kinds and self.outlook.government:
            words = over_organs(words, self.outlook.year)
        planning = Kind.PLAN in kinds
        ownership.planned = planning and any(word.kind is Kind.PLAN and not word.name for word in words)
        thread.excepted, thread.carrying = Kind.EXCEPT in kinds, Kind.CARRY in kinds
        if thread.excepted:
            words = [w._replace(kind=Kind.FILLER) if w.written in _EXCEPTED else w for w in words]
        if numbered:
            thread.heading()
        stretches = list(segments(words))
        if len(stretches) == 1 and Kind.NUMBER not in kinds:
            self._heading(words)
        outside: list[tuple[Claim | None, str, bool, bool]] = []
        for segment in stretches:
            if segment.before is Kind.OPEN:
                outside.append((thread.frame, thread.applicant, ownership.alien, ownership.off_year))
                thread.frame = thread.last or thread.frame
                thread.depth = len(outside)
            if segment.words:
                if planning:
                    ownership.plan(segment)
                self._segment(segment)
            if segment.ended is Kind.CLOSE and outside:
                thread.frame, thread.applicant, ownership.alien, ownership.off_year = outside.pop()
                thread.depth = len(outside)
            if segment.mark and segment.mark in "；;":
                thread.groups = []
                thread.tangent = False
                ownership.new_clause()
        ownership.hedged = False
        thread.new_sentence()
        ownership.new_clause()

    def _heading(self, words: list[Token]) -> None:
        """依申请公开情况。 says what the paragraph is about."""
        names = {word.name for word in words if word.kind is Kind.ABOUT}
        if names & {REQUESTS, "attribute"} or (names & {"maybe"} and len(words) < 5):
            self.thread.default = REQUESTS
            self.thread.matter = True

    def _segment(self, segment: Segment) -> None:
        words = segment.words
        kinds = {word.kind for word in words}
        if Kind.ALIEN in kinds or Kind.UNKNOWN in kinds:
            words = self.ownership.named(words, kinds)
            kinds = {word.kind for word in words}
        if kinds.isdisjoint(_MEANINGFUL):
            if Kind.UNKNOWN in kinds:
                self.thread.lose(hard=False)
            return
        if Kind.MATTER in kinds:
            self.thread.matter = True
        if not kinds.isdisjoint(TELLING):
            self.ownership.note(words, kinds)
        counts = [word for word in words if word.kind is Kind.NUMBER] if Kind.NUMBER in kinds else []
        if Kind.TANGENT in kinds:
            self.thread.tangent = True
        if Kind.CHANGE in kinds and not _reached(words, counts):
            if Kind.UNKNOWN not in kinds:
                self.thread.about(words, kinds - {Kind.NUMBER})
            return
        percents = [word for word in counts if word.figure and word.figure.percent]
        if percents:
            counts = [word for word in counts if word not in percents]
            cut = next((at for at, word in enumerate(words) if word.kind is Kind.SHARE), None)
            if counts and cut is not None:
                self._count(words[:cut], counts[0])
            self._share(words, cut, percents, counted=bool(counts))
            return
        if Kind.NONE in kinds and not counts:
            self._none(words, kinds)
        elif not counts:
            self._without_number(segment, words, kinds)
        else:
            for chunk, count in chunks(words, counts):
                self._count(chunk, count)

    def _without_number(self, segment: Segment, words: tuple[Token, ...], kinds: set[Kind]) -> None:
        if Kind.UNKNOWN in kinds:
            if not kinds & {Kind.ALL} and not self._mentions(words):
                self.thread.lose(hard=False)
            elif self._mentions(words):
                self.thread.about(words, kinds)
            return
        topic = self.thread.about(words, kinds)
        labels = [word for word in words if word.kind in LABELS and word.kind is not Kind.ABOUT]
        if (
            Kind.ALL in kinds
            or (Kind.SETTLE in kinds and done(self.thread, words, kinds))
            or (labels and all(word.kind is Kind.RESULT for word in labels) and len(self.thread.groups) == 1)
        ):
            self._all(words, labels)
        elif Kind.HAPPENED in kinds and topic in q.OF_DOCUMENTS:
            self.thread.happened = next(word.name for word in words if word.kind is Kind.HAPPENED)
        elif segment.mark in "：:" and segment.mark and Kind.APPLICANT in kinds and len(labels) == 1:
            self.thread.applicant = labels[0].name

    def _mentions(self, words: tuple[Token, ...]) -> bool:
        """依申请公开方面: a clause that says what comes, though not all of it is understood."""
        return any(word.kind is Kind.ABOUT and word.name in (REQUESTS, "attribute") for word in words[-3:])

    def _count(self, words: tuple[Token, ...], count: Token) -> None:
        kinds = {word.kind for word in words}
        if Kind.UNKNOWN in kinds:
            if not self.thread.tangent:
                self.thread.lose(hard=True)
            return
        if not kinds.isdisjoint(_NO_COUNTS):
            if REQUESTS in {word.name for word in words}:
                self.thread.about(words, kinds)
            return
        topic = self.thread.about(words, kinds)
        found, strict, beside = named(self.thread, words, kinds, topic, self.outlook.year)
        if not found:
            if kinds & LABELS and topic == LOST:
                self.thread.lose(hard=True)
            if Kind.APPLICANT in kinds:
                self.thread.applicant = LOST
            return
        assert count.figure is not None
        for quantity in found:
            claim = Claim(
                self.outlook.field,
                *span(words, self.places),
                quantity,
                count.figure.value,
                count.figure.exact,
                strict=strict,
                beside=beside,
            )
            self._remember(claim, quoted=count.quoted)

    def _all(self, words: tuple[Token, ...], labels: list[Token]) -> None:
        """均获维持, 全部按期答复: the figure is that of the whole that was named before."""
        if self.thread.excepted:
            return
        for base, quantity in inherited(self.thread, words, labels):
            if base.exact:
                self._told_whole(base, quantity)
                place = (base.start, base.end)
                claim = Claim(
                    self.outlook.field, *span(words, self.places), quantity, base.value, basis=place
                )
                frame = self.thread.frame
                self._remember(claim)
                self.thread.frame = frame

    def _told_whole(self, base: Claim, quantity: Quantity) -> None:
        """受理430件，已全部办结: those that were received may be all that were settled."""
        if quantity.name == q.SETTLED and base.quantity.name == q.RECEIVED and not base.strict:
            for at in range(len(self.claims) - 1, -1, -1):
                if self.claims[at] is base:
                    self.claims[at] = base._replace(
                        beside=(*base.beside, Quantity(q.ALL_RESULTS, quantity.part))
                    )
                    break

    def _remember(self, claim: Claim, *, quoted: bool = False) -> None:
        if not self.ownership.silent and not quoted:
            self.claims.append(claim)
        self.thread.remember(claim)

    def _none(self, words: tuple[Token, ...], kinds: set[Kind]) -> None:
        """未收到, 无, 没有发生: there are none of what is named."""
        if Kind.UNKNOWN in kinds:
            if not self._mentions(words):
                self.thread.lose(hard=False)
            return
        if not kinds.isdisjoint(_NO_NONE):
            return
        topic = self.thread.about(words, kinds)
        for quantity in absent(self.thread, words, kinds, topic, self.outlook.year):
            told = bool(kinds & {Kind.LAST_YEAR, Kind.NEXT_YEAR, Kind.YEAR})
            claim = Claim(
                self.outlook.field, *span(words, self.places), quantity, Decimal(0), none=True, strict=told
            )
            if not self.ownership.silent:
                self.claims.append(claim)

    def _share(
        self, words: tuple[Token, ...], cut: int | None, percents: list[Token], *, counted: bool
    ) -> None:
        if cut is not None and len(percents) == 1 and not self.ownership.silent:
            found = share_of(self.thread, self.outlook, words, cut, span(words, self.places), counted=counted)
            if found is not None:
                self.shares.append(found)


def _reached(words: tuple[Token, ...], counts: list[Token]) -> bool:
    """Whether a clause tells what something has come to, and nothing else: 增至8件, not 由5件增至8件."""
    changes = all(word.name == "to" for word in words if word.kind is Kind.CHANGE)
    return changes and len(counts) == 1 and not any(word.written in ("由", "从", "自") for word in words)
