"""Site files: a person's rules for a site apply to its pages, and nowhere else."""

import pickle
from pathlib import Path

import pytest

from cleantext import Cleaner, PackError, SettingsError, clean, clean_html
from cleantext.cli import app
from cleantext.core.learned import Learned, Site, dump

Capture = pytest.CaptureFixture[bytes]

PROSE = (
    "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck."
)
MORE = "Two hundred passengers waited on the pier for an hour in the rain, since a rope had caught in the screw again."
LAST = "A diver cut it loose at two o'clock, and the ferry came back at dusk with a new rope and the same brass band."
FILE = r"""
[site."aller.example".exact]
line = ["Read by all who live on the quay"]
tail = ["Tomorrow's tides"]
keep = ["Share this story on the board by the door"]

[site."aller.example".site_file]
tail = ['^logged at the pier of \pL+$']

[site."aller.example".comment_form]
block = ["^ask the harbour master$"]

[site."aller.example".page]
drop = ["p.elsewhere", "sup.ref"]
keep = [".factbox"]

[site."other.example".exact]
line = ["Read by all who live inland"]

[[example]]
site = "aller.example"
text = '''
The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck.

⟦Logged at the pier of Sund⟧
⟦Ask the harbour master!⟧
'''
"""
PAGE = f"""<html><head><link rel="canonical" href="https://www.aller.example/ferry"></head><body><main><article>
<p>The ferry left at noon<sup class="ref">[1]</sup>, the harbour master said, with all forty cars aboard and a band.</p>
<p class="elsewhere">The other ferry left at one, with nobody aboard and no brass band on its upper deck either.</p>
<p>{MORE}</p>
<p>{LAST}</p>
<div class="factbox"><p>Share this</p></div>
</article></main></body></html>
"""


def call(capfdbinary: Capture, *arguments: str) -> tuple[int, str, str]:
    status = app.run(arguments)
    out, err = capfdbinary.readouterr()
    return status, out.decode(), err.decode()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    path = tmp_path / "sites.toml"
    path.write_text(FILE, "utf-8")
    return path


def test_what_a_file_names_goes_on_its_site_and_nowhere_else(file: Path) -> None:
    listed = (
        "Read by all  who live on the quay\n\nTomorrow's tides\n\nLogged at the pier of Sund\n\nAsk the harbour master!"
    )
    text = f"{PROSE}\n\n{listed}\n"
    result = clean(text, url="https://www.aller.example/ferry", packs=[file])
    assert result.text == f"{PROSE}\n"
    assert [(entry.rule, entry.reason) for entry in result.applied] == [
        ("site_file", "listed for aller.example"),
        ("site_file", "listed for aller.example"),
        ("site_file", "says “Logged at the pier of Sund” (site file of aller.example)"),
        ("comment_form", "says “Ask the harbour master” (site file of aller.example)"),
    ]
    assert result.restore() == text
    assert clean(result.text, site="aller.example", packs=[file]).applied == ()
    for elsewhere in ("other.example", "third.example"):
        assert clean(text, site=elsewhere, packs=[file], disable=["whitespace"]).text == text


def test_several_sites_in_one_file(file: Path) -> None:
    text = f"{PROSE}\n\nRead by all who live on the quay\n\nRead by all who live inland\n"
    assert clean(text, site="other.example", packs=[file]).text == f"{PROSE}\n\nRead by all who live on the quay\n"


