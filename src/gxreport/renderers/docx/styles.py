"""Our styles and those of somebody's Word file made into one: theirs where both have one of a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree

from gxreport.renderers.docx.cleaning import W

BASE = "公文基准"
"""The style on which ours stand beside those of another file: the type of GB/T 9704 and nothing inherited."""

_NORMAL, _LIST = "normal", "公文列表"
_FOLLOWING = ("公文正文", "公文落款", "公文长落款")  # text styles, which go with the file's own Normal
_TEXT = 28  # 四号 in half points: a Normal of smaller type is what Word began with, and no text of a 公文
_REFERRING = ("basedOn", "next", "link")
_PLAIN = (
    '<w:style xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:type="paragraph" '
    f'w:customStyle="1" w:styleId="ReportBase"><w:name w:val="{BASE}"/><w:semiHidden/><w:pPr>'
    '<w:keepNext w:val="0"/><w:keepLines w:val="0"/><w:pageBreakBefore w:val="0"/><w:widowControl w:val="0"/>'
    '<w:snapToGrid w:val="0"/>'
    '<w:spacing w:before="0" w:after="0" w:line="240" '
    'w:lineRule="auto"/><w:contextualSpacing w:val="0"/>'
    '<w:jc w:val="both"/></w:pPr><w:rPr><w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/><w:iCs w:val="0"/>'
    '<w:snapToGrid w:val="0"/><w:color w:val="auto"/><w:spacing w:val="0"/><w:kern w:val="0"/>'
    "</w:rPr></w:style>"
)
# In pPr these stand before numPr.
_BEFORE_NUMBERS = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")


def merge(ours: etree._Element, theirs: etree._Element) -> dict[str, str]:
    """Add our styles to theirs; how the ids of ours are called there.

    Headings and text lose the automatic numbers that their styles have: the numbers of a report are
    its text.
    """
    known = list(theirs.iter(f"{W}style"))
    by_name = {(style.get(f"{W}type"), name): style for style in reversed(known) for name in _names(style)}
    by_id = {style.get(f"{W}styleId", ""): style for style in known}
    taken = {(style.get(f"{W}styleId") or "").lower() for style in known}
    matched: dict[str, etree._Element] = {}
    for style in ours.iter(f"{W}style"):
        if (match := _match(style, by_name, known)) is not None:
            matched[_id(style)] = match
    ids = {own: _id(match) for own, match in matched.items()}
    added = [style for style in ours.iter(f"{W}style") if _id(style) not in matched]
    linked = _through_links(ours, matched, by_id)
    ids |= linked
    added = [style for style in added if _id(style) not in linked]
    base = _base(ours)
    if ("paragraph", BASE) in by_name:  # the file is a report of ours that was dressed before
        ids[_id(base)] = _id(by_name["paragraph", BASE])
    else:
        added.insert(0, base)
    for style in added:
        ids[_id(style)] = _free(_id(style), taken)
    follows = _is_text(theirs, matched)
    normal = next(_id(style) for style in ours.iter(f"{W}style") if _name(style) == _NORMAL)
    names = {name for _type, name in by_name}
    for style in added:
        theirs.append(_moved(style, ids, normal, follows and _name(style) in _FOLLOWING, names))
    for own, match in matched.items():
        if match.get(f"{W}type") == "paragraph" and own != normal and _name(match) != _LIST:
            _unnumber(match, by_id)
    _dress_run_in_headings(ours, theirs, matched, ids, linked)
    return ids


def _id(style: etree._Element) -> str:
    return style.get(f"{W}styleId") or ""


def _value(style: etree._Element, path: str) -> str:
    found = style.find("/".join(f"{W}{step}" for step in path.split("/")))
    return "" if found is None else found.get(f"{W}val") or ""


def _name(style: etree._Element) -> str:
    return _value(style, "name").lower()


def _names(style: etree._Element) -> Iterator[str]:
    yield _name(style)
    yield from (alias.strip().lower() for alias in _value(style, "aliases").split(",") if alias.strip())


def _match(
    style: etree._Element,
    by_name: Mapping[tuple[str | None, str], etree._Element],
    known: list[etree._Element],
) -> etree._Element | None:
    """Their style with a name of ours: what an office itself calls 一级标题 comes before `heading 1`."""
    type_ = style.get(f"{W}type")
    name, *aliases = _names(style)
    wanted = (*aliases, name) if type_ == "paragraph" else (name, *aliases)
    for one in wanted:
        if (type_, one) in by_name:
            return by_name[type_, one]
    if style.get(f"{W}default"):
        default = (
            one for one in known if one.get(f"{W}type") == type_ and one.get(f"{W}default") in ("1", "true")
        )
        return next(default, None)
    return None


def _through_links(
    ours: etree._Element, matched: Mapping[str, etree._Element], by_id: Mapping[str, etree._Element]
) -> dict[str, str]:
    """A heading that runs on into text takes the character style that belongs to their heading."""
    found = {}
    for style in ours.iter(f"{W}style"):
        linked = _value(style, "link")
        if style.get(f"{W}type") == "character" and linked in matched:
            theirs = by_id.get(_value(matched[linked], "link"))
            if theirs is not None and theirs.get(f"{W}type") == "character":
                found[_id(style)] = _id(theirs)
    return found


def _dress_run_in_headings(
    ours: etree._Element,
    theirs: etree._Element,
    matched: Mapping[str, etree._Element],
    ids: Mapping[str, str],
    linked: Mapping[str, str],
) -> None:
    """Where their heading has no character style, ours looks as their heading does."""
    there = {_id(style): style for style in theirs.iter(f"{W}style")}
    for style in ours.iter(f"{W}style"):
        heading = _value(style, "link")
        if style.get(f"{W}type") != "character" or heading not in matched or _id(style) in linked:
            continue
        added = there[ids[_id(style)]]
        for name in ("link", "rPr"):
            if (old := added.find(f"{W}{name}")) is not None:
                added.remove(old)
        if (type_ := matched[heading].find(f"{W}rPr")) is not None:
            added.append(deepcopy(type_))


def _base(ours: etree._Element) -> etree._Element:
    """Our Normal with the defaults of our documents, as a style that inherits nothing but is complete."""
    base = etree.fromstring(_PLAIN)
    type_ = base.find(f"{W}rPr")
    defaults = ours.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    if type_ is not None and defaults is not None:
        for one in defaults:
            copy = deepcopy(one)
            name = etree.QName(one).localname
            if name == "rFonts":
                type_.insert(0, copy)
            elif name in ("sz", "szCs", "lang"):
                type_.append(copy)
    return base


def _free(wanted: str, taken: set[str]) -> str:
    """An id that no style has yet."""
    found, count = wanted, 1
    while found.lower() in taken:
        count += 1
        found = f"{wanted}{count}"
    taken.add(found.lower())
    return found


def _moved(
    style: etree._Element, ids: Mapping[str, str], normal: str, follows: bool, names: set[str]
) -> etree._Element:
    """A style of ours as it goes into their file."""
    copy = deepcopy(style)
    copy.set(f"{W}styleId", ids[_id(style)])
    if copy.get(f"{W}default"):
        del copy.attrib[f"{W}default"]
    for name in _REFERRING:
        element = copy.find(f"{W}{name}")
        if element is None:
            continue
        own = element.get(f"{W}val") or ""
        on_base = name == "basedOn" and own == normal and not follows
        element.set(f"{W}val", ids["ReportBase"] if on_base else ids[own])
    aliases = copy.find(f"{W}aliases")
    if aliases is not None:
        copy.remove(aliases)
    if _name(style) in names:  # of another type; a name is given once
        element = copy.find(f"{W}name")
        if element is not None:
            element.set(f"{W}val", f"{element.get(f'{W}val')}（年度报告）")
    return copy


def _is_text(theirs: etree._Element, matched: Mapping[str, etree._Element]) -> bool:
    """Whether their Normal is meant for the text of a 公文."""
    normal = next((style for style in matched.values() if _name(style) == _NORMAL), None)
    size = "" if normal is None else _value(normal, "rPr/sz")
    size = size or _value(theirs, "docDefaults/rPrDefault/rPr/sz")
    return size.isascii() and size.isdigit() and int(size) >= _TEXT


def _unnumber(style: etree._Element, by_id: Mapping[str, etree._Element]) -> None:
    """Take away the automatic numbers of a style, and switch off those of styles that it is based on."""
    properties = style.find(f"{W}pPr")
    if properties is not None:
        for own in properties.findall(f"{W}numPr"):
            properties.remove(own)
    if not _is_numbered(style, by_id):
        return
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        type_ = style.find(f"{W}rPr")
        style.insert(len(style) if type_ is None else style.index(type_), properties)
    place = sum(1 for one in properties if etree.QName(one).localname in _BEFORE_NUMBERS)
    off = etree.Element(f"{W}numPr")
    off.append(etree.Element(f"{W}numId", {f"{W}val": "0"}))
    properties.insert(place, off)


def _is_numbered(style: etree._Element, by_id: Mapping[str, etree._Element]) -> bool:
    """Whether a style that this one is based on has automatic numbers."""
    seen: set[str] = set()
    base = _value(style, "basedOn")
    while base in by_id and base not in seen:
        seen.add(base)
        if (number := by_id[base].find(f"{W}pPr/{W}numPr/{W}numId")) is not None:
            return number.get(f"{W}val") != "0"
        base = _value(by_id[base], "basedOn")
    return False
