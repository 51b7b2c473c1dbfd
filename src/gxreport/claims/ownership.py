"""Whose figures are spoken of, and of which year: only the organ's own of the reporting year are claimed."""

from __future__ import annotations

from typing import NamedTuple

from gxreport.claims import quantities as q
from gxreport.claims.meanings import within
from gxreport.claims.tokens import Token
from gxreport.claims.words import Kind

TELLING = (*(Kind.SELF, Kind.ALIEN, Kind.THIS_YEAR, Kind.LAST_YEAR, Kind.NEXT_YEAR, Kind.YEAR, Kind.PERIOD),)
"""Words that say whose figures, or which year's, are spoken of."""
_ENDS_OF_OFFICES = ("局", "委", "厅", "署", "镇", "乡", "政府", "办公室", "街道")


class Outlook(NamedTuple):
    """Whose report the words stand in: year, names of the organ, whether it is a government, its level."""

    field: str
    year: int | None
    organ: str
    government: bool
    level: str


class Ownership:
    """What was said last of whose figures and of which year they are."""

    def __init__(self, outlook: Outlook) -> None:
        self.outlook = outlook
        self.alien = self.off_year = self.planned = False
        self.passing = False  # another organ that is forgotten with the sentence

    @property
    def silent(self) -> bool:
        """Whether figures are not the organ's own, or not of the year."""
        return self.alien or self.off_year or self.planned

    def new_paragraph(self) -> None:
        """The organ's own figures of the year, until something else is said."""
        self.alien = self.off_year = self.planned = self.passing = False

    def new_clause(self) -> None:
        """After a semicolon or a full stop: an organ named in passing is forgotten."""
        if self.passing:
            self.alien = self.passing = False

    def named(self, words: tuple[Token, ...]) -> tuple[Token, ...]:
        """The words with names of the organ understood: 示例区工信局 of 示例市示例区工业和信息化局."""
        made: list[Token] = []
        for word in words:
            if not made and word.kind is Kind.UNKNOWN and word.written.endswith(_ENDS_OF_OFFICES):
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

    def note(self, words: tuple[Token, ...], kinds: set[Kind]) -> None:
        """Keep in mind whose figures and of which year are spoken of, where words of `TELLING` say so."""
        compared, carried = Kind.CHANGE in kinds, Kind.CARRY in kinds
        documents = any(word.name in q.OF_DOCUMENTS for word in words)
        for word in words:
            if word.kind is Kind.SHARE:  # 占全市的: of whom the whole is, not what follows
                break
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
