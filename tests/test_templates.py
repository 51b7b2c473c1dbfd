"""A user's own template: what it can use, what it is told when it is wrong, and what it cannot do."""

from contextlib import suppress
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from gxreport.cli.main import cli
from gxreport.model import Report
from gxreport.readers import read
from gxreport.renderers import Setting, Unrenderable, UserFile, docx, html, md
from gxreport.renderers.figures import printed

EXAMPLES = Path(__file__).parent.parent / "examples"
SOURCE = EXAMPLES / "report-2023.yaml"
RENDERERS = {"html": html, "md": md, "docx": docx}


@lru_cache
def example() -> Report:
    return read(SOURCE.name, SOURCE.read_bytes(), None).report


def made(kind: str, template: str | bytes, report: Report | None = None) -> str:
    content = template if isinstance(template, bytes) else template.encode()
    setting = Setting(template=UserFile(f"own.{kind}", content))
    return RENDERERS[kind].render(report or example(), setting).decode()


def told(kind: str, template: str | bytes) -> str:
    """The sentence for the person whose template it is."""
    with pytest.raises(Unrenderable) as raised:
        made(kind, template)
    sentence = raised.value.sentence
    assert f"own.{kind}" in sentence
    assert "\n" not in sentence
    assert "/" not in sentence.split("：")[0]
    return sentence


# What it can use


def test_own_page_extends_ours():
    page = made(
        "html",
        '{% extends "report.html" %}\n'
        "{% block before %}<header>某市人民政府</header>{% endblock %}\n"
        "{% block style %}{{ super() }}h1 { color: navy; }{% endblock %}",
    )
    assert page.index("<header>某市人民政府</header>") < page.index("<main>")
    assert "h1 { color: navy; }" in page
    assert printed(read("r.html", page.encode()).report) == printed(example())
    untouched = made("html", '{% extends "report.html" %}')
    assert untouched == html.render(example()).decode()


@pytest.mark.parametrize("block", ["style", "head", "before", "after"])
def test_every_block_can_be_replaced(block):
    page = made("html", f'{{% extends "report.html" %}}{{% block {block} %}}<!-- 这里 -->{{% endblock %}}')
    assert page.count("<!-- 这里 -->") == 1


def test_own_page_from_nothing():
    page = made(
        "html",
        '{% from "macros.html" import prose, table, chart %}<h1>{{ page.title }}</h1>'
        "{% for s in page.sections %}<h2>{{ s.heading }}</h2>{{ prose(s.text) }}"
        "{% if s.table %}{{ table(s, web_table(s)) }}{% endif %}{% endfor %}"
        "{{ charts | length }} {{ report.organ }} {{ data }}",
    )
    assert page.startswith("<h1>示例市示例区工业和信息化局2023年")
    assert printed(read("r.html", page.encode()).report) == printed(example())


def test_own_markdown():
    report = Report(organ="某_局", year=2023, overview="甲*乙")
    template = (
        "# {{ page.title | literal }}\n{% for s in page.sections %}\n{{ prose(s.text) }}\n"
        "{% if s.table %}{{ grid(s) }}{% endif %}\n{% endfor %}\n"
        "{{ report.organ | scalar }} {{ stated['年度'] }}"
    )
    text = made("md", template, report)
    assert text.startswith("# 某\\_局2023年")
    assert "甲\\*乙" in text
    assert text.endswith("某_局 2023")


def test_own_markdown_extends_ours():
    assert made("md", '{% extends "report.md" %}') == md.render(example()).decode()


def test_own_template_with_a_byte_order_mark_and_windows_lines():
    assert (
        made("md", b"\xef\xbb\xbf{{ page.title }}\r\n")
        == f"{example().title or made('md', '{{ page.title }}')}\n"
    )


def test_values_are_escaped_in_pages_only():
    report = Report(organ="<b>&", year=2023)
    assert made("html", "{{ report.organ }}", report) == "&lt;b&gt;&amp;"
    assert made("html", "{{ page.title_lines[0] }}", report).startswith("&lt;b&gt;&amp;")
    assert made("md", "{{ report.organ }}", report) == "<b>&"


def test_what_no_document_can_hold_is_replaced():
    assert made("html", "a\x00b\x1b{{ report.organ }}", Report(organ="\ud800")) == "a\ufffdb\ufffd\ufffd"


# What is wrong with it


