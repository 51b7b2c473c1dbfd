"""Markdown: another program shows just the words of the report; and what other people write is read."""

import difflib
import re
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.strategies import with_cells
from tests.witness import witness

from gxreport import form
from gxreport.editions import tables
from gxreport.layout import Address
from gxreport.markup import blocks, unmarked
from gxreport.model import Noticed, OrganKind, Period, Report
from gxreport.readers import read
from gxreport.reading import NotAReport
from gxreport.renderers.figures import printed
from gxreport.renderers.md import render

EXAMPLES = Path(__file__).parent.parent / "examples"
NAMES = {2019: "report-2020.yaml", 2021: "report-2023.yaml"}
NEW = Address("requests", "new", "natural")
PARSER = MarkdownIt("commonmark").enable("table")


@lru_cache
def example(edition: int = 2021) -> Report:
    name = NAMES[edition]
    return read(name, (EXAMPLES / name).read_bytes(), None).report


@pytest.fixture(params=[2019, 2021])
def report(request) -> Report:
    return example(request.param)


def markdown(report: Report) -> str:
    return render(report).decode()


def parts(text: str) -> tuple[dict, str]:
    """The front matter as YAML means it, and what follows."""
    front, body = text.removeprefix("---\n").split("\n---\n", 1)
    return yaml.safe_load(front), body


def parsed(report: Report) -> list[Token]:
    return PARSER.parse(parts(markdown(report))[1])


def words(token: Token) -> str:
    """What is shown of a line: bold words in braces, and anything but words by its name."""
    made = {"softbreak": "\n", "strong_open": "{", "strong_close": "}"}
    tags = {"<strong>": "{", "</strong>": "}"}  # where stars beside a stop would be stars
    return "".join(
        child.content
        if child.type in ("text", "text_special")
        else tags.get(child.content, made.get(child.type, f"<{child.type}>"))
        for child in token.children or ()
    )


def shown(report: Report) -> list[tuple[str, str]]:
    """Every line that is shown, with what it stands in; and whatever should not be there."""
    found = []
    open_tags: list[str] = []
    for token in parsed(report):
        if token.nesting == 1:
            open_tags.append(token.tag)
        elif token.nesting == -1:
            open_tags.pop()
        elif token.type == "inline":
            inside = [tag for tag in open_tags if tag not in ("table", "thead", "tbody", "tr", "ul")]
            # A paragraph in a list is what the list has for an item.
            found.append(("/".join(tag for tag in inside if inside[0] != "li" or tag != "p"), words(token)))
        else:
            found.append((token.type, token.content))
    return found


def prose(text: str) -> list[tuple[str, str]]:
    """What is shown of a text between two plain sentences."""
    lines = shown(Report(organ="某局", year=2023, overview=f"起。\n{text}\n止。"))
    return lines[lines.index(("p", "起。")) + 1 : lines.index(("p", "止。"))]


# Words

LINES = [
    *(
        "# x",
        "## x #",
        "#",
        "1. x",
        "1) x",
        "1.",
        "123456789. x",
        "1234567890. x",
        "+ x",
        "+",
        "* x",
        "*",
        "-",
    ),
    *("> x", ">", "---", "- - -", "***", "___", "===", "`x`", "```", "``` x", "~~~", "~~x~~"),
    *("<script>alert(1)</script>", "<script>", "</p>", "<!-- x -->", "<!--", "<?x", "<![CDATA[x]]>", "<br>"),
    *("&lt;", "&amp;", "&#60;", "&#x3c;", "&nbsp", "![a](b)", "[a](b)", "[a][b]", "[a]: b", "[^1]: x"),
    *("<http://a.b>", "|", "| a", "a | b", "|-|-|x", "\\", "\\\\", "\\*", "a\\", "$x$", "$$", "***x***"),
    *("**", "**x", "x**", "*x*", "_x_", "__x__", "x_y_z", "{{ x }}", "一\u2028二", "x`y", "^x^", "==x=="),
    *("：x", "a:b", "@x", "%x%", "--- | ---", ":-: | -", "甲　乙", "\u3000x"),
]
NOT_TEXT = {"- - -", "-"}  # a list to us too
MARKED = {"***x***", "1. x", "1."}  # bold words and headings to us


