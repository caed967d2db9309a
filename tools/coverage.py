"""Print the coverage that `make coverage` measured, for each package: statements, and the share that was run."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from coverage import Coverage

SOURCES, ALL = "src", "all"


def package(path: Path) -> str:
    """The package of a module: the folder that it is in, below the folder of all sources.

    >>> package(Path("src/recount/book/pdf/cover.py"))
    'recount.book.pdf'
    """
    parts = path.parent.parts
    return ".".join(parts[parts.index(SOURCES) + 1 :])


def main() -> None:
    """Print a line for each package, and one for all."""
    measured = Coverage()
    measured.load()
    whole, missed = Counter[str](), Counter[str]()
    for file in measured.get_data().measured_files():
        _, statements, _, missing, _ = measured.analysis2(file)
        for name in (package(Path(file)), ALL):
            whole[name] += len(statements)
            missed[name] += len(missing)
    for name in sorted(whole, key=lambda name: (name == ALL, name)):
        print(f"{name:24} {whole[name]:6} {1 - missed[name] / max(whole[name], 1):7.1%}")  # noqa: T201


if __name__ == "__main__":
    main()
