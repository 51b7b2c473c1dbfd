"""The report: everything that an organ states in it, and what its reader noticed on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum, StrEnum
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    SerializeAsAny,
    ValidationInfo,
    field_validator,
)

from gxreport import form, sections
from gxreport.cell import Cell, State
from gxreport.editions import EDITIONS, edition_for, table, tables
from gxreport.form import Table
from gxreport.layout import Address, TableLayout
from gxreport.messages import _
from gxreport.sections import SECTIONS, Section
from gxreport.source import Place

if TYPE_CHECKING:
    from gxreport.editions import alike, e2019, e2021

    Disclosure: TypeAlias = e2019.Disclosure | e2021.Disclosure
    Requests: TypeAlias = e2019.Requests | e2021.Requests
    Reviews: TypeAlias = alike.Reviews
else:
    # Only the edition in hand is imported: to pydantic any table of any edition will do.
    Disclosure = Requests = Reviews = Table


class OrganKind(StrEnum):
    """机关类型：决定适用哪些条款。"""

    GOVERNMENT = "政府"
    DEPARTMENT = "部门"
    TOWNSHIP = "乡镇街道"
    OTHER = "其他"


class Period(NamedTuple):
    """统计期限：首日和末日。"""

    first: date
    last: date


class Heading(NamedTuple):
    """The heading of a section as it was written, and the section that it was taken for."""

    text: str
    section: int | None


class Noticed(Enum):
    """What a reader noticed that the report itself does not show."""

    ALTERED_LABEL = "altered label"  # understood, but not as the form prints it
    EXTRA_LINE = "extra line"  # a row or column that the form does not have
    UNEVEN_LINE = "uneven line"  # a row that has not as many figures as the table has columns
    MOVED_LINE = "moved line"  # a row that stands elsewhere than in the form
    MISPLACED_TABLE = "misplaced table"  # a table that stands in the section of another
    UNPLACED_TABLE = "unplaced table"  # its headings do not say which figure is which
    REPEATED_TABLE = "repeated table"  # a table that stands in the document already
    OTHER_FORM = "other form"  # rows below headings that another edition has
    OTHER_YEAR = "other year"  # the file, or its own data, is called one of another year
    REPEATED_KEY = "repeated key"
    UNKNOWN_KEY = "unknown key"
    REFUSED_YAML = "refused yaml"  # alias, tag
    TOO_DEEP = "too deep"
    WRONG_SHAPE = "wrong shape"


UNDERSTOOD = (Noticed.ALTERED_LABEL, Noticed.MOVED_LINE, Noticed.MISPLACED_TABLE, Noticed.OTHER_YEAR)
"""What is odd, but was read all the same."""

LEFT_OVER = (Noticed.EXTRA_LINE, Noticed.UNEVEN_LINE, Noticed.REPEATED_TABLE, Noticed.OTHER_FORM)
"""What leaves figures of a table without a place in the form."""


class Remark(NamedTuple):
    """A thing noticed, with its place: what was `written`, what was `meant`, what it is `about`."""

    noticed: Noticed
    place: Place
    written: str
    meant: str = ""
    about: tuple[Address, ...] = ()


def _section(section: Section) -> Any:
    return Field(default=None, validate_default=True, alias=section.key, title=section.heading)


T = TypeVar("T")


class Report(BaseModel):
    """A 政府信息公开工作年度报告.

    A section of prose is None where the report does not have it; a table that is not there has
    only MISSING cells. Keys are those of report.yaml, in Chinese or as the fields are named here.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, defer_build=True
    )

    organ: str = Field(default="", alias="机关")
    organ_kind: OrganKind | None = Field(default=None, alias="机关类型")
    year: int | None = Field(default=None, alias="年度", ge=1900, le=9999)
    edition: int = Field(default=0, alias="格式", validate_default=True)
    period: Period | None = Field(default=None, alias="统计期限")
    published: date | None = Field(default=None, alias="发布日期")
    title: str = Field(default="", alias="标题")
    preamble: str = Field(default="", alias="前言")
    overview: str | None = _section(sections.OVERVIEW)
    disclosure: SerializeAsAny[Disclosure] = _section(sections.DISCLOSURE)
    requests: SerializeAsAny[Requests] = _section(sections.REQUESTS)
    reviews: SerializeAsAny[Reviews] = _section(sections.REVIEWS)
    problems: str | None = _section(sections.PROBLEMS)
    other: str | None = _section(sections.OTHER)
    signature: str = Field(default="", alias="落款")

    # Not written in report.yaml: what a published document or a file looked like.
    headings: tuple[Heading, ...] = Field(default=(), exclude=True)
    remarks: tuple[Remark, ...] = Field(default=(), exclude=True)

    _made: dict[Callable[[Any], object], object] = PrivateAttr(default_factory=dict)

    @field_validator("edition")
    @classmethod
    def _known_edition(cls, edition: int, info: ValidationInfo) -> int:
        """An edition that exists; by the year where none is named."""
        if not edition:
            year = info.data.get("year")
            return (edition_for(year) if year else None) or EDITIONS[-1]
        if edition not in EDITIONS:
            raise ValueError(f"no such edition: {edition}")
        return edition

    @field_validator("disclosure", "requests", "reviews", mode="before")
    @classmethod
    def _of_the_edition(cls, value: object, info: ValidationInfo) -> object:
        """A table as it is, or the report's edition of it from its figures."""
        if isinstance(value, Table):
            return value
        assert info.field_name is not None
        return table(info.data.get("edition", EDITIONS[-1]), info.field_name).model_validate(value)

    @classmethod
    def assembled(cls, edition: int, **parts: object) -> Report:
        """A report of parts, by field name, that their reader has checked; absent tables are empty."""
        absent = {t.section.name: form.build(t, {}) for t in tables(edition) if t.section.name not in parts}
        return form.trusted(cls, {**_DEFAULTS, "edition": edition, **absent, **parts}, {"_made": {}})

    @property
    def tables(self) -> tuple[Table, Table, Table]:
        """The three tables, in the order of the form."""
        return self.disclosure, self.requests, self.reviews

    @property
    def layouts(self) -> tuple[TableLayout, ...]:
        """The layouts of the three tables, each of its own edition."""
        return tuple(form.layout(type(table)) for table in self.tables)

    def unusual(self) -> Mapping[Address, Cell]:
        """The cells that hold anything but plain digits: usually none, and what cell rules look at."""
        return self.once(_unusual)

    def layout(self, table: str) -> TableLayout:
        """The layout of one table by its name."""
        return form.layout(type(cast(Table, getattr(self, table))))

    def once(self, make: Callable[[Report], T]) -> T:
        """What `make` makes of this report, made only once, as a report never changes."""
        # Not as `self._made`: pydantic takes longer to find it than many a rule to run.
        assert self.__pydantic_private__ is not None
        made = self.__pydantic_private__["_made"]
        if make not in made:
            made[make] = make(self)
        return cast(T, made[make])

    def cells(self) -> Mapping[Address, Cell]:
        """Every cell of the three tables, in the order of the form."""
        return self.once(_cells)

    def key_of(self, address: Address) -> str:
        """The dotted key of a cell, row or table in report.yaml: 申请办理.不予公开.国家秘密.自然人."""
        return self.layout(address.table).key_of(address)

    def label(self, address: Address) -> str:
        """What people call a cell, row or table: 不予公开·国家秘密·自然人."""
        return "·".join(_(word) for word in self.layout(address.table).words(address))

    def prose(self) -> tuple[tuple[str, str], ...]:
        """Every piece of text that is not empty, with its field, from the title to the signature."""
        return self.once(_prose)

    def with_parts(self, **parts: object) -> Report:
        """A report with other values in some fields, by field name, that are known to be right."""
        return form.trusted(type(self), {**dict(self), **parts}, {"_made": {}})

    def __eq__(self, other: object) -> bool:
        """Equal in every field, whatever has been made of either report so far."""
        return isinstance(other, Report) and dict(self) == dict(other)

    __hash__ = None  # type: ignore[assignment]

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Report:
        """A report with other values in some fields. Parts are frozen, so they are shared."""
        return type(self).model_validate({**dict(self), **(update or {})})


_DEFAULTS = {name: field.default for name, field in Report.model_fields.items()}


def _prose(report: Report) -> tuple[tuple[str, str], ...]:
    found = [("title", report.title), ("preamble", report.preamble)]
    for section in SECTIONS:
        content = getattr(report, section.name)
        if isinstance(content, Table):
            found += [(f"{section.name}.intro", content.intro), (f"{section.name}.note", content.note)]
        else:
            found.append((section.name, content or ""))
    found.append(("signature", report.signature))
    return tuple((field, text) for field, text in found if text)


def _unusual(report: Report) -> Mapping[Address, Cell]:
    # str.isdigit takes other digits too, but those are text, or are noted beside the number.
    number = State.NUMBER
    return {
        address: cell
        for address, cell in report.cells().items()
        if cell.state is not number or cell.beside or not (cell.raw or "").isdigit()
    }


def _cells(report: Report) -> Mapping[Address, Cell]:
    return MappingProxyType(dict(chain.from_iterable(map(form.cells, report.tables))))
