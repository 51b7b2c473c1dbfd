"""The page of findings in a browser: marks and list belong together, all can be read and printed."""

import os
import subprocess
from base64 import b64decode
from pathlib import Path

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait
from tests.test_browser import (  # noqa: F401
    CHROMIUM,
    COLOURS,
    DRIVER,
    NARROW,
    OVERFLOWING,
    WIDE,
    WORDS,
    Browser,
    browser,
    running,
    schemes,
    widths,
)
from tests.test_findings_page import CLEAN, MISTAKES, all_kinds, checked

from gxreport.finding import Severity
from gxreport.reporters import Failure, Outcome
from gxreport.reporters.html import report as page
from gxreport.source import Place

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and DRIVER) and not os.environ.get("CI"), reason="needs Chromium"),
]

ONE = Outcome((checked(),), ())
SEVERAL = Outcome(
    (checked(), checked(CLEAN, "好.yaml"), checked(MISTAKES.replace("卫生健康", "教育"), "教育.yaml")),
    (Failure("坏.yaml", "缺冒号", Place(3, 4)),),
)
SEEN = "return [...document.querySelectorAll('.finding')].filter(e => e.offsetParent).map(e => e.id)"
VISIBLE = """
const box = document.querySelector(arguments[0]).getBoundingClientRect();
return box.width > 0 && box.top >= 0 && box.bottom <= innerHeight;
"""


def show(browser: Browser, outcome: Outcome = ONE, hash: str = "") -> None:  # noqa: F811
    path = browser.folder / "findings.html"
    path.write_bytes(page(outcome).encode("utf-8", "backslashreplace"))
    browser.driver.get("about:blank")
    browser.driver.get(path.as_uri() + hash)
    browser.run("document.documentElement.style.scrollBehavior = 'auto'")


def calm(browser: Browser) -> None:  # noqa: F811
    """Movements take no time, so that what is looked at is where it will be."""
    features = [{"name": "prefers-reduced-motion", "value": "reduce"}]
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})


def choose(browser: Browser, id: str, value: str) -> None:  # noqa: F811
    browser.run(
        """const e = document.getElementById(arguments[0]); e.value = arguments[1];
           e.dispatchEvent(new Event('input', {bubbles: true}));""",
        id,
        value,
    )


def find(browser: Browser, selector: str):  # noqa: F811
    return browser.driver.find_element(By.CSS_SELECTOR, selector)


def test_every_mark_is_seen_and_every_finding_listed(browser):  # noqa: F811
    for outcome in (ONE, Outcome((all_kinds()[5],), ())):
        show(browser, outcome)
        placed = len(browser.run("return [...document.querySelectorAll('.finding .sign:not(.loose)')]"))
        marks = browser.run(
            """return [...document.querySelectorAll('.paper .sign:not(.guess)')]
                 .filter(e => e.getBoundingClientRect().width > 10).length"""
        )
        assert marks == placed > 3
        assert len(browser.run(SEEN)) == len(outcome.checked[0].findings)


def test_browser_has_nothing_to_complain_of_and_nothing_is_asked_for(browser):  # noqa: F811
    for outcome in (ONE, SEVERAL, Outcome((), ())):
        show(browser, outcome)
        assert browser.words() == []
        assert browser.run("return performance.getEntriesByType('resource').length") == 0
        assert browser.run("return document.compatMode") == "CSS1Compat"


def test_policy_stops_what_the_page_did_not_come_with(browser):  # noqa: F811
    show(browser)
    browser.run(
        """document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = 1">');
           const s = document.createElement('script'); s.textContent = 'window.ran = 2';
           document.body.append(s);"""
    )
    assert browser.run("return window.ran ?? null") is None
    assert browser.words()


# Filters


def test_severities_are_switched_off_and_on(browser):  # noqa: F811
    show(browser)
    find(browser, ".severities label.warning").click()
    assert browser.run(SEEN) == ["r1-f3", "r1-f6", "r1-f8", "r1-f9"]
    assert not find(browser, "#r1-f5m").is_displayed()
    assert find(browser, "#r1-f6m").is_displayed()
    assert find(browser, "#shown").text == "显示 4 / 9"
    find(browser, ".severities label.warning").click()
    assert len(browser.run(SEEN)) == 9