@pytest.mark.parametrize("line", [line for line in LINES if line not in NOT_TEXT | MARKED])
def test_line_is_shown_as_it_is(line):
    assert prose(line) == [("p", line.strip("\u3000"))]


@pytest.mark.parametrize("line", LINES)
def test_line_is_read_back_as_it_is(line):
    report = Report(organ="某局", year=2023, overview=f"起。\n{line}\n止。", signature="某局")
    back = read("report.md", render(report)).report
    assert unmarked(blocks(back.overview)) == unmarked(blocks(report.overview))
    assert back.signature == "某局"


def test_blanks_before_a_line_make_no_code():
    for blank in ("    x", "\tx", " \t  x", "\u3000\u3000x", "\xa0\xa0\xa0\xa0x"):
        assert prose(blank) == [("p", "x")]


def test_lines_do_not_make_something_together():
    for pair in (
        "x\n===",
        "x\n---",
        "x\ny",
        "a | b\n--- | ---",
        "[a]: b\n[a]",
        "> x\ny",
        "```\nx\n```",
        "x  \ny",
    ):
        assert prose(pair) == [("p", line.strip()) for line in pair.split("\n")]


def test_title_and_signature_are_shown_as_they_are():
    for line in LINES:
        title = re.sub(r"\s+", " ", line)
        found = shown(Report(organ="某局", title=f"x{line}", signature=f"{line}\n二"))
        assert found[0][0] == "h1"
        assert re.sub(r"\s+", " ", found[0][1]) == f"x{title}" or line in ("## x #", "#")
        assert found[-2:] == [("p", line.strip("\u3000")), ("p", "二")]


