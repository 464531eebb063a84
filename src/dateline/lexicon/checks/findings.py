"""What a check has to say."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal

import msgspec

from dateline.errors import DataError


class Finding(msgspec.Struct, frozen=True, order=True):
    """One thing to mend (`mistake`) or to think about (`remark`). `line` is 0 where a whole file is meant."""

    file: str
    line: int
    level: Literal["mistake", "remark"]
    message: str


class Findings:
    """Collects findings, each once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, str], Finding] = {}

    def mistake(self, file: str, line: int, message: str) -> None:
        """Note what makes the data wrong."""
        self._found.setdefault((file, line, message), Finding(file, line, "mistake", message))

    def remark(self, file: str, line: int, message: str) -> None:
        """Note what is odd, but works."""
        self._found.setdefault((file, line, message), Finding(file, line, "remark", message))

    def error(self, error: DataError) -> None:
        """Note what a loader complains of."""
        self.mistake(error.file, error.line, error.said)

    @property
    def mistakes(self) -> int:
        """How many mistakes there are so far."""
        return sum(f.level == "mistake" for f in self._found.values())

    def all(self) -> tuple[Finding, ...]:
        """By file and line."""
        return tuple(sorted(self._found.values()))


def near(word: str, known: Iterable[str]) -> str:
    """ "; did you mean …?" where a known word is like it, else nothing."""
    close = get_close_matches(word, sorted(known), 1, 0.7)
    return f"; did you mean {close[0]!r}?" if close else ""
