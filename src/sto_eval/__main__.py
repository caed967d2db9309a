"""The command ``sto-eval``: the engine, with the variables of this programme translated."""

from recount.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
