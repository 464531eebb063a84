"""Who acts and who is acted upon: from the slots of a matched frame to the parties of the article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.coding.frames import Framer
from dateline.coding.match import Match
from dateline.coding.slots import CLOSED, slots_of
from dateline.lexicon.classes import load_classes
from dateline.mark.actors import Clusters, Party
from dateline.parse.phrases import NOMINAL, core, pobjs
from dateline.parse.tree import Sentence

OWNED = frozenset({"AGREE", "AID", "CONCEDE", "RETREAT", "COOPERATE", "MOBILIZE", "REQUEST"})
PLACED = frozenset({"in", "over"})  # after these a state is acted on, or only where it was
PLACE_KINDS = frozenset({"state", "place-metonym"})
REACHING = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "CONCEDE", "RETREAT", "AID", "SANCTION"})
PLACING = (
    "to", "into", "on", "against", "across", "throughout", "in", "at", "near", "along", "around", "toward", "towards", "from",
)  # fmt: skip
SENDING = frozenset({"MOBILIZE", "AGREE", "CONCEDE", "RETREAT", "AID", "SANCTION"})
OUTWARD = frozenset({"AGREE", "SUPPORT", "AID", "CONSULT", "COOPERATE"})
BLAMING = frozenset({"ACCUSE", "PROTEST", "REJECT"})
DEEDS = ("suffered", "aggression", "sanction")  # classes of nouns of deeds that somebody is blamed for
CHARGING = frozenset({"SANCTION", "COERCE", "ACCUSE", "ASSAULT"})
FACING = frozenset({"with", "against", "to", "from", "on"})
MEN = ("troops", "peacekeeper")
SPEAKER = frozenset({"i", "we", "me", "us", "my", "our"})


@dataclass(slots=True, frozen=True)
class Role:
    """A party in a role: the tokens `first`..`last` of the phrase that puts it there."""

    party: Party
    first: int
    last: int
    direct: bool
    elsewhere: tuple[int, int] | None = None  # characters of the phrase when it stands in another sentence


class RoleReader:
    """Finds the parties in the slots of frames of one sentence."""

    def __init__(self, s: Sentence, framer: Framer, clusters: Clusters, text: str = "") -> None:
        self.s, self.framer, self.clusters, self.text = s, framer, clusters, text
        self.speaker: tuple[Party, ...] = ()

    def actors(self, m: Match) -> list[Role]:
        """Parties in the actor slot of a match."""
        slot = m.pattern.actor
        if slot == "none":
            return []
        heads = m.frame.subjects if slot == "subject" else self._slot(m, slot)
        found = self.parties(heads)
        if not found and slot == "subject" and m.frame.passive and m.pattern.event in OWNED:
            # "a Chinese proposal was issued", "American aid was sent": who owns the thing is who did it
            found = [
                r for i in m.frame.objects if m.pattern.event == "MOBILIZE" or not self._at(i) for r in self._of(i)
            ]
        return found

    def recipients(self, m: Match, actors: list[Role]) -> list[Role]:
        """Parties in the first recipient slot that holds any who is not the actor."""
        found = self._recipients(m, actors, lambda r: not self._own_side(m, r, actors))
        return found or self._recipients(m, actors, lambda r: True)

    def _recipients(self, m: Match, actors: list[Role], other: Callable[[Role], bool]) -> list[Role]:
        acting = {r.party.id for r in actors}
        held = [range(r.first, r.last) for r in actors if r.elsewhere is None]

        def fits(r: Role) -> bool:
            inside = any(r.first in h and r.last - 1 in h for h in held)
            apart = r.party.id not in acting and not inside and not self.own_force(m, r, actors)
            return apart and other(r)

        slots = slots_of(m, len(actors) > 1)
        for slot in slots:
            if slot == m.pattern.actor:
                continue
            heads = [h for h in self._doers(m, self._slot(m, slot)) if slot not in {"with", "by", "in"} or not self._instrument(h)]
            found = [r for r in self.parties(heads) if fits(r)]
            if slot == "someone":
                found = [r for r in found if r.direct and r.party.kind == "person"]
            if slot in PLACED and slot != m.phrase.leads:
                found = [r for r in found if r.party.kind in PLACE_KINDS]
            if found:
                return found
        if slots and slots[-1] == CLOSED:
            return []
        here = self._doers(m, [*m.frame.objects, *m.frame.preps.get(m.phrase.leads or "", []), *m.frame.preps.get("to", [])])
        charged = m.pattern.event in CHARGING
        for reach in (self._told(here), self._located(here), self.within(here, charged), self._located(self._where(m))):
            found = [r for r in reach if fits(r)]
            if found:
                return found
        return []

    def _doers(self, m: Match, heads: list[int]) -> list[int]:
        """Phrases of blame, a deed replaced by who did it: "condemned the killing of A by B", "protested against A's arrest"."""
        return [x for h in heads for x in (self.framer.noun(h).subjects if self._blamed(m, h) else [h])]

    def _blamed(self, m: Match, i: int) -> bool:
        """The noun names a deed that somebody is blamed for."""
        lemma = self.s.tokens[i].lemma
        return m.pattern.event in BLAMING and any(lemma in load_classes()[c] for c in DEEDS)

    def victim(self, m: Match, r: Role) -> bool:
        """To whom the deed was done that the predicate blames somebody for."""
        heads = [*m.frame.objects, *(h for hs in m.frame.preps.values() for h in hs)]
        deeds = [self.framer.noun(h) for h in heads if self._blamed(m, h)]
        done_to = {h for d in deeds for h in (*d.objects, *(x for name, xs in d.preps.items() if name != "by" for x in xs))}
        return r.elsewhere is None and any(r.first <= h < r.last for h in done_to)

    def _own_side(self, m: Match, r: Role, actors: list[Role]) -> bool:
        """The actor's own country, named as owner of what is given or promised ("reiterated Kenya's support for Somalia")."""
        own = {a.party.country for a in actors} - {None}
        return m.pattern.event in OUTWARD and not r.direct and r.party.country in own

    def own_force(self, m: Match, r: Role, actors: list[Role]) -> bool:
        """The actor's own men and means ("mobilised its army", "agreed to withdraw the troops"): with whom it is done."""
        if m.pattern.event not in SENDING or r.elsewhere is not None:
            return False
        i = r.last - 1
        ref = self.clusters.refs.get((self.s.index, i))
        if ref is None or ref.type != "nominal" or ref.noun is None or not any(ref.noun in load_classes()[c] for c in MEN):
            return False
        t = self.s.tokens[i]
        if t.dep == "pobj" and self.s.tokens[t.head].lower in FACING:
            return False
        return r.party.country is None or r.party.country in {a.party.country for a in actors}

    def _told(self, heads: list[int]) -> list[Role]:
        """Who does it in the clause that tells what a noun holds ("claims that soldiers had opened fire")."""
        s = self.s
        for i in heads:
            for c in s.children(i):
                if s.tokens[c].dep in {"acl", "ccomp", "relcl"} and any(
                    s.tokens[k].dep == "mark" and s.tokens[k].lower == "that" for k in s.children(c)
                ):
                    found = self.parties(self.framer.verb(c).subjects)
                    if found:
                        return found
        return []

    def _where(self, m: Match) -> list[int]:
        """Places the deed reaches ("a curfew in Basra", "troops on alert near Kherson")."""
        if m.pattern.event not in REACHING:
            return []
        return [h for name in PLACING for h in m.frame.preps.get(name, [])]

    def of_itself(self, m: Match, actors: list[Role]) -> bool:
        """The clause under the verb tells what the actor itself has done ("claimed that it had shot down a drone")."""
        told = {r.party.id for r in self.parties(self._slot(m, "clause"))}
        return bool(told) and m.pattern.mode == "allege" and told <= {r.party.id for r in actors}

    def everyone(self) -> list[Role]:
        """All parties of the sentence, and the states its places lie in; pronouns left out."""
        s, here = self.s, self.s.index
        out = []
        for t in s.tokens:
            ref = self.clusters.refs.get((here, t.i))
            if self._at(t.i) and ref is not None and ref.type != "pronoun" and not ref.instrument:
                out += [Role(p, *self._span(t.i), True) for p in self._at(t.i)]
            elif self._named(t.i):
                out += self._roles(self._named(t.i), t.i)
        return out

    def _instrument(self, i: int) -> bool:
        """Tanks, jets and the like: what is fought with, not whom."""
        ref = self.clusters.refs.get((self.s.index, i))
        return ref is not None and ref.instrument

    def _located(self, heads: list[int]) -> list[Role]:
        """The state a capital lies in, when the place itself is visited, shelled or blockaded."""
        return [Role(p, *core(self.s, i), False) for i in heads for p in self._named(i)]

    def _slot(self, m: Match, slot: str) -> list[int]:
        f, s = m.frame, self.s
        if slot == "subject":
            return f.subjects
        if slot in {"object", "someone"}:
            return f.objects
        if slot == "indirect":
            return f.indirect
        if slot == "clause":
            return [
                x for k in f.complements if s.tokens[k].pos in {"VERB", "AUX"} for x in self.framer.verb(k).subjects
            ]
        if slot == "clause-object":
            out: list[int] = []
            for k in f.complements:
                if s.tokens[k].pos == "VERB":
                    inner = self.framer.verb(k)
                    made = s.tokens[k].lemma in load_classes()["found-verb"]  # "agreed to set up a force in Mali"
                    out += [] if made else inner.objects
                    out += [h for hs in inner.preps.values() for h in hs]
                    out += [x for o in inner.objects for x in self._below(o)] if made else []
            return out
        if slot == "owner":
            owned = [o for o in f.objects if not self._at(o) and not self._blamed(m, o)]
            return [c for o in owned for c in s.children(o) if self._owns(c)] + self._makers(f.objects)
        if slot in {"possessor", "modifier"}:
            deps = {"poss"} if slot == "possessor" else {"amod", "compound", "nmod"}
            around = [*f.objects, *(h for hs in f.preps.values() for h in hs)]
            around = [h for h in around if not self._at(h) and not self._blamed(m, h)]
            return [c for o in around for c in s.children(o) if s.tokens[c].dep in deps]
        return f.preps.get(slot, [])

    def _below(self, i: int) -> list[int]:
        """What prepositions right under a noun lead to."""
        s = self.s
        return [p for c in s.children(i) if s.tokens[c].dep == "prep" for p in pobjs(s, c)]

    def _owns(self, c: int) -> bool:
        dep = self.s.tokens[c].dep
        return dep == "poss" or (dep in {"amod", "compound", "nmod"} and bool(self._named(c)))

    def _makers(self, objects: list[int]) -> list[int]:
        """ "an offer made by the Taliban", "a report from the UN": who stands behind a thing."""
        s = self.s
        found: list[int] = []
        for c in (c for o in objects if not self._at(o) for c in s.children(o)):
            if s.tokens[c].dep in {"prep", "agent"} and s.tokens[c].lower in {"by", "from"}:
                found += pobjs(s, c)
            elif s.tokens[c].dep == "acl":
                found += [x for k in s.children(c) if s.tokens[k].dep == "agent" for x in pobjs(s, k)]
        return found

    def parties(self, heads: list[int]) -> list[Role]:
        """The parties that phrases stand for, each once."""
        out: list[Role] = []
        seen: set[str] = set()
        for i in heads:
            for role in self._of(i):
                if role.party.id not in seen:
                    seen.add(role.party.id)
                    out.append(role)
        return out

    def _of(self, i: int) -> list[Role]:
        """The party a phrase stands for; else the one that owns, qualifies or follows it ("Russian missiles")."""
        direct = self._at(i)
        if direct:
            first, last = self._span(i)
            return [Role(p, first, last, True) for p in direct]
        s = self.s
        if s.tokens[i].dep in {"amod", "compound", "nmod"} and self._named(i):
            return self._roles(self._named(i), s.tokens[i].head)
        if s.tokens[i].lower in SPEAKER and self.speaker:
            return [Role(p, i, i + 1, True) for p in self.speaker]
        for c in s.children(i):
            if s.tokens[c].dep == "poss":
                found = self._at(c)
                if found:
                    return self._roles(found, i)
                if s.tokens[c].lower in SPEAKER and self.speaker:
                    return self._roles(self.speaker, i)
                owned = self._of(c)
                if owned:
                    return [Role(r.party, *core(s, i), False) for r in owned]
        for c in s.children(i):
            if s.tokens[c].dep in {"amod", "compound", "nmod"}:
                found = self._named(c)
                if found:
                    return self._roles(found, i)
        for c in s.children(i):
            if s.tokens[c].dep in {"prep", "agent"} and s.tokens[c].lower in {"of", "by", "from"}:
                for p in pobjs(s, c):
                    below = self._of(p)
                    if below:
                        return below
        return []

    def within(self, heads: list[int], charged: bool = False) -> list[Role]:
        """Parties named anywhere inside phrases, nearest to the head first; a named one before a vague one. With `charged` what
        stands deeper under `for` is left out: it tells why, not whom ("jailed for reports on the army")."""
        s = self.s
        for i in heads:
            queue, vague = [i], None
            while queue:
                at = queue.pop(0)
                if at != i:
                    roles = self.parties([at]) if s.tokens[at].pos in NOMINAL else self._roles(self._named(at), at)
                    if roles and roles[0].elsewhere is None and roles[0].first <= i < roles[0].last:
                        roles = []  # "a team of experts": the phrase itself
                    if roles and roles[0].party.country:
                        return roles
                    vague = vague or roles
                if charged and s.tokens[at].dep == "pobj" and s.tokens[s.tokens[at].head].lower == "for":
                    continue
                queue += [c for c in s.children(at) if s.tokens[c].dep not in {"advcl", "ccomp", "punct", "cc"}]
            if vague:
                return vague
        return []

    def _span(self, i: int) -> tuple[int, int]:
        """The phrase without what follows its head; with it when the head only says how many ("dozens of protesters")."""
        s = self.s
        first, last = core(s, i)
        if s.tokens[i].lemma in self.framer.transparent or s.tokens[i].pos == "NUM":
            for c in s.children(i):
                if s.tokens[c].dep == "prep" and s.tokens[c].lower == "of":
                    for p in pobjs(s, c)[:1]:
                        return first, core(s, p)[1]
        return first, last

    def _roles(self, parties: tuple[Party, ...], i: int) -> list[Role]:
        first, last = core(self.s, i)
        return [Role(p, first, last, False) for p in parties]

    def _at(self, i: int) -> tuple[Party, ...]:
        return self.clusters.by_head.get((self.s.index, i), ())

    def _named(self, i: int) -> tuple[Party, ...]:
        """The party a modifier names: `Russian`, `NATO`."""
        return self.clusters.modifiers.get((self.s.index, i), ())
