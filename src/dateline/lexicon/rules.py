"""The source of a rule id: the pattern as the codebook's file, ours or a pack's, has it."""

from __future__ import annotations

from typing import Any

from dateline.lexicon.amend import OURS, category_file
from dateline.lexicon.documents import read_document
from dateline.lexicon.packs import laid_packs, per_packs
from dateline.lexicon.tables import DATA


@per_packs
def _read() -> dict[tuple[str, str], dict[str, dict[str, Any]]]:
    """Patterns by id, by vocabulary and category; filled as they are asked for."""
    return {}


def _patterns(vocabulary: str, category: str) -> dict[str, dict[str, Any]]:
    known = _read()
    if (vocabulary, category) not in known:
        known[vocabulary, category] = _file_patterns(vocabulary, category)
    return known[vocabulary, category]


def _file_patterns(vocabulary: str, category: str) -> dict[str, dict[str, Any]]:
    name = f"{category}.yaml"
    if vocabulary == OURS:
        file = DATA / "codebook" / name
        raw = read_document(file, name) if file.is_file() else {}
    else:
        pack = next((p for p in laid_packs() if p.name == vocabulary), None)
        path = category_file(pack, name) if pack is not None else None
        raw = read_document(path, f"{vocabulary}/codebook/{name}") if path is not None else {}
    return {str(p["id"]): p for p in raw.get("patterns") or ()}


def rule_text(rule: str) -> dict[str, Any] | None:
    """The pattern behind `plover/COERCE#detain.02`; None for rules that are no patterns, or of packs not in force."""
    head, _, name = rule.partition("#")
    vocabulary, slash, category = head.partition("/")
    return _patterns(vocabulary, category).get(name) if slash and category else None
