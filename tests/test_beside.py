"""What is said of a report beside its sections: the day of its publication, its signature."""

from datetime import date

import pytest
from tests.corpus.forms import ORGAN, Published
from tests.corpus.make_html import html
from tests.corpus.make_text import from_word

from gxreport.catalogue import selected
from gxreport.checking import check
from gxreport.readers import read
from gxreport.reading import Reading


def page(*, before: str = "", head: str = "", ending: tuple[str, ...] = ()) -> Reading:
    made = html(Published(1, ending=list(ending))).decode()
    made = made.replace("<head>", f"<head>{head}", 1).replace("<body>", f"<body>{before}", 1)
    return read("a.html", made.encode())


def text(*ending: str) -> Reading:
    return read("a.txt", from_word(Published(1, ending=list(ending))))


@pytest.mark.parametrize(
    "line",
    ["发布时间：2024-01-25 10:20", "发布日期: 2024年1月25日", "公开日期 2024/1/25", "发文日期：2024.01.25"],
)
def test_day_of_publication_is_read_above_the_title(line):
    found = page(before=f"<p>{line}</p>")
    assert found.report.published == date(2024, 1, 25)
    place = found.passages["published"].place(0, 0)
    assert place.paragraph == 1
    assert found.asides == ()


def test_day_of_publication_in_a_table_of_the_page_is_read():
    table = "<table><tr><td>索引号</td><td>1</td></tr><tr><td>发布日期</td><td>2024-01-25</td></tr></table>"
    assert page(before=table).report.published == date(2024, 1, 25)


def test_data_of_the_page_say_when_it_was_published_if_its_text_does_not():
    head = '<meta name="PubDate" content="2024-01-26 09:00">'
    found = page(head=head)
    assert found.report.published == date(2024, 1, 26)
    assert found.asides == ("发布日期 2024-01-26 取自网页自带的信息",)
    assert page(head=head, before="<p>发布时间：2024-01-25</p>").report.published == date(2024, 1, 25)


@pytest.mark.parametrize(
    "line",
    [
        "成文日期：2024-01-25",
        "发布时间：2024-02-30",
        "发布时间：",
        "下次发布时间：明年一月",
        "打印时间：2024-01-25",
    ],
)
def test_no_other_day_is_taken_for_that_of_publication(line):
    assert page(before=f"<p>{line}</p>").report.published is None


def test_signature_and_its_day_are_no_part_of_the_last_section():
    found = text(ORGAN, "2024年1月20日")
    assert (found.report.signature, found.report.published) == (ORGAN, date(2024, 1, 20))
    assert found.report.other == text().report.other
    assert found.passages["signature"].place(0, 0).line < found.passages["published"].place(0, 0).line


@pytest.mark.parametrize("ending", [("2024年1月20日",), ("某某局", "2024年1月20日"), (ORGAN, "2024年1月")])
def test_what_is_no_whole_signature_stays_text(ending):
    found = text(*ending).report
    assert found.signature == ""
    assert found.published is None
    assert (found.other or "").endswith("\n".join(ending))


def test_pictures_inside_a_page_do_not_make_it_too_large():
    picture = f'<p><img src="data:image/png;base64,{"iVBOR" * 1_600_000}"></p>'
    assert page(before=picture).report.cells() == page().report.cells()


def test_period_is_read_from_the_text_that_states_it():
    found = text()
    assert found.report.period == (date(2023, 1, 1), date(2023, 12, 31))
    line = found.passages["period"].place(0, 0).line
    assert line == found.passages["preamble"].place(0, 0).line


@pytest.mark.parametrize(
    "sentence",
    [
        "统计期限自2023年2月30日起，至2023年12月31日止。",
        "专项行动自2023年3月1日起，至2023年9月30日止。",
        "统计期限自2023年1月1日起，至2023年12月31日止；统计期限自2022年1月1日起，至2022年12月31日止。",
    ],
)
def test_no_period_is_read_where_the_text_does_not_state_just_one(sentence):
    made = from_word(Published(1, period=sentence))
    assert read("a.txt", made).report.period is None


def test_file_that_is_called_one_of_another_year_is_named():
    made = from_word(Published(1))
    name = f"{ORGAN}2022年政府信息公开工作年度报告.txt"
    (finding,) = check(read(name, made), selected(["GX212"])).findings
    assert finding.message.startswith("标题写的是 2023 年，文件名")
    assert check(read(name.replace("2022", "2023"), made), selected(["GX212"])).findings == ()


def titled(*lines: str, name: str = "a.txt") -> Reading:
    return read(name, from_word(Published(1, title=list(lines))))


@pytest.mark.parametrize(
    ("lines", "organ", "year"),
    [
        (("示例县卫生健康局", "2023年度政府信息公开工作报告"), "示例县卫生健康局", 2023),
        (("2021年示例街道办事处信息公开年报",), "示例街道办事处", 2021),
        (("示例县示例镇2023年政府信息公开工作告年度报",), "示例县示例镇", 2023),
        (("示例局2023年度年度政府信息公开工作报告",), "示例局", 2023),
        (("2023年度政府信息公开工作报告",), "", 2023),
    ],
)
def test_title_that_is_not_worded_as_it_ought_to_be_says_organ_and_year(lines, organ, year):
    found = titled(*lines).report
    assert (found.organ, found.year) == (organ, year)


def test_sentence_is_no_title():
    found = titled("2023年，本局公开信息、报告工作5次。").report
    assert (found.organ, found.year) == ("", None)


def test_report_without_a_title_has_organ_and_year_of_its_file_name():
    found = titled("附件", name=f"{ORGAN}2022年政府信息公开工作年度报告.txt")
    assert (found.report.organ, found.report.year) == (ORGAN, 2022)
    assert found.asides == (f"没有找到标题，机关和年度取自“{ORGAN}2022年政府信息公开工作年度报告”",)
    assert "附件" in found.report.preamble
