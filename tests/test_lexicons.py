"""Word lists: the same answer in any thread."""

import random
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from cleantext import lexicons
from cleantext.core.document import Document
from cleantext.lexicons import unknown_tokens


@pytest.fixture
def restless_threads() -> Iterator[None]:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def invented(seed: int) -> list[str]:
    draw = random.Random(seed)  # noqa: S311 - no secret
    return ["".join(draw.choices("bcdfgklmnprst", k=7)) for _ in range(300)]


@pytest.mark.usefixtures("restless_threads")
def test_threads_that_share_the_known_tokens_get_their_own_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicons, "_MEMO", 20)  # tokens: cleared for nearly every text
    texts = [invented(seed) for seed in range(40)]

    def is_right(unknown: list[str]) -> bool:
        document = Document(" ".join([*unknown, "the harbour master said so on Monday before the ferry left."]))
        return list(unknown_tokens(document, "en")) == unknown

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(is_right, texts * 6)).count(False) == 0
