"""Quotation marks in pairs, paragraph by paragraph; odd and missing ones never stop it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

PAIRS = {"“": "”", "„": "“”‟", "«": "»", "»": "«", "「": "」", "『": "』", "‘": "’", "``": "''", "‟": "”", "〝": "〞"}
DOUBLE = re.compile(r"``|''|[“”„‟\"«»「」『』〝〞＂]")
SINGLE = re.compile(r"(?<!\w)[‘'‛](?=\w)|[’'](?!\w)")
OPENERS = frozenset({"“", "„", "«", "「", "『", "``", "‟", "〝"})
CLOSERS = frozenset({"”", "»", "」", "』", "''", "〞"})


@dataclass(frozen=True)
class Marked:
    """What stands between two marks: `start`..`end` without the marks, `first`..`last` with them.

    `open`: no closing mark came before the paragraph ended.
    """

    start: int
    end: int
    first: int
    last: int
    open: bool = False


def find_marked(text: str, start: int, end: int) -> list[Marked]:
    """The marked stretches of one paragraph, in order, none inside another."""
    found = list(_doubles(text, start, end))
    singles = [m for m in _singles(text, start, end)
               if not any(m.first < d.last and m.last > d.first for d in found)]
    return sorted([*found, *singles], key=lambda m: m.first)


def _doubles(text: str, start: int, end: int) -> Iterator[Marked]:
    opened: re.Match[str] | None = None
    ticks = text.find("``", start, end) >= 0  # '' closes `` where there is one, else it stands at both ends
    for m in DOUBLE.finditer(text, start, end):
        mark = m[0] if ticks or m[0] != "''" else '"'
        if mark == '"' and m.start() > start and text[m.start() - 1].isdigit() and opened is None:
            continue  # inches
        opening = mark in OPENERS or (mark not in CLOSERS and _opens(text, m.start(), m.end(), start, end))
        if opened is None:
            if (mark in CLOSERS and mark != "»") or (mark == '"' and not opening):
                continue  # a closing mark whose opening one is missing
            opened = m
        elif opening and mark in OPENERS and not _closes(opened[0], mark):
            continue  # a mark that opens again inside: a second level, or a new paragraph's repeated mark
        else:
            if m.start() > opened.end():
                yield Marked(opened.end(), m.start(), opened.start(), m.end())
            opened = None
    if opened is not None and end > opened.end():
        yield Marked(opened.end(), end, opened.start(), end, open=True)


def _closes(opening: str, mark: str) -> bool:
    return mark in PAIRS.get(opening, "")


def _opens(text: str, first: int, last: int, start: int, end: int) -> bool:
    before = text[first - 1] if first > start else " "
    after = text[last] if last < end else " "
    return (before.isspace() or before in "([—–-") and not after.isspace()


def _singles(text: str, start: int, end: int) -> Iterator[Marked]:
    """Single marks that stand like quotation marks: one before a word after space, one after a word or stop."""
    opened: re.Match[str] | None = None
    for m in SINGLE.finditer(text, start, end):
        mark = m[0]
        if text[max(0, m.start() - 1):m.start()] == "'" or text[m.end():m.end() + 1] == "'":
            continue
        before = text[m.start() - 1] if m.start() > start else " "
        if opened is None:
            follows = text[m.end():m.end() + 3]
            stands = before.isspace() or before in "([—“\""
            if mark in "‘'‛" and stands and m.end() < end and follows[0].isalnum() and not follows[:2].isdigit():
                opened = m
        elif mark in "’'" and not before.isspace():
            rest = text[opened.end():m.start()]
            if before == "s" and mark == "'" and "'" in text[m.end():min(end, m.end() + 200)] and "," not in rest[-2:]:
                continue  # a plural possessive inside
            if rest:
                yield Marked(opened.end(), m.start(), opened.start(), m.end())
            opened = None
