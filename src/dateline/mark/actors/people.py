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
    full: dict[str, str] = {}
    for r in people:
        _key_full_name(r, full, names)
    for r in people:
        if r.key is None:
            r.key = full.get(r.name)
        if r.key is None:
            known = _known_surname(r, names, day) if " " not in r.name else None
            if known is None:
                r.key = f"person:{r.name}"
            else:
                _become(r, known, day)
                full.setdefault(known.form, known.party)


def _key_full_name(r: Ref, full: dict[str, str], names: NameIndex) -> None:
    """Key a name of two words or more, and note in `full` the short forms that stand for it."""
    words = r.name.split()
    if r.key is None and len(words) > 1:
        known = {n.party: n for n in names.names(r.name) if n.role == "person"}
        r.key = next(iter(known), f"person:{r.name}")
    if r.key is None:
        return
    for form in {words[-1], r.key.removeprefix("person:").split()[-1]}:
        full.setdefault(form, r.key)
    if any(n.role == "person" for n in names.names(r.name)):
        for form in _first_name(r.key, names):
            full.setdefault(form, r.key)


def _first_name(key: str, names: NameIndex) -> list[str]:
    """The first word of a full name where the tables know it as a name by itself: "Xi" for Xi Jinping."""
    label = key.removeprefix("person:")
    return [label.split()[0]] if " " in label and label.split()[0] in names.by_form else []


def _known_surname(r: Ref, names: NameIndex, day: date | None) -> Name | None:
    """A surname never given in full: the officeholder of that name, if the day, office or country leaves one."""
    candidates = [n for n in names.names(r.name.split()[-1]) if n.role in {"surname", "person"} and n.term]
    now = [n for n in candidates if day is not None and n.holds(day)]
    pool = now or (candidates if day is None or r.office else [])
    if r.office:
        pool = [n for n in pool if n.term and n.term.office == r.office] or pool
    if r.country:
        pool = [n for n in pool if n.country == r.country]
    if len({n.party for n in pool}) != 1:
        return None
    return max(pool, key=lambda n: n.start.toordinal() if n.start else 0)


def _become(r: Ref, known: Name, day: date | None) -> None:
    r.key, r.name = known.party, known.label
    r.country, r.sectors = r.country or known.country, r.sectors or known.sectors
    if known.term is not None:
        r.office = r.office or (known.term.office if day else None)
        r.rule = known.term.rule
