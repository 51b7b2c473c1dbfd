"""Whatever is handed to gxreport, it answers with one clear sentence, and goes on with the other files."""

import ctypes
import io
import json
import os
import re
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gxreport.cli import cli
from gxreport.readers import ENDINGS, MOST_BYTES, read
from gxreport.renderers.docx import render

ROOT = Path(__file__).parent.parent
REPORT = (ROOT / "examples" / "report-2023.yaml").read_bytes()
MISTAKES = (ROOT / "examples" / "mistakes-2023.yaml").read_bytes()
TEXT = (ROOT / "tests" / "clean" / "report-2023.txt").read_bytes()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
EXCEL = (".xlsx", ".xls", ".et")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# What a program says of itself, never a person of a file.
INTERNAL = re.compile(r"Traceback|Error\b|Errno|codec|程序出错|<class|None\b|0x[0-9a-f]{6}")


def word(change=lambda name, content: content, compression=zipfile.ZIP_DEFLATED) -> bytes:
    """The example as a Word file, each part of the package changed."""
    package = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORD)) as whole, zipfile.ZipFile(package, "w", compression) as made:
        for name in whole.namelist():
            if (content := change(name, whole.read(name))) is not None:
                made.writestr(name, content)
    return package.getvalue()


def with_part(ending: str, content: bytes | None) -> bytes:
    return word(lambda name, old: content if name.endswith(ending) else old)


def with_number(attribute: bytes, part: str) -> bytes:
    """A number of the Word file with a superscript two before it, which is a digit and no number."""
    return word(
        lambda name, old: old.replace(attribute, attribute + "²".encode()) if name.endswith(part) else old
    )


def patched(data: bytes, local: tuple[int, int], central: tuple[int, int]) -> bytes:
    """A zip with a byte set in each local header and each entry of the directory: (offset, value)."""
    changed = bytearray(data)
    for mark, (offset, value) in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset] = value
            at = changed.find(mark, at + 4)
    return bytes(changed)


def with_broken_stream(data: bytes) -> bytes:
    name = b"word/document.xml"
    start = data.index(name) + len(name)
    return data[:start] + b"\xff" * 20 + data[start + 20 :]


def archive(**entries: str) -> bytes:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return package.getvalue()


WORD = render(read("report.yaml", REPORT).report)

