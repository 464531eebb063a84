"""Common nouns for parties and titles before names: `data/agents/*.tsv`."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal, get_args

import msgspec

from dateline.lexicon.laying import Table, laid_rows
from dateline.lexicon.packs import per_packs
from dateline.lexicon.tables import Row, read_table

AGENT_COLUMNS = ("noun", "plural", "kind", "sectors", "note")
TITLE_COLUMNS = ("title", "office", "sectors", "note")
TITLES = "titles.tsv"
NOUN_TABLE = Table(place="agents", columns=AGENT_COLUMNS, key=("noun",), named="noun", but=(TITLES,))
TITLE_TABLE = Table(place=f"agents/{TITLES}", columns=TITLE_COLUMNS, key=("title",), named="title")

# PLOVER's 25 sectors, as docs/data-format.md lists them: state actors first, then the rest.
SECTORS = frozenset(
    {
        "COP",
        "GOV",
        "JUD",
        "LEG",
        "MIL",
        "PRM",
        "PTY",
        "REB",
        "SPY",
        "UAF",
        "UNK",
        "AGR",
        "BUS",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "OPP",
        "PRE",
        "REL",
        "SOC",
    }
)

AgentKind = Literal["person", "organization", "group"]
AgentNote = Literal["", "office", "instrument", "collective", "relational", "vague", "counts"]
TitleNote = Literal["", "honorific", "USA"]

_SIBILANTS = ("s", "x", "z", "ch", "sh")


class Agent(msgspec.Struct, frozen=True, kw_only=True):
    """A common noun for a party. `noun` is the singular lemma in lower case, but for names and abbreviations in it.

    `plural` is always filled; it equals `noun` where the noun has one form (`police`, `armed forces`). `sectors` are in
    order of weight, empty where the noun says none. `note` is one of `office`, `instrument`, `collective`,
    `relational`, `vague`, or empty; the folder's README says what each means.
    """

    noun: str
    plural: str
    kind: AgentKind
    sectors: tuple[str, ...] = ()
    note: AgentNote = ""


class Title(msgspec.Struct, frozen=True, kw_only=True):
    """A title that stands before a name, as copy writes it. `office` is the plain form of the office it means.

    `office` is None for a mere form of address. `note` is `honorific` for those, or the only country whose title it is.
    """

    title: str
    office: str | None = None
    sectors: tuple[str, ...] = ()
    note: TitleNote = ""


def load_agents(folder: Traversable | Path | None = None) -> tuple[Agent, ...]:
    """All nouns, files in name order. Raises DataError with file and line."""
    return _shipped_agents() if folder is None else read_agents(folder)


def load_titles(folder: Traversable | Path | None = None) -> tuple[Title, ...]:
    """All titles in the order of the table. Raises DataError with file and line."""
    return _shipped_titles() if folder is None else read_titles(folder / TITLES)


def read_agents(folder: Traversable | Path) -> tuple[Agent, ...]:
    """Read and check a folder's tables of nouns: known kinds, sectors and notes, no noun twice."""
    items = sorted((f for f in folder.iterdir() if f.name.endswith(".tsv") and f.name != TITLES), key=lambda f: f.name)
    return agents_of(row for item in items for row in read_table(item, AGENT_COLUMNS))


def agents_of(rows: Iterable[Row]) -> tuple[Agent, ...]:
    """The nouns of rows, checked."""
    agents: list[Agent] = []
    seen: dict[str, str] = {}
    for row in rows:
        agent = _agent(row)
        _once(row, agent.noun, seen)
        agents.append(agent)
    return tuple(agents)


def read_titles(source: Traversable | Path) -> tuple[Title, ...]:
    """Read and check a table of titles: known sectors and notes, no title twice."""
    return titles_of(read_table(source, TITLE_COLUMNS))


def titles_of(rows: Iterable[Row]) -> tuple[Title, ...]:
    """The titles of rows, checked."""
    titles: list[Title] = []
    seen: dict[str, str] = {}
    for row in rows:
        if not row["title"]:
            raise row.error("a title is missing")
        _once(row, row["title"], seen)
        if row["note"] not in get_args(TitleNote):
            raise row.error(f"note must be empty or one of {', '.join(get_args(TitleNote)[1:])}, not {row['note']!r}")
        titles.append(msgspec.convert({**row, "office": row.optional("office"), "sectors": read_sectors(row)}, Title))
    return tuple(titles)


def read_sectors(row: Row) -> tuple[str, ...]:
    """The row's `sectors` cell. Raises DataError for a sector that is not PLOVER's."""
    for sector in row.list("sectors"):
        if sector not in SECTORS:
            raise row.error(f"{sector!r} is not one of PLOVER's sectors: {' '.join(sorted(SECTORS))}")
    return row.list("sectors")


def plural_of(noun: str) -> str:
    """The regular English plural of a noun or a noun phrase that ends in its head."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(_SIBILANTS) else "s")


@per_packs
def _shipped_agents() -> tuple[Agent, ...]:
    return agents_of(laid_rows(NOUN_TABLE))


@per_packs
def _shipped_titles() -> tuple[Title, ...]:
    return titles_of(laid_rows(TITLE_TABLE))


def _agent(row: Row) -> Agent:
    if not row["noun"]:
        raise row.error("a noun is missing")
    if row["kind"] not in get_args(AgentKind):
        raise row.error(f"kind must be one of {', '.join(get_args(AgentKind))}, not {row['kind']!r}")
    if row["note"] not in get_args(AgentNote):
        raise row.error(f"note must be empty or one of {', '.join(get_args(AgentNote)[1:])}, not {row['note']!r}")
    plural = row["plural"] or plural_of(row["noun"])
    return msgspec.convert({**row, "plural": plural, "sectors": read_sectors(row)}, Agent)


def _once(row: Row, name: str, seen: dict[str, str]) -> None:
    if name in seen:
        raise row.error(f"{name!r} stands already at {seen[name]}")
    seen[name] = f"{row.file}:{row.line}"
