"""The thread of a paragraph: what it is about, and the figures that what follows may be a part of."""

from __future__ import annotations

from decimal import Decimal

from gxreport.claims import quantities as q
from gxreport.claims.meanings import dispute, group
from gxreport.claims.quantities import Claim
from gxreport.claims.tokens import Token
from gxreport.claims.words import Kind

REQUESTS, LOST = "requests", "?"
WHOLES = (q.RECEIVED, q.SETTLED, q.CARRIED_IN, q.CARRIED_OUT)
# Words that speak of applications under 条例 wherever they stand.
_SURELY = ("政府信息公开申请答复", "自然人申请", "法人或其他组织申请", "法人申请", "商业企业申请", "申请量")
_PLAIN = ("申请", "申请件", "申请主体")
_RECEIVING = frozenset({"收到", "新收", "受理", "接收", "收办", "接到", "新收到", "本年新收"})
_COMMON = ("公开", "全部公开", "完全公开", "全部予以公开", "予以提供", "主动告知", "不公开")
_REASONS = (
    *("属于", "涉及", "危及", "本机关不掌握", "没有现成", "需要", "补正后", "经补正"),
    *("信访", "无正当", "要求", "申请人", "逾期"),
)

_VERBS = (Kind.RECEIVE, Kind.SETTLE, Kind.NONE, Kind.CARRY, Kind.ROW, Kind.APPLICANT)


class Thread:
    """What a reader remembers. `topic` is empty where nothing was named, LOST where it is not understood."""

    def __init__(self) -> None:
        self.frame: Claim | None = None  # the whole that 其中 speaks of
        self.new_paragraph(carried=False, matter=False, under=0)

    def new_paragraph(self, *, carried: bool, matter: bool, under: int) -> None:
        """Forget the paragraph before. `carried`: this one has words of the form's in it, as 结转.

        `under` is the level of the heading about applications that the paragraph stands under.
        """
        self.topic = self.default = REQUESTS if under else ""
        self.level = under  # of the heading that says what is spoken of
        self.hard = False
        self.carried = carried
        self.matter = matter
        self.general = False  # disputes of any kind are spoken of
        self.foreign = False  # disputes about other matters are spoken of
        self.frame = None
        self.between = False
        self.new_sentence()

    def new_sentence(self) -> None:
        """Forget what only counts within a sentence."""
        self.before = None if self.between else self.frame  # what 上述申请 speaks of
        self.frame = None
        self.last: Claim | None = None
        self.strange = False  # the last figure is of something that the form does not have
        self.adrift = False  # and what follows in the same breath may be about it: 其中4件均已审结
        self.groups: list[Claim] = []  # disputes whose results are not told yet
        self.resolved: set[str] = set()  # and those whose results are
        self.result = ""  # of disputes that were counted without saying which: 被纠正2件
        self.within = False  # and what is counted now is a part of them: 其中行政复议1件
        self.said: list[Decimal] = []
        self.between = False  # 上年结转 stands between the received and 均已办结
        self.happened = ""  # to documents
        self.applicant = ""  # of whose applications the outcomes are told
        self.whose = ""  # of whose they may be told as well: who was named last
        self.parts: set[str] = set()  # who else was named
        self.whole: Claim | None = None  # what 其中 divides
        self.inferred = False  # some figure is that of another: 均已答复
        self.settling = False  # what is listed of the received is what of them was settled
        self.tangent = False
        self.excepted = False  # 除…外: what is true of all is not
        self.carrying = False  # some are carried on to another year
        self.issuers = False  # documents of several organs are told apart
        self.apart: frozenset[str] = frozenset()  # what the form adds to something else in the sentence
        self.inclusive = False  # some figure includes 上年结转
        self.depth = 0
        if self.topic == LOST and not self.hard:
            self.topic = self.default

    def heading(self, level: int) -> None:
        """A new heading begins: 1. goes on with what （二） is about."""
        self.hard = False
        if self.default and 0 < self.level < level:
            self.topic = self.default
            return
        self.default, self.level = "", 0
        if self.topic == LOST:
            self.topic = ""

    def lose(self, *, hard: bool) -> None:
        """What is spoken of is not understood; `hard`: it has figures, and a full stop does not help."""
        self.topic = LOST
        self.hard = self.hard or hard
        self.frame = self.last = self.whole = None
        self.groups = []
        self.happened = ""

    def drift(self, value: Decimal | None, *, strange: bool) -> None:
        """A figure was said that is not claimed; `strange`: of something that the form does not have."""
        self.last = None
        self.adrift, self.strange = True, self.strange or strange
        if value is not None:
            self.said.append(value)

    def remember(self, claim: Claim) -> None:
        """A claim that was read, whether it counts or not."""
        self.last = claim
        self.inferred = self.inferred or claim.basis is not None
        self.strange = self.adrift = False
        self.said.append(claim.value)
        name, part = claim.quantity
        if name in q.OF_DISPUTES:
            if part:
                self.groups = [one for one in self.groups if one.quantity.name != name]
                self.resolved.add(name)
            else:
                parents = (q.LITIGATION,) if name in (q.DIRECT, q.AFTER_REVIEW) else ()
                self.groups = [one for one in self.groups if one.quantity.name not in (name, *parents)]
                self.groups.append(claim)
        elif name in q.OF_DOCUMENTS:
            self.happened = part
        elif part and name in WHOLES:
            self.whose = part
            self.parts.add(part)
        if name not in (*q.OF_DISPUTES, *q.OF_DOCUMENTS) and not self.depth:
            if name in WHOLES and (name != q.CARRIED_IN or self.frame is None):
                self.frame = claim
            self.between = name == q.CARRIED_IN or (self.between and name != q.SETTLED)

    def about(self, words: tuple[Token, ...], kinds: set[Kind]) -> str:
        """What a clause is about: by its own nouns, else what was spoken of before."""
        names = [word.name for word in words if word.kind is Kind.ABOUT] if Kind.ABOUT in kinds else []
        disputes = [name for name in names if name in q.OF_DISPUTES]
        documents = {name for name in names if name in q.OF_DOCUMENTS}
        verbs = not kinds.isdisjoint(_VERBS)
        counted = Kind.NUMBER in kinds
        new = any(word.kind is Kind.RECEIVE and word.name == "new" for word in words)
        topic = self.topic
        if REQUESTS in names:
            self.matter = True
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
            known = known or (topic in q.OF_DISPUTES and Kind.CARRY in kinds) or _outcome(words)
            topic = REQUESTS if known or (topic == "" and _plainly(words, kinds)) else LOST
        elif self._taken_for_requests(words, kinds, topic, verbs=verbs, new=new):
            topic = REQUESTS
        if topic not in ("", LOST):
            self.topic, self.hard = topic, False
            if topic == REQUESTS:
                self.matter = True
        return topic

    def _taken_for_requests(
        self, words: tuple[Token, ...], kinds: set[Kind], topic: str, *, verbs: bool, new: bool
    ) -> bool:
        """Whether a clause without a noun of its own is about applications."""
        if topic == LOST:
            return not self.hard and _twice(words)
        if topic != "":
            return False
        if any(word.written.startswith(_SURELY) for word in words):
            return True
        return verbs and (Kind.CARRY in kinds or new or self.carried or _outcome(words))


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
    return verbs <= _RECEIVING and not soft and not loose and any(w.written in _PLAIN for w in words)
