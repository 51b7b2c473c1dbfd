"""What changed between two reports: cells, the sums that broke or were mended, and sentences."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.strategies import governed, reports, with_cells

from gxreport.cell import MISSING
from gxreport.cli import cli
from gxreport.diff import Difference, difference
from gxreport.diff.sentences import Said, compared
from gxreport.layout import Address, Relation
from gxreport.model import Report
from gxreport.readers import read
from gxreport.renderers import docx, html, md, report_yaml, xlsx
from gxreport.reporters.changes.text import report as text_report
from gxreport.sums import failing

EXAMPLES = Path(__file__).parent.parent / "examples"
NEW = EXAMPLES / "report-2023.yaml"
OLD = EXAMPLES / "report-2022.yaml"
FORM_2019 = EXAMPLES / "report-2020.yaml"
NATURAL = Address("requests", "new", "natural")
TOTAL = Address("requests", "new", "total")


def report_of(path: Path = NEW) -> Report:
    return read(path.name, path.read_bytes()).report


def with_prose(**texts: str) -> Report:
    return report_of().model_copy(update=texts)


def run(*arguments: object, lang: str = "zh", stdin: bytes | None = None, color: bool = False) -> Result:
    words = ["diff", "--lang", lang, *map(str, arguments)]
    return CliRunner().invoke(cli, words, input=stdin, prog_name="gxreport", color=color)


# Cells


def test_a_report_does_not_differ_from_itself():
    assert difference(report_of(), report_of()).none
    assert difference(report_of(), report_of()).prose.share == 100


@pytest.mark.parametrize("renderer", [docx, html, md, xlsx, report_yaml], ids=lambda r: r.__name__)
def test_a_document_does_not_differ_from_what_it_was_made_of(renderer):
    """Though totals were left out and prose quotes a cell."""
    text = NEW.read_text("utf-8").replace("    1,    0,   66]", "    1,    0,    ~]")
    text = text.replace(
        "本年新收政府信息公开申请66件", "本年新收政府信息公开申请{{ 申请办理.本年新收.总计 }}件"
    )
    source = read("report.yaml", text.encode()).report
    assert source.cells()[TOTAL] == MISSING
    name = {"report_yaml": "yaml"}.get(kind := renderer.__name__.rpartition(".")[2], kind)
    shown = read(f"report.{name}", renderer.render(source)).report
    assert difference(source, shown).none
    assert difference(shown, report_of()).none


@settings(max_examples=30)
@given(st.data())
def test_exactly_the_cells_that_were_changed_differ(data):
    report = data.draw(reports())
    changed = data.draw(
        st.dictionaries(st.sampled_from(list(report.cells())), st.integers(2 * 10**9, 3 * 10**9), min_size=1)
    )
    found = difference(report, with_cells(report, {at: str(value) for at, value in changed.items()}))
    assert {change.address: change.new for change in found.cells} == {
        at: str(value) for at, value in changed.items()
    }
    assert all(change.change == Decimal(change.new) - Decimal(change.old) for change in found.cells)
    assert not found.prose.differs


def test_a_number_that_is_written_otherwise_is_told_with_no_change():
    (change,) = difference(report_of(), with_cells(report_of(), {NATURAL: "58件"})).cells
    assert (change.old, change.new, change.change) == ("58", "58件", 0)


def test_a_cell_without_a_number_has_no_change():
    (change,) = difference(report_of(), with_cells(report_of(), {NATURAL: "若干"})).cells
    assert (change.old, change.new, change.change) == ("58", "若干", None)


def test_a_blank_cell_and_one_that_is_not_there_are_alike():
    blank, missing = (with_cells(report_of(), {NATURAL: cell}) for cell in ("", MISSING))
    assert NATURAL not in {change.address for change in difference(blank, missing).cells}


def test_rows_that_both_editions_have_are_compared_and_the_others_listed():
    found = difference(report_of(FORM_2019), report_of())
    compared_rows = {change.address for change in found.cells}
    assert Address("disclosure", "licences", "decisions") in compared_rows
    assert NATURAL in compared_rows
    old, new = ({line.address for line in lines} for lines in (found.only_old, found.only_new))
    assert {
        Address("disclosure", "other_services"),
        Address("disclosure", "licences", "change"),
        Address("disclosure", "normative_documents"),
        Address("requests", "results.other"),
    } <= old
    assert {Address("disclosure", "normative_documents"), Address("requests", "results.other.unpaid")} <= new
    assert not compared_rows & (old | new)


# Sums


@settings(max_examples=30)
@given(st.data())
def test_sums_that_one_change_breaks_are_mended_by_undoing_it(data):
    right = data.draw(reports())
    at = data.draw(st.sampled_from(governed(right)))
    wrong = with_cells(right, {at: str(4 * 10**9)})
    broken, mended = difference(right, wrong).broken, difference(wrong, right).mended
    assert broken
    assert [one.equation for one in broken] == [one.equation for one in failing(wrong)]
    assert {one.equation for one in mended} == {one.equation for one in broken}
    assert all(at in {term.address for term in (*one.left, *one.right)} for one in broken)
    assert difference(wrong, right).broken == difference(right, wrong).mended == ()


def test_a_sum_that_stays_broken_is_not_told():
    wrong = with_cells(report_of(), {TOTAL: "67"})
    worse = with_cells(report_of(), {TOTAL: "68"})
    found = difference(wrong, worse)
    assert [change.address for change in found.cells] == [TOTAL]
    assert not found.broken
    assert not found.mended


def test_a_sum_that_can_no_longer_be_worked_out_is_not_mended():
    wrong = with_cells(report_of(), {TOTAL: "67"})
    unknown = with_cells(report_of(), {TOTAL: "67", NATURAL: "若干"})
    assert {one.equation.relation for one in difference(report_of(), wrong).broken} >= {Relation.ROW}
    assert difference(wrong, unknown).mended == ()


# Sentences


def texts(said: tuple[Said, ...]) -> list[str]:
    return [one.text for one in said]


def test_a_sentence_that_moved_is_neither_added_nor_removed():
    was = with_prose(overview="第一句话在这里。第二句话在这里。", problems="第三句话在这里。")
    now = with_prose(overview="第二句话在这里。\n  第三句话在这里。", problems="第一句话在这里。")
    assert not compared(was, now).differs
    assert compared(was, now).share == 100


def test_sentences_that_came_and_went_are_told_with_their_section():
    was = with_prose(overview="全年举办培训。开设专栏两个。", other="无。")
    now = with_prose(overview="全年举办培训。听取意见五条。", other="无。")
    found = compared(was, now)
    assert found.removed == (Said("overview", "开设专栏两个。"),)
    assert found.added == (Said("overview", "听取意见五条。"),)
    assert found.reworded == ()


def test_a_sentence_with_another_figure_is_reworded():
    was = with_prose(overview="本年收到申请12件，均已答复。")
    now = with_prose(overview="本年收到申请13件，均已答复。")
    found = compared(was, now)
    assert (found.removed, found.added) == ((), ())
    assert [(pair.old.text, pair.new.text) for pair in found.reworded] == [
        ("本年收到申请12件，均已答复。", "本年收到申请13件，均已答复。")
    ]


def test_a_sentence_that_stands_once_less_is_removed_once():
    was, now = with_prose(other="无此事项。" * 3), with_prose(other="无此事项。" * 2)
    assert texts(compared(was, now).removed) == ["无此事项。"]


def test_share_is_of_the_characters_of_the_new_report():
    was = Report(organ="甲", year=2023, overview="一二三四五六七八九。")
    now = Report(organ="甲", year=2023, overview="一二三四五六七八九。\n天地玄黄宇宙洪荒日月盈昃。")
    assert compared(was, now).share == 10 * 100 // 23
    assert compared(now, Report(organ="甲", year=2023)).share is None


def test_very_many_new_sentences_are_told_without_looking_for_pairs():
    was, now = ("".join(f"第{n}{word}事。" for n in range(2000)) for word in ("旧", "新"))
    found = compared(with_prose(overview=was), with_prose(overview=now))
    assert len(found.added) == len(found.removed) == 2000


# The command


def test_text_shows_old_and_new_and_what_changed():
    done = run(OLD, NEW)
    assert done.exit_code == 0
    assert re.search(r"申请办理·本年新收·自然人 +41 → 58（\+17）", done.stdout)
    assert re.search(r"年度 +2022 → 2023", done.stdout)
    assert "    - 年末本局现行有效的行政规范性文件3件。" in done.stdout
    assert re.search(r"新报告的文字有 \d+% 与旧报告相同", done.stdout)


def test_nothing_differs_is_one_sentence_and_no_failure():
    for format_ in ("text", "md"):
        done = run(NEW, NEW, "--format", format_)
        assert (done.exit_code, done.stdout, done.stderr) == (0, "两份报告的内容相同。\n", "")
    assert json.loads(run(NEW, NEW, "--format", "json").stdout)["same"] is True


def test_json_has_addresses_figures_and_sentences(tmp_path):
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(NEW.read_text("utf-8").replace("1,    0,   66]", "1,    0,   67]"), encoding="utf-8")
    found = json.loads(run(NEW, wrong, "--format", "json").stdout)
    assert (found["same"], found["new"]["path"], found["new"]["year"]) == (False, str(wrong), 2023)
    (cell,) = found["cells"]
    assert cell["address"]["key"] == "申请办理.本年新收.总计"
    assert (cell["old"], cell["new"], cell["change"]) == ("66", "67", "+1")
    assert {address["key"] for one in found["broken"] for address in one["addresses"]} >= {
        "申请办理.本年新收.总计"
    }
    assert found["sentences"]["unchanged_percent"] == 100


def test_markdown_is_tables_in_which_nothing_of_the_report_is_markup(tmp_path):
    odd = tmp_path / "odd.yaml"
    text = NEW.read_text("utf-8").replace("无其他需要报告的事项。", "甲|乙 <b>丙</b> `丁` **戊**。")
    odd.write_text(text.replace("行政处罚:             3", '行政处罚: "3|<i>"'), encoding="utf-8")
    made = run(NEW, odd, "--format", "md").stdout
    shown = MarkdownIt("gfm-like", {"linkify": False}).render(made)
    assert "<b>" not in shown
    assert "<i>" not in shown
    assert "<strong>" not in shown
    assert "甲|乙 &lt;b&gt;丙&lt;/b&gt; `丁` **戊**。" in shown
    rows = [line.count("<td>") for line in re.findall(r"<tr>.*?</tr>", shown.replace("\n", ""))]
    assert set(rows) <= {0, 3, 4}


def test_the_result_goes_to_a_file_but_never_over_a_report(tmp_path):
    target = tmp_path / "out.md"
    done = run(OLD, NEW, "--format", "md", "-o", target)
    assert (done.exit_code, done.stdout) == (0, "")
    assert target.read_text("utf-8") == run(OLD, NEW, "--format", "md").stdout
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(NEW.read_bytes())
    assert run(OLD, copy, "-o", copy).exit_code == 2
    assert copy.read_bytes() == NEW.read_bytes()


def test_exit_codes(tmp_path):
    assert run(OLD).exit_code == 2
    assert run("-", "-").exit_code == 2
    assert run(OLD, tmp_path / "none.yaml").exit_code == 3
    assert run("-", NEW, stdin=NEW.read_bytes()).exit_code == 0


def test_reports_on_two_editions_are_told_in_every_format():
    for format_ in ("text", "md", "json"):
        done = run(FORM_2019, NEW, "--format", format_)
        assert done.exit_code == 0
        assert "5120" in done.stdout


def test_on_a_terminal_old_is_red_and_new_is_green():
    old, new = (read(path.name, path.read_bytes()) for path in (OLD, NEW))
    painted = text_report(
        difference(old.report, new.report), old, new, lambda text, colour: f"<{colour}>{text}</>"
    )
    assert "<red>41</> → <green>58</>（+17）" in painted
    assert "<bold>正文</>" in painted


def test_difference_of_nothing_is_none():
    assert Difference().none
