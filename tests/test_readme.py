"""What the README shows is true."""

import re
from pathlib import Path

import pytest

from cleantext.cli import app

ROOT = Path(__file__).parent.parent
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", (ROOT / "README.md").read_bytes().decode(), re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> list[str]:
    return [text for name, text in BLOCKS if name == kind]


@pytest.mark.parametrize("code", blocks("python"))
def test_code_runs(code: str) -> None:
    exec(compile(code, "README.md", "exec"), {"__name__": "readme"})  # noqa: S102 - the README's own code


@pytest.mark.parametrize("pack", blocks("toml"))
def test_pack_holds(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], pack: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(pack.encode())
    assert app.run(["rules", "check", str(path)]) == 0
    assert capfdbinary.readouterr().out == f"{path}: 2 phrases, 0 words, 1 example: all hold\n".encode()


def test_ci_runs_the_second_command() -> None:
    _, second = blocks("sh")
    assert f"\n{second}" in (ROOT / ".ci/run").read_bytes().decode()
