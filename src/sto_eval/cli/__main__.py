"""So that ``python -m sto_eval.cli`` is the command."""

from sto_eval.cli import main
from sto_eval.names import COMMAND

main(prog_name=COMMAND)
