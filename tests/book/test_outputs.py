"""An output is current as long as its files are unchanged since the build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.sample_edition import TOC, write_answers, write_project
from support.source_code import copy_source, file_of, packages
from support.tiny_project import EDITION

from recount.book.outputs import (
    CARD,
    book_key,
    current_output,
    embed_book,
    replace_output,
    with_keys,
)
from recount.book.staging import Stage, stage_book
from recount.handover import PROOF
from recount.results.integrity import read_key
from recount.running.codebase import Codebase
from recount.storage import write_json

pytestmark = pytest.mark.slow


ON_PROOF = "# Bewijs\n\n```{bewijs}\n:stand:\n```\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of one page, as written by a build."""
    made = tmp_path / "made"
    made.mkdir()
    (made / "index.html").write_text("903", "utf-8")
    (made / ".counts.json").write_text("{}", "utf-8")
    return replace_output(made, tmp_path / "html", made / "index.html", "key").parent


def test_a_site_is_current_until_a_file_of_it_changes(site: Path) -> None:
    """An edited or added page makes a site outdated; an embedded book does not count."""
    assert list(read_key(site, CARD)["outputs"]) == ["index.html"]
    (site / "regios").mkdir()
    (site / "regios" / "index.html").write_text("1", "utf-8")
    assert current_output(site, "key") == site / "index.html"
    assert current_output(site, "other") is None
    (site / "more.html").write_text("7", "utf-8")
    assert current_output(site, "key") is None
    (site / "more.html").unlink()
    (site / "index.html").write_text("904", "utf-8")
    assert current_output(site, "key") is None


def test_an_edited_page_of_an_embedded_book_is_restored(site: Path, tmp_path: Path) -> None:
    """The regional book is embedded again if the copy in the site was edited."""
    whole = tmp_path / "whole"
    whole.mkdir()
    embed_book(site, whole)
    page = whole / "regios" / "index.html"
    page.write_text("904", "utf-8")
    embed_book(site, whole)
    assert page.read_text("utf-8") == "903"


def test_a_new_site_keeps_the_embedded_book(site: Path, tmp_path: Path) -> None:
    """The copy of the regional book moves along, as it need not be made again."""
    (site / "regios").mkdir()
    (site / "regios" / "index.html").write_text("1", "utf-8")
    new = tmp_path / "new"
    new.mkdir()
    (new / "index.html").write_text("905", "utf-8")
    replace_output(new, site, new / "index.html", "later")
    assert current_output(site, "later") == site / "index.html"
    assert (site / "regios" / "index.html").read_text("utf-8") == "1"


@pytest.mark.parametrize("proved", [False, True])
def test_a_page_on_the_proof_needs_an_outcome(proved: bool, tmp_path: Path) -> None:
    """Without one it is left out, with its part of the contents and the sentences that lead to it."""
    root = write_project(tmp_path)
    (root / "bewijs.md").write_text(ON_PROOF, "utf-8")
    (root / "_toc.yml").write_text(
        f"{TOC}  - caption: Proef\n    chapters:\n      - file: bewijs\n", "utf-8"
    )
    with (root / "index.md").open("a", encoding="utf-8") as page:
        page.write("\nDit blijft.\nZie {doc}`bewijs`.\nOf {doc}`de proef </bewijs>`.\n")
    if proved:
        write_json(root / "_build" / PROOF, {"made_from": {}})
    stage = stage_book(root, root / "_build", root / "edition")
    contents, front = (
        (stage.folder / name).read_text("utf-8") for name in ("_toc.yml", "index.md")
    )
    assert (stage.folder / "bewijs.md").exists() == proved
    assert ("caption: Proef" in contents) == ("file: bewijs" in contents) == proved
    assert front.count("bewijs`") + front.count("bewijs>`") == 2 * proved
    assert "Dit blijft." in front
    assert "file: herkomst" in contents


def keyed(root: Path) -> Stage:
    """The staged book of the invented edition, with its keys."""
    return with_keys(stage_book(root, root / "_build", root / "edition"), root)


