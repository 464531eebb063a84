"""What the user named, one file at a time: paths, folders (recursive, sorted), globs, `-`."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.records import Failure

STDIN = "-"


def expand(targets: Sequence[str | Path]) -> Iterator[Path | str | Failure]:
    """Files in the order given, `-` for standard input, and a Failure for each target that leads to nothing."""
    for target in targets:
        name = os.fspath(target)
        path = Path(name).expanduser()
        if name == STDIN:
            yield STDIN
        elif path.is_dir():
            yield from _folder(path, name)
        elif path.exists():
            yield path
        elif glob.has_magic(name):
            yield from _glob(name)
        else:
            yield Failure(
                id=name,
                path=name,
                code="not-found",
                message=f"{name} does not exist; check the path (globs need quotes in some shells).",
            )


def _folder(path: Path, name: str) -> Iterator[Path | Failure]:
    """Every file below a folder in name order; hidden files and folders are passed over."""
    empty = True
    for root, folders, names in os.walk(path):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(n for n in names if not n.startswith(".")):
            empty = False
            yield Path(root) / file
    if empty:
        yield Failure(id=name, path=name, code="empty", message=f"The folder {name} holds no files.")


def _glob(pattern: str) -> Iterator[Path | Failure]:
    found = sorted(glob.glob(os.path.expanduser(pattern), recursive=True))
    if not found:
        yield Failure(id=pattern, path=pattern, code="not-found", message=f"Nothing matches {pattern}.")
    for item in found:
        path = Path(item)
        if path.is_dir():
            yield from _folder(path, item)
        else:
            yield path
