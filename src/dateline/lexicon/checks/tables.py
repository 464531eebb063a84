"""Tables: header and cells file by file, then the rows as the loaders take them, laid over ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.resources.abc import Traversable
from pathlib import Path

from dateline.errors import DataError
from dateline.lexicon import agents, offices, organizations, states
from dateline.lexicon.checks.cells import Check, checks_for, faults
from dateline.lexicon.checks.findings import Findings
from dateline.lexicon.checks.layer import Layer
from dateline.lexicon.laying import AWAY, Table, header_faults, laid_rows, own_rows
from dateline.lexicon.packs import laying
from dateline.lexicon.tables import Row

TABLES: tuple[tuple[Table, Callable[[Iterable[Row]], object]], ...] = (
    (states.STATE_TABLE, states.states_of),
    (states.REGION_TABLE, lambda rows: states.regions_of(rows, frozenset(s.code for s in states.load_states()))),
    (organizations.TABLE, organizations.organizations_of),
    (offices.TABLE, offices.offices_of),
    (agents.NOUN_TABLE, agents.agents_of),
    (agents.TITLE_TABLE, agents.titles_of),
)
MOST = 50  # mistakes that loaders tell one by one


def check_tables(layer: Layer, findings: Findings) -> None:
    """Check every table that the layer has."""
    with laying(()):
        codes = {s.code for s in states.load_states()}
    for table, build in TABLES:
        files = table.files(layer.root)
        checks = checks_for(table, frozenset(codes))
        bad: set[tuple[str, int]] = set()
        whole = True
        for item in files:
            rows = _rows(layer, table, item, findings)
            if rows is None:
                whole = False
                continue
            bad |= _cells(rows, checks, findings)
            if table is states.STATE_TABLE:
                codes |= {row["code"] for row in rows if row["code"]}
        if files and whole:
            _load(layer, table, build, bad, findings)
    if layer.pack is not None and (layer.root / "offices" / offices.KEPT_UNTIL).is_file():
        try:
            offices.read_kept_until(layer.root / "offices")
        except DataError as e:
            findings.mistake(layer.name("offices", offices.KEPT_UNTIL), 1, e.said)


def _rows(layer: Layer, table: Table, item: Traversable | Path, findings: Findings) -> list[Row] | None:
    """Rows of one file; None when its header or encoding makes them unreadable."""
    inside = table.place if table.place.endswith(item.name) else f"{table.place}/{item.name}"
    name = layer.name(inside)
    text = layer.text(item, name, findings)
    if text is None:
        return None
    header: tuple[str, ...] | None = None
    rows = []
    for number, raw in enumerate(text.split("\n"), 1):
        if not raw.strip() or raw.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in raw.rstrip("\r").split("\t"))
        if header is None:
            header, said = cells, list(header_faults(cells, table))
            for fault in said:
                findings.mistake(name, number, fault)
            if said:
                return None
        elif len(cells) > len(header):
            findings.mistake(name, number, f"{len(cells)} cells, but the header has {len(header)} columns")
        else:
            if len(cells) == 1 and len(header) > 1 and "  " in raw:
                findings.mistake(name, number, "there is no tab in this line; cells are told apart by tabs, not spaces")
            rows.append(Row(dict.fromkeys(table.columns, "") | dict(zip(header, cells, strict=False)), name, number))
    return rows


def _cells(rows: list[Row], checks: dict[str, Check], findings: Findings) -> set[tuple[str, int]]:
    bad = set()
    for row in rows:
        for fault in faults(row, checks):
            findings.mistake(row.file, row.line, fault)
            bad.add((row.file, row.line))
    return bad


def _load(
    layer: Layer, table: Table, build: Callable[[Iterable[Row]], object], bad: set[tuple[str, int]], findings: Findings
) -> None:
    """Let the loader read the rows; every row it refuses is told and left out, and it reads again."""
    for _ in range(MOST):
        try:
            if layer.pack is None:
                if not bad:
                    build(own_rows(table))
                return
            build(laid_rows(table, frozenset(bad)))
            return
        except DataError as e:
            own = not e.file.startswith(layer.name("")) and layer.pack is None
            findings.mistake(layer.name(table.place, e.file) if own else e.file, e.line, _plain(e, table, layer))
            if (e.file, e.line) in bad or layer.pack is None:
                return
            bad.add((e.file, e.line))


def _plain(error: DataError, table: Table, layer: Layer) -> str:
    """The loader's words, with what a pack's author is likely to have meant."""
    if layer.pack is None or table is not states.STATE_TABLE or "degrees" not in error.said:
        return error.said
    row = next((r for r in laid_rows_of(layer, table) if (r.file, r.line) == (error.file, error.line)), None)
    with laying(()):
        known = next((s.name for s in states.load_states() if row is not None and s.code == row["code"]), None)
    said = "a state that we do not have needs lat and lon in degrees"
    return f"{said}; {row['code']} is named {known!r} with us" if known and row is not None else said


def laid_rows_of(layer: Layer, table: Table) -> list[Row]:
    """The rows of the layer's own files that begin no removal."""
    found = (_rows(layer, table, item, Findings()) or [] for item in table.files(layer.root))
    return [row for rows in found for row in rows if not row[table.named].startswith(AWAY)]
