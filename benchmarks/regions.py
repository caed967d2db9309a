"""Regional notebooks: ours against what a user would do otherwise, in the same minutes, as ratios.

    python benchmarks/regions.py [REGIONS]

The others are the ``papermill`` command over the same notebooks, one after another, and two commands side by
side; they make figures and records too, and check nothing. Ours runs under guard, with keys, in a project
without a cache. Wall seconds, each measured once; the first lines say on what. Needs STO_EVAL_MIRROR for real data.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

from sto_eval.divisions import regional_edition
from sto_eval.edition import Edition, load_edition
from sto_eval.notebooks import read_chapter, write_notebook

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
SHARED = ("chapters", "data", "regios", "requirements.lock", "_config.yml", "_toc.yml")
MEGABYTE = 1_000_000


def project(folder: Path) -> Path:
    """A project without a cache, that shares chapters and data with this one."""
    folder.mkdir()
    for name in SHARED:
        (folder / name).symlink_to(ROOT / name)
    return folder


def ours(root: Path, names: Sequence[str], workers: int) -> None:
    """The command, for these regions."""
    only = [word for name in names for word in ("--only", name)]
    do([str(BIN / "sto-eval"), "run", "--workers", str(workers), *only], root)


def papermill(edition: Edition, root: Path, name: str) -> None:
    """The command of papermill, for one region."""
    folder = root / name
    folder.mkdir()
    write_notebook(read_chapter(edition, name), folder / "in.ipynb")
    region = edition.card.chapters[name].settings["region"]  # type: ignore[attr-defined] # of a region
    words = ["in.ipynb", "uit.ipynb", "-r", "region", region, "--cwd", str(root), "-k", "python3"]
    do([str(BIN / "papermill"), *words], folder, STO_EVAL_OUTPUT=str(folder))


def do(command: Sequence[str], folder: Path, **more: str) -> None:
    """A command that must succeed, in a folder of a project."""
    root = next(each for each in (folder, *folder.parents) if (each / "data").exists())
    environment = os.environ | {"STO_EVAL_ROOT": str(root), **more}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)  # noqa: S603 - ours


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Wall seconds, and the most memory that this process and all its children had together, in MB."""
    most, over = [0.0], threading.Event()

    def watch() -> None:
        while not over.wait(2):
            most[0] = max(most[0], memory())

    watcher = threading.Thread(target=watch)
    watcher.start()
    start = time.perf_counter()
    work()
    took = time.perf_counter() - start
    over.set()
    watcher.join()
    return took, most[0]


def memory() -> float:
    """Memory of all children, what they share counted once (PSS), in MB; dear to ask, so seldom asked."""
    total = 0
    for child in psutil.Process().children(recursive=True):
        try:
            total += child.memory_full_info().pss
        except (psutil.Error, AttributeError):
            continue
    return total / MEGABYTE


def main() -> None:
    """Measure, and print a table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    edition = regional_edition(load_edition(ROOT), "rmc")
    if edition is None:
        raise SystemExit("this edition has no regional chapters")
    names = [name for name in edition.card.chapters if name.startswith("regio-")][:count]
    say = sys.stdout.write
    say(f"{len(names)} regions; {os.cpu_count()} cores; Python {platform.python_version()}\n")
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)

        def beside() -> None:
            root = project(base / "naast")
            with ThreadPoolExecutor(2) as pool:
                list(pool.map(lambda name: papermill(edition, root, name), names))

        def loop() -> None:
            root = project(base / "lus")
            for name in names:
                papermill(edition, root, name)

        two = project(base / "twee")
        works = {
            "ours, two workers, cold": lambda: ours(two, names, 2),
            "ours, nothing changed": lambda: ours(two, names, 2),
            "ours, one worker, cold": lambda: ours(project(base / "een"), names, 1),
            "two papermill commands at a time": beside,
            "papermill commands in a loop": loop,
        }
        first = 0.0
        for name, work in works.items():
            took, most = measured(work)
            first = first or took
            say(f"{name:<34}{took:8.1f} s{took / first:8.1f} x{most:8.0f} MB\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
