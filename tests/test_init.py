"""A report to begin with: nothing is filled in that nobody knows, and once filled in it is clean."""

import io
import os
import pty
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from tests.strategies import reports, with_cells
from tests.test_schema_command import Core

from gxreport.catalogue import selected
from gxreport.cell import MISSING, State
from gxreport.checking import check
from gxreport.cli import cli
from gxreport.editions import EDITIONS, edition_for
from gxreport.editions.meanings import meaning
from gxreport.fresh import Start, begun
from gxreport.fresh.written import written
from gxreport.layout import Address
from gxreport.model import OrganKind, Period, Report
from gxreport.readers import read
from gxreport.renderers import xlsx
from gxreport.schema.written import written_schema

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
LAST = EXAMPLES / "report-2023.yaml"
ORGAN = "示例市示例区档案馆"
YEARS = {2019: 2020, 2021: 2024}
each_edition = pytest.mark.parametrize("edition", EDITIONS)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    """An empty folder, and the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: object, command: str = "init") -> Result:
    done = CliRunner(env={"GXREPORT_LANG": "zh"}).invoke(
        cli, [command, *map(str, arguments)], prog_name="gxreport"
    )
    assert isinstance(done.exception, SystemExit | None), done.exception
    return done


def report_of(name: str | Path) -> Report:
    return read(str(name), Path(name).read_bytes()).report


def start(edition: int = 2021) -> Start:
    return Start(ORGAN, OrganKind.DEPARTMENT, YEARS[edition], edition)


def rules_of(content: bytes) -> list[str]:
    findings = check(read("report.yaml", content), selected()).findings
    return [finding.rule for finding in findings]


def row_pattern(key: str) -> str:
    """The line of a row as it is left to be filled in."""
    return rf"(?m)^( +{key}: +)(?:\[[^\]]*\]|~)"


def filled_in(text: str, report: Report) -> str:
    """The text with a report's figures typed over what stands there, row by row from the top."""
    done = ""
    for layout in report.layouts:
        for row in layout.rows:
            found = re.search(row_pattern(row.keys[-1]), text)
            assert found, row.name
            figures = [report.cells()[address].raw for address in row.addresses]
            value = f"[{', '.join(map(str, figures))}]" if len(figures) > 1 else str(figures[0])
            done += text[: found.start()] + found[1] + value
            text = text[found.end() :]
    return done + text


def with_words(text: str) -> str:
    """The text with prose written where it asks for some."""
    words = iter(
        (
            "本馆把档案开放同信息公开一起推进，方便群众查阅。",
            "全年发布开放档案目录两期，配发查档指南。",
            "先同申请人通话，再出具答复。",
            "新收进馆的文件逐件核对公开属性。",
            "网站栏目每季度检查一遍，及时更新。",
            "全年培训两次，自查四次，评议一次，没有需要追究责任的情形。",
            "一是目录更新不够快；二是存在答复文书格式不统一的问题。",
            "下一步按月更新目录，统一文书样式。",
            "无其他需要报告的事项。",
        )
    )
    return re.sub(r"（此处填写：[^\n]*）", lambda _found: next(words), text)


# The fresh report


@each_edition
def test_no_figure_is_filled_in_and_every_cell_is_there(edition):
    made = read("report.yaml", written(begun(start(edition)))).report
    assert made.edition == edition
    assert made.remarks == ()
    totals = {
        address
        for layout in made.layouts
        for row in layout.rows
        for column, address in zip(row.columns, row.addresses, strict=True)
        if row.summed or column.summed
    }
    for address, cell in made.cells().items():
        assert cell.state is (State.MISSING if address in totals else State.BLANK), address
    text = written(begun(start(edition))).decode()
    for layout in made.layouts:
        for row in layout.rows:
            assert re.search(row_pattern(row.keys[-1]), text), row.name


@each_edition
def test_every_row_says_what_it_means(edition):
    text = written(begun(start(edition))).decode()
    for layout in begun(start(edition)).layouts:
        for row in layout.rows:
            words = meaning(row.address)
            assert re.search(rf"# {re.escape(words.text)}[^\n]*{re.escape(words.law)}", text), row.name


