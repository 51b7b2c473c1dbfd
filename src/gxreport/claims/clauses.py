"""Sentences read clause by clause: what each number is a figure of.

A number is claimed only where every word between it and the ends of its clause is understood. Whatever
else a paragraph speaks of in between makes the reader lose the thread, and it waits for the next noun.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from gxreport.claims import quantities as q
from gxreport.claims.absence import absent
from gxreport.claims.brackets import Outside, closed, opened
from gxreport.claims.disputes import resulted
from gxreport.claims.distributing import distributed
from gxreport.claims.documents import several_issuers
from gxreport.claims.foreign import disowned, disputed, narrowed, narrows, of_other_year, told_foreign
from gxreport.claims.inheriting import concluded, done, inherited
from gxreport.claims.meanings import told_apart
from gxreport.claims.naming import named
from gxreport.claims.ownership import TELLING, Outlook, Ownership, over_organs
from gxreport.claims.quantities import Claim, Named, Quantity, Share
from gxreport.claims.revising import replaced, without_disputes, without_inferred
from gxreport.claims.segments import (
    LABELS,
    LISTING,
    Segment,
    chunks,
    segments,
    sentences,
    span,
    without_numbering,
)
from gxreport.claims.sharing import share_of
from gxreport.claims.thread import LOST, REQUESTS, Thread
from gxreport.claims.tokens import Token
from gxreport.claims.words import KINDS, Kind

_MEANINGFUL = frozenset(KINDS) - {Kind.FILLER, Kind.UNKNOWN, Kind.JOIN, Kind.PAUSE, Kind.PASSIVE, Kind.ASIDE}

_EXCEPTED = ("外", "以外", "之外")
_ORGANS = (Kind.ALIEN, Kind.SELF)
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
        self.begun = 0  # how many claims there were before the sentence
        self.mattered = False  # 信息公开 was named in it

    def new_paragraph(self, *, carried: bool, under: int) -> None:
        """Forget what the paragraph before was about. `carried`: this one has words of the form's.

        `under` is the level of a heading about applications that it stands under, 0 if it stands under none.
        """
        matter = under > 0 or self.outlook.field.startswith("reviews")
        self.thread.new_paragraph(carried=carried, matter=matter, under=under)
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
        words, level = without_numbering(distributed(words) if Kind.EACH in kinds else words)
        if Kind.WHICH not in kinds or not words or words[0].kind is not Kind.WHICH:
            self.begun, self.mattered = len(self.claims), False
        thread.apart, thread.inclusive = told_apart(words)
        if Kind.PERIOD in kinds and self.outlook.government:
            words = over_organs(words, self.outlook.year)
        planning = Kind.PLAN in kinds
        ownership.planned = planning and any(word.kind is Kind.PLAN and not word.name for word in words)
        thread.excepted, thread.carrying = Kind.EXCEPT in kinds, Kind.CARRY in kinds
        if thread.excepted:
            words = [w._replace(kind=Kind.FILLER) if w.written in _EXCEPTED else w for w in words]
        if level:
            thread.heading(level)
        stretches = list(segments(words))
        if len(stretches) == 1 and Kind.NUMBER not in kinds:
            self._heading(words, level)
        if self.outlook.government and Kind.HAPPENED in kinds:
            thread.issuers = any(several_issuers(segment.words) for segment in stretches)
        outside: list[Outside] = []
        for segment in stretches:
            if segment.before is Kind.OPEN:
                outside.append(opened(thread, ownership))
            if segment.words:
                if planning:
                    ownership.plan(segment)
                self._segment(segment)
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
            self.claims[self.begun :] = without_inferred(self.claims[self.begun :])
        ownership.hedged = False
        thread.new_sentence()
        ownership.new_clause()

    def _heading(self, words: list[Token], level: int) -> None:
        """依申请公开情况。 says what the paragraph is about."""
        names = {word.name for word in words if word.kind is Kind.ABOUT}
        if names & {REQUESTS, "attribute"} or (names & {"maybe"} and len(words) < 5):
            self.thread.default = REQUESTS
            self.thread.level = level or self.thread.level
            self.thread.matter = True

    def _segment(self, segment: Segment) -> None:
        words = segment.words
        kinds = {word.kind for word in words}
        if Kind.ALIEN in kinds or Kind.UNKNOWN in kinds:
            words = self.ownership.named(words, kinds)
            kinds = {word.kind for word in words}
        thread, ownership = self.thread, self.ownership
        if thread.foreign or Kind.UNKNOWN in kinds or Kind.EXCEPT in kinds:
            told_foreign(thread, segment, kinds)
            if disowned(thread, words, kinds):
                self.claims[self.begun :] = without_disputes(self.claims[self.begun :])
                thread.lose(hard=False)
                thread.foreign = True
                return
        if kinds.isdisjoint(_MEANINGFUL):
            if Kind.UNKNOWN in kinds:
                thread.lose(hard=False)
            return
        listed = segment.before in LISTING
        if (ownership.comparing or Kind.CHANGE in kinds) and ownership.compares(kinds, words, listed=listed):
            return
        counts = [word for word in words if word.kind is Kind.NUMBER] if Kind.NUMBER in kinds else []
        if Kind.MATTER in kinds:
            narrowing = not self.mattered and (counts or Kind.NONE in kinds) and narrows(thread, words, kinds)
            thread.matter = self.mattered = True
            if narrowing and self._narrowed(words, kinds, counts):
                return
        if not kinds.isdisjoint(TELLING):
            ownership.note(words, kinds)
        if thread.depth and not counts and of_other_year(words, kinds, self.outlook.year):
            self.claims[self.begun :] = [one for one in self.claims[self.begun :] if one is not thread.frame]
        if Kind.TANGENT in kinds:
            thread.tangent = True
        if Kind.WHICH in kinds:
            if thread.strange and counts and Kind.RESULT not in kinds:  # 网上22件，其中自然人12件
                thread.lose(hard=False)
                thread.foreign = True
                return
            thread.whole = thread.last if thread.depth else thread.frame
        thread.within = (
            (Kind.WHICH in kinds or thread.within) if listed or thread.depth else Kind.WHICH in kinds
        )
        if Kind.CHANGE in kinds and not _reached(words, counts):
            if Kind.UNKNOWN not in kinds:
                thread.about(words, kinds - {Kind.NUMBER})
            if counts:
                thread.last = None
            return
        percents = [word for word in counts if word.figure and word.figure.percent]
        if percents:
            self._shares(words, [word for word in counts if word not in percents], percents)
            return
        if Kind.NONE in kinds and not counts:
            self._none(words, kinds)
        elif not counts:
            self._without_number(segment, words, kinds)
        else:
            for chunk, count in chunks(words, counts):
                if len(counts) > 1 and not kinds.isdisjoint(TELLING):  # 2022年48件→2023年40件
                    ownership.note(chunk, {word.kind for word in chunk})
                self._count(chunk, count)

    def _narrowed(self, words: tuple[Token, ...], kinds: set[Kind], counts: list[Token]) -> bool:
        """行政复议3件、行政诉讼2件，其中涉及政府信息公开的均为0件: only the last is of the form."""
        groups = narrowed(self.thread, words, kinds)
        self.claims[self.begun :] = without_disputes(self.claims[self.begun :])
        if not groups or len(counts) != 1:
            self.thread.groups = []
            return bool(not any(disputed(word) for word in words))
        for one in groups:
            self._claimed(words, counts[0], Named((one.quantity,)))
        return True

    def _without_number(self, segment: Segment, words: tuple[Token, ...], kinds: set[Kind]) -> None:
        if Kind.UNKNOWN in kinds:
            if not kinds & {Kind.ALL} and not self._mentions(words):
                self.thread.lose(hard=False)
            elif self._mentions(words):
                self.thread.about(words, kinds)
            return
        topic = self.thread.about(words, kinds)
        labels = [word for word in words if word.kind in LABELS and word.kind is not Kind.ABOUT]
        if Kind.ASIDE in kinds and topic in q.OF_DISPUTES:
            self._concluded(words, kinds)
        elif (
            Kind.ALL in kinds
            or (Kind.SETTLE in kinds and done(self.thread, words, kinds))
            or (labels and all(word.kind is Kind.RESULT for word in labels) and len(self.thread.groups) == 1)
        ):
            self._all(words, labels)
        elif Kind.HAPPENED in kinds and topic in q.OF_DOCUMENTS:
            self.thread.happened = next(word.name for word in words if word.kind is Kind.HAPPENED)
        elif Kind.APPLICANT in kinds and len(labels) == 1:
            if segment.mark and segment.mark in "：:":
                self.thread.applicant = labels[0].name
            else:  # 自然人申请中，予以公开12件
                self.thread.whose = labels[0].name

    def _mentions(self, words: tuple[Token, ...]) -> bool:
        """依申请公开方面: a clause that says what comes, though not all of it is understood."""
        return any(word.kind is Kind.ABOUT and word.name in (REQUESTS, "attribute") for word in words[-3:])

    def _count(self, words: tuple[Token, ...], count: Token) -> None:
        kinds = {word.kind for word in words}
        thread = self.thread
        value = count.figure.value if count.figure else None
        if Kind.UNKNOWN in kinds:
            thread.drift(value, strange=True)
            if not thread.tangent:
                thread.lose(hard=True)
            return
        if not kinds.isdisjoint(_NO_COUNTS):
            if REQUESTS in {word.name for word in words}:
                thread.about(words, kinds)
            thread.drift(value, strange=Kind.ASIDE in kinds)
            return
        topic = thread.about(words, kinds)
        if not kinds.isdisjoint(_ORGANS) and self._own_part(words, kinds, value):
            thread.drift(value, strange=False)
            return
        found = named(thread, words, kinds, topic, self.outlook.year)
        if Kind.RESULT in kinds:
            resulted(thread, words)
        if not found.quantities:
            thread.drift(value, strange=Kind.MATTER in kinds and topic == REQUESTS)  # 公开信息17件
            if kinds & LABELS and topic == LOST:
                thread.lose(hard=True)
            if Kind.APPLICANT in kinds:
                thread.applicant = LOST
            return
        self._claimed(words, count, found)

    def _claimed(self, words: tuple[Token, ...], count: Token, found: Named) -> None:
        assert count.figure is not None
        for quantity in found.quantities:
            claim = Claim(
                self.outlook.field,
                *span(words, self.places),
                quantity,
                count.figure.value,
                count.figure.exact,
                strict=found.strict,
                beside=found.beside,
                stray=quantity.name in q.OF_DISPUTES and not self.thread.matter,
            )
            self._remember(claim, quoted=count.quoted)

    def _own_part(self, words: tuple[Token, ...], kinds: set[Kind], value: Decimal | None) -> bool:
        """全县收到312件，其中县政府本级40件: the tables may be of either."""
        whole = self.thread.frame
        if whole is None or not (self.thread.depth or Kind.WHICH in kinds):
            return False
        if not self.outlook.government or not self.outlook.is_own_level(words):
            return False
        self.thread.frame = replaced(self.claims, whole, whole._replace(own=value))
        return True

    def _all(self, words: tuple[Token, ...], labels: list[Token]) -> None:
        """均获维持, 全部按期答复: the figure is that of the whole that was named before."""
        if self.thread.excepted:
            return
        # 均在法定期限内办理 says how, and not that all are done.
        soft = bool(labels) and all(word.name == "soft" for word in labels)
        for base, quantity in inherited(self.thread, words, labels):
            if base.exact:
                self._told_whole(base, quantity)
                if soft:
                    continue
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
            beside = (*base.beside, Quantity(q.ALL_RESULTS, quantity.part))
            replaced(self.claims, base, base._replace(beside=beside))

    def _concluded(self, words: tuple[Token, ...], kinds: set[Kind]) -> None:
        """行政复议5件，均已审结: none is pending."""
        for quantity in concluded(self.thread, words, kinds):
            claim = Claim(self.outlook.field, *span(words, self.places), quantity, Decimal(0), none=True)
            if not self.ownership.silent:
                self.claims.append(claim)

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
            again = any(one.none and one.quantity == quantity for one in self.claims[self.begun :])
            if not self.ownership.silent and not again:
                self.claims.append(claim)

    def _shares(self, words: tuple[Token, ...], counts: list[Token], percents: list[Token]) -> None:
        """21件，占39件的53.8%, 占53.8%即21件: a count between 占 and the percentage is the whole."""
        cut = next((at for at, word in enumerate(words) if word.kind is Kind.SHARE), None)
        wholes = [word for word in words[cut or 0 : words.index(percents[0])] if word in counts]
        parts = [word for word in counts if word not in wholes] if cut is not None else []
        if parts:
            self._count(words[:cut], parts[0])
        self.thread.said += [word.figure.value for word in wholes if word.figure]
        self._share(words, cut, percents, counted=bool(parts))

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
