"""Which phrases of an article name the same party."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from dateline.lexicon.names import Name, NameIndex
from dateline.lexicon.offices import Term
from dateline.lexicon.reference import Reference
from dateline.mark.draft import Party, Ref
from dateline.parse.tree import Parsed

INSTITUTIONS = frozenset({"GOV", "COP", "JUD", "LEG", "MIL", "SPY"})  # sectors of a state's own bodies
HEAD = "Leader"  # a title that names no office: the Belarusian leader
NEAR = 3  # sentences a pronoun or a bare nominal looks back


@dataclass(slots=True)
class Clusters:
    """Parties in order of first mention, and for every (sentence, head token) the parties its phrase stands for."""

    parties: list[Party] = field(default_factory=list)
    by_head: dict[tuple[int, int], tuple[Party, ...]] = field(default_factory=dict)
    refs: dict[tuple[int, int], Ref] = field(default_factory=dict)
    modifiers: dict[tuple[int, int], tuple[Party, ...]] = field(default_factory=dict)


class Clusterer:
    """Joins the phrases of one article."""

    def __init__(
        self,
        parsed: Parsed,
        refs: list[list[Ref]],
        modifiers: list[Ref],
        reference: Reference,
        names: NameIndex,
        day: date | None,
        home: str | None,
    ) -> None:
        self.parsed, self.refs, self.reference, self.names = parsed, refs, reference, names
        self.modifiers = modifiers
        self.out = Clusters()
        self.by_key: dict[str, Party] = {}
        self.pairs: list[tuple[Party, Party]] = []
        self.day, self.home = day, home

    def run(self) -> Clusters:
        """Names first over the whole article (a headline may give the surname alone), then the rest in text order."""
        self._join_person_names()
        for sentence_refs in self.refs:
            for ref in sentence_refs:
                self.out.refs[ref.sentence, ref.head] = ref
            self._appositions(sentence_refs)
            for ref in sentence_refs:
                self._place(ref)
                self._pair_up(ref)
        for ref in self.modifiers:
            party = self._party(ref)
            party.refs.append(ref)
            self.out.modifiers[ref.sentence, ref.head] = (party,)
        return self.out

    # -- names -----------------------------------------------------------------------------------

    def _join_person_names(self) -> None:
        """Give every person's name a key; a surname alone takes the key of the full name that ends in it."""
        people = [r for rs in self.refs for r in rs if r.kind == "person" and r.type == "name"]
        full: dict[str, str] = {}
        for r in people:
            words = r.name.split()
            if r.key is None and len(words) > 1:
                known = {n.party: n for n in self.names.names(r.name) if n.role == "person"}
                r.key = next(iter(known), f"person:{r.name}")
            if r.key is not None:
                for form in {words[-1], r.key.removeprefix("person:").split()[-1]}:
                    full.setdefault(form, r.key)
                for n in self.names.names(r.name):
                    if n.role == "person":
                        full.update({m: r.key for m in self._short_forms(r.key) if m not in full})
        for r in people:
            if r.key is None:
                r.key = full.get(r.name)
            if r.key is None:
                term = self._known_surname(r) if " " not in r.name else None
                if term is not None:
                    r.key, r.name = term.party, term.label
                    r.country, r.sectors = r.country or term.country, r.sectors or term.sectors
                    r.office = r.office or (term.term.office if term.term and self.day else None)
                    r.rule = term.term.rule if term.term else r.rule
                    full.setdefault(term.form, term.party)
                else:
                    r.key = f"person:{r.name}"

    def _short_forms(self, key: str) -> list[str]:
        label = key.removeprefix("person:")
        return [label.split()[0]] if " " in label and label.split()[0] in self.names.by_form else []

    def _known_surname(self, r: Ref) -> Name | None:
        """A surname never given in full: the officeholder of that name, if the day, office or country leaves one."""
        candidates = [n for n in self.names.names(r.name.split()[-1]) if n.role in {"surname", "person"} and n.term]
        if not candidates:
            return None
        now = [n for n in candidates if self.day is not None and n.holds(self.day)]
        pool = now or (candidates if self.day is None or r.office else [])
        if r.office:
            pool = [n for n in pool if n.term and n.term.office == r.office] or pool
        if r.country:
            pool = [n for n in pool if n.country == r.country]
        parties = {n.party for n in pool}
        if len(parties) == 1:
            return max(pool, key=lambda n: n.start.toordinal() if n.start else 0)
        return None

    def _pair_up(self, ref: Ref) -> None:
        """Note "the army and the rebels": the two that "both sides" may stand for later on."""
        s = self.parsed.sentences[ref.sentence]
        t = s.tokens[ref.head]
        first = self.out.by_head.get((ref.sentence, t.head), ()) if t.dep == "conj" else ()
        second = self.out.by_head.get((ref.sentence, ref.head), ())
        if len(first) == len(second) == 1 and first[0] is not second[0] and ref.type != "pronoun":
            self.pairs.append((first[0], second[0]))

    # -- placing ---------------------------------------------------------------------------------

    def _appositions(self, refs: list[Ref]) -> None:
        """ "his counterpart, Xi Jinping", "Lukashenko, the president": one party; the name gives the key."""
        by_head = {r.head: r for r in refs}
        for r in refs:
            s = self.parsed.sentences[r.sentence]
            t = s.tokens[r.head]
            other = by_head.get(t.head)
            if t.dep != "appos" or other is None or other is r:
                continue
            name, nominal = (r, other) if r.type == "name" else (other, r)
            if name.type != "name" or nominal.type != "nominal" or nominal.plural != name.plural:
                continue
            if name.kind == "state" and nominal.kind == "person":
                continue
            nominal.key = name.key
            name.office = name.office or nominal.office
            name.sectors = name.sectors or nominal.sectors
            if name.country is None and not nominal.relational:
                name.country = nominal.country

    def _place(self, ref: Ref) -> None:
        at = (ref.sentence, ref.head)
        if ref.type == "pronoun":
            found = self._pronoun(ref)
            for p in found:
                p.refs.append(ref)
            if found:
                self.out.by_head[at] = found
            return
        if ref.owners and ref.office:
            found = tuple(self._officer(replace(ref, country=c, plural=False)) for c in ref.owners)
            for p in found:
                p.refs.append(ref)
            self.out.by_head[at] = found
            return
        if ref.type == "nominal" and ref.country is None:
            ref.country = self._owner(ref)
        if ref.type == "nominal" and (ref.key is None or ref.office):
            found = self._nominal(ref)
            if not found and ref.country is None:
                ref.country = self._implied(ref)
                if ref.country and ref.office and not ref.plural and ref.kind == "person":
                    found = (self._officer(ref),)
            if found:
                for p in found:
                    p.refs.append(ref)
                self.out.by_head[at] = found
                return
            ref.key = f"nominal:{ref.noun}:{ref.country or ''}"
        party = self._party(ref)
        party.country = party.country or ref.country
        party.sectors = party.sectors or ref.sectors
        party.office = party.office or ref.office
        if ref.type == "name" and ref.kind == "person" and len(ref.name) > len(party.name):
            party.name = ref.name
        party.refs.append(ref)
        self.out.by_head[at] = (party,)

    def _party(self, ref: Ref) -> Party:
        """The party with the key of `ref`, made when it is new."""
        assert ref.key is not None
        party = self.by_key.get(ref.key)
        if party is None:
            party = Party(
                f"a{len(self.out.parties) + 1}",
                ref.key,
                ref.name,
                ref.kind,
                ref.country,
                ref.sectors,
                ref.office,
                ref.wikidata,
            )
            self.by_key[ref.key] = party
            self.out.parties.append(party)
        return party

    def _owner(self, ref: Ref) -> str | None:
        """The country of the party that owns a nominal: "Lukashenko's government", "its troops"."""
        s = self.parsed.sentences[ref.sentence]
        for c in s.children(ref.head):
            if s.tokens[c].dep == "poss":
                owners = self.out.by_head.get((ref.sentence, c), ())
                if len(owners) == 1:
                    return owners[0].country
        return None

    def _implied(self, ref: Ref) -> str | None:
        """ "Police arrested …" under a dateline: the institutions of the country the copy was filed from, unless the sentence
        speaks of another country."""
        if self.home is None or ref.vague or ref.relational or not set(ref.sectors) & INSTITUTIONS:
            return None
        here = {r.country for r in self.refs[ref.sentence] if r.country} | {
            r.country for r in self.modifiers if r.sentence == ref.sentence and r.country
        }
        return self.home if not here - {self.home, "IGO", "UNO", "EUR", "NGO", "MNC", "IMG", "ISM"} else None

    def _officer(self, ref: Ref) -> Party:
        """Who holds an office: a person the article names (anywhere), else the holder on the story's day, else the office
        itself. `Leader` stands for whatever office the country's one named person has."""
        named = {
            r.key: r
            for rs in self.refs
            for r in rs
            if r.kind == "person"
            and r.type == "name"
            and r.country == ref.country
            and r.office
            and ref.office in {r.office, HEAD}
        }
        if len(named) == 1:
            return self._party(next(iter(named.values())))
        term = self._holder(ref)
        if term is not None:
            return self._party(
                replace(
                    ref,
                    key=f"person:{term.person}",
                    name=term.person,
                    kind="person",
                    sectors=term.sectors,
                    wikidata=term.wikidata,
                    rule=term.rule,
                )
            )
        return self._party(replace(ref, key=f"nominal:{ref.office}:{ref.country}"))

    def _holder(self, ref: Ref) -> Term | None:
        """The one holder of the office on the story's day; None when the day, or who it was, is not known."""
        if self.day is None or ref.country is None or ref.office is None:
            return None
        terms = self.names.holders(ref.country, ref.office, self.day)
        return terms[0] if len({t.person for t in terms}) == 1 else None

    def _recent(self, ref: Ref) -> list[tuple[int, Party]]:
        """Parties named before, best first: same sentence and the last ones, subjects before others."""
        ranked = []
        quoted = self._quoted(ref)
        for party in self.out.parties:
            last = next(
                (
                    r
                    for r in reversed(party.refs)
                    if (r.sentence, r.head) < (ref.sentence, ref.head) and (quoted or not self._quoted(r))
                ),
                None,
            )
            if last is None:
                continue
            distance = ref.sentence - last.sentence
            if distance > NEAR:
                continue
            dep = self.parsed.sentences[last.sentence].tokens[last.head].dep
            rank = distance * 10 - (5 if dep in {"nsubj", "nsubjpass"} else 0) + (0 if dep != "poss" else 2)
            rank += 0 if party.refs[0].type == "name" or party.key.startswith("person:") else 6
            ranked.append((rank, -last.sentence, -last.head, party))
        ranked.sort(key=lambda x: x[:3])
        return [(rank, p) for rank, _, _, p in ranked]

    def _quoted(self, ref: Ref) -> bool:
        """The phrase stands inside quotation marks that open in its sentence: narration does not refer to it."""
        s = self.parsed.sentences[ref.sentence]
        return sum(t.text == '"' for t in s.tokens[: ref.head]) % 2 == 1

    def _pronoun(self, ref: Ref) -> tuple[Party, ...]:
        p = self.reference.pronouns[ref.name.lower()]
        if p.refers == "speaker":
            return ()
        s = self.parsed.sentences[ref.sentence]
        clause = self._own_clause(ref)
        if p.refers == "any":
            pair = self._pair(ref)
            if pair:
                return pair
        for _, party in self._recent(ref):
            if (
                any(r.sentence == ref.sentence and r.head in clause for r in party.refs)
                and s.tokens[ref.head].dep != "poss"
                and (not ref.name.lower().endswith(("self", "selves")))
            ):
                continue  # a subject and an object of one verb are two parties
            if p.refers == "person" and party.kind == "person" and not self._is_plural(party):
                return (party,)
            if p.refers == "thing" and party.kind in {"state", "organization", "place-metonym"}:
                return (party,)
            if p.refers == "thing" and party.kind == "group" and not self._is_plural(party):
                return (party,)
            if p.refers == "any" and (self._is_plural(party) or party.kind == "group"):
                return (party,)
        return ()

    def _pair(self, ref: Ref) -> tuple[Party, ...]:
        """ "China has ties with Lukashenko, and after their talks …": two named parties of the sentence, and no plural one."""
        here = [
            p
            for p in self.out.parties
            if any(
                r.sentence == ref.sentence and r.head < ref.head and r.noun != "modifier" and r.type != "pronoun"
                for r in p.refs
            )
        ]
        if any(self._is_plural(p) for p in here):
            return ()
        named = [p for p in here if p.refs[0].type == "name" or p.key.startswith("person:")]
        return tuple(named) if len(named) == 2 and len(here) == 2 else ()

    def _own_clause(self, ref: Ref) -> set[int]:
        """Heads of the other arguments of the verb that the pronoun is an argument of."""
        s = self.parsed.sentences[ref.sentence]
        head = s.tokens[ref.head].head
        if s.tokens[head].pos not in {"VERB", "AUX"}:
            return set()
        return {c for c in s.children(head) if s.tokens[c].dep in {"nsubj", "dobj", "nsubjpass", "dative"}} - {ref.head}

    def _is_plural(self, party: Party) -> bool:
        return (
            bool(party.refs)
            and party.refs[0].plural
            and not (party.kind == "person" and party.key.startswith("person:"))
        )

    def _nominal(self, ref: Ref) -> tuple[Party, ...]:
        """ "the president", "the bloc", "the two leaders": a party named before, if one fits."""
        refers = self.reference.nouns.get(ref.noun)
        if ref.plural:
            refers = refers or self.reference.plurals.get(ref.noun)
        same = self._same_words(ref)
        if same is not None:
            return (same,)
        if ref.office and ref.country and not ref.plural and ref.kind == "person":
            return (self._officer(ref),)
        if not refers:
            return ()
        fitting = [p for _, p in self._recent(ref) if self._fits(p, refers, ref)]
        if ref.plural:
            several = self._several(ref)
            if several == 2:
                pairs = [pair for pair in self.pairs if all(self._side(p, refers, ref) for p in pair)]
                here = [p for p in fitting if any(r.sentence == ref.sentence and r.head < ref.head for r in p.refs)]
                if len(here) == 2 and "any" not in refers:
                    return tuple(here)
                if pairs:  # the pair the article speaks of most
                    return max(reversed(pairs), key=lambda pair: sum(len(p.refs) for p in pair))
            if several is not None and "any" not in refers and len(fitting) >= several:
                return tuple(fitting[:several])
            return ()
        if ref.relational and ref.country is None:
            return ()
        return tuple(fitting[:1])

    def _same_words(self, ref: Ref) -> Party | None:
        """The same noun, and no other country: "the ministry" after "the Turkish ministry"."""
        for _, p in self._recent(ref):
            first = p.refs[0]  # _recent gives only parties with a phrase before this one
            if (
                first.type == "nominal"
                and first.noun == ref.noun
                and first.plural == ref.plural
                and (ref.country is None or p.country in {None, ref.country})
            ):
                return p
        return None

    def _fits(self, party: Party, refers: frozenset[str], ref: Ref) -> bool:
        if ref.country is not None and party.country != ref.country:
            return False
        if party.key.startswith("people:"):
            return False
        if party.kind == "person" and "person" in refers and not self._is_plural(party):
            if ref.office not in {None, HEAD} and party.office and ref.office != party.office:
                return False
            if not party.key.startswith("person:"):
                return False
            return ref.office is None or party.office is not None or ref.country is not None
        if party.kind == "state" and ("state" in refers or "any" in refers):
            return ref.country is None
        if party.kind == "organization" and "igo" in refers and party.country in {"IGO", "EUR", "UNO"}:
            return True
        if party.kind == "organization" and "organization" in refers:
            return party.refs[0].type == "name"
        return "any" in refers and party.kind in {"person", "organization"} and party.refs[0].type == "name"

    def _side(self, p: Party, refers: frozenset[str], ref: Ref) -> bool:
        return self._fits(p, refers, ref) or ("any" in refers and p.kind in {"state", "organization", "group"})

    def _several(self, ref: Ref) -> int | None:
        """How many a plural stands for: "the two leaders", "both sides"; None when the text does not say."""
        s = self.parsed.sentences[ref.sentence]
        for c in s.children(ref.head):
            word = s.tokens[c].lower
            if word in {"two", "both"}:
                return 2
            if word == "three":
                return 3
        if ref.noun in {"side", "leader", "president", "party", "neighbor", "country"} and not any(
            s.tokens[c].dep in {"amod", "compound", "nummod"} for c in s.children(ref.head)
        ):
            return 2 if s.tokens[ref.head].dep in {"nsubj", "nsubjpass", "pobj", "poss"} else None
        return None
