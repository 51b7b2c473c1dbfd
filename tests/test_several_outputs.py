"""Several outputs of one run, and the summary in Markdown."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from gxreport import messages
from gxreport.catalogue import catalogue
from gxreport.checking import Checked, check
from gxreport.cli import cli
from gxreport.cli.results import FORMATS
from gxreport.finding import Finding, Severity
from gxreport.readers import read
from gxreport.reporters import Failure, Outcome, md
from gxreport.source import Place

ROOT = Path(__file__).parent.parent
MISTAKES = (ROOT / "examples" / "mistakes-2023.yaml").read_text(encoding="utf-8")
CLEAN = (ROOT / "examples" / "report-2023.yaml").read_text(encoding="utf-8")
RULES = catalogue()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("坏.yaml").write_text(MISTAKES, encoding="utf-8")
    Path("好.yaml").write_text(CLEAN.replace("工业和信息化局", "财政局"), encoding="utf-8")
    return tmp_path


def gxreport(*words):
    return CliRunner(env={"GXREPORT_LANG": "zh"}).invoke(cli, ["validate", *words], prog_name="gxreport")


def checked(text: str, name: str = "r.yaml") -> Checked:
    return check(read(name, text.encode()), RULES)


def rendered(text: str) -> str:
    """The page that Markdown is shown as, with HTML as GitHub and GitLab let it through."""
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(text)


class Tags(HTMLParser):
    """The tags of a page in their order."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append(tag)

    def handle_endtag(self, tag):
        self.found.append(f"/{tag}")


def tags(page: str) -> list[str]:
    parser = Tags()
    parser.feed(page)
    return parser.found


# --also


def test_every_format_is_written_beside_what_is_shown(folder):
    alone = {format_: gxreport("--format", format_, ".").stdout for format_ in FORMATS}
    words = [word for format_ in FORMATS for word in ("--also", f"{format_}=found.{format_}")]
    done = gxreport("--format", "github", ".", *words)
    assert (done.exit_code, done.stdout) == (1, alone["github"])
    for format_ in FORMATS:
        assert Path(f"found.{format_}").read_text(encoding="utf-8") == alone[format_], format_


def test_findings_in_a_file_say_which_reports_are_not_among_them(folder):
    Path("a.docx").write_bytes(b"PK cut off")
    done = gxreport(".", "-o", "found.txt")
    *_findings, unread, gap, closing = Path("found.txt").read_text(encoding="utf-8").splitlines()
    assert unread == "./a.docx: 读不了：文件名是 .docx，内容却不是 Word 文件，可能没有下载完整"
    assert unread in done.stderr
    assert (gap, closing.rpartition("；")[2]) == ("", "1 个文件读不了")
    # On a screen the sentence stands there already.
    assert unread not in gxreport(".").stdout
    assert gxreport(".").stdout.splitlines()[-1] == closing


def test_a_file_of_findings_is_not_empty_where_no_report_could_be_read(folder):
    Path("a.docx").write_bytes(b"PK cut off")
    gxreport("a.docx", "--also", "text=found.txt")
    assert Path("found.txt").read_text(encoding="utf-8").endswith("没有检查任何报告；1 个文件读不了\n")
    gxreport("好.yaml", "-o", "found.txt")
    assert "读不了" not in Path("found.txt").read_text(encoding="utf-8")


def test_results_are_whole_when_there_is_nothing_to_report(folder):
    done = gxreport("-q", "好.yaml", "--also", "gitlab=a", "--also", "junit=b", "--also", "md=c")
    assert (done.exit_code, done.stdout) == (0, "")
    assert json.loads(Path("a").read_text(encoding="utf-8")) == []
    assert etree.parse("b").getroot().get("failures") == "0"
    assert Path("c").read_text(encoding="utf-8").startswith("### 0 个错误，0 个警告，0 个提示\n")


@pytest.mark.parametrize("given", ["sarif", "sarif=", "sarrif=x", "=x", "sarif=-"])
def test_what_is_no_format_and_file_is_refused(folder, given):
    done = gxreport("--also", given, "好.yaml")
    assert done.exit_code == 2
    assert "格式=文件" in done.stderr
    assert not Path("x").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["--also", "sarif=x", "--also", "md=./x"],
        ["--also", "sarif=x", "-o", "x"],
        ["--also", "md=坏.yaml"],
        ["--also", "md=gxreport.toml"],
    ],
    ids=" ".join,
)
def test_no_result_is_lost_to_another_or_replaces_what_was_read(folder, words):
    Path("gxreport.toml").write_text("[limits]\n", encoding="utf-8")
    assert gxreport(*words, "坏.yaml").exit_code == 2
    assert not Path("x").exists()
    assert Path("坏.yaml").read_text(encoding="utf-8") == MISTAKES


