"""The door between a notebook and everything else: tables come in here, numbers leave here.

Which sources a chapter may read stands in ``edition.toml``; asking for another one is an error.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sto_eval.claims import load_claims
from sto_eval.edition import find_root, load_edition
from sto_eval.errors import ChapterError, nearest
from sto_eval.exhibits import Caption, write_figure, write_table
from sto_eval.formats import date
from sto_eval.measures import Measure
from sto_eval.records import OUTPUT_VARIABLE, make_record, write_json
from sto_eval.sources import Dataset, load_catalogue, located, read_source, select
from sto_eval.verdicts import judge, weakest

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SCRATCH = Path("_build", "scratch")
LATEST = "laatste"


class Chapter:
    """A chapter while it runs.

    Parameters
    ----------
    name
        Name of the chapter in ``edition.toml``.
    parameters
        The chapter's parameters as they are in this run; they go into every record.

    Notes
    -----
    What is published goes to the folder that the runner names in ``STO_EVAL_OUTPUT``; in a notebook that
    a person runs by hand it goes to ``_build/scratch/<chapter>`` and the book does not change.
    """

    def __init__(self, name: str, **parameters: Any) -> None:  # noqa: ANN401 - literals of any kind
        self.edition = load_edition(find_root())
        cards = self.edition.card.chapters
        if name not in cards:
            raise ChapterError(
                f"chapter '{name}' is unknown",
                "edition.toml [chapters]",
                "one of " + ", ".join(cards),
                nearest(name, cards),
                "Add the chapter to edition.toml, with its sources.",
            )
        self.name = name
        self.parameters = {key: _literal(value) for key, value in parameters.items()}
        self.claims = load_claims(self.edition)
        declared = select(load_catalogue(self.edition), cards[name].sources)
        self.sources = located(self.edition, declared)
        self.output = Path(os.environ.get(OUTPUT_VARIABLE) or self.edition.root / SCRATCH / name)
        self._datasets: dict[str, Dataset] = {}

    def dataset(self, source: str) -> Dataset:
        """A declared source, read and corrected, with the account of its rows."""
        if source not in self.sources:
            raise ChapterError(
                f"chapter '{self.name}' asks for source '{source}'",
                "edition.toml [chapters]",
                "a source that it declares and that is there: " + ", ".join(self.sources),
                nearest(source, self.sources),
                "Declare it in edition.toml, or fetch it.",
            )
        if source not in self._datasets:
            self._datasets[source] = read_source(self.edition, self.sources[source])
        return self._datasets[source]

    def table(self, source: str) -> pd.DataFrame:
        """The rows of a declared source, with the publisher's column names."""
        return self.dataset(source).sheet.table

    def vintages(self, prefix: str) -> dict[dt.date, str]:
        """The declared sources of a series that are there: reference date -> id, oldest first."""
        dates = {
            file.source.reference_date: name
            for name, file in self.sources.items()
            if name.startswith(f"{prefix}-")
        }
        return dict(sorted(dates.items()))

    def tables(self, prefix: str) -> dict[dt.date, pd.DataFrame]:
        """The tables of a series, oldest first."""
        return {day: self.table(name) for day, name in self.vintages(prefix).items()}

    def vintage(self, prefix: str, reference_date: str) -> tuple[dt.date, str]:
        """The date and id of one vintage of a series: of that date, or the latest for ``laatste``.

        The date becomes the parameter ``reference_date`` of every record that follows.
        Errors: ``ChapterError`` when that vintage is not there.
        """
        dates = self.vintages(prefix)
        wanted = max(dates) if reference_date == LATEST else reference_date
        day = next((day for day in dates if str(day) == str(wanted)), None)
        if day is None:
            raise ChapterError(
                f"no vintage of '{prefix}' on {wanted}",
                f"chapter '{self.name}', parameter 'reference_date'",
                f"'{LATEST}' or one of " + ", ".join(map(str, dates)),
                str(wanted),
                "Choose one of these, or fetch the vintage.",
            )
        self.parameters["reference_date"] = day.isoformat()
        return day, dates[day]

    day = staticmethod(date)
    """A date in Dutch words, for a subtitle."""

    def assumption(self, name: str) -> Any:  # noqa: ANN401 - a number or a date
        """The value that an assumption of the edition gives to the computation."""
        return self.edition.assumptions[name].value

    def check_choice(self, parameter: str, options: Iterable[str]) -> None:
        """Refuse a parameter whose value is not one of the options.

        Errors: ``ChapterError``, with the options and the nearest.
        """
        value, known = str(self.parameters[parameter]), list(options)
        if value not in known:
            raise ChapterError(
                f"parameter '{parameter}' has an unknown value",
                f"chapter '{self.name}'",
                "one of " + ", ".join(f"'{name}'" for name in known),
                f"'{value}', {nearest(value, known)}",
                "Choose one of these.",
            )

    def publish(  # noqa: PLR0913 - each part of a record is named by the chapter
        self,
        number: str,
        measure: Measure,
        *,
        label: str,
        definition: str,
        sources: Sequence[str],
        alternatives: Mapping[str, Measure] | None = None,
    ) -> None:
        """Let a number out: write its record, and judge it when it answers a claim.

        Parameters
        ----------
        number
            Id in kebab-case; the id of a claim when it answers one.
        measure
            The number.
        label, definition
            Its short name and its definition, Dutch.
        sources
            Ids or patterns of the declared sources it rests on.
        alternatives
            The same number under other defensible definitions, by Dutch label.
        """
        others = dict(alternatives or {})
        datasets = [self.dataset(name) for name in select(self.sources_by_id, sources)]
        evidence = weakest([data.found.evidence for data in datasets])
        claim = self.claims.get(number)
        verdict = None
        if claim is not None:
            margin = self.assumption("marge-circa")
            verdict = judge(claim, measure, evidence, margin, others)
        record = make_record(
            number=number,
            label=label,
            definition=definition,
            measure=measure,
            chapter=self.name,
            cell=_cell(),
            parameters=self.parameters,
            sources=[data.card() for data in datasets],
            corrections=[asdict(done) for data in datasets for done in data.corrections],
            evidence=str(evidence),
            claim=claim,
            verdict=verdict,
            alternatives=others,
        )
        write_json(self.output / "records" / f"{number}.json", record)

    def publish_all(  # noqa: PLR0913 - each part of a record is named by the chapter
        self,
        prefix: str,
        family: Mapping[str, Measure],
        *,
        label: str,
        definition: str,
        sources: Sequence[str],
        alternatives: Mapping[str, Mapping[str, Measure]] | None = None,
    ) -> None:
        """Publish a family of numbers: ``bereik`` with ``M&T`` becomes ``bereik-mt``.

        In ``label`` and ``definition`` the key of each member takes the place of ``{}``; ``alternatives``
        holds by Dutch label a family with the same keys.
        """
        for key, measure in family.items():
            self.publish(
                number_id(prefix, key),
                measure,
                label=label.format(key),
                definition=definition.format(key),
                sources=sources,
                alternatives={name: other[key] for name, other in (alternatives or {}).items()},
            )

    @property
    def sources_by_id(self) -> dict[str, Any]:
        """The cards of the declared sources that are there, by id."""
        return {name: file.source for name, file in self.sources.items()}

    def all_sources_but(self, *patterns: str) -> list[str]:
        """The declared sources that are there, without those that match a pattern."""
        dropped = select(self.sources_by_id, patterns)
        return [name for name in self.sources if name not in dropped]

    def printed(self, prefix: str, keys: Iterable[str]) -> dict[str, float]:
        """The printed values of the claims of a family, by key, for those that have one."""
        claims = {key: self.claims.get(number_id(prefix, key)) for key in keys}
        return {key: float(c.value) for key, c in claims.items() if c and c.value is not None}

    def standin(self, sources: Sequence[str]) -> bool:
        """Whether any of these sources is made up."""
        names = select(self.sources_by_id, sources)
        return any(self.sources[name].evidence == "nagebootst" for name in names)

    def figure(  # noqa: PLR0913 - each text of a figure is named by the chapter
        self,
        name: str,
        figure: Figure,
        data: pd.DataFrame,
        *,
        title: str,
        subtitle: str,
        caption: str,
        alt: str,
        sources: Sequence[str],
    ) -> None:
        """Let a figure out: SVG, PNG, the data as CSV, and its texts (Dutch)."""
        texts = {"title": title, "subtitle": subtitle, "caption": caption, "alt": alt}
        write_figure(self.output / "figures", self._caption(name, sources, **texts), figure, data)

    def show(
        self, name: str, table: pd.DataFrame, *, title: str, caption: str, sources: Sequence[str]
    ) -> None:
        """Let a table out: its cells are texts in Dutch notation already; also as CSV."""
        texts = {"title": title, "subtitle": "", "caption": caption, "alt": ""}
        write_table(self.output / "tables", self._caption(name, sources, **texts), table)

    def _caption(self, name: str, sources: Sequence[str], **texts: str) -> Caption:
        names = select(self.sources_by_id, sources)
        return Caption(
            id=name, chapter=self.name, standin=self.standin(names), sources=names, **texts
        )


def _literal(value: Any) -> Any:  # noqa: ANN401 - literals of any kind
    return value.isoformat() if isinstance(value, dt.date) else value


def number_id(prefix: str, key: str) -> str:
    """The id of a member of a family of numbers.

    >>> number_id("bereik", "M&T"), number_id("examens", "2018-2019")
    ('bereik-mt', 'examens-2018-2019')
    """
    parts = key.replace("-", " ")
    kept = "".join(sign if sign.isalnum() else " " if sign.isspace() else "" for sign in parts)
    return "-".join([prefix, *kept.casefold().split()])


def _cell() -> int:
    """Ordinal of the running code cell, the first is 1; 0 outside a notebook."""
    try:
        from IPython import get_ipython  # noqa: PLC0415 - only a notebook has it
    except ImportError:
        return 0
    shell = get_ipython()
    return int(shell.execution_count) if shell is not None else 0
