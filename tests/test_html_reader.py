"""Web pages made by others: each figure is read into its own cell or left out, never into a wrong one."""

import contextlib
import json
import re
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from tests.corpus.forms import HEADINGS
from tests.test_bad_input import gxreport, sentence

from gxreport import form
from gxreport.editions import tables
from gxreport.grid import place
from gxreport.layout import Address
from gxreport.readers import read
from gxreport.reading import NotAReport, Reading, Unreadable

ORGAN = "示例市示例区教育局"
TITLE = f"{ORGAN}2023年政府信息公开工作年度报告"
OVERVIEW = "本局全年公开信息。"
Cell = Callable[[str, str, bool], str]
"""How a cell is written: its attributes, its text, whether it is a label."""

each_edition = pytest.mark.parametrize("edition", [2021, 2019])


# Pages


def figures(edition: int) -> dict[Address, str]:
    """A figure for each cell, no two alike."""
    addresses = [address for table in tables(edition) for address in form.layout(table).addresses()]
    return {address: str(at) for at, address in enumerate(addresses, 101)}


def td(attributes: str, text: str, _label: bool) -> str:
    return f"<td{attributes}>{text}</td>"


def th(attributes: str, text: str, label: bool) -> str:
    return f"<th{attributes}>{text}</th>" if label else td(attributes, text, label)


def word(attributes: str, text: str, label: bool) -> str:
    """As Word pastes it."""
    style = "mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt;display:table-cell"
    inside = f"<span lang=EN-US style='font-size:12.0pt;mso-bidi-font-size:11.0pt'>{text}<o:p></o:p></span>"
    return (
        f"<td{attributes} valign=top style='{style}'><!--[if !supportMisalignedColumns]--><!--[endif]-->"
        f"<p class=MsoNormal align=center>&nbsp;{inside}</p>\n<p class=MsoNormal><o:p>&nbsp;</o:p></p></td>"
    )


def open_ended(attributes: str, text: str, _label: bool) -> str:
    """Without an end, as HTML allows it."""
    return f"<td{attributes}><p>{text}"


def broken(attributes: str, text: str, label: bool) -> str:
    """Labels broken over lines."""
    return td(attributes, f"{text[:2]}<br/>\n{text[2:]}" if label and len(text) > 4 else text, label)


def spaced(attributes: str, text: str, label: bool) -> str:
    return td(attributes, f"\n\t&nbsp;　{text}&#160; \n" if not label else f" {text}&emsp;", label)


def in_font(attributes: str, text: str, label: bool) -> str:
    half = len(text) // 2
    return td(attributes, f"<div><font face=仿宋><b>{text[:half]}</b>{text[half:]}</font></div>", label)


WAYS: dict[str, Cell] = {
    "td": td,
    "th": th,
    "word": word,
    "open-ended": open_ended,
    "broken": broken,
    "spaced": spaced,
    "font": in_font,
}


def table(
    kind: type, values: dict[Address, str], cell: Cell = td, spans: str = ' rowspan="{}" colspan="{}"'
) -> str:
    """A table of the form as a person sees it."""
    grid = place(form.layout(kind))
    rows: list[list] = [[] for _row in range(grid.rows)]
    for at in sorted(grid.cells, key=lambda at: at.column):
        rows[at.row].append(at)
    lines = (
        "<tr>"
        + "".join(
            cell(
                spans.format(at.height, at.width) if at.height * at.width > 1 else "",
                values.get(at.address, "") if at.address else at.label,
                not at.address,
            )
            for at in row
        )
        + "</tr>"
        for row in rows
    )
    return "<table border=1>" + "\n".join(lines) + "</table>"


def body(edition: int = 2021, cell: Cell = td, values: dict[Address, str] | None = None, **more: str) -> str:
    """The report from title to end."""
    shown = figures(edition) if values is None else values
    made = [table(kind, shown, cell, **more) for kind in tables(edition)]
    parts = [OVERVIEW, *made, "问题不少。", "没有。"]
    texts = (
        f"<p>{heading}</p>\n{part if '<' in part else f'<p>{part}</p>'}"
        for heading, part in zip(HEADINGS, parts, strict=True)
    )
    year = "2023" if edition == 2021 else "2020"
    return f"<h1>{TITLE.replace('2023', year)}</h1>\n" + "\n".join(texts)


def page(inside: str, head: str = '<meta charset="utf-8">') -> str:
    return f"<!DOCTYPE html><html><head>{head}<title>网站</title></head><body>{inside}</body></html>"


