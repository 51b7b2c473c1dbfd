"""The web page of a report: its structure, what it shows, and that the page shown is what is read back."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement
from tests.strategies import with_cells
from tests.witness import WitnessTable, witness

from gxreport import form
from gxreport.cell import MISSING
from gxreport.layout import Address
from gxreport.model import OrganKind, Period, Report
from gxreport.readers import read
from gxreport.renderers import Setting
from gxreport.renderers.figures import printed
from gxreport.renderers.html import render
from gxreport.renderers.json import source

EXAMPLES = Path(__file__).parent.parent / "examples"
NAMES = {2019: "report-2020.yaml", 2021: "report-2023.yaml"}
NEW = Address("requests", "new", "natural")
ISSUED = Address("disclosure", "normative_documents", "issued")
NEW_TOTAL = Address("requests", "new", "total")
SECTIONS = ["overview", "disclosure", "requests", "reviews", "problems", "other"]

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--",
    "-->",
    "<!--<script>",
    "]]>",
    "&amp;",
    "&lt;b&gt;",
    "\"'><img src=x onerror=alert(1)>",
    "' onload='x",
    "</title></style></textarea><svg onload=alert(1)>",
    "{{ 7*7 }}",
    "{% raw %}",
    "\\u003c/script\\u003e",
    "一\u2028二\u2029三",
    "</ſcript>",
    "javascript:alert(1)",
    "$&\\1%s{0}",
]
hostile = pytest.mark.parametrize("text", HOSTILE)


@lru_cache
def example(edition: int) -> Report:
    name = NAMES[edition]
    return read(name, (EXAMPLES / name).read_bytes(), None).report


def page(report: Report, previous: Report | None = None) -> str:
    return render(report, Setting(previous=previous)).decode()


def opened(text: str) -> HtmlElement:
    return lxml.html.document_fromstring(text)


def shown(element: HtmlElement) -> str:
    return element.text_content()


def data(text: str, kind: str) -> dict:
    return json.loads(opened(text).xpath(f"//script[@type='application/{kind}']")[0].text)


@pytest.fixture(params=[2019, 2021])
def report(request) -> Report:
    return example(request.param)


# Structure


def test_page_has_one_title_and_a_heading_a_section(report):
    html = opened(page(report))
    assert html.get("lang") == "zh-CN"
    assert [shown(h) for h in html.iter("h1")] == [report.title or "".join(shown(html.find(".//h1")))]
    assert [shown(h) for h in html.iter("h2")] == witness(report.edition).sections
    assert [section.get("id") for section in html.iter("section")] == SECTIONS
    for section in html.iter("section"):
        assert section.get("aria-labelledby") == section.find("h2").get("id")


def test_page_says_what_it_is(report):
    html = opened(page(report))
    assert html.findtext(".//title") == "".join(html.find(".//h1").itertext())
    assert html.xpath("//meta[@name='author']/@content") == [report.organ]
    assert page(report).lower().lstrip().startswith("<!doctype html>")
    assert page(report).index("<meta charset") < 1024


def test_headings_go_down_one_level_at_a_time():
    text = "（一）甲\n1.乙\n（1）丙\n（二）丁"
    levels = [
        int(element.tag[1])
        for element in opened(page(Report(overview=text))).iter("h1", "h2", "h3", "h4", "h5", "h6")
    ]
    assert levels[:6] == [1, 2, 3, 4, 5, 3]


def test_contents_lead_to_the_sections(report):
    html = opened(page(report))
    targets = html.xpath("//nav//a/@href")
    assert targets == [f"#{name}" for name in SECTIONS]
    assert html.xpath("//a[contains(@class, 'skip')]/@href") == ["#overview"]
    assert html.xpath("//body/*[1]/@class") == ["skip"]


def test_ids_are_there_once_and_are_what_is_referred_to(report):
    html = opened(page(report, report))
    ids = Counter(html.xpath("//@id"))
    assert {id for id, count in ids.items() if count > 1} == set()
    for words in html.xpath("//@aria-labelledby | //@headers"):
        assert words.split()
        assert set(words.split()) <= set(ids)


def test_every_table_has_its_name(report):
    html = opened(page(report))
    titles = [heading.split("、", 1)[1] for heading in witness(report.edition).sections[1:4]]
    assert [shown(table.find("caption")) for table in html.iter("table")] == titles


def seen_tables(report: Report) -> list[tuple[HtmlElement, WitnessTable]]:
    html = opened(page(report))
    return list(zip(html.iter("table"), witness(report.edition).tables, strict=True))


def expected_headings(table: WitnessTable) -> list[list[str]]:
    """By the printed form: the headings above a figure, outermost first, then those beside it."""
    if table.title == "主动公开政府信息情况":
        return [[f.row[0], *f.column, f.row[1]] for f in table.figures]
    if table.title == "收到和处理政府信息公开申请情况":
        return [[*f.column, *f.row] for f in table.figures]
    return [[*f.row, *f.column] for f in table.figures]


def test_every_figure_names_its_headings(report):
    for table, seen in seen_tables(report):
        texts = {heading.get("id"): shown(heading) for heading in table.iter("th")}
        found = [
            [texts[id] for id in cell.get("headers").split()]
            for cell in table.xpath(".//td[@class='figure']")
        ]
        assert found == expected_headings(seen)


def test_some_figures_by_hand():
    html = opened(page(example(2021)))

    def headings(row: int, cell: int, table: int) -> str:
        found = html.xpath("//table")[table].findall(".//tr")[row].findall("td")[cell]
        return " ".join(shown(html.get_element_by_id(id)) for id in found.get("headers").split())

    assert headings(2, 1, 0) == "第二十条第（一）项 本年废止件数 规章"
    assert headings(13, 0, 0) == "第二十条第（八）项 本年收费金额（单位：万元） 行政事业性收费"
    assert headings(8, 1, 1) == (
        "申请人情况 法人或其他组织 商业企业 三、本年度办理结果 （三）不予公开 2.其他法律行政法规禁止公开"
    )
    assert headings(27, 6, 1) == "申请人情况 总计 四、结转下年度继续办理"
    assert headings(3, 3, 2) == "行政复议 尚未审结"
    assert headings(3, 14, 2) == "行政诉讼 复议后起诉 总计"


def test_tables_have_the_cells_of_the_form(report):
    for table, seen in seen_tables(report):
        rows = table.findall(".//tr")
        assert len(rows) == len(seen.lines)
        for row, line in zip(rows, seen.lines, strict=True):
            cells = row.findall("*")
            assert [shown(c) if c.get("class") != "figure" else "" for c in cells] == [s.text for s in line]
            for cell, one in zip(cells, line, strict=True):
                assert one.height in (None, int(cell.get("rowspan", "1")))
                assert one.width in (None, int(cell.get("colspan", "1")))


def test_figures_are_those_of_the_report(report):
    figures = [shown(cell) for cell in opened(page(report)).xpath("//td[@class='figure']")]
    assert figures == list(printed(report).values())


def test_scope_says_which_way_a_heading_counts(report):
    for table, _seen in seen_tables(report):
        for heading in table.iter("th"):
            assert heading.get("scope") in ("col", "row")
        assert not table.xpath(".//td[@scope] | .//th[@headers]")
    requests = seen_tables(report)[1][0]
    assert {h.get("scope") for h in requests.findall("./thead//th")} == {"col"}
    assert {h.get("scope") for h in requests.findall("./tbody//th")} == {"row"}


def test_table_in_prose_has_a_heading_only_if_written_so():
    plain = opened(page(Report(overview="| 甲 | 乙 |\n| 丙 | 丁 |")))
    assert [cell.tag for cell in plain.xpath("//table[@class='text']//tr/*")] == ["td"] * 4
    headed = opened(page(Report(overview="| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |")))
    assert [cell.tag for cell in headed.xpath("//table[@class='text']//tr/*")] == ["th", "th", "td", "td"]


def test_marked_up_prose_is_shown_as_such():
    html = opened(page(Report(overview="全年**35条**公开。\n- 甲\n- **乙**丙\n（一）主动公开。全年12条。")))
    section = html.get_element_by_id("overview")
    assert [shown(bold) for bold in section.iter("strong")] == ["35条", "乙"]
    assert [shown(item) for item in section.iter("li")] == ["甲", "乙丙"]
    assert [shown(p) for p in section.iter("p")] == ["全年35条公开。", "（一）主动公开。全年12条。"]


def test_text_above_and_below_a_table_stands_there():
    report = example(2021)
    reviews = form.fill(type(report.reviews), dict(form.cells(report.reviews)), intro="上文", note="注：下文")
    section = opened(page(report.model_copy(update={"reviews": reviews}))).get_element_by_id("reviews")
    order = [e.tag for e in section.iter("p", "table")]
    assert order == ["p", "table", "p"]
    assert [shown(p) for p in section.iter("p")] == ["上文", "注：下文"]


def test_empty_report_makes_a_page():
    html = opened(page(Report()))
    assert len(html.findall(".//h1")) == 1
    assert {shown(cell) for cell in html.xpath("//td[@class='figure']")} <= {"", "0"}


# A page that needs nothing else


def test_page_fetches_nothing_and_runs_nothing(report):
    text = page(report, report)
    html = opened(text)
    assert [href for href in html.xpath("//@href") if not href.startswith("#")] == []
    for attribute in ("src", "srcset", "action", "formaction", "data", "poster", "background"):
        assert html.xpath(f"//@{attribute}") == []
    assert [a for e in html.iter() for a in e.attrib if a.lower().startswith("on")] == []
    assert html.xpath("//link | //iframe | //object | //embed | //base | //form | //meta[@http-equiv]") == []
    assert sorted(html.xpath("//script/@type")) == ["application/json", "application/ld+json"]
    assert len(html.findall(".//script")) == 2
    style = "".join(html.xpath("//style/text()"))
    assert not re.search(r"url\(|@import|expression\(|@font-face", style)
    without_data = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    assert "://" not in without_data


def test_page_is_the_same_every_time(report):
    assert render(report) == render(example(report.edition)) == render(report)


def test_page_is_the_same_in_another_process():
    code = (
        "import sys, hashlib; from pathlib import Path; from gxreport.readers import read;"
        "from gxreport.renderers.html import render; path = Path(sys.argv[1]);"
        "report = read(path.name, path.read_bytes()).report;"
        "sys.stdout.buffer.write(render(report))"
    )
    found = [
        subprocess.run(
            [sys.executable, "-c", code, str(EXAMPLES / NAMES[2021])],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "America/Lima", "LANG": "C"},
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    ]
    assert found == [render(example(2021))] * 2


# Hostile text


class Outline(HTMLParser):
    """The tags of a page, with their attributes' names, as a parser that is not lxml sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, ...]] = []
        self.comments: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, *(name for name, _value in attrs)))

    def handle_endtag(self, tag):
        self.found.append((f"/{tag}",))

    def handle_comment(self, comment):
        self.comments.append(comment)

    handle_decl = handle_pi = unknown_decl = lambda self, words: self.comments.append(words)


