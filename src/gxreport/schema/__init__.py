"""The JSON Schema of reports as open data, made from the form."""

from __future__ import annotations

from gxreport import form
from gxreport.editions import EDITIONS, notice, tables
from gxreport.form import Table
from gxreport.keys import FIELDS, TABLE_TEXTS
from gxreport.layout import Address, Kind, Row
from gxreport.model import OrganKind
from gxreport.schema.words import Schema, about, held, told
from gxreport.sections import SECTIONS

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Schema = {"type": "string"}
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_PERIOD = f"^{_DAY}/{_DAY}$"
_SHORT: dict[str, Schema] = {
    "organ": _TEXT,
    "organ_kind": {"enum": [kind.value for kind in OrganKind]},
    "year": {"type": "integer", "minimum": 1900, "maximum": 9999},
    "period": {**_TEXT, "pattern": _PERIOD},
    "published": {**_TEXT, "pattern": f"^{_DAY}$", "format": "date"},
}


def report_schema() -> Schema:
    """The schema of what `render --format json` writes, for every edition."""
    return {
        "$schema": _DIALECT,
        "title": "政府信息公开工作年度报告",
        "description": "gxreport render --format json 写出的报告；键与 report.yaml 相同。"
        "表格里能作为数的写成数，照原样保留的文字（如“12件”“/”）写成字符串，没有填写的写成空字符串。",
        "oneOf": [{"$ref": f"#/$defs/{edition}"} for edition in EDITIONS],
        "$defs": {
            **{str(edition): _edition(edition) for edition in EDITIONS},
            **{kind.value: _figure(kind) for kind in Kind},
        },
    }


def _edition(edition: int) -> Schema:
    own = {table.section.name: _table(table) for table in tables(edition)}
    titles = {section.name: section.title for section in SECTIONS}
    properties: Schema = {}
    for name, key in FIELDS.items():
        if name == "edition":
            properties[key] = {"const": edition, "description": notice(edition)}
        elif name in own:
            properties[key] = own[name]
        else:
            titled = {"title": titles[name]} if name in titles else {}
            properties[key] = {**titled, **told(about(name)), **_SHORT.get(name, _TEXT)}
    return {
        "title": f"{edition}年格式",
        "type": "object",
        "properties": properties,
        "required": [FIELDS["edition"]],  # what else is lacking is a finding
        "additionalProperties": False,
    }


def _table(table: type[Table]) -> Schema:
    section = table.section
    made = _object(section.title, Address(section.name))
    for row in form.layout(table).rows:
        group = made
        hidden = len(row.names) - len(row.keys)
        labels = row.labels[len(row.labels) - len(row.keys) :]
        for depth, (word, label) in enumerate(zip(row.keys[:-1], labels, strict=False), hidden + 1):
            below = Address(section.name, ".".join(row.names[:depth]))
            group = group["properties"].setdefault(word, _object(label, below))
        group["properties"][row.keys[-1]] = _row(row)
    made["properties"] |= dict.fromkeys(list(TABLE_TEXTS)[:2], _TEXT)
    return made


def _row(row: Row) -> Schema:
    figures = {column.key: {"$ref": f"#/$defs/{column.kind.value}"} for column in row.columns}
    if len(figures) == 1:
        return {"title": row.label, **told(row.address), **next(iter(figures.values()))}
    return {**_object(row.label, row.address), "properties": figures}


def _object(title: str, address: Address) -> Schema:
    return {
        "title": title,
        **told(address),
        "type": "object",
        "properties": {},
        "additionalProperties": False,
    }


def _figure(kind: Kind) -> Schema:
    number = "integer" if kind in (Kind.COUNT, Kind.CHANGE) else "number"
    return {"description": held(kind), "type": [number, "string"]}
