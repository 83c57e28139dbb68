"""The report in a browser: headless Chromium, driven by Selenium. No test waits for a fixed time."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import report_data
import test_walk
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from cleantext import clean
from cleantext.bulk import marks, report, sample
from cleantext.bulk.results import Cleaned
from cleantext.cli import app

CHROMIUM, DRIVER = (shutil.which(name) for name in ("chromium", "chromedriver"))
# `.ci/run` installs both and sets CI: there, a missing browser is an error and not a skipped test.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER) and not os.environ.get("CI"), reason="no chromium and chromedriver on the PATH"
    ),
]
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --window-size=1280,800"
)
RECORDS = [*report_data.articles(40), report_data.hostile(), report_data.reported(), report_data.long()]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    assert CHROMIUM, "install chromium"
    assert DRIVER, "install chromium-driver"
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in FLAGS.split():
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


def write(path: Path, records: list[Cleaned], most: int = 10_000) -> Path:
    made = report.page(
        "spring", report_data.summary(records), records, report_data.quarantined(), most=most, size=200_000_000
    )
    path.write_bytes(made)
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("report") / "report.html", RECORDS)


class Page:
    """The report in a browser."""

    def __init__(self, browser: webdriver.Chrome, path: Path, view: str) -> None:
        self.browser = browser
        browser.get("about:blank")
        for log in ("browser", "performance"):
            self.log(log)
        browser.get(f"{path.as_uri()}#{view}")
        browser.execute_script("localStorage.clear()")
        browser.refresh()

    def run(self, code: str) -> Any:
        return self.browser.execute_script(code)

    def text(self, place: str) -> str:
        return str(self.browser.find_element(By.CSS_SELECTOR, place).text)

    def texts(self, place: str) -> list[str]:
        return [found.text for found in self.browser.find_elements(By.CSS_SELECTOR, place)]

    def press(self, keys: str) -> None:
        self.browser.find_element(By.TAG_NAME, "body").send_keys(keys)

    def choose(self, name: str, value: str) -> None:
        Select(self.browser.find_element(By.ID, f"f-{name}")).select_by_value(value)
        self.wait(name, value)

    def wait(self, name: str, value: str) -> None:
        """Wait until a filter took effect: the page waits until nobody has typed for 120 ms."""
        WebDriverWait(self.browser, 20).until(lambda _: self.run(f"return filters.{name}") == value)

    def log(self, name: str) -> list[dict[str, Any]]:
        return list(self.browser.get_log(name))  # type: ignore[no-untyped-call]  # selenium has no types here

    def errors(self) -> list[str]:
        return [entry["message"] for entry in self.log("browser")]

    def requests(self) -> set[str]:
        events = (json.loads(entry["message"])["message"] for entry in self.log("performance"))
        sent = (event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent")
        return {url.split("#")[0] for url in sent}


@pytest.fixture
def reader(browser: webdriver.Chrome, path: Path) -> Page:
    return Page(browser, path, "reader")


@pytest.fixture
def overview(browser: webdriver.Chrome, path: Path) -> Page:
    return Page(browser, path, "overview")


def test_overview(overview: Page) -> None:
    total = report_data.summary(RECORDS)["total"]
    share = f"{100 * total['removed'] / total['characters']:.1f} %"
    assert overview.text("#lead") == f"Of 43 articles, {total['changed']} changed, and {share} of their text went."
    assert overview.text("#scope").startswith("All 43 cleaned records can be read here. In 1 long record")
    rules = report_data.summary(RECORDS)["rules"]
    ordered = sorted(rules, key=lambda rule: (-rules[rule]["removed"], -rules[rule]["entries"], rule))
    assert overview.run("return [...document.querySelectorAll('#by-rule tbody th')].map(e => e.textContent)") == ordered
    assert overview.texts("#biggest .size")[0] == "3,000"
    assert overview.errors() == []


def test_a_bar_leads_to_its_records(overview: Page) -> None:
    bar = overview.browser.find_element(By.CSS_SELECTOR, "#by-rule .bar[aria-label^='comment_form']")
    bar.click()
    assert overview.run("return document.getElementById('f-rule').value") == "comment_form"
    assert overview.text(".rule b") == "comment_form"
    assert overview.errors() == []


def test_nothing_leaves_the_page(browser: webdriver.Chrome, path: Path) -> None:
    page = Page(browser, path, "reader")
    page.press("jjnnrwkp?")
    assert page.requests() == {path.as_uri()}
    page.run("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x.png'}))")
    page.run("document.body.insertAdjacentHTML('beforeend', '<b id=probe onclick=\"document.title=1\">x</b>')")
    page.run("document.getElementById('probe').click()")
    assert page.run("return document.title") == "spring · cleantext report"
    assert all("Content Security Policy" in error for error in page.errors())
    events = [json.loads(entry["message"])["message"] for entry in page.log("performance")]
    refused = [event["params"] for event in events if event["method"] == "Network.loadingFailed"]
    assert [event["blockedReason"] for event in refused] == ["csp"]


def test_markup_stays_text(reader: Page) -> None:
    hostile = report_data.hostile()
    reader.run(f"go({json.dumps([record.file for record in RECORDS].index(hostile.file))})")
    position = reader.run("return data.records.findIndex((record) => record.file.startsWith('<script>'))")
    reader.run(f"go({position})")
    assert reader.text("#title") == hostile.id
    assert reader.texts("#text del") == [hostile.removals[0].removed]
    assert reader.text("#passage .why") == hostile.removals[0].reason
    assert reader.run("return document.querySelectorAll('script, img, iframe').length") == 2
    assert reader.run("return document.title") == "spring · cleantext report"
    assert reader.run("return document.getElementById('text').textContent.includes('⟨U+2028⟩ end.')")
    assert reader.errors() == []


def test_both_columns_are_the_texts(reader: Page) -> None:
    code = """
        const ours = data.records.filter((record) => record.id?.startsWith("story-"));
        const clean = (row) => row.clean.map((part) => part.textContent ?? part).join("");
        return ours.map((record) => [record.file, record.record, lines(record).map(clean).join("\\n")]);
    """
    shown = {(file, record): text for file, record, text in reader.run(code)}
    for record in RECORDS[:40]:
        text = shown[record.file, record.record]
        assert [line for line in text.split("\n") if line] == [line for line in record.text.split("\n") if line]


def test_long_sources_say_what_is_left_out(reader: Page) -> None:
    reader.run("go(data.records.findIndex((record) => record.id === 'long'))")
    assert reader.texts("#text .source .gap") == [
        "… 27,800 characters …",
        "… 1,600 characters …",
        "… 27,800 characters …",
    ]
    assert reader.texts("#text .clean .gap") == ["… 27,800 characters …", "… 27,800 characters …"]


def test_keys_step(reader: Page) -> None:
    def at() -> list[int]:
        return list(reader.run("return [state.at, state.passage]"))

    counts = reader.run("return state.shown.map((index) => data.records[index].entries.length)")
    assert at() == [0, 0]
    reader.press("jj")
    assert at() == [2, 0]
    reader.press("k")
    assert at() == [1, 0]
    reader.press("n" * counts[1])
    assert at() == [2, 0]
    reader.press("p")
    assert at() == [1, counts[1] - 1]
    reader.press("?")
    assert reader.browser.find_element(By.ID, "help").is_displayed()
    reader.press(Keys.ESCAPE)
    assert not reader.browser.find_element(By.ID, "help").is_displayed()
    reader.press("/")
    reader.browser.switch_to.active_element.send_keys("jk")
    assert reader.run("return document.getElementById('f-search').value") == "jk"


def test_filters(reader: Page) -> None:
    def of(rule: str) -> int:
        return sum(any(entry.rule == rule for entry in record.removals) for record in RECORDS)

    reader.choose("rule", "doubled_word")
    assert reader.text("#count") == f"{of('doubled_word')} of 43 records"
    assert set(reader.run("return state.passages.map((i) => data.records[state.shown[state.at]].entries[i].rule)")) == {
        "doubled_word"
    }
    reader.choose("site", "the-lantern.example")
    sited = [record for record in RECORDS if record.site == "the-lantern.example"]
    expected = sum(any(entry.rule == "doubled_word" for entry in record.removals) for record in sited)
    assert reader.text("#count") == f"{expected} of 43 records"
    reader.browser.find_element(By.ID, "clear").click()
    reader.wait("rule", "")
    assert reader.text("#count") == "43 records"
    reader.choose("status", "reported")
    assert reader.text("#count") == "1 of 43 records"
    assert reader.texts("#text .source mark") == ["Photo by Ada Millrace"]
    assert reader.texts("#text .clean")[1] == "Photo by Ada Millrace"
    reader.choose("status", "silent")
    assert reader.text("#count") == f"{sum(not record.removals for record in RECORDS)} of 43 records"
    reader.choose("status", "")
    reader.choose("confidence", "none")
    unmeasured = sum(any(entry.confidence is None for entry in record.removals) for record in RECORDS)
    assert reader.text("#count") == f"{unmeasured} of 43 records"
    reader.choose("confidence", "")
    reader.browser.find_element(By.ID, "f-search").send_keys("subscribe NOW")
    reader.wait("search", "subscribe NOW")
    assert reader.text("#count") == "1 of 43 records"
    assert reader.errors() == []


def test_marks_are_kept_and_downloaded(browser: webdriver.Chrome, path: Path, tmp_path: Path) -> None:
    page = Page(browser, path, "reader")
    page.choose("rule", "comment_form")
    page.press("rw")
    assert page.text("#marked") == "2 marks"
    browser.refresh()
    assert page.text("#marked") == "2 marks"
    page.choose("mark", "wrong")
    assert page.texts("#text del[data-mark='wrong']") != []
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    browser.find_element(By.ID, "download").click()
    WebDriverWait(browser, 20).until(lambda _: (tmp_path / "marks.jsonl").exists())
    right, wrong = marks.load([tmp_path / "marks.jsonl"]).judged
    assert (right.mark, wrong.mark) == ("right", "wrong")
    for mark in (right, wrong):
        (source,) = [record for record in RECORDS if (record.file, record.record) == (mark.file, mark.record)]
        (entry,) = [one for one in source.removals if (one.start, one.end) == (mark.start, mark.end)]
        assert (mark.rule, mark.version, mark.removed) == (entry.rule, entry.version, entry.removed)
        assert f"{mark.before}{mark.behind}" == source.text
        assert mark.whole
    before = page.text("#marked")
    page.press("w")  # the passage is marked wrong already, so the mark is removed
    assert (before, page.text("#marked")) == ("2 marks", "1 mark")
    assert page.errors() == []


def test_the_marks_of_the_walk(browser: webdriver.Chrome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert app.run(["run", str(test_walk.pages.FILE), "-o", "clean", "--workers", "1", "--quiet"]) == 0
    assert app.run(["report", "clean"]) == 0
    page = Page(browser, tmp_path / "clean/report.html", "reader")
    for number in test_walk.MARKED:
        page.run(f"go(state.shown.findIndex((index) => data.records[index].record === {number}))")
        lines = page.run("return state.stays.map((line) => line.text)")
        for passage in test_walk.left(number, "\n".join(lines)):
            at = next(at for at, line in enumerate(lines) if passage in line)
            page.run(f"look({at})")
            if passage != lines[at]:
                select = "getSelection().addRange(ranges(state.stays[arguments[0]].shown, arguments[1])[0])"
                browser.execute_script(select, at, passage)
            page.press("m")
    expected = [json.loads(line) for line in test_walk.by_hand("clean")]
    made = [mark._asdict() for mark in missed(page, tmp_path)]
    assert sorted(made, key=str) == sorted([{name: mark[name] for name in made[0]} for mark in expected], key=str)
    assert page.errors() == []


@pytest.fixture
def addressed(browser: webdriver.Chrome, tmp_path: Path) -> Page:
    return Page(
        browser, write(tmp_path / "addressed.html", [report_data.addressed(), report_data.reported()]), "reader"
    )


def missed(page: Page, folder: Path) -> list[marks.Missed]:
    page.browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    page.browser.find_element(By.ID, "download").click()
    WebDriverWait(page.browser, 20).until(lambda _: (folder / "marks.jsonl").exists())
    return marks.load([folder / "marks.jsonl"]).missed


def test_missed_lines_and_parts(addressed: Page, tmp_path: Path) -> None:
    page, record = addressed, report_data.addressed()
    page.run("go(data.records.findIndex((record) => record.id === 'addressed'))")
    assert page.texts("#text .stay") == [line for line in record.text.split("\n") if line]
    page.press("]m")  # the first line; the next one follows
    assert page.text("#marked") == "1 mark"
    assert page.text("#passage .rule") == "stays · line 2 of 3 · select a part to mark that alone"
    page.run(
        "const text = document.querySelectorAll('.stay')[1].lastChild;"
        "const range = new Range(), start = text.data.indexOf('and the');"
        "range.setStart(text, start); range.setEnd(text, text.length - 1);"
        "getSelection().removeAllRanges(); getSelection().addRange(range)"
    )
    page.press("m")
    page.browser.refresh()
    page.run("go(data.records.findIndex((record) => record.id === 'addressed'))")
    assert page.text("#marked") == "2 marks"
    shown = "return [...document.querySelectorAll('.stay')].map((line) => line.dataset.missed ?? '')"
    assert page.run(shown) == ["line", "part", ""]
    page.choose("mark", "missed")
    assert page.text("#count") == "1 of 2 records"
    first, second = missed(page, tmp_path)
    source = record.restore()
    assert (first.passage, first.is_line, source[first.start : first.end]) == ("Lantern desk", True, "Lantern desk")
    assert (second.passage, second.is_line) == ("and the harbour master had the key", False)
    assert source[second.start : second.end] == second.passage
    assert second.line == record.text.split("\n")[1]
    assert (first.file, first.record, first.site, first.run) == (record.file, record.record, "quay.example", "spring")
    page.press("[[m")  # the first line again: no mark
    assert page.text("#marked") == "1 mark"
    assert page.errors() == []


def test_a_click_chooses_a_line_that_stays(addressed: Page) -> None:
    addressed.run("go(data.records.findIndex((record) => record.id === 'addressed'))")
    addressed.browser.find_elements(By.CSS_SELECTOR, ".stay")[2].click()
    addressed.browser.find_element(By.CSS_SELECTOR, "#passage [data-set=missed]").click()
    assert addressed.texts(".stay[data-missed=line]") == ["Shelved with fish"]


def test_marks_are_taken_back(addressed: Page) -> None:
    page = addressed
    page.run("go(data.records.findIndex((record) => record.id === 'addressed'))")
    page.press("rw")
    page.press("]m")
    assert page.text("#marked") == "3 marks"
    page.press("u")
    assert page.text("#marked") == "2 marks"
    assert page.texts(".stay[data-missed]") == []
    page.press("uu")
    assert page.text("#marked") == "No marks"
    page.press("u")  # there is nothing left to undo
    assert page.text("#marked") == "No marks"
    assert page.errors() == []


def test_the_address_of_the_page(addressed: Page) -> None:
    addressed.run("go(data.records.findIndex((record) => record.id === 'addressed'))")
    link = addressed.browser.find_element(By.CSS_SELECTOR, "#facts a")
    facts = [link.get_attribute(name) for name in ("href", "target", "rel")]
    assert facts == ["https://www.quay.example/1", "_blank", "noopener noreferrer"]
    assert link.text == "www.quay.example/1 ↗"
    addressed.run("go(data.records.findIndex((record) => record.id === null))")
    assert addressed.texts("#facts a") == []


def test_an_address_that_is_no_page_is_no_link() -> None:
    record = report_data.addressed()._replace(url="javascript:alert(1)")
    assert sample.page_data(record)["url"] is None


def test_find(reader: Page) -> None:
    reader.browser.find_element(By.ID, "f-search").send_keys("subscribe NOW")
    reader.wait("search", "subscribe NOW")
    assert reader.run("return [state.found.length, CSS.highlights.get('found').size, state.hit]") == [92, 92, -1]
    reader.browser.find_element(By.ID, "f-search").send_keys(Keys.ENTER, Keys.ENTER)
    assert reader.run("return state.hit") == 1
    assert reader.run("return [...CSS.highlights.get('hit')].map(String)") == ["Subscribe now"]


def test_keys_of_the_overview(overview: Page) -> None:
    focused = "return document.activeElement.getAttribute('aria-label')"
    overview.press("jj")
    second = overview.run("return document.querySelectorAll('.bar')[1].getAttribute('aria-label')")
    assert overview.run(focused) == second
    overview.browser.switch_to.active_element.send_keys("k")
    assert overview.run(focused) == overview.run("return document.querySelector('.bar').getAttribute('aria-label')")
    overview.browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert overview.run("return location.hash") == "#reader"
    overview.press("1")
    assert overview.browser.find_element(By.ID, "view-overview").is_displayed()
    overview.press("3")
    assert overview.browser.find_element(By.ID, "view-quarantine").is_displayed()
    overview.press("/")
    assert overview.run("return [location.hash, document.activeElement.id]") == ["#reader", "f-search"]
    assert overview.errors() == []


def test_ten_thousand_records(browser: webdriver.Chrome, tmp_path: Path) -> None:
    few = list(report_data.articles(42))
    many = [few[number % 42]._replace(record=number, id=f"story-{number}") for number in range(10_000)]
    page = Page(browser, write(tmp_path / "many.html", many), "reader")
    assert page.text("#count") == "10,000 records"
    counted = "return document.querySelectorAll('*').length"
    nodes = [page.run(counted)]
    for code in ("go(5000)", "go(9999)", "document.getElementById('list').scrollTop = 300000"):
        page.run(code)
        page.run("drawList()")
        nodes.append(page.run(counted))
    assert max(nodes) < 1_200
    assert len(page.texts(".row")) < 40
    page.run("go(9999)")
    assert page.run("return document.querySelector('[aria-selected=true]').getAttribute('aria-posinset')") == "10000"
    assert page.errors() == []


@pytest.mark.parametrize("view", ["overview", "reader", "quarantine"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_screen(browser: webdriver.Chrome, path: Path, view: str, width: int) -> None:
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    page = Page(browser, path, view)
    assert page.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_light_and_dark(browser: webdriver.Chrome, path: Path) -> None:
    def paper() -> str:
        return str(browser.execute_script("return getComputedStyle(document.body).backgroundColor"))

    wish = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", wish)
    Page(browser, path, "overview")
    assert paper() == "rgb(20, 22, 26)"
    browser.find_element(By.ID, "theme").click()
    assert paper() == "rgb(252, 252, 251)"
    browser.find_element(By.ID, "theme").click()
    assert paper() == "rgb(20, 22, 26)"
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_view_of_a_notebook(browser: webdriver.Chrome, tmp_path: Path, scheme: str, width: int) -> None:
    article = f"The ferry left at noon, the <b>master</b> of {'Lundby' * 60} said, with all forty cars aboard."
    result = clean(f"{article}\n\nLeave a Reply\n")
    style = "<meta charset=utf-8><style>:root { color-scheme: light dark } body { color: CanvasText }</style>"
    (tmp_path / "view.html").write_text(f"<!doctype html>{style}{result._repr_html_()}", "utf-8")
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    wish = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", wish)
    browser.get((tmp_path / "view.html").as_uri())
    run = browser.execute_script
    assert run("return document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    shown = run("return [...document.querySelectorAll('del, ins')].map((e) => [e.textContent.trim(), e.title])")
    assert shown == [["Leave a Reply", "comment_form: says “Leave a Reply”"]]
    assert run("return document.querySelectorAll('b').length") == 0
    colour = run("return getComputedStyle(document.querySelector('del')).color")
    assert colour == {"light": "rgb(0, 0, 0)", "dark": "rgb(255, 255, 255)"}[scheme]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_quarantine(browser: webdriver.Chrome, path: Path) -> None:
    page = Page(browser, path, "quarantine")
    assert page.texts("#bad-list h3") == ["not JSON: Expecting value: line 1 column 1", "Permission denied"]
    assert page.texts("#bad-list .note") == [
        "articles.jsonl · record 17 · byte 20,480",
        "pages/late.html · the whole file",
    ]
    assert page.texts("#bad-list pre") == [r"\xff<b>broken</b>"]


@pytest.mark.parametrize(("language", "from_right"), [("ar", True), ("he", True), ("fa", True), ("zh", False)])
def test_articles_run_in_their_own_direction(
    browser: webdriver.Chrome, tmp_path: Path, language: str, *, from_right: bool
) -> None:
    lines = (Path(__file__).parent.parent / "fixtures" / "languages.txt").read_text("utf-8").splitlines()
    text = next(line for line in lines if line.startswith(f"{language} ")).partition(" ")[2]
    record = Cleaned("articles.jsonl", 0, None, None, f"{text[:60]}\n", ())
    page = Page(browser, write(tmp_path / "report.html", [record]), "reader")
    page.run("document.querySelector('.row')?.click()")
    code = (
        "const line = document.querySelector('.text > .source'), range = document.createRange();"
        "range.selectNodeContents(line);"
        "const text = range.getBoundingClientRect(), all = line.getBoundingClientRect();"
        "return [text.left - all.left < 4, all.right - text.right < 4]"
    )
    at_left, at_right = page.run(code)
    assert (at_left, at_right) == (not from_right, from_right)