def outline(text: str) -> tuple[list[tuple[str, ...]], list[str]]:
    parser = Outline()
    parser.feed(text)
    parser.close()
    # How long a text is says where a line may end, and whether a cell is a sentence.
    found = (tuple(one for one in tag if one != "class") if tag[0] == "td" else tag for tag in parser.found)
    return [tag for tag in found if tag[0] not in ("br", "/br", "wbr")], parser.comments


def full_of(text: str) -> Report:
    report = example(2021)
    reviews = form.fill(type(report.reviews), dict(form.cells(report.reviews)), intro=text, note=text)
    report = report.model_copy(
        update={
            "organ": text,
            "title": f"题{text}",
            "preamble": f"前{text}",
            "overview": f"甲{text}\n- {text}\n| {text} | 乙 |\n| 丙 | **{text}** |",
            "reviews": reviews,
            "problems": text,
            "other": text,
            "signature": text,
        }
    )
    return with_cells(report, {NEW: text, ISSUED: f"1{text}"})


@hostile
def test_hostile_text_opens_no_tag(text):
    found = outline(page(full_of(text)))
    assert found == outline(page(full_of("善意的一段文字，不长也不短")))
    assert found[1] == ["DOCTYPE html"]


@hostile
def test_hostile_text_stands_as_it_is(text):
    html = opened(page(full_of(text)))
    assert html.xpath("//meta[@name='author']/@content") == [text]
    assert html.findtext(".//title") == f"题{text}"
    # Where the title is broken, a blank goes.
    assert "".join("".join(html.find(".//h1").itertext()).split()) == "".join(f"题{text}".split())
    assert shown(html.find(".//div[@class='preamble']/p")) == f"前{text}"
    overview = html.get_element_by_id("overview")
    assert shown(overview.find("p")) == f"甲{text}"
    assert shown(overview.find(".//li")) == text
    assert [shown(cell) for cell in overview.iter("td")] == [text, "乙", "丙", text]
    assert shown(html.find(".//div[@class='signature']/p")) == text
    figures = [shown(cell) for cell in html.xpath("//td[@class='figure']")]
    assert (text in figures, f"1{text}" in figures) == (True, True)
    reviews = html.get_element_by_id("reviews")
    assert [shown(p) for p in reviews.iter("p")] == [text, text]


