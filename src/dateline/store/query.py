"""One question to a desk, the same from the command line, Python and a URL."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from dateline.errors import UsageError
from dateline.lexicon.codebook import CATEGORIES
from dateline.lexicon.names import load_names

DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?$")


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Filters over events; all that are given must hold. `actor`, `recipient` and `party` (either side) take a country
    (code or name), a sector (`MIL`) or a part of a name; `since` and `until` ISO days (or `2023`, `2023-03`), inclusive;
    `words` full text as in a search box. `limit` None means all."""

    actor: str | None = None
    recipient: str | None = None
    party: str | None = None
    event: str | None = None
    mode: str | None = None
    context: str | None = None
    quad: int | None = None
    status: str | None = None
    auxiliary: str | None = None
    cameo: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    words: str | None = None
    article: str | None = None
    min_confidence: float | None = None
    limit: int | None = None
    offset: int = 0

    def where(self) -> tuple[str, list[object]]:
        """The SQL condition over `events AS e JOIN articles AS a`, and its parameters. Raises UsageError."""
        parts: list[str] = []
        values: list[object] = []

        def add(sql: str, *given: object) -> None:
            parts.append(sql)
            values.extend(given)

        for role, text in (("actor", self.actor), ("recipient", self.recipient), (None, self.party)):
            if text:
                sql, given = _party(text)
                side = f"p.role = '{role}' AND " if role else ""
                add(f"EXISTS (SELECT 1 FROM participants p WHERE p.event = e.id AND {side}({sql}))", *given)
        if self.event:
            add("e.event = ?", category(self.event))
        for column, text in (("modes", self.mode), ("contexts", self.context), ("auxiliary", self.auxiliary)):
            if text == "none":
                add(f"e.{column} = ''")
            elif text:
                add(f"(' ' || e.{column} || ' ') LIKE ?", f"% {text.strip()} %")
        if self.quad is not None:
            add("e.quad = ?", self.quad)
        if self.status:
            add("e.status = ?", self.status)
        if self.cameo:
            add("e.cameo LIKE ?", f"{self.cameo}%")
        if self.place:
            add(
                "(e.place LIKE ? OR e.place_country = ?)",
                f"%{self.place}%",
                country_code(self.place) or self.place.upper(),
            )
        if self.since:
            add("e.date_end >= ?", day(self.since, first=True))
        if self.until:
            add("e.date_start <= ?", day(self.until, first=False))
        if self.words and match_expression(self.words):
            add("a.number IN (SELECT rowid FROM words WHERE words MATCH ?)", match_expression(self.words))
        if self.article:
            add("e.article = ?", self.article)
        if self.min_confidence is not None:
            add("e.confidence >= ?", self.min_confidence)
        return " AND ".join(parts) or "1", values


def _party(text: str) -> tuple[str, list[object]]:
    text = text.strip()
    code = country_code(text)
    if code is not None:
        return "p.country = ? OR p.name = ?", [code, text]
    if re.fullmatch(r"[A-Z]{3}", text):
        return "p.country = ? OR (' ' || p.sectors || ' ') LIKE ?", [text, f"% {text} %"]
    return "p.name LIKE ?", [f"%{text}%"]


def country_code(text: str) -> str | None:
    """Alpha-3 code of a country name as copy has it; None when it is no country's."""
    for name in load_names().names(text):
        if name.role == "state" and (name.end is None):
            return name.country
    return None


def category(text: str) -> str:
    """A category name in any case. Raises UsageError that lists them."""
    name = text.strip().upper()
    if name not in CATEGORIES:
        raise UsageError(f"{text!r} is no PLOVER category; they are {', '.join(CATEGORIES)}")
    return name


def day(text: str, *, first: bool) -> str:
    """A day, or the first or last day of a month or year, as ISO. Raises UsageError."""
    if not DAY.match(text):
        raise UsageError(f"{text!r} is no date; write 2023-03-01, 2023-03 or 2023")
    full = text if len(text) == 10 else None
    if full is None:
        if first:
            full = f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"
        else:
            full = f"{text}-12-31" if len(text) == 4 else f"{text}-31"
    try:
        if len(text) == 10 or first:
            date.fromisoformat(full)
    except ValueError:
        raise UsageError(f"{text!r} is no date of the calendar") from None
    return full


def match_expression(words: str) -> str:
    """A full-text expression from a search box: all words, "quoted phrases" kept, no operator taken literally."""
    parts = re.findall(r'"([^"]+)"|(\S+)', words)
    terms = [phrase or word.replace('"', "") for phrase, word in parts]
    return " ".join(f'"{t}"' for t in terms if t.strip())
