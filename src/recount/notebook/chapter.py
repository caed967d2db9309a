"""The interface of a chapter: its notebook gets tables here, and publishes numbers and figures."""

from __future__ import annotations

import datetime as dt
import functools
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandas as pd

from recount.edition.claims import load_claims, number_id
from recount.edition.edition import find_root, load_edition
from recount.edition.number_texts import NumberText, NumberTexts, number_texts
from recount.errors import ChapterError, nearest
from recount.names import OUTPUT
from recount.notebook.exhibits import INVENTED, Caption, write_figure, write_table
from recount.notebook.peek import Peek, peek
from recount.notebook.preview import show_number
from recount.numbers.dutch_words import date
from recount.numbers.evidence_grade import Evidence
from recount.numbers.measures import Measure, Specification, unknown
from recount.results import records
from recount.results.printed_claims import PrintedClaims
from recount.results.public_bounds import Public
from recount.results.recipes import Step
from recount.results.recording import describe_function, public_bounds, running_cell, variants
from recount.sources.chapter_inputs import chapter_inputs
from recount.sources.declared import DeclaredSources
from recount.sources.row_files import write_set_cards

if TYPE_CHECKING:
    from recount.notebook.figures.shapes import Drawing

SCRATCH = "scratch"
"""Folder for the output of a notebook that a person runs by hand; the book does not change."""


@dataclass(frozen=True, slots=True)
class Published:
    """A published number, for later use in the chapter."""

    label: str
    measure: Measure
    specifications: Sequence[Specification]
    sources: Sequence[str]
    evidence: Evidence