def reading(text: str | bytes, name: str = "a.html") -> Reading:
    return read(name, text.encode() if isinstance(text, str) else text)


def written(found: Reading) -> dict[Address, str]:
    return {address: cell.raw for address, cell in found.report.cells().items() if cell.raw}


def assert_all(found: Reading, edition: int = 2021) -> None:
    """That every figure, heading and sentence of the page is in its place."""
    report = found.report
    assert written(found) == figures(edition)
    assert (report.organ, report.year, report.edition) == (ORGAN, 2023 if edition == 2021 else 2020, edition)
    assert (report.overview, report.problems, report.other) == (OVERVIEW, "问题不少。", "没有。")
    assert not report.remarks
    assert [heading.section for heading in report.headings] == [1, 2, 3, 4, 5, 6]


def assert_none_wrong(found: Reading, edition: int = 2021) -> None:
    """That no cell has the figure of another one."""
    right = figures(edition)
    wrong = {address: raw for address, raw in written(found).items() if right.get(address) != raw}
    assert not wrong


# Tables as others write them


@each_edition
@pytest.mark.parametrize("way", WAYS)
def test_every_figure_is_read_into_its_cell(way, edition):
    assert_all(reading(page(body(edition, WAYS[way]))), edition)


@each_edition
@pytest.mark.parametrize(
    "spans",
    [
        " ROWSPAN={} COLSPAN={}",
        " rowspan=' {} ' colspan='{} '",
        ' rowspan="0{}" colspan="0{}"',
        " rowspan={}\ncolspan={}",
    ],
)
def test_spans_may_be_written_in_many_ways(spans, edition):
    assert_all(reading(page(body(edition, spans=spans))), edition)


@pytest.mark.parametrize(
    "spans",
    [
        "",
        ' rowspan="65534" colspan="1000"',
        ' rowspan="-1" colspan="-1"',
        ' rowspan="abc" colspan="1.5"',
        ' rowspan="0" colspan="0"',
        ' rowspan="²" colspan="２"',
        ' rowspan="99999999999999999999" colspan="99999999999999999999"',
        ' rowspan="{1}" colspan="{0}"',
        ' rowspan="2" colspan="2"',
    ],
)
@each_edition
def test_wrong_spans_put_no_figure_into_a_wrong_cell(spans, edition):
    started = time.process_time()
    found = reading(page(body(edition, spans=spans)))
    assert_none_wrong(found, edition)
    assert time.process_time() - started < 5


def test_huge_spans_of_one_cell_are_no_matter():
    text = body().replace("<td>信息内容", '<td rowspan="65534" colspan="1000">信息内容', 1)
    started = time.process_time()
    assert_none_wrong(reading(page(text)))
    assert time.process_time() - started < 5


def dropped(text: str, at: int) -> str:
    """The page without its figure number `at`."""
    found = list(re.finditer(r"<td[^>]*>\d{3}</td>", text))[at]
    return text[: found.start()] + text[found.end() :]


@each_edition
@pytest.mark.parametrize("at", [0, 2, 9, 10, 15, 16, 17, 60, 100, 190, 191, -1])
def test_missing_cell_moves_no_figure_into_a_wrong_cell(at, edition):
    assert_none_wrong(reading(page(dropped(body(edition), at))), edition)


@each_edition
@pytest.mark.parametrize("at", [0, 2, 9, 10, 15, 16, 17, 60, 100, 190, 191, -1])
@pytest.mark.parametrize("more", ["<td></td>", "<td>7</td>", "<td>无</td>"])
def test_additional_cell_moves_no_figure_into_a_wrong_cell(at, more, edition):
    text = body(edition)
    found = list(re.finditer(r"<td[^>]*>\d{3}</td>", text))[at]
    text = text[: found.start()] + more + text[found.start() :]
    right = figures(edition)
    got = written(reading(page(text)))
    assert not {a: raw for a, raw in got.items() if raw not in (right.get(a), "7", "无")}


@each_edition
@pytest.mark.parametrize("number", [0, 1, 2, 3, 8, 14, 20])
def test_missing_row_moves_no_figure_into_a_wrong_cell(number, edition):
    rows = list(re.finditer(r"<tr>.*?</tr>", body(edition), re.DOTALL))
    for first in (0, 12):
        gone = rows[first + number]
        text = body(edition)[: gone.start()] + body(edition)[gone.end() :]
        assert_none_wrong(reading(page(text)), edition)


