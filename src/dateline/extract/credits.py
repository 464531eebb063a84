"""Who wrote and who filed: names out of bylines, agencies out of bylines, credits and closing notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline.extract.kinds import byline_names
from dateline.extract.lines import Line
from dateline.lexicon.furniture import load_furniture
from dateline.lexicon.outlets import load_outlets
from dateline.records import Agency, Byline, SegmentKind

BREAK = re.compile(r"\s*(?:,|;|\||/|•|·|\s[-–—]\s|\s&\s|\band\b|\bund\b|\bet\b|\by\b|\bwith\b)\s*", re.I)
NAME = re.compile(r"^(?:[^\W\d_][\w.'’-]*\s+){1,4}[^\W\d_][\w.'’-]*$")


def find_byline(lines: Iterator[tuple[Line, SegmentKind]]) -> Byline | None:
    """The first byline that names people. Agencies and jobs in it are no names."""
    for line, kind in lines:
        if kind != "byline":
            continue
        rest = byline_names(line) or line.text
        names = tuple(_names(rest))
        if names:
            return Byline(names, line.start, line.end)
    return None


def _names(rest: str) -> Iterator[str]:
    outlets, jobs = load_outlets(), _jobs()
    for part in BREAK.split(rest):
        part = part.strip(" .")
        words = {w.lower() for w in part.split()}
        if NAME.match(part) and not outlets.agency(part) and not words & jobs and not _names_agency(part):
            yield " ".join(w.capitalize() if w.isupper() and len(w) > 2 else w for w in part.split())


def _names_agency(text: str) -> bool:
    return _agency_names().search(text) is not None


@cache
def _jobs() -> frozenset[str]:
    """Words for the job of whoever signs: taken from the bylines that are whole lines without a name."""
    kinds = load_furniture().line.kinds
    return frozenset(w for phrase, kind in kinds.items() if kind == "byline" for w in phrase.split() if len(w) > 4)


@cache
def _agency_names() -> re.Pattern[str]:
    names = [name for name in load_outlets().names if len(name) > 3]
    return re.compile(r"(?<!\w)(?:the\s+)?(" + "|".join(re.escape(n) for n in names) + r")(?!\w)", re.I)


def find_agency(lines: Iterator[tuple[Line, SegmentKind]]) -> Agency | None:
    """The agency named in a byline, a credit of the text or a closing note; pictures' credits do not count."""
    for line, kind in lines:
        if kind not in ("byline", "note") or line.words > 40:
            continue
        parts = BREAK.split(line.text.strip("()[] ."))
        for part in parts:
            outlet = load_outlets().agency(part)
            if outlet is not None:
                at = line.start + line.text.find(part.strip())
                return Agency(outlet.name, at, at + len(part.strip()))
        if found := _agency_names().search(line.text):
            outlet = load_outlets().agency(found.group(1))
            if outlet is not None:
                return Agency(outlet.name, line.start + found.start(1), line.start + found.end(1))
    return None
