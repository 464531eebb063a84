"""Which phrases of a sentence name a party, and what their own words say of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dateline.lexicon.agents import Agent, Title
from dateline.lexicon.names import Found, Name
from dateline.lexicon.reference import Reference
from dateline.lexicon.words import join
from dateline.mark.actors.metonyms import is_metonym
from dateline.mark.draft import Ref
from dateline.parse.phrases import NOMINAL, core, pobjs, tails
from dateline.parse.tree import Sentence

PERSON_TAGS = frozenset({"PERSON"})
GROUP_TAGS = frozenset({"ORG", "NORP"})
OWNERS = ("of", "for", "in", "from", "at", "to")
PARTICLES = frozenset(
    {
        "al",
        "el",
        "ul",
        "bin",
        "ibn",
        "bint",
        "de",
        "da",
        "dos",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "abu",
    }
)
QUANTIFIERS = frozenset({"every", "each", "any", "no", "some", "several", "many", "most", "another", "other", "few"})


class Lexicon:
    """What phrase reading needs of the tables, gathered once."""

    def __init__(
        self, agents: Mapping[str, Agent], titles: Mapping[str, Title], reference: Reference, states: Mapping[str, str]
    ) -> None:
        self.agents, self.titles, self.reference, self.states = agents, titles, reference, states


class PhraseReader:
    """Reads the parties of one sentence. `found` are the known names in it, `places` maps offsets to countries,
    `surnames` are those of people the article names in full."""

    def __init__(
        self,
        s: Sentence,
        found: list[Found],
        lexicon: Lexicon,
        day: date | None,
        places: Mapping[int, str],
        surnames: frozenset[str],
    ) -> None:
        self.s, self.lexicon, self.day, self.places, self.surnames = s, lexicon, day, places, surnames
        self.name_at: dict[int, Found] = {}
        for f in found:
            for t in s.tokens:
                if t.start >= f.start and t.end <= f.end:
                    self.name_at[t.i] = f
        self.entity_at = {i: e for e in s.ents for i in range(e.first, e.last)}

    def refs(self) -> list[Ref]:
        """All phrases of the sentence that name a party, in order of their heads."""
        out = []
        for t in self.s.tokens:
            if t.pos in NOMINAL or t.i in self.name_at or self._people(t.i):
                ref = self.ref(t.i)
                if ref is not None:
                    out.append(ref)
        return out

    def ref(self, i: int) -> Ref | None:
        """The party a phrase headed by token `i` names; None when it names none or `i` is only part of a phrase."""
        t = self.s.tokens[i]
        if t.lower in self.lexicon.reference.pronouns and t.pos in {"PRON", "DET", "ADJ"}:
            p = self.lexicon.reference.pronouns[t.lower]
            return self._ref(
                i, (i, i + 1), "pronoun", t.text, "person" if p.refers == "person" else "group", None, plural=p.plural
            )
        if t.dep in {"compound", "amod", "nmod"} and self._inside_phrase(i):
            return None
        found = self.name_at.get(i)
        if found is not None and self._heads(found, i) and not self._swallowed(found, i):
            named = self._named(found, i)
            if named is not None:
                return named
        if t.pos == "PROPN" or (t.ent and t.ent in PERSON_TAGS):
            unknown = self._unknown(i)
            if unknown is not None:
                return unknown
        return self._nominal(i)

    def modifiers(self) -> list[Ref]:
        """Names that only qualify a noun ("Russian missiles"), and places: parties to fall back on."""
        out = []
        for t in self.s.tokens:
            code = self.places.get(t.start)
            name = self.lexicon.states.get(code or "")
            if code is not None and name is not None and t.i not in self.name_at:
                out.append(
                    Ref(
                        self.s.index,
                        t.i,
                        t.start,
                        t.end,
                        "name",
                        name,
                        "state",
                        f"state:{name}",
                        code,
                        noun="modifier",
                        rule=f"actors/states#{name}",
                    )
                )
        for i, found in self.name_at.items():
            t = self.s.tokens[i]
            heads = self._heads(found, i) and t.dep in {"dobj", "pobj", "nsubjpass", "conj", "nsubj"}
            if not (heads or t.dep in {"amod", "compound", "nmod", "poss"}) or self.s.tokens[i].end != found.end:
                continue
            for n in found.names:
                if (
                    n.holds(self.day)
                    and n.role in {"state", "adjective", "organization", "region", "capital"}
                    and not n.needs_context
                ):
                    out.append(
                        Ref(
                            self.s.index,
                            i,
                            found.start,
                            found.end,
                            "name",
                            n.label,
                            "state" if n.role == "adjective" and n.kind == "state" else n.kind,
                            n.party,
                            n.country,
                            n.sectors,
                            noun="modifier",
                            rule=f"actors/{n.party}",
                        )
                    )
                    break
        return out

    # -- names -----------------------------------------------------------------------------------

    def _inside_phrase(self, i: int) -> bool:
        head = self.s.tokens[i].head
        return head > i and self.s.tokens[head].pos in NOMINAL

    def _heads(self, found: Found, i: int) -> bool:
        return self.s.head_of(found.start, found.end) == i

    def _swallowed(self, found: Found, i: int) -> bool:
        """A known name inside a longer name of a person or an organization: "Michael Jordan", "Bank of China"."""
        e = self.entity_at.get(i)
        if e is None or e.label not in {"PERSON", "ORG", "FAC", "WORK_OF_ART", "EVENT", "PRODUCT", "LAW"}:
            return False
        start, end = self.s.tokens[e.first].start, self.s.tokens[e.last - 1].end
        if self.s.tokens[e.last - 1].lower == "'s":
            end = self.s.tokens[e.last - 2].end if e.last - e.first > 1 else end
        if self.s.tokens[e.first].lower == "the":
            start = self.s.tokens[min(e.first + 1, e.last - 1)].start
        longer = start < found.start or end > found.end
        if not longer:
            return False
        if any(n.role in {"person", "organization"} for n in found.names):
            return False
        inside = self.s.tokens[e.first : e.last]
        return e.label != "PERSON" or not any(
            t.text in self.lexicon.titles or t.lower in self.lexicon.agents for t in inside
        )

    def _named(self, found: Found, i: int) -> Ref | None:
        s = self.s
        name = self._choose(found, i)
        if name is None:
            return None
        span = self._span(i, found)
        title = self._title(i, found)
        if name.role in {"capital", "seat"}:
            if not is_metonym(s, i, name.role):
                return None
            return self._ref(
                i,
                span,
                "name",
                name.label,
                "state",
                name.party,
                country=name.country,
                sectors=("GOV",) if name.role == "seat" else (),
                wikidata=name.wikidata,
                metonym=True,
                rule=f"actors/states#{name.label}",
            )
        if name.kind == "person":
            term = name.term
            office = title.office if title is not None else None
            if term is not None and (self.day is None or name.holds(self.day)):
                office = office or term.office
            sectors = name.sectors or (title.sectors if title is not None else ())
            country = self._modifier_country(i) or name.country
            return self._ref(
                i,
                span,
                "name",
                name.label,
                "person",
                name.party,
                country=country,
                sectors=sectors,
                office=office,
                wikidata=name.wikidata,
                rule=term.rule if term is not None else "",
            )
        kind = name.kind if name.kind != "place-metonym" else "place-metonym"
        plural = name.role == "demonym" and s.tokens[i].tag in {"NNS", "NNPS"}
        if name.role in {"demonym", "adjective"}:
            kind = "group"
            return self._ref(
                i,
                span,
                "name",
                s.tokens[i].text,
                kind,
                f"people:{name.country}",
                country=name.country,
                sectors=("CVL",),
                plural=plural,
                rule=f"actors/states#{name.label}",
            )
        return self._ref(
            i,
            span,
            "name",
            name.label,
            kind,
            name.party,
            country=name.country,
            sectors=name.sectors,
            wikidata=name.wikidata,
            rule=f"actors/{name.party}",
        )

    def _choose(self, found: Found, i: int) -> Name | None:
        """One of the parties a form may stand for: by the day, by the title, by what the parser took it for."""
        s = self.s
        names = [n for n in found.names if n.holds(self.day)] or list(found.names)
        if all(n.role == "surname" for n in names):
            return None  # left to coreference, which knows the article's full names
        plain = [n for n in names if n.role != "surname" and not n.needs_context]
        if not plain:
            plain = [n for n in names if n.needs_context and s.tokens[i].ent == "ORG"]
        if not plain:
            return None
        country = self._modifier_country(i)
        title = self._title(i, found)

        def fit(n: Name) -> tuple[int, int, int, int, date]:
            states = n.role == "state"
            by_title = title is not None and n.term is not None and n.term.office == title.office
            return (
                states,
                country is not None and n.country == country,
                by_title,
                n.holds(self.day),
                n.start or date.min,
            )

        return max(plain, key=fit)

    def _title(self, i: int, found: Found | None) -> Title | None:
        """The title before a name: "Belarusian President Alexander Lukashenko"."""
        s = self.s
        first = s.token_at(found.start) if found is not None else i
        if first is None:
            return None
        for width in (4, 3, 2, 1):
            if first - width >= 0:
                words = " ".join(t.text for t in s.tokens[first - width : first])
                title = self.lexicon.titles.get(words) or self.lexicon.titles.get(words.lower())
                if title is not None:
                    return title
        return None

    def _span(self, i: int, found: Found | None) -> tuple[int, int]:
        first, last = core(self.s, i)
        if found is not None:
            a, b = self.s.token_at(found.start), self.s.token_at(found.end - 1)
            if a is not None and b is not None:
                first, last = min(first, a), max(last, b + 1)
        return first, last

    # -- unknown names ---------------------------------------------------------------------------

    def _unknown(self, i: int) -> Ref | None:
        s = self.s
        e = self.entity_at.get(i)
        found = self.name_at.get(i)
        if s.tokens[i].dep in {"compound", "nmod"}:
            return None
        surname = (s.tokens[i].text in self.surnames and self._name_start(i) == i) or (
            found is not None and all(n.role == "surname" for n in found.names) and s.tokens[i].ent == "PERSON"
        )
        title = self._title(self._name_start(i), None)
        country = self._modifier_country(i)
        if s.tokens[i].start in self.places and title is None and not surname and s.tokens[i].text not in self.surnames:
            return None  # a place; whether its country takes part is for roles to say
        if (e is not None and e.label == "PERSON") or surname or (title is not None and self._looks_personal(title)):
            first = self._name_start(i)
            text = " ".join(t.text for t in s.tokens[first : i + 1]).replace(" - ", "-")
            return self._ref(
                i,
                core(s, i),
                "name",
                text,
                "person",
                None,
                country=country,
                sectors=title.sectors if title is not None else (),
                office=title.office if title is not None else None,
                noun="name",
                rule="mark/person-name",
            )
        agent = self._agent(i)
        if agent is not None:
            return None  # "Foreign Ministry", "Parliament": a common noun written large
        if e is not None and e.label in GROUP_TAGS:
            first = max(e.first, core(s, i)[0])
            text = " ".join(t.text for t in s.tokens[first : i + 1] if t.lower not in {"the", "'s"})
            return self._ref(
                i,
                core(s, i),
                "name",
                text,
                "organization" if e.label == "ORG" else "group",
                f"name:{text.lower()}",
                country=country or self._owner_country(i),
                rule=f"parser/{e.label}",
            )
        return None

    def _name_start(self, i: int) -> int:
        """First token of the run of name words that ends at `i`, titles and adjectives of nationality left out."""
        s, first = self.s, i
        while first > 0:
            t = s.tokens[first - 1]
            if (
                first > 1
                and (t.text in {"-", "–"} or t.lower in PARTICLES)
                and s.tokens[first - 2].text[0].isalnum()
                and (s.tokens[first - 2].text[0].isupper() or s.tokens[first - 2].lower in PARTICLES)
            ):
                first -= 1
                continue
            if t.lower in PARTICLES:
                first -= 1
                continue
            if t.pos != "PROPN" or t.head not in range(first - 1, i + 1) or t.text in self.lexicon.titles:
                break
            if t.i in self.name_at and any(n.role in {"state", "adjective"} for n in self.name_at[t.i].names):
                break
            if t.text.lower() in self.lexicon.agents:
                break
            first -= 1
        return first

    def _looks_personal(self, title: Title) -> bool:
        return True

    # -- common nouns ----------------------------------------------------------------------------

    def _agent(self, i: int) -> tuple[Agent, str] | None:
        for key in reversed(tails(self.s, i)):
            agent = self.lexicon.agents.get(key)
            if agent is not None:
                return agent, join(agent.noun)
        return None

    def _people(self, i: int) -> bool:
        """ "the injured", "the Chinese", "the wealthy": an adjective used as a noun."""
        t = self.s.tokens[i]
        return (
            t.pos == "ADJ"
            and t.dep in {"nsubj", "nsubjpass", "dobj", "pobj", "conj"}
            and any(self.s.tokens[c].lower == "the" for c in self.s.children(i))
        )

    def _nominal(self, i: int) -> Ref | None:
        s = self.s
        hit = self._agent(i)
        inner = self.inner(i)
        if hit is None or hit[0].noun in self.lexicon.reference.transparent:
            if inner is not None:
                ref = self.ref(inner)
                if ref is not None and ref.type != "pronoun":
                    first, last = core(s, i)
                    key = ref.key if ref.type == "nominal" else None
                    name = " ".join(
                        t.text for t in s.tokens[first : s.edges(inner)[1] if s.edges(inner)[1] - first < 12 else last]
                    )
                    return self._ref(
                        i,
                        (first, last),
                        "nominal",
                        name,
                        "group",
                        key or f"part:{ref.key}:{s.tokens[i].lemma}",
                        country=ref.country,
                        sectors=ref.sectors,
                        plural=True,
                        noun=ref.noun,
                        rule=ref.rule,
                    )
            if hit is None:
                return None
        agent, key = hit
        first, last = core(s, i)
        country = self._modifier_country(i) or self._owner_country(i)
        if agent.note and "relational" in agent.note and country is None:
            country = self._possessor_country(i)
        name = " ".join(t.text for t in s.tokens[first:last]).replace(" '", "'").replace(" - ", "-")
        for article in ("the ", "The ", "a ", "A ", "an ", "An "):
            name = name.removeprefix(article)
        definite = any(
            s.tokens[c].lower in {"the", "this", "that", "these", "those", "both", "his", "her", "their", "its"}
            for c in s.children(i)
        )
        party = f"nominal:{key}:{country or ''}"
        if not definite and any(
            s.tokens[c].dep in {"nummod", "quantmod"} or s.tokens[c].lower in QUANTIFIERS for c in s.children(i)
        ):
            party += f":{s.tokens[i].start}"  # "34 people" and "eleven people" are not the same people
        note = agent.note or ""
        return self._ref(
            i,
            (first, last),
            "nominal",
            name,
            agent.kind,
            None if definite else party,
            country=country,
            sectors=agent.sectors,
            plural=s.tokens[i].tag in {"NNS", "NNPS"},
            noun=key,
            vague="vague" in note,
            relational="relational" in note,
            instrument="instrument" in note,
            rule=f"agents#{agent.noun}",
            office=self._office_of(i),
            owners=self._owners(i),
        )

    def _office_of(self, i: int) -> str | None:
        for key in reversed(tails(self.s, i)):
            title = self.lexicon.titles.get(key)
            if title is not None:
                return title.office
        text = self.s.tokens[i].text
        title = self.lexicon.titles.get(text.capitalize())
        return title.office if title is not None else None

    def inner(self, i: int) -> int | None:
        """The noun that a transparent noun points at: `protesters` in "dozens of protesters"."""
        s, t = self.s, self.s.tokens[i]
        if (
            t.lemma not in self.lexicon.reference.transparent
            and t.lower not in self.lexicon.reference.transparent
            and (t.pos != "NUM")
        ):
            return None
        for c in s.children(i):
            if s.tokens[c].dep == "prep" and s.tokens[c].lower == "of":
                below = pobjs(s, c)
                if below:
                    return below[0]
        return None

    # -- countries -------------------------------------------------------------------------------

    def _modifier_country(self, i: int) -> str | None:
        """Country named by an adjective, compound or possessor of the phrase: "Turkish", "Turkey's"."""
        s = self.s
        first, _ = core(s, i)
        for c in range(i - 1, first - 1, -1):
            country = self.country_at(c)
            if country is not None and (c not in self.name_at or self.name_at[c] is not self.name_at.get(i)):
                return country
        return None

    def _owner_country(self, i: int) -> str | None:
        """Country named after the noun: "the government of Turkey", "police in Lagos"."""
        s = self.s
        for c in s.children(i):
            if s.tokens[c].dep == "prep" and s.tokens[c].lower in OWNERS:
                for p in pobjs(s, c):
                    country = self.country_at(p) or self._modifier_country(p)
                    if country is None and s.tokens[c].lower in {"of", "for"}:
                        country = self._owner_country(p)
                    if country is not None:
                        return country
        return None

    def _owners(self, i: int) -> tuple[str, ...]:
        """Countries of "the presidents of China and Belarus", "the Chinese and Belarusian presidents"."""
        s, out = self.s, []
        if s.tokens[i].tag != "NNS":
            return ()
        for c in s.children(i):
            if s.tokens[c].dep == "prep" and s.tokens[c].lower == "of":
                out += [self.country_at(p) for p in pobjs(s, c)]
            elif s.tokens[c].dep in {"amod", "compound"}:
                out += [self.country_at(k) for k in s.subtree(c) if s.tokens[k].dep in {"amod", "compound", "conj"}]
        at = i - 1  # "China, Belarus presidents": names before the noun, however the parser hangs them
        while at >= 0 and (s.tokens[at].text in {",", "and", "&"} or at in self.name_at):
            out.append(self.country_at(at))
            at -= 1
        found = tuple(dict.fromkeys(c for c in out if c is not None))
        return found if len(found) > 1 else ()

    def _possessor_country(self, i: int) -> str | None:
        for c in self.s.children(i):
            if self.s.tokens[c].dep == "poss":
                return self.country_at(c) or self._modifier_country(c)
        return None

    def country_at(self, i: int) -> str | None:
        """Country of the name that covers token `i`."""
        found = self.name_at.get(i)
        if found is not None:
            for n in found.names:
                if n.role in {"state", "adjective", "demonym", "capital", "seat", "region", "organization"} and (
                    n.holds(self.day) and not n.needs_context
                ):
                    return n.country
            people = {n.country for n in found.names if n.role == "person" and n.holds(self.day)}
            if len(people) == 1:
                return people.pop()
        return self.places.get(self.s.tokens[i].start)

    def _ref(
        self,
        i: int,
        span: tuple[int, int],
        type_: str,
        name: str,
        kind: str,
        key: str | None,
        *,
        country: str | None = None,
        sectors: tuple[str, ...] = (),
        office: str | None = None,
        wikidata: str | None = None,
        plural: bool = False,
        noun: str = "",
        metonym: bool = False,
        vague: bool = False,
        relational: bool = False,
        rule: str = "",
        owners: tuple[str, ...] = (),
        instrument: bool = False,
    ) -> Ref:
        tokens = self.s.tokens
        return Ref(
            self.s.index,
            i,
            tokens[span[0]].start,
            tokens[span[1] - 1].end,
            type_,
            name,
            kind,
            key,
            country,
            sectors,
            office,
            wikidata,
            plural,
            noun,
            metonym,
            vague,
            relational,
            rule,
            owners,
            instrument,
        )
