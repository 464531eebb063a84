"""Working form of a place name while an article is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.lexicon.gazetteer import Spot


@dataclass(slots=True)
class Found:
    """A name that may be a place. `sentence` indexes the sentences of the article, -1 for a line that was not parsed;
    `first`..`last` its tokens, last exclusive. `sure` is the chance (0-1) that the name is used of a place."""

    sentence: int
    first: int
    last: int
    start: int
    end: int
    name: str
    spots: tuple[Spot, ...]
    sure: float = 0.0
    metonym: bool = False
    feature: str = ""
    within: list[tuple[str, str]] = field(default_factory=list)
    """Containers that the words name: (country, first-level division or "")."""
    choice: Spot | None = None
    fit: float = 0.0
    """How far the choice stands above the next candidate (0-1)."""
