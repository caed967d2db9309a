"""Opinions: how many programme leaders agree with each statement, or do not, under disclosure control.

Population: the leaders who answered, in the programme's survey, which is not public; there is one of each
region, so each is a person who can be found. How many answered a statement, and how many agree with it, is
printed in the report itself; those two cannot be hidden here.
"""

from __future__ import annotations

import pandas as pd

from sto_eval.disclosure.statements import THRESHOLD, Release, counted
from sto_eval.disclosure.suppression import protect
from sto_eval.disclosure.tables import TOTAL, Table, cell_of, published, texts
from sto_eval.indicators.survey import AGREES

DISAGREE, NEITHER, AGREE = ANSWERS = ("oneens", "ertussenin", "eens")
MIDDLE = AGREES - 1
"""The answer in the middle of the scale."""

STATEMENT, ANSWER = "Uitspraak", "Antwoord"


def counts(answers: pd.DataFrame) -> pd.DataFrame:
    """Leaders by statement and answer; who skipped the statement is left out."""
    known = answers.dropna(subset="antwoord")
    kind = known["antwoord"].map(lambda answer: _kind(int(answer)))
    wide = pd.crosstab(known["vraag"], kind).reindex(columns=list(ANSWERS), fill_value=0)
    return wide.rename_axis(index=STATEMENT, columns=ANSWER)


def leaders(answers: pd.DataFrame) -> Table:
    """:func:`counts` as a table to protect.

    Left out: a statement of which those who agree, or all others together, are under the threshold. These
    are known from the report, so that no division of them could keep a small one.
    """
    wide = counts(answers)
    others = wide[[DISAGREE, NEITHER]].sum(axis=1)
    low = wide[(wide[AGREE] >= THRESHOLD) & (others >= THRESHOLD)]
    return Table("programmaleiders", low, rows="elsewhere", columns="none", grand="none")


def protected(table: Table) -> Release:
    """The table with enough hidden, given what the report prints of it."""
    known = [
        counted(cell_of(table.subject, {STATEMENT: str(name), ANSWER: AGREE}), count, fixed=True)
        for name, count in table.low[AGREE].items()
    ]
    return protect(published([table], known))


def printed(table: Table, release: Release) -> pd.DataFrame:
    """The table for the reader, a row per statement."""
    shown = texts(table, release).reindex(columns=[*ANSWERS, TOTAL])
    return shown.rename_axis(columns=None).reset_index()


def _kind(answer: int) -> str:
    if answer == MIDDLE:
        return NEITHER
    return AGREE if answer > MIDDLE else DISAGREE
