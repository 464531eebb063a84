"""The parties of an article while its phrases are being joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dateline.lexicon.names import NameIndex
from dateline.mark.actors.lexicon import Lexicon
from dateline.mark.draft import Party, Ref
from dateline.parse.tree import Parsed, Sentence

NEAR = 3  # sentences a pronoun or a bare nominal looks back


@dataclass(slots=True)
class Clusters:
    """Parties in order of first mention, and for every (sentence, head token) the parties its phrase stands for."""

    parties: list[Party] = field(default_factory=list)
    by_head: dict[tuple[int, int], tuple[Party, ...]] = field(default_factory=dict)
    refs: dict[tuple[int, int], Ref] = field(default_factory=dict)
    modifiers: dict[tuple[int, int], tuple[Party, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Roster:
    """What joining goes by: the article, its phrases sentence by sentence, names that only qualify a noun
    (`modifiers`), the tables, the story's day, the country the copy was filed from (`home`); and what it made so far:
    `clusters`, the party of each key, the `pairs` that "both sides" may stand for."""

    parsed: Parsed
    refs: Sequence[Sequence[Ref]]
    modifiers: Sequence[Ref]
    lexicon: Lexicon
    names: NameIndex
    day: date | None
    home: str | None
    clusters: Clusters = field(default_factory=Clusters)
    by_key: dict[str, Party] = field(default_factory=dict)
    pairs: list[tuple[Party, Party]] = field(default_factory=list)

    def sentence(self, ref: Ref) -> Sentence:
        """The sentence a phrase stands in."""
        return self.parsed.sentences[ref.sentence]

    def party(self, ref: Ref) -> Party:
        """The party with the key of `ref`, made when it is new."""
        assert ref.key is not None
        party = self.by_key.get(ref.key)
        if party is None:
            number = len(self.clusters.parties) + 1
            party = Party(
                id=f"a{number}",
                key=ref.key,
                name=ref.name,
                kind=ref.kind,
                country=ref.country,
                sectors=ref.sectors,
                office=ref.office,
                wikidata=ref.wikidata,
                gender=ref.gender,
            )
            self.by_key[ref.key] = party
            self.clusters.parties.append(party)
        return party

    def adjective(self, code: str) -> str:
        """The adjective of a country, or the code where it has none."""
        return next(iter(self.lexicon.adjectives.get(code, ())), code)

    def state(self, ref: Ref, code: str) -> Party:
        """The state with a code, for a phrase that means it: "the country"."""
        name = self.lexicon.states[code]
        rule = f"actors/states#{name}"
        return self.party(
            replace(ref, key=f"state:{name}", name=name, kind="state", country=code, sectors=(), rule=rule)
        )

    def countries(self, sentence: int, before: int | None = None) -> list[str]:
        """States that a sentence names or whose parties it names, in text order; with `before`, up to that token."""
        refs = [*self.refs[sentence], *(m for m in self.modifiers if m.sentence == sentence)]
        heads = sorted((r.head, r.country) for r in refs if r.country in self.lexicon.states and r.country)
        return [country for head, country in heads if before is None or head < before]

    def recent(self, ref: Ref) -> list[Party]:
        """Parties named before, best first: same sentence and the last ones, subjects before others."""
        ranked = []
        quoted = self._quoted(ref)
        for party in self.clusters.parties:
            last = next((r for r in reversed(party.refs) if _before(r, ref) and (quoted or not self._quoted(r))), None)
            if last is None or ref.sentence - last.sentence > NEAR:
                continue
            dep = self.sentence(last).tokens[last.head].dep
            rank = (ref.sentence - last.sentence) * 10
            rank += {"nsubj": -5, "nsubjpass": -5, "poss": 2}.get(dep, 0)
            rank += 0 if party.refs[0].type == "name" or party.key.startswith("person:") else 6
            ranked.append((rank, -last.sentence, -last.head, party))
        return [party for *_, party in sorted(ranked, key=lambda x: x[:3])]

    def _quoted(self, ref: Ref) -> bool:
        """The phrase stands inside quotation marks that open in its sentence: narration does not refer to it."""
        return sum(t.text == '"' for t in self.sentence(ref).tokens[: ref.head]) % 2 == 1


def is_plural(party: Party) -> bool:
    """Several people or things, by the phrase that first named the party."""
    one = party.kind == "person" and party.key.startswith("person:")
    return bool(party.refs) and party.refs[0].plural and not one


def _before(r: Ref, ref: Ref) -> bool:
    return (r.sentence, r.head) < (ref.sentence, ref.head)