def test_hostile_heading_is_only_text():
    html = opened(page(Report(overview="（一）<b>&amp;</h3><!--")))
    assert [shown(heading) for heading in html.iter("h3")] == ["（一）<b>&amp;</h3><!--"]


@hostile
def test_hostile_text_stays_inside_the_data(text):
    report = full_of(text)
    made = page(report)
    assert data(made, "ld+json")["author"]["name"] == text
    assert data(made, "ld+json")["name"] == f"题{text}"
    assert data(made, "json") == json.loads(json.dumps(source(report)))
    for script in re.findall(r"<script[^>]*>(.*?)</script>", made, re.DOTALL):
        assert not set(script) & set("<>&")
        json.loads(script)


@hostile
def test_hostile_text_is_read_back(text):
    report = full_of(text)
    back = read("report.html", render(report)).report
    for name in ("organ", "title", "preamble", "overview", "problems", "other", "signature"):
        assert getattr(back, name) == getattr(report, name), name
    assert printed(back) == printed(report)


@pytest.mark.parametrize("character", ["\0", "\x01", "\x08", "\x0b", "\x1b", "\ud800", "\ufffe", "\uffff"])
def test_what_no_document_can_hold_is_replaced(character):
    text = f"一{character}二"
    made = page(full_of(text))
    html = opened(made)
    assert character not in made
    assert shown(html.find(".//div[@class='preamble']/p")) == "前一\ufffd二"
    assert html.xpath("//meta[@name='author']/@content") == ["一\ufffd二"]
    json.loads(html.get_element_by_id("gxreport").text)
    data(made, "ld+json")["author"]["name"].encode()


