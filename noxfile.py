"""Sessions that are too long for every day: real engines and frameworks, the documentation site, and mutants.

`nox` tests against engines in an environment of their own, `nox -s beam` against Apache Beam, and `nox -s oldest`
against the lowest versions of all dependencies. `nox -s docs` builds the site, `nox -s release` the files to publish.
`nox -s hostile` checks all hostile inputs, and `nox -s mutants` tests the tests.
"""

import argparse
import shutil
import sqlite3
import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import nox

nox.options.sessions = ["integrations"]
ROOT = Path(__file__).parent
TOGETHER = "spark,ray,pandas,polars,datasets,datatrove,langchain,llamaindex,haystack,scrapy"
TESTS = ("tests/test_integrations.py", "tests/test_engines.py")

# The mutated files with their tests: first their own, then those of whole texts, which take longer.
EVERYWHERE = "tests/test_rules.py tests/test_seeds.py tests/test_fixtures.py"
OF_RULES = f"tests/test_docs.py {EVERYWHERE}"  # their versions too
MUTATED = {
    "cleantext/core/edits.py": "tests/test_edits.py tests/test_boundaries.py",
    "cleantext/core/document.py": f"tests/test_document.py tests/test_boundaries.py tests/test_cleaner.py {EVERYWHERE}",
    "cleantext/core/prose.py": f"tests/test_prose.py tests/test_boundaries.py {EVERYWHERE}",
    "cleantext/core/heads.py": f"tests/test_prefilter.py {EVERYWHERE}",
    "cleantext/core/word_index.py": f"tests/test_word_index.py {EVERYWHERE}",
    "cleantext/core/scan.py": f"tests/test_boundaries.py tests/test_prefilter.py tests/test_packs.py {EVERYWHERE}",
    "cleantext/core/phrase.py": f"tests/test_boundaries.py tests/test_packs.py {EVERYWHERE}",
    "cleantext/core/pipeline.py": (
        f"tests/test_pipeline.py tests/test_cleaner.py tests/test_languages.py tests/test_mend.py {EVERYWHERE}"
    ),
    "cleantext/core/blocks.py": f"tests/test_boundaries.py tests/test_body.py {EVERYWHERE}",
    "cleantext/core/author_notes.py": f"tests/test_author_notes.py {EVERYWHERE}",
    "cleantext/core/bios.py": f"tests/test_author_notes.py {EVERYWHERE}",
    "cleantext/core/body.py": f"tests/test_body.py {EVERYWHERE}",
    "cleantext/core/condition.py": f"tests/test_condition.py {EVERYWHERE}",
    "cleantext/core/explain.py": "tests/test_explain.py",
    "cleantext/core/shown.py": "tests/test_shown.py tests/test_explain.py",
    "cleantext/core/glued_credits.py": f"tests/test_glued_credits.py {EVERYWHERE}",
    "cleantext/core/thread.py": f"tests/test_thread.py tests/test_boundaries.py {EVERYWHERE}",
    "cleantext/core/figures.py": f"tests/test_boundaries.py {EVERYWHERE}",
    "cleantext/core/closing.py": f"tests/test_endings.py tests/test_boundaries.py {EVERYWHERE}",
    "cleantext/core/endings.py": f"tests/test_endings.py {EVERYWHERE}",
    "cleantext/core/initials.py": f"tests/test_mend.py {EVERYWHERE}",
    "cleantext/core/language.py": f"tests/test_languages.py {EVERYWHERE}",
    "cleantext/core/learned.py": "tests/test_sites.py",
    "cleantext/core/site_file.py": "tests/test_sites.py",
    "cleantext/core/derive.py": f"tests/test_prefilter.py tests/test_packs.py {EVERYWHERE}",
    "cleantext/core/folding.py": f"tests/test_prefilter.py tests/test_word_index.py {EVERYWHERE}",
    "cleantext/core/literals.py": f"tests/test_prefilter.py tests/test_boundaries.py {EVERYWHERE}",
    "cleantext/core/passages.py": f"tests/test_boundaries.py {EVERYWHERE}",
    "cleantext/core/pattern.py": f"tests/test_prefilter.py tests/test_packs.py {EVERYWHERE}",
    "cleantext/core/terms.py": f"tests/test_prefilter.py tests/test_packs.py {EVERYWHERE}",
    "cleantext/core/prefilter.py": f"tests/test_prefilter.py tests/test_packs.py {EVERYWHERE}",
    "cleantext/core/rarity.py": f"tests/test_prefilter.py tests/test_boundaries.py {EVERYWHERE}",
    "cleantext/core/rule.py": "tests/test_rule_facts.py tests/test_pipeline.py tests/test_registry.py",
    "cleantext/core/required.py": f"tests/test_required.py {EVERYWHERE}",
    "cleantext/core/scanners.py": f"tests/test_cleaner.py tests/test_prefilter.py {EVERYWHERE}",
    "cleantext/core/word_lists.py": f"tests/test_word_lists.py {EVERYWHERE}",
    "cleantext/core/attribution.py": f"tests/test_word_lists.py {EVERYWHERE}",
    "cleantext/core/signs.py": f"tests/test_signs.py {EVERYWHERE}",
    "cleantext/core/teasers.py": f"tests/test_boundaries.py {EVERYWHERE}",
    "cleantext/core/built.py": "tests/test_build.py",
    "cleantext/core/packs.py": "tests/test_packs.py tests/test_shipped_packs.py tests/test_cli_rules.py",
    "cleantext/core/measured.py": "tests/test_measured.py tests/test_cli_rules.py",
    "cleantext/core/names.py": f"tests/test_core_names.py {EVERYWHERE}",
    "cleantext/core/persons.py": EVERYWHERE,
    "cleantext/core/statistics.py": "tests/test_measured.py",
    "cleantext/registry.py": "tests/test_registry.py tests/test_settings.py",
    "cleantext/shipped.py": "tests/test_measured.py tests/test_build.py tests/test_shipped_packs.py",
    "cleantext/rules/byline.py": f"tests/test_boundaries.py {OF_RULES}",
    "cleantext/rules/donation_appeal.py": f"tests/test_donation_appeal.py {OF_RULES}",
    "cleantext/rules/doubled_word.py": f"tests/test_mend.py {OF_RULES}",
    "cleantext/rules/glued_repeat.py": f"tests/test_mend.py {OF_RULES}",
    "cleantext/rules/menu.py": f"tests/test_boundaries.py {OF_RULES}",
}
# One change of an operator for each kind that cosmic-ray offers; none of the `|` of types, which fails at import.
OPERATORS = (
    "NumberReplacer",
    "AddNot",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ZeroIterationForLoop",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "ReplaceUnaryOperator_(?:Delete_Not|USub_UAdd)",
    "ReplaceBinaryOperator_(?:Add_Sub|Sub_Add|Mul_Div|Div_Mul|BitAnd_BitOr)",
    "ReplaceComparisonOperator_(?:Lt_LtE|LtE_Lt|Gt_GtE|GtE_Gt|Eq_NotEq|NotEq_Eq|Is_IsNot|IsNot_Is)",
)
CONFIG = """\
[cosmic-ray]
module-path = "{module}"
timeout = 600
test-command = "python -m pytest -x -q -p no:cacheprovider -m 'not slow' {tests}"

[cosmic-ray.distributor]
name = "local"

[cosmic-ray.filters.operators-filter]
exclude-operators = ['core/(?!(?:{operators})$).*']
"""