class Chapter:
    """A chapter while it runs.

    Parameters
    ----------
    name
        Name of the chapter in ``edition.toml``.
    parameters
        The chapter's parameters in this run; every record contains them.
    """

    def __init__(self, name: str, **parameters: Any) -> None:  # noqa: ANN401 - literals of any kind
        self.edition = load_edition(find_root())
        if self.edition.card.chapter(name) is None:
            cards = self.edition.card.chapters
            raise ChapterError(
                f"chapter '{name}' is unknown",
                "edition.toml [chapters]",
                "one of " + ", ".join(cards),
                nearest(name, cards),
                "Add the chapter to edition.toml, with its sources.",
            )
        self.name = self.template = name
        self.parameters = parameters
        self.claims = load_claims(self.edition)
        self.claimed = PrintedClaims(self.claims, self.edition.card.print_name)
        self.declared = DeclaredSources(chapter_inputs(self.edition, name))
        self.output = Path(os.environ.get(OUTPUT) or self.edition.build / SCRATCH / name)
        self.published: dict[str, Published] = {}
        self.elsewhere: dict[str, Measure] = {}

    @functools.cached_property
    def texts(self) -> NumberTexts:
        """The texts of its numbers."""
        return number_texts(self.edition, self.template)

    def table(self, source: str) -> pd.DataFrame:
        """The rows of a declared source, with the publisher's column names."""
        return self.declared.table(source)

    def newest(self, prefix: str) -> pd.DataFrame:
        """The rows of the latest vintage of a series."""
        return self.table(self.declared.newest(prefix))

    def tables(self, prefix: str) -> dict[dt.date, pd.DataFrame]:
        """The tables of a series, oldest first."""
        return {day: self.table(name) for day, name in self.declared.vintages(prefix).items()}

    def vintage(self, prefix: str, reference_date: str) -> tuple[dt.date, str]:
        """The date and id of one vintage of a series: of that date, or the latest for ``laatste``.

        The date becomes the parameter ``reference_date`` of all later records.
        """
        day, source = self.declared.vintage(prefix, reference_date)
        self.parameters["reference_date"] = day.isoformat()
        return day, source

    def date_of(self, source: str) -> dt.date:
        """The reference date of a declared source."""
        return self.declared.dataset(source).found.source.reference_date

    day = staticmethod(date)
    """A date in Dutch words, for a subtitle."""

    def assumption(self, name: str) -> Any:  # noqa: ANN401 - a number or a date
        """The value that an assumption of the edition gives to the computation."""
        return self.edition.assumptions[name].value

    def check_choice(self, parameter: str, options: Iterable[str]) -> None:
        """Refuse a parameter that is no option: a ``ChapterError`` with the options and the nearest."""
        value, known = str(self.parameters[parameter]), list(options)
        if value not in known:
            raise ChapterError(
                f"parameter '{parameter}' has an unknown value",
                f"chapter '{self.name}'",
                "one of " + ", ".join(f"'{name}'" for name in known),
                f"'{value}', {nearest(value, known)}",
                "Choose one of these.",
            )

    def publish(
        self,
        number: str,
        measure: Measure,
        *,
        member: str = "",
        specifications: Sequence[Specification] = (),
        public: Public | None = None,
    ) -> None:
        """Publish a number: write its record, with a verdict if it answers a claim.

        Its texts come from ``numbers.toml`` of the edition, its sources and rows from the measure.

        Parameters
        ----------
        number
            Id in kebab-case; the id of a claim when it answers one.
        measure
            The number.
        member
            Its name within a family of numbers, as its texts show it.
        specifications
            The same number under every defensible definition, this one included.
        public
            What public figures allow for the printed figure, where the register itself is not public.
        """
        names, claim = self.declared.used(measure, specifications), self.claims.get(number)
        text = self.text_of(number, measure, member)
        row_sets = self.declared.rows_of(measure, names)
        evidence = self.declared.evidence(names)
        held = self.claimed.holding(number, specifications)
        record = records.Record(
            id=number,
            claim=number if claim else None,
            label=text.label,
            chapter=self.name,
            cell=running_cell(),
            measure=records.Amount.of(measure),
            definition=text.definition,
            function=describe_function(measure.function),
            parameters=self.parameters,
            sources=tuple(records.SourceCard.of(kept.dataset, kept.summary()) for kept in row_sets),
            corrections=tuple(done for kept in row_sets for done in kept.dataset.corrections),
            recipe=Step.of(measure, self.declared.dataset),
            missing=() if names else self.declared.missing,
            evidence=evidence,
            verdict=self.claimed.verdict(number, measure, evidence, specifications),
            specifications=variants(specifications, held),
            public=self._public(number, public, evidence),
            printed=records.Printed.of(claim) if claim else None,
        )
        self.published[number] = Published(text.label, measure, specifications, names, evidence)
        records.write_record(self.output, record)
        show_number(record)
        write_set_cards(self.output / "rows", row_sets)

    def text_of(self, number: str, measure: Measure, member: str = "") -> NumberText:
        """The texts of a number, for a region those of its template; ``ChapterError`` for another unit."""
        text = self.texts.of(number.replace(self.name, self.template, 1), member)
        if measure.unit not in text.units:
            raise ChapterError(
                f"number '{number}' has another unit than its text says",
                f"numbers.toml [{self.texts.chapter}]",
                " or ".join(f"'{unit}'" for unit in text.units),
                f"'{measure.unit}'",
                "Correct the unit in numbers.toml, or the measure.",
            )
        return text

    def _public(
        self, number: str, public: Public | None, evidence: Evidence
    ) -> records.PublicBounds | None:
        """What public figures allow for a claim; ``None`` for a number that itself rests on these."""
        open_data = evidence in {Evidence.OPEN, Evidence.PUBLISHED}
        if number not in self.claims or (public is None and open_data):
            return None
        bounds = public or Public(unknown(self.claims[number].unit), "", "wat openbaar is")
        names = self.declared.used(bounds.measure) if bounds.measure.rows.sources else []
        grade = self.declared.evidence(names) if names else Evidence.OPEN
        found = self.claimed.compatibility(number, bounds.measure, grade)
        return public_bounds(bounds, found, names, grade)

    def publish_all(
        self,
        prefix: str,
        family: Mapping[str, Measure],
        *,
        specifications: Mapping[str, Sequence[Specification]] | None = None,
        public: Mapping[str, Public] | None = None,
    ) -> None:
        """Publish a family of numbers: ``bereik`` with ``M&T`` becomes ``bereik-mt``.

        Its texts are under ``bereik-*``; ``specifications`` and ``public`` have the same keys.
        """
        for key, measure in family.items():
            self.publish(
                number_id(prefix, key),
                measure,
                member=key,
                specifications=(specifications or {}).get(key, ()),
                public=(public or {}).get(key),
            )

    def unanswered(
        self, public: Mapping[str, Public] = MappingProxyType({}), members: Iterable[str] = ()
    ) -> None:
        """Publish as unknown the claims of this chapter that it cannot compute without a missing source.

        ``public`` has, by claim, what public figures allow for the printed figure; ``members`` are names of a
        family that its ids spell otherwise, such as ``M&T`` in ``bereik-mt``.
        """
        spelled = {number_id(self.name, member): member for member in members}
        for number, claim in self.claims.items():
            if claim.chapter == self.name and number not in self.published:
                member = spelled.get(number, number.removeprefix(f"{self.name}-"))
                nothing = unknown(self.texts.of(number, member).units[0])
                self.publish(number, nothing, member=member, public=public.get(number))

    def grid(self, *numbers: str) -> None:
        """Publish the figure ``<id>-definities`` per number: its value under every defensible definition."""
        from recount.notebook.figures import grids  # noqa: PLC0415 - slow, and few chapters have a grid

        for number in numbers:
            made, claimed = self.published[number], self.claimed
            held, value = claimed.holding(number, made.specifications), made.measure.value
            rule, direction = claimed.rule(number), claimed.direction(number)
            self.figure(
                f"{number}-definities",
                grids.grid_figure(made.specifications, held, rule, claimed.label, value),
                grids.grid_table(made.specifications, held),
                **grids.texts(made.label, made.specifications, held, claimed.print_name, direction),
                sources=made.sources,
            )

    def figure(  # noqa: PLR0913 - the chapter gives every text of a figure
        self,
        name: str,
        drawing: Drawing,
        data: pd.DataFrame,
        *,
        title: str,
        subtitle: str,
        caption: str,
        alt: str,
        sources: Sequence[str],
    ) -> None:
        """Publish a figure: drawn in every shape, with its data as CSV and its texts (Dutch)."""
        texts = {"title": title, "subtitle": subtitle, "caption": caption, "alt": alt}
        about = self._caption(name, sources, **texts)
        write_figure(self.output / "figures", about, drawing, data, self.edition)

    def show(
        self, name: str, table: pd.DataFrame, *, title: str, caption: str, sources: Sequence[str]
    ) -> None:
        """Publish a table, also as CSV; its numbers are embedded in its cells."""
        about = self._caption(name, sources, title=title, subtitle="", caption=caption, alt="")
        write_table(self.output / "tables", about, table, self.edition.card.nouns)

    def peek(self, *results: Any) -> Peek:  # noqa: ANN401 - tables, measures or families of these
        """Show the first rows of tables, or measures, as the last line of a cell; see ``peek``."""
        return peek(results, self.declared, {one.measure for one in self.published.values()})

    def compare_with(self, prefix: str, family: Mapping[str, Measure]) -> None:
        """Numbers of another chapter, computed here too: publications are compared with these as well."""
        self.elsewhere |= {number_id(prefix, key): measure for key, measure in family.items()}

    def publications(self, *claims: str) -> None:
        """Compare what others published on these claims with our numbers so far: a table and figures."""
        from recount.notebook import comparisons  # noqa: PLC0415 - it draws, and drawing is slow to import

        comparisons.show_publications(self, claims)

    def _caption(self, name: str, sources: Sequence[str], **texts: str) -> Caption:
        names, demo = self.declared.names(sources), self.edition.demo
        if demo and texts["alt"]:
            texts["alt"] = f"{INVENTED}{texts['alt']}"
        return Caption(id=name, chapter=self.name, standin=demo, sources=names, **texts)