@settings(max_examples=15)
@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_any_text_makes_a_page(text):
    report = Report(organ=text, title=text, overview=text, signature=text)
    made = render(with_cells(report, {NEW: text})).decode()
    assert len(opened(made).findall(".//table[@class='matrix']")) == 1
    assert json.loads(opened(made).get_element_by_id("gxreport").text)["格式"] == report.edition


# The report as data


def test_page_carries_the_whole_report(report):
    carried = opened(page(report)).get_element_by_id("gxreport").text
    assert read("report.json", carried.encode()).report == report


def test_search_engines_are_told():
    report = full()
    known = data(page(report), "ld+json")
    assert (known["@context"], known["@type"]) == ("https://schema.org", "Report")
    assert known["author"] == {"@type": "GovernmentOrganization", "name": report.organ}
    assert known["name"] == opened(page(report)).findtext(".//title")
    assert known["inLanguage"] == "zh-CN"
    assert known["datePublished"] == report.published.isoformat()
    assert known["temporalCoverage"] == "2023-01-01/2023-12-31"


def test_search_engines_are_told_nothing_that_is_not_known():
    known = data(page(Report(organ="某局", year=2023)), "ld+json")
    assert not {"datePublished", "temporalCoverage"} & set(known)


# Charts


def charts(report: Report, previous: Report | None = None) -> dict[str, HtmlElement]:
    html = opened(page(report, previous))
    return {shown(figure.find("figcaption")): figure for figure in html.iter("figure")}


APPLICANTS, OUTCOMES = "本年新收申请：按申请人", "办理结果：按类别"
DISPUTES = "行政复议和行政诉讼：按结果"


def bars(chart: HtmlElement) -> dict[str, list[tuple[str, float]]]:
    """By label, figure and length of each bar, as they stand in the drawing."""
    found: dict[str, list[tuple[str, float]]] = {}
    widths: list[float] = []
    for element in chart.find("svg"):
        if element.tag == "rect" and element.get("width").endswith("%"):
            widths.append(float(element.get("width")[:-1]))
        elif element.tag == "text" and element.get("class") == "value":
            found[list(found)[-1]].append((element.text or "", widths[-1]))
        elif element.tag == "text" and element.get("x") == "0" and element.get("y") != "15":
            found[element.text] = []
    return found


def figures_of(chart: HtmlElement) -> dict[str, list[str]]:
    return {label: [figure for figure, _length in drawn] for label, drawn in bars(chart).items()}


def test_charts_show_the_figures_of_the_tables():
    drawn = charts(example(2021))
    assert figures_of(drawn[APPLICANTS]) == {
        "自然人": ["58"],
        "商业企业": ["7"],
        "科研机构": ["0"],
        "社会公益组织": ["0"],
        "法律服务机构": ["1"],
        "其他": ["0"],
    }
    assert figures_of(drawn[OUTCOMES]) == {
        "予以公开": ["24"],
        "部分公开": ["7"],
        "不予公开": ["8"],
        "无法提供": ["18"],
        "不予处理": ["4"],
        "其他处理": ["1"],
    }
    assert figures_of(drawn[DISPUTES]) == {
        "行政复议·结果维持": ["1"],
        "行政复议·尚未审结": ["1"],
        "复议后起诉·结果维持": ["1"],
    }


def test_bars_are_as_long_as_their_figures_are_large(report):
    for chart in charts(report, report).values():
        drawn = [(float(figure), length) for found in bars(chart).values() for figure, length in found]
        most, longest = max(drawn)
        assert 50 < longest < 100
        for figure, length in drawn:
            assert length == pytest.approx(figure / most * longest, abs=0.01)


