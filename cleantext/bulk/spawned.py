"""Processes that find their task in their pipe when they begin.

`multiprocessing` starts a process and then writes into its pipe. If the parent dies between the two, the new process
shows a traceback, "EOFError: Ran out of input".
"""

import io
import os
import sys
from multiprocessing import get_context, reduction, resource_tracker, spawn, util
from multiprocessing.context import SpawnProcess, set_spawning_popen
from typing import Any

# Not fork: it copies locks that another thread holds.
CONTEXT = get_context("spawn")
_MOST = 1 << 14  # bytes; the pipes of any system hold as much without a reader

CHECKED = {(3, 11)}  # versions of Python

Process: type[SpawnProcess] = SpawnProcess

if sys.platform != "win32" and sys.version_info[:2] in CHECKED:
    from multiprocessing import popen_spawn_posix

    class _Popen(popen_spawn_posix.Popen):
        """The class of `multiprocessing`, with the two steps in the other order."""

        _fds: list[int]
        finalizer: Any

        def _launch(self, process_obj: Any) -> None:
            self._fds.append(resource_tracker.getfd())  # type: ignore[arg-type]
            data = self._pickled(process_obj)
            if len(data) > _MOST:
                super()._launch(process_obj)  # type: ignore[misc]
                return
            sentinel, child_w = os.pipe()
            child_r, parent_w = os.pipe()
            try:
                os.write(parent_w, data)
                line = spawn.get_command_line(tracker_fd=self._fds[0], pipe_handle=child_r)
                self._fds.extend([child_r, child_w])
                self.pid = util.spawnv_passfds(os.fsencode(spawn.get_executable()), line, self._fds)
                self.sentinel = sentinel
            finally:
                self.finalizer = util.Finalize(self, util.close_fds, [sentinel, parent_w])  # type: ignore[attr-defined]
                os.close(child_r)
                os.close(child_w)

        def _pickled(self, process_obj: Any) -> bytes:
            """Return the input of the process: how to prepare itself, and its task."""
            written = io.BytesIO()
            set_spawning_popen(self)
            try:
                reduction.dump(spawn.get_preparation_data(process_obj._name), written)  # noqa: SLF001 - as there
                reduction.dump(process_obj, written)
            finally:
                set_spawning_popen(None)
            return written.getvalue()

    class _Process(SpawnProcess):
        """A process of the context "spawn"."""

        @staticmethod
        def _Popen(process_obj: Any) -> Any:  # noqa: N802 - the name that multiprocessing looks for
            return _Popen(process_obj)

    Process = _Process
