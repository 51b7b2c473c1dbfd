"""From YAML nodes to a report: shared by the YAML and the JSON reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gxreport import form, keys
from gxreport.cell import Cell, State
from gxreport.cell import read as read_cell
from gxreport.editions import EDITIONS, edition_for, latest_first, table
from gxreport.form import Table
from gxreport.keys import FIELD_NAMES, FIELDS, TABLE_TEXTS, Branch
from gxreport.layout import Address, Column, Row
from gxreport.messages import _
from gxreport.model import Noticed, OrganKind, Period, Remark, Report
from gxreport.readers.passages import passage, place
from gxreport.reading import NotAReport, Reading, Unreadable
from gxreport.sections import SECTIONS
from gxreport.source import Passage, Place, Segment

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TABLES = ("disclosure", "requests", "reviews")
_ORGAN_KINDS = {kind.value: kind for kind in OrganKind} | {kind.name.lower(): kind for kind in OrganKind}
_BLANK = Cell("", State.BLANK)
_TEXTS = ("intro", "note")
_NO_TEXTS: Mapping[str, str] = {}

About = Callable[[str], Iterable[Address]]


def _nothing(word: str) -> Iterable[Address]:
    return ()


def report_of(name: str, text: str, root: Node, too_deep: Node | None, edition: int | None) -> Reading:
    """The report that a file's nodes describe. Raises Unreadable if they describe none."""
    if isinstance(root, SequenceNode):
        raise Unreadable(_("顶层是一个列表；报告应从“键: 值”开始，例如“年度: 2023”"), place(root))
    if not isinstance(root, MappingNode):
        raise NotAReport(_("里面没有“键: 值”，不是 report.yaml；已发布的报告可先用 gxreport import 读入"))
    walk = _Walk(name, text, edition)
    if too_deep is not None:
        walk.notice(Noticed.REFUSED_YAML, too_deep, "…", _("过深的嵌套"))
    return walk.report(root)


def _null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.style and node.value in _NULLS


