"""Libraries that only bulk runs need: imported late, and where one is missing, a line that says what to install."""

from importlib import import_module
from typing import Any

from cleantext.core.errors import SettingsError


def load(module: str, extra: str) -> Any:
    """Import a module that an extra of the distribution brings. Raises SettingsError where it is not installed."""
    try:
        return import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        raise SettingsError(
            f"{package} is not installed; run: pip install 'cleantext-articles[{extra}]', or '.[{extra}]' in a checkout"
        ) from None


def zstd() -> Any:
    """The zstd of Python 3.14, or its backport: unlike others it tells a truncated file from a whole one."""
    try:
        return import_module("compression.zstd")
    except ImportError:
        return load("backports.zstd", "bulk")
