"""The web page of a report in a browser: nothing overflows, everything can be read, nothing runs."""

import os
import re
import shutil
from base64 import b64decode
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pdfplumber
import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from tests.strategies import with_cells

from gxreport.model import Report
from gxreport.readers import read
from gxreport.renderers import Setting
from gxreport.renderers.figures import printed
from gxreport.renderers.html import render

EXAMPLES = Path(__file__).parent.parent / "examples"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and DRIVER) and not os.environ.get("CI"), reason="needs Chromium"),
]

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NARROW, WIDE = 390, 1280
widths = pytest.mark.parametrize("width", [NARROW, WIDE])
schemes = pytest.mark.parametrize("scheme", ["light", "dark"])

HOSTILE = (
    "</script><script>window.ran = 1</script>",
    "<!--<script>window.ran = 2</script>",
    "<img src=x onerror='window.ran = 3'>",
    '"><svg onload="window.ran = 4">',
    "</title></style><iframe src='javascript:parent.ran = 5'></iframe>",
    "<a href='javascript:ran = 6'>甲</a>",
)


@dataclass
class Browser:
    """A browser with a folder for its pages."""

    driver: webdriver.Chrome
    folder: Path

    def open(self, report: Report, previous: Report | None = None) -> None:
        path = self.folder / "report.html"
        path.write_bytes(render(report, Setting(previous=previous)))
        self.driver.get(path.as_uri())

    def show(self, width: int = WIDE, scheme: str = "light", media: str = "") -> None:
        size = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width == NARROW}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})

    def run(self, script: str, *arguments: object):
        return self.driver.execute_script(script, *arguments)

    def words(self) -> list[str]:
        """What the browser complains of."""
        return [entry["message"] for entry in self.driver.get_log("browser")]


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    assert CHROMIUM, "no Chromium: without it nothing here is tested"
    assert DRIVER, "no chromedriver: without it nothing here is tested"
    folder = tmp_path_factory.mktemp("browser")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield Browser(driver, folder)
    driver.quit()


@pytest.fixture
def browser(running):
    running.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    running.show()
    running.driver.get("about:blank")
    running.words()
    return running


def example(name: str = "report-2023.yaml") -> Report:
    return read(name, (EXAMPLES / name).read_bytes(), None).report


def rich() -> Report:
    """A report with every kind of text that a page can have, and its charts."""
    report = example()
    overview = (
        f"{report.overview}\n（一）小标题\n1.再下一级\n（1）最下一级\n全年**35条**。\n- 甲\n- **乙**丙\n"
        "| 类别 | 件数 |\n| --- | --- |\n| 解读 | 3 |"
    )
    reviews = report.reviews.model_copy(update={"intro": "上文。", "note": "注：下文。"})
    update = {
        "overview": overview,
        "reviews": reviews,
        "signature": report.organ,
        "published": date(2024, 1, 5),
    }
    return report.model_copy(update=update)


def great() -> Report:
    """A report with figures of nine digits, an organ of eighty characters, and words without a break."""
    organ = "示例自治区示例哈萨克自治州" + "示例联合管理委员会" * 8
    report = example().model_copy(
        update={
            "organ": organ[:80],
            "title": "",
            "signature": organ[:80],
            "problems": f"网址 https://www.example.gov.cn/{'a' * 300} 。\n（一）{'b' * 27}\n- {'c' * 200}",
            "overview": f"| {'d' * 120} | {'e' * 120} |\n| 甲 | 乙 |\n| 丙 | 丁 |",
        }
    )
    return with_cells(report, dict.fromkeys(report.cells(), "987654321"))


REPORTS = {"rich": rich, "great": great, "edition 2019": lambda: example("report-2020.yaml")}
each_report = pytest.mark.parametrize("report", list(REPORTS))


# Size

OVERFLOWING = """
const wide = document.documentElement.clientWidth;
const inside = e => e.closest('.wide') && !e.matches('.wide');
const hidden = e => e.closest('.skip, caption, title, desc') || e.closest('head');
return [...document.body.querySelectorAll('*')]
  .filter(e => !inside(e) && !hidden(e))
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.right > wide + 0.5 || box.left < -0.5))
  .map(([e]) => `${e.tagName}.${e.getAttribute('class')} ${e.textContent.slice(0, 30)}`);
"""


