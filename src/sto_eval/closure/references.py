"""What a piece of code refers to, as far as its text tells: names, attributes and imports.

Nothing is resolved here. Where the text does not tell what an object is, the name of an attribute is kept:
whatever has such an attribute may be meant.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

Chain = tuple[str, ...]
"""A global name and the attributes behind it: ``reach.homes`` is ``("reach", "homes")``."""

Import = tuple[str, str, str]
"""The name that it binds, the module, and the name within the module (empty for the module itself)."""

AS_TEXT = frozenset(["getattr", "hasattr", "setattr", "delattr", "attrgetter", "methodcaller"])
"""What is given the name of an attribute as a text."""

ANY_ATTRIBUTE = frozenset(["vars", "dir"])
ANY_NAME = frozenset(["eval", "exec", "globals", "__import__", "import_module", "run_module"])
"""What can reach every name; ``__import__`` and ``import_module`` only with a name that is computed."""

IMPORTERS = frozenset(["__import__", "import_module"])
TYPES_ONLY = frozenset(["TYPE_CHECKING", "typing.TYPE_CHECKING"])

UNREAD = frozenset(
    [
        "wraps",
        "cache",
        "lru_cache",
        "cached_property",
        "property",
        "staticmethod",
        "classmethod",
        "contextmanager",
    ]
)
"""Decorators that look at no annotation."""

WILD_ATTRIBUTES = frozenset(["__subclasses__", "__globals__"])

_FIELD = re.compile(r"\{\w*((?:\.\w+)+)")
_NESTED = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(slots=True)
class References:
    """What code refers to.

    Parameters
    ----------
    chains
        Global names with the attributes that stand behind them.
    attributes
        Attributes of objects that the text does not tell.
    imports
        Imports within the code.
    dynamic
        Whether it asks objects for attributes by names that are computed.
    wild
        Whether it can reach any name at all.
    places
        Whether it asks where its own file is, and so may read files beside it.
    """

    chains: set[Chain] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    imports: set[Import] = field(default_factory=set)
    dynamic: bool = False
    wild: bool = False
    places: bool = False


def references(nodes: Iterable[ast.AST], *, annotated: bool = True) -> References:
    """What these statements or expressions refer to.

    ``annotated`` says whether the annotations of functions count: under ``from __future__ import
    annotations`` they are texts that nothing reads, unless a decorator does.
    """
    collector = _Collector(annotated=annotated)
    for node in nodes:
        collector.visit(node)
    return collector.found


def inner_names(function: Function, outer: frozenset[str]) -> frozenset[str]:
    """The names that are local in the body of a function, which therefore are not those of its module.

    Names of comprehensions are left out: taken for global, they only add. So are names that an import
    binds, for these are resolved.
    """
    arguments = function.args
    given = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    given += [one for one in (arguments.vararg, arguments.kwarg) if one]
    nodes = list(_own_nodes(function.body))
    bound = outer | {one.arg for one in given} | {name for node in nodes for name in _bound(node)}
    return bound - {name for node in nodes for name in _elsewhere(node)}


def _bound(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id
    elif (isinstance(node, ast.ExceptHandler | Function | ast.ClassDef) and node.name) or (
        isinstance(node, ast.MatchAs | ast.MatchStar) and node.name
    ):
        yield node.name


def _elsewhere(node: ast.AST) -> Iterator[str]:
    """Names that a function says are not its own, or that are imported."""
    if isinstance(node, ast.Global):
        yield from node.names
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from (name for name, *_ in imported_names(node))


def imported_names(node: ast.Import | ast.ImportFrom) -> Iterator[Import]:
    """What an import binds; ``import a.b`` binds ``a`` and also loads ``a.b``."""
    if isinstance(node, ast.ImportFrom):
        module = "." * node.level + (node.module or "")
        yield from ((each.asname or each.name, module, each.name) for each in node.names)
        return
    for each in node.names:
        if each.asname:
            yield each.asname, each.name, ""
        else:
            yield each.name.partition(".")[0], each.name.partition(".")[0], ""
            yield "", each.name, ""


def is_docstring(node: ast.AST) -> bool:
    """Whether a statement is a text and nothing else: a docstring, of whatever it stands under."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def is_for_types(node: ast.AST) -> bool:
    """Whether a statement is there for the type checker alone."""
    return isinstance(node, ast.If) and ast.unparse(node.test) in TYPES_ONLY and not node.orelse


