"""So that ``python -m recount.cli`` is the command."""

from recount.cli import main
from recount.names import COMMAND

main(prog_name=COMMAND)
