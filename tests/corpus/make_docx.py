"""Word files, written as XML by hand and put into an empty document of python-docx."""

import io
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from tests.corpus.forms import Box, Published, Table, Words, placed

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_AUTHOR = 'w:author="甲" w:date="2024-01-20T09:00:00Z"'
_COUNTING = """<w:abstractNum {names} w:abstractNumId="77"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>
<w:lvlText w:val="%1、"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>"""
_NUMBERING = """<w:num {names} w:numId="77"><w:abstractNumId w:val="77"/></w:num>"""


def run(text: str) -> str:
    """Words of one type, broken where the text is."""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f'<w:r><w:rPr><w:sz w:val="21"/></w:rPr>{"<w:br/>".join(lines)}</w:r>'


def inserted(text: str) -> str:
    """Words that were put in while changes were tracked, after others that were taken out."""
    gone = f'<w:del w:id="1" {_AUTHOR}><w:r><w:delText>9{escape(text)}</w:delText></w:r></w:del>'
    return f'{gone}<w:ins w:id="2" {_AUTHOR}>{run(text)}</w:ins>'


def paragraph(inside: str, properties: str = "") -> str:
    """A paragraph around runs."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def text_box(text: str) -> str:
    """A paragraph that holds a text box, as Word writes it: the shape, and the same for older programs."""
    inside = f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"
    new = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>'
    old = f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>"
    return paragraph(f"<w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r>")


def picture() -> str:
    """A paragraph with a picture that shows nothing here."""
    inside = '<wp:extent cx="1" cy="1"/><wp:docPr id="1" name="表"/>'
    return paragraph(f"<w:r><w:drawing><wp:inline>{inside}<a:graphic/></wp:inline></w:drawing></w:r>")


def table(rows: Table, *, paragraphs: bool = False, tracked: bool = False, inner: str = "") -> str:
    """A table. `paragraphs` sets each line of a label as a paragraph; `tracked` shows figures as changed."""
    starts = {(row, column): box for row, column, box in placed(rows)}
    below = {
        (row + down, column): Box("", -1, box.width)
        for (row, column), box in starts.items()
        for down in range(1, box.height)
    }
    every = starts | below
    count = max(column + box.width for (_row, column), box in every.items())
    lines = []
    for row in range(len(rows)):
        cells = ""
        for at in sorted(every):
            if at[0] == row:
                box = every[at]
                merge = '<w:vMerge w:val="restart"/>' * (box.height > 1) + "<w:vMerge/>" * (box.height < 0)
                width = f'<w:gridSpan w:val="{box.width}"/>' * (box.width > 1)
                texts = box.text.split("\n") if paragraphs else [box.text]
                words = inserted if tracked and box.key and box.text.strip() else run
                content = (
                    inner if inner and at == (0, 0) else "".join(paragraph(words(text)) for text in texts)
                )
                cells += (
                    f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>{width}{merge}</w:tcPr>{content}</w:tc>'
                )
        lines.append(f"<w:tr>{cells}</w:tr>")
    grid = '<w:gridCol w:w="800"/>' * count
    properties = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"


def word(
    report: Published,
    *,
    numbered: bool = False,
    tracked: bool = False,
    boxed: bool = False,
    nested: bool = False,
    paragraphs: bool = False,
    controls: bool = False,
) -> bytes:
    """A Word file. `numbered`: Word counts the headings, and their text has no number; `boxed`: the title
    stands in a text box; `nested`: each table stands in a cell of another; `controls`: tables and
    paragraphs stand in content controls.
    """
    document = docx.Document()
    body = document.element.body
    last = body[-1]
    if numbered:
        numbering = document.part.numbering_part.element
        numbering.insert(0, parse_xml(_COUNTING.format(names=_NAMES)))
        numbering.append(parse_xml(_NUMBERING.format(names=_NAMES)))
    for block in report.blocks():
        if not isinstance(block, Words):
            xml = table(block, paragraphs=paragraphs, tracked=tracked)
            if nested:
                xml = table([[Box("")]], inner=xml + "<w:p/>")
        elif block.kind == "picture":
            xml = picture()
        elif boxed and block.kind == "title":
            xml = text_box(block.text)
        elif numbered and block.kind == "heading":
            counted = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
            xml = paragraph(run(block.text.partition("、")[2]), counted)
        elif tracked and block.kind == "text":
            xml = paragraph(inserted(block.text))
        else:
            xml = paragraph(run(block.text), '<w:jc w:val="center"/>' * (block.kind == "title"))
        if controls:
            xml = f"<w:sdt><w:sdtPr/><w:sdtContent>{xml}</w:sdtContent></w:sdt>"
        start, rest = xml.split(">", 1) if not xml.startswith("<w:p/>") else ("<w:p", "</w:p>")
        last.addprevious(parse_xml(f"{start} {_NAMES}>{rest}"))
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()
