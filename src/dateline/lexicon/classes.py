"""Named classes of words, `data/classes/*.txt`: one lemma or phrase a line.

A pack's file of the same name adds to ours; `-word` takes a word away, and a first line `@replace` takes all of ours away.
"""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

from dateline.errors import DataError
from dateline.lexicon.packs import laid_packs, per_packs
from dateline.lexicon.tables import DATA
from dateline.lexicon.words import join

SPECIAL = frozenset({"actor", "state", "person", "agent", "organization", "place", "number", "clause", "infinitive"})
REPLACE = "@replace"


def load_classes(folder: Traversable | Path | None = None) -> dict[str, frozenset[str]]:
    """Class name → its words as comparable keys."""
    return _laid() if folder is None else read_classes(folder)


def read_classes(folder: Traversable | Path) -> dict[str, frozenset[str]]:
    """The classes of a folder."""
    return {name: frozenset(join(w) for _, w in class_lines(item)) for name, item in class_files(folder)}


def class_files(folder: Traversable | Path) -> list[tuple[str, Traversable | Path]]:
    """Names and files of a folder's classes, in name order; none where there is no folder."""
    if not folder.is_dir():
        return []
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".txt")), key=lambda f: f.name)
    return [(f.name.removesuffix(".txt"), f) for f in found]


def class_lines(item: Traversable | Path) -> list[tuple[int, str]]:
    """Line numbers and words of a file, comments and blank lines left out. Raises DataError."""
    try:
        lines = item.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as e:
        raise DataError(f"classes/{item.name}: not UTF-8: {e}") from None
    words = ((n, line.split("#")[0].strip()) for n, line in enumerate(lines, 1))
    return [(n, w) for n, w in words if w]


@per_packs
def _laid() -> dict[str, frozenset[str]]:
    classes = read_classes(DATA / "classes")
    for pack in laid_packs():
        for name, item in class_files(pack.path / "classes"):
            words = [w for _, w in class_lines(item)]
            held = set() if words[:1] == [REPLACE] else set(classes.get(name, ()))
            held |= {join(w) for w in words if not w.startswith(("-", "@"))}
            classes[name] = frozenset(held - {join(w[1:]) for w in words if w.startswith("-")})
    return classes
