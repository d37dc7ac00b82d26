"""The report of a hostile month in a real Chromium: nothing runs, nothing is asked for."""

import shutil
from unittest import mock

import pytest
from hostile_morning import NOW, month

from newscrawl import clock
from newscrawl.cli import main

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")

WAYS = {
    "desktop": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    month(folder / "archive", days=23)
    with mock.patch.object(clock, "now", return_value=NOW):
        arguments = ["--archive", str(folder / "archive"), "--out", str(folder / "report.html")]
        assert main(["report", *arguments, "--front", "hostile"]) == 0
    return folder / "report.html"


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.mark.parametrize("way", WAYS)
def test_a_hostile_archive_makes_a_harmless_page(report, browser, way, tmp_path):
    page = browser.new_page(**WAYS[way])
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(report.as_uri())
    assert asked == [report.as_uri()]
    assert said == []  # the policy was broken by nothing, the style sheet included
    assert page.title() == f"newscrawl: the morning of {NOW:%Y-%m-%d}"
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.evaluate("getComputedStyle(document.body).maxWidth") == "1216px"
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= WAYS[way]["viewport"]["width"]
    page.screenshot(path=tmp_path / f"{way}.png", full_page=True)
    assert (tmp_path / f"{way}.png").stat().st_size > 20_000


@pytest.mark.parametrize("way", WAYS)
def test_axe_finds_nothing(report, browser, way):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    # axe is a script: only to let it in is the page's policy put aside
    page = browser.new_page(**WAYS[way], bypass_csp=True)
    page.goto(report.as_uri())
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_everything_can_be_reached_by_keyboard(report, browser):
    page = browser.new_page(**WAYS["desktop"])
    page.goto(report.as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the sites"
    reached = set()
    for _ in range(300):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.tagName"))
    assert {"A", "SUMMARY", "DIV"} <= reached


def test_on_paper_every_site_is_unfolded(report, browser):
    page = browser.new_page(**WAYS["desktop"])
    page.goto(report.as_uri())
    page.emulate_media(media="print")
    assert page.locator("#site-plain .plots").is_visible()
