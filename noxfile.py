"""What is too long for every day: real engines and frameworks, the documentation site, and mutants.

`nox` tests against engines in an environment of their own, `nox -s beam` against Apache Beam, `nox -s docs` builds the
site, and `nox -s mutants` tests the tests.
"""

import shutil
import sqlite3
from pathlib import Path

import nox

nox.options.sessions = ["integrations"]
ROOT = Path(__file__).parent
TOGETHER = "spark,ray,pandas,polars,datasets,datatrove,langchain,llamaindex,haystack,scrapy"
TESTS = ("tests/test_integrations.py", "tests/test_engines.py")

# What is mutated, and the tests of each: its own, and then those of whole texts, which take longer.
EVERYWHERE = "tests/test_rules.py tests/test_seeds.py tests/test_fixtures.py"
MUTATED = {
    "cleantext/core/edits.py": "tests/test_edits.py tests/test_boundaries.py",
    "cleantext/core/document.py": f"tests/test_document.py tests/test_boundaries.py tests/test_cleaner.py {EVERYWHERE}",
    "cleantext/core/prose.py": f"tests/test_prose.py tests/test_boundaries.py {EVERYWHERE}",
    "cleantext/core/scan.py": f"tests/test_boundaries.py tests/test_prefilter.py tests/test_packs.py {EVERYWHERE}",
    "cleantext/core/phrase.py": f"tests/test_boundaries.py tests/test_packs.py {EVERYWHERE}",
    "cleantext/core/pipeline.py": (
        f"tests/test_pipeline.py tests/test_cleaner.py tests/test_languages.py tests/test_mend.py {EVERYWHERE}"
    ),
    "cleantext/core/blocks.py": f"tests/test_boundaries.py tests/test_body.py {EVERYWHERE}",
    "cleantext/core/body.py": f"tests/test_body.py {EVERYWHERE}",
    "cleantext/core/figures.py": f"tests/test_boundaries.py {EVERYWHERE}",
    "cleantext/core/closing.py": f"tests/test_boundaries.py {EVERYWHERE}",
    "cleantext/core/initials.py": f"tests/test_mend.py {EVERYWHERE}",
    "cleantext/core/language.py": f"tests/test_languages.py {EVERYWHERE}",
    "cleantext/core/learned.py": "tests/test_sites.py",
    "cleantext/core/openings.py": "tests/test_prefilter.py",
    "cleantext/core/passages.py": f"tests/test_boundaries.py {EVERYWHERE}",
    "cleantext/core/pattern.py": f"tests/test_prefilter.py tests/test_packs.py {EVERYWHERE}",
    "cleantext/core/prefilter.py": f"tests/test_prefilter.py tests/test_packs.py {EVERYWHERE}",
    "cleantext/core/rule.py": "tests/test_rule_facts.py tests/test_pipeline.py tests/test_registry.py",
    "cleantext/core/scanners.py": f"tests/test_cleaner.py tests/test_prefilter.py {EVERYWHERE}",
    "cleantext/core/signs.py": f"tests/test_signs.py {EVERYWHERE}",
    "cleantext/core/teasers.py": f"tests/test_boundaries.py {EVERYWHERE}",
    "cleantext/core/packs.py": "tests/test_packs.py tests/test_shipped_packs.py tests/test_cli_rules.py",
    "cleantext/core/measured.py": "tests/test_measured.py tests/test_cli_rules.py",
    "cleantext/core/statistics.py": "tests/test_measured.py",
    "cleantext/registry.py": "tests/test_registry.py tests/test_settings.py",
    "cleantext/shipped.py": "tests/test_measured.py tests/test_build.py tests/test_shipped_packs.py",
    "cleantext/rules/byline.py": EVERYWHERE,
    "cleantext/rules/donation_appeal.py": EVERYWHERE,
    "cleantext/rules/doubled_word.py": f"tests/test_mend.py {EVERYWHERE}",
    "cleantext/rules/glued_repeat.py": f"tests/test_mend.py {EVERYWHERE}",
    "cleantext/rules/menu.py": f"tests/test_boundaries.py {EVERYWHERE}",
}
# Of what cosmic-ray can do to an operator, one change each; none to the `|` of types, which fails when it is imported.
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
timeout = 120
test-command = "python -m pytest -x -q -p no:cacheprovider -m 'not slow' {tests}"

[cosmic-ray.distributor]
name = "local"

[cosmic-ray.filters.operators-filter]
exclude-operators = ['core/(?!(?:{operators})$).*']
"""


@nox.session
def integrations(session: nox.Session) -> None:
    """All that can share an environment (1.7 GB)."""
    session.install(f".[bulk,{TOGETHER}]", "pytest>=8.3")
    session.run("pytest", "-q", "-p", "no:cacheprovider", *TESTS)


@nox.session
def beam(session: nox.Session) -> None:
    """Apache Beam."""
    session.install(".[beam]", "pytest>=8.3")
    session.run("pytest", "-q", "-k", "Beam", TESTS[0])


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation site into site/; a warning, such as a link that leads nowhere, is an error."""
    session.install("-e", ".[docs]")
    session.run("python", "docs/build.py")
    session.run("zensical", "build", "--clean", "--strict")


@nox.session
def mutants(session: nox.Session) -> None:
    """Change the core and five rules, one place at a time, and see whether a test fails: two hours.

    `nox -s mutants -- edits scan` takes those files alone. What survives is printed; files are changed in a copy.
    """
    copy = Path(session.create_tmp(), "project")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "__pycache__", "dist"))
    session.chdir(copy)
    session.install("-e", ".[dev]", "cosmic-ray>=8.4")
    for module, tests in MUTATED.items():
        if not session.posargs or Path(module).stem in session.posargs:
            _mutate(session, module, tests)


def _mutate(session: nox.Session, module: str, tests: str) -> None:
    name = Path(module).stem
    config, database = Path(f"{name}.mutants.toml"), Path(f"{name}.mutants.sqlite")
    config.write_text(CONFIG.format(module=module, tests=tests, operators="|".join(OPERATORS)), "utf-8")
    # A mutant may have the size and the second of the one before: Python would take the compiled one for it.
    environment = {"PYTHONDONTWRITEBYTECODE": "1"}
    session.run("cosmic-ray", "init", "--force", str(config), str(database))
    session.run("cr-filter-operators", str(database), str(config), silent=True)
    session.run("cosmic-ray", "baseline", str(config), env=environment)
    session.run("cosmic-ray", "exec", str(config), str(database), env=environment)
    session.run("cr-report", "--surviving-only", "--show-diff", str(database))
    with sqlite3.connect(database) as connection:
        found = dict(connection.execute("SELECT test_outcome, count(*) FROM work_results GROUP BY test_outcome"))
    killed, survived = found.get("KILLED", 0), found.get("SURVIVED", 0)
    session.log(f"{module}: {killed} of {killed + survived} mutants killed")
