"""Regional notebooks: this package against the alternatives, measured together, as ratios.

python benchmarks/regions.py rivals [REGIONS]     against papermill and jupyter-book on the same notebooks
python benchmarks/regions.py workers [REGIONS]    one worker, two, three, and two of a dask scheduler
python benchmarks/regions.py growth [REGIONS ...] growth of time and memory
python benchmarks/regions.py source               one source changed, on the stand-ins

The alternatives make figures and records too, but check nothing; this package runs under guard, with keys,
in a project without a cache, and writes the rows of every number. Wall-clock seconds, each measured once;
the first line describes the machine. Memory is the largest decrease of available memory. Needs
STO_EVAL_MIRROR for real data.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import psutil

from recount.cli.common import DEFAULT_WORKERS
from recount.edition.edition import Edition, RegionCard, load_edition
from recount.notebook.notebooks import read_chapter, write_notebook
from recount.running import runner
from recount.running.regional_book import regional_edition
from recount.sources.row_files import write_row_sets

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
SHARED = ("chapters", "data", "regios", "requirements.lock", "_config.yml", "_toc.yml")
STOOD_IN = ("duo/prognoses-2023/voprognoses.csv.gz", "duo/2019-10-01/leerlingen-vo-per-vestiging-naar-onderwijstype-2019.csv.gz")  # fmt: skip
"""A source of one chapter, and one of most."""

TICK = 0.25
say = sys.stdout.write


def project(folder: Path) -> Path:
    """A project without a cache that shares chapters and data with this one."""
    folder.mkdir()
    for name in SHARED:
        (folder / name).symlink_to(ROOT / name)
    return folder


def regions(count: int) -> tuple[Edition, list[str]]:
    """The regional edition, and its first chapters of a region, repeated under another name if too few."""
    edition = regional_edition(load_edition(ROOT), "rmc")
    if edition is None:
        raise SystemExit("this edition has no regional chapters")
    cards = {n: c for n, c in edition.card.chapters.items() if isinstance(c, RegionCard) and "region" in c.settings}  # fmt: skip
    rounds = range(-(-count // len(cards)))
    named = {f"{name}-{turn}" if turn else name: card for turn in rounds for name, card in cards.items()}  # fmt: skip
    names = list(named)[:count]
    card = edition.card.model_copy(update={"chapters": {**edition.card.chapters, **named}})
    return replace(edition, card=card), names


def run(root: Path, names: Sequence[str], *words: str) -> None:
    """The command, for these regions."""
    only = [word for name in names for word in ("--only", name)]
    do([str(BIN / "sto-eval"), "run", *words, *only], root)


def notebook(edition: Edition, root: Path, name: str) -> tuple[Path, str]:
    """A folder with the notebook of a region, and the region."""
    folder = root / name
    folder.mkdir()
    write_notebook(read_chapter(edition, name), folder / "in.ipynb")
    return folder, edition.card.chapters[name].settings["region"]  # type: ignore[attr-defined] # of a region


def command(edition: Edition, root: Path, name: str) -> None:
    """The command of papermill, for one region."""
    folder, region = notebook(edition, root, name)
    words = ["in.ipynb", "uit.ipynb", "-r", "region", region, "--cwd", str(root), "-k", "python3"]
    do([str(BIN / "papermill"), *words], folder, STO_EVAL_OUTPUT=str(folder))


def plain(root: Path, folder: Path, region: str) -> None:
    """Papermill as a library, already loaded: a plain kernel for one region."""
    import papermill  # noqa: PLC0415 - of the process of a pool

    os.environ |= {"RECOUNT_ROOT": str(root), "RECOUNT_OUTPUT": str(folder)}
    papermill.execute_notebook(
        folder / "in.ipynb", folder / "uit.ipynb", {"region": region}, cwd=str(root),
        kernel_name="python3", progress_bar=False,
    )  # fmt: skip


def plain_kernels(edition: Edition, root: Path, names: Sequence[str], count: int) -> None:
    """That many plain kernels in parallel."""
    root = project(root)
    found = [notebook(edition, root, name) for name in names]
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        for job in [pool.submit(plain, root, folder, region) for folder, region in found]:
            job.result()


def jupyter_book(edition: Edition, root: Path, names: Sequence[str]) -> None:
    """A book that runs the code of these notebooks itself."""
    book = root / "boek"
    book.mkdir()
    for name in names:
        node = read_chapter(edition, name)
        node.cells = [cell for cell in node.cells if cell.cell_type == "code"]
        region = edition.card.chapters[name].settings["region"]  # type: ignore[attr-defined]
        for cell in node.cells:
            cell.source = cell.source.replace('region = "01"', f'region = "{region}"')
        write_notebook(node, book / f"{name}.ipynb")
    (book / "index.md").write_text("# Boek\n", "utf-8")
    (book / "_config.yml").write_text("execute: {execute_notebooks: force}\n", "utf-8")
    chapters = [{"file": name} for name in names]
    toc = {"format": "jb-book", "root": "index", "chapters": chapters}
    (book / "_toc.yml").write_text(json.dumps(toc), "utf-8")
    do([str(BIN / "jupyter-book"), "build", str(book)], root, STO_EVAL_OUTPUT=str(root / "uit"))
    if list(book.glob("_build/html/reports/*.err.log")):
        raise SystemExit("a notebook failed in the book")


def do(words: Sequence[str], folder: Path, **more: str) -> str:
    """Run a command that must succeed, in a folder of a project; returns its output."""
    root = next(each for each in (folder, *folder.parents) if (each / "data").exists())
    environment = os.environ | {"RECOUNT_ROOT": str(root), **more}
    done = subprocess.run(words, cwd=folder, env=environment, check=True, capture_output=True, text=True)  # noqa: S603 - ours  # fmt: skip
    return done.stderr


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Wall-clock seconds, and the largest decrease of available memory in GB."""
    before = lowest = psutil.virtual_memory().available
    done = threading.Event()

    def watch() -> None:
        nonlocal lowest
        while not done.wait(TICK):
            lowest = min(lowest, psutil.virtual_memory().available)

    watcher = threading.Thread(target=watch)
    watcher.start()
    start = time.perf_counter()
    try:
        work()
        return time.perf_counter() - start, (before - lowest) / 1e9
    finally:
        done.set()
        watcher.join()


