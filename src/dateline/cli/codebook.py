"""`dateline codebook`: what the coder goes by."""

from __future__ import annotations

from typing import Annotated

import msgspec
from cyclopts import Parameter
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.cli.options import Csv, Json, one_format
from dateline.cli.show import console as standard_output
from dateline.cli.tables import print_csv
from dateline.errors import UsageError
from dateline.lexicon.cameo import load_cameo
from dateline.lexicon.codebook import Category, load_codebook
from dateline.store.query import category as category_name

COLUMNS = ("quad", "category", "score", "recipient", "modes", "patterns")


def codebook(
    category: str | None = None,
    /,
    *,
    patterns: Annotated[bool, Parameter(negative="", help="Also every pattern.")] = False,
    json: Json = False,
    csv: Csv = False,
) -> int:
    """Print the codebook: all categories, or one with its definition, modes, rules, examples and CAMEO codes.

    For example:

    - `dateline codebook`
    - `dateline codebook COERCE --patterns`
    - `dateline codebook --csv > categories.csv`
    """
    form = one_format(json, csv)
    book = load_codebook()
    console = standard_output()
    if category is None:
        rows = [_row(c) for c in sorted(book.categories.values(), key=lambda c: (c.quad, c.event))]
        if form == "json":
            print(msgspec.json.encode(book.categories).decode())
        elif form == "csv":
            print_csv(COLUMNS, rows)
        else:
            console.print(_overview(rows))
        return 0
    one = book.categories[category_name(category)]
    if form == "csv":
        raise UsageError("one category does not fit a table; leave out its name, or use --json")
    if form == "json":
        print(msgspec.json.encode(one).decode())
    else:
        _page(console, one, patterns)
    return 0


def _row(c: Category) -> tuple[str, ...]:
    recipient = "required" if c.recipient_required else "optional"
    return str(c.quad), c.event, f"{c.score:+g}", recipient, " ".join(c.modes), str(len(c.patterns))


def _overview(rows: list[tuple[str, ...]]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in COLUMNS:
        table.add_column(column)
    for row in rows:
        table.add_row(*row)
    return table


def _page(console: Console, c: Category, patterns: bool) -> None:
    console.rule(Text(c.event, style="bold"))
    recipient = "required" if c.recipient_required else "optional"
    console.print(f"quad {c.quad}, score {c.score:+g}, recipient {recipient}, CAMEO {c.cameo or '–'}\n")
    console.print(Text(c.definition + "\n"))
    for label, lines in (("Includes", c.includes), ("Excludes", c.excludes), ("Rules", c.rules)):
        if lines:
            console.print(Text(label, style="bold"))
            for line in lines:
                console.print(Text(f"  · {line}"))
    if c.modes:
        console.print(Text("Modes", style="bold"))
        for m in c.modes.values():
            score = f"{m.score:+g}" if m.score is not None else "no score"
            console.print(Text(f"  {m.name:<14}{score:<10}CAMEO {m.cameo or '–':<6}{m.definition}"))
    codes = [x for x in load_cameo().values() if x.event == c.event]
    if codes:
        console.print(Text("CAMEO codes that convert to it", style="bold"))
        for x in codes:
            console.print(Text(f"  {x.code:<6}{x.goldstein if x.goldstein is not None else '':<6} {x.name}"))
    console.print(Text("Examples", style="bold"))
    for e in c.examples:
        expect = "not this category" if e.expect is None else ", ".join(f"{k}: {v}" for k, v in e.expect.items())
        console.print(Text(f"  {'✗' if e.expect is None else '✓'} {e.text}").append(f"  {expect}", style="dim"))
    if patterns:
        console.print(Text("Patterns", style="bold"))
        for p in c.patterns:
            words = ", ".join(" ".join((ph.key, *ph.rest)) for ph in p.phrases)
            shown = Text(f"  {p.rule.split('#')[1]:<28}{p.part}: {words}")
            console.print(shown.append(f"  {p.mode or ''} {p.cameo or ''}", style="dim"))