@nox.session
def integrations(session: nox.Session) -> None:
    """Test with everything that can share an environment (1.7 GB)."""
    session.install(f".[bulk,{TOGETHER}]", "pytest>=8.3")
    session.run("pytest", "-q", "-p", "no:cacheprovider", *TESTS)


@nox.session
def beam(session: nox.Session) -> None:
    """Test with Apache Beam."""
    session.install(".[beam]", "pytest>=8.3")
    session.run("pytest", "-q", "-k", "Beam", TESTS[0])


@nox.session
def oldest(session: nox.Session) -> None:
    """Test with the lowest versions that pyproject.toml allows; CI tests the latest ones."""
    session.install("uv")
    python = str(Path(session.bin, "python"))
    session.run("uv", "pip", "install", "--python", python, "--resolution", "lowest-direct", "-e", ".[dev]")
    session.run("pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow and not network")


@nox.session
def release(session: nox.Session) -> None:
    """Build wheel and sdist twice, from the time of the last commit; check for equal bytes, and metadata."""
    session.install("-e", ".", "build", "check-wheel-contents", "twine")
    _check_pages(session)
    when = subprocess.run(["git", "log", "-1", "--format=%ct"], check=True, capture_output=True, text=True, cwd=ROOT)  # noqa: S607 - git
    builds = [Path(session.create_tmp(), name) for name in ("first", "second")]
    for folder in builds:
        shutil.rmtree(folder, ignore_errors=True)
        environment = {"SOURCE_DATE_EPOCH": when.stdout.strip()}
        session.run("python", "-m", "build", "--outdir", str(folder), str(ROOT), env=environment, silent=True)
    first, second = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in builds)
    if first != second:
        session.error("two builds of one commit differ")
    files = [str(builds[0] / name) for name in sorted(first)]
    session.run("twine", "check", "--strict", *files)
    session.run("check-wheel-contents", *(file for file in files if file.endswith(".whl")))
    session.log(f"as published: {', '.join(files)}")


