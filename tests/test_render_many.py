"""Many reports at once: which are made into documents, where these go, and what is left alone."""

import json
import os
import re
import sys
from pathlib import Path

import pytest
from tests.test_cli import COLOUR, gxreport, on_a_terminal

from gxreport.cli.render import FORMATS
from gxreport.readers import read
from gxreport.renderers.figures import printed

ROOT = Path(__file__).parent.parent
REPORT = (ROOT / "examples" / "report-2023.yaml").read_text(encoding="utf-8")
OPEN_QUOTE = REPORT.replace("总体情况: |\n", "总体情况: |\n  {{ 申请办理.没有.总计 }}\n")
BROKEN = "机关: 甲: 乙\n"
NO_REPORT = "version: 3\nservices: {}\n"
ORGAN = "示例市示例区工业和信息化局"
YEARS = re.compile(r'<text x="\d+" y="15">(\d{4})年</text>')

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such names or rights")


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """An empty folder, and the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, text: str = REPORT) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def units(*names: str) -> None:
    for name in names:
        put(f"in/{name}/report.yaml", REPORT.replace(ORGAN, f"{name}局"))


def files(below: str | Path = ".") -> list[str]:
    """All files below a folder, in order."""
    return sorted(path.relative_to(below).as_posix() for path in Path(below).rglob("*") if path.is_file())


def lines(done) -> list[str]:
    return done.stderr.splitlines()


def said(done) -> str:
    """The sentence of a usage error or refusal, after click's hint at the help."""
    assert lines(done)[-1].startswith("错误："), done.stderr
    return lines(done)[-1].removeprefix("错误：")


# What is made, and where it goes


@pytest.mark.parametrize("format_", ["docx", "html", "md", "json"])
def test_documents_stand_as_their_reports_do(format_, folder):
    units("甲", "乙/丙", "a b")
    put("in/上/下.yml")
    put("in/one.json", '{"机关": "甲", "年度": 2023}')  # may be a document made of a report
    done = gxreport("render", "in", "--format", format_, "-o", "out/")
    made = ("a b/report", "上/下", "乙/丙/report", "甲/report")
    assert done.exit_code == 0, done.stderr
    assert files("out") == sorted(f"{name}.{format_}" for name in made)
    assert (done.stdout, lines(done)) == ("", ["已生成 4 份文档"])
    for name in made:
        assert read(f"a.{format_}", Path(f"out/{name}.{format_}").read_bytes()).report.year == 2023


def test_documents_stand_beside_their_reports_without_output(folder):
    units("甲", "乙")
    assert gxreport("render", "in", "--format", "md").exit_code == 0
    assert files("in") == ["乙/report.md", "乙/report.yaml", "甲/report.md", "甲/report.yaml"]


def test_documents_are_docx_unless_asked_otherwise(folder):
    units("甲")
    assert gxreport("render", "in", "-o", "out/").exit_code == 0
    assert files("out") == ["甲/report.docx"]


@pytest.mark.parametrize("output", ["out", "out/", "a/b/c", "./out/../out"])
def test_missing_folder_is_made(output, folder):
    units("甲")
    assert gxreport("render", "in", "--format", "md", "-o", output).exit_code == 0
    assert files(output) == ["甲/report.md"]


def test_each_document_is_of_its_own_report(folder):
    units("甲", "乙", "丙")
    gxreport("render", "in", "--format", "json", "-o", "out/")
    for name in "甲乙丙":
        assert json.loads(Path(f"out/{name}/report.json").read_text(encoding="utf-8"))["机关"] == f"{name}局"


def test_document_is_the_same_as_if_it_were_the_only_one(folder):
    units("甲", "乙")
    for format_ in ("html", "md", "json"):
        gxreport("render", "in", "--format", format_, "-o", "out/")
        for name in "甲乙":
            gxreport("render", f"in/{name}/report.yaml", "-o", f"one.{format_}")
            assert Path(f"one.{format_}").read_bytes() == Path(f"out/{name}/report.{format_}").read_bytes()


