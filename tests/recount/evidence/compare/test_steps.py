"""From one run to another, one cause at a time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recount.evidence.compare.runs import Dependencies
from recount.evidence.compare.steps import ORDER, Pair, steps
from recount.running.key import Causes


def amounts(start: int, *states: int | str | None) -> dict[str, int]:
    """The contribution of each step; a text is why a state is unavailable, ``None`` an unknown number."""
    stops = [state if isinstance(state, str) else {"value": state} for state in states]
    walk = steps({"value": start}, zip(ORDER, stops, strict=False), value_known=True)
    return {" + ".join(s.causes): s.after["value"] - s.before["value"] for s in walk}


def made(**parts: dict[str, str]) -> Dependencies:
    """The dependencies of a chapter; its causes and parts are equal."""
    whole = {cause: parts.get(cause, {}) for cause in ORDER}
    return Dependencies(Causes(**whole), whole)


def test_each_cause_adds_what_its_switch_does() -> None:
    """1 becomes 5 by the data, 4 by the parameters and 3 by the code."""
    found = amounts(1, 5, 4, 3)
    assert found == {"data": 4, "parameters": -1, "code": -1}


def test_an_unavailable_state_joins_two_causes() -> None:
    """The new data do not run with the old code and parameters: data and parameters add 3, code -1."""
    found = amounts(1, "not found here", 4, 3)
    assert found == {"data + parameters": 3, "code": -1}


def test_a_number_that_is_unknown_in_between_joins_two_causes() -> None:
    """Nothing adds up while the new data do not have the number yet."""
    assert amounts(1, None, 4) == {"data + parameters": 3}


@given(st.integers(), st.lists(st.one_of(st.integers(), st.none()), max_size=3), st.integers())
def test_amounts_add_up_whichever_states_are_available(
    old: int, between: list[int | None], new: int
) -> None:
    """The sum is the change, and every cause is in one step."""
    states = [*between, new]
    found = amounts(old, *states)
    assert sum(found.values()) == new - old
    assert " + ".join(found) == " + ".join(ORDER[: len(states)])


def test_causes_are_switched_in_one_order() -> None:
    """Data first, then parameters with the old code, then code; the last state is the new run."""
    old = made(data={"rows": "1"}, parameters={"minimum": "1"}, code={"cell 1": "a"})
    new = made(data={"rows": "2"}, parameters={"minimum": "2"}, code={"cell 1": "b"})
    between = Pair("proef", old, new).mixtures()
    assert [mixture.switched for mixture in between] == [("data",), ("data", "parameters")]
    assert [mixture.causes.data["rows"] for mixture in between] == ["2", "2"]
    assert [mixture.causes.parameters["minimum"] for mixture in between] == ["1", "2"]
    assert [mixture.causes.code["cell 1"] for mixture in between] == ["a", "a"]


def test_inputs_of_one_run_only_belong_to_the_code() -> None:
    """The new code has another parameter and uses another package: only one cause differs."""
    old = made(code={"cell 1": "a"}, parameters={"minimum": "1"}, environment={"Python": "3"})
    new = made(
        code={"cell 1": "b"},
        parameters={"minimum": "1", "maximum": "9"},
        environment={"Python": "3", "package x": "1"},
    )
    assert Pair("proef", old, new).causes == ("code",)
