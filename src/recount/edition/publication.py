"""How an edition is published: ``[publication]`` in ``edition.toml``."""

from __future__ import annotations

import pydantic

from recount.edition.definitions import Definition


class Publication(Definition):
    """How the report is published; what is not known is empty, and is left out of its descriptions.

    Parameters
    ----------
    address
        Address of the folder with its website, with a slash at the end.
    pdf
        Address of its PDF; beside it are the annexes and the summary, under the names that the build gives.
    licence
        Address of the licence of its text and figures.
    commission
        For whom it was made and who paid, in Dutch sentences; the colophon says so.
    contact
        Where to report a fault, in a Dutch sentence.
    country, theme
        Codes of the European authority tables, ``NLD`` and ``EDUC``.
    """

    address: str = pydantic.Field(default="", pattern="^(https://.+/)?$")
    pdf: str = pydantic.Field(default="", pattern="^(https://.+)?$")
    licence: str = pydantic.Field(default="", pattern="^(https://.+)?$")
    commission: str = ""
    contact: str = ""
    country: str = ""
    theme: str = ""