def table(works: Mapping[str, Callable[[], object]]) -> None:
    """Measure the candidates one after another, as ratios of the first."""
    first = 0.0
    for name, work in works.items():
        took, memory = measured(work)
        first = first or took
        say(f"{name:<40}{took:8.1f} s{took / first:8.2f} x{memory:8.2f} GB\n")
        sys.stdout.flush()


def rivals(base: Path, count: int = 39) -> None:
    """Our notebooks against the commands, the library and the book."""
    edition, names = regions(count)
    ours, again = project(base / "ours"), project(base / "again")

    def beside() -> None:
        root = project(base / "beside")
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda name: command(edition, root, name), names))

    def loop() -> None:
        root = project(base / "loop")
        for name in names:
            command(edition, root, name)

    table(
        {
            f"ours, {count} regions, cold": lambda: run(ours, names),
            "ours, nothing changed": lambda: run(ours, names),
            "two plain kernels at a time": lambda: plain_kernels(edition, base / "two", names, 2),
            "three plain kernels at a time": lambda: plain_kernels(edition, base / "three", names, 3),
            "two papermill commands at a time": beside,
            "papermill commands in a loop": loop,
            "jupyter-book build, which runs them": lambda: jupyter_book(edition, project(base / "book"), names),
            "ours, cold, once more": lambda: run(again, names),
        }
    )  # fmt: skip


def workers(base: Path, count: int = 10) -> None:
    """One worker, two, three, and two of a scheduler on this machine."""
    _, names = regions(count)
    with _scheduler() as address:
        table(
            {
                "one worker": lambda: run(project(base / "one"), names, "--workers", "1"),
                "two workers": lambda: run(project(base / "two"), names, "--workers", "2"),
                "three workers": lambda: run(project(base / "three"), names, "--workers", "3"),
                "dask, two workers": lambda: run(project(base / "dask"), names, "--scheduler", address),
            }
        )  # fmt: skip


@contextlib.contextmanager
def _scheduler() -> Iterator[str]:
    """A scheduler with two worker processes, which have started."""
    from distributed import LocalCluster  # noqa: PLC0415 - of an extra

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield cluster.scheduler_address


def growth(_base: Path, *counts: int) -> None:
    """Growth of time and memory with the number of regions, repeated if there are too few."""
    for count in counts or (10, 39, 78, 300):
        # in a separate process: a fork server ends with the process that started it
        words = [sys.executable, __file__, "grow", str(count)]
        took, memory = measured(partial(do, words, ROOT))
        say(f"{count:>4} regions{took:10.1f} s{took / count:8.2f} s each{memory:8.2f} GB\n")
        sys.stdout.flush()


def grow(base: Path, count: int) -> None:
    """Run so many regional chapters, cold."""
    edition, names = regions(count)
    there = replace(edition, root=project(base / "grow"))
    settings = {name: there.card.chapters[name].settings for name in names}  # type: ignore[attr-defined]
    outcomes = runner.run_chapters(
        there, names, settings, workers=DEFAULT_WORKERS, report=lambda _: None
    )
    if {each.state for each in outcomes} != {"run"}:
        raise SystemExit("a chapter was not run")
    write_row_sets(there.build / "chapters", there.build / "rows", there)


def source(base: Path) -> None:
    """A source of one chapter changed, and a source of many, against a whole run; on the stand-ins."""
    os.environ.pop("RECOUNT_MIRROR", None)
    root = project(base / "source")
    (root / "data").unlink()
    subprocess.run(["cp", "-r", str(ROOT / "data"), str(root / "data")], check=True)  # noqa: S603, S607
    outputs: list[str] = []

    def whole() -> None:
        outputs.append(do([str(BIN / "sto-eval"), "run"], root))

    works: dict[str, Callable[[], object]] = {"the report and the regions of the stand-ins": whole}

    def changed(name: str) -> None:
        touch(root, name)
        whole()

    for name in STOOD_IN:
        works[f"changed: {Path(name).parent}"] = partial(changed, name)
    table(works)
    for name, text in zip(works, outputs, strict=True):
        say(f"{name:<40}{len(re.findall(': run$', text, re.MULTILINE)):4} chapters run\n")


def touch(root: Path, name: str) -> None:
    """Write other bytes with the same content."""
    path = root / "data" / "standin" / name
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()), mtime=1))


def main() -> None:
    """Run the requested part."""
    what, counts = sys.argv[1], [int(word) for word in sys.argv[2:]]
    say(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    sys.stdout.flush()
    with tempfile.TemporaryDirectory() as folder:
        parts: Mapping[str, Callable[..., None]] = {
            "rivals": rivals, "workers": workers, "growth": growth, "grow": grow, "source": source,
        }  # fmt: skip
        parts[what](Path(folder), *counts)


if __name__ == "__main__":
    main()
