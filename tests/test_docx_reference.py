"""A report in the type and on the page of an office's own Word file."""

import io
import re
import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from lxml import etree

from gxreport.grid import place
from gxreport.model import Report
from gxreport.readers import read
from gxreport.renderers import Setting, Unrenderable, UserFile
from gxreport.renderers.docx import render
from gxreport.renderers.figures import printed
from gxreport.sections import SECTIONS

EXAMPLES = Path(__file__).parent.parent / "examples"
SECRET = "不得带走的话"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def example(name: str = "report-2023.yaml") -> Report:
    return read(name, (EXAMPLES / name).read_bytes(), None).report


def picture() -> bytes:
    """A red PNG of 60 by 20."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", 60, 20, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xc0\x10\x10" * 60) * 20)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def letter() -> Document:
    """A letter of an office: its own heading 1, letterhead with a picture, margins, and a text."""
    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(32)
    paragraph = section.header.paragraphs[0]
    paragraph.add_run("示例区机关文稿纸")
    paragraph.add_run().add_picture(io.BytesIO(picture()), width=Mm(15))
    section.footer.paragraphs[0].text = "内部印制"
    word.styles["Heading 1"].font.size = Pt(18)
    word.add_paragraph(SECRET)
    word.add_paragraph(SECRET, style="List Bullet")
    word.core_properties.author = SECRET
    return word


def saved(word: Document) -> bytes:
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def dressed(reference: Document | bytes, report: Report | None = None) -> bytes:
    content = reference if isinstance(reference, bytes) else saved(reference)
    return render(report or example(), Setting(reference=UserFile("机关.docx", content)))


def opened(reference: Document | bytes, report: Report | None = None) -> Document:
    return docx.Document(io.BytesIO(dressed(reference, report)))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(changed: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in changed.items():
            archive.writestr(name, content)
    return file.getvalue()


def changed(word: Document, name: str, change: Callable[[bytes], bytes]) -> bytes:
    found = parts(saved(word))
    return packed(found | {name: change(found[name])})


def styles(word: Document) -> dict[str, etree._Element]:
    """The styles by name in small letters."""
    return {
        style.find(f"{W}name").get(f"{W}val").lower(): style
        for style in word.styles.element.iter(f"{W}style")
    }


def looks(word: Document, text: str) -> etree._Element:
    """The style of the paragraph with this text."""
    return next(paragraph.style.element for paragraph in word.paragraphs if paragraph.text == text)


# What comes along


def test_style_of_the_same_name_is_theirs_and_others_are_ours():
    word = opened(letter())
    assert looks(word, "一、总体情况").find(f"{W}rPr/{W}sz").get(f"{W}val") == "36"
    assert styles(word)["公文正文"].find(f"{W}pPr/{W}spacing").get(f"{W}line") == "579"


def test_style_is_known_by_its_chinese_name_first():
    own = letter()
    own.styles.add_style("一级标题", WD_STYLE_TYPE.PARAGRAPH)
    own.styles.add_style("公文正文", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(15)
    word = opened(own)
    assert next(p for p in word.paragraphs if p.text == "一、总体情况").style.name == "一级标题"
    body = next(p for p in word.paragraphs if p.text.startswith("2023年，"))
    assert (body.style.name, body.style.font.size) == ("公文正文", Pt(15))
    assert len([name for name in styles(word) if name == "公文正文"]) == 1


def test_style_ids_that_are_taken_are_given_another_way():
    own = letter()
    style = own.styles.add_style("别的样式", WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), "ReportText")
    word = opened(own)
    body = next(p for p in word.paragraphs if p.text.startswith("2023年，"))
    assert body.style.name == "公文正文"
    ids = [style.style_id for style in word.styles]
    assert len(ids) == len(set(ids))


def test_style_name_that_is_taken_by_another_type_is_not_given_twice():
    own = letter()
    own.styles.add_style("公文正文", WD_STYLE_TYPE.CHARACTER)
    names = [style.name.lower() for style in opened(own).styles]
    assert len(names) == len(set(names))


def test_small_normal_is_no_text_of_an_official_document():
    own = letter()
    own.styles["Normal"].font.size = Pt(10.5)
    word = opened(own)
    base = styles(word)["公文基准"]
    assert base.find(f"{W}rPr/{W}sz").get(f"{W}val") == "32"
    assert styles(word)["公文正文"].find(f"{W}basedOn").get(f"{W}val") == base.get(f"{W}styleId")


def test_text_goes_with_a_normal_that_is_meant_for_it_and_tables_do_not():
    own = letter()
    own.styles["Normal"].font.size = Pt(15)
    found = styles(opened(own))
    assert found["公文正文"].find(f"{W}basedOn").get(f"{W}val") == "Normal"
    assert found["表格文字"].find(f"{W}basedOn").get(f"{W}val") == found["公文基准"].get(f"{W}styleId")


def test_heading_that_runs_on_looks_as_their_heading():
    word = opened(letter())
    run = next(p.runs[0] for p in word.paragraphs if p.text.startswith("（一）主动公开。"))
    assert run.style.name == "Heading 2 Char"
    own = letter()
    link = own.styles["Heading 2"].element.find(qn("w:link"))
    own.styles["Heading 2"].element.remove(link)
    run = next(p.runs[0] for p in opened(own).paragraphs if p.text.startswith("（一）主动公开。"))
    assert run.style.name == "二级标题 字符"
    assert run.style.font.size == own.styles["Heading 2"].font.size


NUMBER = f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>'


def test_headings_are_not_numbered_twice():
    own = letter()
    own.styles["Heading 1"].element.get_or_add_pPr().append(parse_xml(NUMBER))
    assert looks(opened(own), "一、总体情况").find(f"{W}pPr/{W}numPr") is None


def test_numbers_that_a_heading_inherits_are_switched_off():
    own = letter()
    base = own.styles.add_style("编号", WD_STYLE_TYPE.PARAGRAPH)
    base.element.get_or_add_pPr().append(parse_xml(NUMBER))
    own.styles["Heading 1"].base_style = base
    style = looks(opened(own), "一、总体情况")
    assert style.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") == "0"
    names = [etree.QName(one).localname for one in style.find(f"{W}pPr")]
    assert names == ["keepNext", "keepLines", "numPr", "spacing", "outlineLvl"]


def test_page_is_theirs():
    section = opened(letter()).sections[0]
    assert [round(size.mm) for size in (section.left_margin, section.right_margin)] == [32, 32]
    assert section._sectPr.find(qn("w:docGrid")).get(qn("w:type")) is None


def test_page_is_that_of_the_last_section():
    own = letter()
    last = own.add_section()
    last.orientation = WD_ORIENT.LANDSCAPE
    last.page_width, last.page_height = Mm(297), Mm(210)
    word = opened(own)
    assert round(word.sections[0].page_width.mm) == 297
    assert "示例区机关文稿纸" in word.sections[0].header.paragraphs[0].text


@pytest.mark.parametrize("margin", [20, 28, 32, 45])
def test_tables_fill_the_width_of_their_page(margin):
    own = letter()
    own.sections[0].left_margin = own.sections[0].right_margin = Mm(margin)
    text = own.sections[0].page_width - 2 * Mm(margin)
    for table in opened(own).tables:
        assert abs(sum(int(c.get(qn("w:w"))) for c in table._tbl.tblGrid) - text // 635) <= 2


def test_letterhead_comes_with_its_picture():
    found = parts(dressed(letter()))
    assert "示例区机关文稿纸".encode() in found["word/header-default.xml"]
    assert found["word/media/image1.png"] == picture()
    assert "内部印制".encode() in found["word/footer-default.xml"]
    assert "word/footer-odd.xml" not in found


def test_page_numbers_are_ours_where_they_have_nothing_above_and_below():
    own = docx.Document()
    own.sections[0].header.paragraphs[0].text = " "
    word = opened(own)
    assert "PAGE" in word.sections[0].footer._element.xml
    assert word.settings.odd_and_even_pages_header_footer


def edges(word: Document) -> dict[tuple[str, str], str]:
    """Kind and pages of headers and footers, and what stands in them."""
    found = {}
    for one in word.element.body.sectPr:
        if one.tag.endswith("Reference"):
            part = word.part.related_parts[one.get(qn("r:id"))]
            text = "".join(etree.fromstring(part.blob).itertext())
            found[etree.QName(one).localname.removesuffix("Reference"), one.get(qn("w:type"))] = text.strip()
    return found


def test_their_header_stands_beside_our_page_numbers():
    own = docx.Document()
    own.sections[0].header.paragraphs[0].text = "示例区"
    own.sections[0].footer.paragraphs[0].text = " "
    word = opened(own)
    found = edges(word)
    assert {edge: text for edge, text in found.items() if edge[0] == "header"} == {
        ("header", "default"): "示例区",
        ("header", "even"): "示例区",
    }
    assert {when for kind, when in found if kind == "footer"} == {"default", "even"}
    assert all("1" in text for edge, text in found.items() if edge[0] == "footer")
    assert word.settings.odd_and_even_pages_header_footer


def test_first_page_of_theirs_has_our_page_number_too():
    own = docx.Document()
    own.sections[0].different_first_page_header_footer = True
    own.sections[0].first_page_header.paragraphs[0].text = "红头"
    found = edges(opened(own))
    assert found["header", "first"] == "红头"
    assert {when for kind, when in found if kind == "footer"} == {"default", "even", "first"}


def test_their_footer_stands_without_a_header():
    own = docx.Document()
    own.sections[0].header.paragraphs[0].text = " "
    own.sections[0].footer.paragraphs[0].text = "内部"
    word = opened(own)
    assert edges(word) == {("footer", "default"): "内部"}
    assert not word.settings.odd_and_even_pages_header_footer


@pytest.mark.parametrize("different", [True, False])
def test_odd_and_even_pages_are_as_they_have_them(different):
    own = letter()
    own.settings.odd_and_even_pages_header_footer = different
    own.sections[0].even_page_footer.paragraphs[0].text = "双页"
    content = dressed(own)
    assert docx.Document(io.BytesIO(content)).settings.odd_and_even_pages_header_footer is different
    assert ("word/footer-even.xml" in parts(content)) is different


def test_numbering_is_theirs_and_ours():
    report = example().model_copy(update={"overview": "- 一\n- 二"})
    word = opened(letter(), report)
    numbers = word.part.numbering_part.element
    ids = [one.get(qn("w:numId")) for one in numbers.iter(qn("w:num"))]
    assert len(ids) == len(set(ids)) > 1
    kinds = [one.get(qn("w:abstractNumId")) for one in numbers.iter(qn("w:abstractNum"))]
    assert len(kinds) == len(set(kinds))
    item = styles(word)["公文列表"].find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
    assert item in ids
    tags = [one.tag for one in numbers]
    assert tags == sorted(tags)  # abstractNum before num


def test_content_is_ours_and_is_read_back():
    report = example().model_copy(
        update={"overview": "全年**35条**。\n- 一\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |"}
    )
    content = dressed(letter(), report)
    got = read("report.docx", content).report
    assert got.cells() == report.cells()
    assert got.overview == report.overview
    assert got.organ == report.organ


def test_same_report_and_reference_give_same_bytes():
    reference = saved(letter())
    assert dressed(reference) == dressed(reference)


def test_every_part_is_declared_and_every_relationship_leads_somewhere():
    found = parts(dressed(letter()))
    types = etree.fromstring(found["[Content_Types].xml"])
    declared = {one.get("PartName", "").lstrip("/") for one in types} - {""}
    assert declared <= set(found)
    for name, content in found.items():
        if name.endswith(".rels"):
            assert b"External" not in content
            for one in etree.fromstring(content):
                target = one.get("Target")
                folder = "" if name == "_rels/.rels" else "word/"
                assert (target.lstrip("/") if target.startswith("/") else folder + target) in found
        elif name != "[Content_Types].xml":
            assert name in declared


def test_every_style_that_is_used_exists():
    found = parts(dressed(letter()))
    known = set(re.findall(rb'w:styleId="([^"]+)"', found["word/styles.xml"]))
    used = re.findall(rb'<w:(?:[pr]|tbl)Style w:val="([^"]+)"', b"".join(found.values()))
    based = re.findall(rb'<w:(?:basedOn|next|link) w:val="([^"]+)"', found["word/styles.xml"])
    assert {*used, *based} <= known


# What stays behind


def test_words_properties_and_comments_stay_behind():
    own = letter()
    own.add_comment(own.paragraphs[0].runs, text=SECRET, author=SECRET)
    found = parts(saved(own))
    found["customXml/item1.xml"] = f"<a>{SECRET}</a>".encode()
    found["word/vbaProject.bin"] = SECRET.encode()
    content = parts(dressed(packed(found)))
    assert not [name for name, part in content.items() if SECRET.encode() in part]
    assert not [name for name in content if re.search("comment|custom[X]|vba|glossary|people", name)]


HEADER = """
<w:p><w:hyperlink r:id="{link}"><w:r><w:t>网站</w:t></w:r></w:hyperlink></w:p>
<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>SECRET</w:delText></w:r></w:del>
<w:ins w:id="2" w:author="a"><w:r><w:t>插入</w:t></w:r></w:ins></w:p>
<w:p><w:fldSimple w:instr=' INCLUDEPICTURE "http://example.com/a.png" '><w:r><w:t>图</w:t></w:r></w:fldSimple>
<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DDEAUTO c:\\\\cmd </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>结果</w:t></w:r>
<w:r><w:fldChar w:fldCharType="end"/></w:r>
<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>
<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" href="http://example.com/"><v:imagedata
 r:id="{link}"/></v:shape></w:pict></w:r><w:r><w:object><w:t>SECRET</w:t></w:object></w:r></w:p>
