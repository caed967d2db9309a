"""House rules for code, editions, tests and documents."""

from __future__ import annotations

import ast
import importlib
import itertools
import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from support.source_code import SOURCE, name_of, packages

from recount.cli import main
from recount.edition.claims import load_claims
from recount.edition.corrections import load_corrections
from recount.edition.edition import load_edition
from recount.sources.catalogue import load_catalogue

ROOT = Path(__file__).parents[2]
MODULES = sorted(SOURCE.rglob("*.py"))
TOOLS = sorted((ROOT / "tools").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
OURS = ("recount", "sto_eval", "tools")
OF_MANY = {"test_controls", "test_directives", "test_figures", "test_marks"}
"""Tests of what all directives or all figures have in common."""
CLAIMS = [
    "instroom-daling",
    "leerlingen-2036",
    "investering",
    "regios",
    "cofinanciering",
    "activiteiten",
    "deelname-techniek",
    "deelname-niet-techniek",
    "deelname-theoretisch",
    "vestigingen",
    "aanbod-behouden",
    "bereik-pie",
    "bereik-bwi",
    "bereik-mt",
    "aanbod-mat",
    "resultaten-duurzaam",
    "resultaten-kwaliteit",
    "evenementen-locaties",
    "landelijke-bijeenkomst",
    "bovenregionale-bijeenkomsten",
    "ondersteuners",
    "ondersteuningsdagen",
    "sto-live-uitzendingen",
    "sto-live-views",
    "sto-live-kijkers",
    "periode",
]
READERS = (
    "recount.spreadsheets",
    "recount.edition.definitions",
    "recount.edition.claims",
    "recount.edition.new_edition",
    "recount.translation.catalogue",
    "recount.sources.files",
    "recount.sources.fetching",
    "recount.handover",
    "recount.results.integrity",
    "recount.results.records",
    "recount.sources.row_files",
    "recount.notebook.exhibits",
    "recount.notebook.notebooks",
    "recount.running.runcard",
    "recount.running.execution",
    "recount.results.acceptance",
    "recount.evidence.bundle",
    "recount.cache",
    "recount.evidence.certificate",
    "recount.running.codebase",
    "recount.evidence.compare",
    "recount.evidence.witness",
    "recount.results.second_way",
    "recount.evidence.proof.journal",
    "recount.evidence.proof.forked",
    "recount.running.key",
    "recount.evidence.standalone_pages",
    "recount.running.notation",
    "recount.lock",
    "recount.running.dask.files",
    "recount.evidence.reexecution",
    "recount.sources.dependents",
    "recount.running.unchanged",
    "recount.storage",
    "recount.running.refresh",
    "recount.verify",
    "recount.layouts",
    "sto_eval.layouts",
    "recount.book",
    "recount.book.directives",
    "recount.notebook.figures.style",
)
"""Modules and packages that may read or write files."""


def functions(path: Path) -> list[ast.FunctionDef]:
    """All functions of a module."""
    tree = ast.parse(path.read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("path", [*MODULES, *TOOLS], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_module_is_short_and_a_noun(path: Path) -> None:
    """At most 310 lines, and never called utils, helpers or manager."""
    assert len(path.read_text("utf-8").splitlines()) <= 310
    assert not re.search(r"utils|helpers|manager", path.stem)


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("assets/*.js")), ids=lambda p: p.name)
def test_a_script_of_a_page_is_small_and_needs_no_other(path: Path) -> None:
    """Under 15 kB as it is delivered, comments included, and without an import or an address elsewhere."""
    assert path.stat().st_size < 15_000
    assert not re.search(r"\bimport\b|\brequire\(|https?:", path.read_text("utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.stem)
def test_every_string_of_a_module_documents_a_constant(path: Path) -> None:
    """A string in a module is at its top or below a constant."""
    body = ast.parse(path.read_text("utf-8")).body
    for before, node in itertools.pairwise(body):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            assert isinstance(before, ast.Assign | ast.AnnAssign), node.lineno


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.stem)
def test_the_package_holds_no_year_and_no_claim(path: Path) -> None:
    """Years and claims are data of an edition; docstrings may name them."""
    tree = ast.parse(path.read_text("utf-8"))
    docstrings = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node not in docstrings:
            assert not re.search(r"\b(?:19|20)[0-9]{2}\b", str(node.value)), ast.unparse(node)
            assert node.value not in {name for name in CLAIMS if "-" in name}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT / "src").as_posix())
