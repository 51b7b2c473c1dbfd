"""PDF documents, on the page and in the type of GB/T 9704, set by typst.

Nothing of a report becomes typst source: the template is given it as data, and has an empty folder
and no clock.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from gxreport.markup import Block, Items, Paragraph
from gxreport.messages import _
from gxreport.model import Report
from gxreport.renderers import USUAL, Setting, Unrenderable, UserFile
from gxreport.renderers.pdf.fonts import Font, choose, replaced
from gxreport.renderers.pdf.tables import runs, table, text_table
from gxreport.renderers.printed import PrintedSection, printed
from gxreport.renderers.templates import folder
from gxreport.renderers.textwidths import NOTES, PROSE
from gxreport.renderers.widths import Type

if TYPE_CHECKING:
    import typst

_STANDARD = "ua-1"  # PDF/UA: tagged, and every character can be shown
_MOST_NAMED = 10  # characters that cannot be shown
_BLANKS = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]")
# No text: control characters, lone surrogates, code points that are no characters.
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PACKAGE = re.compile(r"@[\w-]+/[\w-]+:\d")
_AT = re.compile(r"^\s*┌─ .*?:(\d+):\d+$", re.MULTILINE)
_UNSHOWN = re.compile(r"the text `(\".*?\")` could not be displayed")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_ELSEWHERE = ("file not found", "escape the project root", "package", "failed to load file")
_SEARCHED = re.compile(r" \(searched (?:at|for) .*\)")


class Made(NamedTuple):
    """A document, and sentences about what is lost in it; what `asides` says of fonts is not among them."""

    content: bytes
    asides: tuple[str, ...]


class Typesetter:
    """Typst with the fonts of this machine, which are looked for once for any number of reports."""

    def __init__(self, *, system_fonts: bool = True) -> None:
        self._typst = _typst()
        self._fonts: typst.Fonts = self._typst.Fonts(include_system_fonts=system_fonts)
        self._installed: dict[str, int] = {}
        for font in self._fonts.fonts():
            self._installed[font.family] = max(font.weight, self._installed.get(font.family, 0))

    def made(self, report: Report, setting: Setting = USUAL) -> Made:
        """The report as a PDF file. Raises Unrenderable."""
        fonts = choose(self._installed, setting.fonts)
        template = setting.template or _template()
        _refuse_packages(template)
        data = json.dumps(_clean(_data(report, fonts)), ensure_ascii=False)
        when = datetime.combine(report.published or date(1970, 1, 1), time(), UTC)
        try:
            content, unshown = self._set(template.content, data, int(when.timestamp()))
        except self._typst.TypstError as error:
            raise Unrenderable(_refusal(template, error)) from None
        return Made(content, (_lost(unshown),) if unshown else ())

    def asides(self, setting: Setting = USUAL) -> tuple[str, ...]:
        """Which fonts have to be replaced, whatever the report. Raises Unrenderable."""
        sentence = replaced(choose(self._installed, setting.fonts))
        return (sentence,) if sentence else ()

    def _set(self, template: bytes, data: str, timestamp: int) -> tuple[bytes, list[str]]:
        """A PDF/UA file; if it cannot be one, a plain PDF, and the characters that it cannot show."""
        # The folder is all that a template can read from.
        with tempfile.TemporaryDirectory() as empty:
            compiler = self._typst.Compiler(
                root=empty,
                font_paths=self._fonts,
                ignore_system_fonts=True,
                sys_inputs={"report": data},
                package_path=empty,
                package_cache_path=empty,
            )
            try:
                return compiler.compile(
                    template, format="pdf", pdf_standards=_STANDARD, timestamp=timestamp
                ), []
            except self._typst.TypstError as error:
                unshown = _unshown(error.diagnostic)
            return compiler.compile(template, format="pdf", timestamp=timestamp), unshown


def render(report: Report, setting: Setting = USUAL) -> bytes:
    """The report as a .pdf file. The same report and fonts give the same bytes. Raises Unrenderable."""
    return typesetter().made(report, setting).content


def made(report: Report, setting: Setting = USUAL) -> Made:
    """The report as a .pdf file with what is to be said about it. Raises Unrenderable."""
    return typesetter().made(report, setting)


def asides(setting: Setting = USUAL) -> tuple[str, ...]:
    """Which fonts have to be replaced, for the person. Raises Unrenderable."""
    return typesetter().asides(setting)


@lru_cache
def typesetter() -> Typesetter:
    """The typesetter of this run."""
    return Typesetter()


def _typst() -> ModuleType:
    try:
        import typst
    except ImportError:
        raise Unrenderable(_("没有装 typst，排不了 PDF；请运行 pip install typst")) from None
    return typst


@lru_cache
def _template() -> UserFile:
    file = folder() / "pdf" / "report.typ"
    return UserFile(file.name, file.read_bytes())


# What a template is given


def _data(report: Report, fonts: dict[str, Font]) -> dict[str, object]:
    page = printed(report)
    published = report.published
    return {
        "title": page.title,
        "title_lines": page.title_lines,
        "organ": report.organ,
        "year": report.year,
        "keywords": [word for word in ("政府信息公开", "年度报告", report.organ) if word],
        "published": published and [published.year, published.month, published.day],
        "fonts": {name: {"family": font.family, "bold": font.bold} for name, font in fonts.items()},
        "preamble": list(_blocks(page.preamble, 0)),
        "sections": [_section(section) for section in page.sections],
        "signature": page.signature,
        "date": page.date,
    }


def _section(section: PrintedSection) -> dict[str, object]:
    return {
        "heading": section.heading,
        "text": list(_blocks(section.text, 1)),
        "table": section.table and table(section.table, section.rows),
        "note": list(_blocks(section.note, 1, NOTES)),
    }


def _blocks(
    blocks: Iterable[Block], depth: int, types: Sequence[Type] = PROSE
) -> Iterator[dict[str, object]]:
    """Blocks as data. Outlines may not skip a level, so a heading's `depth` can be less than its level."""
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.level:
                depth = min(block.level, depth + 1)
            yield {
                "kind": block.kind,
                "heading": block.heading,
                "level": block.level,
                "depth": depth,
                "words": runs(block.words),
            }
        elif isinstance(block, Items):
            yield {"kind": block.kind, "items": [runs(item) for item in block.items]}
        else:
            yield {"kind": block.kind, "table": text_table(block, types)}


