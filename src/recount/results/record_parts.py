"""What every part of a record is made of: checked types, known keys, finite numbers."""

from __future__ import annotations

import math
from typing import Annotated, Any

import pydantic

MAX_VALUE = 10**15
"""Above this a JSON number is no longer exact to the unit."""


def whole(value: float) -> int | float:
    """A number as in JSON: an integer if it is whole."""
    return int(value) if float(value).is_integer() else value


Figure = Annotated[
    float,
    pydantic.Field(ge=-MAX_VALUE, le=MAX_VALUE),
    pydantic.AfterValidator(whole),
    pydantic.PlainSerializer(whole, return_type=int | float),
]


class Part(pydantic.BaseModel):
    """A part of a record: only known keys, checked types, finite numbers."""

    model_config = pydantic.ConfigDict(
        frozen=True, extra="forbid", strict=True, allow_inf_nan=False
    )

    def as_json(self) -> dict[str, Any]:
        """The part as plain data, as in a file; keys that have their default value are omitted."""
        return self.model_dump(mode="json", exclude_defaults=True)


def finite(value: Any) -> float | None:  # noqa: ANN401 - a number of Python, pandas or decimal
    """A number that JSON can store; ``None`` for an open end."""
    return None if value is None or not math.isfinite(value) else float(value)
