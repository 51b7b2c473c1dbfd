"""[[unit]] and [[waiver]]: settings of which there may be any number, each a block of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from gxreport.config import Unit
from gxreport.config.addresses import addressed, no_such_address
from gxreport.config.file import File
from gxreport.config.keyed import A_TEXT, Key, count, day, keyed, path, text
from gxreport.config.levels import no_such_rule
from gxreport.messages import _, marked
from gxreport.model import OrganKind
from gxreport.organnames import plain
from gxreport.waivers import Waiver


def units(file: File, name: str, blocks: list[dict[str, object]]) -> tuple[Unit, ...]:
    """The units, in the order of the file. Raises BadConfig."""
    found: dict[str, Unit] = {}
    for line, values in _each(file, name, blocks, UNIT, _("单位没有“{key}”这一项")):
        if "name" not in values:
            raise file.bad(line, _('单位要写 name（机关），如 name = "示例区财政局"'))
        unit = Unit(str(values["name"]), _kind(values.get("kind")), str(values.get("folder", "")))
        if plain(unit.organ) in found:
            raise file.bad(line, _("单位“{name}”写了两次，每个单位只写一次").format(name=unit.organ))
        found[plain(unit.organ)] = unit
    return tuple(found.values())


def waivers(file: File, name: str, blocks: list[dict[str, object]]) -> tuple[Waiver, ...]:
    """The waivers, in the order of the file. Raises BadConfig."""
    found = []
    for line, values in _each(file, name, blocks, WAIVER, _("豁免没有“{key}”这一项")):
        if "rule" not in values:
            raise file.bad(line, _('豁免要写 rule（规则），如 rule = "GX303"'))
        if "reason" not in values:
            raise file.bad(line, _('豁免要写 reason（理由），如 reason = "已按原件发布，下年更正"'))
        if not values.keys() & _NARROWING:
            message = _(
                "豁免要写明是哪一处：report、address、text、year 至少写一个；整条规则不用，写在 ignore 里"
            )
            raise file.bad(line, message)
        named = [addressed(key) for key in cast(tuple[str, ...], values.pop("address", ()))]
        addresses = tuple(address for cells, _field in named for address in cells)
        fields = tuple(field for _cells, field in named if field)
        (rule,) = cast(tuple[str], values.pop("rule"))
        found.append(
            Waiver(rule, addresses=addresses, fields=fields, file=file.name, line=line, **values)  # type: ignore[arg-type]
        )
    return tuple(found)


def _each(
    file: File, name: str, blocks: list[dict[str, object]], keys: Mapping[str, Key], strange: str
) -> Iterator[tuple[int, dict[str, object]]]:
    for line, block in zip(file.blocks(name, len(blocks)), blocks, strict=True):
        yield line, keyed(file, line, block, keys, strange)


def _one_rule(value: object) -> tuple[str] | None:
    return (value.strip().upper(),) if isinstance(value, str) and len(value.strip()) == 5 else None


def _keys(value: object) -> tuple[str, ...] | None:
    """One key of report.yaml, or several."""
    found = tuple(text(key) or "" for key in (value if isinstance(value, list) else [value]))
    return found if found and all(found) else None


def _kind_name(value: object) -> str | None:
    return value if value in tuple(OrganKind) else None  # type: ignore[return-value]


def _kind(name: object) -> OrganKind | None:
    return OrganKind(str(name)) if name else None


_NARROWING = {"report", "address", "text", "year", "fingerprint"}
UNIT = {
    "name": Key("机关", text, A_TEXT),
    "kind": Key("机关类型", _kind_name, marked("“{key}”要写政府、部门、乡镇街道或其他，加引号")),
    "folder": Key("文件夹", path, A_TEXT),
}
WAIVER = {
    "rule": Key("规则", _one_rule, marked('“{key}”要写一条规则的编号，如 "GX303"'), no_such_rule),
    "report": Key("报告", path, A_TEXT),
    "address": Key(
        "位置",
        _keys,
        marked("“{key}”要写 report.yaml 的键，如申请办理.本年新收.总计，或方括号里的几个，都加引号"),
        no_such_address,
    ),
    "text": Key("原文", text, A_TEXT),
    "year": Key("年度", count, marked("“{key}”要写年份，如 2023，不加引号")),
    "reason": Key("理由", text, A_TEXT),
    "until": Key("到期", day, marked("“{key}”要写年月日，如 2026-12-31")),
    "fingerprint": Key("指纹", text, A_TEXT),
}