def test_only_yaml_and_json_of_a_folder_are_made_into_documents(folder):
    units("甲")
    gxreport("render", "in/甲/report.yaml", "-o", "in/甲/old.docx")
    gxreport("render", "in/甲/report.yaml", "-o", "in/甲/old.html")
    put("in/note.txt", f"{ORGAN}2023年政府信息公开工作年度报告\n")
    done = gxreport("render", "in", "--format", "md", "-o", "out/")
    assert (done.exit_code, files("out")) == (0, ["甲/report.md"])


def test_ending_in_capitals_is_one_too(folder):
    put("in/A.YAML")
    assert gxreport("validate", "in").exit_code == 0
    gxreport("render", "in", "--format", "md", "-o", "out/")
    assert files("out") == ["A.md"]


def test_named_files_of_any_carrier_go_into_one_folder(folder):
    units("甲")
    put("乙.yaml")
    gxreport("render", "乙.yaml", "-o", "丙.docx")
    gxreport("render", "乙.yaml", "-o", "丁.html")
    done = gxreport(
        "render", "乙.yaml", "丙.docx", "丁.html", "in/甲/report.yaml", "--format", "md", "-o", "out/"
    )
    assert (done.exit_code, files("out")) == (0, ["report.md", "丁.md", "丙.md", "乙.md"])


def test_one_file_goes_into_a_folder_too(folder):
    put("甲.yaml")
    Path("out").mkdir()
    done = gxreport("render", "甲.yaml", "--format", "md", "-o", "out")
    assert (done.exit_code, files("out"), lines(done)) == (0, ["甲.md"], ["已生成 out/甲.md"])


def test_folders_and_files_may_be_named_together(folder):
    units("甲")
    put("b/report.yaml")
    put("c/乙.yaml")
    assert gxreport("render", "in", "b", "c/乙.yaml", "--format", "md", "-o", "out/").exit_code == 0
    assert files("out") == ["report.md", "乙.md", "甲/report.md"]


def test_hidden_files_and_folders_are_passed_over(folder):
    put("in/.git/report.yaml")
    put("in/.report.yaml")
    put("in/~$report.yaml")
    put("in/report.yaml")
    gxreport("render", "in", "--format", "md", "-o", "out/")
    assert files("out") == ["report.md"]


@pytest.mark.parametrize("given", ["in/", "./in", "in/../in", "in/甲/.."])
def test_way_to_the_folder_is_no_part_of_the_way_below_it(given, folder):
    units("甲")
    assert gxreport("render", given, "--format", "md", "-o", "out/").exit_code == 0
    assert files() == ["in/甲/report.yaml", "out/甲/report.md"]


def test_folder_above_is_read_and_not_written_to(folder, monkeypatch):
    units("甲")
    Path("here").mkdir()
    monkeypatch.chdir("here")
    assert gxreport("render", "../in", "--format", "md", "-o", "out/").exit_code == 0
    assert files("..") == ["here/out/甲/report.md", "in/甲/report.yaml"]


@pytest.mark.parametrize(
    "organ", ["../../x", "a/b", "/etc/x", "<script>", "CON", "..", "a\\b", "x" * 300, "", "甲\n乙", "{{ x }}"]
)
def test_organ_has_no_say_in_where_a_document_goes(organ, folder):
    put("in/a/report.yaml", REPORT.replace(f"机关: {ORGAN}", f"机关: {json.dumps(organ)}"))
    for format_ in ("docx", "html", "md", "json"):
        assert gxreport("render", "in", "--format", format_, "-o", "out/").exit_code == 0
    assert [name for name in files() if name != "in/a/report.yaml"] == [
        f"out/a/report.{format_}" for format_ in ("docx", "html", "json", "md")
    ]