# Name, content, and words that the sentence must have; ":3" stands for the line that it names.
UNREADABLE = {
    "tab": ("a.yaml", "机关: 甲\n主动公开:\n\t规章: 0\n", (":3", "制表符")),
    "colon": ("a.yaml", "机关: 甲: 乙\n年度: 2023\n", (":1", "冒号")),
    "bracket": ("a.yaml", "机关: 甲\n年度: [2023\n", ("]",)),
    "brace": ("a.yaml", "机关: {甲: 1\n", ("}",)),
    "quote": ("a.yaml", '机关: "甲\n年度: 2023\n', ("引号",)),
    "indent": ("a.yaml", "主动公开:\n  规章: 0\n 行政许可: 0\n", (":3", "缩进")),
    "no-colon": ("a.yaml", "机关: 甲\n年度2023\n格式: 2021\n", ("冒号",)),
    "two-documents": ("a.yaml", "机关: 甲\n---\n机关: 乙\n", (":2", "两份")),
    "no-anchor": ("a.yaml", "机关: *甲\n", (":1", "YAML")),
    "at-sign": ("a.yaml", "机关: @甲\n", (":1", "引号")),
    "per-cent": ("a.yaml", "总体情况: %甲\n", (":1", "引号")),
    "directive": ("a.yaml", "%YAML 9.9\n---\n机关: 甲\n", (":1", "YAML")),
    "escape": ("a.yaml", '机关: "\\q"\n', (":1", "YAML")),
    "list": ("a.yaml", "- 1\n- 2\n", (":1", "列表", "年度: 2023")),
    "scalar": ("a.yaml", "年度报告\n", ("年度: 2023",)),
    "number": ("a.yml", "17\n", ("年度: 2023",)),
    "nothing-of-a-report": ("a.yaml", "version: 3\nservices: {}\n", ("机关", "年度")),
    "empty-mapping": ("a.yaml", "{}\n", ("机关", "年度")),
    "comments": ("a.yaml", "# 甲\n# 乙\n", ("注释",)),
    "deep": ("a.yaml", "".join(f"{' ' * level}甲:\n" for level in range(600)), ("一层套一层",)),
    "brackets": ("a.yaml", "[" * 100_000, ("一层套一层",)),
    "braces": ("a.yaml", "{甲: " * 100_000, ("一层套一层",)),
    "control-character": ("a.yaml", REPORT + b"\x01", ("U+0001",)),
    "delete-character": ("a.yaml", "机关: 甲\x7f\n", (":1", "U+007F")),
    "lone-surrogate": ("a.yaml", '机关: "\\ud800"\n', (":1",)),
    "json-list": ("a.json", "[1]", (":1", "列表")),
    "json-scalar": ("a.json", '"甲"', ("年度: 2023",)),
    "json-comment": ("a.json", "// 甲\n", (":1", "JSON")),
    "json-comma": ("a.json", '{"机关": "甲",}', (":1", "逗号")),
    "json-quotes": ("a.json", "{'机关': '甲'}", (":1", "双引号")),
    "json-twice": ("a.json", "{}{}", (":1", "多余")),
    "json-nan": ("a.json", '{"年度": NaN}', ("NaN",)),
    "json-brackets": ("a.json", "[" * 100_000, ("嵌套",)),
    "json-braces": ("a.json", '{"甲":' * 100_000, ("嵌套",)),
    "json-control-character": ("a.json", '{"机关": "甲\x01"}', (":1",)),
    "json-surrogate": ("a.json", '{"机关": "甲\\ud800乙", "年度": 2023}', (":1",)),
    "json-surrogate-key": ("a.json", '{"\\udfff": 1, "年度": 2023}', (":1",)),
    "json-surrogate-cell": ("a.json", '{"年度": 2023, "主动公开": {"行政许可": "\\udfff"}}', (":1",)),
    "utf-16": ("a.yaml", REPORT.decode().encode("utf-16"), ("UTF-16", "编码选 UTF-8")),
    "utf-16-le": ("a.yaml", REPORT.decode().encode("utf-16-le"), ("UTF-16", "编码选 UTF-8")),
    "utf-16-be": ("a.json", REPORT.decode().encode("utf-16-be"), ("UTF-16", "编码选 UTF-8")),
    "utf-32": ("a.yaml", REPORT.decode().encode("utf-32"), ("UTF-32", "编码选 UTF-8")),
    "gb18030": ("a.yaml", REPORT.decode().encode("gb18030"), ("GB18030", "编码选 UTF-8")),
    "gb18030-json": ("a.json", '{"机关": "甲"}'.encode("gb18030"), ("GB18030", "编码选 UTF-8")),
    "no-report": ("a.txt", "今天天气很好。\n", ("不是年度报告",)),
    "a-nul": ("a.yaml", REPORT + b"\0", ("不是文本",)),
    "a-nul-in-text": ("a.txt", TEXT + b"\0", ("不是文本",)),
    "old-word": ("a.doc", OLE, (".docx",)),
    "old-word-renamed": ("a.docx", OLE, (".docx",)),
    "pdf": ("a.pdf", "%PDF-1.4\n", ("PDF", "完整")),
    "pdf-renamed": ("a.docx", "%PDF-1.4\n", ("PDF", "完整")),
    "no-such-kind": ("a.甲", "机关: 甲\n", (".甲", " ".join(ENDINGS))),
    "no-zip": ("a.docx", "机关: 甲\n", ("Word",)),
    "zip": ("a.docx", archive(甲="乙"), ("压缩包",)),
    "zip-alone": ("a.zip", archive(甲="乙"), ("压缩包",)),
    "empty-zip": ("a.docx", archive(), ("Word",)),
    "truncated": ("a.docx", WORD[: len(WORD) // 2], ("Word", "完整")),
    "truncated-by-one": ("a.docx", WORD[:-1], ("Word", "完整")),
    "truncated-to-four": ("a.docx", WORD[:4], ("Word", "完整")),
    "encrypted-zip": ("a.docx", patched(WORD, (6, 1), (8, 1)), ("Word",)),
    "unknown-compression": ("a.docx", patched(WORD, (8, 99), (10, 99)), ("Word",)),
    "broken-compression": ("a.docx", with_broken_stream(WORD), ("Word", "损坏")),
    "word-other-root": ("a.docx", with_part("word/document.xml", b"<a/>"), ("Word",)),
    "word-no-body": (
        "a.docx",
        word(
            lambda name, old: (
                re.sub(rb"<w:body>.*</w:body>", b"", old, flags=re.DOTALL) if name.endswith("nt.xml") else old
            )
        ),
        ("Word",),
    ),
    "word-empty-document": ("a.docx", with_part("word/document.xml", b""), ("Word",)),
    "word-no-document": ("a.docx", with_part("word/document.xml", None), ("Word",)),
    "word-other-types": ("a.docx", with_part("[Content_Types].xml", b"<a/>"), ("Word",)),
    "word-broken-types": ("a.docx", with_part("[Content_Types].xml", b"<a"), ("Word",)),
    "word-other-relations": ("a.docx", with_part("_rels/.rels", b"<a/>"), ("Word",)),
    "word-no-relations": ("a.docx", with_part(".rels", None), ("Word",)),
    "word-bomb": ("a.docx", with_part("word/document.xml", bytes(257 * 1024 * 1024)), ("太大",)),
    "too-large": ("a.yaml", bytes(MOST_BYTES + 1), ("32 MB",)),
    "too-large-word": ("a.docx", b"PK\x03\x04" + bytes(MOST_BYTES), ("32 MB",)),
}
for ending in ENDINGS:
    UNREADABLE |= {
        f"empty{ending}": (f"a{ending}", b"", ("空",)),
        f"blank{ending}": (f"a{ending}", b" \n\t\n", ("空",)),
        f"garbage{ending}": (f"a{ending}", bytes(range(128, 256)) * 20 + b"\0\xff" * 30, ()),
        f"nul{ending}": (f"a{ending}", bytes(101), ()),
        f"old-word{ending}": (f"a{ending}", OLE, (".xlsx" if ending in EXCEL else ".docx",)),
    }
each_unreadable = pytest.mark.parametrize("case", UNREADABLE)


def gxreport(*arguments: object, lang: str = "zh", stdin: bytes = b"") -> Result:
    """Run gxreport in this process. A defect of its own is raised, not put into a sentence."""
    spoken = {"LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANGUAGE": None, "GXREPORT_LANG": lang}
    done = CliRunner(env=spoken).invoke(
        cli, [str(word) for word in arguments], input=stdin, prog_name="gxreport"
    )
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert "程序出错" not in done.stderr, done.stderr
    return done


def process(*arguments: object, before: tuple[str, ...] = (), **options) -> subprocess.CompletedProcess:
    """Run gxreport as people do."""
    spoken = {name: text for name, text in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    environment = spoken | {"GXREPORT_LANG": "zh", "PYTHONIOENCODING": "utf-8"} | options.pop("env", {})
    command = [*before, sys.executable, "-m", "gxreport", *map(str, arguments)]
    options = {"stdin": subprocess.DEVNULL, "timeout": 60, "check": False} | options
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    return subprocess.run(command, env=environment, **options)


def sentence(done: Result) -> str:
    """The one line on standard error."""
    (line,) = done.stderr.splitlines()
    return line


def error(done: Result) -> str:
    """The sentence of a usage error, after click's hint at the help."""
    line = done.stderr.splitlines()[-1]
    assert line.startswith("错误："), done.stderr
    return line.removeprefix("错误：")


def content(case: str) -> tuple[str, bytes, tuple[str, ...]]:
    name, data, said = UNREADABLE[case]
    return name, data.encode() if isinstance(data, str) else data, said


@pytest.fixture
def good(tmp_path) -> Path:
    path = tmp_path / "good.yaml"
    path.write_bytes(MISTAKES)
    return path


# What cannot be read


@each_unreadable
def test_unreadable_file_is_named_in_one_sentence_and_the_others_are_checked(case, tmp_path, good):
    name, data, said = content(case)
    bad = tmp_path / name
    bad.write_bytes(data)
    done = gxreport("validate", bad, good)
    line = sentence(done)
    assert done.exit_code == 3
    assert line.startswith(f"{bad}:")
    for words in said:
        assert (f"{bad}{words}:" if re.fullmatch(r":\d+", words) else words) in line
    assert CHINESE.search(line)
    assert not INTERNAL.search(line)
    assert line.count("读不了") == 1
    assert "GX303" in done.stdout
    assert "1 份报告" in done.stdout.splitlines()[-1]


@each_unreadable
def test_unreadable_file_is_not_converted(case, tmp_path):
    name, data, _said = content(case)
    (tmp_path / name).write_bytes(data)
    for command in ("import", "render"):
        done = gxreport(command, tmp_path / name, "-o", tmp_path / "made.out")
        assert (done.exit_code, done.stdout) == (3, "")
        assert sentence(done).startswith(f"{tmp_path / name}:")
        assert [path.name for path in tmp_path.iterdir()] == [name]


@each_unreadable
def test_unreadable_file_is_told_in_english(case, tmp_path):
    name, data, _said = content(case)
    (tmp_path / name).write_bytes(data)
    done = gxreport("validate", tmp_path / name, lang="en")
    plain = re.sub(r'"[^"]*"', "", sentence(done).removeprefix(str(tmp_path / name)))
    assert done.exit_code == 3
    assert not CHINESE.search(plain.replace(".甲", ""))


def test_json_lists_unreadable_files_beside_the_reports(tmp_path, good):
    bad = tmp_path / "bad.yaml"
    bad.write_text("机关: 甲: 乙\n", encoding="utf-8")
    done = gxreport("validate", "--format", "json", bad, tmp_path / "nowhere.yaml", good)
    found = json.loads(done.stdout)
    assert done.exit_code == 3
    assert [failure["path"] for failure in found["unreadable"]] == [str(bad), str(tmp_path / "nowhere.yaml")]
    assert [failure["message"] for failure in found["unreadable"]] == [
        line.partition("读不了：")[2] for line in done.stderr.splitlines()
    ]
    assert found["unreadable"][0]["location"]["line"] == 1
    assert [report["path"] for report in found["reports"]] == [str(good)]
    assert found["summary"]["unreadable"] == 2


def test_findings_and_an_unreadable_file_end_in_three(tmp_path, good):
    assert gxreport("validate", good).exit_code == 1
    assert gxreport("validate", good, tmp_path / "nowhere").exit_code == 3


def test_missing_file_is_named(tmp_path, good):
    missing = tmp_path / "没有.yaml"
    done = gxreport("validate", missing, good)
    assert done.exit_code == 3
    assert sentence(done) == f"{missing}: 读不了：没有这个文件或文件夹"
    assert "GX303" in done.stdout


def test_file_below_a_file_is_missing(good):
    done = gxreport("validate", good / "report.yaml")
    assert done.exit_code == 3
    assert "不是文件夹" in sentence(done)


def test_folder_is_no_report(tmp_path, good):
    done = gxreport("import", tmp_path)
    assert done.exit_code == 3
    assert sentence(done) == f"{tmp_path}: 读不了：这是文件夹，不是文件"


@pytest.mark.parametrize("command", ["validate", "import", "render"])
def test_empty_name_is_told_as_one(command, tmp_path, monkeypatch):
    """As a script gives it when a variable is empty: neither the folder nor report.yaml is meant."""
    monkeypatch.chdir(tmp_path)
    Path("report.yaml").write_bytes(REPORT)
    done = gxreport(command, "")
    assert done.exit_code in (2, 3)
    assert CHINESE.search(done.stderr)
    assert not done.stderr.startswith(":")
    assert [path.name for path in tmp_path.iterdir()] == ["report.yaml"]


def test_empty_folder_is_named_with_what_could_be_read(tmp_path, good):
    empty = tmp_path / "empty"
    empty.mkdir()
    done = gxreport("validate", empty, good)
    assert done.exit_code == 3
    assert sentence(done) == f"{empty}: 读不了：文件夹里没有能读的报告（{' '.join(ENDINGS)}）"
    assert "GX303" in done.stdout


def test_folder_without_reports_is_named(tmp_path):
    (tmp_path / "compose.yaml").write_text("version: 3\n", encoding="utf-8")
    done = gxreport("validate", "-q", tmp_path)
    assert done.exit_code == 3
    assert sentence(done).startswith(f"{tmp_path}: ")
    assert "没有年度报告" in sentence(done)


def test_other_yaml_in_a_folder_is_skipped_and_counted(tmp_path):
    (tmp_path / "report.yaml").write_bytes(REPORT)
    (tmp_path / "compose.yaml").write_text("version: 3\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("今天天气很好。\n", encoding="utf-8")
    done = gxreport("validate", tmp_path)
    assert (done.exit_code, done.stderr) == (0, "跳过 2 个不是年度报告的文件（-v 列出）\n")
    assert "1 份报告" in done.stdout
    named = gxreport("validate", "-v", tmp_path).stderr
    assert str(tmp_path / "compose.yaml") in named
    assert str(tmp_path / "notes.txt") in named


def test_broken_report_in_a_folder_is_not_skipped(tmp_path):
    (tmp_path / "report.yaml").write_bytes(REPORT)
    (tmp_path / "broken.yaml").write_text("机关: [甲\n", encoding="utf-8")
    done = gxreport("validate", tmp_path)
    assert done.exit_code == 3
    assert sentence(done).startswith(f"{tmp_path / 'broken.yaml'}:")
    assert "1 份报告" in done.stdout


# What is read all the same


def test_gb18030_text_is_read_and_the_person_told(tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.decode().encode("gb18030"))
    done = gxreport("validate", path)
    assert (done.exit_code, done.stderr) == (0, f"{path}: 按 GB18030 编码读入\n")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_text_is_read_and_the_person_told(encoding, tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.decode().encode(encoding))
    done = gxreport("validate", path)
    assert (done.exit_code, done.stderr) == (0, f"{path}: 按 UTF-16 编码读入\n")


@pytest.mark.parametrize(("name", "data"), [("report.yaml", REPORT), ("report.txt", TEXT)])
def test_byte_order_mark_of_utf_8_is_no_matter(name, data, tmp_path):
    (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + data)
    done = gxreport("validate", tmp_path / name)
    assert (done.exit_code, done.stderr) == (0, "")


def test_word_file_shows_no_other_file(tmp_path):
    (tmp_path / "secret").write_text("别人看不到的字", encoding="utf-8")
    entity = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]><w:document'.encode()
    paragraph = b"<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p>"

    def change(name, old):
        if name != "word/document.xml":
            return old
        return old.replace(b"<w:document", entity, 1).replace(b"<w:body>", paragraph)

    (tmp_path / "report.docx").write_bytes(word(change))
    done = gxreport("import", tmp_path / "report.docx")
    assert done.exit_code in (0, 3)
    assert "别人看不到" not in done.stdout + done.stderr


def test_bytes_after_a_word_file_are_no_matter(tmp_path):
    (tmp_path / "report.docx").write_bytes(WORD + b"\0" * 100)
    assert gxreport("validate", tmp_path / "report.docx").exit_code == 0


@pytest.mark.parametrize(
    "data",
    [
        with_number(b'w:gridSpan w:val="', "word/document.xml"),
        with_number(b'w:outlineLvl w:val="', "word/styles.xml"),
    ],
    ids=["span", "level"],
)
def test_number_that_is_none_does_not_stop_a_word_file(data, tmp_path):
    (tmp_path / "report.docx").write_bytes(data)
    assert gxreport("validate", tmp_path / "report.docx").exit_code in (0, 1)


def test_unknown_edition_in_the_file_is_a_finding_at_its_place(tmp_path):
    path = tmp_path / "report.yaml"
    path.write_bytes(REPORT.replace("年度: 2023".encode(), "年度: 2023\n格式: 2030".encode()))
    done = gxreport("validate", path)
    assert done.exit_code == 1
    first = done.stdout.splitlines()[0]
    assert first == f"{path}:4:5: 错误 GX224 没有“2030”这一版格式，现有 2019、2021"
    assert "1 个错误，0 个警告" in done.stdout


@pytest.mark.parametrize("command", ["validate", "import", "render"])
def test_unknown_edition_on_the_command_line_is_wrong_usage(command, tmp_path, good):
    done = gxreport(command, "--edition", "2030", good)
    assert done.exit_code == 2
    assert "2030" in error(done)
    assert "2021" in error(done)
    assert done.stdout == ""


@pytest.mark.parametrize("text", ["[" * 40 + "]" * 40, "{甲: " * 40 + "}" * 40], ids=["list", "mapping"])
def test_too_many_levels_are_a_finding(text, tmp_path):
    path = tmp_path / "report.yaml"
    path.write_text(REPORT.decode() + f"说明: {text}\n", encoding="utf-8")
    done = gxreport("validate", path)
    assert done.exit_code == 1
    assert "一层套一层" in done.stdout


@pytest.mark.parametrize(
    "anchor", ["机关: &a [*a]", "甲: &a [1,1]\n乙: &b [*a,*a]\n丙: &c [*b,*b]\n机关: 丁"]
)
def test_aliases_are_findings_and_never_followed(anchor, tmp_path):
    path = tmp_path / "report.yaml"
    path.write_text(f"{anchor}\n年度: 2023\n", encoding="utf-8")
    assert gxreport("validate", path).exit_code == 1


@pytest.mark.parametrize("written", ["9" * 5000, "-1", "02023", "二〇二三", "[2023]", "{a: 1}", "２０２３年"])
@pytest.mark.parametrize("key", ["年度", "格式", "发布日期", "统计期限", "机关类型", "主动公开", "申请办理"])
def test_odd_value_of_any_key_is_no_more_than_a_finding(key, written, tmp_path):
    path = tmp_path / "report.yaml"
    path.write_text(f"机关: 甲\n{key}: {written}\n", encoding="utf-8")
    done = gxreport("validate", path)
    assert (done.exit_code, done.stderr) == (1, "")


# Standard input


@pytest.mark.parametrize(
    ("data", "code"), [(b"", 3), (b"\0\1\2", 3), (b"- 1\n", 3), (MISTAKES, 1), (WORD, 0)]
)
def test_standard_input_is_named_in_the_persons_language(data, code):
    done = gxreport("validate", "-", stdin=data)
    assert done.exit_code == code
    assert (done.stdout or done.stderr).startswith(("标准输入:", "没有发现问题"))


# What must not do harm to the person's terminal or memory


@pytest.mark.parametrize(
    "text",
    [
        '"\\e[31m甲": 1\n机关: 甲\n年度: 2023\n',
        '机关: 甲\n年度: 2023\n"甲\\r乙\\n丙": 1\n',
        '机关: 甲\n格式: "\\e]0;甲\\a"\n',
    ],
    ids=["colour", "lines", "title"],
)
def test_control_characters_of_a_file_never_reach_the_terminal(text, tmp_path):
    path = tmp_path / "report.yaml"
    path.write_text(text, encoding="utf-8")
    done = gxreport("validate", path)
    assert done.exit_code == 1
    assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f]", done.stdout) == []
    for line in done.stdout.splitlines():
        assert line == "" or line.startswith((str(path), " ", "共")), line


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_control_characters_of_a_name_never_reach_the_terminal(tmp_path):
    path = tmp_path / "a\x1b[31m\nb.yaml"
    path.write_bytes(MISTAKES)
    done = gxreport("validate", path, tmp_path / "c\x1b[31m.yaml")
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.parametrize("format_", ["text", "json"])
def test_name_that_is_not_utf_8_is_no_matter(format_, tmp_path):
    """A folder unpacked from a zip made on a Chinese Windows is full of them."""
    path = os.fsencode(tmp_path) + "报告.yaml".encode("gbk")
    Path(os.fsdecode(path)).write_bytes(MISTAKES)
    done = process("validate", os.fsdecode(path), "--format", format_, "-o", tmp_path / "found")
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"GX303" in (tmp_path / "found").read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on memory, and files with holes")
def test_file_larger_than_memory_is_refused_unread(tmp_path, good):
    import resource

    def limited():
        resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))

    large = tmp_path / "large.docx"
    with large.open("wb") as file:
        file.truncate(3 * 2**30)
    done = process("validate", large, good, preexec_fn=limited)
    assert done.returncode == 3
    assert "文件太大" in done.stderr.decode()
    assert "GX303" in done.stdout.decode()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_pipe_in_a_folder_is_not_waited_for(tmp_path, good):
    os.mkfifo(tmp_path / "a.yaml")
    done = process("validate", tmp_path, timeout=5)
    assert "GX303" in done.stdout.decode()


