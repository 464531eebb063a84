"""Which stretches of an article are sentences of the story, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.records import Article, Segment, SegmentKind

PARSED: frozenset[SegmentKind] = frozenset({"headline", "subhead", "body"})
ENDERS = ".!?…:\"”’'»)"

# The parser was trained on plain marks; each stands for exactly one character, so offsets hold.
PLAIN = str.maketrans({
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "＂": '"', "‘": "'", "’": "'", "‛": "'", "ʼ": "'",
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u200b": " ", "\ufeff": " ", "\n": " ", "\r": " ", "\t": " ",
    "‐": "-", "‑": "-", "―": "—",
})


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
    for segment in article.segments:
        if run and not _continues(article.text, run[-1], segment):
            yield _paragraph(article.text, run)
            run = []
        if segment.kind in PARSED:
            run.append(segment)
    if run:
        yield _paragraph(article.text, run)


def _continues(text: str, last: Segment, segment: Segment) -> bool:
    """Hard-wrapped copy: the next line of the same kind, no blank line between, and the last one ends mid-sentence."""
    if segment.kind != last.kind or last.kind != "body":
        return False
    between = text[last.end:segment.start]
    if between.count("\n") > 1:
        return False
    ending = text[last.start:last.end].rstrip()
    return bool(ending) and ending[-1] not in ENDERS


def _paragraph(text: str, run: list[Segment]) -> Paragraph:
    start, end = run[0].start, run[-1].end
    return Paragraph(start, end, run[0].kind, plain(text[start:end]))