@posix
@pytest.mark.parametrize(
    "name", ["甲 乙", "a..b", "a..", "-q", "甲\n乙", "%s{x}", "a.b.c", "*", "'\"", "[red]"]
)
def test_odd_names_are_kept(name, folder):
    put(f"in/{name}/{name}.yaml")
    done = gxreport("render", "in", "--format", "md", "-o", "out/", "-v")
    assert (done.exit_code, files("out")) == (0, [f"{name}/{name}.md"])
    assert len(lines(done)) == 2


@posix
def test_name_as_long_as_names_can_be_is_written(folder):
    name = "a" * 250
    put(f"in/{name}.yaml")
    done = gxreport("render", "in", "--format", "html", "-o", "out/")
    assert (done.exit_code, files("out")) == (0, [f"{name}.html"])


@posix
def test_name_that_becomes_too_long_does_not_stop_the_others(folder):
    put(f"in/{'a' * 251}.yml")
    put("in/b.yml")
    done = gxreport("render", "in", "--format", "html", "-o", "out/")
    assert (done.exit_code, files("out")) == (2, ["b.html"])
    assert "文件名太长" in done.stderr


@posix
def test_links_to_reports_are_followed_and_links_to_folders_are_not(folder):
    units("甲")
    Path("all").mkdir()
    Path("all/one.yaml").symlink_to(folder / "in" / "甲" / "report.yaml")
    Path("all/gone.yaml").symlink_to("nowhere")
    Path("all/round").symlink_to(folder / "all")
    done = gxreport("render", "all", "--format", "md", "-o", "out/")
    assert (done.exit_code, files("out")) == (0, ["one.md"])


@posix
def test_target_that_is_a_link_is_written_through(folder):
    units("甲")
    put("out/甲/other.md", "old")
    Path("out/甲/report.md").symlink_to("other.md")
    assert gxreport("render", "in", "--format", "md", "-o", "out/").exit_code == 2
    assert Path("out/甲/other.md").read_text() == "old"
    assert gxreport("render", "in", "--format", "md", "-o", "out/", "--force").exit_code == 0
    assert Path("out/甲/report.md").is_symlink()
    assert "政府信息公开" in Path("out/甲/other.md").read_text(encoding="utf-8")


def test_fifty_reports_are_made_in_one_go(folder):
    units(*(f"单位{number}" for number in range(50)))
    done = gxreport("render", "in", "--format", "docx", "-o", "out/")
    assert (done.exit_code, len(files("out")), lines(done)) == (0, 50, ["已生成 50 份文档"])


# What is not made


def test_yaml_that_is_no_report_is_skipped(folder):
    units("甲")
    put("in/.gitlab-ci.yml", NO_REPORT)
    put("in/compose.yaml", NO_REPORT)
    put("in/package.json", '{"name": "x"}')
    done = gxreport("render", "in", "--format", "md", "-o", "out/")
    assert (done.exit_code, files("out"), lines(done)) == (0, ["甲/report.md"], ["已生成 1 份文档"])


def test_file_that_is_named_is_never_skipped(folder):
    put("a.yaml", NO_REPORT)
    put("b.yaml")
    done = gxreport("render", "a.yaml", "b.yaml", "--format", "md", "-o", "out/")
    assert (done.exit_code, files("out")) == (3, ["b.md"])
    assert lines(done)[0].startswith("a.yaml:")


@pytest.mark.parametrize(
    ("text", "code"),
    [(BROKEN, 3), ("", 3), ("\0", 3), (OPEN_QUOTE, 1), (OPEN_QUOTE.replace("没有", "本年"), 1)],
)
@pytest.mark.parametrize("format_", ["docx", "html", "md", "json"])
def test_report_that_fails_is_named_and_the_others_are_made(text, code, format_, folder):
    units("甲", "丙")
    put("in/乙/report.yaml", text)
    done = gxreport("render", "in", "--format", format_, "-o", "out/")
    assert (done.exit_code, files("out")) == (code, [f"丙/report.{format_}", f"甲/report.{format_}"])
    first, last = lines(done)
    assert first.startswith("in/乙/report.yaml:")
    assert last == "已生成 2 份文档"