@pytest.mark.parametrize("line", LINES)
def test_cell_is_shown_as_it_is(line):
    report = with_cells(example(), {NEW: line})
    cells = [text for tag, text in shown(report) if tag == "td"]
    assert line.strip("\u3000") in cells
    assert cells[: len(cells) // 2].count(line) <= 2
    assert len(cells) == len([1 for tag, _text in shown(example()) if tag == "td"])


@pytest.mark.parametrize("line", LINES)
def test_cell_of_a_table_in_prose_is_shown_as_it_is(line):
    cell = line.strip("\u3000").replace("|", "\\|") + ("x" if line.endswith("\\") else "")
    if "---" in line or line in ("-", "- - -"):
        cell = f"x{cell}"
    if line in MARKED:
        cell = cell.replace("**", "")
    found = prose(f"| 甲 | {cell} |\n| 乙 | 丙 |")
    assert found[2:] == [("td", "甲"), ("td", cell.replace("\\|", "|")), ("td", "乙"), ("td", "丙")]


@pytest.mark.parametrize("line", [line for line in LINES if not line.startswith(("#", "1", "+", "-", "***"))])
def test_item_is_shown_as_it_is(line):
    assert prose(f"- {line}\n- 乙") == [("li", line.strip("\u3000")), ("li", "乙")]


@pytest.mark.parametrize("line", ["# x", "1. x", "1) x", "1.", "+ x", "+", "- x", "-", "---", "#"])
def test_item_that_begins_as_something_else_is_shown_as_it_is(line):
    assert prose(f"- {line}\n- 乙") == [("li", line), ("li", "乙")]


def test_heading_is_shown_as_it_is():
    assert prose("（一）学习 C #") == [("h3", "（一）学习 C #")]


def test_heading_is_read_back_as_it_is():
    report = Report(organ="某局", year=2023, overview="（一）学习 C #")
    assert read("report.md", render(report)).report.overview == "（一）学习 C #"


@pytest.mark.parametrize(
    "line", ["（一）*x*", "（一）<b>", "1.a_b_c", "（1）[x](y)", "（一）a&lt;b", "（二）\\"]
)
def test_hostile_heading_is_shown_as_it_is(line):
    ((tag, text),) = prose(line)
    assert tag in ("h3", "h4", "h5")
    assert text == line


@pytest.mark.parametrize(
    ("line", "shows"),
    [
        ("甲**乙**丙", "甲{乙}丙"),
        ("**乙** 丙", "{乙} 丙"),
        ("**乙**，丙", "{乙}，丙"),
        ("**a_b** c*d", "{a_b} c*d"),
        ("全年公开**35条**。", "全年公开{35条}。"),
        ("甲**乙**丙**", "甲{乙}丙**"),
        ("***x***", "{*x}*"),
    ],
)
def test_bold_words_are_bold(line, shows):
    assert prose(line) == [("p", shows)]


@pytest.mark.parametrize(
    ("line", "shows"),
    [
        ("**加强学习。**全年培训2次。", "{加强学习。}全年培训2次。"),
        ("印发**《办法》**一件", "印发{《办法》}一件"),
        ("甲**“乙”**丙", "甲{“乙”}丙"),
        ("甲**+3**乙", "甲{+3}乙"),
        ("甲**[乙]**丙", "甲{[乙]}丙"),
        ("**甲****乙**", "{甲}{乙}"),
    ],
)
def test_bold_words_beside_punctuation_are_bold(line, shows):
    (found,) = prose(line)
    assert found in (("p", shows), ("p", shows.replace("}{", "")))


def test_marked_up_prose_is_shown_as_such():
    assert prose(
        "（一）甲\n1.乙\n（1）丙\n- 丁\n- 戊\n| a | b |\n| --- | --- |\n| c | **d** |\n（二）己。庚。"
    ) == [
        ("h3", "（一）甲"),
        ("h4", "1.乙"),
        ("h5", "（1）丙"),
        ("li", "丁"),
        ("li", "戊"),
        ("th", "a"),
        ("th", "b"),
        ("td", "c"),
        ("td", "{d}"),
        ("p", "（二）己。庚。"),
    ]


odd = st.text(st.sampled_from("公开，。012 #*_`~<>&|\\[]()!+-=.$:\"'{}^@%/（）“”\t"), max_size=12)
STRONG = ("<strong>", "</strong>")
RAW = (
    "html_block",
    "html_inline",
    "fence",
    "code_block",
    "hr",
    "link_open",
    "image",
    "code_inline",
    "em_open",
)


@settings(max_examples=60)
@given(st.lists(odd.map(lambda text: f"甲{text}"), min_size=1, max_size=4), odd)
def test_no_text_makes_anything_but_text(lines, cell):
    report = Report(organ="某局", overview="\n".join(lines), problems=lines[0], signature=lines[-1])
    report = with_cells(report, {NEW: cell})
    for token in parsed(report):
        assert token.type not in RAW
        children = [child for child in token.children or () if child.content not in STRONG]
        assert not {child.type for child in children} & set(RAW)
    texts = {text for tag, text in shown(report) if tag == "p"}
    for line in lines:
        # Of what is marked up, other tests speak.
        if "**" not in line:
            assert line.strip(" \t") in texts or f"{line.strip()}" in {re.sub(r"\s+$", "", t) for t in texts}


# Front matter


def test_front_matter_states_short_fields():
    report = example().model_copy(
        update={
            "organ_kind": OrganKind.DEPARTMENT,
            "period": Period(date(2023, 1, 1), date(2023, 12, 31)),
            "published": date(2024, 1, 25),
            "title": "某报告",
            "signature": "某局",
        }
    )
    front, _body = parts(markdown(report))
    assert {key: str(value) for key, value in front.items()} == {
        "机关": report.organ,
        "机关类型": "部门",
        "年度": "2023",
        "格式": "2021",
        "统计期限": "2023-01-01/2023-12-31",
        "发布日期": "2024-01-25",
        "标题": "某报告",
        "落款": "某局",
    }


ODD_FIELDS = [
    *(
        *LINES,
        "yes",
        "null",
        "~",
        "2024-01-01",
        "017",
        "1e3",
        "",
        " x ",
        "a: b",
        "a #b",
        "'",
        '"',
        "{a",
        "[a",
    ),
    *(
        "甲\n---\n乙",
        "---",
        "...",
        "a\tb",
        "x\x85y",
        "x\u2028y",
        "x\u2029y",
        "\ufeffx",
        "%x",
        "!x",
        "&x",
        "*x",
        "?",
        "x:",
    ),
]


@pytest.mark.parametrize("text", ODD_FIELDS)
def test_front_matter_is_valid_yaml(text):
    made = markdown(Report(organ=text, title=text, signature=text))
    front = made.split("\n---\n")[0]
    found = yaml.load(front, Loader=yaml.BaseLoader)
    yaml.safe_load(front)
    for key in ("机关", "标题", "落款"):
        assert found.get(key, "") == text
    assert made.count("\n# ") == 1


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=()), max_size=20))
def test_any_text_makes_markdown(text):
    made = render(
        with_cells(Report(organ=text, title=text, overview=text, signature=text), {NEW: text})
    ).decode()
    front = yaml.safe_load(made.split("\n---\n")[0])
    assert front["格式"] == 2021
    assert "\0" not in made


