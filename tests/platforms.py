"""Features that tests need and that not every platform has."""

import os
import sys

import pytest

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX: signals, links, pipes or pseudo-terminals")
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux: what /proc tells of a process")
