"""Run mutmut on the arithmetic, indicators included: it leaves out decorated functions, and so every indicator."""

from __future__ import annotations

import libcst as cst
from mutmut.__main__ import cli
from mutmut.mutation.file_mutation import MutationVisitor

INDICATOR = "indicator"

_skips = MutationVisitor._skip_node_and_children  # noqa: SLF001 - mutmut has no setting for it


def _skips_no_indicator(self: MutationVisitor, node: cst.CSTNode) -> bool:
    """Whether mutmut leaves a node as it is; an indicator is changed like any function."""
    if isinstance(node, cst.FunctionDef) and len(node.decorators) == 1:
        decorator = node.decorators[0].decorator
        if isinstance(decorator, cst.Name) and decorator.value == INDICATOR:
            return False
    return _skips(self, node)


if __name__ == "__main__":
    MutationVisitor._skip_node_and_children = _skips_no_indicator  # type: ignore[method-assign] # noqa: SLF001
    cli()
