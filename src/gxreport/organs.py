"""What kind of organ a report is of, and what follows from it: who has to do what, and by when.

The kind that the report states goes before the one that the organ's name suggests. A name that may
be read in two ways suggests nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from gxreport.messages import _, marked
from gxreport.model import OrganKind, Report

_PLACES = "省市区县旗盟州"
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_GOVERNMENTS = ("人民政府", "行政公署", *(f"{place}政府" for place in _PLACES))
_TOWNSHIPS = ("乡", "镇", "街道", "苏木", "街道办事处", "街道办", "乡政府", "镇政府")
_DEPARTMENTS = ("局", "委", "委员会", "办", "办公室", "办公厅", "厅", "部", "总队", "支队", "大队")
# The office of a township, and no office of a county for towns: 乡村振兴办公室.
_TOWNSHIP_OFFICE = (
    r"(?:乡|镇|苏木|街道)(?:人民政府|政府|办事处)(?:党政综合|党政|综合)?办(?:公室)?$"
    r"|(?:乡|镇|苏木|街道)(?:党政综合|党政)办(?:公室)?$"
)
# Departments that are called like the committees of zones: 国有资产监督管理委员会, 城市管理委员会.
_COMMITTEES = r"(?:监督|城市|市政|城乡建设|交通运输|水务)管理委员会$"
# 管委会 have a government's duties here and a department's there; these serve and do not govern.
_OTHERS = ("管理委员会", "管委会", "中心", "医院", "学校", "大学", "学院", "公司", "集团", "协会", "研究院")

_BY_NAME = {
    OrganKind.GOVERNMENT: marked("按名称判断为政府"),
    OrganKind.DEPARTMENT: marked("按名称判断为部门"),
    OrganKind.TOWNSHIP: marked("按名称判断为乡镇街道"),
    OrganKind.OTHER: marked("按名称判断为其他机关"),
}


class Known(NamedTuple):
    """The kind of organ, None where nothing establishes it, and how it is known as words for a finding."""

    kind: OrganKind | None
    why: str


def kind_of(report: Report) -> Known:
    """The kind that the report states, else the one that the organ's name suggests."""
    if report.organ_kind:
        return Known(report.organ_kind, _("机关类型填的是“{kind}”").format(kind=report.organ_kind))
    kind = kind_by_name(report.organ)
    return Known(kind, _(_BY_NAME[kind]) if kind else "")


def kind_by_name(organ: str) -> OrganKind | None:
    """The kind that a name suggests: 示例县人民政府, 示例镇人民政府, 示例县水务局."""
    name = _bare(organ)
    if _is_township(name):
        return OrganKind.TOWNSHIP
    if name.endswith(_GOVERNMENTS):
        return OrganKind.GOVERNMENT
    if name.endswith(_OTHERS) and not ("管理委员会" in name and re.search(_COMMITTEES, name)):
        return OrganKind.OTHER
    return OrganKind.DEPARTMENT if name.endswith(_DEPARTMENTS) else None


def is_government(report: Report) -> bool:
    """Whether the organ is a people's government, of a township too: 条例 asks more of all of them.

    A township's government is told from a street office, which is none, by its name alone.
    """
    kind = kind_of(report).kind
    if kind is OrganKind.TOWNSHIP:
        return _bare(report.organ).endswith(("乡人民政府", "镇人民政府", "苏木人民政府", "乡政府", "镇政府"))
    return kind is OrganKind.GOVERNMENT


def makes_regulations(report: Report) -> bool | None:
    """Whether the organ may make 规章; None where its name does not settle that.

    Departments of the State Council and governments of provinces, 设区的市 and 自治州 may. A city's name
    does not tell whether it has districts, and the office of a government may report that government's.
    """
    if report.organ_kind is OrganKind.TOWNSHIP:
        return False
    name = re.sub(r"(?<=政府)办公[厅室]$", "", _bare(report.organ))
    if _is_township(name):
        return False
    if name.endswith("政府"):
        return _government_makes_them(re.sub(r"(?:人民)?政府$", "", name))
    national = name.startswith(("国家", "中国", "中华人民共和国", "国务院")) or "总局" in name
    local = any(place in name[:-2] for place in _PLACES) and not national
    return False if local and kind_of(report).kind is OrganKind.DEPARTMENT else None


def _government_makes_them(place: str) -> bool | None:
    """Whether the government of a place may make 规章, by the place's full name."""
    if place.endswith(("省", "自治区", "自治州")) or place in _MUNICIPALITIES:
        return True
    if place.endswith(("县", "旗", "区")):
        return False
    # A city below another city or below a 州 or 盟 is one without districts.
    return False if re.search(r"(?:市|州|盟)[^市]{2,}市$", place) else None


def _is_township(name: str) -> bool:
    if name.removesuffix("人民政府").endswith(_TOWNSHIPS):
        return True
    return name.endswith(("办", "办公室")) and re.search(_TOWNSHIP_OFFICE, name) is not None


def _bare(organ: str) -> str:
    """A name without blanks and without what stands in brackets at its end: （本级）."""
    return re.sub(r"[（(][^（）()]*[）)]$", "", "".join(organ.split()))
