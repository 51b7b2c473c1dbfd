"""From YAML nodes to a report: shared by the YAML and the JSON reader."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gxreport import form
from gxreport.editions import EDITIONS, edition_for
from gxreport.keys import FIELD_NAMES, FIELDS
from gxreport.layout import Address
from gxreport.messages import _
from gxreport.model import Noticed, OrganKind, Period, Report
from gxreport.readers.notebook import Notebook
from gxreport.readers.passages import Passages, place
from gxreport.readers.tablenodes import TableNodes, null
from gxreport.reading import NotAReport, Reading, Unreadable
from gxreport.source import Place

_TABLES = ("disclosure", "requests", "reviews")
_PROSE = ("overview", "problems", "other")
_SHORT = ("organ", "title", "preamble", "signature")
_ORGAN_KINDS = {kind.value: kind for kind in OrganKind} | {kind.name.lower(): kind for kind in OrganKind}
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?", re.ASCII)


def _itself(field: str) -> tuple[Address]:
    """A field as what a mistyped key is about, so that it is not also called missing."""
    return (Address(field),)


def report_of(name: str, text: str, root: Node, too_deep: Node | None, edition: int | None) -> Reading:
    """The report that a file's nodes describe. Raises Unreadable if they describe none."""
    if isinstance(root, SequenceNode):
        kind = Unreadable if _has_a_field(root) else NotAReport
        raise kind(_("里面是一个列表，不是一份报告；每一项都要有名称，如“年度: 2023”"), place(root))
    if not isinstance(root, MappingNode):
        raise NotAReport(
            _("里面没有“年度: 2023”这样的行，不是 report.yaml；已发布的报告要用原来的文件名，如 .txt、.html")
        )
    walk = _Walk(name, text, edition)
    if too_deep is not None:
        walk.notebook.notice(Noticed.TOO_DEEP, too_deep, "")
    return walk.report(root)


def _has_a_field(root: SequenceNode) -> bool:
    """Whether a list has entries that a report has, so that a report was meant."""
    return any(
        isinstance(entry, MappingNode) and any(key.value in FIELD_NAMES for key, _value in entry.value)
        for entry in root.value
    )


class _Walk:
    """One pass over a file."""

    def __init__(self, name: str, text: str, edition: int | None) -> None:
        self.name = name
        self.lines = tuple(re.split(r"\r\n|\r|\n", text) if "\r" in text else text.split("\n"))
        self.notebook = Notebook(text)
        self.tables = TableNodes(self.notebook, edition)
        self.edition = edition
        self.passages = Passages(self.lines)

    def report(self, root: MappingNode) -> Reading:
        fields: dict[str, tuple[Node, Node]] = {}
        for key, field, node in self.notebook.entries(root, FIELD_NAMES, _itself):
            fields[field] = key, node
            self.passages.nodes[field] = key if null(node) or not isinstance(node, ScalarNode) else node
        if not fields:
            raise NotAReport(_("里面没有年度报告的键（如“机关”“年度”“申请办理”），不是 report.yaml"))
        nodes = {field: value for field, (_key, value) in fields.items()}
        year = self.year(nodes.get("year"))
        stated = self.stated_edition(nodes.get("edition"))
        likely = self.edition or stated or (edition_for(year) if year else None)
        tables = {
            field: self.tables.table(field, *fields[field], likely or EDITIONS[-1])
            for field in _TABLES
            if field in fields
        }
        texts = {field: self.text(field, at) for field, at in self.tables.texts.items()}
        evident = next((chosen.edition for chosen, _rows in tables.values() if chosen.edition), None)
        parts: dict[str, Any] = {"year": year, "edition": likely or evident or EDITIONS[-1]}
        for field, (chosen, rows) in tables.items():
            intro, note = (texts.get(f"{field}.{text}", "") for text in ("intro", "note"))
            parts[field] = form.build(chosen, rows, intro, note)
        for field in _PROSE:
            if field in nodes:
                parts[field] = self.text(field, nodes[field])
        for field in _SHORT:
            parts[field] = self.text(field, nodes.get(field))
        parts["organ_kind"] = self.organ_kind(nodes.get("organ_kind"))
        parts["published"] = self.day(nodes.get("published"))
        parts["period"] = self.period(nodes.get("period"))
        for needed in ("organ", "year"):
            doubted = any(Address(needed) in remark.about for remark in self.notebook.remarks)
            if needed not in fields and not doubted:
                meant = _("缺少“{key}”，这是必填项").format(key=FIELDS[needed])
                self.notebook.notice(Noticed.WRONG_SHAPE, Place(1, 1), needed, meant)
        report = Report.assembled(**parts, remarks=tuple(self.notebook.remarks))
        return Reading(self.name, report, self.tables.places, self.passages, self.lines)

    def text(self, field: str, node: Node | None) -> str:
        """A piece of prose, without the line ends after it."""
        if node is None or null(node):
            return ""
        if not isinstance(node, ScalarNode):
            self.notebook.shape(node, _("这里应写文字"))
            return ""
        self.passages.nodes[field] = node
        self.passages.texts.add(field)
        return str(node.value).rstrip("\n")

    def word(self, node: Node | None) -> str:
        """A short value in its plain form; empty where there is none."""
        if isinstance(node, ScalarNode):
            return unicodedata.normalize("NFKC", node.value).strip()
        if node is not None:
            self.notebook.shape(node, _("这里应写一个值"))
        return ""

    def year(self, node: Node | None) -> int | None:
        word = self.word(node)
        if re.fullmatch(r"(?:19|[2-9]\d)\d\d(?:年度?)?", word, re.ASCII):
            return int(word[:4])
        if isinstance(node, ScalarNode):
            self.notebook.shape(node, _("年度应写四位数，如 2023"))
        return None

    def stated_edition(self, node: Node | None) -> int | None:
        word = self.word(node)
        found = next((edition for edition in EDITIONS if str(edition) == word), None)
        if word and found is None and node:
            known = _("、").join(map(str, EDITIONS))
            self.notebook.shape(
                node, _("没有“{word}”这一版格式，现有 {known}").format(word=word, known=known)
            )
        return found

    def organ_kind(self, node: Node | None) -> OrganKind | None:
        word = self.word(node)
        if word and word not in _ORGAN_KINDS and node:
            kinds = _("、").join(kind.value for kind in OrganKind)
            self.notebook.shape(node, _("机关类型应是 {kinds} 之一").format(kinds=kinds))
        return _ORGAN_KINDS.get(word)

    def day(self, node: Node | None) -> date | None:
        word = self.word(node)
        found = _day(word)
        if word and found is None and node:
            there = _DAY.fullmatch(word)
            meant = _("没有 {day} 这一天").format(day=word) if there else _("日期应写成 2024-01-25 这样")
            self.notebook.shape(node, meant)
        return found

    def period(self, node: Node | None) -> Period | None:
        word = self.word(node)
        first, _slash, last = word.partition("/")
        days = _day(first), _day(last)
        if word and None in days and node:
            self.notebook.shape(node, _("统计期限应写成 2023-01-01/2023-12-31 这样"))
        return Period(days[0], days[1]) if days[0] and days[1] else None


def _day(word: str) -> date | None:
    """A day as 2024-01-25 or 2024年1月25日."""
    found = _DAY.fullmatch(word.strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