def _check_pages(session: nox.Session) -> None:
    """Check that the generated pages match this commit."""
    pages = [ROOT / "docs" / name for name in ("rules.md", "languages.md", "explain.svg")]
    before = [page.read_bytes() for page in pages]
    session.run("python", "docs/build.py")
    stale = [page.name for page, content in zip(pages, before, strict=True) if page.read_bytes() != content]
    if stale:
        session.error(f"docs/build.py has renewed {', '.join(stale)}: commit that first")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation site into site/; a warning, such as a broken link, is an error."""
    session.install("-e", ".[docs]")
    session.run("python", "docs/build.py")
    session.run("zensical", "build", "--clean", "--strict")


@nox.session
def hostile(session: nox.Session) -> None:
    """Check the promises on all kinds of hostile inputs; `nox -s hostile -- --seed 2` makes other inputs."""
    session.install("-e", ".[dev]")
    session.run("python", "benchmarks/hostile.py", *session.posargs)


@nox.session
def mutants(session: nox.Session) -> None:
    """Change the core and five rules, one place at a time, and check that a test fails: half a day.

    `nox -s mutants -- edits scan` takes those files alone, `-- --every 25 --from 3` the 4th, 29th, 54th … change,
    counted through all files. Surviving changes are printed, except those that `tests/equivalent_mutants.toml`
    explains; files are changed in a copy.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args(session.posargs)
    copy = Path(session.create_tmp(), "project")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "__pycache__", "dist"))
    session.chdir(copy)
    session.install("-e", ".[dev]", "cosmic-ray>=8.4")
    sampled = (number % options.every == options.first for number in count())
    outcomes = Counter[str]()
    for module, tests in MUTATED.items():
        database = _changes(session, module, tests, sampled)
        if not options.names or Path(module).stem in options.names:
            outcomes.update(_mutate(session, module, database))
    session.log(f"all: {_score(outcomes)}")


def _changes(session: nox.Session, module: str, tests: str, sampled: Iterator[bool]) -> Path:
    """Write the database of the changes to try, in the order of the file, and return its path."""
    database = Path(f"{Path(module).stem}.mutants.sqlite")
    config = database.with_suffix(".toml")
    config.write_text(CONFIG.format(module=module, tests=tests, operators="|".join(OPERATORS)), "utf-8")
    session.run("cosmic-ray", "init", "--force", str(config), str(database), silent=True)
    session.run("cr-filter-operators", str(database), str(config), silent=True)
    with sqlite3.connect(database) as connection:
        skipped = "job_id IN (SELECT job_id FROM work_results)"
        order = "start_pos_row, start_pos_col, operator_name, occurrence"
        jobs = connection.execute(f"SELECT job_id FROM mutation_specs WHERE NOT {skipped} ORDER BY {order}").fetchall()  # noqa: S608 - own text
        left_out = [job for job, is_tried in zip(jobs, sampled, strict=False) if not is_tried]
        for table in ("mutation_specs", "work_items"):
            connection.executemany(f"DELETE FROM {table} WHERE job_id = ?", left_out)  # noqa: S608 - own names
    return database


def _mutate(session: nox.Session, module: str, database: Path) -> Counter[str]:
    """Try the changes of a file, print those that no test notices, and return the counts of outcomes."""
    # A mutant may have the size and the second of the one before, so Python would use the old compiled file.
    environment = {"PYTHONDONTWRITEBYTECODE": "1"}
    session.run("cosmic-ray", "exec", str(database.with_suffix(".toml")), str(database), env=environment)
    explained = tomllib.loads(Path("tests/equivalent_mutants.toml").read_text("utf-8"))["mutant"]
    known = {(entry["module"], entry["was"], entry["becomes"]) for entry in explained}
    outcomes = Counter[str]()
    with sqlite3.connect(database) as connection:
        query = "SELECT test_outcome, diff FROM work_results WHERE test_outcome IS NOT NULL AND diff IS NOT NULL"
        for outcome, diff in connection.execute(query):
            was, becomes = (
                " ".join(line[1:].strip() for line in diff.splitlines() if line[0:1] == sign and line[1:3] != sign * 2)
                for sign in "-+"
            )
            is_equivalent = outcome == "SURVIVED" and (module, was, becomes) in known
            outcomes["EQUIVALENT" if is_equivalent else outcome] += 1
            if outcome == "SURVIVED" and not is_equivalent:
                session.log(f"survived in {module}:\n  was     {was}\n  becomes {becomes}")
    session.log(f"{module}: {_score(outcomes)}")
    return outcomes


def _score(outcomes: Counter[str]) -> str:
    tried = outcomes["KILLED"] + outcomes["SURVIVED"]
    return f"{outcomes['KILLED']} of {tried} mutants killed, {outcomes['EQUIVALENT']} more are equivalent"
