"""Patterns that are never used, since an equal one always comes before them."""

from __future__ import annotations

from collections import defaultdict

import yaml

from dateline.errors import DataError
from dateline.lexicon.amend import OURS
from dateline.lexicon.checks.findings import Findings
from dateline.lexicon.checks.layer import Layer
from dateline.lexicon.codebook import Constraint, Pattern, load_codebook
from dateline.lexicon.documents import with_lines


def check_shadows(layer: Layer, findings: Findings) -> None:
    """Find patterns of the layer all of whose wordings another pattern always wins; some of them, a remark."""
    if not layer.category_files():
        return
    try:
        book = load_codebook()
    except DataError as e:
        findings.error(e)
        return
    vocabulary = layer.pack.name if layer.pack is not None else OURS
    lost: dict[str, dict[str, str]] = defaultdict(dict)
    patterns: dict[str, Pattern] = {}
    for candidates in book.index.values():
        for n, (pattern, phrase) in enumerate(candidates):
            if not pattern.rule.startswith(f"{vocabulary}/"):
                continue
            patterns[pattern.rule] = pattern
            for m, (other, same) in enumerate(candidates):
                ahead = (other.weight, -m) > (pattern.weight, -n)
                if other is not pattern and ahead and same == phrase and _covers(other, pattern):
                    lost[pattern.rule][" ".join((phrase.key, *phrase.rest, phrase.leads or ""))] = other.rule
    lines = _lines(layer)
    for rule, wordings in lost.items():
        file, line = lines.get(rule, (layer.name("codebook"), 0))
        winners = ", ".join(dict.fromkeys(wordings.values()))
        if len(wordings) >= len({(p.key, p.rest, p.leads) for p in patterns[rule].phrases}):
            said = f"{rule.partition('#')[2]} is never used: {winners} has its wordings and demands and comes first"
            findings.mistake(file, line, f"{said} (by weight, then order)")
        else:
            some = ", ".join(sorted(w.split()[0] for w in wordings))
            findings.remark(file, line, f"{rule.partition('#')[2]}: {winners} always wins for {some}")


def _covers(other: Pattern, pattern: Pattern) -> bool:
    """Whether `other` holds wherever `pattern` does, with as many demands."""
    if other.part != pattern.part or {k for k, _ in other.prep} != {k for k, _ in pattern.prep}:
        return False
    slots = [(other.subject, pattern.subject), (other.object, pattern.object), (other.complement, pattern.complement),
             (other.with_, pattern.with_)]
    mine = dict(pattern.prep)
    slots += [(c, mine[k]) for k, c in other.prep]
    if any((a is None) != (b is None) or (a is not None and b is not None and not _within(b, a)) for a, b in slots):
        return False
    return other.without is None or (pattern.without is not None and _within(other.without, pattern.without))


def _within(a: Constraint, b: Constraint) -> bool:
    return a.words <= b.words and a.special <= b.special and a.categories <= b.categories


def _lines(layer: Layer) -> dict[str, tuple[str, int]]:
    """File and line of each pattern of the layer."""
    vocabulary = layer.pack.name if layer.pack is not None else OURS
    out = {}
    for item in layer.category_files():
        try:
            raw, lines, _ = with_lines(item.read_text(encoding="utf-8-sig"))
        except (yaml.YAMLError, UnicodeDecodeError):
            continue
        for n, pattern in enumerate(raw.get("patterns") or ()):
            rule = f"{vocabulary}/{raw.get('event')}#{pattern.get('id')}"
            out[rule] = (layer.name("codebook", item.name), lines.get(("patterns", n), 1))
    return out
