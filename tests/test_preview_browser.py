"""`gxreport preview` in a browser: the page follows the file and leaves the reader where he is."""

import os
import time
from urllib.request import urlopen

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from tests.test_browser import CHROMIUM, DRIVER, browser, running  # noqa: F401
from tests.test_preview import CLEAN, WRONG, preview  # noqa: F401

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and DRIVER) and not os.environ.get("CI"), reason="needs Chromium"),
]

COUNT = "return document.querySelectorAll('.finding').length"
TWICE = WRONG.replace("总体情况: |\n", "总体情况: |\n  ××年度工作正常。\n", 1)


def until(browser, script: str, seconds: int = 8) -> None:  # noqa: F811
    WebDriverWait(browser.driver, seconds, 0.05).until(lambda _driver: browser.run(script))


def test_finding_appears_and_goes_as_the_file_is_saved(browser, preview):  # noqa: F811
    browser.driver.get(preview.address)
    assert browser.run(COUNT) == 0
    began = time.monotonic()
    preview.replace(WRONG)
    until(browser, f"{COUNT} == 1")
    assert time.monotonic() - began < 4  # less than two seconds on a machine that has nothing else to do
    assert browser.run("return document.querySelector('.paper mark').textContent") == "截止"
    preview.save(CLEAN)
    until(browser, f"{COUNT} == 0")
    assert browser.words() == []


def test_reader_stays_where_he_is(browser, preview):  # noqa: F811
    preview.save(WRONG)
    browser.driver.get(preview.address)
    until(browser, f"{COUNT} == 1")
    browser.run("document.querySelector('.finding a').focus()")
    browser.run("document.querySelector('#find').value = '截'; scrollTo({top: 900, behavior: 'instant'})")
    browser.run(
        "document.querySelector('#find').dispatchEvent(new Event('input', {bubbles: true})); window.kept = 1"
    )
    preview.save(TWICE)
    until(browser, f"{COUNT} == 2")
    assert browser.run("return window.kept") == 1
    assert browser.run("return scrollY") == 900
    assert browser.run("return document.activeElement.closest('.finding')?.dataset.rule") == "GX507"
    assert browser.run("return document.querySelector('.finding.active').dataset.rule") == "GX507"
    assert browser.run("return document.getElementById('find').value") == "截"
    seen = browser.driver.find_elements(By.CSS_SELECTOR, ".finding")
    assert [one.is_displayed() for one in seen] == [False, True]


def test_words_that_are_typed_are_not_lost(browser, preview):  # noqa: F811
    browser.driver.get(preview.address)
    field = browser.driver.find_element(By.ID, "find")
    field.send_keys("截")
    preview.save(WRONG)
    until(browser, f"{COUNT} == 1")
    browser.driver.switch_to.active_element.send_keys("止")
    assert browser.run("return document.getElementById('find').value") == "截止"


def test_reading_error_stands_on_top_of_the_last_good_report(browser, preview):  # noqa: F811
    preview.save(WRONG)
    browser.driver.get(preview.address)
    until(browser, f"{COUNT} == 1")
    preview.save(WRONG + "落款: [\n")
    until(browser, "return Boolean(document.querySelector('.failure'))")
    failure = browser.driver.find_element(By.CSS_SELECTOR, ".failure")
    assert failure.is_displayed()
    assert failure.location["y"] < browser.driver.find_element(By.CSS_SELECTOR, ".paper").location["y"]
    assert browser.run(COUNT) == 1
    preview.save(CLEAN)
    until(browser, "return !document.querySelector('.failure')")


def test_end_of_the_preview_is_said(browser, preview):  # noqa: F811
    browser.driver.get(preview.address)
    with urlopen(preview.address + "events", timeout=5):
        assert not browser.driver.find_element(By.ID, "lost").is_displayed()
    preview.process.kill()
    until(browser, "return document.getElementById('lost').offsetParent != null")


def test_many_tabs_are_served(browser, preview):  # noqa: F811
    first = browser.driver.current_window_handle
    for _ in range(9):
        browser.driver.switch_to.new_window("tab")
        browser.driver.get(preview.address)
    preview.save(WRONG)
    until(browser, f"{COUNT} == 1")
    for handle in browser.driver.window_handles:
        browser.driver.switch_to.window(handle)
        if handle != first:
            until(browser, f"{COUNT} == 1")
            browser.driver.close()
    browser.driver.switch_to.window(first)
