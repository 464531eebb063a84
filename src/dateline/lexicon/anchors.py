"""Dated public facts that copy refers to (`data/anchors/anchors.tsv`)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from ahocorasick_rs import AhoCorasick

from dateline.lexicon.needles import needles
from dateline.lexicon.tables import DATA, Row, read_table

COLUMNS = ("id", "from", "to", "pattern", "kind", "source")
KINDS = ("event", "term", "period")
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "–": "-", "‑": "-", "\n": " "})


@dataclass(frozen=True)
class Anchor:
    """A fact and the words that point to it. `last` is None while it lasts."""

    id: str
    first: datetime.date
    last: datetime.date | None
    pattern: str
    kind: str
    source: str

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled; it is matched against `straight` text."""
        return re.compile(self.pattern)


def straight(text: str) -> str:
    """The text as patterns see it: lower case, straight quotes and hyphens, same length."""
    low = text.lower()
    return (low if len(low) == len(text) else text).translate(STRAIGHT)


@dataclass(frozen=True)
class Anchors:
    """All anchors, and the search for those whose words stand in a text."""

    rows: tuple[Anchor, ...]

    @cached_property
    def _search(self) -> tuple[AhoCorasick, tuple[tuple[int, ...], ...], frozenset[int]]:
        """One automaton over all needles; for each needle its anchors; the anchors that must always be tried."""
        by_needle: dict[str, list[int]] = {}
        always = set[int]()
        for i, anchor in enumerate(self.rows):
            found = needles(anchor.pattern)
            if found is None:
                always.add(i)
            for needle in found or ():
                by_needle.setdefault(needle, []).append(i)
        return AhoCorasick(list(by_needle)), tuple(map(tuple, by_needle.values())), frozenset(always)

    def find(self, text: str) -> Iterator[tuple[Anchor, re.Match[str]]]:
        """Each anchor's first match in `text` (already `straight`), in the order of the table."""
        automaton, owners, always = self._search
        hits = automaton.find_matches_as_indexes(text, overlapping=True)
        for i in sorted(always.union(*(owners[n] for n in {hit[0] for hit in hits}))):
            if (found := self.rows[i].regex.search(text)) is not None:
                yield self.rows[i], found


@cache
def load_anchors() -> Anchors:
    """Every anchor in the order of the file. Raises DataError naming file and line."""
    anchors, seen = [], set[str]()
    for row in read_table(DATA / "anchors" / "anchors.tsv", COLUMNS):
        anchor = _anchor(row)
        if anchor.id in seen:
            raise row.error(f"the id {anchor.id!r} stands twice")
        seen.add(anchor.id)
        anchors.append(anchor)
    return Anchors(tuple(anchors))


def _anchor(row: Row) -> Anchor:
    if row["kind"] not in KINDS:
        raise row.error(f"{row['kind']!r} is no kind; use one of {', '.join(KINDS)}")
    try:
        first = datetime.date.fromisoformat(row["from"])
        last = datetime.date.fromisoformat(row["to"]) if row["to"] else None
        re.compile(row["pattern"])
    except (ValueError, re.error) as error:
        raise row.error(str(error)) from None
    if last is not None and last < first:
        raise row.error("`to` is before `from`")
    return Anchor(row["id"], first, last, row["pattern"], row["kind"], row["source"])