def test_worst_of_all_is_the_exit_code(folder):
    put("in/a.yaml", OPEN_QUOTE)
    put("in/b.yaml")
    put("out/b.md", "old")
    assert gxreport("render", "in", "--format", "md", "-o", "out/").exit_code == 2
    put("in/c.yaml", BROKEN)
    assert gxreport("render", "in", "--format", "md", "-o", "out/").exit_code == 3


def test_missing_file_is_named_and_the_others_are_made(folder):
    put("a.yaml")
    done = gxreport("render", "nowhere.yaml", "a.yaml", "--format", "md", "-o", "out/")
    assert (done.exit_code, files("out")) == (3, ["a.md"])
    assert lines(done)[0] == "nowhere.yaml: 读不了：没有这个文件或文件夹"


@pytest.mark.parametrize("name", ["photo.jpg", "a.docx"])
def test_folder_without_reports_is_told(name, folder):
    put(f"in/{name}", "")
    done = gxreport("render", "in", "-o", "out/")
    assert (done.exit_code, Path("out").exists()) == (3, False)
    assert lines(done)[0].startswith("in: 读不了：")


def test_folder_with_nothing_but_other_yaml_is_told(folder):
    put("in/compose.yaml", NO_REPORT)
    done = gxreport("render", "in", "-o", "out/")
    assert done.exit_code == gxreport("validate", "in").exit_code == 3
    assert lines(done)[0].startswith("in: 读不了：")


def test_empty_folder_does_not_stop_the_others(folder):
    units("甲")
    Path("empty").mkdir()
    done = gxreport("render", "empty", "in", "--format", "md", "-o", "out/")
    assert (done.exit_code, files("out")) == (3, ["甲/report.md"])
    assert lines(done)[0].startswith("empty: 读不了：")


# What stands there already


def test_existing_document_is_kept_unless_force_is_used(folder):
    units("甲", "乙")
    put("out/甲/report.md", "old")
    done = gxreport("render", "in", "--format", "md", "-o", "out/")
    assert done.exit_code == 2
    assert lines(done) == ["out/甲/report.md 已经有了，没有替换；要替换就加上 --force", "已生成 1 份文档"]
    assert Path("out/甲/report.md").read_text() == "old"
    assert files("out") == ["乙/report.md", "甲/report.md"]
    done = gxreport("render", "in", "--format", "md", "-o", "out/", "--force")
    assert (done.exit_code, lines(done)) == (0, ["已生成 2 份文档"])
    assert "甲局" in Path("out/甲/report.md").read_text(encoding="utf-8")


def test_existing_document_beside_its_report_is_kept(folder):
    put("in/a.yaml")
    put("in/a.md", "old")
    assert gxreport("render", "in", "--format", "md").exit_code == 2
    assert Path("in/a.md").read_text() == "old"


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_report_is_never_replaced_by_its_own_document(force, folder):
    before = '{"机关": "甲", "年度": 2023}'
    put("in/a.json", before)
    done = gxreport("render", "in/a.json", "--format", "json", "-o", "in/", *force)
    assert (done.exit_code, files()) == (2, ["in/a.json"])
    assert Path("in/a.json").read_text(encoding="utf-8") == before


@pytest.mark.parametrize("format_", ["docx", "json"])
def test_two_reports_for_one_document_are_refused_before_anything_is_made(format_, folder):
    put("in/a.yaml")
    put("in/b.yaml")
    put("in/b.yml")
    done = gxreport("render", "in", "--format", format_, "-o", "out/", "--force")
    assert (done.exit_code, Path("out").exists()) == (2, False)
    assert said(done) == f"in/b.yaml 和 in/b.yml 会写成同一个文件 out/b.{format_}；请分开运行"