@pytest.fixture
def coded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The invented project, and a copy of the code that its keys cover."""
    (tmp_path / "project").mkdir()
    root, source = write_project(tmp_path / "project"), copy_source(tmp_path / "src")
    monkeypatch.setattr("recount.book.outputs.own_codebase", lambda _: Codebase(packages(source)))
    return root, source


def test_only_visible_changes_change_the_key(coded: tuple[Path, Path]) -> None:
    """Comments, docstrings, unused modules and run times do not; pages, rendering code and commits do."""
    root, source = coded
    run = root / "_build" / "run.json"

    def key() -> str:
        return book_key(keyed(root))

    def append(path: Path, text: str) -> None:
        path.write_text((path.read_text("utf-8") if path.exists() else "") + text, "utf-8")

    def update_run(**fields: object) -> None:
        run.write_text(json.dumps({**json.loads(run.read_text("utf-8")), **fields}), "utf-8")

    first = key()
    append(file_of("recount.running.dask.executor", source), "# a remark\n")
    append(file_of("recount.book.pdf.cover", source), '"""A remark."""\n')
    append(file_of("sto_eval", source).with_name("spare.py"), "SPARE = 1\n")
    update_run(time="later", uncommitted=True, packages={})
    assert key() == first
    keys = [first]
    append(root / "index.md", "\nMeer.\n")
    keys.append(key())
    append(file_of("recount.book.pdf.cover", source), "SPARE = 1\n")
    keys.append(key())
    update_run(commit="fff")
    assert len({*keys, key()}) == 4


def test_the_code_of_the_programme_is_in_the_key(coded: tuple[Path, Path]) -> None:
    """A page describes the columns of its registers, which no module of the engine imports."""
    root, source = coded
    (root / "edition/edition.toml").write_text(EDITION, "utf-8")
    before = keyed(root)
    register = file_of("sto_eval.layouts.registers.enquete", source)
    register.write_text(register.read_text("utf-8") + "SPARE = 1\n", "utf-8")
    assert keyed(root).made_by != before.made_by
    assert keyed(root).results == before.results


def test_an_answer_of_the_second_way_changes_the_key_and_its_sql_does_not(tmp_path: Path) -> None:
    """The answers carry the checksums of their SQL, so other SQL without answers shows nothing new."""
    root = write_project(tmp_path)

    def key() -> str:
        return book_key(keyed(root))

    (root / "_build/witness.json").unlink()
    before = key()
    (root / "edition/witness/macros.sql").write_text("-- Anders.\n", "utf-8")
    assert key() == before
    write_answers(root / "_build")
    assert key() != before


def test_texts_results_and_edition_have_keys_of_their_own(tmp_path: Path) -> None:
    """A sentence of a page or chapter is in none of them; a figure, and what the edition declares, are in one."""
    root = write_project(tmp_path)
    chapter = next((root / "_build/chapters").glob("*/*.ipynb"))
    figure = next((root / "_build/chapters").glob("*/figures/*.svg"))
    keys = [(keyed(root).made_by, keyed(root).results)]
    changes = [
        (root / "index.md", "# ", "# Anders "),
        (chapter, "zegt", "noemt"),
        (figure, "</svg>", "<g/></svg>"),
        (root / "edition/exemptions.toml", "", "# Anders.\n"),
    ]
    for path, old, new in changes:
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        keys.append((keyed(root).made_by, keyed(root).results))
    first, page, notebook, drawing, declared = keys
    assert first == page == notebook
    assert drawing[0] == first[0]
    assert drawing[1] != first[1]
    assert declared[0] != first[0]
    assert declared[1] == drawing[1]


def test_a_book_that_was_never_built_is_not_embedded(tmp_path: Path) -> None:
    """An older one is removed from the site."""
    (tmp_path / "site" / "regios").mkdir(parents=True)
    embed_book(tmp_path / "none", tmp_path / "site")
    assert not (tmp_path / "site" / "regios").exists()
