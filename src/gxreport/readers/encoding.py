"""From bytes to text."""

from __future__ import annotations

import codecs

from gxreport.messages import _
from gxreport.reading import Unreadable

_DAMAGED = "\ufffd"
_MOST_DAMAGED = 20  # characters
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like UTF-16, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def utf8(data: bytes) -> str:
    """The text of a file that must be UTF-8. Raises Unreadable and names the encoding it seems to be."""
    text, encoding = decoded(data)
    if encoding != "utf-8":
        raise Unreadable(
            _("文件是 {encoding} 编码；请用记事本打开，选“另存为”，编码选 UTF-8，再试").format(
                encoding=encoding.upper()
            )
        )
    return text


def published_text(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a published file in any encoding, and a sentence about it where it is not UTF-8."""
    try:
        text, encoding = decoded(data)
    except Unreadable:
        return _with_damage(data)
    if encoding == "utf-8":
        return text, ()
    return text, (_("按 {encoding} 编码读入").format(encoding=encoding.upper()),)


def _with_damage(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Text of which a few bytes are damaged, as on old sites. Raises Unreadable where there are more."""
    texts = [data.decode(encoding, "replace") for encoding in ("utf-8", "gb18030")]
    text = min(texts, key=lambda text: text.count(_DAMAGED))
    damaged = text.count(_DAMAGED)
    if b"\0" in data or damaged > _MOST_DAMAGED or damaged * 200 > len(text):
        raise Unreadable(_not_text())
    return text, (_("有 {count} 处的字坏了，读成了“{mark}”").format(count=damaged, mark=_DAMAGED),)


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a file, with its encoding. Raises Unreadable where it is not text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode("utf-8-sig" if encoding == "utf-8" else encoding), encoding
            except UnicodeDecodeError:
                raise Unreadable(_not_text()) from None
    if b"\0" in data:
        for encoding in ("utf-16-le", "utf-16-be"):
            # Without a mark only the zero bytes of its spaces, digits and line ends show UTF-16.
            if data[encoding == "utf-16-le" :: 2].count(0) * 8 > len(data) // 2:
                try:
                    return data.decode(encoding), "utf-16"
                except UnicodeDecodeError:
                    break
        raise Unreadable(_not_text())
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise Unreadable(_not_text())


def _not_text() -> str:
    return _("文件不是文本，或已损坏")