def test_same_report_named_twice_is_one_report(folder):
    put("in/a.yaml")
    done = gxreport("render", "in", "in/a.yaml", "./in/a.yaml", "--format", "md", "-o", "out/")
    assert (done.exit_code, files("out")) == (0, ["a.md"])


def test_named_files_of_one_name_are_refused(folder):
    units("甲", "乙")
    done = gxreport("render", "in/甲/report.yaml", "in/乙/report.yaml", "--format", "md", "-o", "out/")
    assert (done.exit_code, Path("out").exists()) == (2, False)


def test_open_data_can_be_made_again(folder):
    put("in/a.yaml")
    for _time in range(2):
        done = gxreport("render", "in", "--format", "json", "--force")
        assert (done.exit_code, files("in")) == (0, ["a.json", "a.yaml"]), done.stderr


@pytest.mark.parametrize("name", ["out.html", "out.docx", "存"])
def test_file_is_no_target_for_several(name, folder):
    put("a.yaml")
    put("b.yaml")
    if name == "存":
        put(name, "old")
    done = gxreport("render", "a.yaml", "b.yaml", "-o", name)
    assert done.exit_code == 2
    assert said(done).startswith("报告不止一份，-o 要写文件夹")
    assert files() == sorted(["a.yaml", "b.yaml", *(["存"] if name == "存" else [])])


def test_folder_with_one_report_needs_a_folder_too(folder):
    units("甲")
    assert gxreport("render", "in", "-o", "out.html").exit_code == 2
    assert files() == ["in/甲/report.yaml"]


def test_several_documents_are_not_poured_onto_standard_output(folder):
    units("甲", "乙")
    done = gxreport("render", "in", "--format", "md", "-o", "-")
    assert (done.exit_code, Path("-").exists()) == (2, False)


def test_file_in_the_way_of_a_folder_is_named(folder):
    units("甲")
    put("out/甲", "old")
    done = gxreport("render", "in", "--format", "md", "-o", "out/")
    assert done.exit_code == 2
    assert said(done).startswith("建不了文件夹 out/甲：")
    assert Path("out/甲").read_text() == "old"


# Standard input among them


@pytest.mark.parametrize("more", [[], ["a.yaml"]])
def test_standard_input_has_no_name_to_make_a_document_of(more, folder):
    put("a.yaml")
    done = gxreport("render", "-", *more, "--format", "md", "-o", "out/", stdin=REPORT)
    assert done.exit_code == 2
    assert not Path("out/-.md").exists()


def test_standard_input_is_read_once(folder):
    put("a.yaml")
    done = gxreport("render", "a.yaml", "-", "--format", "html", "-o", "out/", stdin=REPORT)
    assert "空" not in done.stderr
    assert done.exit_code in (0, 2)


def test_standard_input_among_others_is_not_poured_out(folder):
    put("a.yaml")
    done = gxreport("render", "a.yaml", "-", "--format", "md", stdin=REPORT)
    assert (done.exit_code, done.stdout) == (2, "")


# Last year


def years_of(name: str) -> set[str]:
    return set(YEARS.findall(Path(name).read_text(encoding="utf-8")))


@pytest.fixture
def two_years(folder) -> None:
    for organ in "甲乙":
        for year in (2022, 2023):
            put(
                f"in/{organ}{year}.yaml",
                REPORT.replace(ORGAN, organ * 3).replace("年度: 2023", f"年度: {year}"),
            )


def test_charts_show_last_year_of_the_same_organ(two_years):
    put("in/丙2021.yaml", REPORT.replace(ORGAN, "甲甲甲").replace("年度: 2023", "年度: 2020"))
    assert gxreport("render", "in", "--format", "html", "-o", "out/").exit_code == 0
    assert years_of("out/甲2023.html") == years_of("out/乙2023.html") == {"2022", "2023"}
    assert years_of("out/甲2022.html") == years_of("out/丙2021.html") == set()