@pytest.mark.parametrize("kind", ["html", "md"])
@pytest.mark.parametrize(
    ("template", "line", "word"),
    [
        ("一\n二\n{{ nothing }}", 3, "nothing"),
        ("一\n{{ report.nothing }}", 2, "nothing"),
        ("一\n{{ page.sections[9].heading }}", 2, ""),
        ("一\n二\n{% if %}", 3, ""),
        ("一\n{% for s in page.sections %}\n{{ s.heading }}\n", 3, "endfor"),
        ("{{ 1 / 0 }}", 1, "ZeroDivisionError"),
        ("一\n\n{{ 'a' + 1 }}", 3, "TypeError"),
        ("一\n{{ page.title | nofilter }}", 2, "nofilter"),
        ("一\n{% nonsense %}", 2, "nonsense"),
        ('一\n{% include "nowhere" %}', 2, "nowhere"),
        ('一\n{% extends "nowhere" %}', 2, "nowhere"),
        ("{% macro m() %}{{ nothing }}{% endmacro %}\n\n{{ m() }}", 1, "nothing"),
        ("{{ 甲 乙 }}", 1, ""),
        ("\n{{ 'a", 2, ""),
    ],
)
def test_mistake_is_told_with_file_and_line(kind, template, line, word):
    sentence = told(kind, template)
    assert f"第 {line} 行" in sentence
    assert word in sentence


def test_mistake_in_a_block_is_told_with_its_line():
    template = '{% extends "report.html" %}\n\n{% block before %}\n{{ nothing }}\n{% endblock %}'
    sentence = told("html", template)
    assert "第 4 行" in sentence
    assert "nothing" in sentence


def test_mistake_that_shows_in_our_templates_is_told_with_both_files():
    sentence = told("html", '{% from "macros.html" import chart %}\n{{ chart(5, "x") }}')
    assert "macros.html" in sentence
    assert "第 ? 行" not in sentence
    sentence = told("html", '{% set page = 5 %}{% include "report.html" %}')
    assert "report.html" in sentence


def test_endless_template_is_told():
    assert "RecursionError" in told("html", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")


@pytest.mark.parametrize("content", ["模板".encode("gbk"), b"\xff\xfe{", b"\x80"])
def test_template_that_is_not_utf8_is_told(content):
    assert "UTF-8" in told("html", content)
    assert "UTF-8" in told("md", content)


@pytest.mark.parametrize(
    "template", ["", "x", "<a>", "<w:document", "<w:p/>", '{% extends "document.xml" %}<']
)
def test_word_template_that_is_no_document_is_told(template):
    told("docx", template)


def test_word_template_that_is_other_xml_is_told():
    told("docx", "<a/>")


def test_mistake_in_a_word_template_is_told_with_its_line():
    assert "第 2 行" in told("docx", "<a>\n{{ nothing }}</a>")
    assert "第 2 行" in told("docx", "<a>\n{% if %}</a>")


# What it cannot do

SECRETS = [
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ report.__class__ }}",
    "{{ report.__init__.__globals__ }}",
    "{{ report['__class__'] }}",
    "{{ report | attr('__class__') }}",
    "{{ web_table.__globals__ }}",
    "{{ web_table.__code__ }}",
    "{{ page.sections[0].__class__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ '{0.__class__}'.format(report) }}",
    "{{ '{0.__class__.__init__.__globals__}'.format(report) }}",
    "{{ '%s'.__mod__ }}",
    "{{ '{a.__class__}'.format_map({'a': report}) }}",
    "{{ ('{0.__cla' ~ 'ss__}').format(report) }}",
    "{{ (report | attr('for' ~ 'mat')).__globals__ }}",
    '{% include "/etc/passwd" %}',
    '{% include "../docx/macros.xml" %}',
    '{% include "../../README.md" %}',
    '{% include "..\\\\docx\\\\macros.xml" %}',
    '{% import "os" as os %}{{ os.getcwd() }}',
    '{% from "os" import getcwd %}',
    "{{ config }}",
    "{{ request }}",
    "{{ open('/etc/passwd').read() }}",
    "{{ __import__('os') }}",
    "{{ get_flashed_messages }}",
    "{{ report._made }}",
    "{{ report.__dict__ }}",
    "{{ report.model_config.__class__ }}",
    "{{ ''.format.__self__ }}",
    "{{ [].append.__self__ }}",
    "{{ (1).__class__ }}",
    "{{ loop.__class__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ range(10 ** 9) | list }}",
]


