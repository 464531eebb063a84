"""Every name of a party that the tables know, in one index over exact forms."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

import ahocorasick_rs
import msgspec

from dateline.lexicon.offices import Offices, Term, load_offices
from dateline.lexicon.organizations import load_organizations
from dateline.lexicon.packs import laid_packs, laying, per_packs
from dateline.lexicon.states import load_regions, load_states

Role = Literal["state", "adjective", "demonym", "capital", "seat", "region", "organization", "person", "surname"]


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """One form of one party. `party` is the key that all forms of the party share; days bound when the form is in use."""

    form: str
    role: Role
    party: str
    label: str
    kind: str
    country: str | None
    sectors: tuple[str, ...] = ()
    wikidata: str | None = None
    start: date | None = None
    end: date | None = None
    term: Term | None = None
    needs_context: bool = False

    def holds(self, day: date | None) -> bool:
        """In use on that day (always, when the day is unknown)."""
        if day is None:
            return True
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Found(msgspec.Struct, frozen=True):
    """A form found in a text, with every party it may stand for."""

    start: int
    end: int
    names: tuple[Name, ...]


class NameIndex:
    """Finds all known names in a text, longest first, at word borders."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.by_form: dict[str, list[Name]] = {}
        for name in names:
            self.by_form.setdefault(name.form, []).append(name)
        self._forms = list(self.by_form)
        self._offices = Offices()
        self._automaton = ahocorasick_rs.AhoCorasick(self._forms, matchkind=ahocorasick_rs.MatchKind.Standard)

    def find(self, text: str) -> list[Found]:
        """Non-overlapping names, the longest at each place. `text` has plain apostrophes and spaces."""
        hits = []
        for which, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not _continues(text, end)):
                hits.append((start, end, which))
        hits.sort(key=lambda h: (h[0] - h[1], h[0]))
        taken = bytearray(len(text))
        out = []
        for start, end, which in hits:
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                out.append(Found(start, end, tuple(self.by_form[self._forms[which]])))
        return sorted(out, key=lambda f: f.start)

    def holders(self, country: str, office: str, day: date) -> tuple[Term, ...]:
        """Who held an office on a day; empty when the table does not say."""
        return self._offices.holders(country, office, day)

    def names(self, form: str) -> tuple[Name, ...]:
        """Every party a form may stand for."""
        return tuple(self.by_form.get(form, ()))


def _continues(text: str, end: int) -> bool:
    return text[end].isalnum()


def _day(text: str | None, last: bool) -> date | None:
    """A date that may be cut to year or month, as its first or last day."""
    if not text:
        return None
    parts = [int(p) for p in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    if len(parts) > 2:
        return date(year, month, parts[2])
    return date(year, month, monthrange(year, month)[1] if last else 1)


def _states() -> Iterator[Name]:
    for s in load_states():
        roles: list[tuple[str, Role]] = [(form, "state") for form in dict.fromkeys(s.names)]
        roles += [(form, "adjective") for form in s.adjectives]
        roles += [(form, "demonym") for form in s.demonyms if form not in s.adjectives]
        roles += [(form, "capital") for form in s.capitals]
        roles += [(form, "seat") for form in s.seats]
        spans = [(form, role, s.start, s.end) for form, role in roles]
        spans += [(p.name, "state", p.start, p.end) for p in s.past]
        for form, role, start, end in spans:
            yield Name(
                form=form,
                role=role,
                party=f"state:{s.name}",
                label=s.name,
                kind="state",
                country=s.code,
                wikidata=s.wikidata,
                start=_day(start, False),
                end=_day(end, True),
            )


def _regions() -> Iterator[Name]:
    for r in load_regions():
        for form in dict.fromkeys(r.names):
            yield Name(
                form=form,
                role="region",
                party=f"region:{r.name}",
                label=r.name,
                kind="place-metonym",
                country=r.country,
            )
        for form in (*r.adjectives, *r.demonyms):
            yield Name(
                form=form, role="adjective", party=f"region:{r.name}", label=r.name, kind="group", country=r.country
            )


def _organizations() -> Iterator[Name]:
    for o in load_organizations():
        for form in dict.fromkeys((o.name, *o.aliases)):
            yield Name(
                form=form,
                role="organization",
                party=f"org:{o.id}",
                label=o.name,
                kind=o.kind,
                country=o.country,
                sectors=o.sectors,
                wikidata=o.wikidata,
                start=o.start,
                end=o.end,
                needs_context=form in o.ambiguous,
            )


def _persons() -> Iterator[Name]:
    for t in load_offices():
        for form in dict.fromkeys((t.person, *t.aliases)):
            role: Role = "person" if " " in form else "surname"
            yield Name(
                form=form,
                role=role,
                party=f"person:{t.person}",
                label=t.person,
                kind="person",
                country=t.country,
                sectors=t.sectors,
                wikidata=t.wikidata,
                start=t.start,
                end=t.end,
                term=t,
            )


@per_packs
def load_names() -> NameIndex:
    """The index over all tables, built once for the packs in force."""
    names = _all()
    if laid_packs():
        with laying(()):
            ours = _all()
        names = _settled(names, ours)
    return NameIndex(names)


def _all() -> list[Name]:
    return [*_states(), *_regions(), *_organizations(), *_persons()]


def _settled(names: list[Name], ours: list[Name]) -> list[Name]:
    """The names without those of ours that a pack gives to another party for the same days.

    People share names in the world, so a person's name takes nothing from anybody.
    """
    known = {(n.form, n.party) for n in ours}
    fresh: dict[str, list[Name]] = {}
    for n in names:
        if n.kind != "person" and (n.form, n.party) not in known:
            fresh.setdefault(n.form, []).append(n)
    return [n for n in names if (n.form, n.party) not in known or not any(_meet(n, f) for f in fresh.get(n.form, ()))]


def _meet(a: Name, b: Name) -> bool:
    return (a.start or date.min) <= (b.end or date.max) and (b.start or date.min) <= (a.end or date.max)