def test_charts_do_not_show_another_organ(folder):
    put("in/甲.yaml", REPORT.replace(ORGAN, "甲局"))
    put("in/乙.yaml", REPORT.replace(ORGAN, "乙局").replace("年度: 2023", "年度: 2022"))
    gxreport("render", "in", "--format", "html", "-o", "out/")
    assert years_of("out/甲.html") == years_of("out/乙.html") == set()


def test_order_of_the_years_is_no_matter(two_years):
    names = ["in/甲2023.yaml", "in/甲2022.yaml"]
    gxreport("render", *names, "--format", "html", "-o", "a/")
    gxreport("render", *reversed(names), "--format", "html", "-o", "b/")
    assert Path("a/甲2023.html").read_bytes() == Path("b/甲2023.html").read_bytes()


def test_last_year_is_taken_from_the_file_that_is_named(two_years):
    done = gxreport("render", "in/甲2023.yaml", "--previous", "in/甲2022.yaml", "-o", "x.html")
    assert (done.exit_code, years_of("x.html")) == (0, {"2022", "2023"})


def test_report_is_not_compared_with_its_own_or_another_organs_year(two_years):
    gxreport("render", "in", "--previous", "in/甲2022.yaml", "--format", "html", "-o", "out/")
    assert years_of("out/甲2023.html") == {"2022", "2023"}
    assert years_of("out/甲2022.html") == years_of("out/乙2022.html") == set()


def test_name_of_the_organ_may_be_written_with_other_blanks_and_brackets(two_years):
    old = Path("in/甲2022.yaml")
    old.write_text(old.read_text(encoding="utf-8").replace("机关: ", "机关: （ ", 1), encoding="utf-8")
    done = gxreport("render", "in/甲2023.yaml", "--previous", "in/甲2022.yaml", "-o", "x.html")
    assert (done.stderr, years_of("x.html")) == ("已生成 x.html\n", {"2022", "2023"})
    gxreport("render", "in", "--format", "html", "-o", "out/")
    assert years_of("out/甲2023.html") == {"2022", "2023"}


@pytest.mark.parametrize(("text", "code"), [(None, 3), (BROKEN, 3), (NO_REPORT, 3)])
def test_last_years_report_that_cannot_be_read_stops_all(text, code, folder):
    put("a.yaml")
    if text:
        put("old.yaml", text)
    done = gxreport("render", "a.yaml", "--previous", "old.yaml", "-o", "x.html")
    assert (done.exit_code, Path("x.html").exists()) == (code, False)
    assert lines(done)[0].startswith("old.yaml:")


# The format


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("x.html", b"<!DOCTYPE html>"),
        ("x.HTM", b"<!DOCTYPE html>"),
        ("x.md", b"---\n"),
        ("x.json", b"{"),
        ("x.docx", b"PK"),
        ("x.out", b"PK"),
    ],
)
def test_ending_of_the_output_says_the_format(name, start, folder):
    put("a.yaml")
    assert gxreport("render", "a.yaml", "-o", name).exit_code == 0
    assert Path(name).read_bytes().startswith(start)


def test_name_without_an_ending_gets_one(folder):
    put("a.yaml")
    done = gxreport("render", "a.yaml", "-o", "年报")
    assert (done.exit_code, files()) == (0, ["a.yaml", "年报.docx"])


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    "ending", [".docx", ".html", ".pdf", ".xlsx", ".md", ".json", ".doc", ".xls", ".yaml", ".txt"]
)
def test_ending_of_another_format_is_refused(format_, ending, folder):
    if ending == f".{format_}":
        pytest.skip("the same")
    put("a.yaml")
    done = gxreport("render", "a.yaml", "--format", format_, "-o", f"x{ending}")
    assert (done.exit_code, files()) == (2, ["a.yaml"])
    assert said(done) == f"生成的是 {format_} 文件，文件名不能以 {ending} 结尾；请写 x.{format_}"