def test_charts_say_in_words_what_they_show(report):
    for title, chart in charts(report, report).items():
        svg = chart.find("svg")
        named = [chart.get_element_by_id(id) for id in svg.get("aria-labelledby").split()]
        assert (svg.get("role"), [one.tag for one in named]) == ("img", ["title", "desc"])
        assert named[0].text == title
        for label, drawn in figures_of(chart).items():
            assert f"{label}{drawn[0]}件" in named[1].text


def test_charts_are_no_part_of_the_report(report):
    for chart in charts(report).values():
        assert chart.get("data-gxreport") == "aside"
    assert read("report.html", render(report)).report.prose() == report.prose()


def test_nothing_is_drawn_where_there_is_nothing():
    report = example(2021)
    zeros = with_cells(report, dict.fromkeys((a for a in report.cells() if a.table != "disclosure"), "0"))
    assert charts(zeros) == {}
    assert charts(zeros, zeros) == {}
    assert charts(Report()) == {}
    words = with_cells(report, dict.fromkeys(report.cells(), "若干"))
    assert charts(words) == {}


def test_nothing_this_year_is_drawn_beside_something_last_year():
    report = example(2021)
    zeros = with_cells(report, dict.fromkeys((a for a in report.cells() if a.table == "reviews"), "0"))
    assert DISPUTES not in charts(zeros)
    drawn = figures_of(charts(zeros, report)[DISPUTES])
    assert drawn["行政复议·结果维持"] == ["0", "1"]


@pytest.mark.parametrize("written", ["若干", MISSING])
def test_unknown_figure_has_no_bar(written):
    report = with_cells(example(2021), {NEW: written, NEW_TOTAL: "66"})
    drawn = bars(charts(report)[APPLICANTS])
    assert drawn["自然人"] == [("", 0.0)]
    assert drawn["商业企业"][0][0] == "7"
    assert "自然人" not in charts(report)[APPLICANTS].find("svg/desc").text


def test_outcome_with_an_unknown_part_is_unknown():
    report = example(2021)
    row = next(a.row for a in report.cells() if "保护第三方" in report.key_of(a))
    at = Address("requests", row, "total")
    drawn = figures_of(charts(with_cells(report, {at: "若干"}))[OUTCOMES])
    assert (drawn["不予公开"], drawn["无法提供"]) == ([""], ["18"])


def test_total_that_was_left_out_is_drawn():
    report = example(2021)
    without = with_cells(report, {a: MISSING for a in report.cells() if a.column == "total"})
    assert figures_of(charts(without)[OUTCOMES]) == figures_of(charts(report)[OUTCOMES])


def test_last_year_stands_beside_this_year():
    previous = with_cells(example(2021).model_copy(update={"year": 2022}), {NEW: "116"})
    chart = charts(example(2021), previous)[APPLICANTS]
    drawn = bars(chart)
    assert [figure for figure, _length in drawn["自然人"]] == ["58", "116"]
    assert drawn["自然人"][0][1] == pytest.approx(drawn["自然人"][1][1] / 2, abs=0.01)
    assert [text.text for text in chart.iterfind("svg/text") if text.get("y") == "15"] == ["2023年", "2022年"]
    said = chart.find("svg/desc").text
    assert said.index("2023年") < said.index("自然人58件") < said.index("2022年") < said.index("自然人116件")


def test_last_year_may_be_of_another_edition():
    now, before = example(2021), example(2019)
    drawn = figures_of(charts(now, before)[OUTCOMES])
    assert list(drawn) == ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"]
    alone = figures_of(charts(before)[OUTCOMES])
    assert {label: figures[1] for label, figures in drawn.items()} == {
        label: figures[0] for label, figures in alone.items()
    }


def test_great_figures_are_written_out():
    report = with_cells(example(2021), {NEW: "123456789012345"})
    drawn = bars(charts(report)[APPLICANTS])
    assert drawn["自然人"][0][0] == "123456789012345"
    assert "e" not in charts(report)[APPLICANTS].find("svg/desc").text.lower()
    assert drawn["商业企业"][0] == ("7", 0.0)


# A page that somebody edited: what it shows is what is read


def full() -> Report:
    """A report with everything that a page can state beside what it shows."""
    report = example(2021)
    return report.model_copy(
        update={
            "organ_kind": OrganKind.DEPARTMENT,
            "period": Period(date(2023, 1, 1), date(2023, 12, 31)),
            "published": date(2024, 1, 25),
            "signature": "示例市示例区工业和信息化局",
        }
    )