"""


def test_nothing_in_a_header_leads_out_of_the_document():
    own = letter()
    header = own.sections[0].header
    link = header.part.relate_to("http://example.com/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    for paragraph in parse_xml(f"<w:hdr {nsdecls('w', 'r')}>{HEADER.format(link=link)}</w:hdr>"):
        header._element.append(paragraph)
    found = parts(dressed(own))
    got = found["word/header-default.xml"]
    for gone in (
        b"example.com",
        b"SECRET",
        b"DDEAUTO",
        b"INCLUDE",
        b"<w:ins ",
        b"w:pict",
        b"hyperlink",
        b"fldChar ",
    ):
        assert gone not in got
    for kept in ("网站", "插入", "图", "结果", " PAGE ", "示例区机关文稿纸"):
        assert kept.encode() in got
    assert b"External" not in b"".join(found.values())


def test_settings_that_fetch_or_lock_stay_behind():
    own = letter()
    own.settings.element.append(parse_xml(f'<w:attachedTemplate {nsdecls("w", "r")} r:id="rId9"/>'))
    own.settings.element.append(parse_xml(f'<w:documentProtection {nsdecls("w")} w:edit="readOnly"/>'))
    own.settings.element.append(
        parse_xml(f'<w:docVars {nsdecls("w")}><w:docVar w:name="a" w:val="b"/></w:docVars>')
    )
    got = parts(dressed(own))["word/settings.xml"]
    assert not re.search(rb"attachedTemplate|documentProtection|docVars|rsid", got)


def test_entities_are_not_resolved():
    evil = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    content = changed(letter(), "word/styles.xml", lambda part: evil + part.partition(b"?>")[2])
    with pytest.raises(Unrenderable, match="不完整"):
        dressed(content)


# What is no reference


def bomb() -> bytes:
    return packed(parts(saved(letter())) | {"word/media/a.bin": bytes(65 * 1024 * 1024)})


def strict() -> bytes:
    old, new = (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
    )
    return changed(letter(), "_rels/.rels", lambda part: part.replace(old, new))


def narrow() -> bytes:
    own = letter()
    own.sections[0].left_margin = own.sections[0].right_margin = Mm(70)
    return saved(own)


def spreadsheet() -> bytes:
    return changed(
        letter(),
        "[Content_Types].xml",
        lambda part: part.replace(b"wordprocessingml.document.main", b"spreadsheet"),
    )


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: b"", "不是 Word 文件"),
        (lambda: "一段文字".encode(), "不是 Word 文件"),
        (lambda: packed({"a.txt": b"a"}), "不是 Word 文件"),
        (spreadsheet, "不是 Word 文件"),
        (lambda: OLE + bytes(512), "旧的 .doc"),
        (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
        (bomb, "过大"),
        (lambda: packed({"[Content_Types].xml": b"<a/>"} | {f"{n}": b"" for n in range(5000)}), "过大"),
        (strict, "严格"),
        (narrow, "版心"),
        (lambda: packed({"[Content_Types].xml": b"<a/>"}), "不完整"),
        (lambda: changed(letter(), "word/document.xml", lambda part: part[:200]), "不完整"),
        (lambda: changed(letter(), "word/numbering.xml", lambda part: part[:200]), "不完整"),
        (lambda: changed(letter(), "word/theme/theme1.xml", lambda part: part[:200]), "不完整"),
        (
            lambda: changed(letter(), "word/numbering.xml", lambda p: p.replace(b"Num w:a", b"Num w:b")),
            "不完整",
        ),
        (
            lambda: changed(letter(), "word/document.xml", lambda part: part + b" " * 25 * 1024 * 1024),
            "不完整",
        ),
        (lambda: changed(letter(), "word/header1.xml", lambda part: part[:90]), "不完整"),
        (
            lambda: changed(letter(), "word/document.xml", lambda p: p.replace(b'w:w="11906"', b'w:w="x"')),
            "不完整",
        ),
    ],
)
def test_what_is_no_reference_is_said_in_one_sentence(content, said):
    with pytest.raises(Unrenderable) as told:
        dressed(content())
    assert said in told.value.sentence
    assert told.value.sentence.startswith("参考文档 机关.docx ")


@pytest.mark.parametrize("cut", [10, 100, 1000, 10000, -10])
def test_half_a_file_is_said_to_be_one(cut):
    with pytest.raises(Unrenderable):
        dressed(saved(letter())[:cut])


@pytest.mark.parametrize("broken", range(0, 30000, 1499))
def test_damage_anywhere_makes_no_traceback(broken):
    content = bytearray(saved(letter()))
    at = broken % len(content)
    content[at : at + 8] = b"\xff" * 8
    try:
        made = dressed(bytes(content))
    except Unrenderable:
        return
    assert docx.Document(io.BytesIO(made)).tables


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_template_may_be_a_reference_and_a_document_is_made(kind):
    usual = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    content = changed(letter(), "[Content_Types].xml", lambda part: part.replace(usual, kind.encode()))
    found = parts(dressed(content))
    assert usual in found["[Content_Types].xml"]
    assert b"macro" not in found["[Content_Types].xml"].lower()


@pytest.mark.parametrize("lacking", ["styles", "settings", "numbering", "fontTable", "theme"])
def test_part_that_they_do_not_have_is_ours(lacking):
    links = "word/_rels/document.xml.rels"
    pattern = rf'<Relationship [^>]*/{lacking}"[^>]*/>'.encode()
    content = changed(letter(), links, lambda part: re.sub(pattern, b"", part))
    word = opened(content)
    assert len(word.tables) == 3


def test_our_own_document_is_a_reference_that_changes_nothing_to_be_seen():
    plain = docx.Document(io.BytesIO(render(example())))
    again = opened(render(example()))
    assert [(p.text, p.style.name) for p in again.paragraphs] == [
        (p.text, p.style.name) for p in plain.paragraphs
    ]
    widths = [
        [c.get(qn("w:w")) for c in table._tbl.tblGrid] for word in (plain, again) for table in word.tables
    ]
    assert widths[:3] == widths[3:]
    assert again.settings.odd_and_even_pages_header_footer


def test_document_that_was_dressed_is_a_reference_that_adds_no_style():
    once = dressed(letter())
    names = [style.name for style in docx.Document(io.BytesIO(once)).styles]
    assert [style.name for style in opened(once).styles] == names


# LibreOffice


@pytest.mark.office
@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs LibreOffice")
def test_libreoffice_prints_letterhead_and_figures(tmp_path):
    report = example()
    source = tmp_path / "report.docx"
    source.write_bytes(dressed(letter()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = [profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(["soffice", *words], check=True, capture_output=True, timeout=120)
    command = ["pdftotext", "-layout", str(tmp_path / "report.pdf"), "-"]
    text = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    pages = text.split("\f")[:-1]
    assert all("示例区机关文稿纸" in page and "内部印制" in page for page in pages)
    assert all(section.heading in re.sub(r"\s", "", text) for section in SECTIONS)
    figures = printed(report)
    row = [figures[cell.address] for cell in place(report.layout("requests")).cells if cell.address][:7]
    assert re.search(r"一、本年新收政府信息公开申请数量\s+" + r"\s+".join(row), text)
    assert SECRET not in text
