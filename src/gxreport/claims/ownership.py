"""Whose figures are spoken of, and of which year: only the organ's own of the reporting year are claimed."""

from __future__ import annotations

from typing import NamedTuple

from gxreport.claims import quantities as q
from gxreport.claims.ownnames import OwnNames
from gxreport.claims.segments import Segment
from gxreport.claims.tokens import Token
from gxreport.claims.words import Kind

TELLING = (*(Kind.SELF, Kind.ALIEN, Kind.THIS_YEAR, Kind.LAST_YEAR, Kind.NEXT_YEAR, Kind.YEAR, Kind.PERIOD),)
"""Words that say whose figures, or which year's, are spoken of."""
_ENDS_OF_OFFICES = ("局", "委", "厅", "署", "镇", "乡", "政府", "办公室", "街道", "委员会", "管委会", "分局")
_SAME_CLAUSE = (Kind.PAUSE, Kind.JOIN)
_STREET = ("全街", "街道")
_SINCE, _ADDED_UP, _UNTIL = "以来", "累计", ("截至", "截止", "自", "从")
# What an organ is said to do, where it is no part of a name.
_PREDICATES = (
    *("高", "积极", "坚持", "始终", "全面", "深入", "不断", "持续", "切实", "围绕", "聚焦", "结合", "以"),
    *(
        "主动",
        "通过",
        "贯彻",
        "加强",
        "立足",
        "着力",
        "进一步",
        "依托",
        "扎实",
        "深化",
        "完善",
        "紧紧",
        "紧扣",
    ),
)
_COURTS = ("法院", "人民法院")
# These say which way and by how much; the others only with what is compared.
_DIRECTIONS = (
    *("增长", "增加", "减少", "下降", "上升", "提高", "降低", "降幅", "增幅", "持平", "增", "减"),
    *("多于", "少于", "回落", "翻"),
)
_BEFORE_NAMES = (Kind.FILLER, Kind.THIS_YEAR, Kind.YEAR)


class Outlook(NamedTuple):
    """Whose report the words stand in: year, names of the organ, whether it is a government, its level."""

    field: str
    year: int | None
    names: OwnNames
    government: bool
    level: str

    def is_own_level(self, words: tuple[Token, ...]) -> bool:
        """Whether words name the government itself among its organs: 县政府本级, 市本级, 本机关."""
        names = (f"{self.level}政府", f"{self.level}本级", f"{self.level}政府本级", "本级", "本机关")
        return any(word.written in names for word in words)