# Markdown


def test_summary_has_counts_a_row_for_each_report_and_all_findings(folder):
    text = gxreport("--format", "md", ".").stdout
    page = rendered(text)
    assert text.startswith("### 3 个错误，5 个警告，1 个提示\n\n检查了 2 份报告。\n")
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    cells = [re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row) for row in rows]
    assert cells == [
        ["报告", "机关全称", "报告年度", "错误数", "警告数", "提示数"],
        ["坏.yaml", "示例市示例区卫生健康委员会", "2023", "3", "5", "1"],
        ["好.yaml", "示例市示例区财政局", "2023", "0", "0", "0"],
    ]
    assert page.count("<li>") == 9
    assert tags(page).count("details") == tags(page).count("/details") == 1
    assert "第 28 行：“予以公开·总计”不等于各类申请人之和。" in page
    assert "应为 24（20+3+0+0+1+0），实填 42。" in page


def test_summary_names_unreadable_files_and_counts_what_is_waived(folder):
    Path("gxreport.toml").write_text(
        "[[waiver]]\nrule = 'GX507'\ntext = '截止'\nreason = 'x'\n", encoding="utf-8"
    )
    text = gxreport("--format", "md", "坏.yaml", "没有.yaml").stdout
    assert "检查了 1 份报告；1 个文件读不了；1 个问题已豁免。" in text
    assert "- **读不了** 没有.yaml: 没有这个文件或文件夹" in text


def test_summary_is_in_the_language_of_the_person():
    messages.use("en")
    text = md.report(Outcome([checked(MISTAKES)], [Failure("x.yaml", "no such file")]))
    assert "errors: 3, warnings: 5, notes: 1" in text
    assert "| report | organ | year | errors | warnings | notes |" in text
    assert re.search(r"\*\*error GX303\*\* line 28: \S", text)


def test_a_report_calls_nobody_and_brings_no_tags():
    text = MISTAKES.replace("××", "@octocat <img src=x> ××")
    reading = checked(text, "a<b>&@octocat.yaml")
    found = reading._replace(
        findings=tuple(f._replace(message=f.message + "@octocat <script> | # `") for f in reading.findings)
    )
    text = md.report(Outcome([found], [Failure("<b>", "<script>@octocat")]))
    page = rendered(text)
    assert not re.search(r"@\w", text.split("</summary>")[1])
    assert set(tags(page)) <= {
        *("h3", "p", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "ul", "li", "strong"),
        *(
            "br",
            "/br",
            "/h3",
            "/p",
            "/table",
            "/thead",
            "/tbody",
            "/tr",
            "/th",
            "/td",
            "/details",
            "/summary",
        ),
        *("/ul", "/li", "/strong"),
    }


@given(
    st.lists(st.integers(0, 40), max_size=6),
    st.integers(0, 30),
    st.integers(2_000, 12_000),
    st.text(max_size=60),
)
@settings(max_examples=60)
def test_summary_never_grows_over_the_limit_and_says_what_it_left_out(counts, failures, most, words):
    base = checked(CLEAN)
    finding = Finding("GX303", Severity.ERROR, f"总计不对{words}", None, Place(3, 1))
    outcome = Outcome(
        [base._replace(findings=(finding,) * count) for count in counts],
        [Failure(f"{n}.yaml", words) for n in range(failures)],
    )
    text = md.report(outcome, most)
    assert len(text.encode("utf-8", "backslashreplace")) <= most
    page = rendered(text)
    assert tags(page).count("details") == tags(page).count("/details")
    untold = re.search(r"还有 (\d+) 个问题写不下", text)
    assert text.count("- **错误 GX303**") + int(untold[1] if untold else 0) == sum(counts)
    unnamed = re.search(r"还有 (\d+) 个读不了的文件没有列出", text)
    assert text.count("- **读不了**") + int(unnamed[1] if unnamed else 0) == failures


def test_usual_summary_fits_what_github_takes():
    assert md.MOST_BYTES <= 1024 * 1024
    many = checked(MISTAKES)
    text = md.report(Outcome([many] * 800, []))
    assert 900_000 < len(text.encode()) <= md.MOST_BYTES
    assert "个问题写不下" in text
