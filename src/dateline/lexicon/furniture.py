"""The wording of page furniture (`data/furniture/phrases.tsv`) and the small words that mark prose."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from ahocorasick_rs import AhoCorasick

from dateline.lexicon.tables import DATA, Row, read_table
from dateline.records import SegmentKind

MATCHES = ("line", "start", "any", "prose", "label", "bracket", "replies")
EDGES = " \t\u00a0•·●▪■◆►▶▸▼▾»«›‹→←↓↑*–—-|/\\<>.…:;,!?'\"“”‘’()[]{}+#✕×☰❯＞〉"

LEADING = "".join(set(EDGES) - set("([#-"))  # what may stand before the first words of a line
Found = tuple[SegmentKind, str] | None


@dataclass(frozen=True, slots=True)
class Lines:
    """Phrases that must be the whole line."""

    kinds: dict[str, SegmentKind]

    def find(self, text: str) -> Found:
        """Kind and phrase of a line without bullets and end marks (see `bare`)."""
        kind = self.kinds.get(text)
        return (kind, text) if kind else None


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases that may stand within a line, or (`first`) must open it; whole words, the longest first."""

    kinds: dict[str, SegmentKind]
    first: bool
    search: AhoCorasick
    ordered: tuple[str, ...]

    def find(self, text: str) -> Found:
        """Kind and phrase of the first, then longest match in folded text."""
        opening = len(text) - len(text.lstrip(LEADING)) if self.first else -1
        best: tuple[int, int, str] | None = None
        for number, start, end in self.search.find_matches_as_indexes(text, overlapping=True):
            if (self.first and start != opening) or not _whole(text, start, end):
                continue
            if best is None or (start, -end) < best[:2]:
                best = (start, -end, self.ordered[number])
        return (self.kinds[best[2]], best[2]) if best else None


@dataclass(frozen=True, slots=True)
class Shapes:
    """Phrases that must stand in a certain surrounding, as one regular expression; `sign` must be in the line."""

    kinds: dict[str, SegmentKind]
    pattern: re.Pattern[str]
    signs: str

    def find(self, text: str) -> Found:
        """Kind and phrase of the first match in folded text."""
        if self.signs and not any(sign in text for sign in self.signs):
            return None
        found = self.pattern.search(text)
        return (self.kinds[found.group(1)], found.group(1)) if found else None


@dataclass(frozen=True, slots=True)
class Furniture:
    """Every phrase of page furniture, by how it is matched; `find` methods take folded lines (see `fold`)."""

    line: Lines
    start: Phrases
    any: Phrases
    prose: Phrases
    label: Shapes
    bracket: Shapes
    replies: Shapes
    words: frozenset[str]


def fold(line: str) -> str:
    """A line as the phrases are written: lower case, straight quotes, single spaces."""
    return " ".join(line.lower().replace("’", "'").replace("‘", "'").split())


def bare(folded: str) -> str:
    """A folded line without bullets and end marks."""
    return folded.strip(EDGES)


@cache
def load_furniture() -> Furniture:
    """The furniture of every language. Raises DataError naming file and line."""
    by_match: dict[str, dict[str, SegmentKind]] = defaultdict(dict)
    for row in read_table(DATA / "furniture" / "phrases.tsv", ("kind", "match", "language", "phrases")):
        _check(row)
        for phrase in row.list("phrases"):
            by_match[row["match"]].setdefault(_key(phrase, row["match"]), cast(SegmentKind, row["kind"]))
    words = frozenset(
        word
        for row in read_table(DATA / "furniture" / "functionwords.tsv", ("language", "words"))
        for word in row.list("words")
    )
    return Furniture(
        line=Lines(by_match["line"]),
        words=words,
        start=_searched(by_match["start"], first=True),
        any=_searched(by_match["any"]),
        prose=_searched(by_match["prose"]),
        label=_shaped(by_match["label"], r"(?:^|[.!?…)\"”'|/–-]\s*|[(\[])", r"\s?[:.]\s*[^.!?:]{2,70}\.?[)\]]?$", ":."),
        bracket=_shaped(
            by_match["bracket"], r"[(\[（][^()\[\]（）]{0,30}?\b", r"[^()\[\]（）]{0,80}[)\]）]\s*\.?$", "([（"
        ),
        replies=_shaped(by_match["replies"], r"^\W*(?:\(?\d+\)?\s+)?", r"\W*(?:\(?\d+\)?)?\W*$", ""),
    )


def _check(row: Row) -> None:
    if row["kind"] not in get_args(SegmentKind):
        raise row.error(f"{row['kind']!r} is no segment kind")
    if row["match"] not in MATCHES:
        raise row.error(f"{row['match']!r} is no way to match; use one of {', '.join(MATCHES)}")


def _key(phrase: str, match: str) -> str:
    folded = fold(phrase)
    return bare(folded) or folded if match == "line" else folded


def _searched(kinds: dict[str, SegmentKind], *, first: bool = False) -> Phrases:
    return Phrases(kinds, first, AhoCorasick(list(kinds)), tuple(kinds))


def _shaped(kinds: dict[str, SegmentKind], prefix: str, suffix: str, signs: str) -> Shapes:
    parts = (re.escape(p) + (r"(?!\w)" if _spaced(p[-1]) else "") for p in sorted(kinds, key=len, reverse=True))
    return Shapes(kinds, re.compile(prefix + "(" + "|".join(parts) + ")" + suffix), signs)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a match stands between word boundaries; scripts without spaces have none."""
    before = start > 0 and _spaced(text[start]) and text[start - 1].isalnum()
    after = end < len(text) and _spaced(text[end - 1]) and text[end].isalnum()
    return not before and not after


def _spaced(c: str) -> bool:
    return c.isalnum() and c < "\u2e80"
