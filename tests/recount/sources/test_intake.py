"""Inspection of a delivery: what each file is, all its faults in Dutch, and what is missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.register_project import GRANTS, REGIONS, with_registers
from support.tiny_project import PUPILS, pupil_line

from recount.cli import main
from recount.edition.edition import Edition
from recount.errors import SourceError
from recount.sources.fetching import accept_file
from recount.sources.intake import inspect_folder, report_lines
from sto_eval.programme import PROGRAMME

TWO_REGIONS = (
    REGIONS
    + "R01;Voorbeeldland;techniekregio;Bestuur;2020-01-01;;nee\n"
    + "R02;Voorbeeldstad;techniekregio;Bestuur;2021-01-01;;nee\n"
)

WITH = (
    "met 'sto-eval sources accept BESTAND --as BRON --reference-date JJJJ-MM-DD', de regio's eerst."
)


@pytest.fixture
def registers(project: Path) -> Edition:
    """The tiny project with cards for regions and grants, both without files."""
    return with_registers(project)


def lines(edition: Edition, **texts: str) -> list[str]:
    """The report on a folder with these files."""
    folder = edition.root / "overdracht"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return list(report_lines(edition, inspect_folder(edition, folder)))


def test_a_correct_delivery_is_summarised(registers: Edition) -> None:
    """Rows, days, names and years; the regions come first, whatever the file names."""
    grants = GRANTS + "a;R01;2020;verleend;1,50;2019-12-17\nb;R02;2021;verleend;2;2020-12-17\n"
    assert lines(registers, a=grants, b=TWO_REGIONS) == [
        "b.csv: regios",
        "  2 regels",
        "  begindatum: 2020-01-01 tot en met 2021-01-01",
        "  namen: 'Voorbeeldland', 'Voorbeeldstad'",
        "a.csv: beschikkingen",
        "  2 regels",
        "  jaar: 2020 tot en met 2021",
        "  datum: 2019-12-17 tot en met 2020-12-17",
        "Geen fouten.",
        f"Neem 'b.csv', 'a.csv' aan {WITH}",
    ]


def test_all_faults_of_a_file_are_reported_at_once(registers: Edition) -> None:
    """Cells by column with their count, unknown region codes, years outside the period."""
    grants = (
        GRANTS
        + "a;R03;2019;verlend;-5;2019-12-17\nb;R03;2020;verleend;1.5;17-12-2020\n"
        + ";r01;2020;verleend;1;17-12-2020\n"
    )
    found = lines(registers, regios=TWO_REGIONS, beschikkingen=grants)
    assert [line for line in found if "FOUT" in line] == [
        "  FOUT: regel 4, kolom 'kenmerk': ''; verwacht: een verplichte cel mag niet leeg zijn",
        (
            "  FOUT: regel 2, kolom 'soort': 'verlend'; verwacht: "
            "keuze: verleend, bevoorschot, besteed, vastgesteld, teruggevorderd"
        ),
        (
            "  FOUT: regel 2, kolom 'bedrag': '-5'; verwacht: een bedrag van 0 of meer, met hooguit twee decimalen "
            "en zonder scheiding van duizendtallen, en nooit onder 0: zet een terugbetaling in een eigen regel"
        ),
        (
            "  FOUT: regel 3, kolom 'datum': '17-12-2020' en nog 1 keer in deze kolom; "
            "verwacht: een dag als jaar-maand-dag, alleen cijfers"
        ),
        "  FOUT: regio 'R03' staat niet in het register van regio's (2 keer); lijkt op 'R02'",
        "  FOUT: regio 'r01' staat niet in het register van regio's (1 keer); lijkt op 'R01'",
        "  FOUT: jaar 2019 ligt niet in de periode 2020 tot en met 2024 (1 keer)",
    ]
    assert found[-1] == "7 fouten."


def test_a_day_outside_the_period_is_reported(registers: Edition) -> None:
    """A typo in the year of a plan; a grant may be settled after the period."""
    slip = TWO_REGIONS.replace("2021-01-01", "2202-01-01")
    grants = GRANTS + "a;R01;2024;vastgesteld;0;2026-01-01\n"
    found = lines(registers, regios=slip, beschikkingen=grants)
    assert [line for line in found if "FOUT" in line] == [
        "  FOUT: regel 3, kolom 'begindatum': de dag 2202-01-01 ligt niet in 2018 tot en met 2024 (1 keer)"
    ]


def test_a_broken_rule_and_a_duplicated_key_are_reported_in_dutch(registers: Edition) -> None:
    """The rule as worded on the page about handing over files."""
    ends = TWO_REGIONS.replace("2020-01-01;;", "2020-01-01;2019-01-01;").replace("R02", "R01")
    found = lines(registers, regios=ends)
    assert "  FOUT: regel 3: dezelfde sleutel staat er twee keer: die van regel 2: R01" in found
    assert any("verwacht: De einddatum ligt niet voor de begindatum." in line for line in found)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Titel\n" + TWO_REGIONS, "rij 2 heeft de kop: haal de rijen erboven weg"),
        (
            TWO_REGIONS.replace("soort;", ""),
            "kolom 'soort' ontbreekt; de kop heeft 'regio_id', 'naam'",
        ),
        ("", "het bestand is leeg"),
        (
            TWO_REGIONS + "R03;Voorbeeld",
            "regel 4: een regel heeft te weinig of te veel velden: 2, verwacht 7 velden",
        ),
        ("<html>", "het bestand is een webpagina"),
        (TWO_REGIONS.replace(";", "\t"), "tussen de kolommen staat een tab"),
    ],
)
def test_a_file_named_after_a_register_is_checked_as_that_register(
    registers: Edition, text: str, fault: str
) -> None:
    """Whatever its content, the message is about that register."""
    found = lines(registers, regios_2024=text)
    assert found[0] == "regios_2024.csv: regios"
    assert fault in found[1]


def test_for_a_register_that_was_accepted_the_report_says_how_to_replace_it(
    registers: Edition,
) -> None:
    """With all that the command needs, and no advice to accept; for the same file there is nothing to do."""
    given = registers.root / "regios.csv"
    given.write_text(TWO_REGIONS, "utf-8")
    accept_file(registers, given, "regios", dt.date(2024, 12, 31))
    again = list(report_lines(registers, inspect_folder(registers, given)))
    assert "  LET OP: dit bestand is al aangenomen als 'regios'" in again
    given.write_text(TWO_REGIONS.replace("2020-01-01", "2020-02-01"), "utf-8")
    other = list(report_lines(registers, inspect_folder(registers, given)))
    assert f"replace {given} --as regios --reference-date JJJJ-MM-DD'" in "\n".join(other)
    assert again[-1] == other[-1] == "Geen fouten."


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("weg", "nothing at that path"),
        ("leeg", "a folder without files"),
        ("vol", "a folder with other files: brief.pdf"),
        ("vol/brief.pdf", "a file '.pdf'"),
    ],
)
def test_what_is_there_instead_of_a_table_is_named(
    registers: Edition, name: str, found: str
) -> None:
    """No path, no files, files of another kind, or one such file."""
    (registers.root / "leeg").mkdir()
    (registers.root / "vol").mkdir()
    (registers.root / "vol" / "brief.pdf").write_bytes(b"%PDF")
    with pytest.raises(SourceError, match=f"nothing to check .*; found {found}"):
        inspect_folder(registers, registers.root / name)


def test_missing_and_surplus_files_are_reported(registers: Edition) -> None:
    """Two files for one register, a file for none, and a register without a file."""
    found = lines(registers, a=TWO_REGIONS, b=TWO_REGIONS, lijst="x;y\n1;2\n")
    assert "  FOUT: ook b.csv is een bestand voor dit register" in found
    assert found[-4:-2] == [
        "lijst.csv: geen register",
        "  FOUT: de kop is van geen enkel register; zie 'sto-eval sources template'",
    ]
    assert found[-2] == "beschikkingen: geen bestand; wat ervan afhangt, blijft onbekend"


def test_registers_without_regions_wait_for_them(registers: Edition) -> None:
    """There are none in the folder and none accepted."""
    found = lines(registers, a=GRANTS + "a;R01;2020;verleend;1;2020-01-01\n")
    assert "  FOUT: het register van regio's is er nog niet; lever het mee" in found


def test_every_pattern_has_words() -> None:
    """A pattern of the programme has its form in words."""
    for register in PROGRAMME.registers:
        for column in register.columns:
            assert not column.pattern or column.form


def test_the_command_ends_with_one_when_there_are_faults(registers: Edition) -> None:
    """It writes nothing; a folder without tables is named."""
    folder = registers.root / "overdracht"
    folder.mkdir()
    with pytest.raises(SourceError, match="nothing to check"):
        inspect_folder(registers, folder)
    before = sorted(registers.root.rglob("*"))
    for text, status in ((TWO_REGIONS, 0), (TWO_REGIONS.replace("nee", "no"), 1)):
        (folder / "regios.csv").write_text(text, "utf-8")
        done = CliRunner().invoke(main, ["sources", "check", str(folder)])
        assert done.exit_code == status, done.output
    assert sorted(registers.root.rglob("*")) == sorted([*before, folder / "regios.csv"])


OTHERS = PUPILS.replace("90A", "90B")
"""Three rows of open data that no source has yet."""


def about(edition: Edition, text: str, name: str = "leerlingen_2023") -> list[str]:
    """The report on one open data file, without the lines about registers."""
    return [line for line in lines(edition, **{name: text}) if "geen bestand;" not in line]


def test_open_data_is_summarised_with_its_source(registers: Edition) -> None:
    """Rows, year, figures compared with other vintages, and the chapters that read it."""
    assert about(registers, OTHERS) == [
        "leerlingen_2023.csv: open data (DUO: leerlingen per vestiging naar onderwijstype)",
        "  3 regels, waarvan 3 bruikbaar",
        "  jaar: 2023",
        "  rijen: 3, verwacht 0 tot 14,500",
        "  bron: leerlingen-2023",
        "Deze bestanden tellen mee in: proef.",
        "Geen fouten.",
        f"Neem 'leerlingen_2023.csv' aan {WITH}",
    ]


def test_all_wrong_columns_of_open_data_are_counted(registers: Edition) -> None:
    """Two counts in one column and one in another, in Dutch."""
    text = OTHERS.replace(";6;1;3;0", ";-6;1;3,5;0").replace(";2;0;0;0", ";x;0;0;0")
    assert [line for line in about(registers, text) if "FOUT" in line] == [
        (
            "  FOUT: regel 2, kolom 'LEER- OF VERBLIJFSJAAR 3 - MAN': '-6' en nog 1 keer in deze kolom; "
            "verwacht: een heel getal of <5"
        ),
        "  FOUT: regel 2, kolom 'LEER- OF VERBLIJFSJAAR 4 - MAN': '3,5'; verwacht: een heel getal of <5",
    ]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("leerlingen_2019", OTHERS, "leerlingen_2019.csv --as leerlingen-2019 --reference-date 2019-10-01'"),
        ("leerlingen_2022", OTHERS, "nog geen bron van 2022; voeg die toe met 'sto-eval sources add"),
        ("leerlingen", OTHERS, "jaar: staat niet in het bestand of zijn naam"),
        ("leerlingen", PUPILS, "dit bestand is al aangenomen als 'leerlingen-2019'"),
        (
            "leerlingen_2023",
            OTHERS + "".join(pupil_line(f"90CA{n:02}", "Groen", "1", "9") + "\n" for n in range(20)),
            "ongewoon: rijen: 23, verwacht 0 tot 14,500; bij het aannemen moet je zeggen waarom",
        ),
        (
            "leerlingen_2023",
            OTHERS.replace("VMBO SECTOR", "SECTOR"),
            "lijkt op open data 'duo-leerlingen', zonder 'VMBO SECTOR'",
        ),
        ("maxima", "regio;maximum\nA;5\n", "nog geen bron met deze indeling; zet er een in sources.toml"),
    ],
)  # fmt: skip
def test_open_data_that_needs_attention_is_noted(
    registers: Edition, name: str, text: str, expected: str
) -> None:
    """Another file of a year, a year or layout without a source, no year, known bytes, too many rows, a lost column."""
    assert expected in "\n".join(about(registers, text, name))


def test_sentences_that_data_can_falsify_are_listed(registers: Edition) -> None:
    """Those of the chapters that read the file, with their conditions."""
    chapter = registers.root / "chapters" / "proef.md"
    sentence = "Het is {stelling}`weinig | aanbod-mat < 2`.\n"
    chapter.write_text(chapter.read_text("utf-8") + sentence, "utf-8")
    assert "  proef: 'weinig' (aanbod-mat < 2)" in about(registers, OTHERS)


def test_regions_need_no_column_of_names(
    registers: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A programme whose regions have only a code gets no line of names."""
    nameless = replace(PROGRAMME, region_name="")
    monkeypatch.setattr("recount.sources.intake.programme_of", lambda _: nameless)
    found = lines(registers, regios=TWO_REGIONS)
    assert "  2 regels" in found
    assert not [line for line in found if "namen" in line]
