"""`python -m tests.chaos simulate|powerloss|kill …`: each ends in one line, and exits 0 or names what reproduces it."""

import sys
from importlib import import_module

ENGINES = ("simulate", "powerloss", "kill")


def main(arguments: list[str]) -> int:
    """Each engine is a package with `command.main(arguments) -> exit status`."""
    if not arguments or arguments[0] not in ENGINES:
        print(f"usage: python -m tests.chaos {{{'|'.join(ENGINES)}}} [options]", file=sys.stderr)
        return 2
    status: int = import_module(f"tests.chaos.{arguments[0]}.command").main(arguments[1:])
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
