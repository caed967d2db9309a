"""Titles and descriptions generated from data, so that they cannot contradict it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from recount.numbers.changes import UNDECIDED, direction
from recount.numbers.dutch_words import capitalised
from recount.numbers.embedded import display
from recount.numbers.measures import Measure

NOTHING, PARTLY = "Er zijn geen gegevens", "Een deel is afgeschermd"


def most_and_least(family: Mapping[str, Measure], most: str, least: str) -> str:
    """A title that names who has the most and who the least, including ties.

    If any measure is withheld, the title says only that.

    Parameters
    ----------
    family
        Name -> measure.
    most, least
        Dutch templates with ``{who}`` and ``{value}``; ``{is}`` becomes "is" or "zijn", ``{heeft}`` "heeft" or
        "hebben".

    Examples
    --------
    >>> from recount.numbers.formats import write_out
    >>> from recount.numbers.measures import exact
    >>> counts = {"PIE": exact(3, "vestigingen"), "MaT": exact(1, "vestigingen")}
    >>> write_out(most_and_least(counts, "{who} {heeft} de meeste ({value})", "{who} de minste ({value})"))
    'PIE heeft de meeste (3), MaT de minste (1)'
    """
    if any(measure.withheld for measure in family.values()):
        return PARTLY
    values = {name: measure.value for name, measure in family.items() if measure.value is not None}
    if not values:
        return NOTHING
    ends = (max(values.values()), min(values.values()))
    texts = [
        _fill(text, [n for n in values if values[n] == end], family)
        for text, end in zip((most, least), ends, strict=True)
    ]
    return ", ".join(texts)


def listing(family: Mapping[str, Measure]) -> str:
    """All members with their values, for a description.

    >>> from recount.numbers.formats import write_out
    >>> from recount.numbers.measures import exact
    >>> write_out(listing({"PIE": exact(3, ""), "BWI": exact(2, ""), "MaT": exact(1, "")}))
    'PIE 3, BWI 2 en MaT 1'
    """
    return enumeration([f"{name} {display(measure)}" for name, measure in family.items()])


def family_sentences(families: Mapping[str, Mapping[str, Measure]]) -> str:
    """One sentence per family, for a description.

    >>> from recount.numbers.formats import write_out
    >>> from recount.numbers.measures import exact
    >>> write_out(family_sentences({"landelijk": {"2020": exact(1, ""), "2021": exact(2, "")}}))
    'Landelijk: 2020 1 en 2021 2.'
    """
    return " ".join(f"{capitalised(name)}: {listing(one)}." for name, one in families.items())


def from_to(text: str, series: Mapping[str, Measure]) -> str:
    """A title with the first and the last value of a series that is in order.

    Parameters
    ----------
    text
        A Dutch template with ``{first}``, ``{begin}``, ``{last}`` and ``{end}``: the values and their keys.

    Examples
    --------
    >>> from recount.numbers.formats import write_out
    >>> from recount.numbers.measures import exact
    >>> counts = {"2018": exact(3, ""), "2019": exact(2, "")}
    >>> write_out(from_to("{first} in {begin}, {last} in {end}", counts))
    '3 in 2018, 2 in 2019'
    """
    known = {key: measure for key, measure in series.items() if measure.value is not None}
    if not known:
        return NOTHING
    begin, *_, end = [*known, *known]
    ends = {"first": display(known[begin]), "last": display(known[end])}
    return text.format(begin=begin, end=end, **ends)


def enumeration(words: Iterable[str]) -> str:
    """A Dutch enumeration.

    >>> enumeration(["a", "b", "c"])
    'a, b en c'
    """
    items = list(words)
    return " en ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


VERBS = {"daling": "daalde", "stijging": "steeg", "gelijk": "bleef gelijk"}


def direction_title(subject: str, changes: Mapping[str, Measure]) -> str:
    """A title with the direction of a share in each period, and the periods in which it is undecided.

    Parameters
    ----------
    subject
        In Dutch, such as "het aandeel".
    changes
        Period, such as "vóór het programma" -> change.

    Examples
    --------
    >>> from recount.numbers.measures import between
    >>> down, unsure = between(-2, -1, "procentpunt"), between(-1, 1, "procentpunt")
    >>> direction_title("het aandeel", {"eerst": down, "later": unsure})
    'Het aandeel daalde eerst, en of het later daalde of steeg, is niet te zeggen'
    >>> direction_title("het aandeel", {"eerst": unsure, "later": unsure})
    'Of het aandeel eerst en later daalde of steeg, is niet te zeggen'
    """
    directions = {period: direction(change) for period, change in changes.items()}
    known = [f"{VERBS[way]} {period}" for period, way in directions.items() if way != UNDECIDED]
    open_ = enumeration(period for period, way in directions.items() if way == UNDECIDED)
    rest = f"of {{}} {open_} daalde of steeg, is niet te zeggen" if open_ else ""
    if not known:
        return f"O{rest.format(subject)[1:]}" if rest else NOTHING
    text = f"{subject} {enumeration(known)}"
    return text[0].upper() + ", en ".join(filter(None, [text[1:], rest.format("het")]))


def _fill(text: str, names: list[str], family: Mapping[str, Measure]) -> str:
    plural = len(names) > 1
    return text.format_map(
        {
            "who": enumeration(names),
            "value": display(family[names[0]]),
            "is": "zijn" if plural else "is",
            "heeft": "hebben" if plural else "heeft",
        }
    )
