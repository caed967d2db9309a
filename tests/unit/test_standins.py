"""Stand-ins: what is committed is what the generator writes, in layouts that are read, and made up."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from sto_eval.edition import load_edition
from sto_eval.layouts import LAYOUTS
from sto_eval.sources import Source, load_catalogue, mirror
from sto_eval.standins import make_standins

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "data" / "standin"
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def catalogue() -> dict[str, Source]:
    """The catalogue of the real edition."""
    return load_catalogue(load_edition(ROOT))


def content(name: str, raw: bytes, folder: Path) -> object:
    """What a file says, apart from how it was compressed."""
    path = folder / Path(name).name
    path.write_bytes(raw)
    if path.suffix == ".xlsx":
        return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return {part: archive.read(part) for part in archive.namelist()}
    return gzip.decompress(raw) if path.suffix == ".gz" and raw.startswith(b"\x1f\x8b") else raw


def test_the_committed_files_are_what_the_generator_writes(tmp_path: Path) -> None:
    """Same seed, same content; another version of zlib does not matter."""
    made = dict(make_standins())
    committed = {p.relative_to(FOLDER).as_posix() for p in FOLDER.rglob("*") if p.is_file()}
    assert committed == set(made)
    for name, raw in made.items():
        kept = (FOLDER / name).read_bytes()
        assert content(name, kept, tmp_path) == content(name, raw, tmp_path), name


def test_they_are_small() -> None:
    """Ten megabytes at most, compressed."""
    assert sum(p.stat().st_size for p in FOLDER.rglob("*") if p.is_file()) < 10 * MEGABYTE


def test_every_standin_is_read_by_its_layout(catalogue: dict[str, Source]) -> None:
    """And recognised by its header, as the real file is."""
    cards = [source for source in catalogue.values() if source.standin]
    assert len(cards) == 11
    for source in cards:
        path = FOLDER / str(source.standin)
        layout = LAYOUTS[source.layout]
        assert layout.recognises(path), source.file
        assert layout.read(path).rows_out > 0


def test_no_location_of_a_standin_exists(catalogue: dict[str, Source]) -> None:
    """Codes and names are made up: with the real files at hand, none of them is in these."""
    folder = mirror()
    if folder is None:
        pytest.skip("no mirror")
    source = catalogue["leerlingen-2019"]
    layout = LAYOUTS[source.layout]
    real, made_up = (
        layout.read(p).table for p in (folder / source.file, FOLDER / str(source.standin))
    )
    for column in ("vestiging", "INSTELLINGSNAAM VESTIGING"):
        assert set(real[column]).isdisjoint(made_up[column])
