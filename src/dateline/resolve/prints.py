"""What of an article says which story it prints: the word runs of its paragraphs, and its figures."""

from __future__ import annotations

import re
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon.tables import DATA, read_table
from dateline.records import Article

RUN = 4  # words of a run; shorter ones are common phrases, longer ones break at every edit
LEAST = 8  # words of a paragraph that is looked at
KEYS = 2  # of each paragraph the runs with the least hashes: most survive an edit, and a copy has the same
WORD = re.compile(r"\w+")
Hashes = NDArray[np.uint64]


@dataclass(slots=True, frozen=True)
class Paragraph:
    """Hashes of its word runs, those of them it is found by, and its figures: numbers, days of the week, months."""

    runs: Hashes
    keys: tuple[int, ...]
    figures: frozenset[str]


@dataclass(slots=True, frozen=True)
class Print:
    """One printing: its article, and its paragraphs, each once."""

    article: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def size(self) -> int:
        """Word runs in all."""
        return sum(len(p.runs) for p in self.paragraphs)


def print_of(article: Article) -> Print:
    """The paragraphs of the story, furniture left out as far as the segments tell it."""
    found: dict[bytes, Paragraph] = {}
    for segment in article.segments:
        if segment.kind == "body":
            paragraph = read_paragraph(article.text[segment.start : segment.end])
            if paragraph is not None:
                found.setdefault(paragraph.runs.tobytes(), paragraph)
    return Print(article.id, tuple(found.values()))


def read_paragraph(text: str) -> Paragraph | None:
    """None for one of too few words. Case, accents, quotation marks, dashes and spacing do not count."""
    plain = unicodedata.normalize("NFKD", text.lower())
    words = WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
    if len(words) < LEAST:
        return None
    hashes = np.array([zlib.crc32(w.encode()) for w in words], dtype=np.uint64)
    runs = np.zeros(len(words) - RUN + 1, dtype=np.uint64)
    for i in range(RUN):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + hashes[i : i + len(runs)]
    runs = np.unique(runs ^ (runs >> np.uint64(29)))
    figures = frozenset(w for w in words if w.isdigit() or w in _days())
    return Paragraph(runs, tuple(int(k) & 0x7FFFFFFFFFFFFFFF for k in runs[:KEYS]), figures)


@cache
def _days() -> frozenset[str]:
    """Names of days and months, which change when a notice is printed again."""
    rows = read_table(DATA / "furniture" / "calendar.tsv", ("language", "kind", "number", "names"))
    return frozenset(name.strip() for row in rows for name in row["names"].split(";")) - {"may"}
