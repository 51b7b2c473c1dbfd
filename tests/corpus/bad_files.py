"""Files that nobody would call a report, and some that are meant to do harm; made by hand."""

import io
import struct
import zipfile
from collections.abc import Callable

import docx
import xlsxwriter
from tests.corpus.forms import Published
from tests.corpus.make_docx import word
from tests.corpus.make_html import html, page
from tests.corpus.make_xlsx import workbook

MEGABYTE = 1024 * 1024
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LETTER = [
    "关于商请协助核对地名信息的函",
    "示例市示例区民政局：",
    "为做好界线联合检查，请贵局于6月30日前核对附件所列12处地名，书面反馈我局。",
    "联系人：办公室，电话见通讯录。",
    "示例市示例区自然资源局",
    "2023年6月1日",
]


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """A package with each part changed, or left out, and more parts besides; `__` in a name means /."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if (content := change(name, old.read(name))) is not None:
                new.writestr(name, content)
        for name, content in more.items():
            new.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


def with_part(data: bytes, part: str, content: bytes) -> bytes:
    """A package with one part exchanged."""
    return repacked(data, lambda name, old: content if name == part else old)


def good_word() -> bytes:
    return word(Published(3))


def good_book() -> bytes:
    return workbook(Published(3))


def body_of(inside: bytes) -> bytes:
    """A Word file with this in its body."""
    xml = b'<?xml version="1.0"?><w:document xmlns:w="%s"><w:body>%s</w:body></w:document>'
    return with_part(good_word(), "word/document.xml", xml % (_WORD.encode(), inside))


def sheet_of(inside: bytes) -> bytes:
    """A workbook with this as the rows of its sheet."""
    xml = b'<?xml version="1.0"?><worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>'
    return with_part(good_book(), "xl/worksheets/sheet1.xml", xml % (_SHEET.encode(), inside))


def with_front(data: bytes, part: str, front: bytes, use: bytes) -> bytes:
    """A package in which a document type stands before one part, and `use` behind its first element."""

    def change(name: str, old: bytes) -> bytes:
        if name != part:
            return old
        head, end, rest = old.partition(b"?>") if old.startswith(b"<?xml") else (b"", b"", old)
        start = rest.index(b">", rest.index(b"<")) + 1
        return head + end + front + rest[:start] + use + rest[start:]

    return repacked(data, change)


def laughs(levels: int = 9) -> bytes:
    """Entities that expand to a thousand million characters."""
    lines = [b'<!ENTITY a0 "ha ha ha ha ha">']
    lines += [b'<!ENTITY a%d "%s">' % (at, b"&a%d;" % (at - 1) * 10) for at in range(1, levels)]
    return b"<!DOCTYPE x [%s]>" % b"".join(lines)


def outside(path: str) -> bytes:
    """An entity that stands for a file of this machine."""
    return b'<!DOCTYPE x [<!ENTITY a8 SYSTEM "file://%s">]>' % path.encode()


def smaller_than_it_is(data: bytes, part: str) -> bytes:
    """A package that states a size of 100 bytes for one of its parts."""
    made = bytearray(data)
    for mark, size, name in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = made.find(mark)
        while at >= 0:
            if made[at + name : at + name + len(part)] == part.encode():
                made[at + size : at + size + 4] = struct.pack("<I", 100)
            at = made.find(mark, at + 4)
    return bytes(made)


def with_macros(data: bytes, kind: str) -> bytes:
    """A Word file or workbook with a project of macros, of the content type of such files."""
    word_, excel = (
        b"officedocument.wordprocessingml.document.main",
        b"officedocument.spreadsheetml.sheet.main",
    )
    new = {"word": b"ms-word.document.macroEnabled.main", "xl": b"ms-excel.sheet.macroEnabled.main"}[kind]

    def change(name: str, old: bytes) -> bytes:
        if name != "[Content_Types].xml":
            return old
        old = old.replace(b"openxmlformats-" + word_, new).replace(b"openxmlformats-" + excel, new)
        part = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
        return old.replace(b"</Types>", part)

    project = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000)
    return repacked(data, change, **{f"{kind}__vbaProject_dot_bin": project})


def encrypted_package(*streams: str) -> bytes:
    """An OLE file with a directory of these streams, as Office writes for a file with a password."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    directory = b""
    for name in ("Root Entry", *streams):
        text = f"{name}\0".encode("utf-16-le")
        directory += text.ljust(64, b"\0") + struct.pack("<HBB", len(text), 2, 1) + bytes(60)
    return head.ljust(512, b"\0") + directory + bytes(4096)


def encrypted_pdf() -> bytes:
    """A PDF that states a password nobody knows."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"11" * 32, b"22" * 32),
    ]
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    ids = b"<%s>" % (b"33" * 16)
    trailer = b"<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[%s%s]>>" % (ids, ids)
    xref = b"xref\n0 5\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n"
    return made + xref % (table, trailer, len(made))


def letter_in_word() -> bytes:
    made, document = io.BytesIO(), docx.Document()
    for line in LETTER:
        document.add_paragraph(line)
    document.save(made)
    return made.getvalue()


def accounts() -> bytes:
    """A workbook as a bookkeeper has it."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("科目余额表")
    sheet.write_row(0, 0, ("科目编码", "科目名称", "期初余额", "本期借方", "本期贷方", "期末余额"))
    for row in range(1, 200):
        sheet.write_row(row, 0, (1000 + row, f"科目{row}", row * 3, row * 5, row * 7, row))
    book.close()
    return made.getvalue()


def empty_book() -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.add_worksheet()
    book.close()
    return made.getvalue()


def shop() -> bytes:
    """The page of a shop, with tables of sizes and prices."""
    row = "<tr><td>{0}码</td><td>{0}2</td><td>￥{0}9.00</td></tr>"
    table = "<table><tr><th>尺码</th><th>胸围</th><th>价格</th></tr>{}</table>".format(
        "".join(row.format(at) for at in range(3, 9))
    )
    return page(f"<h1>春季新款衬衫</h1><p>全场包邮，七天无理由退换。</p>{table}<p>一、购买须知</p>").encode()


def large_page(size: int, unit: str, *, above: bool = False) -> bytes:
    """A report on a page that is much longer than it: so much of `unit` stands below it, or above."""
    mark = "<body>" if above else "</body>"
    before, inside, after = html(Published(3)).decode().partition(mark)
    much = unit * (size // len(unit.encode()))
    return (before + (inside + much if above else much + inside) + after).encode()


def nested_in_page(depth: int) -> bytes:
    inside = html(Published(3)).decode().partition("<body>")[2].partition("</body>")[0]
    return page("<table><tr><td>" * depth + inside + "</td></tr></table>" * depth).encode()


def nested_in_word(depth: int) -> bytes:
    cell = b"<w:tbl><w:tr><w:tc>"
    return body_of(cell * depth + b"<w:p/>" + b"</w:tc></w:tr></w:tbl><w:p/>" * depth)
