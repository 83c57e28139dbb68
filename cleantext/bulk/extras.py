"""Libraries that only bulk runs need: imported late, with a message that says what to install."""

from importlib import import_module
from typing import Any

from cleantext.core.errors import SettingsError


def load(module: str, extra: str) -> Any:
    """Import a module that an extra of the distribution installs. Raises SettingsError if it is missing."""
    try:
        return import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        raise SettingsError(
            f"{package} is not installed; run: pip install 'cleantext-articles[{extra}]', or '.[{extra}]' in a checkout"
        ) from None


def zstd() -> Any:
    """Return the zstd of Python 3.14, or its backport: only this one detects a truncated file."""
    try:
        return import_module("compression.zstd")
    except ImportError:
        return load("backports.zstd", "bulk")