def test_files_are_read_in_few_places(path: Path) -> None:
    """Indicators, figures, measures and verdicts never open a file."""
    name = name_of(path)
    if any(f"{name}.".startswith(f"{reader}.") for reader in READERS):
        return
    text = path.read_text("utf-8")
    assert not re.search(r"read_text|write_text|read_bytes|write_bytes|\bopen\(|\.to_csv\(", text)


@pytest.mark.parametrize("path", [p for p in MODULES if "layouts" in p.parts], ids=lambda p: p.stem)
def test_layouts_read_through_one_function(path: Path) -> None:
    """``read_bytes`` of ``layouts.table``: the guard sees it, unlike a library that opens files itself."""
    doors = r"from_path|\bopen\(|path\.read_|etree\.parse|ZipFile\(path|load_workbook\(path"
    found = re.findall(doors, path.read_text("utf-8"))
    assert found == (["path.read_"] if name_of(path) == "recount.layouts.layout" else [])


@pytest.mark.parametrize("path", TESTS, ids=lambda p: p.stem)
def test_every_test_states_its_behaviour_and_checks_it(path: Path) -> None:
    """A docstring, and an assertion, a browser expectation, or an expected error."""
    for node in functions(path):
        if not node.name.startswith("test_"):
            continue
        assert ast.get_docstring(node), node.name
        text = ast.unparse(node)
        assert re.search(r"assert|raises|expect\(", text), node.name


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("*.py")), ids=lambda p: p.stem)
def test_tests_import_what_exists(path: Path) -> None:
    """Mypy does not read the tests: each name that they import from this project is there."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] in OURS:
            module = importlib.import_module(str(node.module))
            for name in (alias.name for alias in node.names):
                assert hasattr(module, name) or find_spec(f"{module.__name__}.{name}"), name


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("*.py")), ids=lambda p: p.stem)
def test_no_test_measures_time(path: Path) -> None:
    """No hypothesis deadline, and no assertion on a clock or a value read from one."""
    clock = r"\b(?:monotonic|perf_counter|process_time|time\.time)(?:_ns)?\("
    tree = ast.parse(path.read_text("utf-8"))
    timed: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "deadline":
            assert ast.unparse(node.value) == "None", node.lineno
        if isinstance(node, ast.Assign) and re.search(clock, ast.unparse(node.value)):
            timed |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            names = {name.id for name in ast.walk(node.test) if isinstance(name, ast.Name)}
            assert not re.search(clock, ast.unparse(node.test)), node.lineno
            assert not timed & names, node.lineno


def test_the_register_has_every_figure() -> None:
    """The ids are permanent, in the order of the infographic."""
    assert list(load_claims(load_edition(ROOT))) == CLAIMS


def test_the_edition_fits_together() -> None:
    """Every correction is of a source in the catalogue; an accepted file has a checksum, rows and a day.

    Every source says which question it answers, and which it cannot.
    """
    edition = load_edition(ROOT)
    catalogue = load_catalogue(edition)
    assert {card.source for card in load_corrections(edition).values()} <= set(catalogue)
    for source in catalogue.values():
        assert source.accepted == (source.accessed is not None)
        assert source.sha256 or not source.accepted
        assert source.answers.endswith(".")
        assert source.cannot_say.endswith(".")


GUIDES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])


@pytest.mark.parametrize("guide", GUIDES, ids=lambda p: p.name)
def test_a_guide_names_commands_and_files_that_exist(guide: Path) -> None:
    """Every `sto-eval …`, `make …`, module and link in it exists."""
    text = guide.read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in re.findall(r"sto-eval ([a-z]+)", text):
        assert command in main.commands, command
    for target in re.findall(r"`make ([a-z]+)|(?m:^make ([a-z]+))", text):
        assert f"\n{''.join(target)}:" in makefile, target
    for link in re.findall(r"\]\(([^):]+)\)", text):
        assert (guide.parent / link).exists(), link
    for module in (
        re.findall(r"`([a-z_/]+(?:\.py|/))`", text) if guide.stem == "architecture" else ()
    ):
        assert any((folder / module).exists() for folder in [ROOT, SOURCE, *packages()]), module


def test_the_readme_is_short_and_begins_with_two_commands() -> None:
    """At most 120 lines; the rest is in `docs/`."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert len(readme.splitlines()) <= 120
    assert re.findall(r"(?m)^make (\w+)", readme)[:2] == ["report", "test"]