@each_report
@widths
def test_page_is_no_wider_than_the_screen(browser, report, width):
    browser.show(width)
    browser.open(REPORTS[report](), REPORTS[report]())
    size = browser.run(
        "const e = document.documentElement; return [e.scrollWidth, e.clientWidth, window.innerWidth];"
    )
    assert (size[0], size[2]) == (size[1], width)
    assert browser.run(OVERFLOWING) == []


@each_report
def test_wide_tables_scroll_inside_their_container(browser, report):
    browser.show(NARROW)
    browser.open(REPORTS[report]())
    tables = browser.run(
        """return [...document.querySelectorAll('.wide')].map(e => {
             e.scrollLeft = 1e6;
             const box = e.getBoundingClientRect(), table = e.firstElementChild.getBoundingClientRect();
             return [e.firstElementChild.className,
                     box.right <= innerWidth + 0.5, e.scrollWidth > e.clientWidth,
                     Math.abs(table.right - box.right) < 1.5, getComputedStyle(e).overflowX];
           });"""
    )
    assert {kind: scrolls for kind, _inside, scrolls, _end, _how in tables}["across"]
    for _kind, inside, _scrolls, end, how in tables:
        assert (inside, end, how) == (True, True, "auto")
    assert browser.run("return window.scrollX") == 0


@each_report
@widths
def test_no_figure_is_cut_off(browser, report, width):
    browser.show(width)
    browser.open(REPORTS[report]())
    cut = browser.run(
        """return [...document.querySelectorAll('th, td')]
             .filter(e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
             .map(e => e.textContent);"""
    )
    assert cut == []


@widths
def test_text_is_large_enough_to_read(browser, width):
    browser.show(width)
    browser.open(rich(), rich())
    sizes = browser.run(
        """return [...document.querySelectorAll('body *')].filter(e => !e.closest('caption'))
             .filter(e => [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()))
             .map(e => parseFloat(getComputedStyle(e).fontSize));"""
    )
    assert min(sizes) >= 12


@each_report
@widths
def test_words_of_a_chart_do_not_cover_one_another(browser, report, width):
    browser.show(width)
    browser.open(REPORTS[report](), example("report-2020.yaml"))
    covering = browser.run(
        """return [...document.querySelectorAll('svg')].flatMap(svg => {
             const box = svg.getBoundingClientRect();
             const texts = [...svg.querySelectorAll('text')].filter(t => t.textContent)
               .map(t => [t.textContent, t.getBoundingClientRect()]);
             const apart = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1
               || a.bottom <= b.top + 5 || b.bottom <= a.top + 5;
             return texts.flatMap(([word, r], i) => [
               ...(r.right > innerWidth || r.bottom > box.bottom + 6 ? [word + ' outside'] : []),
               ...texts.slice(i + 1).filter(([, s]) => !apart(r, s)).map(([other]) => `${word} | ${other}`)]);
           });"""
    )
    assert covering == []


# Colours

COLOURS = """
const channels = c => { const n = c.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
const ground = e => {
  const layers = [];
  for (; e; e = e.parentElement) layers.push(channels(getComputedStyle(e).backgroundColor));
  return layers.reverse().reduce((below, above) => over(above, below), [255, 255, 255, 1]);
};
const light = c => c.slice(0, 3).map(v => v / 255)
  .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const contrast = (a, b) => {
  const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
};
"""
WORDS = (
    COLOURS
    + """
return [...document.querySelectorAll('body *')]
  .filter(e => !e.closest('script, style, title, desc') && e.getBoundingClientRect().width)
  .filter(e => [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()))
  .map(e => {
    const style = getComputedStyle(e), size = parseFloat(style.fontSize), behind = ground(e);
    const colour = channels(e.closest('svg') ? style.fill : style.color);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    return [contrast(over(colour, behind), behind), large, e.tagName, e.className.baseVal ?? e.className,
            e.textContent.slice(0, 20)];
  });
"""
)
BARS = (
    COLOURS
    + """
return [...document.querySelectorAll('svg rect')].map(e => {
  const behind = ground(e);
  return [contrast(over(channels(getComputedStyle(e).fill), behind), behind), e.getAttribute('class')];
});
"""
)


