"""One sentence with what is known of its names, as every reader of phrases wants it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dateline.lexicon.agents import Title
from dateline.lexicon.names import Found, NameIndex
from dateline.lexicon.words import fold
from dateline.mark.actors.lexicon import Lexicon
from dateline.parse.phrases import core
from dateline.parse.tree import Sentence

LONGEST_TITLE = 4  # words
HYPHENS = frozenset({"-", "–"})


class ArticleNames(NamedTuple):
    """What an article names anywhere: last names of people it names in full, countries (by themselves or by a capital, a
    people, somebody in office), keys of the tables' parties by names that stand for nothing else."""

    surnames: frozenset[str]
    countries: frozenset[str]
    parties: frozenset[str]


class Reading:
    """A sentence `s`; `found` are the known names in it, `places` maps offsets to countries, `article` is
    what all of it names, `names` all that
    the tables know, `day` is the story's day."""

    def __init__(
        self,
        s: Sentence,
        found: list[Found],
        lexicon: Lexicon,
        day: date | None,
        places: Mapping[int, str],
        article: ArticleNames,
        names: NameIndex,
    ) -> None:
        self.s, self.lexicon, self.day, self.places = s, lexicon, day, places
        self.surnames, self.countries, self.parties, self.names = *article, names
        self.name_at: dict[int, Found] = {}
        for f in found:
            inside = [t.i for t in s.tokens if t.start >= f.start and t.end <= f.end]
            if inside and not _is_namesake(s, f, inside[0], places):
                self.name_at |= dict.fromkeys(inside, f)
        self.entity_at = {i: e for e in s.ents for i in range(e.first, e.last)}

    def at(self, head: int, span: tuple[int, int]) -> tuple[int, int, int, int]:
        """The first four fields of a `Ref`: sentence, head token, offsets of the span of tokens."""
        return self.s.index, head, self.s.tokens[span[0]].start, self.s.tokens[span[1] - 1].end

    def heads(self, found: Found, i: int) -> bool:
        """Token `i` is the head of a known name."""
        return self.s.head_of(found.start, found.end) == i

    def span(self, i: int, found: Found | None) -> tuple[int, int]:
        """The phrase headed by `i`, and the whole of the name it holds."""
        first, last = core(self.s, i)
        if found is not None:
            a, b = self.s.token_at(found.start), self.s.token_at(found.end - 1)
            if a is not None and b is not None:
                first, last = min(first, a), max(last, b + 1)
        return first, last

    def title_before(self, first: int) -> Title | None:
        """The title before token `first`: "Belarusian President Alexander Lukashenko", "Secretary of Energy Ann Lee"."""
        title = self._title_right_before(first)
        of = next((k for k in range(first - 2, max(first - 5, 0), -1) if self.s.tokens[k].lower == "of"), None)
        if title is None and of is not None and all(t.pos in {"PROPN", "CCONJ"} for t in self.s.tokens[of + 1 : first]):
            title = self._title_right_before(of)
        return title

    def _title_right_before(self, first: int) -> Title | None:
        for width in range(LONGEST_TITLE, 0, -1):
            if first - width >= 0:
                words = " ".join(t.text for t in self.s.tokens[first - width : first]).replace(" .", ".")
                title = self.lexicon.titles.get(words) or self.lexicon.titles.get(words.lower())
                if title is not None:
                    return title
        return None

    def title(self, found: Found) -> Title | None:
        """The title before a known name."""
        first = self.s.token_at(found.start)
        return self.title_before(first) if first is not None else None

    def inside_name(self, i: int) -> int | None:
        """Head of the known name that token `i` is a part of, without being its head."""
        found = self.name_at.get(i)
        head = self.s.head_of(found.start, found.end) if found is not None else None
        return head if head != i else None

    def is_seat(self, i: int) -> bool:
        """Token `i` heads the name of a capital or a palace, of more than one word."""
        found = self.name_at.get(i)
        if found is None or not self.heads(found, i):
            return False
        return any(n.role in {"capital", "seat"} and " " in n.form for n in found.names)

    def inside_entity(self, i: int) -> bool:
        """Token `i` hangs by a preposition in the name of an organization that another word heads: "Bank of New York"."""
        e = self.entity_at.get(i)
        if e is None or e.label != "ORG":
            return False
        between = [a for a in self.s.ancestors(i) if e.first <= a < e.last]
        return any(self.s.tokens[k].dep == "prep" for k in between)

    def of_title(self, i: int) -> bool:
        """Token `i` is the end of a title or an agent with `of`: "Secretary of State", "heads of state"."""
        t = self.s.tokens[i]
        of = self.s.tokens[t.head]
        if t.dep != "pobj" or of.lower != "of":
            return False
        key = f"{fold(self.s.tokens[of.head].lemma)}of{fold(t.lemma)}"
        return key in self.lexicon.agents or key in self.lexicon.titles

    def tied(self, i: int) -> str:
        """The word that a hyphen ties after token `i`: `controlled` in "rebel-controlled"; empty when there is none."""
        tokens = self.s.tokens
        if i + 2 < len(tokens) and tokens[i + 1].text in HYPHENS and tokens[i + 1].start == tokens[i].end:
            word = tokens[i + 2]
            tie = word.pos in {"VERB", "ADJ"} or word.tag == "VBN" or word.lower in self.lexicon.not_belonging
            return word.lower if tie and word.text[0].islower() else ""
        return ""

    def tied_before(self, i: int) -> str:
        """The word that a hyphen ties before token `i`: `pro` in "pro-Russian"."""
        tokens = self.s.tokens
        if i > 1 and tokens[i - 1].text in HYPHENS and tokens[i - 1].end == tokens[i].start:
            return tokens[i - 2].lower
        return ""

    def not_now(self, span: tuple[int, int]) -> bool:
        """The phrase says that it is not the holder of today: "the former president", "a president"."""
        return any(t.lower in self.lexicon.not_now for t in self.s.tokens[span[0] : span[1]])

    def gender(self, span: tuple[int, int], first_name: str = "") -> str:
        """m, f or empty: what a title or a noun of the phrase says, else the first name."""
        for t in reversed(self.s.tokens[span[0] : span[1]]):
            if t.lower.rstrip(".") in self.lexicon.gendered and t.dep != "poss":
                return self.lexicon.gendered[t.lower.rstrip(".")]
        return self.lexicon.given_names.get(first_name, "")


def _is_namesake(s: Sentence, f: Found, first: int, places: Mapping[int, str]) -> bool:
    """A place of another country by a state's name: New Jersey, or Georgia where the places say which it is."""
    if not any(n.role == "state" for n in f.names):
        return False
    if first > 0 and s.tokens[first - 1].text == "New":
        return True
    place = places.get(f.start)
    return place is not None and all(n.country != place for n in f.names)