def test_rule_and_words_filter_together(browser):  # noqa: F811
    show(browser)
    choose(browser, "rule", "GX303")
    assert browser.run(SEEN) == ["r1-f6"]
    choose(browser, "find", "空白")
    assert browser.run(SEEN) == []
    assert find(browser, ".none").is_displayed()
    choose(browser, "rule", "")
    assert browser.run(SEEN) == ["r1-f7"]


def test_filter_over_many_reports_shows_the_matching_findings_of_all(browser):  # noqa: F811
    show(browser, SEVERAL)
    assert browser.run(SEEN) == []
    choose(browser, "rule", "GX303")
    assert browser.run(SEEN) == ["r1-f6", "r3-f6"]
    rows = "return [...document.querySelectorAll('.overview tbody tr')].map(e => e.offsetParent != null)"
    assert browser.run(rows) == [True, False, True]
    choose(browser, "find", "教育 总计")
    assert browser.run(SEEN) == ["r3-f6"]
    options = "return [...document.querySelectorAll('#report option')].map(e => e.value)"
    assert browser.run(options) == ["", "r1", "r3"]  # what has no finding has nothing to open
    choose(browser, "report", "r1")
    choose(browser, "find", "")
    assert browser.run(SEEN) == ["r1-f6"]


def test_overview_is_sorted_and_opens_reports(browser):  # noqa: F811
    show(browser, SEVERAL)
    names = "return [...document.querySelectorAll('.overview tbody tr')].map(e => e.dataset.report)"
    find(browser, ".overview th.error button").click()
    assert browser.run(names) == ["r1", "r3", "r2"]
    find(browser, ".overview th.error button").click()
    assert browser.run(names)[0] == "r2"
    assert find(browser, ".overview th.error").get_attribute("aria-sort") == "ascending"
    find(browser, ".overview tr[data-report=r3] a").click()
    assert browser.run("return location.hash") == "#r3"
    assert find(browser, "#r3 .paper").is_displayed()
    assert not find(browser, "#r1").is_displayed()
    assert not find(browser, ".overview").is_displayed()
    browser.driver.back()
    assert find(browser, ".overview").is_displayed()


def test_overview_is_cut_down_to_reports_with_findings_or_with_errors(browser):  # noqa: F811
    warned = checked()._replace(findings=tuple(f for f in checked().findings if f.severity < Severity.ERROR))
    show(browser, Outcome((checked(), checked(CLEAN, "好.yaml"), warned), ()))
    rows = "return [...document.querySelectorAll('.overview tbody tr')].map(e => e.offsetParent != null)"
    find(browser, "#which").send_keys(Keys.ARROW_DOWN)
    assert browser.run(rows) == [True, False, True]
    find(browser, "#which").send_keys(Keys.ARROW_DOWN)
    assert browser.run(rows) == [True, False, False]
    assert find(browser, "#shown").text == "显示 9 / 9"
    browser.run("location.hash = 'r3'")
    assert find(browser, "#r3 .paper").is_displayed()
    browser.run("location.hash = 'all'")
    browser.show(WIDE, "light", "print")
    shown = "return [...document.querySelectorAll('.report')].map(e => e.getBoundingClientRect().height > 0)"
    assert browser.run(shown) == [True, False]
    browser.show(WIDE, "light", "screen")


# From finding to form and back


@widths
def test_finding_leads_to_its_cell_and_cell_to_its_finding(browser, width):  # noqa: F811
    browser.show(width)
    calm(browser)
    show(browser)
    find(browser, "#r1-f7 .message").click()
    assert browser.run(VISIBLE, "#r1-f7m")
    assert "active" in find(browser, "td.warning:has(#r1-f7m)").get_attribute("class").split()
    find(browser, "#r1-f7m").click()
    assert browser.run(VISIBLE, "#r1-f7 h4")
    assert browser.run("return location.hash") == "#r1-f7"
    assert browser.run("return document.activeElement.closest('.finding').id") == "r1-f7"


