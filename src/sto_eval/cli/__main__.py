"""So that ``python -m sto_eval.cli`` is the command."""

from sto_eval.cli import main

main(prog_name="sto-eval")
