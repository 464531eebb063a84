"""Printings of one story, told by shared word runs: reprints count once.

An article joins the story that holds it, or that it holds, by at least HELD of the smaller one's word runs. What stands in
STRANGERS stories or more is furniture and does not count. Two kinds of page stay alone though they share much: a digest, whose
parts are held by several stories, and a notice printed again with other figures. Candidates come by an index of a few word runs
of each paragraph, the least hashes (a MinHash of single paragraphs: a brief shares whole paragraphs with a story twenty times as
long, of which a MinHash of whole pages sees nothing).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from dateline.resolve.prints import Hashes, Paragraph, Print

HELD = 0.5  # of the smaller one's word runs
BRIEF = 0.7  # the same where the smaller one is of few runs
FEW = 80  # runs
SHARED = 16  # word runs that two printings share at least
STRANGERS = 4  # stories from which on a paragraph is furniture
PART = 0.12  # of a digest that a single story holds at least
FIGURES = 3  # figures from which on they are compared
SAME_FIGURES = 0.75  # of them that printings of one story share at least
COMMON = 0.3  # of a paragraph's runs that it shares at least with a story that holds it


@dataclass(slots=True)
class Kept:
    """A story as the index knows it: word runs and figures of all its printings."""

    id: str
    runs: Hashes
    figures: set[str] = field(default_factory=set)
    digest: bool = False


class Shelf(Protocol):
    """Where stories are kept: a run's memory, or a desk."""

    def holding(self, keys: Iterable[int]) -> dict[int, set[str]]:
        """Of each key the stories that have it."""

    def get(self, story: str) -> Kept:
        """A story by its id."""

    def put(self, story: Kept, keys: Iterable[int]) -> None:
        """Keep a story, new or grown, and the keys that it has now too."""


class Memory:
    """A shelf in memory."""

    def __init__(self) -> None:
        self._stories: dict[str, Kept] = {}
        self._keys: dict[int, set[str]] = {}

    def holding(self, keys: Iterable[int]) -> dict[int, set[str]]:
        """Of each key the stories that have it."""
        return {k: self._keys[k] for k in keys if k in self._keys}

    def get(self, story: str) -> Kept:
        """A story by its id."""
        return self._stories[story]

    def put(self, story: Kept, keys: Iterable[int]) -> None:
        """Keep a story and its keys."""
        self._stories[story.id] = story
        for k in keys:
            self._keys.setdefault(k, set()).add(story.id)


@dataclass(slots=True, frozen=True)
class _Fit:
    """How an article and a story lie on each other: runs they share, share of the article in the story and the reverse,
    share of the article's figures, in what it shares, that the story has too."""

    story: str
    shared: int
    of_article: float
    of_story: float
    figures: float
    where: frozenset[int]

    def holds(self, smaller: int, digest: bool) -> bool:
        """Whether one holds the other; `smaller` is the size of the smaller of the two. A digest is one story only with what
        holds it as it holds them."""
        held = (min if digest else max)(self.of_article, self.of_story)
        return self.shared >= SHARED and held >= (BRIEF if smaller < FEW else HELD)


class Stories:
    """Gives each article its story, one after another."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        self._shelf: Shelf = Memory() if shelf is None else shelf

    def join(self, p: Print) -> str | None:
        """The story of a printing; None when it has too few words to tell."""
        if p.size < SHARED:
            return None
        by_key = self._shelf.holding(k for part in p.paragraphs for k in part.keys)
        told = [part for part in p.paragraphs if not self._furniture(part, by_key)]
        fits = self._fits(told, by_key)
        size = sum(len(part.runs) for part in told)
        digest = _digest(fits)
        for fit in sorted(fits, key=lambda f: (max(f.of_article, f.of_story), f.shared, f.story), reverse=True):
            kept = self._shelf.get(fit.story)
            if not fit.holds(min(size, len(kept.runs)), digest or kept.digest):
                continue
            if fit.figures < SAME_FIGURES:
                break  # the same words of another day: printings of that other notice are no nearer
            self._grow(kept, told)
            return kept.id
        new = Kept(story_id(p.article), np.empty(0, dtype=np.uint64), digest=digest)
        self._grow(new, told or list(p.paragraphs))
        return new.id

    def _furniture(self, part: Paragraph, by_key: dict[int, set[str]]) -> bool:
        """It stands in many stories."""
        return all(len(by_key.get(k, ())) >= STRANGERS for k in part.keys)

    def _fits(self, told: list[Paragraph], by_key: dict[int, set[str]]) -> list[_Fit]:
        found = Counter(s for part in told for k in part.keys for s in by_key.get(k, ()))
        size = sum(len(part.runs) for part in told)
        out = []
        for story in found:
            kept = self._shelf.get(story)
            shared, figures, where = 0, list[str](), set[int]()
            for i, part in enumerate(told):
                common = len(np.intersect1d(part.runs, kept.runs, assume_unique=True))
                shared += common
                if common >= COMMON * len(part.runs):
                    where.add(i)
                    figures += part.figures
            known = sum(f in kept.figures for f in figures)
            agree = known / len(figures) if len(figures) >= FIGURES else 1.0
            out.append(
                _Fit(story, shared, shared / max(size, 1), shared / max(len(kept.runs), 1), agree, frozenset(where))
            )
        return out

    def _grow(self, kept: Kept, told: list[Paragraph]) -> None:
        kept.runs = np.unique(np.concatenate([kept.runs, *(part.runs for part in told)]))
        for part in told:
            kept.figures |= part.figures
        self._shelf.put(kept, [k for part in told for k in part.keys])


def _digest(fits: list[_Fit]) -> bool:
    """Several stories hold parts of it, each another one, and none the most of it."""
    parts = [f for f in fits if f.where and f.of_article >= PART]
    if not parts or max(f.of_article for f in parts) >= BRIEF:
        return False
    return any(not (a.where & b.where) for i, a in enumerate(parts) for b in parts[i + 1 :])


def story_id(article: str) -> str:
    """The id of the story that an article was the first printing of."""
    return "sto_" + hashlib.sha256(article.encode()).hexdigest()[:16]


def join_stories(prints: Iterable[Print]) -> dict[str, str]:
    """Article id → story id, over all the printings of a run. Longer ones come first, so that the order in which they were read
    does not matter; of a set of printings the longest gives the story its id."""
    stories, out = Stories(), {}
    for p in sorted({p.article: p for p in prints}.values(), key=lambda p: (-p.size, p.article)):
        story = stories.join(p)
        if story is not None:
            out[p.article] = story
    return out
