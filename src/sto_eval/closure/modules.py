"""A module as parts that are used one by one: functions, classes, their methods, and constants.

Each part has a digest of what it does: its syntax tree without docstrings and without positions, so that
comments, format and docstrings do not count. The statements that are no definition run whenever the module
is imported; they are one part together.
"""

from __future__ import annotations

import ast
import copy
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sto_eval.closure.references import (
    Chain,
    Function,
    Import,
    References,
    imported_names,
    is_docstring,
    is_for_types,
    references,
)

DIGITS = 16
"""Of a digest: enough to tell apart what one project ever holds."""

SELF_CALLED = frozenset(["staticmethod", "classmethod", "property", "cached_property", "override"])
"""Decorators that leave a method to be called by its name."""

Class = ast.ClassDef
Value = ast.Assign | ast.AnnAssign


@dataclass(slots=True)
class Part:
    """A part of a module.

    Parameters
    ----------
    kind
        ``function``, ``class``, ``constant`` or ``module`` for what runs at import.
    digest
        Of what it does.
    bare
        The same without the modules that it lists: of a registry, what it does with them.
    refers
        What it refers to.
    decorators
        Of a function or class.
    bases
        Of a class; an empty chain for one that the text does not tell.
    methods
        Of a class, those that run only when they are called by name.
    hears
        Of a class, whether it does something when another is made of it.
    label
        The first text that a constant is made with, such as the id of a layout.
    """

    kind: str
    digest: str
    refers: References
    bare: str = ""
    decorators: list[Chain] = field(default_factory=list)
    bases: list[Chain] = field(default_factory=list)
    methods: dict[str, Part] = field(default_factory=dict)
    hears: bool = False
    label: str = ""


@dataclass(slots=True)
class Module:
    """The parts of a module by name, what it imports, and what runs at import."""

    parts: dict[str, Part]
    imports: list[Import]
    initial: Part | None


def read_module(text: str) -> Module:
    """The parts of a module.

    Errors: ``SyntaxError``.
    """
    tree = ast.parse(text)
    _Undocumented().visit(tree)
    statements = [each for each in tree.body if not _idle(each)]
    imports = [name for each in statements for name in _imports(each)]
    lazy = any(module == "__future__" and name == "annotations" for _, module, name in imports)
    bound = {name for name, *_ in imports}
    named: dict[str, list[ast.stmt]] = {}
    first: list[ast.stmt] = []
    for each in statements:
        names = list(_defined(each))
        for name in names:
            named.setdefault(name, []).append(each)
        if not names and not isinstance(each, ast.Import | ast.ImportFrom):
            first.append(each)
    parts = {name: _part(nodes, bound, lazy=lazy) for name, nodes in named.items()}
    initial = Part("module", digest(first), references(first)) if first else None
    return Module(parts, imports, initial)


def digest(nodes: Sequence[ast.AST]) -> str:
    """Checksum of what statements do: comments, format and places are not in their trees."""
    return shortened("\n".join(map(ast.dump, nodes)))


def shortened(text: str) -> str:
    """The digest of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def _idle(node: ast.stmt) -> bool:
    """Whether a statement does nothing when the module is imported."""
    script = isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'"
    return is_for_types(node) or script or isinstance(node, ast.Pass)


def _imports(node: ast.stmt) -> Iterator[Import]:
    """The imports of a statement that runs at import, also those under a condition."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield from imported_names(node)
    elif not isinstance(node, Function | Class):
        for inner in ast.walk(node):
            if isinstance(inner, ast.Import | ast.ImportFrom):
                yield from imported_names(inner)


def _defined(node: ast.stmt) -> Iterator[str]:
    """The names that a definition gives; none for a statement that does something else."""
    if isinstance(node, Function | Class):
        yield node.name
    elif isinstance(node, ast.Assign):
        inner = [one for target in node.targets for one in ast.walk(target)]
        if all(
            isinstance(one, ast.Name | ast.Tuple | ast.List | ast.expr_context) for one in inner
        ):
            yield from (one.id for one in inner if isinstance(one, ast.Name))
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id


