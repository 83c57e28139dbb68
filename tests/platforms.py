"""Features that tests need and that not every platform has."""

import os

import pytest

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX: signals, links, pipes or pseudo-terminals")