def edited(report: Report, *changes: tuple[str, str]) -> Report:
    """The report of a page in whose text every first one of a pair was replaced below the head."""
    head, body = page(report).split("</head>")
    for old, new in changes:
        assert old in body
        body = body.replace(old, new, 1)
    return read("report.html", f"{head}</head>{body}".encode()).report


def test_untouched_page_is_the_report():
    back = read("report.html", render(full())).report
    assert back.model_copy(update={"headings": (), "remarks": ()}) == full()


@pytest.mark.parametrize("written", ["59", "", "/", "5 8", "58件", "约60", "５８"])
def test_edited_figure_is_read(written):
    back = edited(full(), (">58</td>", f">{written}</td>"))
    assert back.cells()[NEW].raw == written
    others = [address for address in back.cells() if address != NEW]
    assert all(back.cells()[address] == full().cells()[address] for address in others)


def test_edited_sentence_is_read():
    back = edited(full(), ("本年新收政府信息公开申请66件", "本年新收政府信息公开申请67件"))
    assert "本年新收政府信息公开申请67件" in back.overview
    assert back.overview.replace("67件", "66件") == full().overview
    assert back.problems == full().problems


def test_deleted_and_added_sentences_are_read():
    report = full().model_copy(update={"problems": "甲。\n乙。\n丙。"})
    assert edited(report, ("<p>乙。</p>", "")).problems == "甲。\n丙。"
    assert edited(report, ("<p>乙。</p>", "<p>乙。</p><p>丁。</p>")).problems == "甲。\n乙。\n丁。\n丙。"


def test_edited_title_is_read():
    title = "示例市示例区工业和信息化局2023年政府信息公开工作年度报告"
    report = full().model_copy(update={"title": ""})
    html = re.sub(r"<h1>.*?</h1>", f"<h1>{title.replace('2023', '2022')}</h1>", page(report), flags=re.DOTALL)
    back = read("report.html", html.encode()).report
    assert (back.organ, back.year, back.title) == ("示例市示例区工业和信息化局", 2022, "")
    html = re.sub(r"<h1>.*?</h1>", f"<h1>{title.replace('工业', '农业')}</h1>", page(report), flags=re.DOTALL)
    back = read("report.html", html.encode()).report
    assert (back.organ, back.year) == ("示例市示例区农业和信息化局", 2023)


def test_edited_title_of_its_own_is_read():
    report = full().model_copy(update={"title": "示例市示例区工信局2023年度政府信息公开工作报告"})
    html = re.sub(r"<h1>.*?</h1>", "<h1>示例市示例区工信局2022年度政府信息公开工作报告</h1>", page(report))
    back = read("report.html", html.encode()).report
    assert (back.organ, back.year) == ("示例市示例区工信局", 2022)
    assert back.title == "示例市示例区工信局2022年度政府信息公开工作报告"


def test_edited_signature_is_read():
    body = '<div class="signature">\n<p>示例市示例区工业和信息化局</p>'
    back = edited(full(), (body, body.replace("工业和信息化局", "农业农村局")))
    words = f"{back.other}\n{back.signature}"
    assert "示例市示例区农业农村局" in words
    assert "示例市示例区工业和信息化局" not in words


def test_edited_date_is_read():
    back = edited(full(), ("<p>2024年1月25日</p>", "<p>2024年2月1日</p>"))
    assert back.published in (None, date(2024, 2, 1))
    assert "2024年2月1日" in f"{back.other}\n{back.signature}" or back.published == date(2024, 2, 1)


def test_deleted_signature_is_gone():
    head, signed = page(full()).split('<div class="signature">')
    html = head + signed.partition("</div>")[2]
    back = read("report.html", html.encode()).report
    assert back.signature == ""
    assert "工业和信息化局" not in (back.other or "")


def test_edited_heading_is_read():
    back = edited(full(), (">五、存在的主要问题及改进情况</h2>", ">五、存在的问题</h2>"))
    assert [heading.text for heading in back.headings][4] == "五、存在的问题"
    assert back.problems == full().problems


def test_deleted_section_is_gone():
    head, rest = page(full()).split('<section id="problems"')
    html = head + rest.partition("</section>")[2]
    back = read("report.html", html.encode()).report
    assert back.problems is None
    assert [heading.section for heading in back.headings] == [1, 2, 3, 4, 6]


def test_deleted_table_is_gone():
    head, rest = page(full()).split('<table class="across">')
    back = read("report.html", (head + rest.partition("</table>")[2]).encode()).report
    assert {cell.raw for address, cell in back.cells().items() if address.table == "reviews"} == {None}


