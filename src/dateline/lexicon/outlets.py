"""News agencies and the forms their datelines take (`data/outlets/agencies.tsv`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.lexicon.tables import DATA, read_table

COLUMNS = ("name", "aliases", "datelines", "country", "examples", "source")


@dataclass(frozen=True, slots=True)
class Outlet:
    """One agency. `datelines` are the forms that stand in brackets; `country` is the seat, ISO alpha-3."""

    name: str
    aliases: tuple[str, ...]
    datelines: tuple[str, ...]
    country: str


@dataclass(frozen=True, slots=True)
class Outlets:
    """All agencies, by the lower-case form of any name."""

    by_form: dict[str, Outlet]
    by_name: dict[str, Outlet]

    def agency(self, form: str) -> Outlet | None:
        """The agency that copy calls `form` in a dateline, a credit or a byline."""
        key = form.strip(" .,/()[]").lower().removeprefix("the ")
        return self.by_form.get(key) or self.by_name.get(key)

    @property
    def names(self) -> tuple[str, ...]:
        """Every full name and alias, longest first."""
        return tuple(sorted(self.by_name, key=len, reverse=True))


@cache
def load_outlets() -> Outlets:
    """The agencies; the first row wins a form that two share. Raises DataError naming file and line."""
    by_form: dict[str, Outlet] = {}
    by_name: dict[str, Outlet] = {}
    for row in read_table(DATA / "outlets" / "agencies.tsv", COLUMNS):
        if not row["name"] or len(row["country"]) != 3:
            raise row.error("an agency needs a name and the alpha-3 code of its country")
        outlet = Outlet(row["name"], row.list("aliases"), row.list("datelines"), row["country"])
        for form in outlet.datelines:
            by_form.setdefault(form.strip("/").lower().removeprefix("the "), outlet)
        for name in (outlet.name, *outlet.aliases):
            by_name.setdefault(name.lower().removeprefix("the "), outlet)
    return Outlets(by_form, by_name)
