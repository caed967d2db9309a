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
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sto_eval.divisions import regional_edition
from sto_eval.edition import Edition, load_edition
from sto_eval.notebooks import read_chapter, write_notebook

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
SHARED = ("chapters", "data", "regios", "requirements.lock", "_config.yml", "_toc.yml")


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


def measured(work: Callable[[], object]) -> float:
    """Wall seconds. Memory is not looked at meanwhile: to ask for what is shared holds up who is asked."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


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
            took = measured(work)
            first = first or took
            say(f"{name:<34}{took:8.1f} s{took / first:8.1f} x\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
