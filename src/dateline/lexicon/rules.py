"""The source of a rule id: the pattern as the codebook's file has it."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from dateline.lexicon.tables import DATA


@cache
def _patterns(category: str) -> dict[str, dict[str, Any]]:
    file = DATA / "codebook" / f"{category}.yaml"
    if not file.is_file():
        return {}
    raw = yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {str(p["id"]): p for p in raw.get("patterns") or ()}


def rule_text(rule: str) -> dict[str, Any] | None:
    """The pattern behind `plover/COERCE#detain.02`; None for rules that are no patterns."""
    head, _, name = rule.partition("#")
    vocabulary, _, category = head.partition("/")
    return _patterns(category).get(name) if vocabulary == "plover" else None