# Tables


def test_tables_have_the_printed_grid(report):
    grids: list[list[list[str]]] = []
    for token in parsed(report):
        if token.type == "table_open":
            grids.append([])
        elif token.type == "tr_open":
            grids[-1].append([])
        elif token.type == "inline" and grids and token.level >= 4:
            grids[-1][-1].append(words(token))
    assert len(grids) == 3
    for grid, seen in zip(grids, witness(report.edition).tables, strict=True):
        assert len(grid) == len(seen.lines)
        assert len({len(row) for row in grid}) == 1
        labels = [cell.text for line in seen.lines for cell in line if cell.text]
        found = [text for row in grid for text in row if text in labels]
        assert found == labels
    figures = printed(report)
    for grid, layout, top in zip(grids, report.layouts, (0, 3, 3), strict=True):
        if top:
            kept = [text for row in grid[top:] for text in row[-len(layout.rows[0].columns) :]]
            kept = grid[top] if layout.name == "reviews" else kept
            assert kept == [figures[address] for address in layout.addresses()]


def test_a_changed_figure_changes_one_line(report):
    changed = with_cells(report, {NEW: "1234567"})
    lines = difflib.ndiff(markdown(report).splitlines(), markdown(changed).splitlines())
    assert [line[0] for line in lines if line[0] in "+-"] == ["-", "+"]


def test_a_changed_sentence_changes_one_line():
    one, two = (Report(overview=f"甲。\n乙{word}。\n- 丙") for word in ("一", "二"))
    lines = difflib.ndiff(markdown(one).splitlines(), markdown(two).splitlines())
    assert [line[:4] for line in lines if line[0] in "+-"] == ["- 乙一", "+ 乙二"]


def test_markdown_is_tidy(report):
    made = markdown(report)
    assert made.endswith("\n")
    assert not made.endswith("\n\n")
    assert "\n\n\n" not in made
    assert not re.search(r"[ \t]+$", made, re.MULTILINE)
    assert render(report) == render(report)


def test_report_comes_back(report):
    back = read("report.md", render(report)).report
    assert printed(back) == printed(report)
    assert (back.organ, back.year, back.overview) == (report.organ, report.year, report.overview)
    assert [remark for remark in back.remarks if remark.noticed is not Noticed.ALTERED_LABEL] == []


def test_what_is_shown_wins_over_front_matter():
    made = markdown(example())
    assert "| 58 |" in made
    back = read("r.md", made.replace("| 58 |", "| 59 |", 1).replace("66件", "67件", 1).encode()).report
    assert back.cells()[NEW].raw == "59"
    assert "67件" in back.overview
    title = re.search(r"^# .*$", made, re.MULTILINE)[0]
    back = read("r.md", made.replace(title, title.replace("2023", "2022")).encode()).report
    assert back.year == 2022
    back = read("r.md", made.replace(title, "# 示例市另一局2021年政府信息公开工作年度报告").encode()).report
    assert (back.organ, back.year) == ("示例市另一局", 2021)


def test_table_with_a_heading_only_is_read_back():
    text = "| 类别 | 件数 |\n| --- | --- |"
    report = Report(organ="某局", year=2023, overview=text)
    assert read("report.md", render(report)).report.overview == text


# Other people's Markdown