def test_deleted_row_of_a_table_is_not_filled_in():
    head, body = page(full()).split("</head>")
    rows = re.findall(r"<tr>.*?</tr>", body)
    row = next(row for row in rows if "上年结转" in row)
    back = read("report.html", f"{head}</head>{body.replace(row, '')}".encode()).report
    gone = [cell.raw for address, cell in back.cells().items() if address.row == "carried_in"]
    assert set(gone) == {None}


def test_rewritten_period_is_no_longer_the_stated_one():
    report = full()
    assert "统计期限" not in report.preamble
    back = edited(report, ("统计期限自2023年1月1日起，至2023年12月31日止", "各项数据为上半年的"))
    assert back.period is None
    assert back.preamble.endswith("各项数据为上半年的。")


def test_edited_period_is_read():
    back = edited(full(), ("至2023年12月31日止", "至2023年6月30日止"))
    assert back.period in (None, Period(date(2023, 1, 1), date(2023, 6, 30)))


def test_total_that_was_computed_stays_as_shown_beside_an_edited_part():
    report = with_cells(full(), {NEW_TOTAL: MISSING})
    back = edited(report, (">58</td>", ">59</td>"))
    assert printed(back)[NEW] == "59"
    assert printed(back)[NEW_TOTAL] == "66"


def test_total_that_was_computed_and_edited_is_read():
    report = with_cells(full(), {NEW_TOTAL: MISSING})
    back = edited(report, (">66</td>", ">67</td>"))
    assert back.cells()[NEW_TOTAL].raw == "67"


QUOTING = "本年新收{{ 申请办理.本年新收.自然人 }}件。"


def test_sentence_with_a_quote_stays_as_shown_beside_an_edited_figure():
    from gxreport.quotes import filled

    report = full().model_copy(update={"overview": QUOTING})
    back = edited(report, (">58</td>", ">59</td>"))
    assert filled(back, back.overview) == "本年新收58件。"


def test_edited_figure_in_a_sentence_is_no_quote_any_more():
    report = full().model_copy(update={"overview": QUOTING})
    assert edited(report, ("本年新收58件", "本年新收60件")).overview == "本年新收60件。"
    assert edited(report).overview == QUOTING


def test_edited_words_above_and_below_a_table_are_read():
    report = full()
    reviews = form.fill(type(report.reviews), dict(form.cells(report.reviews)), intro="上文", note="注：下文")
    back = edited(
        report.model_copy(update={"reviews": reviews}), ("<p>上文", "<p>改过的上文"), ("注：下文", "注：无")
    )
    assert (back.reviews.intro, back.reviews.note) == ("改过的上文", "注：无")


def test_page_saved_by_another_program_is_the_same_report():
    report = full()
    html = lxml.html.document_fromstring(page(report))
    again = lxml.html.tostring(html, encoding="utf-8", doctype="<!DOCTYPE html>", pretty_print=True)
    back = read("report.html", again).report
    assert back.model_copy(update={"headings": (), "remarks": ()}) == report


def test_page_saved_in_gbk_is_the_same_report():
    back = read("report.html", page(full()).replace("utf-8", "gbk", 1).encode("gb18030")).report
    assert back.model_copy(update={"headings": (), "remarks": ()}) == full()


def test_page_without_its_data_is_read_by_what_it_shows():
    html = re.sub(r'<script type="application/json".*?</script>', "", page(full()), flags=re.DOTALL)
    back = read("report.html", html.encode()).report
    assert printed(back) == printed(full())
    assert (back.organ, back.year, back.overview) == (full().organ, 2023, full().overview)


def with_data(report: Report, written: str) -> Report:
    html = re.sub(
        r'(<script type="application/json" id="gxreport">).*?(</script>)',
        lambda found: found[1] + written + found[2],
        page(report),
        flags=re.DOTALL,
    )
    return read("report.html", html.encode("utf-8", "surrogatepass")).report


BROKEN = [
    "",
    " ",
    "{",
    "null",
    "[]",
    '"机关"',
    "17",
    "NaN",
    '{"机关": NaN}',
    '{"年度": 1e999}',
    f'{{"年度": {"9" * 5000}}}',
    '{"年度": "二〇二三"}',
    '{"年度": {"一": 2}}',
    '{"年度": -1}',
    '{"格式": 1999}',
    '{"格式": "x"}',
    '{"格式": []}',
    '{"统计期限": "去年"}',
    '{"统计期限": "2023-12-31/2023-01-01"}',
    '{"发布日期": "2024-02-31"}',
    '{"机关类型": "皇帝"}',
    '{"机关": "\\ud800"}',
    '{"机关": ["某局"]}',
    '{"__class__": 1, "model_config": {}}',
    '{"headings": [], "remarks": 3, "_made": {}}',
    '{"申请办理": "x"}',
    '{"申请办理": []}',
    '{"申请办理": {"本年新收": {"自然人": {"a": 1}}}}',
    '{"申请办理": {"本年新收": [1, 2, 3]}}',
    '{"总体情况": 5, "落款": [], "标题": {}}',
    '{"总体情况": {"a": ["b"]}}',
    f'{{"机关": {"[" * 400}{"]" * 400}}}',
    f'{{"机关": {"[" * 100_000}{"]" * 100_000}}}',
    f'{{"申请办理": {"{" + chr(34) + "a" + chr(34) + ":"}{"[" * 300}{"]" * 300}}}}}',
]