def _clean(value: object) -> object:
    """The same data with all its texts as one line of characters that can be set."""
    if isinstance(value, str):
        return _NO_TEXT.sub("\ufffd", _BLANKS.sub(" ", value)) if not value.isprintable() else value
    if isinstance(value, dict):
        return {key: _clean(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(part) for part in value]
    return value


# What typst says


def _refuse_packages(template: UserFile) -> None:
    """A package would be fetched from the network, and be waited for where there is none."""
    try:
        source = template.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unrenderable(
            _("模板 {name} 不是 UTF-8 文字，请另存为 UTF-8").format(name=template.name)
        ) from None
    if found := _PACKAGE.search(source):
        raise Unrenderable(_closed(template, source.count("\n", 0, found.start()) + 1))


def _refusal(template: UserFile, error: typst.TypstError) -> str:
    """One sentence for what typst says of a template."""
    found = _AT.search(error.diagnostic)
    line = int(found[1]) if found else 0
    if any(words in error.message for words in _ELSEWHERE):
        return _closed(template, line)
    why = " ".join(_SEARCHED.sub("", error.message).split())
    if not line:
        return _("模板 {name} 排不了：{why}").format(name=template.name, why=why)
    return _("模板 {name} 第 {line} 行排不了：{why}").format(name=template.name, line=line, why=why)


def _closed(template: UserFile, line: int) -> str:
    message = _("模板 {name} 第 {line} 行要用别的文件或程序包；模板只有交给它的数据，请把要用的都写在模板里")
    return message.format(name=template.name, line=line)


def _unshown(diagnostic: str) -> list[str]:
    """The characters that no font has, each once, in the order of the document."""
    texts = (
        _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text[1:-1]) for text in _UNSHOWN.findall(diagnostic)
    )
    return list(dict.fromkeys("".join(texts)))


def _lost(characters: list[str]) -> str:
    named = _("、").join(
        f"{c}（U+{ord(c):04X}）" if c.isprintable() else f"U+{ord(c):04X}" for c in characters[:_MOST_NAMED]
    )
    more = _("等") if len(characters) > _MOST_NAMED else ""
    return _("装着的字体里没有这 {count} 个字，PDF 里显示不出来：{named}{more}").format(
        count=len(characters), named=named, more=more
    )