@pytest.mark.parametrize("template", SECRETS)
@pytest.mark.parametrize("kind", ["html", "md"])
def test_template_sees_nothing_else(kind, template):
    with suppress(Unrenderable):
        assert made(kind, template) == ""


PICKLED = "cbuiltins\nopen\n(S'{path}'\nS'w'\ntR."


@pytest.mark.parametrize("kind", ["html", "md"])
def test_template_runs_no_code(kind, tmp_path):
    target = tmp_path / "made.txt"
    pickled = PICKLED.format(path=target.as_posix())
    template = f"{{{{ report.parse_raw({pickled!r}, proto='pickle', allow_pickle=True) }}}}"
    told(kind, template)
    assert not target.exists()


@pytest.mark.parametrize("kind", ["html", "md"])
def test_template_reads_no_file(kind, tmp_path):
    other = tmp_path / "other.json"
    other.write_text('{"机关": "别人的秘密"}', "utf-8")
    told(kind, f"{{{{ report.parse_file({other.as_posix()!r}).organ }}}}")


def test_template_changes_nothing():
    before = html.render(example())
    cells = dict(example().cells())
    for template in (
        "{{ report.cells().update({}) }}",
        "{{ report.remarks.append(1) }}",
        "{{ stated.clear() }}",
        "{{ page.sections.append(1) }}",
        "{% do report.cells().clear() %}",
        "{{ report.model_fields_set.clear() }}",
        "{{ report.model_fields_set.add('x') }}",
        "{% set report.organ = 'x' %}",
        "{% set ns = namespace(a=1) %}{% set ns.report = 5 %}{{ ns.report }}",
        "{{ report.model_copy(update={'organ': '另一局'}).organ }}",
        "{{ report.once(web_table) }}",
        "{{ report.once(dict) }}",
        "{{ report.model_construct(organ=5) and '' }}",
    ):
        for kind in ("html", "md"):
            try:
                made(kind, template)
            except Unrenderable:
                continue
    assert html.render(example()) == before
    assert dict(example().cells()) == cells
    assert example().organ == "示例市示例区工业和信息化局"


@pytest.mark.parametrize(
    "template",
    [
        "{{ report.model_fields.clear() }}",
        "{{ report.model_fields.pop('organ') }}",
        "{{ report.model_config.clear() }}",
        "{{ report.model_config.update({'frozen': False}) }}",
        "{{ report.cells().clear() }}",
        "{{ report.headings.clear() }}",
        "{{ charts.append(1) }}",
        "{{ stated.update({'机关': 'x'}) }}",
        "{{ page.title_lines.append('x') }}",
    ],
)
@pytest.mark.filterwarnings("ignore:Accessing the 'model_fields'")
def test_mutation_is_refused(template):
    told("md" if "stated" in template else "html", template)


def test_template_of_one_run_leaves_nothing_for_the_next():
    made("html", "{% macro m() %}x{% endmacro %}{% set page = 1 %}{{ m() }}")
    told("html", "{{ m() }}")
    assert html.render(example()) == html.render(example())
    assert made("html", "{{ page.title }}").startswith("示例市")


# The command


def run(tmp_path: Path, template: str | bytes, format_: str, *words: str):
    own = tmp_path / f"own.{format_}"
    own.write_bytes(template if isinstance(template, bytes) else template.encode())
    target = tmp_path / f"out.{format_}"
    target.write_bytes(b"mine")
    command = ["render", str(SOURCE), "--template", str(own), "-o", str(target), *words]
    return CliRunner().invoke(cli, command), target


def test_document_is_made_by_the_template(tmp_path):
    result, target = run(tmp_path, "{{ page.title }}", "html")
    assert result.exit_code == 0
    assert target.read_text("utf-8").startswith("示例市示例区工业和信息化局2023年")


@pytest.mark.parametrize(
    ("format_", "template"),
    [
        ("html", "{{ nothing }}"),
        ("html", "{% if %}"),
        ("html", "模板".encode("gbk")),
        ("html", '{% include "/etc/passwd" %}'),
        ("html", "{{ ''.__class__.x }}"),
        ("md", "{{ 1 / 0 }}"),
        ("docx", "<a>"),
        ("docx", "{{ nothing }}"),
        ("docx", "模板".encode("gbk")),
    ],
)
def test_wrong_template_is_one_sentence_and_no_document(tmp_path, format_, template):
    result, target = run(tmp_path, template, format_)
    assert result.exit_code == 2
    assert target.read_bytes() == b"mine"
    assert result.stdout == ""
    assert f"own.{format_}" in result.stderr
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"out.{format_}", f"own.{format_}"]


