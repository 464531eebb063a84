"""Runs the examples that one pack, or our own codebook, brings along."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import yaml

from dateline.coding.examples import run_examples
from dateline.lexicon.checks.layer import Layer
from dateline.lexicon.codebook import Category, load_codebook
from dateline.lexicon.documents import with_lines
from dateline.lexicon.packs import Pack

PARTS = ("examples", "counterexamples")


class Failed(msgspec.Struct, frozen=True, kw_only=True):
    """An example that does not come out: where it stands, its text, what is wrong and what was found instead."""

    file: str
    line: int
    text: str
    faults: tuple[str, ...]
    found: tuple[str, ...]


def failed_examples(pack: Pack | None) -> tuple[int, tuple[Failed, ...]]:
    """How many examples there are, and those that fail with the packs in force. The codebook must be readable."""
    places: dict[tuple[str, str], tuple[str, int]] = {}
    for event, text, file, line in _placed(Layer(pack)):
        places[event, text] = (file, line)
    wanted = [_only(c, {t for e, t in places if e == c.event}) for c in load_codebook().categories.values()]
    failed = []
    for outcome in run_examples([c for c in wanted if c.examples]):
        if outcome.faults:
            file, line = places[outcome.category, outcome.example.text]
            failed.append(
                Failed(file=file, line=line, text=outcome.example.text, faults=outcome.faults, found=outcome.found)
            )
    return sum(len(c.examples) for c in wanted), tuple(failed)


def _only(category: Category, texts: set[str]) -> Category:
    return msgspec.structs.replace(category, examples=tuple(e for e in category.examples if e.text in texts))


def _placed(layer: Layer) -> Iterator[tuple[str, str, str, int]]:
    """Category, text, file and line of every example of a layer."""
    for item in layer.category_files():
        try:
            raw, lines, _ = with_lines(item.read_text(encoding="utf-8-sig"))
        except (yaml.YAMLError, UnicodeDecodeError):
            continue
        for part in PARTS:
            for n, example in enumerate(raw.get(part) or ()):
                yield str(raw["event"]), str(example["text"]), layer.name("codebook", item.name), lines.get((part, n), 1)
