"""The build hook of the package: each wheel and editable install gets the files that `cleantext/build.py` writes."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuildHook(BuildHookInterface[Any]):
    """The hook, which Hatchling finds by its base class."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's
        """Write the files into the tree, and name them: git ignores them, so the wheel would omit them."""
        sys.path.insert(0, self.root)
        from cleantext import build

        build_data["artifacts"].append(f"{build.write().relative_to(Path(self.root).resolve()).as_posix()}/*")
