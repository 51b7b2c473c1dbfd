"""Sentences read clause by clause: what each number is a figure of.

A number is claimed only where every word between it and the ends of its clause is understood. Whatever
else a paragraph speaks of in between makes the reader lose the thread, and it waits for the next noun.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from gxreport.claims import quantities as q
from gxreport.claims.meanings import carried, dispute, group, rows_of, within
from gxreport.claims.quantities import Claim, Quantity, Share
from gxreport.claims.segments import LABELS, Segment, chunks, segments, sentences, span, without_numbering
from gxreport.claims.tokens import Token
from gxreport.claims.words import Kind

REQUESTS, LOST = "requests", "?"
_WHOLES = (q.RECEIVED, q.SETTLED, q.CARRIED_IN, q.CARRIED_OUT)
_TELLING = frozenset(
    {
        *(Kind.SELF, Kind.ALIEN, Kind.THIS_YEAR, Kind.LAST_YEAR, Kind.NEXT_YEAR, Kind.YEAR, Kind.PERIOD),
    }
)
_MEANINGFUL = frozenset(Kind) - {Kind.FILLER, Kind.UNKNOWN, Kind.JOIN, Kind.PAUSE, Kind.PASSIVE, Kind.ASIDE}
# Words that speak of applications under 条例 wherever they stand.
_SURELY = ("自然人申请", "法人或其他组织申请", "法人申请", "商业企业申请", "申请量")
_RECEIVING = frozenset({"收到", "新收", "受理", "接收", "收办", "共收", "接到", "新收到", "本年新收"})
_COMMON = ("公开", "全部公开", "完全公开", "全部予以公开", "予以提供", "主动告知")
_REASONS = (
    "属于",
    "涉及",
    "危及",
    "本机关不掌握",
    "没有现成",
    "需要",
    "补正后",
    "经补正",
    "信访",
    "无正当",
    "要求",
    "申请人",
    "逾期",
)
_ENDS_OF_OFFICES = ("局", "委", "厅", "署", "镇", "乡", "政府", "办公室", "街道")


class Outlook(NamedTuple):
    """Whose report the words stand in: year, names of the organ, whether it is a government, its level."""

    field: str
    year: int | None
    organ: str
    government: bool
    level: str


class Read(NamedTuple):
    """What was read in a paragraph."""

    claims: tuple[Claim, ...]
    shares: tuple[Share, ...]


class Reader:
    """Reads one paragraph after the other and remembers what each is about."""

    def __init__(self, outlook: Outlook) -> None:
        self.outlook = outlook
        self.claims: list[Claim] = []
        self.shares: list[Share] = []
        self.default = ""
        self.new_paragraph(carried=False)

    # What is remembered

    def new_paragraph(self, *, carried: bool) -> None:
        """Forget what the paragraph before was about. `carried`: this one speaks of 结转."""
        self.topic = self.default = ""
        self.alien = self.off_year = self.hard = self.carried = False
        self.carried = carried
        self.matter = self.outlook.field.startswith("reviews")
        self.passing = False
        self.new_sentence()

    def new_sentence(self) -> None:
        """Forget what only counts within a sentence."""
        self.frame: Claim | None = None
        self.last: Claim | None = None
        self.groups: list[Claim] = []
        self.said: list[Decimal] = []
        self.between = False
        self.happened = ""
        self.applicant = ""
        self.planned = self.tangent = False
        self.partly: tuple[str, ...] = ()
        self.stack: list[tuple[Claim | None, str, bool, bool]] = []
        if self.passing:
            self.alien = self.passing = False
        if self.topic == LOST and not self.hard:
            self.topic = self.default

    # Walking

    def skip(self, *, figures: bool) -> None:
        """A sentence that speaks of other things, with `figures` of them or without."""
        self._lose(hard=figures)
        self.new_sentence()

    def read(self, words: Iterable[Token]) -> None:
        """Read a paragraph."""
        for sentence in sentences(words):
            self._sentence(sentence)

    def _sentence(self, words: list[Token]) -> None:
        words, numbered = without_numbering(words)
        # 废止2件、宣布失效1件 are one cell of the form, and so may be 制定2件、修订1件.
        unknown = "".join(word.written for word in words if word.kind is Kind.UNKNOWN)
        self.partly = (q.REPEALED,) if "失效" in unknown else ()
        self.partly += (q.ISSUED,) if "修" in unknown else ()
        self.planned = any(word.kind is Kind.PLAN for word in words)
        if numbered:
            self.default, self.hard = "", False
            if self.topic == LOST:
                self.topic = ""
        stretches = list(segments(words))
        if len(stretches) == 1 and not any(word.kind is Kind.NUMBER for word in words):
            self._heading(words)
        for segment in stretches:
            if segment.before is Kind.OPEN:
                self.stack.append((self.frame, self.applicant, self.alien, self.off_year))
                self.frame = self.last or self.frame
            if segment.words:
                self._segment(segment)
            if segment.ended is Kind.CLOSE and self.stack:
                self.frame, self.applicant, self.alien, self.off_year = self.stack.pop()
            if segment.mark in "；;" and segment.mark:
                self.groups = []
                self.tangent = False
                if self.passing:
                    self.alien = self.passing = False
        self.new_sentence()

    def _heading(self, words: list[Token]) -> None:
        """依申请公开情况。 says what the paragraph is about."""
        names = {word.name for word in words if word.kind is Kind.ABOUT}
        if names & {REQUESTS, "attribute"} or (names & {"maybe"} and len(words) < 5):
            self.default = REQUESTS
            self.matter = True

    # A segment

    def _segment(self, segment: Segment) -> None:
        words = segment.words
        kinds = {word.kind for word in words}
        if Kind.UNKNOWN in kinds or Kind.ALIEN in kinds:
            words = self._own(words)
            kinds = {word.kind for word in words}
        if not kinds & _MEANINGFUL:
            if Kind.UNKNOWN in kinds:
                self._lose(hard=False)
            return
        if Kind.MATTER in kinds:
            self.matter = True
        self._whose(words, kinds)
        counts = [word for word in words if word.kind is Kind.NUMBER and word.figure]
        if Kind.TANGENT in kinds:
            self.tangent = True
        if Kind.CHANGE in kinds:
            if Kind.UNKNOWN not in kinds:
                self._topic(words, kinds - {Kind.NUMBER})
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

    def _own(self, words: tuple[Token, ...]) -> tuple[Token, ...]:
        """The words with names of the organ understood: 示例区工信局 of 示例市示例区工业和信息化局."""
        made: list[Token] = []
        for word in words:
            if word.kind is Kind.UNKNOWN and word.written.endswith(_ENDS_OF_OFFICES) and not made:
                own = (
                    len(word.written) > 1
                    and word.written[-1] == self.outlook.organ[-1:]
                    and within(word.written, self.outlook.organ)
                )
                if own:
                    made.append(word._replace(kind=Kind.SELF))
                else:
                    made += (word._replace(kind=Kind.ALIEN, name="office"), word)
            elif word.kind is Kind.ALIEN and self._is_own(word):
                made.append(word._replace(kind=Kind.SELF))
            else:
                made.append(word)
        return tuple(made)

    def _is_own(self, word: Token) -> bool:
        """全区, 各级, 县政府 of a government's own report."""
        level = self.outlook.level
        if not level:
            return False
        if word.written in (f"全{level}", f"我{level}", f"本{level}"):
            return True
        if not self.outlook.government or self.alien:
            return False
        return word.name == "all" or word.written in (f"{level}政府及其部门", f"{level}政府及各部门")

    def _whose(self, words: tuple[Token, ...], kinds: set[Kind]) -> None:
        """Keep in mind whose figures and of which year are spoken of."""
        if not kinds & _TELLING:
            return
        compared, carried = Kind.CHANGE in kinds, Kind.CARRY in kinds
        documents = any(word.name in q.OF_DOCUMENTS for word in words)
        for word in words:
            if word.kind is Kind.SELF:
                self.alien = self.passing = False
            elif word.kind is Kind.ALIEN:
                if documents and word.written == f"{self.outlook.level}政府" and self.outlook.government:
                    self.alien = False
                    continue
                self.passing = self.outlook.government or (word.name == "office" and not self.alien)
                self.alien = True
            elif word.kind is Kind.THIS_YEAR or (word.kind is Kind.YEAR and word.year == self.outlook.year):
                self.off_year = False
            elif compared:
                continue
            elif word.kind is Kind.PERIOD or (
                not carried and word.kind in (Kind.YEAR, Kind.LAST_YEAR, Kind.NEXT_YEAR)
            ):
                self.off_year = True

    @property
    def _silent(self) -> bool:
        return self.alien or self.off_year or self.planned

    def _lose(self, *, hard: bool) -> None:
        self.topic = LOST
        self.hard = self.hard or hard
        self.frame = self.last = None
        self.groups = []
        self.happened = ""

    def _without_number(self, segment: Segment, words: tuple[Token, ...], kinds: set[Kind]) -> None:
        if Kind.UNKNOWN in kinds:
            if not kinds & {Kind.ALL} and not self._mentions(words):
                self._lose(hard=False)
            elif self._mentions(words):
                self._topic(words, kinds)
            return
        topic = self._topic(words, kinds)
        labels = [word for word in words if word.kind in LABELS and word.kind is not Kind.ABOUT]
        if Kind.ALL in kinds or (
            labels and all(word.kind is Kind.RESULT for word in labels) and len(self.groups) == 1
        ):
            self._all(words, labels)
        elif Kind.HAPPENED in kinds and topic in q.OF_DOCUMENTS:
            self.happened = next(word.name for word in words if word.kind is Kind.HAPPENED)
        elif segment.mark in "：:" and segment.mark and Kind.APPLICANT in kinds and len(labels) == 1:
            self.applicant = labels[0].name

    def _mentions(self, words: tuple[Token, ...]) -> bool:
        """依申请公开方面: a clause that says what comes, though not all of it is understood."""
        return any(word.kind is Kind.ABOUT and word.name in (REQUESTS, "attribute") for word in words[-3:])

    def _topic(self, words: tuple[Token, ...], kinds: set[Kind]) -> str:
        """What a clause is about: by its own nouns, else what was spoken of before."""
        names = [word.name for word in words if word.kind is Kind.ABOUT]
        disputes = [name for name in names if name in q.OF_DISPUTES]
        documents = {name for name in names if name in q.OF_DOCUMENTS}
        verbs = kinds & {Kind.RECEIVE, Kind.SETTLE, Kind.NONE, Kind.CARRY, Kind.ROW, Kind.APPLICANT}
        counted = Kind.NUMBER in kinds
        new = any(word.kind is Kind.RECEIVE and word.name == "new" for word in words)
        topic = self.topic
        if disputes:
            topic = dispute(disputes)
        elif documents:
            topic = documents.pop() if len(documents) == 1 else LOST
        elif REQUESTS in names:
            topic = REQUESTS
        elif "attribute" in names:
            topic = REQUESTS if verbs or not counted else LOST
        elif "maybe" in names:
            known = topic == REQUESTS or self.default == REQUESTS or new
            topic = REQUESTS if known or (topic == "" and _plainly(words, kinds)) else LOST
        elif (topic == "" and any(word.written.startswith(_SURELY) for word in words)) or (topic == LOST and not self.hard and _twice(words)) or (topic == "" and verbs and (Kind.CARRY in kinds or new or self.carried or _outcome(words))):
            topic = REQUESTS
        if topic not in ("", LOST):
            self.topic, self.hard = topic, False
            if topic == REQUESTS:
                self.matter = True
        return topic

    # Figures

    def _count(self, words: tuple[Token, ...], count: Token) -> None:
        kinds = {word.kind for word in words}
        if Kind.UNKNOWN in kinds:
            if not self.tangent:
                self._lose(hard=True)
            return
        if kinds & {Kind.ASIDE, Kind.EACH, Kind.SHARE, Kind.NONE, Kind.PERIOD}:
            if REQUESTS in {word.name for word in words}:
                self._topic(words, kinds)
            return
        topic = self._topic(words, kinds)
        found, strict, beside = self._quantity(words, kinds, topic)
        if not found:
            if kinds & LABELS and topic == LOST:
                self._lose(hard=True)
            if Kind.APPLICANT in kinds:
                self.applicant = LOST
            return
        assert count.figure is not None
        for quantity in found:
            claim = Claim(
                self.outlook.field,
                *span(words),
                quantity,
                count.figure.value,
                count.figure.exact,
                strict=strict,
                beside=beside,
            )
            self._remember(claim, quoted=count.quoted)

    def _remember(self, claim: Claim, *, quoted: bool = False) -> None:
        if not self._silent and not quoted:
            self.claims.append(claim)
        self.last = claim
        self.said.append(claim.value)
        name, part = claim.quantity
        if name in q.OF_DISPUTES:
            if part:
                self.groups = [one for one in self.groups if one.quantity.name != name]
            else:
                parents = (q.LITIGATION,) if name in (q.DIRECT, q.AFTER_REVIEW) else ()
                self.groups = [one for one in self.groups if one.quantity.name not in (name, *parents)]
                self.groups.append(claim)
        elif name in q.OF_DOCUMENTS:
            self.happened = part
        elif not self.stack:
            if name in _WHOLES and (name != q.CARRIED_IN or self.frame is None):
                self.frame = claim
            self.between = name == q.CARRIED_IN or (self.between and name != q.SETTLED)

    def _quantity(
        self, words: tuple[Token, ...], kinds: set[Kind], topic: str
    ) -> tuple[tuple[Quantity, ...], bool, tuple[Quantity, ...]]:
        """The quantities that a number is a figure of; none where that is not clear."""
        nothing: tuple[tuple[Quantity, ...], bool, tuple[Quantity, ...]] = ((), False, ())
        if topic in q.OF_DOCUMENTS:
            return self._of_documents(words, kinds, topic), False, ()
        results = [word.name for word in words if word.kind is Kind.RESULT]
        if topic in q.OF_DISPUTES:
            return self._of_disputes(words, kinds, results), False, ()
        if topic != REQUESTS or results or Kind.HAPPENED in kinds:
            return nothing
        parts = list(dict.fromkeys(word.name for word in words if word.kind is Kind.APPLICANT))
        if len(parts) > 1:
            return nothing
        part = parts[0] if parts else ""
        if Kind.CARRY in kinds:
            name, strict = carried(words, self.outlook.year)
            return ((Quantity(name, part),), strict, ()) if name else nothing
        rows = rows_of(words)
        if Kind.OTHER in kinds:
            return self._other(kinds, bool(rows or parts or kinds & {Kind.RECEIVE, Kind.SETTLE}))
        if rows:
            return self._of_rows(words, kinds, rows, part)
        settles = [word.name for word in words if word.kind is Kind.SETTLE]
        receives = [word.name for word in words if word.kind is Kind.RECEIVE]
        if "and" in settles:
            return (Quantity(q.RECEIVED, part), Quantity(q.SETTLED, part)), False, ()
        if receives and not settles:
            return (Quantity(q.RECEIVED, part),), receives == ["new"], ()
        if settles and not receives:
            beside = (Quantity(q.RECEIVED, part),) if set(settles) == {"soft"} else ()
            return (Quantity(q.SETTLED, part),), set(settles) == {"closed"}, beside
        if settles:
            return nothing
        if part:
            return self._of_applicants(part)
        nouns = {word.name for word in words if word.kind is Kind.ABOUT}
        vague = kinds & {Kind.PASSIVE, Kind.VAGUE, Kind.WHICH}
        forms = any(word.written.endswith(("表", "书")) for word in words)
        if REQUESTS in nouns and not self.frame and not vague and not forms:
            return (Quantity(q.RECEIVED),), False, (Quantity(q.SETTLED),)
        return nothing

    def _of_applicants(self, part: str) -> tuple[tuple[Quantity, ...], bool, tuple[Quantity, ...]]:
        base = self.frame.quantity.name if self.frame else q.RECEIVED
        if self.last and self.last.quantity.part and self.last.quantity.name not in _WHOLES:
            base = self.last.quantity.name if self.stack else base
        if base in q.OF_DISPUTES or base in q.OF_DOCUMENTS:
            return (), False, ()
        beside = () if self.stack else tuple(Quantity(name, part) for name in (q.RECEIVED, q.SETTLED))
        return (Quantity(base, part),), bool(self.stack), beside

    def _of_rows(
        self,
        words: tuple[Token, ...],
        kinds: set[Kind],
        rows: tuple[str, ...],
        part: str,
    ) -> tuple[tuple[Quantity, ...], bool, tuple[Quantity, ...]]:
        if Kind.RECEIVE in kinds:
            return (), False, ()
        name = "+".join(rows)
        if name == "results.granted" and all(w.written == "公开" for w in words if w.kind is Kind.ROW):
            classifier = words[-1].written[-1:] if words[-1].kind is Kind.NUMBER else "件"
            if classifier in "条篇次个项部期":
                return (), False, ()
        if part:
            first = next(word.kind for word in words if word.kind in (Kind.ROW, Kind.APPLICANT))
            self.applicant = part if first is Kind.APPLICANT else LOST
        elif self.applicant == LOST:
            return (), False, ()
        elif self.applicant:
            part = self.applicant
        elif self.frame and self.frame.quantity.part and Kind.WHICH in kinds:
            part = self.applicant = self.frame.quantity.part
        return (Quantity(name, part),), False, ()

    def _other(
        self, kinds: set[Kind], labelled: bool
    ) -> tuple[tuple[Quantity, ...], bool, tuple[Quantity, ...]]:
        """其他1件 means what its list is about."""
        if labelled or self.last is None:
            return (), False, ()
        name, part = self.last.quantity
        if name.startswith("results.other."):
            return (Quantity("results.other.other", part),), False, ()
        if part in ("business", "research", "welfare", "legal_services") and name in _WHOLES:
            return (Quantity(name, "other"),), False, ()
        return (), False, ()

    def _of_documents(self, words: tuple[Token, ...], kinds: set[Kind], topic: str) -> tuple[Quantity, ...]:
        happened = list(dict.fromkeys(word.name for word in words if word.kind is Kind.HAPPENED))
        if kinds & {Kind.ROW, Kind.RECEIVE, Kind.SETTLE, Kind.CARRY, Kind.APPLICANT, Kind.RESULT}:
            return ()
        if not happened and self.happened and any(word.kind is Kind.ABOUT for word in words):
            happened = [self.happened]
        if q.IN_FORCE in happened and len(happened) > 1:
            return ()
        if len(happened) != 1 or happened[0] in self.partly:
            return ()
        return (Quantity(topic, happened[0]),)

    def _of_disputes(
        self, words: tuple[Token, ...], kinds: set[Kind], results: list[str]
    ) -> tuple[Quantity, ...]:
        if kinds & {Kind.ROW, Kind.APPLICANT, Kind.HAPPENED, Kind.CARRY}:
            return ()
        of_any_kind = kinds & {Kind.RECEIVE, Kind.SETTLE, Kind.VAGUE} or any(
            "应诉" in w.written for w in words
        )
        if of_any_kind and not self.matter:
            self._lose(hard=True)
            return ()
        names = [word.name for word in words if word.name in q.OF_DISPUTES and word.kind is Kind.ABOUT]
        if len(set(results)) > 1:
            return ()
        if Kind.OTHER in kinds:
            if results or names or not (self.last and self.last.quantity.part):
                return ()
            return (Quantity(self.last.quantity.name, q.OTHER),)
        if names:
            if Kind.ALL in kinds and len(set(names)) > 1:
                return tuple(Quantity(name) for name in dict.fromkeys(names))
            return (Quantity(dispute(names), results[0] if results else ""),)
        if not results:
            summed = any(word.written in ("总计", "合计", "共计") for word in words)
            in_list = self.last and self.last.quantity.name in q.OF_DISPUTES and self.last.quantity.part
            return (Quantity(self.last.quantity.name),) if self.last and summed and in_list else ()
        if self.last and self.last.quantity.name in q.OF_DISPUTES and (self.last.quantity.part or self.stack):
            return (Quantity(self.last.quantity.name, results[0]),)
        if len(self.groups) > 1:
            return ()
        return (Quantity(self.groups[0].quantity.name if self.groups else self.topic, results[0]),)

    def _all(self, words: tuple[Token, ...], labels: list[Token]) -> None:
        """均获维持, 全部按期答复: the figure is that of the whole that was named before."""
        kinds = {label.kind for label in labels}
        nouns = [word.name for word in words if word.kind is Kind.ABOUT]
        if kinds == {Kind.RESULT} and len({label.name for label in labels}) == 1:
            for one in tuple(self.groups):
                self._inherit(words, one, Quantity(one.quantity.name, labels[0].name))
            return
        if not labels and len(nouns) == 1 and nouns[0] in (q.DIRECT, q.AFTER_REVIEW) and self.last:
            if self.last.quantity == Quantity(q.LITIGATION):
                self._inherit(words, self.last, Quantity(nouns[0]))
            return
        if self.topic != REQUESTS:
            return
        base = self.frame
        if (
            self.last
            and not self.stack
            and self.last.quantity.name in (q.REFUSED, q.UNABLE, q.REJECTED, q.OTHERS)
        ):
            base = self.last
        if base is None:
            return
        name, part = base.quantity
        if kinds == {Kind.SETTLE}:
            if name == q.RECEIVED and not self.between:
                self._inherit(words, base, Quantity(q.SETTLED, part))
        elif kinds == {Kind.APPLICANT} and len(labels) == 1:
            if name in _WHOLES and not part:
                self._inherit(words, base, Quantity(name, labels[0].name))
        elif kinds and kinds <= {Kind.ROW, Kind.SETTLE}:
            rows = rows_of(labels)
            row = "+".join(rows)
            if len(rows) == 1 and (name in (q.RECEIVED, q.SETTLED) or group(row) == name):
                if name == q.RECEIVED and Kind.SETTLE in kinds:
                    self._inherit(words, base, Quantity(q.SETTLED, part))
                self._inherit(words, base, Quantity(row, part))

    def _inherit(self, words: tuple[Token, ...], base: Claim, quantity: Quantity) -> None:
        if base.exact:
            start, end = span(words)
            claim = Claim(self.outlook.field, start, end, quantity, base.value, basis=(base.start, base.end))
            frame = self.frame
            self._remember(claim)
            self.frame = frame

    def _none(self, words: tuple[Token, ...], kinds: set[Kind]) -> None:
        """未收到, 无, 没有发生: there are none of what is named."""
        if Kind.UNKNOWN in kinds:
            if not self._mentions(words):
                self._lose(hard=False)
            return
        if kinds & {Kind.ASIDE, Kind.EACH, Kind.CHANGE, Kind.PERIOD, Kind.WHICH, Kind.OTHER}:
            return
        topic = self._topic(words, kinds)
        for quantity in self._absent(words, kinds, topic):
            claim = Claim(self.outlook.field, *span(words), quantity, Decimal(0), none=True)
            if not self._silent:
                self.claims.append(claim)

    def _absent(self, words: tuple[Token, ...], kinds: set[Kind], topic: str) -> Iterator[Quantity]:
        names = [word.name for word in words if word.kind is Kind.ABOUT]
        parts = [word.name for word in words if word.kind is Kind.APPLICANT]
        if topic in q.OF_DOCUMENTS:
            said = [w.name for w in words if w.kind is Kind.HAPPENED or (w.kind is Kind.NONE and w.name)]
            if not kinds & {Kind.ROW, Kind.RESULT, Kind.CARRY, Kind.APPLICANT}:
                yield from (Quantity(topic, name) for name in dict.fromkeys(said))
            return
        results = [word for word in words if word.kind is Kind.RESULT]
        disputes = [name for name in dict.fromkeys(names) if name in q.OF_DISPUTES]
        if results:
            by_word = q.REVIEW if "复议" in results[0].written else ""
            name = dispute(disputes) if disputes else by_word
            if name and len(results) == 1:
                yield Quantity(name, results[0].name)
            return
        if disputes:
            if kinds & {Kind.ROW, Kind.SETTLE, Kind.CARRY} or (Kind.RECEIVE in kinds and not self.matter):
                return
            if q.DIRECT in disputes or q.AFTER_REVIEW in disputes:
                disputes = [name for name in disputes if name != q.LITIGATION]
            yield from (Quantity(name) for name in disputes)
            return
        if topic != REQUESTS or len(parts) > 1:
            return
        part = parts[0] if parts else ""
        if Kind.CARRY in kinds:
            name, _strict = carried(words, self.outlook.year)
            if name:
                yield Quantity(name, part)
            return
        rows = rows_of(words)
        if rows:
            if len(rows) == 1:
                yield Quantity(rows[0], part)
            return
        if Kind.SETTLE in kinds:
            return
        if (names or any(word.written.endswith("申请") for word in words)) and not (
            set(names) <= {"maybe"} and self.topic != REQUESTS
        ):
            yield Quantity(q.RECEIVED, part)

    def _share(
        self, words: tuple[Token, ...], cut: int | None, percents: list[Token], *, counted: bool
    ) -> None:
        """占37.5%, of what was named last or of what stands before it; after it may stand of what."""
        figure = percents[0].figure
        silent = {Kind.UNKNOWN, Kind.ASIDE, Kind.PERIOD, Kind.NONE, Kind.EACH}
        if cut is None or len(percents) > 1 or self._silent or figure is None or not figure.exact:
            return
        before, after = words[:cut], words[cut:]
        if {word.kind for word in words} & silent or self.topic == LOST:
            return
        share = Share(self.outlook.field, *span(words), Quantity(""), figure.value, figure.places)
        if before[-1:] and not counted and any(word.kind in LABELS for word in before):
            kinds = {word.kind for word in before}
            topic = self._topic(before, kinds)
            found, _strict, _beside = self._quantity(before, kinds, topic)
            if len(found) != 1:
                return
            share = share._replace(quantity=found[0])
        elif self.last is not None and (counted or not before) and self.last.exact:
            share = share._replace(start=self.last.start, quantity=self.last.quantity, said=self.last.value)
        else:
            return
        labels = [word for word in after if word.kind in LABELS]
        whole = next((word.name for word in after if word.kind is Kind.WHOLE and word.name), "")
        rows = rows_of(labels)
        if labels and not whole and not (rows and all(word.kind is Kind.ROW for word in labels)):
            return
        name = whole or "+".join(rows)
        self.shares.append(share._replace(wholes=tuple(self.said), of=Quantity(name) if name else None))


