"""The source code of this project, as files and as a copy to change."""

from __future__ import annotations

import shutil
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"


def copy_source(target: Path) -> Path:
    """A copy of all packages; returns its folder."""
    return shutil.copytree(SOURCE, target, ignore=shutil.ignore_patterns("__pycache__"))


def packages(source: Path = SOURCE) -> list[Path]:
    """The folders of the packages."""
    return sorted(path for path in source.iterdir() if (path / "__init__.py").is_file())


def file_of(module: str, source: Path = SOURCE) -> Path:
    """The file of a module or package."""
    plain = source.joinpath(*module.split(".")).with_suffix(".py")
    return plain if plain.is_file() else plain.with_suffix("") / "__init__.py"


def name_of(path: Path, source: Path = SOURCE) -> str:
    """The module in a file."""
    parts = path.relative_to(source).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
