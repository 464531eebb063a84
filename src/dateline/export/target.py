"""Where an export goes: a file that appears whole or not at all, or standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from dateline.errors import UsageError

Watch = Callable[[Iterable[Any], int], Iterator[Any]]


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path beside the wanted one, moved onto it at the end; left out when anything fails. Raises UsageError."""
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}; make it first")
    beside = path.with_name(f".{path.name}.part")
    try:
        yield beside
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def text_target(path: Path) -> Iterator[TextIO]:
    """A text stream onto a file, or onto standard output for `-`."""
    if str(path) == "-":
        yield sys.stdout
        return
    with replacing(path) as beside, beside.open("w", encoding="utf-8", newline="") as stream:
        yield stream