# Without permission

# Root may do anything unless it gives that right up: PR_CAPBSET_DROP of DAC_OVERRIDE and DAC_READ_SEARCH.
AS_A_PERSON = """
import ctypes, os, sys
for right in (1, 2):
    ctypes.CDLL(None).prctl(24, right, 0, 0, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.fixture
def as_a_person(tmp_path) -> tuple[str, ...]:
    """What to put before a command so that permissions hold even for root."""
    secret = tmp_path / "secret"
    secret.touch(mode=0)
    before = ()
    if os.name == "posix" and os.geteuid() == 0:
        if sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "prctl"):
            pytest.skip("root cannot give its rights up here")
        before = (sys.executable, "-c", AS_A_PERSON)
    reading = subprocess.run([*before, sys.executable, "-c", f"open({str(secret)!r})"], capture_output=True)
    secret.unlink()
    if reading.returncode == 0:
        pytest.skip("permissions do not hold here")
    return before


def test_file_without_permission_is_named(tmp_path, good, as_a_person):
    (tmp_path / "closed.yaml").touch(mode=0)
    done = process("validate", tmp_path / "closed.yaml", good, before=as_a_person)
    assert done.returncode == 3
    assert done.stderr.decode() == f"{tmp_path / 'closed.yaml'}: 读不了：没有权限\n"
    assert "GX303" in done.stdout.decode()


def test_folder_without_permission_is_named(tmp_path, good, as_a_person):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    done = process("validate", tmp_path, before=as_a_person)
    closed.chmod(0o700)
    assert done.returncode == 3
    assert done.stderr.decode() == f"{closed}: 读不了：没有权限\n"
    assert "GX303" in done.stdout.decode()


@pytest.mark.parametrize("command", ["validate", "import", "render"])
def test_read_only_folder_is_named_and_left_as_it_was(command, tmp_path, good, as_a_person):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    done = process(command, good, "-o", closed / "made.out", before=as_a_person)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1] == f"错误：写不了 {closed / 'made.out'}：没有权限"
    assert list(closed.iterdir()) == []


# Where results go


@pytest.mark.parametrize("ending", [".yaml", ".YML", ".docx", ".xlsx", ".pdf", ".wps"])
@pytest.mark.parametrize("words", [["validate", "GOOD"], ["diff", "GOOD", "GOOD"], ["schema"]], ids=" ".join)
def test_no_result_takes_the_place_of_a_report(words, ending, tmp_path, good):
    other = tmp_path / f"other{ending}"
    other.write_bytes(b"work of a week")
    done = gxreport(*(good if word == "GOOD" else word for word in words), "-o", other)
    assert (done.exit_code, done.stdout) == (2, "")
    assert error(done) == f"{other} 看后缀是一份报告，不能用结果替换它；请用 -o 写另一个文件名"
    assert other.read_bytes() == b"work of a week"


def test_no_report_is_replaced_behind_a_link_or_by_another_output(tmp_path, good):
    other = tmp_path / "other.yaml"
    other.write_bytes(b"work of a week")
    (tmp_path / "found.txt").symlink_to(other)
    assert gxreport("validate", good, "-o", tmp_path / "found.txt").exit_code == 2
    assert gxreport("validate", good, "--also", f"json={other}").exit_code == 2
    assert other.read_bytes() == b"work of a week"


@pytest.mark.parametrize("name", ["found.txt", "found.html", "found.json", "found.md", "found"])
def test_a_result_replaces_the_one_of_the_day_before(name, tmp_path, good):
    (tmp_path / name).write_bytes(b"old")
    gxreport("validate", good, "-o", tmp_path / name)
    assert (tmp_path / name).read_bytes() != b"old"


COMMANDS = {"validate": [], "import": [], "render": []}
each_command = pytest.mark.parametrize("command", COMMANDS)


@each_command
def test_missing_folder_is_not_made(command, tmp_path, good):
    done = gxreport(command, good, "-o", tmp_path / "missing" / "made.out")
    assert done.exit_code == 2
    target = tmp_path / "missing" / "made.out"
    assert error(done) == f"写不了 {target}：没有 missing 这个文件夹，请先建好"
    assert [path.name for path in tmp_path.iterdir()] == ["good.yaml"]


@pytest.mark.parametrize("command", ["validate", "import"])
@pytest.mark.parametrize("name", ["folder", "folder/", "."])
def test_folder_is_no_target(command, name, tmp_path, good, monkeypatch):
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    done = gxreport(command, good, "-o", name)
    assert done.exit_code == 2
    assert error(done) == f"写不了 {name}：这是文件夹，不是文件"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["folder", "good.yaml"]


def link_to(kind: str, target: Path) -> Path:
    link = target.with_name(f"{kind}.yaml")
    if kind == "symlink":
        link.symlink_to(target.name)
    elif kind == "hardlink":
        link.hardlink_to(target)
    return link if kind != "itself" else target


@each_command
@pytest.mark.parametrize("kind", ["itself", "symlink", "hardlink"])
def test_result_is_never_written_over_its_input(command, kind, good):
    target = link_to(kind, good)
    done = gxreport(command, good, "-o", target)
    assert done.exit_code == 2
    ending_says_so = command in ("render", "validate") and ".yaml" in error(done)
    assert "读入的文件" in error(done) or ending_says_so
    assert good.read_bytes() == target.read_bytes() == MISTAKES


@each_command
def test_result_is_never_written_over_what_a_link_was_read_through(command, good):
    done = gxreport(command, link_to("symlink", good), "-o", good)
    assert done.exit_code == 2
    assert good.read_bytes() == MISTAKES


def test_findings_are_never_written_over_the_report_that_was_not_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("report.yaml").write_bytes(MISTAKES)
    done = gxreport("validate", "-o", "report.yaml")
    assert Path("report.yaml").read_bytes() == MISTAKES
    assert done.exit_code == 2


def test_findings_are_never_written_over_a_report_of_the_folder(tmp_path, good):
    done = gxreport("validate", tmp_path, "-o", good)
    assert good.read_bytes() == MISTAKES
    assert done.exit_code == 2


@each_command
def test_existing_file_that_is_named_is_replaced_whole(command, tmp_path, good):
    target = tmp_path / "made.out"
    target.write_bytes(bytes(1_000_000))
    target.chmod(0o640)
    done = gxreport(command, good, "-o", target)
    assert done.exit_code == (1 if command == "validate" else 0)
    assert b"\0" * 1000 not in target.read_bytes()
    assert target.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["good.yaml", "made.out"]


def test_new_file_is_as_readable_as_any(tmp_path, good):
    (tmp_path / "any").touch()
    gxreport("validate", good, "-o", tmp_path / "made.txt")
    assert (tmp_path / "made.txt").stat().st_mode == (tmp_path / "any").stat().st_mode


def test_document_is_not_put_over_another_one_unasked(tmp_path, good):
    good.with_suffix(".docx").write_bytes(b"mine")
    done = gxreport("render", good)
    assert done.exit_code == 2
    assert str(good.with_suffix(".docx")) in error(done)
    assert good.with_suffix(".docx").read_bytes() == b"mine"


def test_target_that_is_a_link_is_written_through(tmp_path, good):
    (tmp_path / "shared.txt").write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to("shared.txt")
    gxreport("validate", good, "-o", tmp_path / "link.txt")
    assert (tmp_path / "link.txt").is_symlink()
    assert "GX303" in (tmp_path / "shared.txt").read_text(encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_target_that_is_no_plain_file_is_never_replaced(tmp_path, good):
    """As root, `-o /dev/null` must not make a plain file of it."""
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDWR | os.O_NONBLOCK)
    try:
        process("validate", good, "-o", tmp_path / "pipe", timeout=10)
    finally:
        os.close(reader)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


# Streams


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "cp437", "utf-16"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["validate", "good.yaml"], 1),
        (["validate", "没有😀.yaml"], 3),
        (["validate", "good.yaml", "-o", "没有😀/甲.txt"], 2),
    ],
    ids=["results", "errors", "usage"],
)
def test_stream_that_cannot_show_a_character_shows_the_rest(arguments, code, encoding, tmp_path, good):
    done = process(*arguments, env={"PYTHONIOENCODING": encoding}, cwd=tmp_path)
    assert done.returncode == code
    shown = (done.stdout + done.stderr if code != 1 else done.stdout).decode(encoding)
    assert not INTERNAL.search(shown.replace("Error: ", ""))
    assert (
        "GX303" if code == 1 else "\\u6ca1\\u6709" if encoding in ("ascii", "latin-1", "cp437") else "没有"
    ) in shown


@pytest.mark.skipif(os.name == "nt", reason="needs a pipe that is closed early")
@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", "good.yaml"],
        ["validate", "--format", "json", "good.yaml"],
        ["import", "good.yaml"],
        ["render", "good.yaml", "-o", "-"],
        ["rules"],
        ["explain", "GX3"],
        ["--help"],
    ],
    ids=" ".join,
)
def test_reader_that_stops_reading_is_no_error(arguments, tmp_path, good):
    reader, writer = os.pipe()
    os.close(reader)
    done = process(*arguments, stdout=writer, stderr=subprocess.PIPE, cwd=tmp_path)
    os.close(writer)
    said = done.stderr.decode().replace("已生成", "")
    assert not INTERNAL.search(said)
    assert "Broken pipe" not in said
    assert done.returncode in (0, 1, 141)


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
@pytest.mark.parametrize(
    "arguments",
    [["validate", "good.yaml"], ["import", "good.yaml"], ["render", "good.yaml", "-o", "-"], ["rules"]],
)
def test_full_disk_is_told_and_is_not_our_mistake(arguments, tmp_path, good):
    with Path("/dev/full").open("wb") as full:
        done = process(*arguments, stdout=full, stderr=subprocess.PIPE, cwd=tmp_path)
    assert done.returncode in (2, 3)
    assert sum("写不出结果" in line or "写不了" in line for line in done.stderr.decode().splitlines()) == 1
    assert not INTERNAL.search(done.stderr.decode())


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes streams")
@pytest.mark.parametrize("command", ["validate", "import", "render"])
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_closed_stream_never_gives_a_traceback(command, closed, tmp_path, good):
    shell = ("sh", "-c", f'exec "$@" {closed}', "sh")
    done = process(command, "good.yaml", "-o", "made.out", before=shell, cwd=tmp_path, stdin=None)
    assert done.returncode == (1 if command == "validate" else 0)
    assert not INTERNAL.search(done.stderr.decode())
    assert (tmp_path / "made.out").stat().st_size > 100


# Any bytes at all

WORDS = ["机关", "年度", "申请办理", "本年新收", "&a", "*a", "!!int", "2023", "第", "\\ud800", "\\x00"]
SIGNS = [*"[]{},0~\"'|#?-\t\r\n\x85\ufeff", ": ", "\n  ", "- "]
anything = st.one_of(
    st.binary(max_size=200),
    st.lists(st.sampled_from(WORDS + SIGNS), max_size=40).map(lambda words: "".join(words).encode()),
    st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
)


@st.composite
def damaged(draw) -> bytes:
    """A report with a stretch of its bytes replaced."""
    whole = draw(st.sampled_from([REPORT, TEXT, WORD, json.dumps({"机关": "甲", "年度": 2023}).encode()]))
    start = draw(st.integers(0, len(whole)))
    return whole[:start] + draw(anything) + whole[start + draw(st.integers(0, 200)) :]


@pytest.mark.parametrize("name", [*(f"any{ending}" for ending in ENDINGS), "any", "any.xyz", "-"])
@given(st.one_of(anything, damaged()))
@example(b"\0")
@example(b"PK\x03\x04")
@settings(max_examples=35, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bytes_never_do_more_than_fail_to_be_read(name, tmp_path, data):
    path = "-" if name == "-" else tmp_path / name
    if name != "-":
        path.write_bytes(data)
    done = gxreport("validate", path, stdin=data)
    assert done.exit_code in (0, 1, 3)
    assert (done.exit_code == 3) == bool(re.search("读不了", done.stderr))
    assert gxreport("import", path, stdin=data).exit_code in (0, 3)


def test_word_file_with_damaged_properties_is_read(tmp_path):
    """Title and author of a document may be of a kind that nobody knows: its text is there all the same."""

    def change(name, old):
        kind = b"application/vnd.openxmlformats-package.core-properties+xml"
        return old.replace(kind, b"x/y") if name == "[Content_Types].xml" else old

    (tmp_path / "any.docx").write_bytes(word(change))
    assert gxreport("validate", tmp_path / "any.docx").exit_code in (0, 1)


PARTS = zipfile.ZipFile(io.BytesIO(WORD)).namelist()


@given(st.sampled_from(PARTS), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_part_of_a_word_file_never_does_more_than_fail_to_be_read(tmp_path, part, data):
    """Attributes, names of elements and text of a part are replaced; the package stays whole."""

    def change(name, old):
        if name != part:
            return old
        spots = [found.span() for found in re.finditer(rb'(?<=")[^"<>]*(?=")|(?<=<)[\w:]+|(?<=>)[^<]+', old)]
        for _time in range(data.draw(st.integers(1, 3))):
            start, end = spots[data.draw(st.integers(0, len(spots) - 1))]
            odd = st.sampled_from(
                ["", "0", "-1", "²", "99999999999999999999", "w:p", "w:tbl", "w:tc", "w:tr", "continue", "甲"]
            )
            old = old[:start] + data.draw(odd).encode() + old[end:]
        return old

    (tmp_path / "any.docx").write_bytes(word(change))
    assert gxreport("validate", tmp_path / "any.docx").exit_code in (0, 1, 3)