@each_edition
def test_validate_says_what_is_still_to_be_filled_in_and_nothing_else(edition):
    found = rules_of(written(begun(start(edition))))
    assert set(found) == {"GX102", "GX211"}
    assert found.count("GX102") == 3
    assert found.count("GX211") == written(begun(start(edition))).decode().count("（此处填写：")


@each_edition
def test_the_short_fields_are_known(edition):
    made = read("report.yaml", written(begun(start(edition)))).report
    year = YEARS[edition]
    assert (made.organ, made.organ_kind, made.year) == (ORGAN, OrganKind.DEPARTMENT, year)
    assert made.period == Period(date(year, 1, 1), date(year, 12, 31))
    assert made.published is None


def test_the_day_of_publication_waits_behind_a_sign():
    text = written(begun(start())).decode()
    assert report_from(text.replace("# 发布日期", "发布日期")).published == date(2025, 1, 31)
    government = written(begun(start()._replace(organ="示例县人民政府", kind=OrganKind.GOVERNMENT)))
    assert b": 2025-03-31 " in government


def report_from(text: str) -> Report:
    return read("report.yaml", text.encode()).report


@pytest.mark.parametrize(
    ("organ", "kind", "asked"),
    [
        ("示例县人民政府", OrganKind.GOVERNMENT, True),
        ("示例县示例镇人民政府", OrganKind.TOWNSHIP, True),
        ("示例县示例街道办事处", OrganKind.TOWNSHIP, False),
        (ORGAN, OrganKind.DEPARTMENT, False),
    ],
)
def test_governments_are_asked_for_what_article_50_asks_of_them(organ, kind, asked):
    made = begun(start()._replace(organ=organ, kind=kind))
    assert ("责任追究" in made.overview) == asked


# Filled in


@each_edition
@settings(max_examples=20)
@given(st.data())
def test_a_filled_in_report_has_the_figures_that_were_typed(edition, data):
    figures = data.draw(reports((edition,)))
    text = written(begun(start(edition))).decode()
    made = report_from(filled_in(text, figures))
    assert made.remarks == ()
    assert {a: c.raw for a, c in made.cells().items()} == {a: c.raw for a, c in figures.cells().items()}


def test_a_filled_in_report_is_clean():
    text = filled_in(written(begun(start())).decode(), report_of(LAST))
    assert rules_of(with_words(text).encode()) == []


def test_the_figures_in_the_prose_are_those_of_the_tables():
    text = with_words(filled_in(written(begun(start())).decode(), report_of(LAST)))
    Path("report.yaml").write_text(text, encoding="utf-8")
    shown = run("report.yaml", "--format", "md", "-o", "-", command="render").stdout
    assert "本年新收政府信息公开申请66件，上年结转2件，办结62件，结转下年度继续办理6件。" in shown


def test_one_zero_may_stand_for_a_row_as_the_comment_says():
    text = written(begun(start())).decode()
    made = report_from(re.sub(row_pattern("本年新收"), r"\g<1>0", text))
    assert made.remarks == ()
    assert all(made.cells()[a].value == 0 for a in made.layout("requests").row("new").addresses)


# Last year's report


def test_what_last_year_carried_forward_comes_in():
    last = report_of(LAST)
    made = begun(start(), last)
    for column in ("natural", "business", "research", "welfare", "legal_services", "other"):
        came, went = (Address("requests", row, column) for row in ("carried_in", "carried_out"))
        assert made.cells()[came].value == last.cells()[went].value
    assert made.cells()[Address("requests", "carried_in", "total")] == MISSING


def test_a_total_comes_in_where_its_parts_are_not_known():
    unknown = Address("requests", "carried_out", "natural")
    made = begun(start(), with_cells(report_of(LAST), {unknown: ""})).cells()
    assert made[Address("requests", "carried_in", "natural")].state is State.BLANK
    assert made[Address("requests", "carried_in", "total")].value == 6


