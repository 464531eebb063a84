"""Labels every line of a text: the story's run first, then what stands before, inside and after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.extract.lines import HARD_END, Line, is_wrapped, split_lines
from dateline.extract.region import Region, find_region, whole_region
from dateline.extract.title import find_headline
from dateline.lexicon.furniture import bare
from dateline.records import Part, Segment, SegmentKind

SUBHEAD_WORDS = 16
SLUG = re.compile(r"^-\s+\w+(?:\W+\w+){3,15}\W?$")  # "- Observers praise the vote": an agency's second headline
ATTRIBUTION_DASH = re.compile(r"^[-–—]\s*[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a text, the kind of each, and the index of the headline's line (None when there is none)."""

    lines: tuple[Line, ...]
    kinds: tuple[SegmentKind, ...]
    headline: int | None

    def segments(self) -> tuple[Segment, ...]:
        """One segment a line, in order."""
        return tuple(Segment(line.start, line.end, kind) for line, kind in zip(self.lines, self.kinds, strict=True))


def lay_out(text: str, headline: str | None = None, *, extracted: bool = False) -> Layout:
    """Label the non-blank lines of `text`. `headline`: what the headline is known to be, if it is.

    `extracted`: the text was taken out of a web page already, so every line without furniture's wording is the story.
    """
    lines = split_lines(text)
    if not lines:
        return Layout((), (), None)
    groups = _paragraphs(lines) if is_wrapped(lines) else [[i] for i in range(len(lines))]
    units = [_joined([lines[i] for i in group]) for group in groups]
    region = whole_region(units) if extracted else find_region(units)
    title = find_headline(units, region, headline)
    kinds = _label(units, region, title)
    spread = [kind for group, kind in zip(groups, kinds, strict=True) for _ in group]
    at = groups[title][0] if title is not None else None
    if at is not None and len(groups[title or 0]) > 1:
        spread[at + 1 : at + len(groups[title or 0])] = ["headline"] * (len(groups[title or 0]) - 1)
    return Layout(tuple(lines), tuple(spread), at)


def lay_out_parts(text: str, parts: Sequence[Part]) -> Layout:
    """The lines of a text made of `parts`, one each, with the kinds that the parts give; what is called body is looked at."""
    lines = split_lines(text)
    if len(lines) != len(parts):
        raise ValueError(f"{len(parts)} parts make {len(lines)} lines; a part is one line that is not blank")
    worded = whole_region(lines).kinds
    kinds = [_checked(part.kind, kind) for part, kind in zip(parts, worded, strict=True)]
    at = next((i for i, kind in enumerate(kinds) if kind == "headline"), None)
    return Layout(tuple(lines), tuple(kinds), at)


def _checked(given: SegmentKind, worded: SegmentKind | None) -> SegmentKind:
    """What the form says, but for a paragraph of its body that is worded as furniture."""
    return worded if given == "body" and worded is not None and worded != "section" else given


def _paragraphs(lines: Sequence[Line]) -> list[list[int]]:
    """Indexes of the lines of each paragraph of hard-wrapped copy; a blank line or a short last line ends one."""
    widest = max(line.end - line.start for line in lines)
    groups: list[list[int]] = []
    for i, line in enumerate(lines):
        before = lines[i - 1] if i else None
        if before is None or line.gap or line.bullet or (before.terminal and before.end - before.start < 0.8 * widest):
            groups.append([])
        groups[-1].append(i)
    return groups


def _joined(lines: Sequence[Line]) -> Line:
    if len(lines) == 1:
        return lines[0]
    first, last = lines[0], lines[-1]
    return Line(
        first.start,
        last.end,
        " ".join(x.text for x in lines),
        " ".join(x.folded for x in lines),
        words=sum(x.words for x in lines),
        small=sum(x.small for x in lines),
        terminal=last.terminal,
        bullet=first.bullet,
        repeats=1,
        gap=first.gap,
    )


def _label(lines: Sequence[Line], region: Region, title: int | None) -> list[SegmentKind]:
    kinds: list[SegmentKind] = []
    heading: SegmentKind | None = None
    named = bare(lines[title].folded) if title is not None else None
    for i, line in enumerate(lines):
        kind = region.kinds[i]
        if i == title:
            kinds.append("headline")
        elif kind is None and bare(line.folded) == named:
            kinds.append("other")  # the headline once more: a share button's text, a crumb
        elif region.start <= i < region.end:
            kinds.append(_inside(lines, i, region))
        elif i < region.start:
            kinds.append(_before(line, kind, title is not None and i > title))
        else:
            heading = kind if kind in ("related", "promotion", "legal") else heading
            kinds.append(_after(line, kind, heading))
    return kinds


def _inside(lines: Sequence[Line], i: int, region: Region) -> SegmentKind:
    line, kind = lines[i], region.kinds[i]
    if kind == "section" and line.repeats == 1 and not line.bullet and _leads(lines, i, region):
        return "subhead"
    if kind == "page-date":
        return "stamp"
    if kind is not None:
        return kind
    if line.repeats > 2 and not region.bare:
        return "promotion" if line.words > 4 else "navigation"
    if line.bullet and not region.bare and not HARD_END.search(line.text):
        return "related"  # links to other stories; an item of the story's own list ends as a sentence does
    if line.repeats >= 2 and not region.bare and any(x.folded == line.folded for x in lines[max(0, i - 3) : i]):
        return "caption"  # the same sentence again within a few lines: a picture's, shown large and small
    if line.terminal or line.prose:
        return "body"
    if line.words >= SUBHEAD_WORDS:
        return "body"
    if ATTRIBUTION_DASH.match(line.text):
        return "body"
    if _leads(lines, i, region) and not region.bare:
        return "subhead"
    if region.bare:
        return "body"
    return "related" if line.words >= 5 else "other"


def _leads(lines: Sequence[Line], i: int, region: Region) -> bool:
    """A short line straight before a paragraph."""
    for j in range(i + 1, min(i + 3, region.end)):
        if region.kinds[j] is None:
            return lines[j].prose or lines[j].terminal
        if region.kinds[j] not in ("caption", "credit"):
            return False
    return False


def _before(line: Line, kind: SegmentKind | None, under_title: bool) -> SegmentKind:
    if kind is not None:
        return "stamp" if under_title and kind == "page-date" else kind
    if under_title:
        standfirst = line.words >= 8 and not line.bullet
        if (standfirst or SLUG.match(line.text)) and line.repeats <= 2:
            return "subhead"
        return "byline" if _name_like(line) else "other"
    if line.bullet:
        return "navigation"
    return "related" if line.words >= 6 else "navigation"


def _after(line: Line, kind: SegmentKind | None, heading: SegmentKind | None) -> SegmentKind:
    if kind is not None:
        return kind
    if heading == "related" or line.words >= 6:
        return heading or "related"
    return "navigation"


def _name_like(line: Line) -> bool:
    tokens = [t.strip(",") for t in line.text.split()]
    return 2 <= len(tokens) <= 6 and sum(t[:1].isupper() for t in tokens) >= len(tokens) - 1