@pytest.mark.parametrize(
    ("format_", "option"),
    [
        *((format_, "--previous") for format_ in FORMATS if format_ != "html"),
        *((format_, "--reference") for format_ in FORMATS if format_ != "docx"),
        *((format_, "--template") for format_ in ("json", "xlsx")),
    ],
)
def test_options_of_another_format_are_refused(format_, option, folder):
    units("甲")
    done = gxreport("render", "in", "--format", format_, option, "nowhere", "-o", "out/")
    assert (done.exit_code, Path("out").exists()) == (2, False)
    assert said(done).startswith(f"{option} 只用于 ")


@pytest.mark.parametrize("option", ["--template", "--config"])
def test_file_that_the_command_needs_is_named_when_it_is_not_there(option, folder):
    units("甲")
    done = gxreport("render", "in", "--format", "html", option, "nowhere", "-o", "out/")
    assert (done.exit_code, Path("out").exists()) == (2, False)
    assert said(done) == "读不了 nowhere：没有这个文件或文件夹"


# --fill-zero

BLANKS = {
    "行政许可:             12": '行政许可:             ""',
    "行政处罚:             3": "行政处罚:             /",
    "行政强制:             0\n": "行政强制:             无\n",
    "[   58,        7,        0,            0,            1,    0,   66]": "[58, 7, ~, ~, 1, ~, ~]",
    "总体情况: |\n": "总体情况: |\n  许可{{ 主动公开.行政许可 }}件，新收{{ 申请办理.本年新收.总计 }}件。\n",
}


def with_blanks() -> str:
    text = REPORT
    for before, after in BLANKS.items():
        assert before in text
        text = text.replace(before, after, 1)
    return text


def test_blank_cells_become_zero_where_that_is_asked_for(folder):
    path = put("in/a.yaml", with_blanks())
    assert gxreport("render", "in", "--fill-zero", "--format", "json", "-o", "out/").exit_code == 0
    made = json.loads(Path("out/a.json").read_text(encoding="utf-8"))
    shown = made["主动公开"]
    assert [shown["行政许可"], shown["行政处罚"], shown["行政强制"]] == [0, "/", "无"]
    assert list(made["申请办理"]["本年新收"].values()) == [58, 7, 0, 0, 1, 0, 66]
    assert made["总体情况"].startswith("许可0件，新收66件。")
    assert path.read_text(encoding="utf-8") == with_blanks()


def test_blank_cells_stay_blank_where_nothing_is_asked_for(folder):
    put("a.yaml", with_blanks().replace("许可{{ 主动公开.行政许可 }}件，", ""))
    assert gxreport("render", "a.yaml", "-o", "a.json").exit_code == 0
    made = json.loads(Path("a.json").read_text(encoding="utf-8"))
    assert made["主动公开"]["行政许可"] == ""
    assert list(made["申请办理"]["本年新收"].values()) == [58, 7, "", "", 1, "", 66]


def test_quote_of_a_blank_cell_is_open_without_zeros(folder):
    put("a.yaml", with_blanks())
    done = gxreport("render", "a.yaml", "-o", "a.json")
    assert (done.exit_code, Path("a.json").exists()) == (1, False)
    assert "主动公开.行政许可" in done.stderr


def test_empty_report_becomes_zeros(folder):
    put("a.yaml", "机关: 甲局\n年度: 2023\n")
    assert gxreport("render", "a.yaml", "--fill-zero", "-o", "a.json").exit_code == 0
    report = read("a.json", Path("a.json").read_bytes()).report
    assert {cell.raw for cell in report.cells().values()} == {"0"}


@pytest.mark.parametrize("format_", ["docx", "html", "md"])
def test_zeros_are_printed_in_every_document(format_, folder):
    put("a.yaml", "机关: 甲局\n年度: 2023\n")
    gxreport("render", "a.yaml", "--fill-zero", "-o", f"a.{format_}")
    report = read(f"a.{format_}", Path(f"a.{format_}").read_bytes()).report
    assert set(printed(report).values()) == {"0"}


