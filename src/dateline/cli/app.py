"""Parses a command line and runs the verb; every expected error becomes one line on standard error."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from cyclopts import App, CycloptsError

from dateline import __version__
from dateline.cli import VERBS
from dateline.errors import DatelineError, UsageError

FAILED, WRONG, STOPPED = 1, 2, 130
DASH = "\0-"  # stands for a lone `-`, which the parser takes for an option; no argument of a process can hold a NUL


def build() -> App:
    """The application; a verb's module is loaded when it is called, and its docstring is its help."""
    app = App(name="dateline", version=__version__, help="Reads news copy and keeps the record of it.",
              help_format="markdown", result_action="return_value")
    for name, (path, _) in VERBS.items():
        app.command(path, name=name)
    return app


def run(arguments: list[str]) -> int:
    """Run one command line; the exit status: 0, 1 when anything failed, 2 for a wrong command line."""
    try:
        guarded = [DASH if a == "-" else a for a in arguments]
        verb, bound, _ = build().parse_args(guarded, exit_on_error=False, print_error=False)
        result = verb(*map(_dash, bound.args), **bound.kwargs)
    except CycloptsError as e:
        about = f" {arguments[0]}" if arguments and arguments[0] in VERBS else ""
        print(f"dateline: {' '.join(str(e).split())} See `dateline{about} --help`.", file=sys.stderr)
        return WRONG
    except DatelineError as e:
        print(f"dateline: {e}", file=sys.stderr)
        return WRONG if isinstance(e, UsageError) else FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("dateline: stopped; what was filed is kept", file=sys.stderr)
        return STOPPED
    return int(result or 0)


def _dash(value: object) -> object:
    return "-" if value == DASH else Path("-") if value == Path(DASH) else value
