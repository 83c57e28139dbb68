"""Engines that clean the chunks of a run on other machines, or in other processes of this one: Spark and Ray.

`Engine` replaces `pool.Pool`. The engine decides where and when a chunk is cleaned, and repeats it if a machine is
lost. The code for a chunk is the same, and reads and writes the same files, so the output is that of a local run. All
machines must see the inputs and the output folder under the same paths.
"""

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Self

from cleantext.bulk.options import Options
from cleantext.bulk.pool import TICK, Answer, Death, Pool, RunError
from cleantext.bulk.worker import Task
from cleantext.core.errors import SettingsError

Result = Answer | Death
Work = Callable[[Task], Result]
# An engine itself repeats failed tasks; a task that fails so often has another cause.
_MOST_TRIES = 3


class Connection(NamedTuple):
    """A way to submit tasks to an engine."""

    slots: int  # the number of tasks that it can do at once
    submit: Callable[[Work, Task], "Future[Result]"]
    close: Callable[[], object]


class Engine:
    """Submits tasks to an engine: twice as many as it can do at once, so that it never waits."""

    def __init__(self, connection: Connection, options: Options, root: Path) -> None:
        self._connection = connection
        self._work = partial(work, options=options, root=root.absolute())
        self._out: dict[Future[Result], tuple[Task, int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    @property
    def busy(self) -> bool:
        """Return whether a task is pending."""
        return bool(self._out)

    @property
    def is_free(self) -> bool:
        """Return whether it takes another task."""
        return len(self._out) < 2 * self._connection.slots

    def give(self, task: Task, tries: int = 1) -> None:
        """Hand over a task."""
        self._out[self._connection.submit(self._work, task)] = task, tries

    def results(self) -> Iterator[Result]:
        """Yield the results that have arrived, after TICK at the latest. Raises RunError if the engine gives up."""
        for future in wait(self._out, TICK, FIRST_COMPLETED).done:
            task, tries = self._out.pop(future)
            error = future.exception()
            if error is None:
                yield future.result()
            elif tries < _MOST_TRIES:
                self.give(task, tries + 1)
            else:
                raise RunError(f"the engine failed {tries} times at the same task: {_first_line(error)}")


def work(task: Task, *, options: Options, root: Path) -> Result:
    """Do one task on the machine that the engine chose.

    It runs in a child process, which may crash or be killed over a record: an engine would repeat the whole task
    without end, or lose it.
    """
    pool = _pool(options, root)
    pool.give(task)
    while True:
        for result in pool.results():
            return result


@lru_cache(maxsize=1)
def _pool(options: Options, root: Path) -> Pool:
    """Return the pool of this process of the engine, which does many tasks; it ends with that process."""
    return Pool(1, options.cleaner(), options, root)


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0]


def spark() -> Connection:
    """Connect to the Spark session of this process, or a new one with the settings of `spark-submit`."""
    # Otherwise Spark starts Python workers by the name `python3`, whatever that is.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession

    session = SparkSession.builder.appName("cleantext").getOrCreate()
    context = session.sparkContext
    slots = context.defaultParallelism
    threads = ThreadPoolExecutor(2 * slots)

    def one(of: Work, task: Task) -> Result:
        results: list[Result] = context.parallelize([task], 1).map(of).collect()
        return results[0]

    def close() -> None:
        context.cancelAllJobs()
        threads.shutdown(cancel_futures=True)

    return Connection(slots, lambda of, task: threads.submit(one, of, task), close)


def ray() -> Connection:
    """Connect to the Ray cluster of the environment, or start one on this machine."""
    import ray as engine

    if not engine.is_initialized():
        engine.init(log_to_driver=False, include_dashboard=False)
    slots = max(1, int(engine.cluster_resources().get("CPU", 1)))
    # Tasks, since a pool of actors as large as the cluster hangs; and a bound, since without one a task whose process
    # dies is repeated without end.
    remote = engine.remote(max_retries=_MOST_TRIES)(lambda of, task: of(task))
    return Connection(slots, lambda of, task: remote.remote(of, task).future(), engine.shutdown)


ENGINES: dict[str, Callable[[], Connection]] = {"spark": spark, "ray": ray}
_LIBRARIES = {"spark": "pyspark", "ray": "ray"}


def check(engine: str) -> None:
    """Raise SettingsError if the library of an engine is not installed."""
    library = _LIBRARIES[engine]
    try:
        import_module(library)
    except ImportError:
        mend = f"pip install 'cleantext-articles[{engine}]'"
        raise SettingsError(f"--engine {engine} needs {library}: {mend}") from None
