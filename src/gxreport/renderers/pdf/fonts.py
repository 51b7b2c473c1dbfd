"""Which installed font stands for which type of a 公文."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from gxreport.messages import _
from gxreport.renderers import Unrenderable

_BOLD = 600  # weights from here on pass for bold


class Type(NamedTuple):
    """A type: what the offices call its font, the `same` font under other names, and what may replace it.

    Fonts carry Chinese or English names, depending on who made the file.
    """

    official: str
    same: tuple[str, ...]
    instead: tuple[str, ...]


class Font(NamedTuple):
    """The family that was chosen for a type; whether it has a bold; which font it replaces, if any."""

    family: str
    bold: bool
    replaces: str = ""


LATIN = "西文"
"""The type of letters and digits."""

_SERIF = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN", "思源宋体")
_SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "思源黑体")
_SONG = ("SimSun", "宋体", "NSimSun", "新宋体", "STSong", "华文宋体", "Songti SC", "FandolSong")
_ARPHIC = ("AR PL UMing CN", "AR PL SungtiL GB")

TYPES = {
    "仿宋": Type(
        "仿宋_GB2312",
        (
            *("FangSong_GB2312", "FangSong", "仿宋", "FZFangSong-Z02", "FZFangSong-Z02S", "方正仿宋简体"),
            *("方正仿宋_GBK", "FZFangSong-Z02_GBK", "STFangsong", "华文仿宋", "CESI_FS_GB2312", "FandolFang"),
        ),
        (*_SERIF, *_SONG, *_ARPHIC),
    ),
    "楷体": Type(
        "楷体_GB2312",
        (
            *("KaiTi_GB2312", "KaiTi", "楷体", "FZKai-Z03", "FZKai-Z03S", "方正楷体简体", "方正楷体_GBK"),
            *("STKaiti", "华文楷体", "Kaiti SC", "CESI_KT_GB2312", "FandolKai"),
        ),
        ("AR PL UKai CN", "AR PL KaitiM GB", *_SERIF, *_ARPHIC),
    ),
    "黑体": Type(
        "黑体",
        (
            *("SimHei", "FZHei-B01", "FZHei-B01S", "方正黑体简体", "方正黑体_GBK", "STHeiti", "华文黑体"),
            *("Heiti SC", "CESI_HT_GB2312", "FandolHei"),
        ),
        (*_SANS, "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Microsoft YaHei", "PingFang SC"),
    ),
    "宋体": Type(
        "宋体",
        (
            *("SimSun", "NSimSun", "新宋体", "FZShuSong-Z01", "FZShuSong-Z01S", "方正书宋简体", "STSong"),
            *("华文宋体", "Songti SC", "CESI_SS_GB2312", "FandolSong"),
        ),
        (*_SERIF, *_ARPHIC),
    ),
    "小标宋": Type(
        "方正小标宋简体",
        (
            *("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋_GBK", "FZXiaoBiaoSong-B05_GBK"),
            *("CESI_XBS_GB2312", "STZhongsong", "华文中宋"),
        ),
        (*_SERIF, *_SONG, *_ARPHIC),
    ),
    LATIN: Type(
        "Times New Roman",
        ("Liberation Serif", "Tinos", "TeX Gyre Termes", "Nimbus Roman", "Times"),  # of equal widths
        ("Libertinus Serif", "DejaVu Serif"),
    ),
}
"""The types of a 公文 by name."""

# Better any Chinese font than none; those of other countries hold nearly all simplified characters.
_ANY = (
    *(*_SERIF, *_SANS, *_SONG, *_ARPHIC, "AR PL UKai CN", "AR PL KaitiM GB", "SimHei", "KaiTi", "FangSong"),
    *("Microsoft YaHei", "PingFang SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Droid Sans Fallback"),
    *(f"Noto {kind} CJK {place}" for kind in ("Serif", "Sans") for place in ("TC", "HK", "JP", "KR")),
)


def choose(installed: Mapping[str, int], preferred: Mapping[str, tuple[str, ...]]) -> dict[str, Font]:
    """A font for each type.

    `installed` holds the greatest weight of each family, `preferred` what a person wants for a type.
    Raises Unrenderable if there is no Chinese font at all.
    """
    known = {family.casefold(): family for family in installed}
    chosen = {}
    for name, type_ in TYPES.items():
        wanted = preferred.get(name, ())
        usual = (type_.official, *type_.same)
        good = _first(known, wanted or usual)
        others = (*usual, *type_.instead) if wanted else type_.instead
        family = good or _first(known, others if name == LATIN else (*others, *_ANY))
        if not family and name == LATIN:
            continue
        if not family:
            raise Unrenderable(
                _(
                    "没有装中文字体，排不了 PDF；Debian、Ubuntu 上装 fonts-noto-cjk，"
                    "其他系统装公文字体（仿宋_GB2312、楷体_GB2312、方正小标宋简体、黑体、宋体）"
                )
            )
        replaces = "" if good else (wanted or usual)[0]
        chosen[name] = Font(family, installed[family] >= _BOLD, replaces)
    # A system without any Latin font: Chinese ones have letters and digits too.
    chosen.setdefault(LATIN, chosen["宋体"]._replace(replaces=TYPES[LATIN].official))
    return chosen


def _first(known: Mapping[str, str], families: Iterable[str]) -> str:
    return next((known[name] for family in families if (name := family.casefold()) in known), "")


def replaced(chosen: Mapping[str, Font]) -> str:
    """One sentence that names the fonts which had to be replaced; empty if none had to."""
    missing: dict[str, list[str]] = {}
    for font in chosen.values():
        if font.replaces:
            missing.setdefault(font.family, []).append(font.replaces)
    parts = [
        _("没有装 {missing}，用 {family} 代替").format(missing=_("、").join(names), family=family)
        for family, names in missing.items()
    ]
    return _("；").join(parts)
