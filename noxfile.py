"""Tests against real engines and frameworks, in environments of their own: `nox`, or `nox -s beam`."""

import nox

nox.options.sessions = ["integrations"]
TOGETHER = "spark,ray,pandas,polars,datasets,datatrove,langchain,llamaindex,haystack,scrapy"
TESTS = ("tests/test_integrations.py", "tests/test_engines.py")


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
