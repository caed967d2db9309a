"""Sterk Techniekonderwijs: the layouts, indicators, figures and regions of its evaluation.

The engine reads environment variables that begin with its own name; users set those of this command.
"""

import os

for _name in [name for name in os.environ if name.startswith("STO_EVAL_")]:
    os.environ[_name.replace("STO_EVAL_", "RECOUNT_", 1)] = os.environ.pop(_name)