def _reads_annotations(decorator: ast.expr) -> bool:
    """Whether a decorator may look at the annotations of what it is put on: all but the known ones."""
    made = decorator.func if isinstance(decorator, ast.Call) else decorator
    return getattr(made, "attr", getattr(made, "id", "")) not in UNREAD


def _own_nodes(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """The nodes of a scope, without what is inside the scopes that are nested in it."""
    for node in body:
        yield node
        if not isinstance(node, _NESTED):
            yield from _own_nodes(ast.iter_child_nodes(node))


class _Collector(ast.NodeVisitor):
    """Walks a piece of code and adds to what it refers to."""

    def __init__(self, *, annotated: bool) -> None:
        self.found = References()
        self.bound: frozenset[str] = frozenset()
        self.annotated = annotated
        self.depth = 0

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """A chain from a global name, or attributes of something that is not known."""
        names: list[str] = []
        inner: ast.expr = node
        while isinstance(inner, ast.Attribute):
            names.insert(0, inner.attr)
            inner = inner.value
        self.found.wild |= bool(WILD_ATTRIBUTES & set(names))
        self.found.dynamic |= "__dict__" in names
        if isinstance(inner, ast.Name) and inner.id not in self.bound:
            self._add_chain((inner.id, *names))
        else:
            self.found.attributes |= set(names)
            self.visit(inner)

    def visit_Name(self, node: ast.Name) -> None:
        """A name that is not local."""
        if node.id not in self.bound:
            self._add_chain((node.id,))

    def _add_chain(self, chain: Chain) -> None:
        self.found.chains.add(chain)
        self.found.places |= chain[0] in {"__file__", "__path__"}

    def visit_Import(self, node: ast.Import) -> None:
        """An import within the code."""
        self.found.imports |= set(imported_names(node))

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """An import within the code."""
        self.found.imports |= set(imported_names(node))

    def visit_Call(self, node: ast.Call) -> None:
        """Names of attributes and modules that are given as texts."""
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [
            one.value
            for one in node.args
            if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        if name in AS_TEXT:
            self.found.attributes |= {part for text in texts for part in text.split(".")}
            self.found.dynamic |= not texts
        self.found.dynamic |= name in ANY_ATTRIBUTE
        if name in IMPORTERS and texts:
            self.found.imports.add(("", texts[0], ""))
        elif name in ANY_NAME:
            self.found.wild = True
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        """Attributes in a text that is to be formatted."""
        if isinstance(node.value, str) and "{" in node.value:
            for found in _FIELD.findall(node.value):
                self.found.attributes |= set(filter(None, found.split(".")))

    def visit_MatchClass(self, node: ast.MatchClass) -> None:
        """Attributes that a pattern looks at."""
        self.found.attributes |= set(node.kwd_attrs)
        self.generic_visit(node)

    def visit_If(self, node: ast.If) -> None:
        """All of it, unless it is for the type checker."""
        if not is_for_types(node):
            self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        """A statement; a docstring refers to nothing."""
        if not is_docstring(node):
            self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """In a function the annotation of a variable is never looked at; a class may read it."""
        if not self.depth:
            self.visit(node.annotation)
        self.visit(node.target)
        if node.value:
            self.visit(node.value)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """A function, here or nested."""
        self._visit_function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        """A function, here or nested."""
        self._visit_function(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """A class: the annotations of its fields count, wherever it stands."""
        depth, self.depth = self.depth, 0
        self.generic_visit(node)
        self.depth = depth

    def _visit_function(self, node: Function) -> None:
        """The head is read where the function stands, the body with its own names."""
        annotations = [one.annotation for one in ast.walk(node.args) if isinstance(one, ast.arg)]
        read = self.annotated or any(map(_reads_annotations, node.decorator_list))
        counted = [*annotations, node.returns] if read else []
        defaults = [*node.args.defaults, *node.args.kw_defaults]
        for part in filter(None, [*node.decorator_list, *defaults, *counted]):
            self.visit(part)
        outer, self.bound = self.bound, inner_names(node, self.bound)
        self.depth += 1
        for statement in node.body:
            self.visit(statement)
        self.depth -= 1
        self.bound = outer