@pytest.mark.parametrize("hash", ["#r1-f6", "#r1-f6m", "#r3-f7", "#r3-f9m"])
def test_address_of_a_finding_leads_to_it_at_once(browser, hash):  # noqa: F811
    show(browser, SEVERAL, hash)
    id = hash.removesuffix("m")
    WebDriverWait(browser.driver, 5).until(lambda _driver: browser.run(VISIBLE, f"{id}m"))
    assert browser.run(VISIBLE, f"{id} h4")


def test_cells_that_belong_to_a_finding_are_shown_with_it(browser):  # noqa: F811
    show(browser, ONE, "#r1-f6")
    belongs = browser.run("return [...document.querySelectorAll('.belongs')].map(e => e.id)")
    assert "r1-requests.results.granted.natural" in belongs
    assert "r1-requests.results.total.total" in belongs
    find(browser, "#r1-f9 .message").click()
    assert browser.run("return document.querySelectorAll('.belongs').length") == 0


def test_keys_lead_from_finding_to_finding(browser):  # noqa: F811
    calm(browser)
    show(browser)
    chosen = "return document.querySelector('.finding.active')?.id"
    for keys, id in (("j", "r1-f1"), ("jjj", "r1-f4"), ("k", "r1-f3"), ("kkkkkk", "r1-f1")):
        ActionChains(browser.driver).send_keys(keys).perform()
        assert browser.run(chosen) == id
        assert browser.run("return document.activeElement.closest('.finding').id") == id
        assert browser.run(VISIBLE, f"#{id}m")
    ActionChains(browser.driver).send_keys("j", Keys.ENTER).perform()
    assert browser.run("return location.hash") == "#r1-f2m"
    ActionChains(browser.driver).send_keys("/").perform()
    assert browser.run("return document.activeElement.id") == "find"
    ActionChains(browser.driver).send_keys("j").perform()
    assert browser.run("return document.activeElement.value") == "j"


def test_focus_that_comes_by_tab_is_seen(browser):  # noqa: F811
    show(browser)
    stops = []
    for _ in range(40):
        browser.driver.switch_to.active_element.send_keys(Keys.TAB)
        stops.append(
            browser.run(
                """const e = document.activeElement.closest('label') || document.activeElement;
                   const s = getComputedStyle(e), t = getComputedStyle(document.activeElement);
                   return [e.id || e.className, s.outlineStyle != 'none' || t.outlineStyle != 'none'];"""
            )
        )
    assert {"skip", "error", "r1-f1m", "sign error"} <= {name for name, _seen in stops}
    assert {name for name, seen in stops if not seen} <= {"one"}  # the page itself


def test_without_its_script_all_is_there_and_links_work(browser):  # noqa: F811
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    show(browser, SEVERAL, "#r3-f6")
    findings = browser.driver.find_elements(By.CSS_SELECTOR, ".finding")
    assert len(findings) == 18
    assert all(e.is_displayed() for e in findings)
    assert all(e.is_displayed() for e in browser.driver.find_elements(By.CSS_SELECTOR, ".paper"))
    assert not find(browser, ".tools").is_displayed()
    assert find(browser, ":target").get_attribute("id") == "r3-f6"


# Size, colours, names


@widths
def test_page_is_no_wider_than_the_screen(browser, width):  # noqa: F811
    browser.show(width)
    for outcome, hash in ((ONE, ""), (SEVERAL, ""), (SEVERAL, "#r1")):
        show(browser, outcome, hash)
        size = browser.run("const e = document.documentElement; return [e.scrollWidth, innerWidth];")
        assert size[0] <= width == size[1]
        assert browser.run(OVERFLOWING) == []


@schemes
@widths
def test_all_words_stand_out(browser, width, scheme):  # noqa: F811
    browser.show(width, scheme)
    for outcome, hash in ((ONE, "#r1-f6"), (SEVERAL, "")):
        show(browser, outcome, hash)
        found = browser.run(WORDS)
        assert len(found) > 20
        assert [one for one in found if one[0] < (3 if one[1] else 4.5)] == []


