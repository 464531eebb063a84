"""A country's army, police or ministry under whatever words: "Kenya's army" is the Kenyan army of the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.lexicon.names import Name, NameIndex
from dateline.mark.actors.lexicon import Lexicon
from dateline.mark.draft import Ref


def as_body(ref: Ref, words: str, names: NameIndex, lexicon: Lexicon, day: date | None) -> Ref:
    """The phrase as the table's body of its country with that name ("army", "foreign ministry"), if there is one."""
    name = _body(ref.country, words, names, lexicon, day)
    if name is None:
        return ref
    return replace(
        ref,
        name=name.label,
        kind=name.kind,
        key=name.party,
        sectors=name.sectors,
        wikidata=name.wikidata,
        rule=f"actors/{name.party}",
    )


def _body(country: str | None, words: str, names: NameIndex, lexicon: Lexicon, day: date | None) -> Name | None:
    for adjective in lexicon.adjectives.get(country or "", ()):
        for form in (f"{adjective} {words}", f"{adjective} {words.lower()}", f"{adjective} {words.title()}"):
            for n in names.names(form):
                if n.role == "organization" and n.country == country and n.holds(day) and not n.needs_context:
                    return n
    return None