def test_a_note_beside_last_years_figure_does_not_come_in():
    odd = Address("requests", "carried_out", "natural")
    made = begun(start(), with_cells(report_of(LAST), {odd: "1,005件"})).cells()
    assert made[Address("requests", "carried_in", "natural")].raw == "1005"


def test_last_years_figures_and_problems_stand_in_comments_only():
    last = report_of(LAST)
    text = written(begun(start(), last), last).decode()
    assert "# 去年：制发件数 2、废止件数 0、现行有效件数 5" in text
    first, second = last.problems.split("\n")
    assert f"# {first.strip()}\n# {second.strip()}\n存在的主要问题及改进情况: |" in text
    said = report_from(text)
    assert "图解" not in said.problems
    assert said.overview == begun(start()).overview
    assert report_from(text).cells()[Address("disclosure", "normative_documents", "in_force")].raw == ""


def test_last_years_prose_cannot_break_out_of_its_comment():
    last = report_of(LAST).model_copy(update={"problems": "甲\x85年度: 1999\u2028乙\r机关: 丙"})
    made = report_from(written(begun(start(), last), last).decode())
    assert (made.organ, made.year, made.remarks) == (ORGAN, 2024, ())


@pytest.mark.parametrize("ending", ["docx", "html", "xlsx", "md"])
def test_last_years_report_may_be_in_any_carrier(ending):
    run(LAST, "-o", f"last.{ending}", command="render")
    assert run("--previous", f"last.{ending}").exit_code == 0
    made = report_of("report.yaml")
    assert (made.organ, made.organ_kind, made.year) == (
        report_of(LAST).organ,
        OrganKind.DEPARTMENT,
        2024,
    )
    assert made.cells()[Address("requests", "carried_in", "natural")].value == 5


def test_last_year_on_the_other_edition_helps_where_rows_are_the_same():
    last = report_of(EXAMPLES / "report-2020.yaml")
    text = written(begun(start(), last), last).decode()
    assert "# 去年：处理决定数量 186" in text
    assert report_from(text).remarks == ()


def test_a_report_that_is_not_last_years_is_refused():
    done = run("--previous", LAST, "--year", 2025)
    assert done.exit_code == 2
    assert "要的是 2024 年度的" in done.stderr
    assert not Path("report.yaml").exists()


def test_a_renamed_organ_is_told_and_taken():
    done = run("--previous", LAST, "--organ", ORGAN)
    assert done.exit_code == 0
    assert "不是“示例市示例区档案馆”的" in done.stderr
    assert report_of("report.yaml").organ == ORGAN


# The command


def test_options_say_all_in_a_script():
    done = run("--organ", "示例县水务局", "--year", 2020, "--kind", "other")
    assert (done.exit_code, done.stdout) == (0, "")
    made = report_of("report.yaml")
    assert (made.organ, made.organ_kind, made.year, made.edition) == (
        "示例县水务局",
        OrganKind.OTHER,
        2020,
        2019,
    )


def test_what_a_script_leaves_out_follows_from_the_name_and_the_clock():
    assert run("--organ", "示例县示例镇人民政府").exit_code == 0
    made = report_of("report.yaml")
    last_year = date.today().year - 1  # noqa: DTZ011
    assert (made.organ_kind, made.year, made.edition) == (
        OrganKind.TOWNSHIP,
        last_year,
        edition_for(last_year),
    )


def test_without_an_organ_a_script_is_told_and_not_kept_waiting():
    done = run()
    assert done.exit_code == 2
    assert "--organ" in done.stderr
    assert not Path("report.yaml").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        ("--year", "23"),
        ("--year", "2018"),
        ("--year", "明年"),
        ("--kind", "局"),
        ("--organ", " "),
        ("--edition", "2020"),
        ("-o", "report.docx"),
        ("--schema", "--format", "xlsx"),
        ("--schema", "-o", "-"),
        ("--previous", "none.yaml"),
    ],
)
def test_wrong_options_write_nothing(wrong, folder):
    arguments = wrong if "--organ" in wrong else ("--organ", ORGAN, *wrong)
    done = run(*arguments)
    assert done.exit_code == (3 if "--previous" in wrong else 2)
    assert done.stderr
    assert list(folder.iterdir()) == []


