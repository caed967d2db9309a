"""What a record says of the place where its number was published."""

from __future__ import annotations

from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from sto_eval.records import running_cell


def test_a_record_names_the_cell_that_runs() -> None:
    """The second cell that runs is cell 2, as the notebook numbers it; outside a notebook there is no cell."""
    assert running_cell() == 0
    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    try:
        for _ in range(2):
            shell.run_cell(
                "from sto_eval.records import running_cell\ncell = running_cell()",
                store_history=True,
            )
        assert shell.user_ns["cell"] == 2
    finally:
        InteractiveShell.clear_instance()
