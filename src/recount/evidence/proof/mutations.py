"""The changes of code that ``prove --code`` tries: one place in one function, in its syntax tree.

A change is only ever made in the memory of a process: the function gets other code, its file does not.
"""

from __future__ import annotations
import __future__

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import CodeType, FunctionType
from typing import Final

from recount.numbers.measures import source_of

OPERATOR, BOUNDARY, CONSTANT = "operator", "boundary", "constant"
FILTER, SIGN, AGGREGATION = "filter", "sign", "aggregation"

_OPERATORS: Final[Mapping[type[ast.AST], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
}
_BOUNDARIES: Final[Mapping[type[ast.AST], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
_OPPOSITES: Final[Mapping[type[ast.AST], type[ast.cmpop]]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_AGGREGATIONS: Final[Mapping[str, str]] = {
    "sum": "max",
    "max": "min",
    "min": "max",
    "count": "nunique",
    "nunique": "count",
    "mean": "median",
    "median": "mean",
    "any": "all",
    "all": "any",
    "first": "last",
    "last": "first",
    "idxmin": "idxmax",
    "idxmax": "idxmin",
}
_BY_NAME = frozenset(["agg", "aggregate", "transform"])
"""The methods of a table that take the name of an aggregation."""
_FILTERS = frozenset(["dropna", "drop_duplicates"])
"""The methods of a table that leave out rows."""
_CONDITIONS = frozenset(["isin", "isna", "notna", "between", "eq", "ne", "lt", "le", "gt", "ge"])
"""The methods of a column that give a condition."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """A change of one place in a function.

    Parameters
    ----------
    function
        Its qualified name.
    line
        Line in the file of its module.
    kind
        ``operator``, ``boundary``, ``constant``, ``filter``, ``sign`` or ``aggregation``.
    change
        The code of that place, before and after.
    place, option
        Ordinal of the place in the function, and of the change among those of that place.
    """

    function: str
    line: int
    kind: str
    change: str
    place: int
    option: int

    def __str__(self) -> str:
        """Where and what, on one line."""
        return f"{self.function}, line {self.line}, {self.kind}: {self.change}"

    def apply(self) -> None:
        """Give the function its changed code, in this process only."""
        definition = _definition(self.function)
        old = _places(definition)[self.place]
        _, new = list(_alternatives(old))[self.option]
        definition.decorator_list = []
        _Replacing(old, new).visit(definition)
        module = ast.Module([definition], [])
        flags = __future__.annotations.compiler_flag
        compiled = compile(ast.fix_missing_locations(module), "<changed>", "exec", flags)
        function = source_of(self.function)
        assert isinstance(function, FunctionType)  # noqa: S101 - it has a definition
        function.__code__ = next(
            part
            for part in compiled.co_consts
            if isinstance(part, CodeType) and part.co_name == definition.name
        )


def mutations_of(function: str) -> list[Mutation]:
    """All changes of a function of a module, in the order of its code, without its docstring."""
    return [
        Mutation(function, _line(old), kind, f"{_text(old)} -> {_text(new)}", place, option)
        for place, old in enumerate(_places(_definition(function)))
        for option, (kind, new) in enumerate(_alternatives(old))
    ]


def _definition(function: str) -> ast.FunctionDef:
    """The definition of a function, parsed for every change, which alters it."""
    found = source_of(function)
    tree = ast.parse(inspect.getsource(sys.modules[found.__module__]))
    name = function.rpartition(".")[2]
    return next(
        line for line in tree.body if isinstance(line, ast.FunctionDef) and line.name == name
    )


def _places(definition: ast.FunctionDef) -> list[ast.AST]:
    return [part for line in definition.body for part in ast.walk(line)]


def _line(node: ast.AST) -> int:
    part = node.target if isinstance(node, ast.comprehension) else node
    return int(getattr(part, "lineno", 0))


def _text(node: ast.AST) -> str:
    return ast.unparse(node).strip()


class _Replacing(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self._new if node is self._old else self.generic_visit(node)


def _alternatives(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """The kinds of change of a node, and the nodes in its place."""
    yield from _signs(node)
    yield from ((FILTER, other) for other in _without_condition(node))
    yield from ((AGGREGATION, other) for other in _otherwise_aggregated(node))


def _signs(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.BinOp(left, sign, right) if type(sign) in _OPERATORS:
            yield OPERATOR, ast.BinOp(left, _OPERATORS[type(sign)](), right)
        case ast.AugAssign(target, sign, value) if type(sign) in _OPERATORS:
            yield OPERATOR, ast.AugAssign(target, _OPERATORS[type(sign)](), value)
        case ast.Compare(left, [sign], right) if type(sign) in _BOUNDARIES:
            yield BOUNDARY, ast.Compare(left, [_BOUNDARIES[type(sign)]()], right)
        case ast.Compare(left, [sign], right) if type(sign) in _OPPOSITES:
            yield OPERATOR, ast.Compare(left, [_OPPOSITES[type(sign)]()], right)
        case ast.Constant(bool(value)):
            yield CONSTANT, ast.Constant(not value)
        case ast.Constant(int(value) | float(value)):
            yield CONSTANT, ast.Constant(value + 1)
        case ast.UnaryOp(ast.USub(), operand):
            yield SIGN, operand
        case ast.UnaryOp(ast.Not() | ast.Invert(), operand):
            yield OPERATOR, operand


def _without_condition(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.BinOp(left, ast.BitAnd() | ast.BitOr(), right):
            yield from (left, right)
        case ast.BoolOp(sign, values):
            for kept in _one_fewer(values):
                yield kept[0] if len(kept) == 1 else ast.BoolOp(sign, kept)
        case ast.comprehension(target, every, conditions, is_async):
            for kept in _one_fewer(conditions):
                yield ast.comprehension(target, every, kept, is_async)
        case ast.Subscript(table, ast.Tuple([condition, *columns])) if _is_condition(condition):
            yield ast.Subscript(table, ast.Tuple([ast.Slice(), *columns]), ast.Load())
        case ast.Subscript(table, condition) if _is_condition(condition):
            yield table
        case ast.Call(ast.Attribute(table, name)) if name in _FILTERS:
            yield table


def _one_fewer(nodes: list[ast.expr]) -> Iterator[list[ast.expr]]:
    yield from ([other for other in nodes if other is not dropped] for dropped in nodes)


def _otherwise_aggregated(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Call(ast.Attribute(table, name), given, named) if name in _AGGREGATIONS:
            method = ast.Attribute(table, _AGGREGATIONS[name], ast.Load())
            yield ast.Call(method, given, named)
        case ast.Call(ast.Name("sum" | "min" | "max" | "any" | "all" as name), given, named):
            yield ast.Call(ast.Name(_AGGREGATIONS[name], ast.Load()), given, named)
        case ast.Call(ast.Attribute(_, name) as method, [ast.Constant(str(way)), *given], named):
            if name in _BY_NAME and way in _AGGREGATIONS:
                yield ast.Call(method, [ast.Constant(_AGGREGATIONS[way]), *given], named)


def _is_condition(node: ast.AST) -> bool:
    """Whether a subscript selects rows instead of naming columns."""
    match node:
        case ast.Compare() | ast.BoolOp() | ast.UnaryOp(ast.Invert() | ast.Not()):
            return True
        case ast.BinOp(_, ast.BitAnd() | ast.BitOr()):
            return True
        case ast.Call(ast.Attribute(_, name)):
            return name in _CONDITIONS
    return False