@schemes
@widths
def test_all_words_stand_out(browser, width, scheme):
    browser.show(width, scheme)
    browser.open(rich(), example("report-2020.yaml"))
    found = browser.run(WORDS)
    assert len(found) > 300
    assert [one for one in found if one[0] < (3 if one[1] else 4.5)] == []


@schemes
def test_words_below_the_pointer_and_in_focus_stand_out(browser, scheme):
    browser.show(WIDE, scheme)
    browser.open(rich())
    cell = browser.driver.find_element(By.CSS_SELECTOR, ".matrix td.figure")
    webdriver.ActionChains(browser.driver).move_to_element(cell).perform()
    browser.run("document.querySelector('.skip').focus()")
    found = browser.run(WORDS)
    assert [one for one in found if one[0] < (3 if one[1] else 4.5)] == []


@schemes
def test_bars_stand_out(browser, scheme):
    browser.show(WIDE, scheme)
    browser.open(rich(), example("report-2020.yaml"))
    found = browser.run(BARS)
    assert {kind for _contrast, kind in found} == {"bar1", "bar2"}
    assert [one for one in found if one[0] < 3] == []


def test_dark_page_is_dark(browser):
    browser.open(rich())
    grounds = []
    for scheme in ("light", "dark"):
        browser.show(WIDE, scheme)
        grounds.append(
            browser.run("return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
        )
    assert min(grounds[0]) > 200
    assert max(grounds[1]) < 60


LINES = """
const lines = (e) => {  // the words of an element as they stand in its lines
  const found = new Map(), range = document.createRange();
  const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());)
    for (let at = 0; at < node.data.length; at++) {
      range.setStart(node, at); range.setEnd(node, at + 1);
      const top = Math.round(range.getBoundingClientRect().top);
      found.set(top, (found.get(top) || '') + node.data[at]);
    }
  return [...found.values()];
};
"""
HEADINGS = f"{LINES} return [...document.querySelectorAll('.matrix th.col, .across th.col')].map(lines);"


def rich_table(report: Report) -> Report:
    heads = "地区 | 第一季度 | 第二季度 | 第三季度 | 第四季度 | 合计 | 联系电话 | 说明"
    cells = f"示例区 | 1234567 | 1234567 | 1234567 | 1234567 | 4938268 | 010-12345678 | {'受理申请' * 8}"
    rule = " | ".join(["---"] * 8)
    return report.model_copy(update={"overview": f"| {heads} |\n| {rule} |\n| {cells} |"})


def headings_are_whole(browser) -> bool:
    """Whether no heading over figures has a line of one character, or is broken inside a pair."""
    broken = [
        found
        for found in browser.run(HEADINGS)
        if len(found) > 1 and any(len(line) % 2 or len(line) < 2 for line in found)
    ]
    assert broken == []
    return True


@pytest.mark.parametrize("digits", [1, 4, 7, 9])
@pytest.mark.parametrize("width", [320, NARROW, 800, WIDE])
def test_headings_over_figures_are_not_torn(browser, width, digits):
    report = example()
    browser.show(width)
    browser.open(with_cells(report, dict.fromkeys(report.cells(), "7" * digits)))
    assert headings_are_whole(browser)


def test_table_in_prose_is_moved_and_not_squeezed(browser):
    browser.show(NARROW)
    browser.open(rich_table(example()))
    cells = browser.run(f"{LINES} return [...document.querySelectorAll('.text th, .text td')].map(lines);")
    assert all(len(found) == 1 or min(map(len, found)) > 1 for found in cells)
    assert ["010-12345678"] in cells
    wide = browser.run("const e = document.querySelector('.wide'); return [e.scrollWidth, e.clientWidth];")
    assert wide[0] > wide[1]


@schemes
def test_edge_of_a_table_says_that_there_is_more(browser, scheme):
    browser.show(NARROW, scheme)
    browser.open(example())
    style = "const s = getComputedStyle(document.querySelector('.wide')); return "
    assert browser.run(style + "s.backgroundAttachment") == "local, local, scroll, scroll"
    assert browser.run(style + "s.backgroundImage").count("linear-gradient") == 4


@pytest.mark.parametrize("width", [320, NARROW, WIDE])
def test_title_is_not_torn(browser, width):
    report = example()
    update = {"organ": "示例自治区示例哈萨克自治州示例县人力资源和社会保障局", "title": ""}
    browser.show(width)
    browser.open(report.model_copy(update=update))
    (found,) = browser.run(f"{LINES} return [...document.querySelectorAll('h1')].map(lines);")
    expected = ["示例自治区示例哈萨克自治州", "示例县人力资源和社会保障局", "2023年政府信息公开工作年度报告"]
    assert found == expected if width == WIDE else found[:2] == expected[:2]
    assert min(map(len, found)) > 4


@pytest.mark.parametrize("digits", [10, 15])
@pytest.mark.parametrize("width", [320, NARROW])
def test_long_figure_of_a_chart_stays_inside(browser, width, digits):
    report = example()
    browser.show(width)
    browser.open(with_cells(report, dict.fromkeys(report.cells(), "8" * digits)))
    beyond = browser.run(
        """return [...document.querySelectorAll('svg')].flatMap(svg =>
             [...svg.querySelectorAll('.value')].map(t => t.getBoundingClientRect().right
               - svg.getBoundingClientRect().right)).filter(more => more > 0.5);"""
    )
    assert beyond == []


# Print


def sheets(browser) -> list[str]:
    """The words of each printed page, where a PDF may have the radical ⼀ for the character 一."""
    made = browser.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    with pdfplumber.open(BytesIO(b64decode(made["data"]))) as file:
        texts = [normalize("NFKC", page.extract_text() or "") for page in file.pages]
    return ["".join(text.split()) for text in texts]


@pytest.mark.parametrize("digits", [1, 7])
@pytest.mark.parametrize("name", ["report-2023.yaml", "report-2020.yaml"])
def test_table_of_applications_is_printed_on_one_page(browser, name, digits):
    report = example(name)
    browser.open(with_cells(report, dict.fromkeys(report.cells(), "7" * digits)))
    whole = next(page for page in sheets(browser) if "三、收到和处理政府信息公开申请情况" in page)
    assert "一、本年新收政府信息公开申请数量" in whole
    assert "四、结转下年度继续办理" in whole


def test_headings_over_figures_are_not_torn_in_print(browser):
    browser.open(example())
    browser.show(round(156 / 25.4 * 96), "light", "print")
    assert headings_are_whole(browser)


def test_signature_is_not_printed_alone(browser):
    for lines in range(29, 37):
        update = {"other": "\n".join(["字"] * lines), "signature": "某局", "published": date(2024, 1, 5)}
        browser.open(example().model_copy(update=update))
        last = sheets(browser)[-1]
        assert "字某局2024年1月5日" in last


@schemes
def test_print_has_neither_contents_nor_charts(browser, scheme):
    browser.show(WIDE, scheme, "print")
    browser.open(rich(), rich())
    for selector in ("nav", "figure", ".skip"):
        found = browser.driver.find_elements(By.CSS_SELECTOR, selector)
        assert found
        assert not any(element.is_displayed() for element in found)
    for selector in ("h1", "h2", "p", "table", ".signature"):
        assert all(e.is_displayed() for e in browser.driver.find_elements(By.CSS_SELECTOR, selector))
    assert browser.run("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert [one for one in browser.run(WORDS) if one[0] < 4.5] == []


@each_report
def test_printed_tables_fit_the_sheet(browser, report):
    """156 mm is what stands between the margins of A4 in print."""
    browser.open(REPORTS[report]())
    browser.show(round(156 / 25.4 * 96), "light", "print")
    wide = browser.run(
        """return [...document.querySelectorAll('table')].map(e => [e.className, e.scrollWidth])
             .filter(([kind, width]) => kind != 'text' && width > 590);"""
    )
    assert wide == [] or report == "great"


# Keyboard


def test_skip_link_comes_first_and_leads_to_the_text(browser):
    browser.open(rich())
    skip = browser.driver.find_element(By.CSS_SELECTOR, ".skip")
    assert browser.run("return arguments[0].getBoundingClientRect().right", skip) <= 0
    browser.driver.switch_to.active_element.send_keys(Keys.TAB)
    assert browser.driver.switch_to.active_element == skip
    assert browser.run(
        "const r = arguments[0].getBoundingClientRect(); return r.left >= 0 && r.top >= 0", skip
    )
    skip.send_keys(Keys.ENTER)
    assert browser.driver.current_url.endswith("#overview")
    assert browser.run("return document.querySelector(':target').id") == "overview"


def test_focus_is_seen_and_reaches_links_and_wide_tables(browser):
    browser.show(NARROW)
    browser.open(rich())
    stops = []
    for _ in range(12):
        browser.driver.switch_to.active_element.send_keys(Keys.TAB)
        stops.append(
            browser.run(
                """const e = document.activeElement, style = getComputedStyle(e);
                   return [e.className || e.getAttribute('href'),
                           style.outlineStyle, parseFloat(style.outlineWidth)];"""
            )
        )
    names = [name for name, _style, _width in stops]
    assert names[:7] == ["skip", "#overview", "#disclosure", "#requests", "#reviews", "#problems", "#other"]
    assert names[7:11] == ["wide"] * 4
    for name, style, width in stops[:11]:
        assert (style != "none", width >= 2) == (True, True), name


def test_table_is_moved_by_the_keyboard(browser):
    browser.show(NARROW)
    browser.open(rich())
    box = browser.driver.find_element(By.XPATH, "//table[@class='across']/..")
    browser.run("arguments[0].focus()", box)
    box.send_keys(Keys.END, *[Keys.ARROW_RIGHT] * 5)
    moved = "const done = arguments[1]; setTimeout(() => done(arguments[0].scrollLeft), 600)"
    assert browser.driver.execute_async_script(moved, box) > 0


def test_tables_and_charts_have_names(browser):
    browser.open(rich(), rich())
    tree = browser.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    named = [
        (node["role"]["value"], node.get("name", {}).get("value", "")) for node in tree if not node["ignored"]
    ]
    for role in ("table", "image", "region", "navigation", "heading"):
        names = [name for kind, name in named if kind == role]
        assert names, role
        assert all(names) or role == "table", role
    titles = ("主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况")
    assert {("table", title) for title in titles} <= set(named)
    assert next(name for role, name in named if role == "image").startswith("本年新收申请：按申请人")


# Scripts


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_page_runs_nothing(browser, text):
    report = rich().model_copy(
        update={
            "organ": text,
            "title": text,
            "preamble": text,
            "overview": f"{text}\n- {text}\n（一）{text[:28]}\n| {text} | 乙 |\n| 丙 | **{text}** |",
            "problems": text,
            "signature": text,
        }
    )
    browser.open(with_cells(report, dict.fromkeys(report.cells(), text)), report)
    assert browser.run("return window.ran ?? null") is None
    found = browser.run(
        """return [document.scripts.length, document.querySelectorAll('img, iframe, svg [onload]').length,
                   document.querySelector('.preamble p').textContent,
                   document.querySelector('td.figure').textContent,
                   JSON.parse(document.getElementById('gxreport').textContent)['机关']];"""
    )
    assert found == [2, 0, text, text, text]
    assert browser.words() == []


@each_report
def test_browser_has_nothing_to_complain_of(browser, report):
    browser.open(REPORTS[report](), rich())
    assert browser.words() == []
    assert browser.run("return document.compatMode") == "CSS1Compat"
    assert browser.run("return performance.getEntriesByType('resource').length") == 0


@each_report
def test_all_figures_are_there(browser, report):
    browser.open(REPORTS[report]())
    found = browser.run("return [...document.querySelectorAll('td.figure')].map(e => e.textContent)")
    assert found == list(printed(REPORTS[report]()).values())


def test_figures_are_read_with_their_headings(browser):
    """The browser takes the headings of a cell from its `headers`, not from where it stands."""
    browser.open(example())
    said = browser.run(
        """return [...document.querySelectorAll('.matrix td.figure')].slice(0, 1).map(e =>
             e.headers.split(' ').map(id => document.getElementById(id).textContent))[0];"""
    )
    assert said == ["申请人情况", "自然人", "一、本年新收政府信息公开申请数量"]


def test_page_needs_no_javascript(browser):
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.show(NARROW)
    browser.open(rich(), rich())
    text = browser.driver.find_element(By.TAG_NAME, "main").text
    assert all(f"{numeral}、" in text for numeral in "一二三四五六")
    assert len(browser.driver.find_elements(By.CSS_SELECTOR, "td.figure")) == len(rich().cells())
    assert all(e.is_displayed() for e in browser.driver.find_elements(By.TAG_NAME, "svg"))
    assert re.search(r"2024年1月5日", text)