BODY = """\
# 某市某局2023年政府信息公开工作年度报告

## 一、总体情况

全年公开12条。

## 二、主动公开政府信息情况

{disclosure}

## 三、收到和处理政府信息公开申请情况

## 四、政府信息公开行政复议、行政诉讼情况

## 五、存在的主要问题及改进情况

解读不多。

## 六、其他需要报告的事项

无。
"""
DISCLOSURE = """\
| 第二十条第（一）项 | | | |
| --- | --- | --- | --- |
| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| 规章 | 0 | 0 | 1 |
| 行政规范性文件 | 2 | 0 | 5 |
| 第二十条第（五）项 | | | |
| 信息内容 | 本年处理决定数量 | | |
| 行政许可 | 12 | | |
| 第二十条第（六）项 | | | |
| 信息内容 | 本年处理决定数量 | | |
| 行政处罚 | 3 | | |
| 行政强制 | 4 | | |
| 第二十条第（八）项 | | | |
| 信息内容 | 本年收费金额（单位：万元） | | |
| 行政事业性收费 | 1.25 | | |"""
FIGURES = ["0", "0", "1", "2", "0", "5", "12", "3", "4", "1.25"]
PLAIN = BODY.format(disclosure=DISCLOSURE)


def found_in(text: str | bytes) -> Report:
    return read("report.md", text if isinstance(text, bytes) else text.encode()).report


def figures(report: Report) -> list[str | None]:
    return [cell.raw for address, cell in report.cells().items() if address.table == "disclosure"]


def is_plain(report: Report) -> bool:
    assert figures(report) == FIGURES
    assert [heading.section for heading in report.headings] == [1, 2, 3, 4, 5, 6]
    assert (report.organ, report.year) == ("某市某局", 2023)
    assert (report.overview, report.problems, report.other) == ("全年公开12条。", "解读不多。", "无。")
    return True


def test_plain_markdown_is_read():
    assert is_plain(found_in(PLAIN))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"^## (.*)$", r"**\1**"),
        (r"^## (.*)$", r"\1"),
        (r"^## (.*)$", r"## \1 ##"),
        (r"^## (.*)$", r"## **\1**"),
        (r"^(## .*|# .*)$", r"\1\n"),
        (r"^## ", "### "),
        (r"^\| (.*) \|$", r"|\1|"),
        (r"^\| (.*) \|$", r"| \1"),
        (r"^\| (.*) \|$", r"  | \1 |"),
        (r" --- ", " :---: "),
        (r" \| \| \| \|$", " ||||"),
        (r"\n", "\r\n"),
        (r"全年公开12条。", "全年[公开](https://example.org/a_b)12条。"),
        (r"全年公开12条。", "![图](a.png)全年公开12条。"),
        (r"全年公开12条。", "全年公开12条。  "),
        (r"行政规范性文件", "行政<br>规范性文件"),
        (r"本年收费金额（", "本年收费金额<br/>（"),
        (r"\| 12 \|", "|12|"),
        (r"^\n", "\n\n\n"),
        (r"^# ", "---\n\n# "),
        (r"^# ", "---\n\n***\n\n# "),
        (r"^# ", "---\ntitle: [\n---\n\n# "),
        (r"^# ", "---\n- a\n- b\n---\n\n# "),
        (r"^# ", "---\ntitle: 别的\nlayout: page\n---\n\n# "),
        (r"^# ", "---\n机关: 别的局\n年度: 1999\n---\n\n# "),
        (r"^# ", "---\n机关: 别的局\n年度: [\n---\n\n# "),
        (r"^# ", "---\n年度: 二〇二三\n---\n\n# "),
        (r"^# ", "---\n&a [*a]\n---\n\n# "),
        (r"^# ", "---\n!!python/object/apply:os.system [x]\n---\n\n# "),
        (r"^# ", "---\n---\n\n# "),
        (r"^# ", "\n\n# "),
        (r"^# ", "\ufeff# "),
    ],
)
def test_other_ways_to_write_are_read(old, new, request):
    text = re.sub(old, new, PLAIN, flags=re.MULTILINE)
    assert text != PLAIN
    assert is_plain(found_in(text))


def test_table_without_outer_bars_is_read():
    assert is_plain(found_in(re.sub(r"^\| (.*) \|$", r"\1", PLAIN, flags=re.MULTILINE)))


def test_bold_figure_is_read():
    assert is_plain(found_in(PLAIN.replace("| 12 |", "| **12** |")))


