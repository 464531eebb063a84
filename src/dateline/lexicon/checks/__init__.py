"""Reads packs, or our own data, as a proof-reader would: all mistakes at once, each with its file and line."""

from __future__ import annotations

from dateline.lexicon.checks.category import check_category
from dateline.lexicon.checks.findings import Finding, Findings
from dateline.lexicon.checks.layer import Layer
from dateline.lexicon.checks.layout import check_layout
from dateline.lexicon.checks.shadows import check_shadows
from dateline.lexicon.checks.tables import check_tables
from dateline.lexicon.checks.words import check_classes
from dateline.lexicon.packs import Pack, laying

__all__ = ["Finding", "check"]


def check(packs: tuple[Pack, ...]) -> tuple[Finding, ...]:
    """What is wrong with the packs, each as it lies over those before it; without packs, with our own data.

    Examples are not run here: that takes the coder.
    """
    findings = Findings()
    for n in range(max(1, len(packs))):
        layer = Layer(packs[n] if packs else None)
        with laying(packs[: n + 1]):
            check_layout(layer, findings)
            check_tables(layer, findings)
            check_classes(layer, findings)
            before = findings.mistakes
            for file in layer.category_files():
                check_category(layer, file, findings)
            if findings.mistakes == before:
                check_shadows(layer, findings)
    return findings.all()
