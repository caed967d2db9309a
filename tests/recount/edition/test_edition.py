"""An edition's TOML: every typo is named, with file, key, expected and nearest value."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from recount.edition.claims import load_claims
from recount.edition.edition import Edition, find_root, load_edition
from recount.errors import DefinitionError, UnknownName
from recount.names import ROOT, shown
from recount.sources.catalogue import load_catalogue


def change(edition: Edition, name: str, old: str, new: str) -> None:
    """Introduce a fault in a file of the edition."""
    path = edition.file(name)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_only_edition_needs_no_name(project: Path) -> None:
    """With one edition there is no choice."""
    assert load_edition(project).id == "proef"


def test_an_edition_has_the_pages_of_the_project_or_its_own(project: Path) -> None:
    """Those in its own folder when it has one, and then its own build folder too."""
    edition = load_edition(project)
    assert (edition.pages, edition.build) == (project, project / "_build/demo")
    (edition.folder / "pages").mkdir()
    own = project / "data/editions/proef/pages"
    assert (edition.pages, edition.build) == (own, project / "_build/demo/editions/proef")


def test_the_edition_with_the_pages_of_the_project_is_the_default(project: Path) -> None:
    """Another edition, with its own pages, must be named; two without them both must."""
    other = project / "data/editions/ander"
    shutil.copytree(project / "data/editions/proef", other)
    with pytest.raises(UnknownName, match="several editions"):
        load_edition(project)
    (other / "pages").mkdir()
    assert load_edition(project).id == "proef"
    assert load_edition(project, "ander").id == "ander"


def test_an_unknown_edition_names_the_nearest(project: Path) -> None:
    """A typo in the name of an edition leads to the right one."""
    with pytest.raises(UnknownName, match="the closest is 'proef'"):
        load_edition(project, "proeff")


def test_outside_a_project_there_is_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names a folder without data/editions above it."""
    monkeypatch.delenv("RECOUNT_ROOT", raising=False)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DefinitionError, match=shown(ROOT)):
        find_root()


def test_a_misspelt_key_is_named_with_the_nearest(edition: Edition) -> None:
    """`shwon` is not a key; `shown` is."""
    change(edition, "claims", "shown =", "shwon =")
    with pytest.raises(DefinitionError) as caught:
        load_claims(edition)
    assert "claims.toml [aanbod-mat.shwon]" in caught.value.where
    assert "the closest is 'shown'" in caught.value.found


def test_a_misspelt_key_inside_a_chapter_is_named(project: Path) -> None:
    """The keys of a chapter card are checked too."""
    path = project / "data" / "editions" / "proef" / "edition.toml"
    path.write_text(path.read_text("utf-8").replace("sources =", "source ="), "utf-8")
    with pytest.raises(DefinitionError, match="the closest is 'sources'"):
        load_edition(project)


def test_a_missing_key_is_named(edition: Edition) -> None:
    """A claim without its place."""
    change(edition, "claims", 'place = "Dekkend"\n', "")
    with pytest.raises(DefinitionError, match="key 'place' is missing"):
        load_claims(edition)


def test_a_text_where_a_number_belongs_is_named(edition: Edition) -> None:
    """A value written in words is refused."""
    change(edition, "claims", "value = 1", 'value = "veel"')
    with pytest.raises(DefinitionError, match="'veel'"):
        load_claims(edition)


def test_an_unknown_relation_is_named(edition: Edition) -> None:
    """There are four relations."""
    change(edition, "claims", '"gelijk"', '"ongeveer"')
    with pytest.raises(DefinitionError, match="'gelijk', 'circa', 'meer-dan' or 'kwalitatief'"):
        load_claims(edition)


def test_a_direction_with_a_number_is_refused(edition: Edition) -> None:
    """A claim states a number or a direction, not both."""
    change(edition, "claims", "step = 1\n", 'step = 1\ndirection = "daling"\n')
    with pytest.raises(DefinitionError, match="has a number and a direction"):
        load_claims(edition)


def test_a_number_without_a_step_is_refused(edition: Edition) -> None:
    """Without a rounding step there is no rule for a verdict."""
    change(edition, "claims", "step = 1\n", "")
    with pytest.raises(DefinitionError, match="does not fit its relation"):
        load_claims(edition)


