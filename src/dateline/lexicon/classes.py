"""Named classes of words, `data/classes/*.txt`: one lemma or phrase a line."""

from __future__ import annotations

from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path

from dateline.lexicon.tables import DATA
from dateline.lexicon.words import join

SPECIAL = frozenset({"actor", "state", "person", "agent", "organization", "place", "number", "clause", "infinitive"})


@cache
def load_classes(folder: Traversable | Path | None = None) -> dict[str, frozenset[str]]:
    """Class name → its words as comparable keys."""
    folder = folder if folder is not None else DATA / "classes"
    classes: dict[str, frozenset[str]] = {}
    for item in sorted(folder.iterdir(), key=lambda f: f.name):
        if item.name.endswith(".txt"):
            lines = item.read_text(encoding="utf-8").splitlines()
            words = (line.split("#")[0].strip() for line in lines)
            classes[item.name.removesuffix(".txt")] = frozenset(join(w) for w in words if w)
    return classes