@pytest.mark.parametrize("written", BROKEN, ids=range(len(BROKEN)))
def test_broken_data_changes_nothing_that_is_shown(written):
    report = example(2021)
    back = with_data(report, written)
    assert printed(back) == printed(report)
    assert (back.organ, back.year, back.title, back.edition) == (report.organ, 2023, "", 2021)
    for name in ("overview", "problems"):
        assert getattr(back, name) == getattr(report, name)


def test_data_of_another_report_changes_nothing_that_is_shown():
    other = example(2019).model_copy(update={"signature": "另一局"})
    report = full()
    back = with_data(report, opened(page(other)).get_element_by_id("gxreport").text)
    assert printed(back) == printed(report)
    assert (back.organ, back.year) == (report.organ, 2023)
    assert (back.overview, back.problems) == (report.overview, report.problems)
    assert back.signature != "另一局"


def test_data_of_another_edition_does_not_change_the_edition_that_is_shown():
    assert with_data(full(), '{"格式": 2019}').edition == 2021


def test_data_that_denies_what_is_shown_is_not_believed():
    report = full()
    lies = source(report) | {"总体情况": "一切都好。", "落款": "另一局", "标题": "假报告", "年度": 1999}
    lies["申请办理"] = {"本年新收": {"自然人": 0}}
    back = with_data(report, json.dumps(lies))
    assert printed(back) == printed(report)
    assert (back.overview, back.year) == (report.overview, 2023)
    assert "假报告" not in back.title
    assert "另一局" not in f"{back.other}{back.signature}"


def test_data_elsewhere_in_the_page_is_not_the_report():
    """Only a script of the right type and id counts, and the first one of these."""
    report = full()
    for false in (
        '<script type="application/json">{"机关类型": "其他"}</script>',
        '<script id="gxreport">{"机关类型": "其他"}</script>',
        '<div id="gxreport" type="application/json" hidden>{"机关类型": "其他"}</div>',
    ):
        back = read("report.html", page(report).replace("<body>", f"<body>{false}").encode()).report
        assert back.organ_kind is OrganKind.DEPARTMENT


# How a page is broken into lines


def markup_of(report: Report, path: str) -> list[str]:
    found = opened(page(report)).xpath(path)
    return [lxml.html.tostring(one, encoding="unicode", with_tail=False) for one in found]


def test_headings_over_figures_are_broken_in_pairs():
    found = page(example(2021))
    assert ">商业<wbr>企业</th>" in found
    assert ">社会<wbr>公益<wbr>组织</th>" in found
    assert ">自然人</th>" in found


def test_title_says_where_a_narrow_screen_may_break_it():
    report = example(2021).model_copy(
        update={"organ": "示例自治区示例哈萨克自治州示例县人力资源和社会保障局", "title": ""}
    )
    (heading,) = markup_of(report, "//h1")
    assert "示例自治区示例哈萨克自治州" in heading
    pieces = re.split("</?[a-z0-9]+>", heading)
    assert max(map(len, pieces)) <= 16
    assert "<br>" in heading
    assert "<wbr>" in heading


def test_numbers_and_sentences_of_a_table_in_prose_are_told_apart():
    overview = f"| 科室 | 010-12345678 | {'话' * 20} |\n| 其他 | 无 | 无 |"
    html = opened(page(example(2021).model_copy(update={"overview": overview})))
    cells = html.get_element_by_id("overview").iter("td")
    assert [cell.get("class") for cell in cells] == [None, "number", "clause", None, None, "clause"]


def test_note_is_small_with_all_that_stands_in_it():
    report = example(2021)
    note = "注：\n（一）口径\n- 甲\n| 乙 | 丙 |\n| 丁 | 戊 |"
    report = report.model_copy(update={"reviews": report.reviews.model_copy(update={"note": note})})
    (found,) = opened(page(report)).find_class("note")
    assert {one.tag for one in found.iterchildren()} == {"p", "h3", "ul", "div"}