def test_the_finding_of_the_readme_is_an_accepted_number() -> None:
    """Its share is the one on real files, to one decimal."""
    accepted = tomllib.loads(load_edition(ROOT).file("results").read_text("utf-8"))["echt"]
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f" {accepted['bereik-pie']:.1f}% of those under 15 live within 10 km" in readme


@pytest.mark.parametrize("command", sorted(main.commands))
def test_the_help_of_every_command_has_an_example(command: str) -> None:
    """Including subcommands."""
    found = main.commands[command]
    for each in getattr(found, "commands", {"": found}).values():
        assert "Example: " in (each.help or ""), each.name


PATHS = [[], *([name] for name in main.commands)]
PATHS += [
    [group, name]
    for group, found in main.commands.items()
    for name in getattr(found, "commands", {})
]


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_is_complete(path: list[str]) -> None:
    """No sentence is truncated, an example is on one line; every command and option is explained."""
    done = CliRunner().invoke(main, [*path, "--help"])
    assert done.exit_code == 0
    assert "..." not in done.output.replace("[OPTIONS] COMMAND [ARGS]...", "").replace("]...", "")
    found: click.Command = main
    for name in path:
        assert isinstance(found, click.Group)
        found = found.commands[name]
    assert all(one.help for one in found.params if isinstance(one, click.Option))
    assert set(re.findall("Example: .*", found.help or "")) <= set(
        re.findall("Example: .*", done.output)
    )
    if isinstance(found, click.Group):
        assert all(f"\n  {name} " in done.output for name in found.commands)


def test_no_machine_is_named_in_the_project() -> None:
    """No absolute path of a person's or a build machine, in any committed text."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard"],  # noqa: S607 - git of the user
        capture_output=True, text=True, check=False,
    ).stdout.split("\n")  # fmt: skip
    for name in filter(None, listed):
        raw = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b""
        if Path(name).name != Path(__file__).name:
            assert not re.search(rb"/(?:home|Users|root|work)/[a-z]", raw), name


def test_the_version_is_the_same_everywhere() -> None:
    """In pyproject, the citation and the command."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"version: {version}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    command = Path(sys.executable).with_name("sto-eval")
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert version in done.stdout


@pytest.mark.parametrize(
    "path",
    sorted(
        p
        for p in (ROOT / "src" / "recount").rglob("*")
        if p.suffix in {".py", ".css", ".js", ".html", ".md"}
    ),
    ids=lambda p: p.name,
)
def test_the_engine_names_no_programme(path: Path) -> None:
    """Neither the programme, nor its command, nor the publisher and the schools of its files."""
    found = re.findall(
        r"\b(?:sto_eval|sto-eval|STO|STO_EVAL\w*|DUO|vmbo|rmc)\b", path.read_text("utf-8")
    )
    assert found == []


def test_a_class_name_means_one_thing() -> None:
    """Each name once, but for the verifier, which repeats what it checks, and for names of one module."""
    own = [path for path in MODULES if "verify" not in path.parts]
    names = [
        node.name
        for path in own
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_tests_mirror_the_packages() -> None:
    """A test file of a package is named after the module, or the package, that it tests."""
    stray = [
        path.stem
        for path in TESTS
        if (place := path.relative_to(ROOT / "tests")).parts[0] in {"recount", "sto_eval"}
        and not any(
            (SOURCE / place.parent / (path.stem.removeprefix("test_") + end)).exists()
            for end in ("", ".py")
        )
    ]
    assert set(stray) == OF_MANY
