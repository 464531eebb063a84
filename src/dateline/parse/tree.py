"""Sentences, tokens and arcs, free of the parser that made them."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.records import Article, SegmentKind


@dataclass(slots=True, frozen=True)
class Token:
    """One token. `i` and `head` are indexes in its sentence (a root is its own head).

    `pos` is the universal tag (VERB, NOUN, PROPN …), `tag` the Penn tag (VBD …), `dep` the arc to the head in
    ClearNLP labels (nsubj, dobj, pobj …), `ent` the entity type over it or "". Offsets are code points of `article.text`.
    """

    i: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    ent: str


@dataclass(slots=True, frozen=True)
class Entity:
    """A named entity as the parser saw it: tokens `first`..`last` exclusive of one sentence, and its label."""

    first: int
    last: int
    label: str


@dataclass(slots=True, frozen=True)
class Sentence:
    """One sentence. `kind` is the segment it stands in; `paragraph` counts paragraphs through the article."""

    index: int
    paragraph: int
    kind: SegmentKind
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    ents: tuple[Entity, ...]
    _children: tuple[tuple[int, ...], ...] = field(repr=False)
    _edges: tuple[tuple[int, int], ...] = field(repr=False)

    def children(self, i: int) -> tuple[int, ...]:
        """Dependents of token `i`, in order."""
        return self._children[i]

    def edges(self, i: int) -> tuple[int, int]:
        """First and last token (last exclusive) of the subtree of token `i`."""
        return self._edges[i]

    def subtree(self, i: int) -> list[int]:
        """Tokens of the subtree of `i`, in order."""
        out, stack = [], [i]
        while stack:
            t = stack.pop()
            out.append(t)
            stack.extend(self._children[t])
        return sorted(out)

    def ancestors(self, i: int) -> list[int]:
        """Heads above token `i`, nearest first."""
        out = []
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            out.append(i)
        return out

    def token_at(self, offset: int) -> int | None:
        """Index of the token that covers or next follows the character at `offset`; None past the end."""
        for token in self.tokens:
            if token.end > offset:
                return token.i
        return None

    def head_of(self, start: int, end: int) -> int | None:
        """The syntactic head among the tokens that lie in `start`..`end`; None when there are none."""
        inside = [t for t in self.tokens if t.start < end and t.end > start]
        indexes = {t.i for t in inside}
        tops = [t.i for t in inside if t.head not in indexes or t.head == t.i]
        if not tops:
            return None
        words = [i for i in tops if self.tokens[i].pos not in {"PUNCT", "DET", "ADP"}]
        return (words or tops)[0]


def build_sentence(
    index: int, paragraph: int, kind: SegmentKind, text: str, tokens: tuple[Token, ...], ents: tuple[Entity, ...]
) -> Sentence:
    """A sentence with its tree worked out. `text` is the article's text."""
    n = len(tokens)
    children: list[list[int]] = [[] for _ in range(n)]
    for t in tokens:
        if t.head != t.i:
            children[t.head].append(t.i)
    edges: list[tuple[int, int]] = [(i, i + 1) for i in range(n)]
    for i in _bottom_up(tokens, children):
        first, last = edges[i]
        for c in children[i]:
            first, last = min(first, edges[c][0]), max(last, edges[c][1])
        edges[i] = (first, last)
    start, end = tokens[0].start, tokens[-1].end
    return Sentence(
        index,
        paragraph,
        kind,
        start,
        end,
        text[start:end],
        tokens,
        ents,
        tuple(tuple(c) for c in children),
        tuple(edges),
    )


def _bottom_up(tokens: tuple[Token, ...], children: list[list[int]]) -> list[int]:
    order: list[int] = []
    stack = [t.i for t in tokens if t.head == t.i]
    while stack:
        i = stack.pop()
        order.append(i)
        stack.extend(children[i])
    return order[::-1]


@dataclass(slots=True, frozen=True)
class Parsed:
    """An article with its sentences, in text order."""

    article: Article
    sentences: tuple[Sentence, ...]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers the character at `offset`."""
        low, high = 0, len(self.sentences)
        while low < high:
            mid = (low + high) // 2
            if self.sentences[mid].end <= offset:
                low = mid + 1
            else:
                high = mid
        if low < len(self.sentences) and self.sentences[low].start <= offset:
            return self.sentences[low]
        return None