@each_edition
def test_row_that_stands_twice_gives_its_figures_once(edition):
    text = body(edition)
    row = re.search(r"<tr><td[^>]*>行政许可.*?</tr>|<tr>(?:(?!</tr>).)*行政许可.*?</tr>", text, re.DOTALL)
    assert row
    text = text.replace(row[0], row[0] + re.sub(r">\d+<", ">999<", row[0]), 1)
    assert_none_wrong(reading(page(text)), edition)


@each_edition
def test_sub_total_that_the_form_does_not_have_is_not_the_total(edition):
    """As organs add it: 总计 below the lines of one group."""
    text = body(edition)
    row = next(row for row in re.findall(r"<tr>.*?</tr>", text, re.DOTALL) if "无法提供" in row)
    own = "<tr><td colspan=2>总计</td>" + "<td>999</td>" * 7 + "</tr>"
    assert_none_wrong(reading(page(text.replace(row, own + row))), edition)


CHANGES: dict[str, Callable[[str], str]] = {
    "left out": lambda cell: "",
    "twice": lambda cell: cell * 2,
    "blank": lambda cell: re.sub(">[^<]*<", "><", cell),
    "after a blank": lambda cell: f"<td></td>{cell}",
    "without spans": lambda cell: re.sub("<td[^>]*>", "<td>", cell),
    "tall": lambda cell: re.sub("<td[^>]*>", "<td rowspan=9>", cell),
    "wide": lambda cell: re.sub("<td[^>]*>", "<td colspan=3>", cell),
    "in the next row": lambda cell: f"</tr><tr>{cell}",
    "in the next table": lambda cell: f"</tr></table><table><tr>{cell}",
}


@each_edition
@pytest.mark.parametrize("change", CHANGES)
def test_any_cell_that_is_changed_puts_no_figure_into_a_wrong_cell(change, edition):
    text = body(edition)
    for found in list(re.finditer(r"<td[^>]*>[^<]*</td>", text))[::6]:
        changed = text[: found.start()] + CHANGES[change](found[0]) + text[found.end() :]
        assert_none_wrong(reading(page(changed)), edition)


@each_edition
def test_rows_that_are_swapped_or_merged_put_no_figure_into_a_wrong_cell(edition):
    text = body(edition)
    rows = list(re.finditer(r"<tr>.*?</tr>", text, re.DOTALL))
    for one, other in pairwise(rows):
        between = text[one.end() : other.start()]
        for made in (other[0] + between + one[0], one[0][:-5] + other[0][4:]):
            assert_none_wrong(reading(page(text[: one.start()] + made + text[other.end() :])), edition)


@each_edition
def test_columns_in_another_order_are_read_by_name_or_not_at_all(edition):
    text = body(edition).replace("自然人", "#").replace("商业企业", "自然人").replace("#", "商业企业")
    got = written(reading(page(text)))
    right = figures(edition)
    swapped = {"natural": "business", "business": "natural"}
    for address, raw in got.items():
        if address.table == "requests":
            assert raw == right[address._replace(column=swapped.get(address.column, address.column))]


@each_edition
def test_rows_in_another_order_are_read_by_name(edition):
    text = body(edition)
    one, other = (
        next(row for row in re.findall(r"<tr>.*?</tr>", text, re.DOTALL) if f">{label}<" in row)
        for label in ("行政处罚", "行政强制")
    )
    text = text.replace(one, "#").replace(other, one).replace("#", other)
    assert written(reading(page(text))) == figures(edition)


def test_empty_figures_stay_empty():
    values = dict.fromkeys(figures(2021), "")
    found = reading(page(body(values=values)))
    assert not written(found)
    assert found.report.overview == OVERVIEW


@pytest.mark.parametrize(
    "mark", ["&nbsp;", "<br>", "<p></p>", "<o:p>&nbsp;</o:p>", "<!-- 3 -->", "<span></span>"]
)
def test_blank_is_blank_however_it_is_written(mark):
    values = dict.fromkeys(figures(2021), mark)
    assert not written(reading(page(body(values=values))))


def test_tables_cut_in_two_are_one():
    text = body()
    row = [match.start() for match in re.finditer("<tr>", text)][25]
    assert_all(reading(page(f"{text[:row]}</table>\n<p>— 3 —</p>\n<table border=1>{text[row:]}")))


