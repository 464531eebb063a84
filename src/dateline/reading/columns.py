"""Which column of a table holds what: by name (`data/columns.tsv`), by the user's word, or by long text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import structs

from dateline.lexicon.tables import DATA, read_table
from dateline.reading import parts
from dateline.reading.origin import Origin, digest
from dateline.reading.when import iso
from dateline.records import Failure, Page, Part, Warning

LONG = 120  # characters that a cell of copy has on average
ROLES = ("text", "html", "headline", "subhead", "date", "fetched", "url", "id", "language", "authors", "source", "section")
# Names that users may give a role besides its own.
ALSO = {
    "body": "text", "content": "text", "title": "headline", "author": "authors", "byline": "authors", "published": "date",
    "link": "url",
}


class NoColumns(Exception):
    """The table cannot be read by these columns; the message lists the columns there are."""


@cache
def known_names() -> dict[str, tuple[str, int]]:
    """Folded column name to its role and its rank among the names of the role."""
    out: dict[str, tuple[str, int]] = {}
    for row in read_table(DATA / "columns.tsv", ("role", "names")):
        if row["role"] not in ROLES:
            raise row.error(f"{row['role']!r} is no role of a column; the roles are {', '.join(ROLES)}")
        for rank, name in enumerate(row.list("names")):
            out.setdefault(name, (row["role"], rank))
    return out


def folded(name: str) -> str:
    """A column name without case, spaces and signs."""
    return "".join(c for c in name.lower() if c.isalnum())


def role_of(name: str) -> str:
    """The role a user means. Raises ValueError that lists the roles."""
    role = ALSO.get(folded(name), folded(name))
    if role not in ROLES:
        raise ValueError(f"a table has no field {name!r}; the fields are {', '.join(ROLES)}")
    return role


def choose(
    header: Sequence[str], wishes: Sequence[tuple[str, str]], sample: Sequence[Sequence[object]]
) -> dict[str, int]:
    """Role to column number. What the user names comes first, then known names, then for the copy the one column of long
    text. Raises NoColumns when a named column is absent or none holds copy."""
    there = ", ".join(h.strip() or "(no name)" for h in header) or "none"
    by_name: dict[str, int] = {}
    for i, name in reversed(list(enumerate(header))):
        by_name[folded(name)] = i
    out: dict[str, int] = {}
    for role, name in wishes:
        exact = [i for i, h in enumerate(header) if h.strip() == name.strip()]
        at = exact[0] if exact else by_name.get(folded(name))
        if at is None:
            raise NoColumns(f"there is no column {name!r} for {role}; the columns are {there}")
        out[role_of(role)] = at
    best: dict[str, int] = {}
    for name, at in by_name.items():
        role, rank = known_names().get(name, ("", 0))
        if role and role not in out and at not in out.values() and rank < best.get(role, 9999):
            best[role] = rank
    for name, at in by_name.items():
        role, rank = known_names().get(name, ("", 0))
        if role in best and best[role] == rank:
            out.setdefault(role, at)
    if "text" not in out and "html" not in out:
        if (at := long_column(sample, set(out.values()))) is None:
            raise NoColumns(f"no column is known to hold the copy; the columns are {there}. Name it with --column text=NAME")
        out["text"] = at
    return out


def long_column(sample: Sequence[Sequence[object]], taken: set[int]) -> int | None:
    """The column whose cells are the longest text, when they are long."""
    width = max((len(row) for row in sample), default=0)
    means = []
    for at in range(width):
        cells = [row[at] for row in sample if at < len(row)]
        texts = [c for c in cells if isinstance(c, str) and " " in c]
        if at not in taken and cells:
            means.append((sum(len(c) for c in texts) / len(cells), at))
    mean, at = max(means, default=(0.0, 0))
    return at if mean >= LONG else None


def row_page(row: Sequence[object], roles: Mapping[str, int], origin: Origin, where: str, *notes: Warning) -> Page | Failure:
    """The page of one row, or a Failure when it holds no copy."""
    cells = {role: row[at] if at < len(row) else None for role, at in roles.items()}
    words = {role: str(cell).strip() for role, cell in cells.items() if cell is not None and not isinstance(cell, list | tuple)}
    name = words.get("id") or where
    if words.get("source", "").startswith(("http://", "https://")):
        words.setdefault("url", words.pop("source"))
    text, html = words.get("text", ""), words.get("html", "")
    if not text and not html:
        return origin.failure("empty", f"{where}: the row holds no copy. The other rows are read.", id=name)
    headline = " ".join(words.get("headline", "").split())
    date, warnings = iso(cells.get("date")), list(notes)
    if words.get("date") and date is None:
        said = f"The date {words['date'][:40]!r} tells no day for certain; write YYYY-MM-DD."
        warnings.append(Warning(code="date-unclear", message=said))
    if not text or parts.markup(text):
        text, html = "", text or html
    lines = parts.paragraphs(text)
    if headline and text and (not lines or " ".join(lines[0].split()) != headline):
        made = [Part("headline", headline), *parts.part("subhead", words.get("subhead")), *parts.body(text)]
        page = parts.page(name, origin.path, made)
    else:
        copy = text or html
        page = Page(
            id=name, media_type="text/plain" if text else "text/html", sha256=digest(copy.encode("utf-8", "surrogatepass")),
            path=origin.path, text=text or None, html=None if text else html, headline=headline or None,
        )
    told = [(key, words[key]) for key in ("source", "section") if words.get(key)]
    return structs.replace(
        page, url=words.get("url") or None, date=date, fetched=iso(cells.get("fetched")), language=parts.tag(words.get("language")),
        authors=parts.names(cells.get("authors")), metadata=tuple((k, " ".join(v.split())) for k, v in told),
        warnings=tuple(warnings),
    )
