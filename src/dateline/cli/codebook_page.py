"""One category of the codebook, to read in the terminal."""

from __future__ import annotations

from collections.abc import Iterable

import yaml
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.lexicon.amend import OURS
from dateline.lexicon.cameo import codes_of
from dateline.lexicon.codebook import Category, Example
from dateline.lexicon.packs import laid_packs
from dateline.lexicon.rules import rule_text

UNWRAPPED = 10_000  # columns, where the terminal may break lines


def category_page(out: Console, c: Category, patterns: bool) -> None:
    """Print the category; with `patterns` also what its patterns ask for."""
    out.rule(Text(c.event, style="bold"))
    recipient = "required" if c.recipient_required else "optional"
    out.print(f"quad {c.quad}, score {c.score:+g}, recipient {recipient}, CAMEO {c.cameo or '–'}\n")
    out.print(Text(c.definition + "\n"))
    _packs(out, c)
    for label, lines in (("Includes", c.includes), ("Excludes", c.excludes), ("Rules of precedence", c.rules)):
        _list(out, label, ((Text("·"), Text(line)) for line in lines))
    _modes(out, c)
    _cameo(out, c)
    _list(out, "Examples", (_example(e) for e in c.examples if not e.counter))
    _list(out, "Counter-examples", (_example(e) for e in c.examples if e.counter))
    if patterns:
        _patterns(out, c)
    else:
        out.print(Text(f"{len(c.patterns)} patterns; --patterns shows them", style="dim"))


def _packs(out: Console, c: Category) -> None:
    """What the packs in force add to the category, change and switch off."""
    lines = []
    for pack in laid_packs():
        added = [p.rule.partition("#")[2] for p in c.patterns if p.rule.startswith(f"{pack.name}/")]
        new = [id for id in added if c.changed.get(id) != pack.name]
        parts = (("adds", new), ("changes", [id for id in added if id not in new]),
                 ("switches off", [id for id, by in c.dropped.items() if by == pack.name]))
        said = "; ".join(f"{verb} {', '.join(ids)}" for verb, ids in parts if ids) or "changes no pattern here"
        lines.append((Text("·"), Text(f"{pack.label}: {said}")))
    _list(out, "Packs in force", lines)


def _list(out: Console, label: str, rows: Iterable[tuple[Text, ...]]) -> None:
    """A heading and lines with a mark before each; wrapped lines stay under their own text."""
    table = Table.grid(padding=(0, 1))
    for row in rows:
        table.add_row(*row)
    if table.row_count:
        out.print(Text(label, style="bold"))
        out.print(Padding(table, (0, 0, 1, 2)))


def _modes(out: Console, c: Category) -> None:
    rows = []
    for m in c.modes.values():
        score = f"{m.score:+g}" if m.score is not None else "–"
        about = Text(m.definition)
        if m.contexts:
            about.append(f" Contexts: {', '.join(m.contexts)}.", style="dim")
        rows.append((Text(m.name, style="cyan"), Text(score), Text(f"CAMEO {m.cameo or '–'}", no_wrap=True), about))
    _list(out, "Modes", rows)


def _cameo(out: Console, c: Category) -> None:
    """The rows of the CAMEO table that convert to the category, with the mode or context they give."""
    rows = []
    for x in codes_of(c.event):
        gives = ", ".join(v for v in (x.mode, x.context) if v)
        value = f"{x.goldstein:+g}" if x.goldstein is not None else "–"
        rows.append((Text(x.code), Text(value), Text(x.name), Text(gives, style="cyan")))
    _list(out, "CAMEO codes that convert to it (Goldstein value, name, mode)", rows)


def _example(e: Example) -> tuple[Text, ...]:
    mark = "✗" if e.expect is None else "✓"
    return Text(mark, style="red" if e.expect is None else "green"), Text(e.text).append(f"  {expected(e)}", style="dim")


def expected(e: Example) -> str:
    """What the coder must make of an example, in words."""
    if e.expect is None:
        return "not this category"
    parts = []
    for key, value in e.expect.items():
        shown = ", ".join(map(str, value)) if isinstance(value, list) else value
        parts.append(f"{key}: {'none' if shown in (None, '') else shown}")
    return "; ".join(parts)


def _patterns(out: Console, c: Category) -> None:
    rows = []
    for p in c.patterns:
        written = {k: v for k, v in (rule_text(p.rule) or {}).items() if k != "id"}
        shown = yaml.safe_dump(written, sort_keys=False, allow_unicode=True, default_flow_style=None, width=UNWRAPPED)
        own = "" if p.rule.startswith(f"{OURS}/") else f"{p.rule.partition('/')[0]}/"
        rows.append((Text(own + p.rule.partition("#")[2], style="cyan"), Text(shown.rstrip())))
    _list(out, f"Patterns ({len(rows)})", rows)
