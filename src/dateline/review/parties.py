"""Who a cell of a coded file names, and when two parties agree."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from dateline.lexicon.names import load_names
from dateline.lexicon.states import load_states
from dateline.lexicon.tables import DATA, read_table
from dateline.review.categories import meaning
from dateline.review.items import Party

ACTOR_CODE = re.compile(r"(?:[A-Z]{3}){2,5}")  # of CAMEO: country and roles
LIST = re.compile(r"[;|]")
OF_A_STATE = {"state": 0, "adjective": 1, "demonym": 2, "capital": 3, "seat": 4}
WIDER = {"IGO": frozenset({"IGO", "UNO", "EUR"})}


@cache
def codes() -> dict[str, str]:
    """Letters of a coded file → code of `actor.country`."""
    out = {s.iso2: s.code for s in load_states() if s.iso2}
    out |= {n.country: n.country for names in load_names().by_form.values() for n in names if n.country}
    out |= {s.code: s.code for s in load_states()}
    for row in read_table(DATA / "review" / "countries.tsv", ("code", "country")):
        out.setdefault(row["code"], row["country"])
    return out


@cache
def country_of(text: str) -> str | None:
    """The country that a code, an actor code, or a name, adjective or capital of a state stands for."""
    known = codes().get(text) or (codes().get(text[:3]) if ACTOR_CODE.fullmatch(text) else None)
    if known:
        return known
    found = [n for n in load_names().names(text) if n.role in OF_A_STATE]
    found.sort(key=lambda n: (n.end is not None, OF_A_STATE[n.role]))
    return found[0].country if found else None


def parties_of(cell: str) -> tuple[Party, ...]:
    """The parties of a cell; several stand between `;` or `|`. Words for nothing give none."""
    out = []
    for part in LIST.split(cell):
        text = " ".join(part.split())
        said = meaning(text) if not text.isalnum() or text.upper() in {"NONE", "NULL"} else None
        if text and (said is None or said.category is not None):
            country = country_of(text)
            out.append(Party(country=country, name=None if country else text))
    return tuple(dict.fromkeys(out))


def agree(gold: Party, coded: Party) -> bool:
    """Spans decide where the gold has them, else the country, else the name."""
    if gold.spans:
        return any(a < d and c < b for a, b in gold.spans for c, d in coded.spans)
    if gold.country:
        return coded.country in WIDER.get(gold.country, {gold.country})
    return bool(gold.name and coded.name) and same_name(gold.name or "", coded.name or "")


@cache
def same_name(a: str, b: str) -> bool:
    """Equal but for case, accents, marks and `the`; one within the other as whole words; or two forms of one party."""
    first, second = plain(a), plain(b)
    if not first or not second:
        return False
    if f" {first} " in f" {second} " or f" {second} " in f" {first} ":
        return True
    return bool({n.party for n in load_names().names(a)} & {n.party for n in load_names().names(b)})


@cache
def plain(name: str) -> str:
    """A name as it is compared."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    words = re.sub(r"[^\w]+", " ", bare.replace(".", "")).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)
