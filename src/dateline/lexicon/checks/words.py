"""Classes of words."""

from __future__ import annotations

import re
from importlib.resources.abc import Traversable
from pathlib import Path

from dateline.lexicon.checks.findings import Findings, near
from dateline.lexicon.checks.layer import Layer
from dateline.lexicon.classes import REPLACE, SPECIAL, class_files, read_classes
from dateline.lexicon.codebook import CATEGORIES
from dateline.lexicon.packs import laid_packs
from dateline.lexicon.tables import DATA
from dateline.lexicon.words import join


def check_classes(layer: Layer, findings: Findings) -> None:
    """Check every class of the layer."""
    ours = read_classes(DATA / "classes")
    for name, item in class_files(layer.root / "classes"):
        file = layer.name("classes", item.name)
        text = layer.text(item, file, findings)
        if text is None:
            continue
        if name in SPECIAL or name in CATEGORIES:
            findings.mistake(file, 0, f"@{name} is a class that dateline makes itself; give yours another name")
        elif name not in ours and not _referred(name):
            findings.remark(file, 0, f"no pattern refers to @{name}; our class may be named otherwise{near(name, ours)}")
        _lines(layer, file, text, ours.get(name, frozenset()), findings)


def _referred(name: str) -> bool:
    """Whether a pattern of ours or of the packs in force names the class."""
    roots: list[Traversable | Path] = [DATA, *(p.path for p in laid_packs())]
    files = [f for root in roots if (root / "codebook").is_dir() for f in (root / "codebook").iterdir()]
    named = re.compile(rf"@{re.escape(name)}(?![\w-])".encode())
    return any(named.search(f.read_bytes()) for f in files if f.name.endswith(".yaml"))


def _lines(layer: Layer, file: str, text: str, ours: frozenset[str], findings: Findings) -> None:
    seen: dict[str, int] = {}
    first = True
    for number, line in enumerate(text.splitlines(), 1):
        word = line.split("#")[0].strip()
        if not word:
            continue
        if "\t" in word:
            findings.mistake(file, number, "a class has one word or phrase a line, without tabs")
        elif word == REPLACE and layer.pack is not None:
            if not first:
                findings.mistake(file, number, f"{REPLACE} must be the first line, before any word")
            ours = frozenset()
        elif word.startswith("@"):
            findings.mistake(file, number, f"{word}: a class holds words, not other classes")
        elif word.startswith("-"):
            if join(word[1:]) not in ours:
                findings.mistake(file, number, f"there is no {word[1:]!r} in our class to take away")
        else:
            if word in seen:
                findings.remark(file, number, f"{word!r} stands already in line {seen[word]}")
            elif layer.pack is not None and join(word) in ours:
                findings.remark(file, number, f"{word!r} is in our class already")
            seen.setdefault(word, number)
        first = False
    if first:
        findings.mistake(file, 0, "the class is empty")
