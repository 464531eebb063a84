"""Every error a user may meet. Each message says what happened, where, and what to do."""

from __future__ import annotations


class DatelineError(Exception):
    """Base of all errors that dateline raises on purpose."""


class DataError(DatelineError):
    """A data file (lexicon, codebook, user's pack) is not right; names file and line, which it also holds apart."""

    def __init__(self, text: str, file: str = "", line: int = 0, said: str = "") -> None:
        super().__init__(text)
        self.file, self.line, self.said = file, line, said or text


class ReadError(DatelineError):
    """Copy could not be read."""


class DeskError(DatelineError):
    """A desk could not be opened or written."""


class UsageError(DatelineError):
    """What was asked for does not exist or does not fit together."""
