"""Phrases headed by a name that the tables know."""

from __future__ import annotations

from datetime import date

from dateline.lexicon.agents import Title
from dateline.lexicon.names import Found, Name
from dateline.lexicon.words import join
from dateline.mark.actors.countries import country_at, is_national, modifier_country, modifier_giver
from dateline.mark.actors.lexicon import INSTITUTIONS
from dateline.mark.actors.metonyms import is_metonym
from dateline.mark.actors.reading import Reading
from dateline.mark.draft import Ref
from dateline.parse.phrases import NOMINAL, core

LONGER = frozenset({"PERSON", "ORG", "FAC", "WORK_OF_ART", "EVENT", "PRODUCT", "LAW"})
NO_NAME = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LANGUAGE"})
PEOPLE = frozenset({"adjective", "demonym"})
QUALIFYING = frozenset({"state", "adjective", "organization", "region", "capital", "seat"})


def known_name(r: Reading, i: int) -> Ref | None:
    """The party of the known name headed by token `i`; None when there is none, or its grammar makes it a place."""
    found = r.name_at.get(i)
    if found is None or not r.heads(found, i) or _swallowed(r, found, i):
        return None
    if r.s.tokens[i].ent in NO_NAME and not any(n.role == "person" for n in found.names):
        return None  # "March 8" as a day; "Theresa May" is a person whatever the parser saw
    name = _choose(r, found, i)
    if name is None:
        return None
    at = r.at(i, r.span(i, found))
    if name.role in {"capital", "seat"}:
        return _metonym(r, i, at, name)
    if name.kind == "person":
        return _person(r, found, at, name)
    if name.role in {"demonym", "adjective"}:
        return Ref(
            *at,
            type="name",
            name=r.s.tokens[i].text,
            kind="group",
            key=f"people:{name.country}",
            country=name.country,
            sectors=("CVL",),
            plural=name.role == "demonym" and r.s.tokens[i].tag in {"NNS", "NNPS"},
            rule=f"actors/states#{name.label}",
        )
    return Ref(
        *at,
        type="name",
        name=name.label,
        kind=name.kind,
        key=name.party,
        country=name.country,
        sectors=name.sectors,
        wikidata=name.wikidata,
        rule=f"actors/{name.party}",
    )


def modifiers(r: Reading) -> list[Ref]:
    """Names that only qualify a noun ("Russian missiles"), and places: parties to fall back on."""
    return _places(r) + _qualifiers(r)


def _places(r: Reading) -> list[Ref]:
    out = []
    for t in r.s.tokens:
        code = r.places.get(t.start)
        name = r.lexicon.states.get(code or "")
        if code is not None and name is not None and t.i not in r.name_at:
            rule = f"actors/states#{name}"
            key = f"state:{name}"
            out.append(
                Ref(*r.at(t.i, (t.i, t.i + 1)), "name", name, "state", key, country=code, noun="modifier", rule=rule)
            )
    return out


def _qualifiers(r: Reading) -> list[Ref]:
    out = []
    for i, found in r.name_at.items():
        t = r.s.tokens[i]
        heads = r.heads(found, i) and t.dep in {"dobj", "pobj", "nsubjpass", "conj", "nsubj"}
        hangs = t.dep in {"amod", "compound", "nmod", "poss"} or r.tied(i)
        if not (heads or hangs) or t.end != found.end:
            continue
        fitting = (n for n in found.names if n.holds(r.day) and n.role in QUALIFYING and not n.needs_context)
        name = next((n for n in fitting if not _is_anothers(r, n, None)), None)
        if name is not None:
            out.append(
                Ref(
                    r.s.index,
                    i,
                    found.start,
                    found.end,
                    type="name",
                    name=name.label,
                    kind="state" if name.role == "adjective" and name.kind == "state" else name.kind,
                    key=name.party,
                    country=name.country,
                    sectors=name.sectors,
                    noun="modifier",
                    rule=f"actors/{name.party}",
                )
            )
    return out


def _metonym(r: Reading, i: int, at: tuple[int, int, int, int], name: Name) -> Ref | None:
    if not is_metonym(r.s, i, name.role):
        return None
    return Ref(
        *at,
        type="name",
        name=name.label,
        kind="state",
        key=name.party,
        country=name.country,
        sectors=("GOV",) if name.role == "seat" else (),
        wikidata=name.wikidata,
        metonym=True,
        rule=f"actors/states#{name.label}",
    )


def _person(r: Reading, found: Found, at: tuple[int, int, int, int], name: Name) -> Ref:
    title = r.title(found)
    office = title.office if title is not None else None
    if name.term is not None and name.holds(r.day):
        office = office or name.term.office
    return Ref(
        *at,
        type="name",
        name=name.label,
        kind="person",
        key=name.party,
        country=modifier_country(r, at[1]) or name.country,
        sectors=_sectors(r, name, title),
        office=office,
        wikidata=name.wikidata,
        gender=r.gender(r.span(at[1], found), name.label.split()[0]),
        unbound=r.not_now(r.span(at[1], found)),
        rule=name.term.rule if name.term is not None else "",
    )


