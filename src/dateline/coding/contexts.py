"""PLOVER's contexts: what the sentence is about, from words and from the codebook."""

from __future__ import annotations

from functools import cache

from dateline.errors import DataError
from dateline.lexicon.tables import DATA
from dateline.lexicon.words import fold, join
from dateline.parse.tree import Sentence

CONTEXTS = frozenset(
    [
        "military",
        "intelligence",
        "executive",
        "legislative",
        "election",
        "political_institutions",
        "pro_democracy",
        "pro_autocracy",
        "economic",
        "legal",
        "reparations",
        "human_rights",
        "rights_freedoms",
        "repression",
        "human_security",
        "gender",
        "lgbt",
        "religion_ethnicity",
        "inequality",
        "diplomatic",
        "territory",
        "peacekeeping",
        "health",
        "asylum",
        "migration",
        "disasters",
        "natural_resource",
        "environment",
        "technology",
        "terrorism",
        "cbrn",
        "cyber",
        "misinformation",
        "crime",
        "corruption",
        "illegal_drugs",
        "trafficking",
    ]
)  # the 37 of the PLOVER manual, draft 2.0


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """Word or phrase → contexts, from `data/contexts/*.txt`."""
    out: dict[str, list[str]] = {}
    for item in sorted((DATA / "contexts").iterdir(), key=lambda f: f.name):
        if not item.name.endswith(".txt"):
            continue
        name = item.name.removesuffix(".txt")
        if name not in CONTEXTS:
            raise DataError(f"contexts/{item.name}: PLOVER has no context {name}")
        for line in item.read_text(encoding="utf-8").splitlines():
            word = line.split("#")[0].strip()
            if word:
                out.setdefault(join(word), []).append(name)
    return {k: tuple(v) for k, v in out.items()}


def contexts_of(s: Sentence, *given: tuple[str, ...]) -> tuple[str, ...]:
    """The contexts a pattern, mode and category give, and those the words of the sentence give, each once."""
    out = [c for group in given for c in group]
    words = _words()
    keys = [fold(t.lemma) for t in s.tokens]
    for width in (1, 2, 3):
        for i in range(len(keys) - width + 1):
            hit = words.get("".join(k for k in keys[i : i + width] if k != "-"))
            if hit:
                out.extend(hit)
    return tuple(dict.fromkeys(out))
