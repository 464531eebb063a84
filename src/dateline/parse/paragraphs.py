"""Which stretches of an article are sentences of the story, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.lexicon.names import load_names
from dateline.records import Article, Segment, SegmentKind

PARSED: frozenset[SegmentKind] = frozenset({"headline", "subhead", "body"})
WORD = re.compile(r"[^\W\d_]+")
TITLED = 0.7  # share of longer words with a capital from which a headline is in title case
ENDERS = ".!?…:\"”’'»)"

# The parser was trained on plain marks; each stands for exactly one character, so offsets hold.
PLAIN = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "«": '"',
        "»": '"',
        "＂": '"',
        "‘": "'",
        "’": "'",
        "‛": "'",
        "ʼ": "'",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u200b": " ",
        "\ufeff": " ",
        "\n": " ",
        "\r": " ",
        "\t": " ",
        "‐": "-",
        "‑": "-",
        "―": "—",
    }
)


def plain(text: str) -> str:
    """The text with typographic marks and spaces made plain, character for character (same offsets)."""
    return text.translate(PLAIN)


@dataclass(slots=True, frozen=True)
class Paragraph:
    """A stretch of text to parse as one: its place in the article and the text the parser sees (same length)."""

    start: int
    end: int
    kind: SegmentKind
    text: str


def paragraphs(article: Article) -> Iterator[Paragraph]:
    """Headline, subheads and body, lines of one wrapped paragraph joined. Furniture is left out."""
    run: list[Segment] = []
    titled = any(s.kind in {"headline", "subhead"} and _titled(article.text[s.start : s.end]) for s in article.segments)
    names = _names(article) if titled else frozenset()
    for segment in article.segments:
        if run and not _continues(article.text, run[-1], segment):
            yield _paragraph(article.text, run, names)
            run = []
        if segment.kind in PARSED:
            run.append(segment)
    if run:
        yield _paragraph(article.text, run, names)


def _continues(text: str, last: Segment, segment: Segment) -> bool:
    """Hard-wrapped copy: the next line of the same kind, no blank line between, and the last one ends mid-sentence."""
    if segment.kind != last.kind or last.kind != "body":
        return False
    between = text[last.end : segment.start]
    if between.count("\n") > 1:
        return False
    ending = text[last.start : last.end].rstrip()
    return bool(ending) and ending[-1] not in ENDERS


def _paragraph(text: str, run: list[Segment], names: frozenset[str]) -> Paragraph:
    start, end = run[0].start, run[-1].end
    seen = plain(text[start:end])
    if names and run[0].kind in {"headline", "subhead"} and _titled(seen):
        seen = WORD.sub(lambda m: m[0] if not m.start() or m[0] in names or m[0].isupper() else m[0].lower(), seen)
    return Paragraph(start, end, run[0].kind, seen)


def _titled(line: str) -> bool:
    """A headline With Most Words in Capitals, which the parser takes for names."""
    words = [m[0] for m in WORD.finditer(line) if len(m[0]) > 3]
    return len(words) > 3 and sum(w[0].isupper() for w in words) > TITLED * len(words)


def _names(article: Article) -> frozenset[str]:
    """Words that the body has with a capital where no sentence begins, and known names; empty without a body."""
    body = " ".join(article.text[s.start : s.end] for s in article.segments if s.kind == "body")
    if not body:
        return frozenset()
    inside = {m[1] for m in re.finditer(r"(?<=[\w,;’'-] )([A-Z][^\W\d_]*)", body)}
    return frozenset(inside | {form for form in load_names().by_form if " " not in form})