def _twice(words: tuple[Token, ...]) -> bool:
    """Whether a row of the form and its group are named together: 重复申请不予处理."""
    names = {word.name for word in words if word.kind is Kind.ROW}
    return any(group(name) in names for name in names)


def _outcome(words: tuple[Token, ...]) -> bool:
    """Whether an outcome is named in words that only the form has, or as the reason for one."""
    rows = [word for word in words if word.kind is Kind.ROW]
    if any(not group(word.name) and word.written not in _COMMON for word in rows):
        return True
    reason = any(word.written in ("因", "属于", "属", "系", "涉及") for word in words)
    return _twice(words) or len(rows) > 1 or (bool(rows) and (reason or rows[0].written.startswith(_REASONS)))


def _plainly(words: tuple[Token, ...], kinds: set[Kind]) -> bool:
    """Whether 申请, of which no more is said, is what is received or settled: not 企业申请, 办理各类申请."""
    verbs = {word.written for word in words if word.kind is Kind.RECEIVE}
    soft = any(word.kind is Kind.SETTLE and word.name == "soft" for word in words)
    loose = kinds & {Kind.VAGUE, Kind.APPLICANT, Kind.PASSIVE}
    return (
        verbs <= _RECEIVING
        and not soft
        and not loose
        and any(w.written in ("申请", "申请件", "申请主体") for w in words)
    )