def test_report_without_blanks_is_the_same_with_zeros(folder):
    put("a.yaml")
    gxreport("render", "a.yaml", "-o", "a.md")
    gxreport("render", "a.yaml", "--fill-zero", "-o", "b.md")
    assert Path("a.md").read_bytes() == Path("b.md").read_bytes()


# What is said


def test_quiet_says_only_what_went_wrong(folder):
    units("甲", "乙")
    done = gxreport("render", "in", "--format", "md", "-o", "out/", "-q")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    done = gxreport("render", "in", "--format", "md", "-o", "out/", "-q")
    assert (done.exit_code, len(lines(done))) == (2, 2)
    put("in/丙/report.yaml", BROKEN)
    put("in/丁/report.yaml", OPEN_QUOTE)
    done = gxreport("render", "in", "--format", "md", "-o", "out/", "-q", "--force")
    assert [line.partition(":")[0] for line in lines(done)] == ["in/丁/report.yaml", "in/丙/report.yaml"]


def test_verbose_names_each_document(folder):
    units("甲", "乙")
    done = gxreport("render", "in", "--format", "md", "-o", "out/", "-v")
    assert lines(done) == ["已生成 out/乙/report.md", "已生成 out/甲/report.md", "已生成 2 份文档"]


def test_english_is_spoken(folder):
    units("甲", "乙")
    put("in/丙/report.yaml", BROKEN)
    put("out/甲/report.md", "old")
    done = gxreport("render", "in", "--format", "md", "-o", "out/", "-v", lang="en")
    assert done.exit_code == 3
    plain = re.sub(r"\S*[甲乙丙]/\S*|\"[^\"]*\"", "", done.stderr)
    assert not re.search(r"[\u4e00-\u9fff]", plain), plain


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal")
def test_bar_is_shown_on_a_terminal_after_a_second(folder):
    units(*(f"单位{number}" for number in range(90)))
    shown = on_a_terminal("render", "in", "--format", "docx", "-o", "out/")
    assert "生成文档" in shown
    assert re.search(r"\d+/90", shown)
    assert "已生成 90 份文档" in shown
    assert len(files("out")) == 90
    quiet = on_a_terminal("render", "in", "--format", "docx", "-o", "out/", "--force", "-q")
    assert quiet == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal")
def test_short_work_shows_no_bar(folder):
    units("甲")
    shown = on_a_terminal("render", "in", "--format", "md", "-o", "out/")
    assert shown == "已生成 1 份文档\n"
    assert COLOUR not in shown


def test_template_that_fails_for_one_report_is_told_with_its_name(folder):
    put("in/a.yaml", "机关: 甲\n年度: 2023\n")
    put("in/b.yaml", "机关: 乙\n年度: 2023\n发布日期: 2024-01-25\n")
    put("own.html", "{{ report.published.year }}")
    done = gxreport("render", "in", "--template", "own.html", "--format", "html", "-o", "out/")
    assert (done.exit_code, files("out")) == (2, ["b.html"])
    assert "in/a.yaml" in done.stderr


def test_zeros_that_nobody_wrote_are_told(folder):
    put("a.yaml", "机关: 甲\n年度: 2023\n")
    done = gxreport("render", "a.yaml", "--fill-zero", "-o", "a.md")
    assert "没有填写的格印成了 0" in done.stderr
    assert "规章·制发件数" in gxreport("render", "a.yaml", "--fill-zero", "-v", "-o", "b.md").stderr


def test_previous_report_of_another_organ_is_told(folder):
    put("a.yaml")
    put("b.yaml", "机关: 别局\n年度: 2019\n申请办理:\n  本年新收: [1, 0, 0, 0, 0, 0, 1]\n")
    done = gxreport("render", "a.yaml", "--previous", "b.yaml", "-o", "a.html")
    assert done.exit_code == 0
    assert "“别局”2019年的报告，不是本机关上一年的" in done.stderr
