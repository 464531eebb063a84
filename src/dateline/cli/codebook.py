"""`dateline codebook`: what the coder goes by."""

from __future__ import annotations

from typing import Annotated

import msgspec
from cyclopts import Parameter
from rich.table import Table

from dateline.cli.codebook_page import category_page
from dateline.cli.options import Csv, Json, Lexicon, one_format, packs_of
from dateline.cli.show import console
from dateline.cli.tables import print_csv
from dateline.errors import UsageError
from dateline.lexicon.cameo import codes_of
from dateline.lexicon.codebook import Category, load_codebook
from dateline.lexicon.packs import laying
from dateline.lexicon.rules import rule_text
from dateline.store.query import category as category_name

COLUMNS = ("quad", "category", "score", "recipient", "modes", "patterns")


def codebook(
    category: str | None = None,
    /,
    *,
    patterns: Annotated[bool, Parameter(negative="", help="Also every pattern, as its file has it.")] = False,
    lexicon: Lexicon = None,
    json: Json = False,
    csv: Csv = False,
) -> int:
    """Print the codebook: all categories, or one with its definition, rules, modes, CAMEO codes, examples and
    counter-examples, as they are in force with the packs given.

    For example:

    - `dateline codebook`
    - `dateline codebook COERCE --patterns`
    - `dateline codebook ASSAULT --lexicon mypack`
    - `dateline codebook --csv > categories.csv`
    """
    form = one_format(json, csv)
    with laying(packs_of(lexicon)):
        if category is None:
            _all(form)
            return 0
        one = load_codebook().categories[category_name(category)]
        if form == "csv":
            raise UsageError("one category does not fit a table; leave out its name, or use --json")
        if form == "json":
            print(msgspec.json.encode(_plain(one)).decode())
        else:
            category_page(console(), one, patterns)
    return 0


def _all(form: str) -> None:
    categories = sorted(load_codebook().categories.values(), key=lambda c: (c.quad, c.event))
    rows = [_row(c) for c in categories]
    if form == "json":
        print(msgspec.json.encode({c.event: _plain(c) for c in categories}).decode())
    elif form == "csv":
        print_csv(COLUMNS, rows)
    else:
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in COLUMNS:
            table.add_column(column)
        for row in rows:
            table.add_row(*row)
        console().print(table)


def _row(c: Category) -> tuple[str, ...]:
    recipient = "required" if c.recipient_required else "optional"
    return str(c.quad), c.event, f"{c.score:+g}", recipient, " ".join(c.modes), str(len(c.patterns))


def _plain(c: Category) -> dict[str, object]:
    """A category with its CAMEO rows, and its patterns as their files have them."""
    fields: dict[str, object] = {f: getattr(c, f) for f in c.__struct_fields__}
    patterns = [{"rule": p.rule, **(rule_text(p.rule) or {})} for p in c.patterns]
    return {**fields, "cameo_codes": codes_of(c.event), "patterns": patterns}