def test_thead_tbody_and_colgroup_are_no_matter():
    text = body().replace(
        "<table border=1>", "<table><caption></caption><colgroup><col><col></colgroup><tbody>"
    )
    assert_all(reading(page(text.replace("</table>", "</tbody><tfoot></tfoot></table>"))))


# What is around the report


AROUND = {
    "div": "<div class=content><div>{}</div></div>",
    "form": "<form method=post><input type=hidden value=5>{}<input type=submit value=查></form>",
    "layout-table": "<table width=1000><tr><td>{}</td></tr></table>",
    "layout-table-with-sides": "<table><tr><td width=1>首页</td><td>{}</td><td>右</td></tr></table>",
    "nested-layout-tables": "<table><tr><td>" * 3 + "{}" + "</td></tr></table>" * 3,
    "layout-table-without-cells": "<table><tr>{}</tr></table>",
    "unclosed-div": "<div><div><span>{}",
    "unclosed-bold": "<b><font color=red>{}",
    "stray-ends": "</div></td></tr></table></span>{}</p></b>",
    "comments": "<!-- <table><tr><td>1</td><td>2</td></tr></table> -->{}<!-- 乙 -->",
    "conditional-comments": "<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]-->{}",
    "cdata": "<![CDATA[ 甲 ]]>{}",
    "instruction": "<?php echo 1 ?><?xml:namespace prefix = o ns = 'urn:x' />{}",
    "navigation": "<nav><a>一、总体情况</a><table><tr><td>1</td><td>2</td></tr></table></nav>{}",
    "scripts": "<script>'<p>六、其他需要报告的事项</p>'</script><style>p{{}}</style>{}<script>a<b</script>",
    "hidden": "<div style='DISPLAY : none'>一、总体情况</div><p hidden>九、甲</p><template>九</template>{}",
    "noscript": "<noscript><p>请打开 JavaScript</p></noscript>{}",
    "svg": "<svg><text>九、甲</text><style>x</style></svg>{}",
    "select": "<select><option>2022</option><option>2021</option></select><button>打印</button>{}",
    "article": "<main><article><section>{}</section></article></main>",
    "center": "<center>{}</center>",
    "custom-element": "<ucapcontent><x-y>{}</x-y></ucapcontent>",
    "300-divs": "<div>" * 300 + "{}" + "</div>" * 300,
    "200-spans": "<span>" * 200 + "{}" + "</span>" * 200,
}


@pytest.mark.parametrize("case", AROUND)
def test_figures_do_not_depend_on_what_is_around_the_report(case):
    found = reading(page(AROUND[case].format(body())))
    assert written(found) == figures(2021)
    assert (found.report.organ, found.report.year) == (ORGAN, 2023)
    assert (found.report.overview or "").startswith(OVERVIEW)


def test_navigation_and_hidden_parts_are_not_read():
    for case in (
        "navigation",
        "scripts",
        "hidden",
        "noscript",
        "svg",
        "select",
        "comments",
        "conditional-comments",
    ):
        assert_all(reading(page(AROUND[case].format(body()))))


def test_hidden_parts_of_cells_and_paragraphs_are_not_read():
    noise = "<span style='display:none'>9</span><!--9--><span hidden>9</span>"
    text = re.sub(r">(\d{3})<", rf">{noise}<script>9</script>\1{noise}<", body())
    assert_all(reading(page(text.replace(OVERVIEW, f"本局{noise}全年公开信息。"))))


@pytest.mark.parametrize("tag", ["script", "style", "noscript", "svg", "template"])
def test_hidden_part_does_not_break_a_paragraph_in_two(tag):
    text = body().replace(OVERVIEW, f"本局<{tag}>9</{tag}>全年公开信息。")
    assert_all(reading(page(text)))


@pytest.mark.parametrize("tag", ["p", "div", "h2", "h3", "li", "dt", "blockquote", "center", "td"])
def test_headings_may_be_of_any_kind(tag):
    text = body()
    for heading in HEADINGS:
        inside = (
            f"<table><tr><td>{heading}</td></tr></table>"
            if tag == "td"
            else f"<{tag}><b>{heading}</b></{tag}>"
        )
        text = text.replace(f"<p>{heading}</p>", inside)
    found = reading(page(text))
    assert written(found) == figures(2021)
    if tag != "li":
        assert_all(found)


