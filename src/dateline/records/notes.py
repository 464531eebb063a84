"""Small records that explain other records: why, rejected, warning."""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """Half-open range of Unicode code points in `article.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not {self.start}, {self.end}")


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """The rule that made a record. `rule` names a line of a data file, `step` the code that applied it."""

    rule: str
    step: str
    version: str
    detail: str = ""


class Rejected(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate that was considered and dropped."""

    start: int
    end: int
    reason: str
    step: str


class Warning(msgspec.Struct, frozen=True, kw_only=True):
    """Something a reader of the record should know."""

    code: str
    message: str