def _part(nodes: Sequence[ast.stmt], modules: set[str], *, lazy: bool) -> Part:
    """The part that one name stands for; a name that is given twice is all that it was given."""
    last = nodes[-1]
    if len(nodes) == 1 and isinstance(last, Class):
        return _class(last, lazy=lazy)
    if all(isinstance(node, Value) for node in nodes):
        whole, found = digest(nodes), references(nodes)
        listed = any({(name,)} <= found.chains for name in modules)
        bare = digest([_Unlisted(modules).visit(node) for node in nodes]) if listed else whole
        return Part("constant", whole, found, bare=bare, label=_label(last))
    made = [
        one for node in nodes if isinstance(node, Function | Class) for one in node.decorator_list
    ]
    kind = "class" if isinstance(last, Class) else "function"
    bases: list[Chain] = [()] if kind == "class" else []
    found = references(nodes, annotated=not lazy)
    return Part(kind, digest(nodes), found, decorators=list(map(_chain, made)), bases=bases)


def _class(node: Class, *, lazy: bool) -> Part:
    """A class: what belongs to every object of it, and apart from that its plain methods."""
    plain = [one for one in node.body if isinstance(one, Function) and _is_plain(one)]
    names = [one.name for one in plain]
    # one that is given twice, as a property and its setter are, stays with the class
    plain = [one for one in plain if names.count(one.name) == 1 and one.name not in _given(node)]
    shell = copy.copy(node)
    shell.body = [one for one in node.body if one not in plain]
    return Part(
        "class",
        digest([shell]),
        references([shell], annotated=not lazy),
        decorators=list(map(_chain, node.decorator_list)),
        bases=[_chain(base) for base in node.bases] + [()] * bool(node.keywords),
        hears=any(one.arg == "metaclass" for one in node.keywords)
        or any(isinstance(one, Function) and one.name == "__init_subclass__" for one in node.body),
        methods={
            one.name: Part("function", digest([one]), references([one], annotated=not lazy))
            for one in plain
        },
    )


def _is_plain(node: Function) -> bool:
    """Whether a method runs only where its name stands: neither special nor made something else."""
    dunder = node.name.startswith("__") and node.name.endswith("__")
    made = {_chain(one)[-1:] for one in node.decorator_list}
    return not dunder and made <= {(name,) for name in SELF_CALLED}


def _given(node: Class) -> set[str]:
    """The names that other statements of a class give."""
    others = [one for one in node.body if not isinstance(one, Function)]
    return {name for one in others for name in _defined(one)} | {
        one.name for one in node.body if isinstance(one, Function) and not _is_plain(one)
    }


def _chain(node: ast.expr) -> Chain:
    """A dotted name, called or not; empty for anything else."""
    names: list[str] = []
    inner = node.func if isinstance(node, ast.Call) else node
    while isinstance(inner, ast.Attribute):
        names.insert(0, inner.attr)
        inner = inner.value
    return (inner.id, *names) if isinstance(inner, ast.Name) else ()


def _label(node: ast.stmt) -> str:
    """The first text in the call that makes a constant."""
    value = node.value if isinstance(node, Value) else None
    if not isinstance(value, ast.Call):
        return ""
    given = [*value.args, *(one.value for one in value.keywords if one.arg == "id")]
    texts = [one.value for one in given if isinstance(one, ast.Constant)]
    return texts[0] if texts and isinstance(texts[0], str) else ""


class _Undocumented(ast.NodeTransformer):
    """Takes docstrings out, of whatever they stand under."""

    def visit(self, node: ast.AST) -> ast.AST:
        """Every body without its docstrings; one that is left empty says so."""
        for name in ("body", "orelse", "finalbody", "handlers", "cases"):
            inner = getattr(node, name, None)
            if isinstance(inner, list):
                kept = [self.visit(one) for one in inner if not is_docstring(one)]
                setattr(node, name, kept or [ast.Pass()] * (name == "body"))
        return node


class _Unlisted(ast.NodeTransformer):
    """Takes the modules out of the lists that name them."""

    def __init__(self, modules: set[str]) -> None:
        self.modules = modules

    def visit_Tuple(self, node: ast.Tuple) -> ast.AST:
        """A list of modules becomes an empty one."""
        node.elts = [
            one for one in node.elts if not (isinstance(one, ast.Name) and one.id in self.modules)
        ]
        return self.generic_visit(node)