@pytest.mark.parametrize("format_", ["xlsx", "json"])
def test_template_is_refused_where_there_is_none(tmp_path, format_):
    result, target = run(tmp_path, "x", format_, "--format", format_)
    assert result.exit_code == 2
    assert "--template" in result.stderr
    assert target.read_bytes() == b"mine"


def test_template_that_is_not_there_is_told(tmp_path):
    target = tmp_path / "out.html"
    for name in (tmp_path / "nowhere.html", tmp_path):
        result = CliRunner().invoke(cli, ["render", str(SOURCE), "--template", str(name), "-o", str(target)])
        assert result.exit_code == 2
        assert len(result.stderr.strip().splitlines()) == 1
        assert not target.exists()


def test_template_makes_documents_of_many_reports(tmp_path):
    own = tmp_path / "own.md"
    own.write_text("{{ report.year }}", "utf-8")
    names = [str(EXAMPLES / name) for name in ("report-2020.yaml", "report-2023.yaml")]
    out = tmp_path / "out"
    words = ["render", *names, "--format", "md", "--template", str(own), "-o", f"{out}/"]
    assert CliRunner().invoke(cli, words).exit_code == 0
    assert sorted(path.read_text("utf-8") for path in out.iterdir()) == ["2020", "2023"]


@pytest.mark.parametrize(
    ("template", "word"),
    [
        ("{{ report.published.today() }}", "today"),
        ("{{ lipsum() }}", "lipsum"),
        ("{{ 'a' * 10 ** 10 }}", "乘"),
        ("{{ 'a' * 100000000 }}", "乘"),
        ("{{ [1] * 100000000 }}", "乘"),
    ],
)
def test_template_has_no_clock_no_chance_and_an_end(template, word):
    report = Report(organ="某局", year=2023, published=date(2024, 1, 25))
    with pytest.raises(Unrenderable) as refused:
        html.render(report, Setting(template=UserFile("own.html", template.encode())))
    assert word in refused.value.sentence


def test_block_that_ours_does_not_have_is_told_with_its_line():
    text = '{% extends "report.html" %}\n\n{% block befor %}x{% endblock %}'
    with pytest.raises(Unrenderable) as refused:
        html.render(Report(), Setting(template=UserFile("own.html", text.encode())))
    assert "第 3 行" in refused.value.sentence
    assert "befor" in refused.value.sentence
    assert "before" in refused.value.sentence


def test_word_file_for_a_template_is_told_of_reference():
    with pytest.raises(Unrenderable, match="--reference"):
        html.render(Report(), Setting(template=UserFile("own.docx", b"PK\x03\x04\xff\xfe")))


# Word: paragraphs of one's own, and nothing that leads elsewhere


def body(template: str) -> bytes:
    setting = Setting(template=UserFile("own.docx", template.encode()))
    with ZipFile(BytesIO(docx.render(example(), setting))) as archive:
        return archive.read("word/document.xml")


def test_own_word_document_extends_ours():
    text = body(
        '{% extends "word/document.xml" %}{% from "macros.xml" import paragraph %}'
        '{% block before %}{{ paragraph("ReportText", "眉头") }}{% endblock %}'
        '{% block after %}{{ paragraph("ReportText", "抄送") }}{% endblock %}'
    ).decode()
    assert text.index("眉头") < text.index("示例市") < text.index("抄送") < text.index("<w:sectPr")


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
        "<!DOCTYPE a []>",
        '<!DOCTYPE a SYSTEM "http://example.org/a.dtd">',
    ],
)
def test_word_template_with_a_dtd_is_refused(doctype):
    assert "DOCTYPE" in told("docx", doctype + BARE)


def test_word_template_leaves_nothing_but_elements():
    written = body(f"<?other program?><!-- 旁白 -->{BARE}")
    assert b"other" not in written
    assert b"<!--" not in written
    assert written.startswith(b"<?xml")


BARE = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p/></w:body></w:document>"
)