def _sectors(r: Reading, name: Name, title: Title | None) -> tuple[str, ...]:
    """Sectors of the office held, behind those of another title where the day does not say which it was."""
    sectors = title.sectors if title is not None else ()
    if name.term is None or title is None or title.office in {None, name.term.office}:
        return name.sectors or sectors
    sure = r.day is not None and name.holds(r.day)
    return tuple(dict.fromkeys((*name.sectors, *sectors) if sure else (*sectors, *name.sectors)))


def only_qualifies(r: Reading, i: int) -> bool:
    """Token `i` says something of a party and names none: "UK-based", "rebel-held", "British" in "US and British
    activists"."""
    s, found = r.s, r.name_at.get(i)
    if r.tied(i):
        return True
    if found is None or s.tokens[i].tag in {"NNS", "NNPS"} or any(n.role not in PEOPLE for n in found.names):
        return False
    return bool(r.tied_before(i)) or any(
        a > i and s.tokens[a].pos in NOMINAL and core(s, a)[0] <= i for a in s.ancestors(i)
    )


def _swallowed(r: Reading, found: Found, i: int) -> bool:
    """A known name inside a longer name of a person or an organization: "Michael Jordan", "Bank of China"."""
    e = r.entity_at.get(i)
    if e is None or e.label not in LONGER:
        return False
    tokens = r.s.tokens
    start, end = tokens[e.first].start, tokens[e.last - 1].end
    if tokens[e.last - 1].lower == "'s":
        end = tokens[e.last - 2].end if e.last - e.first > 1 else end
    if tokens[e.first].lower == "the":
        start = tokens[min(e.first + 1, e.last - 1)].start
    if start >= found.start and end <= found.end:
        return False
    if any(n.role in {"person", "organization"} for n in found.names):
        return False
    inside = tokens[e.first : e.last]
    return e.label != "PERSON" or not any(t.text in r.lexicon.titles or t.lower in r.lexicon.agents for t in inside)


def _choose(r: Reading, found: Found, i: int) -> Name | None:
    """One of the parties a form may stand for: by the day, by the title, by what the parser took it for."""
    names = [n for n in found.names if n.holds(r.day)] or list(found.names)
    if all(n.role == "surname" for n in names):
        return None  # left to coreference, which knows the article's full names
    giver, title = modifier_giver(r, i), r.title(found)
    country = country_at(r, giver) if giver is not None else None
    if giver is not None and not is_national(r, giver):
        names = [n for n in names if not _is_common_body(r, n)]  # Ohio's Senate
    plain = [n for n in names if n.role != "surname" and not n.needs_context]
    if not plain:
        plain = [n for n in names if n.needs_context and _is_in_context(r, n, i)]
    plain = [n for n in plain if not _is_anothers(r, n, country)]
    if not plain:
        return None

    def fit(n: Name) -> tuple[bool, bool, bool, bool, date]:
        by_title = title is not None and n.term is not None and n.term.office == title.office
        by_country = country is not None and n.country == country
        return n.role == "state", by_country, by_title, n.holds(r.day), n.start or date.min

    return max(plain, key=fit)


def _is_common_body(r: Reading, n: Name) -> bool:
    """A state's body by a name that is a common noun: "Senate", "Supreme Court"."""
    common = n.role == "organization" and join(n.form) in r.lexicon.agents
    return common and bool(set(n.sectors) & INSTITUTIONS)


def _is_in_context(r: Reading, n: Name, i: int) -> bool:
    """What an ambiguous name needs: the parser sees a body, or a people of a country that the article names; common
    nouns ("Shiite militias") need the country alone, and a short name is clear where the article has the full one."""
    if n.party in r.parties:
        return True
    if n.form.split()[-1].lower() in r.lexicon.agents and n.form.split()[-1].islower():
        return n.country in r.countries
    seen = r.s.tokens[i].ent
    at_home = n.country in r.countries if seen == "NORP" else _is_at_home(r, n)
    return seen in {"ORG", "NORP"} and at_home


def _is_at_home(r: Reading, n: Name) -> bool:
    """Nothing speaks against an ambiguous name: the article names its country, or none, or it has no country."""
    return not r.countries or n.country in r.countries or n.country not in r.lexicon.states


def _is_anothers(r: Reading, n: Name, country: str | None) -> bool:
    """A body by a name that many countries' have, where the text speaks of another country: "Rwanda's Senate", "death
    squads"."""
    if n.role != "organization" or n.country not in r.lexicon.states:
        return False
    if not n.form.islower() and join(n.form) not in r.lexicon.agents:
        return False
    return country != n.country if country is not None else not _is_at_home(r, n)
