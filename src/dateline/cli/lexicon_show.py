"""`dateline lexicon show`: what the lexicon knows of a name."""

from __future__ import annotations

import sys

import msgspec
import yaml
from rich.console import Console
from rich.text import Text

from dateline.cli.options import Json, Lexicon, packs_of
from dateline.cli.show import console
from dateline.errors import UsageError
from dateline.lexicon.known import Known, known_of
from dateline.lexicon.names import Name
from dateline.lexicon.packs import laying
from dateline.lexicon.rules import rule_text

DEMANDS = ("subject", "object", "prep", "complement", "with", "without", "recipient")


def show(*name: str, lexicon: Lexicon = None, json: Json = False) -> int:
    """Say what the lexicon knows of a NAME: the parties it may stand for, whether it is a common noun for a party or a
    title, the classes that hold it, and the patterns of the codebook that it may start. Exit status 1 when nothing.

    For example:

    - `dateline lexicon show Kremlin`
    - `dateline lexicon show crack down on --lexicon mypack`
    """
    if not name:
        raise UsageError("give a name or a word, such as: dateline lexicon show Kremlin")
    with laying(packs_of(lexicon)):
        known = known_of(" ".join(name))
        if json:
            print(msgspec.json.encode(known).decode())
        else:
            _print(console(), known)
    return 1 if known.empty else 0


def _print(out: Console, known: Known) -> None:
    if known.empty:
        near = f"; names that hold it: {', '.join(known.near)}" if known.near else ""
        print(f"dateline: the lexicon knows nothing of {known.name!r}{near}", file=sys.stderr)
        return
    if known.parties:
        _head(out, "Parties")
        for n in known.parties:
            out.print(Text(f"  {_party(n)}"), soft_wrap=True)
    if known.agents:
        _head(out, "Common noun for a party")
        for a in known.agents:
            note = f", {a.note}" if a.note else ""
            out.print(Text(f"  {a.noun} (plural {a.plural}): {a.kind}, {' '.join(a.sectors) or 'no sector'}{note}"))
    if known.titles:
        _head(out, "Title")
        for t in known.titles:
            note = f", {t.note}" if t.note else ""
            out.print(Text(f"  {t.title}: {t.office or 'no office'}, {' '.join(t.sectors) or 'no sector'}{note}"))
    if known.classes:
        _head(out, "Classes")
        out.print(Text("  " + " ".join(f"@{c}" for c in known.classes)))
    if known.wordings:
        _head(out, "Patterns")
        for w in known.wordings:
            line = Text(f"  {' '.join(x for x in (w.event, w.mode) if x):<22}{w.part:<10}{', '.join(w.words)}")
            out.print(line.append(f"  {w.rule}, weight {w.weight:g}", style="dim"), soft_wrap=True)
            if demands := _demands(w.rule):
                out.print(Text(f"      {demands}", style="dim"), soft_wrap=True)


def _head(out: Console, text: str) -> None:
    out.print(Text(text, style="bold"))


def _party(n: Name) -> str:
    office = f", {n.term.office}" if n.term is not None else ""
    days = f", {n.start or '…'} to {n.end or '…'}" if n.start or n.end else ""
    care = ", only with support from the article" if n.needs_context else ""
    rule = f" ({n.term.rule})" if n.term is not None else ""
    where = f"{n.country or 'no country'} {' '.join(n.sectors)}".rstrip()
    return f"{n.form} as {n.role}: {n.label}, {n.kind}, {where}{office}{days}{care}{rule}"


def _demands(rule: str) -> str:
    pattern = rule_text(rule) or {}
    asked = {k: pattern[k] for k in DEMANDS if k in pattern}
    return yaml.safe_dump(asked, default_flow_style=True, sort_keys=False, allow_unicode=True, width=10_000).strip("{}\n")