@schemes
def test_severities_differ_in_colour_and_in_shape(browser, scheme):  # noqa: F811
    browser.show(WIDE, scheme)
    show(browser)
    found = browser.run(
        COLOURS
        + """return ['error', 'warning', 'hint'].map(kind => {
               const sign = getComputedStyle(document.querySelector(`.paper .sign.${kind}`));
               const shape = document.querySelector(`.severities .shape.${kind}`);
               const its = getComputedStyle(shape), behind = ground(shape.parentElement);
               return [contrast(channels(its.backgroundColor), behind), its.backgroundColor,
                       its.clipPath + its.borderRadius,
                       sign.borderStyle + sign.borderTopLeftRadius + sign.backgroundColor];
             });"""
    )
    assert min(contrast for contrast, *_rest in found) > 4.5
    for looks in list(zip(*found, strict=True))[1:]:
        assert len(set(looks)) == 3


def test_what_can_be_filled_in_or_followed_has_a_name(browser):  # noqa: F811
    show(browser, SEVERAL, "#r1")
    tree = browser.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    named = [(n["role"]["value"], n.get("name", {}).get("value", "")) for n in tree if not n["ignored"]]
    for role in ("checkbox", "combobox", "searchbox", "link", "region", "article"):
        names = [name for kind, name in named if kind == role]
        assert names, role
        assert all(names), role
    assert ("link", "错误 6：“予以公开·总计”不等于各类申请人之和") in named


# Print


def printed(browser: Browser, path: Path) -> list[str]:  # noqa: F811
    """The words of each printed page, without blanks."""
    made = browser.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    path.write_bytes(b64decode(made["data"]))
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, encoding="utf-8")
    return ["".join(text.split()).replace("⼀", "一") for text in done.stdout.split("\f")]


def test_print_holds_every_finding_and_every_number(browser, tmp_path):  # noqa: F811
    show(browser)
    text = "".join(printed(browser, tmp_path / "page.pdf"))
    for finding in ONE.checked[0].findings:
        assert "".join(finding.message.split()) in text
        assert "".join(finding.help.split()) in text
    assert "24?" in text


def test_forty_reports_are_listed_on_the_first_two_printed_pages(browser, tmp_path):  # noqa: F811
    clean = checked(CLEAN, "某市某某区工业和信息化局2023年政府信息公开工作年度报告.yaml")
    show(browser, Outcome((checked(), *(clean,) * 39), (Failure("坏.yaml", "缺冒号"),)))
    first, second, third, *_others = printed(browser, tmp_path / "page.pdf")
    assert "坏.yaml" in first
    assert all("文件" in text and "提示" in text and "2023年政府" in text for text in (first, second))
    assert "一、总体情况" in third


@pytest.mark.parametrize("hash", ["", "#r3"])
def test_print_shows_what_is_open_or_all(browser, hash):  # noqa: F811
    show(browser, SEVERAL, hash)
    browser.show(round(174 / 25.4 * 96), "light", "print")
    seen = [find(browser, f"#{id}").is_displayed() for id in ("r1", "r3")]
    assert seen == [not hash, True]
    assert find(browser, "#r3 .paper").is_displayed()
    assert not find(browser, ".tools").is_displayed()
    wide = browser.run("return [...document.querySelectorAll('table')].map(e => e.scrollWidth)")
    assert max(wide) <= 660


@schemes
def test_all_words_stand_out_on_paper(browser, scheme):  # noqa: F811
    browser.show(WIDE, scheme, "print")
    show(browser, SEVERAL)
    assert [one for one in browser.run(WORDS) if one[0] < 4.5] == []
    assert browser.run("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("width", [NARROW])
def test_list_stands_below_the_form_on_a_telephone(browser, width):  # noqa: F811
    browser.show(width)
    show(browser)
    tops = browser.run(
        """return ['.paper', '.list'].map(s => document.querySelector(s).getBoundingClientRect().top)"""
    )
    assert tops[0] < tops[1]