def test_paragraphs_parted_by_line_breaks_are_paragraphs():
    text = body().replace(f"<p>{HEADINGS[0]}</p>\n<p>{OVERVIEW}</p>", f"<p>{HEADINGS[0]}<br>{OVERVIEW}</p>")
    assert_all(reading(page(text)))
    text = body().replace(OVERVIEW, "　　甲。<br/>&nbsp;&nbsp;乙。<br />丙。")
    assert reading(page(text)).report.overview == "甲。\n乙。\n丙。"


def test_title_may_be_broken_over_lines():
    text = body().replace(TITLE, f"{ORGAN}<br>2023年政府信息公开<br>工作年度报告")
    assert_all(reading(page(text)))


def test_table_in_a_cell_is_no_reason_to_lose_a_figure():
    text = body().replace(
        f"<p>{OVERVIEW}</p>",
        f"<p>{OVERVIEW}</p><table><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table>",
    )
    found = reading(page(text))
    assert written(found) == figures(2021)
    assert found.report.overview == f"{OVERVIEW}\n| 甲 | 乙 |\n| 1 | 2 |"


def test_table_inside_a_figures_cell_puts_no_figure_into_a_wrong_cell():
    text = body().replace(">101<", "><table><tr><td>101</td></tr></table><", 1)
    assert_none_wrong(reading(page(text)))


@pytest.mark.parametrize(
    "empty", ["<table></table>", "<table><tr></tr></table>", "<table><tr><td></td><td></td></tr></table>"]
)
def test_empty_tables_are_no_matter(empty):
    text = body().replace("<p>二、", f"{empty}<p>二、")
    found = reading(page(text))
    assert written(found) == figures(2021)
    assert found.report.overview.startswith(OVERVIEW)


def test_fragment_is_a_page():
    assert_all(reading(body()))


def test_plain_text_called_html_is_read_as_one_paragraph_a_line_or_refused():
    try:
        found = reading(f"{TITLE}\n一、总体情况\n{OVERVIEW}\n")
    except NotAReport:
        return
    assert found.report.year == 2023


# Bytes


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "gbk", "iso-8859-1", "x-none", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_bytes_say_more_than_what_a_page_says_of_them(encoding, declared):
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    assert_all(reading(page(body(), head).encode(encoding)))


@pytest.mark.parametrize("declared", ["utf-8", "gbk", "x-none"])
@pytest.mark.parametrize("before", ["", "\ufeff", "\n"])
def test_xml_declaration_is_no_matter(before, declared):
    text = f'{before}<?xml version="1.0" encoding="{declared}"?>\n{page(body())}'
    for encoding in ("utf-8", "gb18030"):
        if before != "\ufeff" or encoding == "utf-8":
            assert_all(reading(text.encode(encoding)))


def test_characters_written_as_entities_are_read():
    text = re.sub(r"[\u4e00-\u9fff]", lambda found: f"&#{ord(found[0])};", body())
    assert_all(reading(page(text)))


def test_bytes_that_are_no_characters_are_told(tmp_path):
    (tmp_path / "a.html").write_bytes(page(body()).encode() + b"\xff\xfe\x80")
    done = gxreport("validate", tmp_path / "a.html")
    assert done.exit_code in (0, 1, 3)
    assert "程序出错" not in done.stderr


# Large and deep pages