def test_comment_is_no_text():
    assert is_plain(found_in(PLAIN.replace("全年公开12条。", "<!-- 说明 -->\n\n全年公开12条。")))


def test_gbk_is_read():
    assert is_plain(found_in(PLAIN.encode("gbk")))
    assert "GB" in read("r.md", PLAIN.encode("gbk")).asides[0]


def test_front_matter_that_is_not_closed_is_text():
    report = found_in(f"---\n机关: 别的局\n\n{PLAIN}")
    assert is_plain(report)
    assert report.preamble == "机关: 别的局"


def test_front_matter_that_is_never_closed_states_nothing():
    text = PLAIN.replace("| --- | --- | --- | --- |\n", "")
    report = found_in(f"---\n机关类型: 部门\n{text}")
    assert report.organ_kind is None
    assert report.year == 2023


def test_hard_wrapped_lines_lose_nothing():
    report = found_in(PLAIN.replace("全年公开12条。", "全年公开\n12条，\n都在网上。"))
    assert "".join(report.overview.split()) == "全年公开12条，都在网上。"


def test_table_that_ends_with_the_file_is_read():
    text = PLAIN.split("\n\n## 三")[0]
    assert figures(found_in(text)) == FIGURES
    assert figures(found_in(text.removesuffix(" | | |"))) == FIGURES


def test_table_that_is_cut_off_is_read_so_far():
    text = PLAIN.split("| 行政处罚")[0]
    report = found_in(text)
    assert report.organ == "某市某局"
    assert figures(report)[-2:] != ["4", "1.25"]


def test_tables_need_not_have_a_blank_line_above():
    assert is_plain(found_in(PLAIN.replace("情况\n\n|", "情况\n|")))


@pytest.mark.parametrize("edition", [2019, 2021])
def test_tables_without_their_front_matter_are_read(edition):
    _front, body = parts(markdown(example(edition)))
    assert printed(found_in(body)) == printed(example(edition))
    bare = re.sub(r"^\| (.*) \|$", r"|\1|", body, flags=re.MULTILINE)
    assert printed(found_in(bare)) == printed(example(edition))


@pytest.mark.parametrize(
    "text",
    ["# 标题\n", "---\n---\n", "---\n", "|\n|\n", "# \n", "\\\n", "---\n机关: 某局\n年度: 2023\n---\n"],
)
def test_other_markdown_is_no_report(text):
    with pytest.raises(NotAReport):
        found_in(text)


@settings(max_examples=60)
@given(st.text(st.sampled_from("#-|*`[]()<>!\\ \n\t甲一、：:0123456789年---\r&"), max_size=80))
def test_reader_takes_any_text(text):
    try:
        found_in(f"{PLAIN}\n{text}")
        found_in(f"---\n{text}\n---\n{PLAIN}")
        found_in(f"{text}\n{PLAIN}")
    except NotAReport:
        pass


def test_texts_of_tables_come_back():
    table = tables(2021)[2]
    reviews = form.fill(table, dict(form.cells(example().reviews)), intro="上文。", note="注：下文。")
    back = read("r.md", render(example().model_copy(update={"reviews": reviews}))).report
    assert (back.reviews.intro, back.reviews.note) == ("上文。", "注：下文。")


@pytest.mark.parametrize(
    "front", ["organ: 网站编辑\nyear: 2021", "机关: 网站编辑\n年度: 2021", "tags:\n- a\n机关: 甲"]
)
def test_front_matter_of_other_programs_is_not_believed(front):
    body = "# 政府信息公开工作年度报告\n\n## 一、总体情况\n\n全年公开。\n\n## 二、主动公开政府信息情况\n"
    report = read("a.md", f"---\n{front}\n---\n{body}".encode()).report
    assert (report.organ, report.year) == ("", None)


def test_front_matter_is_no_yaml():
    bomb = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}' if n else 'x'] * 9)}]" for n in range(9))
    text = f"---\n{bomb}\n机关: *l8\n格式: 2021\n---\n# 甲局2023年政府信息公开工作年度报告\n"
    assert read("a.md", text.encode()).report.organ == "甲局"
    assert read("a.md", text.replace("*l8", "[" * 3000).encode()).report.organ == "甲局"
