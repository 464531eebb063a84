"""The wording of page furniture (`data/furniture/phrases.tsv`) and the small words that mark prose."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from dateline.lexicon.tables import DATA, Row, read_table
from dateline.records import SegmentKind

MATCHES = ("line", "start", "any", "prose", "label", "bracket", "replies")
EDGES = " \t\u00a0•·●▪■◆►▶▸▼▾»«›‹→←↓↑*–—-|/\\<>.…:;,!?'\"“”‘’()[]{}+#✕×☰❯＞〉"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one way of matching: exact lines, or one regular expression for the rest."""

    kinds: dict[str, SegmentKind]
    pattern: re.Pattern[str] | None = None

    def find(self, text: str) -> tuple[SegmentKind, str] | None:
        """Kind and phrase of the first match in already folded text."""
        if self.pattern is None:
            kind = self.kinds.get(text)
            return (kind, text) if kind else None
        found = self.pattern.search(text)
        return (self.kinds[found.group(1)], found.group(1)) if found else None


@dataclass(frozen=True, slots=True)
class Furniture:
    """Every phrase of page furniture, by how it is matched; `find` methods take folded lines (see `fold`)."""

    line: Phrases
    start: Phrases
    any: Phrases
    prose: Phrases
    label: Phrases
    bracket: Phrases
    replies: Phrases
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
    words = frozenset(word for row in read_table(DATA / "furniture" / "functionwords.tsv", ("language", "words"))
                      for word in row.list("words"))
    return Furniture(
        line=Phrases(by_match["line"]), words=words,
        start=_compiled(by_match["start"], r"^[^\w©(\[#-]*"),
        any=_compiled(by_match["any"]), prose=_compiled(by_match["prose"]),
        label=_compiled(by_match["label"], r"(?:^|[\s(\[|/–-])", r"\s?[:.]\s*[^.!?:]{2,70}\.?[)\]]?$"),
        bracket=_compiled(by_match["bracket"], r"[(\[（][^()\[\]（）]{0,30}?\b", r"[^()\[\]（）]{0,80}[)\]）]\s*\.?$"),
        replies=_compiled(by_match["replies"], r"^\W*(?:\(?\d+\)?\s+)?", r"\W*(?:\(?\d+\)?)?\W*$"))


def _check(row: Row) -> None:
    if row["kind"] not in get_args(SegmentKind):
        raise row.error(f"{row['kind']!r} is no segment kind")
    if row["match"] not in MATCHES:
        raise row.error(f"{row['match']!r} is no way to match; use one of {', '.join(MATCHES)}")


def _key(phrase: str, match: str) -> str:
    folded = fold(phrase)
    return bare(folded) or folded if match == "line" else folded


def _compiled(kinds: dict[str, SegmentKind], prefix: str = "", suffix: str = "") -> Phrases:
    parts = []
    for phrase in sorted(kinds, key=len, reverse=True):
        left = r"(?<!\w)" if not prefix and phrase[0].isalnum() and phrase[0] < "\u2e80" else ""
        right = r"(?!\w)" if phrase[-1].isalnum() and phrase[-1] < "\u2e80" else ""
        parts.append(left + re.escape(phrase) + right)
    return Phrases(kinds, re.compile(prefix + "(" + "|".join(parts) + ")" + suffix))