@pytest.mark.parametrize(
    "unit", ["<div>", "<span>", "<b>", "<table><tr><td>", "<ul><li>", "<p>", "<a href=x>"]
)
def test_deep_page_is_read_or_refused_in_one_sentence(unit):
    started = time.process_time()
    with contextlib.suppress(Unreadable):
        assert_none_wrong(reading(page(unit * 3000 + body())))
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "unit",
    [
        "<span>很长</span>",
        "<!-- 很长 -->",
        "<script>var a = 1;</script>",
        "&nbsp;",
        "<br>",
    ],
)
def test_page_of_five_megabytes_is_read_in_bounded_time(unit):
    long = unit * (5_000_000 // len(unit.encode()))
    started = time.process_time()
    found = reading(page(body().replace("<p>五、", f"{long}<p>五、")))
    assert time.process_time() - started < 5
    assert written(found) == figures(2021)


def test_table_of_many_rows_is_read_in_bounded_time():
    rows = "<tr><td>甲</td><td>1</td><td>2</td></tr>" * 5_000
    started = time.process_time()
    found = reading(page(body().replace("<p>五、", f"<table>{rows}</table><p>五、")))
    assert time.process_time() - started < 5
    assert written(found) == figures(2021)


# Pages that are no report


NOT_A_REPORT = {
    "news": page("<h1>关于召开会议的通知</h1><p>各单位：</p><table><tr><td>1</td><td>2</td></tr></table>"),
    "only-scripts": page(f"<script>{TITLE}</script>"),
    "only-a-link": page("<a href=/>首页</a>"),
    "frames": "<frameset><frame src=a.html></frameset>",
    "plain": "今天天气很好。\n",
}


@pytest.mark.parametrize("case", NOT_A_REPORT)
def test_page_that_is_no_report_is_told(case, tmp_path):
    path = tmp_path / "a.html"
    path.write_text(NOT_A_REPORT[case], encoding="utf-8")
    for command in ("validate", "render", "import"):
        done = gxreport(command, path)
        assert done.exit_code == 3
        assert sentence(done).startswith(f"{path}: 读不了：")
    assert [found.name for found in tmp_path.iterdir()] == ["a.html"]


@pytest.mark.parametrize("case", NOT_A_REPORT)
def test_page_that_is_no_report_is_skipped_in_a_folder(case, tmp_path):
    (tmp_path / "a.html").write_text(NOT_A_REPORT[case], encoding="utf-8")
    (tmp_path / "b.html").write_text(page(body()), encoding="utf-8")
    done = gxreport("validate", tmp_path, "--format", "json")
    found = json.loads(done.stdout)
    assert [report["path"] for report in found["reports"]] == [str(tmp_path / "b.html")]
    assert found["unreadable"] == []


@pytest.mark.parametrize(
    "text", ["", " \n", "<html></html>", "<!-- -->", "<", "<!DOCTYPE html>", "&nbsp;", "<table>"]
)
def test_empty_page_is_told(text, tmp_path):
    (tmp_path / "a.html").write_text(text, encoding="utf-8")
    done = gxreport("validate", tmp_path / "a.html")
    assert done.exit_code == 3
    assert sentence(done).startswith(f"{tmp_path / 'a.html'}: 读不了：")


# Places


def findings(text: str, tmp_path) -> list[dict]:
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    done = gxreport("validate", tmp_path / "page.html", "--format", "json")
    (report,) = json.loads(done.stdout)["reports"]
    return report["findings"]


def zeros() -> str:
    return body(values=dict.fromkeys(figures(2021), "0"))


def test_findings_point_to_table_row_and_cell(tmp_path):
    values = {**dict.fromkeys(figures(2021), "0"), Address("reviews", "reconsideration", "total"): "7"}
    found = [one for one in findings(page(body(values=values)), tmp_path) if one["rule"] == "GX304"]
    assert [one["actual"] for one in found] == ["7"]
    location = found[0]["location"]
    assert location["table"] == 3
    made = table(tables(2021)[2], values)
    row = made[: made.index(">7<")].count("<tr>")
    cell = made[: made.index(">7<")].rpartition("<tr>")[2].count("<td")
    assert (location["row"], location["cell"]) == (row, cell)


def test_places_count_only_tables_that_are_shown(tmp_path):
    before = "<table hidden><tr><td>1</td><td>2</td></tr></table><table><tr><td>甲</td></tr></table>"
    text = zeros().replace(">0<", ">3件<", 1)
    plain = findings(page(text), tmp_path)
    assert plain
    around = findings(page(f"{before}<table><tr><td>{text}</td></tr></table>"), tmp_path)
    assert [
        (one["rule"], one["location"]) for one in around if one["location"] and one["location"].get("row")
    ] == [(one["rule"], one["location"]) for one in plain if one["location"] and one["location"].get("row")]


def test_place_is_told_in_words(tmp_path):
    (tmp_path / "page.html").write_text(page(zeros().replace(">0<", ">3件<", 1)), encoding="utf-8")
    done = gxreport("validate", tmp_path / "page.html")
    assert re.search(r"page\.html: 第 1 张表，第 3 行，第 2 格: 警告 GX105 ", done.stdout)


def test_broken_cell_is_about_its_own_address(tmp_path):
    text = zeros().replace(">0<", ">甲<", 1)
    found = [
        one for one in findings(page(text), tmp_path) if one["rule"].startswith("GX1") and one["address"]
    ]
    first = next(iter(figures(2021)))
    assert {(one["address"]["table"], one["address"]["row"], one["address"]["column"]) for one in found} == {
        tuple(first)[:3]
    }
