"""A category of the codebook as its file has it, with what packs add to it, change and switch off."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import msgspec

from dateline.errors import DataError
from dateline.lexicon.documents import read_document
from dateline.lexicon.packs import Pack, laid_packs

OURS = "plover"  # the vocabulary that rules of our own codebook begin with
ADDED = ("includes", "excludes", "rules")
PACK_KEYS = ("event", *ADDED, "modes", "drop", "patterns", "examples", "counterexamples")


class Amended(msgspec.Struct, frozen=True):
    """The document, the vocabulary each pattern is from, ids switched off with the pack that did so, and ids changed."""

    raw: dict[str, Any]
    vocabularies: tuple[str, ...]
    dropped: dict[str, str]
    changed: dict[str, str]


def amended(item: Traversable | Path, raw: dict[str, Any]) -> Amended:
    """The document of one category with the packs in force. Raises DataError naming the pack's file."""
    patterns = [(OURS, p) for p in raw.get("patterns") or ()]
    dropped: dict[str, str] = {}
    changed: dict[str, str] = {}
    raw = dict(raw)
    for pack in laid_packs():
        over = category_file(pack, item.name)
        if over is None:
            continue
        name = f"{pack.name}/codebook/{item.name}"
        more = read_document(over, name)
        if not isinstance(more, dict) or more.get("event") != raw.get("event"):
            raise _wrong(name, f"`event` must be {raw.get('event')}, as the file is named")
        unknown = [str(k) for k in more if k not in PACK_KEYS]
        if unknown:
            raise _wrong(name, f"a pack holds no {', '.join(unknown)}; it may have {', '.join(PACK_KEYS)}")
        for id in map(str, more.get("drop") or ()):
            if not any(str(p.get("id")) == id for _, p in patterns):
                raise _wrong(name, f"there is no pattern {id} to drop")
            patterns = [(v, p) for v, p in patterns if str(p.get("id")) != id]
            dropped[id] = pack.name
        own = {str(p.get("id")): p for p in more.get("patterns") or () if isinstance(p, dict)}
        held = {str(p.get("id")) for _, p in patterns}
        changed |= dict.fromkeys(own.keys() & held, pack.name)
        kept = [(v, p) for v, p in patterns if str(p.get("id")) not in own]
        patterns = [*((pack.name, p) for p in more.get("patterns") or ()), *kept]
        raw["modes"] = {**(raw.get("modes") or {}), **(more.get("modes") or {})}
        for key in (*ADDED, "examples", "counterexamples"):
            raw[key] = [*(raw.get(key) or ()), *(more.get(key) or ())]
    raw["patterns"] = [p for _, p in patterns]
    return Amended(raw, tuple(v for v, _ in patterns), dropped, changed)


def _wrong(name: str, said: str) -> DataError:
    return DataError(f"{name}: {said}", name, 1, said)


def category_file(pack: Pack, name: str) -> Path | None:
    """A pack's file for a category, or None."""
    path = pack.path / "codebook" / name
    return path if path.is_file() else None
