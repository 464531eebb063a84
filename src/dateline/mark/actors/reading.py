"""One sentence with what is known of its names, as every reader of phrases wants it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dateline.lexicon.agents import Title
from dateline.lexicon.names import Found
from dateline.mark.actors.lexicon import Lexicon
from dateline.parse.phrases import core
from dateline.parse.tree import Sentence

LONGEST_TITLE = 4  # words


class Reading:
    """A sentence `s`; `found` are the known names in it, `places` maps offsets to countries, `surnames` are those of
    people the article names in full, `day` is the story's day."""

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
        """The title that ends right before token `first`: "Belarusian President Alexander Lukashenko"."""
        for width in range(LONGEST_TITLE, 0, -1):
            if first - width >= 0:
                words = " ".join(t.text for t in self.s.tokens[first - width : first])
                title = self.lexicon.titles.get(words) or self.lexicon.titles.get(words.lower())
                if title is not None:
                    return title
        return None

    def title(self, found: Found) -> Title | None:
        """The title before a known name."""
        first = self.s.token_at(found.start)
        return self.title_before(first) if first is not None else None
