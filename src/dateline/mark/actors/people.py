"""Names of people joined: a surname to the full name, an officeholder to the table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dateline.lexicon.names import Name, NameIndex
from dateline.mark.draft import Ref


def join_people(people: Iterable[Ref], names: NameIndex, day: date | None) -> None:
    """Give every person's name a key; a surname alone takes the key of the full name that ends in it.

    Over the whole article, since a headline may give the surname alone. A name that turns out to be an officeholder's
    takes the holder's name, country, sectors and office.
    """
    people = list(people)
    full = _FullNames()
    for r in people:
        known = next((n.party for n in names.names(r.name) if n.role == "person"), None)
        r.key = r.key or known
        if r.key is not None:
            full.note_ends(r)
    for r in people:
        if r.key is None and " " in r.name:
            r.key = full.longer(r.name) or f"person:{r.name}"
            full.note_ends(r)
        if r.key is not None:
            full.add(r)
    for r in people:
        if r.key is None:
            r.key = full.key(r)
        if r.key is None:
            known_name = _known_surname(r, names, day) if " " not in r.name else None
            if known_name is None:
                r.key = f"person:{r.name}"
            else:
                _become(r, known_name, day)
                full.add(r)


class _FullNames:
    """People named in full, by the short forms that may stand for them."""

    def __init__(self) -> None:
        self.last: dict[str, dict[str, None]] = {}
        self.first: dict[str, dict[str, None]] = {}
        self.ends: dict[tuple[str, str], str] = {}
        self.gender: dict[str, str] = {}

    def add(self, r: Ref) -> None:
        assert r.key is not None
        label = r.key.removeprefix("person:").split()
        words = r.name.split()
        for form in {words[-1], label[-1]}:
            self.last.setdefault(form, {})[r.key] = None
        for form in {words[0], label[0]} if len(label) > 1 else ():
            self.first.setdefault(form, {})[r.key] = None
        self.gender[r.key] = self.gender.get(r.key) or r.gender

    def note_ends(self, r: Ref) -> None:
        """Remember first and last name of a full name."""
        assert r.key is not None
        for name in (r.name.split(), r.key.removeprefix("person:").split()):
            if len(name) > 1:
                self.ends.setdefault((name[0], name[-1]), r.key)

    def longer(self, name: str) -> str | None:
        """The person of the same first and last name: "Omar Said Haddad" after "Omar Haddad"."""
        words = name.split()
        return self.ends.get((words[0], words[-1]))

    def key(self, r: Ref) -> str | None:
        """Whom one word stands for: by the last name the person of the fitting gender that the article names in full
        first, by the first name ("Xi", "Saddam") the only one of it."""
        for forms, only in ((self.last, False), (self.first, True)):
            keys = [k for k in forms.get(r.name, ()) if self._agrees(k, r)]
            if keys and (not only or len(keys) == 1):
                return keys[0]
        return None

    def _agrees(self, key: str, r: Ref) -> bool:
        return not r.gender or self.gender[key] in {"", r.gender}


def _known_surname(r: Ref, names: NameIndex, day: date | None) -> Name | None:
    """A surname never given in full: the officeholder of that name, if the day, office or country leaves one; when all
    whom it leaves are of one country, the name takes it."""
    candidates = [n for n in names.names(r.name.split()[-1]) if n.role in {"surname", "person"} and n.term]
    now = [n for n in candidates if day is not None and n.holds(day)]
    pool = now or (candidates if day is None or r.office else [])
    if r.office:
        pool = [n for n in pool if n.term and n.term.office == r.office] or pool
    if r.country:
        pool = [n for n in pool if n.country == r.country]
    if len({n.party for n in pool}) == 1:
        return max(pool, key=lambda n: n.start.toordinal() if n.start else 0)
    if r.office and len({n.country for n in pool}) == 1:
        r.country = pool[0].country
    return None


def _become(r: Ref, known: Name, day: date | None) -> None:
    r.key, r.name = known.party, known.label
    r.country, r.sectors = r.country or known.country, r.sectors or known.sectors
    if known.term is not None:
        r.office = r.office or (known.term.office if day else None)
        r.rule = known.term.rule