def test_an_existing_file_is_kept_unless_forced():
    Path("report.yaml").write_text("mine", encoding="utf-8")
    for arguments in ((), ("-o", "report.yaml"), ("-o", ".")):
        assert run("--organ", ORGAN, *arguments).exit_code == 2
        assert Path("report.yaml").read_text("utf-8") == "mine"
    assert run("--organ", ORGAN, "--force").exit_code == 0
    assert report_of("report.yaml").organ == ORGAN


def test_the_folder_of_a_new_year_is_made_and_no_folder_above_it(folder):
    assert run("--organ", ORGAN, "-o", "2024/report.yaml").exit_code == 0
    assert report_of("2024/report.yaml").organ == ORGAN
    assert run("--organ", ORGAN, "-o", "no/2024/report.yaml").exit_code == 2
    assert run("--organ", ORGAN, "-o", "new.yaml").exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["2024", "new.yaml"]


def test_last_years_report_is_never_written_over():
    Path("report.yaml").write_bytes(LAST.read_bytes())
    assert run("--previous", "report.yaml", "--force").exit_code == 2
    assert Path("report.yaml").read_bytes() == LAST.read_bytes()


def test_standard_output_is_the_file():
    run("--organ", ORGAN, "--year", 2024)
    done = run("--organ", ORGAN, "--year", 2024, "-o", "-")
    assert done.stdout_bytes == Path("report.yaml").read_bytes()


# Editors


def test_there_is_a_line_for_editors_only_where_the_schema_is_beside():
    run("--organ", ORGAN, "-o", "plain.yaml")
    assert "yaml-language-server" not in Path("plain.yaml").read_text("utf-8")
    Path("below").mkdir()
    assert run("--organ", ORGAN, "--year", 2024, "--schema", "-o", "below/report.yaml").exit_code == 0
    first = Path("below/report.yaml").read_text("utf-8").splitlines()[0]
    name = first.removeprefix("# yaml-language-server: $schema=")
    assert name == "gxreport-2021.schema.json"
    assert yaml.safe_load((Path("below") / name).read_bytes()) == written_schema(2021)


def test_a_schema_that_is_there_already_is_left_alone_and_another_file_is_kept():
    run("--organ", ORGAN, "--year", 2024, "--schema", "-o", "a.yaml")
    assert run("--organ", ORGAN, "--year", 2023, "--schema", "-o", "b.yaml").exit_code == 0
    schema = Path("gxreport-2021.schema.json")
    schema.write_text("mine", encoding="utf-8")
    assert run("--organ", ORGAN, "--year", 2023, "--schema", "-o", "c.yaml").exit_code == 2
    assert schema.read_text("utf-8") == "mine"
    assert not Path("c.yaml").exists()


@each_edition
def test_a_fresh_report_and_a_filled_in_one_follow_the_schema(edition):
    text = written(begun(start(edition))).decode()
    validator = Draft7Validator(written_schema(edition))
    assert validator.is_valid(yaml.load(text, Core))
    assert not validator.is_valid(yaml.load(text.replace("本年新收:", "本年新增:"), Core))


# The workbook


def typed_in(book: bytes, report: Report) -> bytes:
    """The workbook with a report's figures typed into it, totals computed as Excel would."""
    fresh = read("report.xlsx", book)
    sheets: dict[str, dict[str, str]] = {}
    for address, cell in report.cells().items():
        place = fresh.figures[address]
        sheets.setdefault(place.sheet, {})[place.reference] = cell.raw
    done = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(done, "w") as new:
        names = re.findall(r'<sheet name="([^"]*)"', old.read("xl/workbook.xml").decode())
        for part in old.namelist():
            text = old.read(part).decode()
            number = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", part)
            figures = sheets.get(names[int(number[1]) - 1], {}) if number else {}
            for reference, figure in figures.items():
                one = rf'<c r="{reference}"( s="\d+")(?:/>|(?: t="str")?>(<f>[^<]*</f>)<v></v></c>)'
                text, count = re.subn(
                    one, lambda m, r=reference, v=figure: f'<c r="{r}"{m[1]}>{m[2] or ""}<v>{v}</v></c>', text
                )
                assert count == 1, reference
            new.writestr(part, text)
    return done.getvalue()


