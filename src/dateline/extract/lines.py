"""A text as lines with what can be measured of each: length, punctuation, case, repetition, furniture wording."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.lexicon.furniture import bare, fold, load_furniture

LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # scripts without spaces: two characters count as a word
BULLET = re.compile(r"^(?:[•·●▪■◆►▶▸»›*+○◦‣∙–—-]\s+|\d{1,2}[.)]\s+(?=\S))")
TERMINAL = re.compile(r"[.!?…。！？؟।»“”\"’'][)\]»”\"’'\s]*$")
SIGNED_OFF = re.compile(r"[.!?][”\"]?\s+[^\W\d_]{2,12}$")  # an agency's end word after the last sentence
HARD_END = re.compile(r"[.!?…。！？؟।][)\]»”“\"’'\s]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line, trimmed: its place in the text and its measures."""

    start: int
    end: int
    text: str
    folded: str
    words: int
    small: int  # function words
    terminal: bool  # ends as a sentence does
    bullet: bool
    repeats: int  # how often the same line stands on the page
    gap: bool  # a blank line stands before it

    @property
    def prose(self) -> bool:
        """Long enough, and shaped like a sentence."""
        return (self.terminal and self.words >= 7) or (self.words >= 25 and self.small >= 4)


def split_lines(text: str) -> list[Line]:
    """The non-blank lines of a text in order; offsets in code points of `text`."""
    spans = []
    for found in LINE.finditer(text):
        raw = found.group()
        if raw.strip():
            start = found.start() + len(raw) - len(raw.lstrip())
            spans.append((start, found.start() + len(raw.rstrip())))
    folded = [fold(text[a:b]) for a, b in spans]
    counts = Counter(bare(f) for f in folded)
    lines, last = [], 0
    for (start, end), low in zip(spans, folded, strict=True):
        gap = text.count("\n", last, start) > 1 or last == 0
        lines.append(_line(text[start:end], start, end, low, counts[bare(low)], gap))
        last = end
    return lines


def _line(raw: str, start: int, end: int, folded: str, repeats: int, gap: bool) -> Line:
    small_words = load_furniture().words
    tokens = WORD.findall(folded)
    wide = len(WIDE.findall(raw))
    return Line(
        start,
        end,
        raw,
        folded,
        words=len(tokens) + wide // 2 - (1 if wide else 0),
        small=sum(t in small_words for t in tokens) + wide // 8,
        terminal=_ends(raw, len(tokens)),
        bullet=bool(BULLET.match(raw)),
        repeats=repeats,
        gap=gap,
    )


def _ends(raw: str, tokens: int) -> bool:
    """Whether a line ends as a sentence does; a closing quotation mark alone counts in longer lines only."""
    if HARD_END.search(raw):
        return True
    return (tokens > 9 and SIGNED_OFF.search(raw) is not None) or (tokens > 6 and TERMINAL.search(raw) is not None)


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Hard-wrapped copy: most lines end in mid-sentence at about one width, and the next goes on."""
    if len(lines) < 4:
        return False
    widths = [line.end - line.start for line in lines]
    widest = max(widths)
    if not 40 <= widest <= 110:
        return False
    inner = [(a, b) for a, b in pairwise(lines) if not b.gap]
    carried = [
        1 for a, b in inner if not a.terminal and a.end - a.start > 0.7 * widest and not b.bullet and a.words >= 4
    ]
    return len(inner) >= 3 and len(carried) > 0.5 * len(inner)


def content_words(line: Line) -> set[str]:
    """The words that carry meaning, cut to six letters so that inflected forms meet.

    Scripts without spaces give pairs of characters.
    """
    small = load_furniture().words
    if WIDE.search(line.folded):
        return {line.folded[i : i + 2] for i in range(len(line.folded) - 1) if WIDE.match(line.folded, i)}
    return {w[:6] for w in WORD.findall(line.folded) if w not in small and (len(w) > 2 or w > "\u2e80")}