class Ownership:
    """What was said last of whose figures and of which year they are."""

    def __init__(self, outlook: Outlook) -> None:
        self.outlook = outlook
        self.alien = self.off_year = False
        self.planned = self.hedged = False  # what is said is no fact, in the sentence or in the clause
        self.passing = False  # another organ that is forgotten with the sentence
        self.comparing = False  # 较2022年的新收48件、: another year's figures, as far as the list goes

    @property
    def silent(self) -> bool:
        """Whether figures are not the organ's own, or not of the year."""
        return self.alien or self.off_year or self.planned or self.hedged

    def new_paragraph(self) -> None:
        """The organ's own figures of the year, until something else is said."""
        self.alien = self.off_year = self.planned = self.hedged = self.passing = False

    def new_clause(self) -> None:
        """After a semicolon or a full stop: an organ named in passing is forgotten."""
        self.comparing = False
        if self.passing:
            self.alien = self.passing = False

    def compares(self, kinds: set[Kind], words: tuple[Token, ...], *, listed: bool) -> bool:
        """Whether a clause goes on with figures of another year: 较2022年的新收48件、办结45件."""
        if listed and self.comparing and Kind.CHANGE not in kinds:
            return True
        self.comparing = Kind.CHANGE in kinds and not any(
            word.kind is Kind.CHANGE and word.written in _DIRECTIONS for word in words
        )
        return False

    def plan(self, segment: Segment) -> None:
        """Keep in mind that a clause, or all from there on, is a wish or a rule: 确保, 力争."""
        if segment.before not in _SAME_CLAUSE:
            self.hedged = False
        for word in segment.words:
            if word.kind is Kind.PLAN:
                self.hedged = self.hedged or word.name == "here"
                self.planned = self.planned or word.name == "on"

    def named(self, words: tuple[Token, ...], kinds: set[Kind]) -> tuple[Token, ...]:
        """The words with names of the organ understood: 示例区工信局 of 示例市示例区工业和信息化局."""
        at = 0
        while at < len(words) - 1 and words[at].kind in _BEFORE_NAMES:
            at += 1
        name = words[at]
        if name.kind is Kind.UNKNOWN and name.written.endswith(_ENDS_OF_OFFICES):
            if self.outlook.names.abbreviated(name.written):
                words = (*words[:at], name._replace(kind=Kind.SELF), *words[at + 1 :])
            else:
                words = (*words[:at], name._replace(kind=Kind.ALIEN, name="office"), *words[at:])
        if Kind.ALIEN in kinds or Kind.SELF in kinds:
            words = tuple(self._meant(word, words, at) for at, word in enumerate(words))
        return words

    def _meant(self, word: Token, words: tuple[Token, ...], at: int) -> Token:
        """A word that names an organ, as what it means among the others."""
        if word.kind is Kind.SELF and word.name and _goes_on(words, at):
            office = words[at + 1].written.endswith(_ENDS_OF_OFFICES)  # 示例区教育局
            other = office or word.written.startswith(_STREET[1]) or "政府" in word.written
            return word._replace(kind=Kind.ALIEN if other else Kind.UNKNOWN, name="office")
        if word.kind is Kind.ALIEN and self._is_own(word):
            return word._replace(kind=Kind.SELF)
        return word

    def _is_own(self, word: Token) -> bool:
        """全区, 各级, 县政府 of a government's own report."""
        level = self.outlook.level
        if not level:
            return False
        if word.written in (f"全{level}", f"我{level}", f"本{level}") or (word.written, level) == _STREET:
            return True
        if not self.outlook.government or self.alien:
            return False
        return word.name == "all" or word.written in (f"{level}政府及其部门", f"{level}政府及各部门")

    def note(self, words: tuple[Token, ...], kinds: set[Kind]) -> None:
        """Keep in mind whose figures and of which year are spoken of, where words of `TELLING` say so."""
        compared, carried = Kind.CHANGE in kinds, Kind.CARRY in kinds
        documents = any(word.name in q.OF_DOCUMENTS for word in words)
        for word in words:
            if word.kind is Kind.SHARE:  # 占全市的: of whom the whole is, not what follows
                break
            if word.kind is Kind.SELF:
                self.alien = self.passing = False
            elif word.kind is Kind.ALIEN and word.written in _COURTS and Kind.RESULT in kinds:
                continue  # 法院维持2件: of the organ's own cases
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
                word.kind in (Kind.YEAR, Kind.LAST_YEAR, Kind.NEXT_YEAR)
                and (not carried or word.written.endswith(_SINCE))
            ):
                self.off_year = True


def over_organs(words: list[Token], year: int | None) -> list[Token]:
    """The words of a government's sentence, in which 累计 after the year adds up organs and not years.

    截至2023年底 does not say since when.
    """
    begin = next(
        (at for at, word in enumerate(words) if word.kind is Kind.THIS_YEAR or word.year == year), -1
    )
    if begin < 0 or any(word.written in _UNTIL for word in words):
        return words
    return [
        word._replace(kind=Kind.FILLER) if at > begin and word.written == _ADDED_UP else word
        for at, word in enumerate(words)
    ]


def _goes_on(words: tuple[Token, ...], at: int) -> bool:
    """Whether what follows the organ's name in short makes it another's: 街道社区卫生服务中心."""
    following = words[at + 1] if at + 1 < len(words) else None
    return (
        following is not None
        and following.kind is Kind.UNKNOWN
        and not following.written.startswith(_PREDICATES)
    )