def test_two_files_on_one_site_add_up(file: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.toml"
    second.write_text('[site."aller.example".exact]\nline = ["Weather"]\n', "utf-8")
    text = f"{PROSE}\n\nRead by all who live on the quay\n\nWeather\n"
    for packs in ([file, second], [second, file]):
        assert clean(text, site="aller.example", packs=packs).text == f"{PROSE}\n"


def test_a_folder_of_packs(file: Path, tmp_path: Path) -> None:
    folder, empty = tmp_path / "sites", tmp_path / "empty"
    folder.mkdir()
    empty.mkdir()
    file.rename(folder / "aller.toml")
    (folder / "notes.txt").write_text("no pack", "utf-8")
    text = f"{PROSE}\n\nRead by all who live on the quay\n"
    assert clean(text, site="aller.example", packs=[folder]).text == f"{PROSE}\n"
    with pytest.raises(SettingsError) as caught:
        Cleaner(packs=[empty])
    told = "no .toml and no .pack is in this folder; name another, or a file"
    assert str(caught.value) == f"packs: {empty}: {told}"


def test_a_line_that_is_kept_stays_whatever_any_rule_says(file: Path) -> None:
    text = f"{PROSE}\n\nShare this story on the board by the door\n\nLeave a Reply\n"
    assert clean(text, site="aller.example", packs=[file]).text == text.removesuffix("\nLeave a Reply\n")


def test_a_kept_line_goes_before_what_was_learned(file: Path, tmp_path: Path) -> None:
    kept, learned = "Share this story on the board by the door", "Seen from the quay"
    lines = tuple(Learned(text, "tail", 40) for text in (kept, learned))
    pack = tmp_path / "site.pack"
    pack.write_text(dump([Site("aller.example", 40, lines=lines)]), "utf-8")
    text = f"{PROSE}\n\n{learned}\n\nRead by all who live on the quay\n\n{kept}\n"
    cleaner = Cleaner(packs=[pack, file], site="aller.example", rules=["site_file", "site_repeat"])
    assert cleaner(text).text == f"{PROSE}\n\n{kept}\n"
    assert cleaner(text.replace(f"\n\n{kept}", "")).text == f"{PROSE}\n"
    assert cleaner.sites == ("aller.example", "other.example")


def test_elements_of_a_page(file: Path) -> None:
    result = clean_html(PAGE, packs=[file])
    kept = "The ferry left at noon, the harbour master said, with all forty cars aboard and a band."
    assert result.text == f"{kept}\n{MORE}\n{LAST}\nShare this"
    assert [(entry.rule, entry.removed.strip(), entry.reason) for entry in result.applied] == [
        ("site_file", "[1]", "in sup.ref of aller.example"),
        (
            "site_file",
            "The other ferry left at one, with nobody aboard and no brass band on its upper deck either.",
            "in p.elsewhere of aller.example",
        ),
    ]
    assert result.restore() == result.source
    assert "[1]" in clean_html(PAGE, site="other.example", packs=[file]).text


def test_many_elements_in_many_lines(tmp_path: Path) -> None:
    path = tmp_path / "aller.example.toml"
    path.write_text('[site."aller.example".page]\narticle = ["main"]\ndrop = ["sup"]\n', "utf-8")
    lines = [
        f"{PROSE[:-1]} <sup>[{number}]</sup> and the <sup>[{number}]</sup>number {number}." for number in range(300)
    ]
    page = f"<html><body><main>{''.join(f'<p>{line}</p>' for line in lines)}</main></body></html>"
    expected = [f"{PROSE[:-1]} and the number {number}." for number in range(300)]
    cleaner = Cleaner(packs=[path], site="aller.example", rules=["site_file"])
    assert cleaner.html(page).text.split("\n") == expected


def test_the_element_that_is_the_article(tmp_path: Path) -> None:
    path = tmp_path / "aller.example.toml"
    path.write_text('[site."aller.example".page]\narticle = ["main > .story"]\n', "utf-8")
    story = f"<div class='story'><h2>Late</h2><p>{PROSE}</p><p>Short.</p></div>"
    page = f"<html><body><p>{MORE}</p><main>{story}</main></body></html>"
    cleaner = Cleaner(site="aller.example", packs=[path], rules=["site_file"])
    assert cleaner.html(page).text == f"Late\n{PROSE}\nShort."
    other = page.replace("story", "text")
    result = clean_html(other, site="aller.example", packs=[path])
    assert result.degraded == "aller.example: no element is main > .story: the article was extracted"
    assert PROSE in result.text


def test_a_cleaner_with_site_files_travels(file: Path) -> None:
    text = f"{PROSE}\n\nRead by all who live on the quay\n"
    travelled = pickle.loads(pickle.dumps(Cleaner(packs=[file], site="aller.example")))  # noqa: S301 - our own
    assert travelled(text).text == f"{PROSE}\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("site = 5", 'site must be tables, one for each site, such as [site."example.org"]'),
        (
            '[site."www.aller.example".exact]\nline = ["x"]',
            '[site."www.aller.example"]: a site is a registered domain in lower case, such as aller.example',
        ),
        (
            '[site.aller.example.exact]\nline = ["x"]',
            '[site.aller…]: put the name of a site in quotation marks, such as [site."example.org".exact]',
        ),
        ('[site]\n"aller.example" = 5', 'site."aller.example" must be a table, such as [site."aller.example".exact]'),
        (
            '[site."aller.example".exact]\nlines = ["x"]',
            "[site.\"aller.example\".exact] 'lines' is no key here; did you mean 'line'?",
        ),
        (
            '[site."aller.example".exact]\nline = "x"',
            '[site."aller.example".exact] line must be a list of strings',
        ),
        (
            '[site."aller.example".exact]\nline = ["a\\nb"]',
            "[site.\"aller.example\".exact] line: 'a\\nb' is not one line with words; write each line apart",
        ),
        (
            '[site."aller.example".page]\ndrop = ["div["]',
            (
                "[site.\"aller.example\".page] drop: 'div[' is no CSS selector that can be used "
                "(Expected ident or '*', got <EOF at 4>); write one such as div.share or main > article"
            ),
        ),
        (
            '[site."aller.example".coment_form]\nline = ["x"]',
            "[site.\"aller.example\".coment_form] is no table of a site; did you mean 'comment_form'?",
        ),
        (
            '[site."aller.example".comment_form]\nlines = ["x"]',
            "site.\"aller.example\".comment_form.lines is no role of comment_form; did you mean 'line'?",
        ),
        (
            '[site."aller.example".doubled_word]\nprotect = ["x"]',
            'site."aller.example".doubled_word.protect: words hold on all sites; put them into a table [doubled_word]',
        ),
        (
            '[site."aller.example"]\nabout = "ours"\n[[example]]\nsite = "other.example"\ntext = "x"',
            (
                "example 1 needs `site`, one of this file, and `text`, marked; or `page`, HTML, and `text`, "
                "what comes of it; and no more"
            ),
        ),
    ],
)
def test_what_does_not_hold_is_refused(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(PackError) as caught:
        Cleaner(packs=[path])
    assert str(caught.value) == f"{path}: {told}"


def test_check_runs_the_examples(capfdbinary: Capture, file: Path) -> None:
    counts = "2 sites, 7 exact lines and selectors, 2 phrases, 0 words, 1 example"
    assert call(capfdbinary, "rules", "check", "sites.toml") == (0, f"sites.toml: {counts}: all hold\n", "")
    file.write_text(FILE.replace("⟦Logged at the pier of Sund⟧", "Logged at the pier of Sund"), "utf-8")
    told = "cleantext: sites.toml: example 1 of aller.example: expected 'Logged at the pier of Sund', got ''\n"
    status, out, err = call(capfdbinary, "rules", "check", "sites.toml")
    assert (status, out) == (2, "")
    assert err == told.replace(
        "expected 'Logged at the pier of Sund', got ''", "went, but should stay: 'Logged at the pier of Sund'"
    )


def test_try_shows_what_a_file_does(capfdbinary: Capture, file: Path) -> None:
    (file.parent / "page.html").write_text(PAGE, "utf-8")
    status, out, err = call(capfdbinary, "site", "try", "sites.toml", "page.html", "--site", "aller.example")
    assert (status, err) == (0, "")
    assert [line.split() for line in out.splitlines() if line.lstrip()[:1].isdigit()] == [
        ["0", "exact.line", *"Read by all who live on the quay".split()],
        ["0", "exact.tail", "Tomorrow's", "tides"],
        ["0", "exact.keep", *"Share this story on the board by the door".split()],
        ["1", "page.drop", "p.elsewhere"],
        ["1", "page.drop", "sup.ref"],
        ["1", "page.keep", ".factbox"],
        ["0", "site_file.tail", *r"^logged at the pier of \pL+$".split()],
        ["0", "comment_form.block", "^ask", "the", "harbour", "master$"],
        ["1", "site_file", "gone", "[1]", "in", "sup.ref", "of", "aller.example"],
        [*"2 site_file gone The other ferry left at one, with nobody in p.elsewhere of".split()],
    ]
    assert "--- clean text without the file\n+++ clean text with it\n" in out
    assert "+Share this\n" in out


def test_the_file_of_the_page_on_site_files_holds(capfdbinary: Capture, file: Path) -> None:
    page = (Path(__file__).parent.parent / "docs/site-files.md").read_text("utf-8")
    file.write_text(page.split("```toml\n")[1].split("```")[0], "utf-8")
    counts = "1 site, 7 exact lines and selectors, 2 phrases, 0 words, 1 example"
    assert call(capfdbinary, "rules", "check", "sites.toml") == (0, f"sites.toml: {counts}: all hold\n", "")


def test_try_asks_for_the_site(capfdbinary: Capture, file: Path) -> None:
    del file
    told = "there are 2 sites in it; say which with --site: aller.example, other.example"
    assert call(capfdbinary, "site", "try", "sites.toml", "x.html") == (2, "", f"cleantext: sites.toml: {told}\n")
    told = "no table for 'aler.example'; did you mean 'aller.example'?"
    arguments = ("site", "try", "sites.toml", "x.html", "--site", "aler.example")
    assert call(capfdbinary, *arguments) == (2, "", f"cleantext: sites.toml: {told}\n")