@each_edition
@settings(max_examples=5)
@given(st.data())
def test_a_workbook_that_was_filled_in_is_read_back(edition, data):
    figures = data.draw(reports((edition,)))
    book = typed_in(xlsx.render(begun(start(edition), quoting=False)), figures)
    made = read("report.xlsx", book).report
    assert {a: c.value for a, c in made.cells().items()} == {a: c.value for a, c in figures.cells().items()}
    assert (made.organ, made.year, made.edition) == (ORGAN, YEARS[edition], edition)


def test_the_workbook_of_init_is_imported_as_the_report():
    assert run("--organ", ORGAN, "--year", 2024, "-o", "fill.xlsx").exit_code == 0
    Path("filled.xlsx").write_bytes(typed_in(Path("fill.xlsx").read_bytes(), report_of(LAST)))
    assert run("filled.xlsx", "-o", "report.yaml", command="import").exit_code == 0
    made = report_of("report.yaml")
    assert made.cells() == report_of(LAST).cells()
    assert "{{" not in made.overview
    done = run("report.yaml", command="validate")
    assert set(re.findall(r"GX\d{3}", done.stdout)) <= {"GX211", "GX215"}


def test_a_fresh_workbook_is_all_blank():
    run("--organ", ORGAN, "--format", "xlsx")
    made = report_of("report.xlsx")
    assert {cell.state for cell in made.cells().values()} <= {State.BLANK, State.MISSING}


# On a terminal


def on_terminal(*arguments: str, typed: str) -> subprocess.CompletedProcess[str]:
    """Run `gxreport init` with a terminal as its standard input, on which somebody types."""
    outer, inner = pty.openpty()
    os.write(outer, typed.encode())
    try:
        return subprocess.run(
            [sys.executable, "-X", "utf8", "-m", "gxreport", "init", *arguments],
            stdin=inner,
            capture_output=True,
            encoding="utf-8",
            timeout=30,
            env={**os.environ, "GXREPORT_LANG": "zh"},
        )
    finally:
        os.close(inner)
        os.close(outer)


def test_a_person_is_asked_for_what_no_option_says():
    done = on_terminal(typed=f"{ORGAN}\n3\n2023\n")
    assert done.returncode == 0, done.stderr
    assert (done.stdout, "机关的全称" in done.stderr) == ("", True)
    made = report_of("report.yaml")
    assert (made.organ, made.organ_kind, made.year) == (ORGAN, OrganKind.TOWNSHIP, 2023)


def test_an_empty_answer_without_a_default_is_told_to_be_needed():
    done = on_terminal(typed=f"\n{ORGAN}\n3\n2023\n")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("机关名称不能为空") == 1
    assert "[]" not in done.stderr


def test_an_empty_answer_takes_what_is_in_brackets():
    done = on_terminal("--previous", str(LAST), typed="\n\n\n")
    assert done.returncode == 0, done.stderr
    made = report_of("report.yaml")
    assert (made.organ, made.organ_kind, made.year) == (report_of(LAST).organ, OrganKind.DEPARTMENT, 2024)


def test_an_answer_that_is_not_understood_is_asked_for_again():
    done = on_terminal("--organ", ORGAN, typed="9\n部门\n去年\n2023年\n")
    assert done.returncode == 0, done.stderr
    assert "没有“9”这一类" in done.stderr
    assert report_of("report.yaml").year == 2023


def test_nobody_is_asked_before_it_is_known_that_the_file_can_be_written():
    Path("report.yaml").write_text("mine", encoding="utf-8")
    done = on_terminal(typed="")
    assert done.returncode == 2
    assert "机关的全称" not in done.stderr