@pytest.mark.parametrize(
    ("value", "step"), [("90", "5"), ("600", "10"), ("610", "100"), ("0.5", "1")]
)
def test_the_step_of_circa_is_that_of_the_print(edition: Edition, value: str, step: str) -> None:
    """About 90 is printed in tens, 600 in hundreds, 610 in tens, 0.5 in tenths: no other margin is accepted."""
    change(
        edition, "claims", 'value = 1\nstep = 1\nrelation = "gelijk"',
        f'value = {value}\nstep = {step}\nrelation = "circa"',
    )  # fmt: skip
    with pytest.raises(DefinitionError, match="is not that of the print"):
        load_claims(edition)


def test_maintained_needs_a_step(edition: Edition) -> None:
    """A change is rounded to the step before it counts as a fall."""
    old = 'value = 1\nstep = 1\nrelation = "gelijk"'
    change(edition, "claims", old, 'relation = "kwalitatief"\ndirection = "geen daling"')
    with pytest.raises(DefinitionError, match="a 'step' for the direction 'geen daling'"):
        load_claims(edition)


def test_a_stated_definition_says_where(edition: Edition) -> None:
    """Who states it and where belong together."""
    change(edition, "claims", "step = 1\n", 'step = 1\nstated_by = "afdruk"\n')
    with pytest.raises(DefinitionError, match="states half of who defines it"):
        load_claims(edition)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [("Van {aanbod-mt} vijf.", "vijf"), ("Van {bereik-mt.afdruk} scholen.", "bereik-mt")],
)
def test_a_public_sentence_has_only_published_numbers(
    edition: Edition, sentence: str, found: str
) -> None:
    """No typed numeral, and no number that the chapter lacks."""
    change(edition, "claims", "step = 1\n", f'step = 1\npublic = "{sentence}"\n')
    with pytest.raises(DefinitionError, match="a number that nothing publishes") as error:
        load_claims(edition)
    assert found in error.value.found


def test_an_unknown_chapter_is_refused(edition: Edition) -> None:
    """A claim refers to a chapter of the edition or to none."""
    change(edition, "claims", 'chapter = "proef"', 'chapter = "proeff"')
    with pytest.raises(DefinitionError, match="the closest is 'proef'"):
        load_claims(edition)


def test_broken_toml_is_named_with_its_line(edition: Edition) -> None:
    """A quote that is not closed."""
    edition.file("claims").write_text('[a]\ntext = "x\n', "utf-8")
    with pytest.raises(DefinitionError, match="line 2"):
        load_claims(edition)


def test_an_unknown_layout_is_refused(edition: Edition) -> None:
    """The catalogue refers to layouts of the package."""
    change(edition, "sources", "duo-leerlingen", "duo-leerling")
    with pytest.raises(DefinitionError, match="the closest is 'duo-leerlingen'"):
        load_catalogue(edition)


@pytest.mark.parametrize(
    "place", ["../../etc/leerlingen.csv", "/leerlingen.csv", "duo/../../a.csv", "C:\\\\a.csv", ""]
)
@pytest.mark.parametrize("key", ["file", "standin"])
def test_a_place_of_a_source_stays_within_its_folder(
    edition: Edition, key: str, place: str
) -> None:
    """Neither above the folder nor at the root of a disk."""
    change(edition, "sources", f'{key} = "duo/2019/leerlingen.csv"', f'{key} = "{place}"')
    with pytest.raises(
        DefinitionError, match=rf"\[leerlingen-2019.{key}\].*a place within its folder"
    ):
        load_catalogue(edition)


def test_toml_that_is_nested_too_deep_is_refused(edition: Edition) -> None:
    """A hundred thousand lists in one another."""
    path = edition.file("sources")
    path.write_text("a = " + "[" * 100_000 + "]" * 100_000, "utf-8")
    with pytest.raises(DefinitionError, match="nested too deep"):
        load_catalogue(edition)


def test_a_misspelt_word_is_one_of_the_sentence(edition: Edition) -> None:
    """Else a page would mark nothing."""
    change(edition, "claims", 'text = "', 'sic = ["vijv"]\ntext = "')
    with pytest.raises(DefinitionError, match="does not have the misspelt word"):
        load_claims(edition)