def _zero(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.value.strip() == "0"


class _Walk:
    """One pass over a file: collects cells, texts, their places, and what is odd about the file."""

    def __init__(self, name: str, text: str, edition: int | None) -> None:
        self.name = name
        self.lines = tuple(re.split(r"\r\n|\r|\n", text))
        self.edition = edition
        self.met: set[int] = set()
        self.remarks: list[Remark] = []
        self.cells: dict[Address, Cell] = {}
        self.texts: dict[str, str] = {}
        self.figures: dict[Address, Place] = {}
        self.passages: dict[str, Passage] = {}

    def report(self, root: MappingNode) -> Reading:
        fields: dict[str, Node] = {}
        for key, field, node in self.entries(root, FIELD_NAMES):
            fields[field] = node
            shown = key if _null(node) or not isinstance(node, ScalarNode) else node
            self.passages[field] = Passage((Segment(0, place(shown)),))
            if field in _TABLES:
                self.figures[Address(field)] = place(key)
        if not fields:
            raise NotAReport(_("里面没有年度报告的键（如“机关”“年度”“申请办理”），不是 report.yaml"))
        year = self.year(fields.get("year"))
        stated = self.stated_edition(fields.get("edition"))
        likely = self.edition or stated or (edition_for(year) if year else None)
        tables = {
            field: self.table(field, fields[field], likely or EDITIONS[-1])
            for field in _TABLES
            if field in fields
        }
        evident = next((found.edition for found in tables.values() if found.edition), None)
        parts: dict[str, object] = {"year": year, "edition": likely or evident or EDITIONS[-1], **tables}
        for section in SECTIONS:
            if section.name in fields and section.name not in _TABLES:
                parts[section.name] = self.text(section.name, fields[section.name])
        for field in ("organ", "title", "preamble", "signature"):
            parts[field] = self.text(field, fields.get(field))
        parts["organ_kind"] = self.organ_kind(fields.get("organ_kind"))
        parts["published"] = self.day(fields.get("published"))
        parts["period"] = self.period(fields.get("period"))
        for needed in ("organ", "year"):
            if needed not in fields:
                meant = _("缺少“{key}”，这是必填项").format(key=FIELDS[needed])
                self.notice(Noticed.WRONG_SHAPE, Place(1, 1), needed, meant)
        report = Report.model_validate({**parts, "remarks": tuple(self.remarks)})
        return Reading(self.name, report, self.figures, self.passages, self.lines)

    # What is odd

    def notice(
        self,
        noticed: Noticed,
        at: Node | Place,
        written: str,
        meant: str = "",
        about: tuple[Address, ...] = (),
    ) -> None:
        where = at if isinstance(at, Place) else place(at)
        self.remarks.append(Remark(noticed, where, written, meant, about))

    def shape(self, node: Node, meant: str, about: tuple[Address, ...] = ()) -> None:
        self.notice(
            Noticed.WRONG_SHAPE, node, node.value if isinstance(node, ScalarNode) else "", meant, about
        )

    def tagged(self, node: Node) -> None:
        if node.tag:
            self.notice(Noticed.REFUSED_YAML, node, node.tag, _("标签"))

    def entries(
        self, node: MappingNode, known: Mapping[str, str], about: About = _nothing
    ) -> Iterator[tuple[Node, str, Node]]:
        """Key node, known name and value node of a mapping's entries; the rest is noticed.

        `about` gives the cells that a known name stands for, which a mistyped key leaves empty.
        """
        taken: set[str] = set()
        for key, value in node.value:
            word = key.value if isinstance(key, ScalarNode) else "?"
            self.tagged(key)
            name = known.get(word)
            if name is None:
                meant = keys.nearest(word, known)
                cells = about(known[meant]) if meant else ()
                self.notice(Noticed.UNKNOWN_KEY, key, word, meant, tuple(cells))
            elif name in taken:
                self.notice(Noticed.REPEATED_KEY, key, word)
            elif id(value) in self.met:
                # The composer resolves an alias to the node it stands for, which was met before.
                self.notice(Noticed.REFUSED_YAML, key, word, _("别名"))
                taken.add(name)
            else:
                self.met.add(id(value))
                self.tagged(value)
                taken.add(name)
                yield key, name, value

    # Figures

    def table(self, name: str, node: Node, likely: int) -> Table:
        """A table, on the edition that its keys show; `likely` unless another one fits better."""
        chosen = table(self.edition or likely, name)
        if not self.edition and _misfits(keys.tree(chosen), node):
            candidates = [table(edition, name) for edition in latest_first(likely)]
            chosen = min(candidates, key=lambda candidate: _misfits(keys.tree(candidate), node))
        self.branch(name, keys.tree(chosen), node, TABLE_TEXTS)
        return form.fill(chosen, self.cells, *(self.texts.get(f"{name}.{text}", "") for text in _TEXTS))

    def branch(self, name: str, branch: Branch, node: Node, texts: Mapping[str, str] = _NO_TEXTS) -> None:
        """A table, with its texts, or a group of its rows."""
        if not isinstance(node, MappingNode):
            if _null(node) or _zero(node):
                for row in branch.rows():
                    self.row(name, row, node)
            else:
                self.shape(node, _("这里应写“行: 数”，一行一个键"), tuple(_cells(name, branch.rows())))
            return

        def below(word: str) -> Iterator[Address]:
            entry = branch.entries.get(word)
            return _cells(name, entry.rows() if isinstance(entry, Branch) else [entry] if entry else [])

        for key, word, value in self.entries(node, {**branch.names, **texts}, below):
            entry = branch.entries.get(word)
            if entry is None:
                field = f"{name}.{word}"
                self.texts[field] = self.text(field, value)
            elif isinstance(entry, Branch):
                self.branch(name, entry, value)
            elif Address(name, entry.name) in self.figures:
                self.notice(Noticed.REPEATED_KEY, key, entry.keys[-1])
            else:
                self.figures[Address(name, entry.name)] = place(key)
                self.row(name, entry, value)

    def row(self, name: str, row: Row, node: Node) -> None:
        """A row: a list in the order of the form, a mapping, one figure, or one 0 for all."""
        if isinstance(node, SequenceNode):
            if len(node.value) == len(row.columns):
                for column, value in zip(row.columns, node.value, strict=True):
                    self.tagged(value)
                    self.cell(name, row, column, value)
                return
            meant = _("应有 {expected} 个数，依次是 {columns}；实有 {actual} 个").format(
                expected=len(row.columns),
                columns=_("、").join(_(column.key) for column in row.columns),
                actual=len(node.value),
            )
        elif isinstance(node, MappingNode):
            by_name = {column.name: column for column in row.columns}

            def beside(word: str) -> Iterator[Address]:
                yield Address(name, row.name, word)

            for _key, word, value in self.entries(node, keys.columns(row), beside):
                self.cell(name, row, by_name[word], value)
            return
        elif len(row.columns) == 1 or _null(node) or _zero(node):
            for column in row.columns:
                self.cell(name, row, column, node)
            return
        else:
            meant = _("应写 {expected} 个数的列表：{columns}（全为零时可写一个 0）").format(
                expected=len(row.columns), columns=_("、").join(_(column.key) for column in row.columns)
            )
        self.shape(node, meant, tuple(_cells(name, [row])))

    def cell(self, name: str, row: Row, column: Column, node: Node) -> None:
        """A cell. `~` leaves a total to be computed and is a blank in any other cell."""
        address = Address(name, row.name, column.name)
        self.figures[address] = place(node)
        if not isinstance(node, ScalarNode):
            self.shape(node, _("这一格应写一个数"), (address,))
        elif not _null(node):
            self.cells[address] = read_cell(node.value, column.kind)
        elif not (row.summed or column.summed):
            self.cells[address] = _BLANK

    # Words and days

    def text(self, field: str, node: Node | None) -> str:
        """A piece of prose, without the line ends after it."""
        if node is None or _null(node):
            return ""
        if not isinstance(node, ScalarNode):
            self.shape(node, _("这里应写文字"))
            return ""
        self.passages[field] = passage(node, self.lines)
        return str(node.value).rstrip("\n")

    def word(self, node: Node | None) -> str:
        """A short value in its plain form; empty where there is none."""
        if isinstance(node, ScalarNode):
            return unicodedata.normalize("NFKC", node.value).strip()
        if node is not None:
            self.shape(node, _("这里应写一个值"))
        return ""

    def year(self, node: Node | None) -> int | None:
        word = self.word(node).removesuffix("年").removesuffix("年度")
        if word.isascii() and word.isdigit() and 1900 <= int(word[:9]) <= 9999:
            return int(word)
        if node is not None:
            self.shape(node, _("年度应写四位数，如 2023"))
        return None

    def stated_edition(self, node: Node | None) -> int | None:
        word = self.word(node)
        found = next((edition for edition in EDITIONS if str(edition) == word), None)
        if word and found is None and node:
            known = _("、").join(map(str, EDITIONS))
            self.shape(node, _("没有“{word}”这一版格式，现有 {known}").format(word=word, known=known))
        return found

    def organ_kind(self, node: Node | None) -> OrganKind | None:
        word = self.word(node)
        if word and word not in _ORGAN_KINDS and node:
            kinds = _("、").join(kind.value for kind in OrganKind)
            self.shape(node, _("机关类型应是 {kinds} 之一").format(kinds=kinds))
        return _ORGAN_KINDS.get(word)

    def day(self, node: Node | None) -> date | None:
        word = self.word(node)
        found = _day(word)
        if word and found is None and node:
            self.shape(node, _("日期应写成 2024-01-25 这样"))
        return found

    def period(self, node: Node | None) -> Period | None:
        word = self.word(node)
        first, _slash, last = word.partition("/")
        days = _day(first), _day(last)
        if word and None in days and node:
            self.shape(node, _("统计期限应写成 2023-01-01/2023-12-31 这样"))
        return Period(days[0], days[1]) if days[0] and days[1] else None


def _day(word: str) -> date | None:
    """A day as 2024-01-25 or 2024年1月25日."""
    found = re.fullmatch(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?", word.strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _cells(table: str, rows: Iterable[Row]) -> Iterator[Address]:
    for row in rows:
        for column in row.columns:
            yield Address(table, row.name, column.name)


def _misfits(branch: Branch, node: Node, texts: Mapping[str, str] = TABLE_TEXTS) -> int:
    """How many keys of a table or group do not fit the form."""
    if not isinstance(node, MappingNode):
        return int(isinstance(node, SequenceNode))
    count = 0
    for key, value in node.value:
        word = key.value if isinstance(key, ScalarNode) else ""
        entry = branch.entries.get(branch.names.get(word, ""))
        if isinstance(entry, Branch):
            count += _misfits(entry, value, _NO_TEXTS)
        elif entry is None:
            count += word not in texts
        elif isinstance(value, SequenceNode):
            count += len(value.value) != len(entry.columns)
        elif isinstance(value, MappingNode):
            known = keys.columns(entry)
            count += sum(
                not isinstance(word, ScalarNode) or word.value not in known for word, _v in value.value
            )
    return count
