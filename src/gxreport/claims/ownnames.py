"""What an organ calls itself: its name in full, without places, and in the short forms that are usual."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

# What the name of a place ends with; the longer before those that they end with.
_LEVELS = (
    *("自治区", "自治州", "自治县", "自治旗", "开发区", "高新区", "新区", "街道", "苏木"),
    *("省", "市", "县", "区", "旗", "州", "盟", "镇", "乡"),
)
_FIRST = frozenset(level[0] for level in _LEVELS)
_STREET = "街道"
_TOWNSHIPS = ("镇", "乡", "苏木")
# Words of offices with such an ending in them: 城乡建设局, 文化市场, 乡村振兴局.
_NO_PLACES = (
    *("城市", "城乡", "城镇", "城区", "社区", "地区", "园区", "景区", "库区", "林区", "校区", "灾区"),
    *("市场", "市容", "市政公", "市政管", "市政工", "乡村", "乡镇", "县域", "区域", "区划"),
)
_NATIONAL = ("国家税务总局", "国家统计局")
_GOVERNMENT, _STREET_OFFICE, _CENTRE, _BRANCH = "人民政府", "办事处", "中心", "分局"
# How the ends of offices' names are shortened.
_SHORTER = (
    ("人民政府办公室", ("政府办公室", "人民政府办", "政府办")),
    ("人民政府办公厅", ("政府办公厅",)),
    ("管理委员会", ("管委会",)),
    ("委员会", ("委",)),
    ("办公室", ("办",)),
)
_OTHERS = ("社保局",)  # no short name of 人力资源和社会保障局
_OFFICE_OF_GOVERNMENT = ("人民政府办公室", "人民政府办公厅")


class OwnNames(NamedTuple):
    """Names of an organ: `whole` ones mean it anywhere, `short` ones only where no other name goes on.

    Both have the longest first, `starts` are their first characters. `places` are those that its name
    begins with, `office` is the rest.
    """

    whole: tuple[str, ...]
    short: tuple[str, ...]
    places: tuple[str, ...]
    office: str
    starts: frozenset[str]

    @property
    def level(self) -> str:
        """What the last of the places ends with: 区, 街道."""
        return _level(self.places[-1]) if self.places else ""

    def abbreviated(self, written: str) -> bool:
        """Whether a name abbreviates the organ's: 区工信局 of 示例市示例区工业和信息化局, not 市工信局."""
        for place in (*_chains(self.places), self.level, *_without_level(self.places), ""):
            rest = written[len(place) :]
            if written.startswith(place) and len(rest) > 1 and _ends_alike(rest, self.office):
                of_government = self.office.endswith(_OFFICE_OF_GOVERNMENT)  # 区府办公室, not 区民政办
                another = rest in _OTHERS or (of_government and "府" not in rest)
                return not another and _within(rest, self.office)
        return False


def own_names(organ: str) -> OwnNames:
    """The names that an organ goes by."""
    places, office = _parted(organ)
    level = _level(places[-1]) if places else ""
    whole, short = {organ: None}, dict[str, None]()
    chains = tuple(_chains(places))
    of_street = office == _STREET_OFFICE and level == _STREET
    for name in _offices(office, level):
        whole.update((chain + name, None) for chain in chains)
        # 区政府 may be the government alone, without the offices whose figures its report adds up.
        if office != _GOVERNMENT or level in _TOWNSHIPS:
            short.update((one, None) for one in (level + name, name) if len(one) > 2 and one != _GOVERNMENT)
    if office == _GOVERNMENT or of_street:
        short.update((chain, None) for chain in chains)
    if of_street:
        short[level] = None
    if office.endswith(_OFFICE_OF_GOVERNMENT) and level:
        short[f"{level}府办"] = None
    short.update((end, None) for end in (_CENTRE, _BRANCH) if office.endswith(end))
    starts = frozenset(name[0] for name in (*whole, *short) if name)
    return OwnNames(_longest_first(whole), _longest_first(short), places, office, starts)


def _offices(office: str, level: str) -> Iterator[str]:
    """An office's name and its short forms, each with and without 和."""
    yield office
    if office == _GOVERNMENT and level in _TOWNSHIPS:
        yield "政府"
    if office == _STREET_OFFICE and level == _STREET:
        yield "办"
    for long, shorter in _SHORTER:
        if office.endswith(long) and office != "委员会":
            for short in shorter:
                name = office.removesuffix(long) + short
                yield name
                if "和" in name:
                    yield name.replace("和", "")
            break
    if "和" in office:
        yield office.replace("和", "")


def _parted(organ: str) -> tuple[tuple[str, ...], str]:
    """The places that a name begins with, and the office; 示例市公安局示例区分局 is one of its last place."""
    national = next((name for name in _NATIONAL if organ.startswith(name) and organ != name), "")
    places, office = _places(organ.removeprefix(national))
    if office.endswith(_BRANCH) and (at := office.find("局")) < len(office) - 1:
        parent, branch = office[:at], office[at + 1 :]
        further, rest = _places(branch)
        if rest == _BRANCH:
            return (*places, *further), parent + _BRANCH
    return places, office


def _places(organ: str) -> tuple[tuple[str, ...], str]:
    found: list[str] = []
    rest = organ
    while end := _end_of_place(rest):
        found.append(rest[:end])
        rest = rest[end:]
    return tuple(found), rest


def _end_of_place(name: str) -> int:
    """Where the place ends that a name begins with; 0 if it begins with none."""
    for at in range(1, len(name)):
        if name[at] == "局":  # the office has begun
            return 0
        if name[at] not in _FIRST:
            continue
        level = next((level for level in _LEVELS if name.startswith(level, at)), "")
        if not level or name.startswith(_NO_PLACES, at) or name.startswith(_NO_PLACES, at - 1):
            continue
        end = at + len(level)
        # 广州市, 桐乡市: what looks like an ending is a part of the name.
        goes_on = name.startswith(_LEVELS, end) and name[end] != level
        if end < len(name) and not (goes_on and not name.startswith(_NO_PLACES, end)):
            return end
    return 0


def _level(place: str) -> str:
    return next((level for level in _LEVELS if place.endswith(level)), "")


def _chains(places: tuple[str, ...]) -> Iterator[str]:
    """示例市示例区, 示例区."""
    return ("".join(places[first:]) for first in range(len(places)))


def _without_level(places: tuple[str, ...]) -> Iterator[str]:
    """示例 of 示例区, where that is a name."""
    name = places[-1].removesuffix(_level(places[-1])) if places else ""
    if len(name) > 1:
        yield name


def _ends_alike(short: str, office: str) -> bool:
    ends = [office[-1:]]
    if office.endswith("委员会"):
        ends = ["委", "委员会", *(["管委会"] if office.endswith("管理委员会") else [])]
    elif office.endswith(("办公室", _STREET_OFFICE)):
        ends.append("办")
    return short.endswith(tuple(ends))


def _longest_first(names: dict[str, None]) -> tuple[str, ...]:
    return tuple(sorted((name for name in names if name), key=len, reverse=True))


def _within(short: str, long: str) -> bool:
    """Whether the characters of an abbreviation stand in a name in the same order."""
    rest = iter(long)
    return all(mark in rest for mark in short)
